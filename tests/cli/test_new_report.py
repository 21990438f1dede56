"""``peel new`` and ``peel validate``: a report from the first row to the screen."""

from __future__ import annotations

import csv
import re
from pathlib import Path
from typing import get_args

import pytest

import peel
from peel._cli.commands import main
from peel._cli.new_report import ON_AREAS, ON_GRADES
from peel._tables.schema import table
from peel._vocabulary import Basis, SourceKind
from tests.cli.typed import Typed

ROOT = Path(__file__).parents[2]

#: The reports that these tests make are not recorded here, whatever is recorded by now.
pytestmark = pytest.mark.usefixtures("asked_with_gaps")


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def fill_in(path: Path, **cells: str) -> None:
    """Write the cells into every row of a file."""
    filled = [{**row, **cells} for row in rows(path)]
    with path.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.DictWriter(stream, list(filled[0]))
        writer.writeheader()
        writer.writerows(filled)


def checked(capsys: pytest.CaptureFixture[str], *arguments: str) -> list[str]:
    """What ``validate`` says of a directory that does not hold."""
    assert main(["validate", *arguments]) == 1
    out, err = capsys.readouterr()
    assert err == ""
    return out.splitlines()


@pytest.fixture
def mine(tmp_path: Path) -> Path:
    return tmp_path / "my-records"


@pytest.mark.parametrize("cycle", ["2014", "2025-27"])
def test_the_words_that_may_be_filled_in_are_listed(cycle: str, mine: Path, printed: Typed) -> None:
    text = printed("new", "kent", cycle, str(mine))
    said = dict(re.findall(r"^(\w+)[\w ]* is one of: ((?:.|\n)*?)\.$", text, re.MULTILINE))
    (scale,) = (of for of in (peel.FOUR_TIER, peel.FIVE_TIER) if of.key == peel.cycle(cycle).scale)
    assert said["grade"].split(", ") == [grade.key for grade in scale]
    assert said["basis"].split(", ") == [*get_args(Basis)]
    assert " ".join(said["kind"].split()).split(", ") == [*get_args(SourceKind)]


@pytest.mark.parametrize(
    ("written", "right"),
    [("Good", "good"), ("Requires improvement", "requires-improvement"), ("ADEQUATE", "adequate")],
)
def test_a_grade_that_is_spelt_as_printed_is_led_to_its_key(
    written: str, right: str, mine: Path, printed: Typed, capsys: pytest.CaptureFixture[str]
) -> None:
    printed("new", "kent", "2025-27", str(mine))
    fill_in(mine / "judgements.csv", grade=written)
    said = f"column grade: '{written}'; expected a grade of the five-tier scale"
    found = [line for line in checked(capsys, str(mine)) if said in line]
    assert len(found) == 1
    assert f"nearest: {right}" in found[0]
    with pytest.raises(peel.InvalidDataError, match=f"'{written}'; .*nearest: {right}"):
        peel.bundled().extend(mine)


def test_a_report_of_a_cycle_whose_areas_are_not_known(mine: Path, printed: Typed) -> None:
    text = printed("new", "leicestershire", "2025-27", str(mine))
    assert "Not all areas of PEEL 2025–2027 are known: those of PEEL 2023–2025 are proposed" in text
    assert f"peel validate {mine}" in text
    page = (ROOT / "docs" / "contributing-data.md").read_text(encoding="utf-8")
    said = " ".join(page.replace("`", "").split())
    for advice in (ON_AREAS, ON_GRADES):
        assert advice in " ".join(text.split())
        assert advice in said
    assert f"peel show leicestershire --with {mine}" in text
    asked = [question.id for question in peel.questions("2023-25") if question.graded == "always"]
    proposed = [row["question"] for row in rows(mine / "questions.csv")]
    known = [question.id for question in peel.questions("2025-27")]
    assert {*proposed, *known} == set(asked)
    assert not {*proposed} & {*known}
    judgements = rows(mine / "judgements.csv")
    assert {row["question"] for row in judgements} == set(asked)
    assert {row["grade"] for row in judgements} == {""}
    (source,) = rows(mine / "sources.csv")
    assert {row["sources"] for row in judgements} == {source["source"]}
    assert [row["cycle"] for row in rows(mine / "inspections.csv")] == ["2025-27"]
    for path in mine.iterdir():
        assert list(rows(path)[0]) == list(table(path.stem).columns)


def test_what_is_still_empty_is_told_until_it_is_filled_in(
    mine: Path, printed: Typed, capsys: pytest.CaptureFixture[str]
) -> None:
    printed("new", "leicestershire", "2025-27", str(mine))
    lines = checked(capsys, str(mine))
    number = len(rows(mine / "judgements.csv"))
    assert lines == [
        "Must be filled in:",
        "  sources.csv, row 2: title, url",
        "  inspections.csv, row 2: published",
        *(f"  judgements.csv, row {n}: grade, published" for n in range(2, number + 2)),
        "Where the day is not known, empty published_precision too.",
        "May stay empty, if the report does not say it:",
        "  sources.csv, row 2: published",
        "  inspections.csv, row 2: title, url",
        f"0 mistakes; {number + 2} rows still to fill in",
    ]
    report = {"title": "A report", "url": "https://example.org/r", "published": "2025-11-20"}
    fill_in(mine / "sources.csv", **report)
    fill_in(mine / "inspections.csv", **report)
    fill_in(mine / "judgements.csv", published="2025-11-20")
    lines = checked(capsys, str(mine))
    assert lines[1:-1] == [f"  judgements.csv, row {n}: grade" for n in range(2, number + 2)]
    fill_in(mine / "judgements.csv", grade="goood")
    assert "row 2, column grade: 'goood'; expected a grade of the five-tier scale" in "".join(
        checked(capsys, str(mine))
    )
    fill_in(mine / "judgements.csv", grade="adequate")
    assert printed("validate", str(mine)) == "0 mistakes\n"
    shown = printed("show", "leicestershire", "--with", str(mine))
    assert "PEEL 2025–27, published 20 November 2025\n" in shown
    assert len(re.findall(r"^  \S.*   adequate$", shown, re.MULTILINE)) == number
    assert "\n‖ not known to be comparable with 2023/25: no statement is recorded\n" in shown
    assert "Newest grade 20 November 2025 (PEEL 2025–27)\n  not the shipped record" in shown
    assert len(shown.splitlines()) <= 24
    assert "published 20 November 2025" not in printed("show", "leicestershire")


def test_what_has_no_grade_or_no_title_lacks_neither(
    mine: Path, printed: Typed, capsys: pytest.CaptureFixture[str]
) -> None:
    printed("new", "leicestershire", "2025-27", str(mine))
    fill_in(mine / "sources.csv", label="Report on the force", url="https://example.org/r")
    fill_in(mine / "judgements.csv", basis="not-graded", note="not inspected")
    lines = checked(capsys, str(mine))
    may = lines.index("May stay empty, if the report does not say it:")
    assert "  sources.csv, row 2: published" in lines[may:]
    assert "  judgements.csv, row 2: published" in lines[:may]
    fill_in(mine / "inspections.csv", published_precision="")
    fill_in(mine / "judgements.csv", published_precision="")
    text = printed("validate", str(mine))
    assert "Must" not in text
    assert "  judgements.csv, row 2: published" in text
    assert text.endswith("\n0 mistakes\n")


def test_of_many_problems_the_first_thousand_are_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    header = "source,kind,publisher,label,title,url,published\n"
    bad = "".join(
        f"source-{number},x,me,,A title,https://example.org/{number},\n" for number in range(1100)
    )
    (tmp_path / "sources.csv").write_text(header + bad, encoding="utf-8")
    lines = checked(capsys, str(tmp_path))
    assert lines[0].startswith("sources.csv, row 2, column kind: 'x'; expected one of")
    assert lines[0].endswith(" (and in 999 more rows)")
    assert lines[1] == "… and 100 more"
    assert lines[-1] == "1,100 mistakes"


def test_a_report_that_is_recorded_in_part_lacks_what_is_missing(
    mine: Path, printed: Typed
) -> None:
    text = printed("new", "kent", "2023-25", str(mine))
    assert "proposed" not in text
    missing = [
        cell.question.id
        for cell in peel.coverage(force="kent").missing()
        if cell.cycle.id == "2023-25"
    ]
    asked = [row["question"] for row in rows(mine / "judgements.csv")]
    assert set(missing) <= set(asked)
    (inspection,) = rows(mine / "inspections.csv")
    assert inspection["url"] == peel.inspection("kent", "2023-25").url
    assert not (mine / "questions.csv").exists()


def test_names_of_several_words_need_no_quotes(mine: Path, printed: Typed) -> None:
    printed("new", "devon", "and", "cornwall", "2025-27", str(mine))
    assert {row["force"] for row in rows(mine / "judgements.csv")} == {"devon-and-cornwall"}


def test_a_row_that_takes_the_place_of_another_is_told(mine: Path, printed: Typed) -> None:
    judgement = peel.judgement("leicestershire", "2017", "efficiency")
    mine.mkdir()
    columns = table("judgements").columns
    row = next(
        row
        for row in peel.bundled().rows("judgements")
        if (row["force"], row["cycle"], row["question"])
        == (judgement.force.id, "2017", "efficiency")
    )
    cells = {**row, "sources": judgement.sources[0].id, "published": "2017-11-09"}
    with (mine / "judgements.csv").open("w", encoding="utf-8", newline="") as stream:
        writer = csv.DictWriter(stream, columns)
        writer.writeheader()
        writer.writerow({**cells, "grade": "good"})
    text = printed("validate", str(mine))
    assert "judgements.csv, row 2, replaces: grade 'requires-improvement' becomes 'good'" in text
    shown = printed("show", "leicestershire", "--cycle", "2017", "--with", str(mine))
    assert re.search(r"^  Efficiency +good$", shown, re.MULTILINE)


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        (["nowhere", "2025-27"], "no force is called 'nowhere'"),
        (["kent", "1999"], "no cycle is called '1999'"),
        (["cleveland", "2023-25"], "every grade of Cleveland Police in PEEL 2023–2025 is recorded"),
    ],
)
def test_what_no_file_is_written_for(
    typed: list[str], said: str, mine: Path, complaint: Typed
) -> None:
    assert said in complaint("new", *typed, str(mine))
    assert not mine.exists()


def test_nothing_is_overwritten(mine: Path, printed: Typed, complaint: Typed) -> None:
    printed("new", "kent", "2025-27", str(mine))
    before = {path: path.read_bytes() for path in mine.iterdir()}
    assert "exists: name a new directory" in complaint("new", "essex", "2025-27", str(mine))
    assert {path: path.read_bytes() for path in mine.iterdir()} == before


def test_validate_checks_a_package_of_its_own(
    tmp_path: Path, printed: Typed, capsys: pytest.CaptureFixture[str]
) -> None:
    package = tmp_path / "package"
    peel.bundled().save(package)
    text = printed("validate", str(package), "--standalone")
    assert text == "0 mistakes\n"
    path = package / "forces.csv"
    path.write_text(path.read_text(encoding="utf-8").replace("kent,", "kentish,"), encoding="utf-8")
    lines = checked(capsys, str(package), "--standalone")
    assert lines[0].startswith("inspections.csv, row ")
    assert "column force: 'kent'; expected an id" in lines[0]
    assert re.fullmatch(r"\d+ mistakes", lines[-1])


def test_validate_of_no_directory(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    lines = checked(capsys, str(tmp_path / "nowhere"))
    assert "expected a directory" in lines[0]
    assert lines[-1] == "1 mistake"
