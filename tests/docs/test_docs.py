"""Every example of the README and of the documentation runs, and shows what it really gives."""

from __future__ import annotations

import contextlib
import csv
import datetime as dt
import importlib
import io
import json
import math
import re
import shlex
import shutil
import sqlite3
from doctest import ELLIPSIS
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import duckdb
import pytest
from sybil import Sybil
from sybil.parsers.myst import CodeBlockParser, PythonCodeBlockParser

import peel
from peel._cli.commands import main
from peel._records.latest import _REASONS
from peel._show.palette import GRADES
from tests.made import TABLES

if TYPE_CHECKING:
    from types import ModuleType

    from sybil import Document, Example

ROOT = Path(__file__).parents[2]
#: Folders and pages that the build of the site writes.
GENERATED = {
    *("_build", "_generated", "cycles", "forces"),
    *("explorer.md", "inadequate.md", "special-measures.md"),
}
PAGES = [
    ROOT / "README.md",
    *(
        page
        for page in sorted(ROOT.glob("docs/**/*.md"))
        if not GENERATED.intersection(page.relative_to(ROOT).parts)
    ),
]
LINK = re.compile(r"https?://[^\s<>\"'`),]+")


class ConsoleParser(CodeBlockParser):
    """Commands behind ``$`` and what they print; ``…`` stands for lines that are left out."""

    language = "console"

    def evaluate(self, example: Example) -> str | None:
        for session in example.parsed.split("$ ")[1:]:
            command, _, expected = session.partition("\n")
            program, *arguments = shlex.split(command)
            assert program == "peel", command
            with contextlib.redirect_stdout(io.StringIO()) as printed:
                code = main(arguments)
            assert code == 0, command
            pattern = re.escape(expected.strip()).replace("…", "[^\0]*")
            if expected.strip() and not re.fullmatch(pattern, printed.getvalue().strip()):
                return f"{command} printed:\n{printed.getvalue()}"
        return None


class SqlParser(CodeBlockParser):
    """Queries on the tables in the working directory, or on the view of the database."""

    language = "sql"

    def evaluate(self, example: Example) -> str | None:
        if "from grades" in example.parsed:
            assert main(["export", "--format", "sqlite", "--output", "peel.sqlite"]) == 0
            with contextlib.closing(sqlite3.connect("peel.sqlite")) as database:
                found = database.execute(example.parsed).fetchall()
        else:
            found = duckdb.sql(example.parsed).fetchall()
        return None if found else "the query finds nothing"


#: The benchmark of `performance.md` runs its query, on crimes that it makes up.
PARSERS = [PythonCodeBlockParser(doctest_optionflags=ELLIPSIS), ConsoleParser()]
HOW_TO = Sybil(parsers=[*PARSERS, SqlParser()])
OTHERS = Sybil(parsers=PARSERS)


def name(page: Path) -> str:
    return page.relative_to(ROOT).as_posix()


@pytest.mark.parametrize("page", PAGES, ids=name)
def test_examples_show_the_real_output(
    page: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    peel.bundled().save(tmp_path)
    monkeypatch.chdir(tmp_path)
    document: Document = (HOW_TO if page.parent.name == "how-to" else OTHERS).parse(page)
    for example in document.examples():
        example.evaluate()


def test_the_rows_of_the_page_on_contributing_are_rows(
    with_gaps: peel.Dataset, tmp_path: Path
) -> None:
    page = (ROOT / "docs" / "contributing-data.md").read_text(encoding="utf-8")
    headers = {",".join(table.columns): name for name, table in TABLES.items()}
    for block in re.findall(r"```text\n(.*?)```", page, re.DOTALL):
        table = headers.get(block.partition("\n")[0])
        if table:
            (tmp_path / f"{table}.csv").write_text(block, encoding="utf-8")
    assert {path.stem for path in tmp_path.iterdir()} == {
        *("sources", "questions", "inspections", "judgements", "findings")
    }
    with_gaps.extend(tmp_path, replace=True)


@pytest.fixture
def release(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    monkeypatch.syspath_prepend(str(ROOT / "docs"))
    return importlib.import_module("release")


def test_the_day_of_the_record_is_moved_everywhere(tmp_path: Path, release: ModuleType) -> None:
    for place in release.PLACES:
        (tmp_path / place).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(ROOT / place, tmp_path / place)
    release.move(dt.date(2030, 1, 2), tmp_path)
    for place in release.PLACES:
        moved = (tmp_path / place).read_text(encoding="utf-8")
        here = (ROOT / place).read_text(encoding="utf-8")
        assert moved == here.replace(peel.DATA_VERSION, "2030-01-02") != here


def test_rows_of_a_new_report_are_laid_into_the_tables(
    tmp_path: Path, release: ModuleType, asked_with_gaps: peel.Dataset
) -> None:
    tables, rows = tmp_path / release.TABLES, tmp_path / "my-records"
    before = asked_with_gaps
    before.save(tables)
    assert main(["new", "kent", "2025-27", str(rows)]) == 0
    for name, cells in (
        ("sources", {"title": "A report", "url": "https://example.org/r"}),
        ("inspections", {"published": "2030-01-02"}),
        ("judgements", {"published": "2030-01-02", "grade": "adequate"}),
    ):
        with (rows / f"{name}.csv").open(encoding="utf-8", newline="") as stream:
            filled = [{**row, **cells} for row in csv.DictReader(stream)]
        with (rows / f"{name}.csv").open("w", encoding="utf-8", newline="") as stream:
            writer = csv.DictWriter(stream, list(filled[0]))
            writer.writeheader()
            writer.writerows(filled)
    release.add(rows, tmp_path)
    release.count(tmp_path)
    after = peel.load(tables)
    assert after == peel.load(tables)
    described = json.loads((tables / "datapackage.json").read_text(encoding="utf-8"))
    numbers = {item["name"]: item["rows"] for item in described["resources"]}
    assert numbers == {name: len([*after.rows(name)]) for name in TABLES}
    graded = after.judgements(force="kent", cycle="2025-27")
    assert {item.grade_text for item in graded} == {"adequate"}
    assert len(after.judgements()) == len(before.judgements()) + len(graded)
    days = {cycle.id: (cycle.first_published, cycle.last_published) for cycle in after.cycles()}
    assert days["2025-27"][1] == dt.date(2030, 1, 2)
    assert days["2017"] == (
        before.cycle("2017").first_published,
        before.cycle("2017").last_published,
    )
    after.save(tmp_path / "again")
    for table in TABLES:  # as the tables that ship are written
        again = tmp_path / "again" / f"{table}.csv"
        assert (tables / f"{table}.csv").read_bytes() == again.read_bytes(), table


def test_every_table_can_be_downloaded_from_the_site() -> None:
    page = (ROOT / "docs" / "how-to" / "without-python.md").read_text(encoding="utf-8")
    offered = re.findall(r"\{download\}`(\S+) <\.\./\.\./src/peel/data/(\S+)>`", page)
    assert all(text == file for text, file in offered)
    assert {file for _, file in offered} == {
        *(f"{table}.csv" for table in TABLES),
        *("datapackage.json", "LICENCE.md"),
    }


def test_every_public_name_is_in_the_reference() -> None:
    reference = "\n".join(
        page.read_text(encoding="utf-8") for page in (ROOT / "docs" / "reference").glob("*.md")
    )
    described = set(re.findall(r"^\.\. (?:auto|py:)\w+:: (\w+)$", reference, re.MULTILINE))
    assert set(peel.__all__) <= described


def well_formed(url: str) -> bool:
    parts = urlsplit(url)
    return (
        parts.scheme in {"http", "https"}
        and re.fullmatch(r"(?:[a-z0-9-]+\.)+[a-z]{2,}", parts.hostname or "") is not None
        and not re.search(r"[\s<>\"{}|\\^`]", url)
    )


@pytest.mark.parametrize("page", PAGES, ids=name)
def test_links_to_the_web_have_the_form_of_one(page: Path) -> None:
    for url in LINK.findall(page.read_text(encoding="utf-8")):
        assert well_formed(url), url


@pytest.mark.parametrize("page", PAGES, ids=name)
def test_links_to_files_lead_somewhere(page: Path) -> None:
    for target in re.findall(r"\]\((?!https?:|#)([^)#\s]+)", page.read_text(encoding="utf-8")):
        path = (page.parent / target).resolve()
        assert GENERATED.intersection(path.parts) or path.exists(), target


def test_the_readme_leads_to_pages_that_can_be_read_without_the_site() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    linked = {ROOT / target for target in re.findall(r"\]\((docs/[^)#]+\.md)", readme)}
    assert ROOT / "docs" / "journalists.md" in linked
    for page in linked:
        text = page.read_text(encoding="utf-8")
        assert "{eval-rst}" not in text, page
        includes = text.count("{include}")
        said = re.findall(r"^% On the site stands here: .+\.\n\n```\{include\}", text, re.MULTILINE)
        assert len(said) == includes, page


def test_what_journalists_are_told_in_a_clone() -> None:
    """The same command as in the README builds the site, and opens it at this page."""
    page = (ROOT / "docs" / "journalists.md").read_text(encoding="utf-8")
    _, _, body = page.split("---\n", 2)
    first = body.partition("\n# ")[0]
    (command,) = re.findall(r"^% (python3 .*)$", first, re.MULTILINE)
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    assert command.replace("/journalists.html", "/index.html") in readme.splitlines()
    assert "pip install -qU pip && " in command.partition("--group")[0]


def test_pages_tell_the_same_kinds_of_nothing() -> None:
    words, journalists, readme = (
        " ".join((ROOT / page).read_text(encoding="utf-8").split())
        for page in ("docs/explanation/words.md", "docs/journalists.md", "README.md")
    )
    kinds = ["not graded", "not recorded", "not known whether graded", "never graded"]
    kinds.append("not in the framework")
    of_words = words.partition("Five kinds of nothing")[2].partition(" ## ")[0]
    assert [kind.lower() for kind in re.findall(r"- \*([^*]+)\*: ", of_words)] == kinds
    of_journalists = journalists.partition("Five kinds of nothing")[2].partition(" ## ")[0]
    assert re.findall(r"- \*\*([^*]+)\*\*, ", of_journalists) == kinds
    of_readme = readme.partition("where it is not.** ")[2].partition(" are five different")[0]
    assert [kind.lower() for kind in re.findall(r"\*([^*]+)\*", of_readme)] == kinds


def test_every_reason_why_a_grade_is_superseded_is_explained() -> None:
    page = (ROOT / "docs/explanation/words.md").read_text(encoding="utf-8")
    told = page.partition("**Superseded**")[2].partition("\n\n")[0]
    assert all(f"*{reason}*" in " ".join(told.split()) for reason in _REASONS.values())


def test_sentences_to_print_are_those_of_the_library() -> None:
    page = (ROOT / "docs" / "journalists.md").read_text(encoding="utf-8")
    leicestershire = [
        peel.change("leicestershire", *asked)
        for asked in (
            ("efficiency", "2016", "2017"),
            ("investigating-crime", "2021-22", "2023-25"),
            ("preventing-crime", "2016", "2017"),
        )
    ]
    assert [change.comparability.comparable for change in leicestershire] == [True, False, True]
    assert leicestershire[-1].after.carried_from
    assert re.findall("^> (.*)$", page, re.MULTILINE) == [
        peel.judgement("leicestershire", "2017", "efficiency").sentence,
        *(change.sentence for change in leicestershire),
    ]


def test_addresses_of_sources_have_the_form_of_one() -> None:
    assert [source.id for source in peel.sources() if not well_formed(source.url)] == []


def test_the_inspectorate_is_linked_at_its_own_hosts() -> None:
    hosts = {
        urlsplit(source.url).hostname for source in peel.sources() if source.kind == "inspectorate"
    }
    assert hosts == {"hmicfrs.justiceinspectorates.gov.uk", "www.justiceinspectorates.gov.uk"}


def test_grades_have_one_set_of_colours() -> None:
    css = (ROOT / "docs" / "_static" / "peel.css").read_text(encoding="utf-8")
    icon = (ROOT / "docs" / "_static" / "icon.svg").read_text(encoding="utf-8")
    for grade, colour in GRADES.items():
        assert f"--{grade}: {colour.background};" in css
        assert colour.background in icon


def test_the_readme_is_right_on_how_good_the_sources_are() -> None:
    """A derived grade is stated by nobody, whoever published the count behind it."""
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    rows = re.findall(
        r"^\| (20\S+(?: to \S+)?) \| (\d+ in \d+) \| (.+) \| (.+) \|$", readme, re.MULTILINE
    )
    cycles = {cycle.label.replace("/25", "–25"): cycle for cycle in peel.cycles()}
    labels = [label for label, cycle in cycles.items() if peel.judgements(cycle=cycle)]
    told: list[str] = []
    for period, *shares in rows:
        first, _, last = period.partition(" to ")
        span = labels[labels.index(first) : labels.index(last or first) + 1]
        told += span
        judgements = peel.judgements(cycle=[cycles[label] for label in span])
        graded = [item for item in judgements if item.grade]
        known = ["derived" if row.basis == "derived" else row.evidence for row in graded]
        kinds = (("inspectorate", "copy"), ("single",), ("derived",))
        for said, levels in zip(shares, kinds, strict=True):
            number, of = map(int, said.split(" in "))
            share = sum(known.count(level) for level in levels) / len(known)
            assert math.isclose(number / of, share, rel_tol=0.1), (period, levels, share)
    assert told == labels


def test_the_readme_has_both_dates_which_a_release_writes(
    tmp_path: Path, release: ModuleType
) -> None:
    here = (ROOT / "README.md").read_text(encoding="utf-8")
    assert f"**How new it is:** {peel.bundled().edition}. Later" in here
    (tmp_path / "README.md").write_text(here, encoding="utf-8")
    release.date_readme("newest grade tomorrow", tmp_path)
    there = (tmp_path / "README.md").read_text(encoding="utf-8")
    assert there == here.replace(str(peel.bundled().edition), "newest grade tomorrow")


@pytest.mark.slow
def test_the_committed_pictures_have_the_words_of_today(monkeypatch: pytest.MonkeyPatch) -> None:
    image = pytest.importorskip("PIL.Image")
    monkeypatch.syspath_prepend(str(ROOT / "docs"))
    pictures = importlib.import_module("pictures")
    page = pictures.notebook(dark=False)
    for name, shown in {**pictures.plots(), "notebook-light": page, "notebook-dark": page}.items():
        with image.open(pictures.PICTURES / f"{name}.png") as picture:
            words = picture.text.get("Description")
        assert words == pictures.words_of(shown), f"{name}: draw it again, python docs/pictures.py"
