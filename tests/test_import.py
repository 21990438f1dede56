"""What `import peel` and a first look-up load: names of modules and files, no timing."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

import peel
from peel._tables.schema import RECORDS

_LATER = (
    "cattrs",
    "csv",
    "dateutil",
    "decimal",
    "difflib",
    "duckdb",
    "importlib.metadata",
    "importlib.resources",
    "json",
    "matplotlib",
    "numpy",
    "pandas",
    "pathlib",
    "polars",
    "pyarrow",
)

# Prints what was loaded and opened from the start of the statements to their end.
_WATCH = """
import sys
before = set(sys.modules)
opened = []
sys.addaudithook(lambda event, args: opened.append(str(args[0])) if event == "open" else None)
{statements}
opened = list(opened)
loaded = sorted(set(sys.modules) - before)
import json
print(json.dumps([loaded, opened]))
"""


class Watched:
    """What statements load and open in a fresh interpreter."""

    def __init__(self, *statements: str) -> None:
        code = _WATCH.format(statements="\n".join(statements))
        # Without `site`, nothing is loaded before it is asked for, whatever is installed.
        path = f"import sys; sys.path[:] = {sys.path!r}\n"
        ended = subprocess.run(  # noqa: S603
            [sys.executable, "-I", "-S", "-c", path + code],
            check=True,
            capture_output=True,
            text=True,
        )
        loaded, opened = json.loads(ended.stdout)
        self.modules: frozenset[str] = frozenset(loaded)
        self.tables: frozenset[str] = frozenset(
            path.replace("\\", "/").rpartition("/")[2] for path in opened if path.endswith(".csv")
        )


@pytest.fixture(scope="module")
def imported() -> Watched:
    return Watched("import peel")


def test_import_loads_attrs_and_nothing_that_only_a_look_up_needs(imported: Watched) -> None:
    assert "attrs" in imported.modules
    assert imported.modules.isdisjoint(_LATER)


def test_import_loads_few_modules_of_its_own(imported: Watched) -> None:
    own = {name for name in imported.modules if name.partition(".")[0] == "peel"}
    assert own == {
        "peel",
        "peel._errors",
        "peel._about",
        "peel._records",
        "peel._records._base",
        "peel._records.grades",
        "peel._vocabulary",
        "peel._words",
        "peel._words.text",
    }


def test_import_reads_no_data(imported: Watched) -> None:
    assert imported.tables == frozenset()


def test_names_of_the_surface_read_no_data() -> None:
    watched = Watched("import peel", "for name in peel.__all__: getattr(peel, name)")
    assert watched.tables == frozenset()
    assert watched.modules.isdisjoint({"pandas", "polars", "pyarrow", "matplotlib"})


def test_first_grade_by_ids_reads_only_the_tables_that_it_needs() -> None:
    watched = Watched(
        "import peel",
        'assert str(peel.grade("leicestershire", "2017", "efficiency")) == "Requires improvement"',
    )
    assert watched.tables == {"judgements.csv", "cycles.csv"}
    records = {name for name in watched.modules if name.startswith("peel._records.")}
    assert records == {"peel._records._base", "peel._records.grades"}
    assert "cattrs" not in watched.modules
    assert watched.modules.isdisjoint({"dateutil", "difflib", "importlib.metadata", "pandas"})


def test_grades_of_the_two_scales_read_no_data() -> None:
    watched = Watched("import peel", 'assert peel.FIVE_TIER["good"] > peel.FIVE_TIER["adequate"]')
    assert watched.tables == frozenset()


@pytest.mark.parametrize(
    ("statement", "table"),
    [
        ('peel.force("kent")', "forces.csv"),
        ('peel.cycle("2017")', "cycles.csv"),
        ("peel.sources()", "sources.csv"),
    ],
)
def test_a_look_up_in_one_table_reads_that_table_alone(statement: str, table: str) -> None:
    assert Watched("import peel", statement).tables == {table}


def test_a_judgement_reads_neither_findings_nor_inspections() -> None:
    watched = Watched("import peel", 'peel.judgement("kent", "2017", "efficiency")')
    assert "sources.csv" in watched.tables
    assert watched.tables.isdisjoint(
        {"findings.csv", "inspections.csv", "monitoring.csv", "profiles.csv", "tallies.csv"}
    )


def test_a_warm_record_has_every_table_and_all_that_a_question_imports() -> None:
    watched = Watched("import peel", "peel.bundled().warm()")
    assert watched.tables == {f"{name}.csv" for name in RECORDS}
    for room in ("_answers", "_lookup", "_packages", "_records", "_show", "_tables"):
        path = Path(peel.__file__).with_name(room)
        assert {f"peel.{room}.{module.stem}" for module in path.glob("[!_]*.py")} <= watched.modules


def test_the_plots_come_with_their_first_use(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delattr(peel, "plot", raising=False)
    assert callable(peel.plot.heatmap)
    with pytest.raises(AttributeError, match="no attribute 'plots'"):
        peel.plots  # noqa: B018
