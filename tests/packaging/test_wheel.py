"""What is built is small, complete, reproducible, and holds nothing else."""

from __future__ import annotations

import hashlib
import subprocess
import sys
import tarfile
import zipfile
from email.parser import Parser
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
BUILD = """
import sys
from hatchling.build import build_sdist, build_wheel
print((build_wheel if sys.argv[1] == "wheel" else build_sdist)(sys.argv[2]))
"""


def build(kind: str, source: Path, target: Path) -> Path:
    target.mkdir(exist_ok=True)
    done = subprocess.run(  # noqa: S603
        [sys.executable, "-c", BUILD, kind, str(target)],
        cwd=source,
        env={"SOURCE_DATE_EPOCH": "1700000000", "PATH": ""},
        capture_output=True,
        text=True,
        timeout=120,
        check=True,
    )
    return target / done.stdout.split()[-1]


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build("wheel", ROOT, tmp_path_factory.mktemp("wheel"))


def digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def test_two_builds_are_the_same_bytes(wheel: Path, tmp_path: Path) -> None:
    assert digest(build("wheel", ROOT, tmp_path / "again")) == digest(wheel)


def test_the_source_distribution_builds_the_same_wheel(wheel: Path, tmp_path: Path) -> None:
    archive = build("sdist", ROOT, tmp_path / "sdist")
    assert digest(archive) == digest(build("sdist", ROOT, tmp_path / "again"))
    with tarfile.open(archive) as packed:
        packed.extractall(tmp_path / "unpacked")  # noqa: S202 (what was just packed)
    (source,) = (tmp_path / "unpacked").iterdir()
    assert digest(build("wheel", source, tmp_path / "from-sdist")) == digest(wheel)


def test_the_wheel_is_small_and_holds_the_package_alone(wheel: Path) -> None:
    assert wheel.stat().st_size < 1_000_000
    with zipfile.ZipFile(wheel) as built:
        names = set(built.namelist())
    package = ROOT / "src" / "peel"
    expected = {
        f"peel/{path.relative_to(package).as_posix()}"
        for path in package.rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }
    assert {name for name in names if name.startswith("peel/")} == expected
    assert {name.split("/")[1] for name in names if not name.startswith("peel/")} == {
        *("METADATA", "WHEEL", "RECORD", "entry_points.txt", "licenses"),
    }
    assert "peel/py.typed" in names
    licences = {name.split("/licenses/")[1] for name in names if "/licenses/" in name}
    assert licences == {"LICENSE", "src/peel/data/LICENCE.md"}


def test_metadata(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as built:
        (name,) = (name for name in built.namelist() if name.endswith(".dist-info/METADATA"))
        metadata = Parser().parsestr(built.read(name).decode())
        (points,) = (name for name in built.namelist() if name.endswith("entry_points.txt"))
        assert b"peel = peel.__main__:run" in built.read(points)
        assert b"hook-dirs = peel._pyinstaller:hook_directories" in built.read(points)
    assert metadata["Name"] == "peel-inspections"
    assert metadata["License-Expression"] == "MIT AND OGL-UK-3.0"
    assert metadata["Requires-Python"] == ">=3.11"
    required = [item for item in metadata.get_all("Requires-Dist", []) if "extra" not in item]
    assert {item.split(">=")[0] for item in required} == {"attrs", "cattrs", "python-dateutil"}
    assert metadata.get_all("Provides-Extra") == ["arrow", "excel", "pandas", "plot", "polars"]
    assert "Typing :: Typed" in metadata.get_all("Classifier", [])
    assert metadata["Description-Content-Type"] == "text/markdown"
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    assert metadata.get_payload().startswith(readme.partition("\n")[0])
