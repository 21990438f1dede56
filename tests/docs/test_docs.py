"""Every example of the README and of the documentation runs, and shows what it really gives."""

from __future__ import annotations

import contextlib
import datetime as dt
import importlib
import io
import re
import shlex
import shutil
from doctest import ELLIPSIS
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import duckdb
import pytest
from sybil import Sybil
from sybil.parsers.myst import CodeBlockParser, PythonCodeBlockParser

import peel
from peel._cli.commands import main
from peel._show.palette import GRADES
from tests.made import TABLES

if TYPE_CHECKING:
    from types import ModuleType

    from sybil import Document, Example

ROOT = Path(__file__).parents[2]
GENERATED = {"_build", "_generated", "cycles", "forces"}
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
    """Queries on the tables in the working directory; each must find something."""

    language = "sql"

    def evaluate(self, example: Example) -> str | None:
        return None if duckdb.sql(example.parsed).fetchall() else "the query finds nothing"


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


def test_the_day_of_the_record_is_moved_everywhere(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.syspath_prepend(str(ROOT / "docs"))
    release = importlib.import_module("release")
    for place in release.PLACES:
        (tmp_path / place).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(ROOT / place, tmp_path / place)
    release.move(dt.date(2030, 1, 2), tmp_path)
    for place in release.PLACES:
        moved = (tmp_path / place).read_text(encoding="utf-8")
        here = (ROOT / place).read_text(encoding="utf-8")
        assert moved == here.replace(peel.DATA_VERSION, "2030-01-02") != here


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


def test_addresses_of_sources_have_the_form_of_one() -> None:
    assert [source.id for source in peel.sources() if not well_formed(source.url)] == []


def test_the_inspectorate_is_linked_at_its_own_hosts() -> None:
    hosts = {
        urlsplit(source.url).hostname for source in peel.sources() if source.kind == "inspectorate"
    }
    assert hosts == {"hmicfrs.justiceinspectorates.gov.uk", "www.justiceinspectorates.gov.uk"}


def test_grades_have_one_set_of_colours() -> None:
    css = (ROOT / "docs" / "_static" / "peel.css").read_text(encoding="utf-8")
    for grade, colour in GRADES.items():
        assert f"--{grade}: {colour.background};" in css


@pytest.fixture
def record_pages(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    monkeypatch.syspath_prepend(str(ROOT / "docs" / "_ext"))
    return importlib.import_module("record_pages")


def test_a_force_page_leaves_out_no_source_and_no_gap(record_pages: ModuleType) -> None:
    for force in peel.forces():
        page = "\n".join(record_pages.forces.page(force))
        for judgement in peel.judgements(force=force):
            assert all(escape(source.url) in page for source in judgement.sources), judgement
        for cell in peel.coverage(force=force).missing():
            section = page.partition(f"### {cell.cycle.title}\n")[2].partition("\n### ")[0]
            assert re.search(rf"Not recorded: .*{re.escape(cell.question.label)}", section), cell


def test_numbers_behind_a_grade_lead_to_its_sources(record_pages: ModuleType) -> None:
    for force in peel.forces():
        page = "\n".join(record_pages.forces.page(force))
        targets = re.findall(r'id="(source-\d+)"', page)
        assert len(targets) == len(set(targets))
        assert set(re.findall(r'href="#(source-\d+)"', page)) == set(targets)


def test_counts_of_pages_add_up_and_say_what_coverage_says(record_pages: ModuleType) -> None:
    for force in (None, *peel.forces()):
        coverage = peel.coverage(force=force)
        counts = record_pages.counts.count(coverage.rows)
        assert counts.expected == counts.recorded + counts.not_graded + counts.missing
        assert str(counts).replace(",", "") == coverage.summary.partition(": ")[2].replace(",", "")


def test_a_force_page_shows_the_newest_inspection_and_every_theme(
    record_pages: ModuleType,
) -> None:
    for force in peel.forces():
        page = "\n".join(record_pages.forces.page(force))
        newest = peel.inspections(force=force)[-1]
        section = page.partition("## Newest report\n")[2].partition("\n## ")[0]
        assert (newest.url or "no address") in section
        for question in {cell.question for cell in peel.coverage(force=force).missing()}:
            assert f"| {record_pages.markup.words(question.theme)} |" in page


def test_a_cycle_page_shows_what_is_known_of_each_distribution(record_pages: ModuleType) -> None:
    for cycle in peel.cycles():
        page = "\n".join(record_pages.cycles.page(cycle))
        for question in {judgement.question for judgement in peel.judgements(cycle=cycle)}:
            known = peel.distribution(cycle, question).coverage_line
            assert question.graded == "some" or known[1:] in page, question
        for tally in peel.tallies(cycle=cycle):
            assert tally.source.url in page
