"""``peel show``: a force on one screen of 24 lines at 80 columns, newest first."""

from __future__ import annotations

import re
import sys
from itertools import pairwise

import pytest

import peel
from peel._cli.screen import _ALSO, ForceScreen
from peel._records.marks import MARKS
from peel._records.sources import INSPECTORATE
from tests.cli.typed import Typed
from tests.made import all_rows, made_of, with_cells

ADDRESS = re.compile(r"https://\S+")
FORCES = [force.id for force in peel.forces()]


def screen(printed: Typed, force: str, *options: str) -> list[str]:
    return printed("show", force, *options).splitlines()


def block(lines: list[str], title: str) -> list[str]:
    """The lines of a cycle, below its heading."""
    start = next(n for n, line in enumerate(lines) if line.startswith(title))
    return [line for line in lines[start + 1 :] if line.startswith("  ")]


def in_short(cycle: peel.Cycle) -> str:
    """The title as the screen has it."""
    return cycle.title.replace("–20", "–")


def fits(lines: list[str]) -> bool:
    return len(lines) <= 24 and all(len(line) <= 80 or ADDRESS.fullmatch(line) for line in lines)


@pytest.mark.parametrize("force", FORCES)
def test_every_force_fits_one_screen(force: str, printed: Typed) -> None:
    lines = screen(printed, force)
    assert fits(lines), "\n".join(lines)
    assert lines[0].startswith(peel.force(force).name)
    assert " · record checked " in lines[1]
    assert "https://" in lines[2]
    assert lines[-1].startswith("More: --all")


@pytest.mark.parametrize("force", FORCES)
def test_every_grade_of_the_newest_inspection_has_a_line(force: str, printed: Typed) -> None:
    text = "\n".join(screen(printed, force))
    newest = peel.inspections(force=force)[-1]
    graded = [judgement for judgement in newest.judgements if judgement.grade]
    for judgement in graded:
        line = rf"^  {re.escape(judgement.question.label)} +{judgement.grade_text}"
        assert re.search(
            rf"{line}(   +{judgement.mark})?$" if judgement.mark else f"{line}$", text, re.MULTILINE
        )
    missing = peel.coverage(force=force).missing()
    assert ("not recorded: " in text) == any(cell.cycle == newest.cycle for cell in missing)


@pytest.mark.parametrize("force", FORCES)
def test_what_a_mark_leaves_out_is_said_above(force: str, printed: Typed) -> None:
    text = " ".join(" ".join(screen(printed, force)).split())
    newest = peel.inspections(force=force)[-1].judgements
    limits = [item.limits for item in newest if item.grade and item.limits]
    several = {of for of in limits if len(of) > 1}
    assert text.count(" marked ") == len(several)
    for of in several:
        marked, known = sum(mark == of[0] for mark, *_ in limits), limits.count(of)
        every = {1: "the one", 2: "both"}.get(marked, f"all {marked}")
        number = every if known == marked else f"{known} of {marked}"
        one = known == 1
        also = {"derived": "is derived" if one else "are derived"}
        also["one source"] = "rests on one source" if one else "rest on one source"
        said = " and ".join(also[kind] for kind in of[1:])
        assert f"; {number} marked {of[0]} {said}" in text


def test_each_mark_has_its_words_beside_a_graver_one() -> None:
    assert {"disputed", *_ALSO} == {*MARKS}


def test_pillars_of_one_name_have_a_column_each() -> None:
    tables = all_rows(peel.bundled())
    for key, row in tables["questions"].items():
        if key[1] in ("efficiency", "legitimacy"):
            tables["questions"][key] = with_cells(row, "questions", label="Same")
    record = made_of(tables)
    lines = ForceScreen(record, record.force("leicestershire")).overview()
    assert max(line.split().count("same") for line in lines) == 2
    grades = [
        item.grade_text
        for item in peel.judgements(force="leicestershire", cycle="2017")
        if item.question.kind == "pillar" and item.grade
    ]
    (line,) = (line for line in lines if line[2:].startswith("PEEL 2017 "))
    assert re.split(r"  +", line[2:].rstrip())[1:] == grades


@pytest.mark.parametrize("force", FORCES)
def test_engage_is_on_the_screen(force: str, printed: Typed) -> None:
    text = " ".join(screen(printed, force))
    periods = peel.monitoring(force=force)
    assert ("In Engage (special measures) from" in text) == bool(periods)
    assert ("No time in Engage (special measures) is recorded" in text) == (not periods)


@pytest.mark.parametrize("force", FORCES)
def test_each_older_cycle_has_a_line_and_each_break_a_mark(force: str, printed: Typed) -> None:
    lines = screen(printed, force)
    cycles = [inspection.cycle for inspection in peel.inspections(force=force)][::-1]
    places = [
        next(n for n, line in enumerate(lines) if re.match(rf"[‖ ] {in_short(cycle)}\b", line))
        for cycle in cycles[1:]
    ]
    assert places == sorted(places)
    below = peel.comparability(cycles[1], cycles[0]).status
    said = {"comparable": "", "not comparable": "‖ not comparable with "}
    assert lines[places[0] - 1].startswith(said.get(below, "‖ not known to be comparable with "))
    for (newer, cycle), place in zip(pairwise(cycles[1:]), places[1:], strict=True):
        comparable = peel.comparability(cycle, newer).comparable
        assert lines[place].startswith("‖ ") == (not comparable)


@pytest.mark.usefixtures("asked_with_gaps")
def test_the_screen_of_the_issue(printed: Typed) -> None:
    lines = screen(printed, "cleveland")
    assert lines.pop(2).startswith("  not the shipped record (checked ")
    assert lines[0] == "Cleveland Police · North East · E23000013"
    assert lines[1] == "Newest grade 10 April 2025 (PEEL 2023–25)"
    assert lines[2].endswith("/peel-reports/cleveland-2023-25/")
    assert lines[3] == "In Engage (special measures) from 2019 to September 2023"
    assert "PEEL 2023–25, published 10 April 2025" in lines
    assert any(line.startswith("  PEEL 2021/22  1 good, 4 adequate, 3 requires") for line in lines)
    assert any(
        re.fullmatch(r"‖ PEEL 2018/19 +inadequate +inadequate +inadequate", line) for line in lines
    )


def test_a_newer_grade_of_unknown_day_is_not_passed_over(printed: Typed) -> None:
    for force in peel.forces():
        line = screen(printed, force.id)[1]
        newest = [item.cycle for item in peel.judgements(force=force) if item.grade][-1]
        assert f"({in_short(newest)})" in line
        assert ("of unknown day" in line) == (
            not any(item.published for item in peel.judgements(force=force, cycle=newest))
        )


def test_a_bound_is_no_day(printed: Typed) -> None:
    bounds = [
        force.id
        for force in peel.forces()
        if peel.inspections(force=force)[-1].published_precision == "no later than"
    ]
    for force in bounds:
        lines = screen(printed, force)
        assert lines[1].startswith("Newest grade by ")
        assert any(", published no later than " in line for line in lines)


def test_reports_since_are_not_in_the_record(printed: Typed) -> None:
    for force in peel.forces():
        lines = screen(printed, force.id)
        known = any(item.cycle.id == "2025-27" for item in peel.inspections(force=force))
        said = [note for note in peel.latest(force).notes if "have been published; " in note]
        assert len(said) == (not known)
        for note in said:
            assert note.endswith(f"recorded; see {INSPECTORATE}")
            assert note.partition("; see ")[0] in lines
            assert "\n".join(lines).count(INSPECTORATE) == 1
            assert INSPECTORATE in lines[2]


@pytest.mark.usefixtures("asked_with_gaps")
def test_a_newest_report_without_grades_is_said_first(printed: Typed) -> None:
    lines = screen(printed, "lincolnshire")
    assert fits(lines)
    place = lines.index("PEEL 2023–25, published 14 May 2025: no grade is recorded")
    assert lines[place + 1 : place + 3] == [
        "  published count: 0 outstanding, 0 good, 0 adequate, 4 requires improvement, 4",
        "  inadequate",
    ]
    assert lines[place + 3].startswith("PEEL 2021/22, ")
    assert peel.inspection("lincolnshire", "2023-25").url in lines
    assert "(PEEL 2021/22)" in lines[1]
    assert not any("not comparable with 2023" in line for line in lines)


def test_a_force_of_which_nothing_is_recorded(with_gaps: peel.Dataset) -> None:
    tables = all_rows(with_gaps)
    for name in ("judgements", "inspections", "findings", "profiles", "revisions"):
        tables[name] = {key: row for key, row in tables[name].items() if key[0] != "kent"}
    record = made_of(tables)
    lines = ForceScreen(record, record.force("kent")).overview()
    assert lines[1].startswith("No grade is recorded")
    assert lines[2] == f"No report is recorded; see {INSPECTORATE}"
    assert fits(lines)


def test_the_front_door_of_the_inspectorate_stands_where_the_report_has_no_address(
    printed: Typed,
) -> None:
    for force in peel.forces():
        url = peel.inspections(force=force)[-1].url
        line = screen(printed, force.id)[2]
        assert line == (url or f"Address of the report unknown; see {INSPECTORATE}")


def test_a_cycle_with_more_areas_folds_the_oldest(with_gaps: peel.Dataset) -> None:
    tables = all_rows(with_gaps)
    column = tables["questions"]["2023-25", "preventing-crime"]
    for number in range(12):
        area = ("2025-27", f"area-{number}")
        tables["questions"][area] = (*area, *column[2:])
        key = ("cleveland", *area)
        row = list(tables["judgements"]["cleveland", "2023-25", "preventing-crime"])
        row[1:3] = area
        tables["judgements"][key] = tuple(row)
    tables["inspections"]["cleveland", "2025-27"] = (
        "cleveland",
        "2025-27",
        *[""] * (len(tables["inspections"]["cleveland", "2017"]) - 2),
    )
    record = made_of(tables)
    lines = ForceScreen(record, record.force("cleveland")).overview()
    assert fits(lines)
    assert sum("  good" in line for line in lines) >= 12
    assert any(line.startswith("  older: ") and line.endswith("2014") for line in lines)
    assert any(line.startswith("‖ not known to be comparable with 2023/25: ") for line in lines)


def test_a_statement_that_leaves_it_open_is_not_said_to_be_missing() -> None:
    record = peel.as_of("1 March 2016")
    statement = record.comparability("2014", "2015")
    assert statement.status == "unknown"
    assert statement.sources
    lines = ForceScreen(record, record.force("kent")).overview()
    (line,) = (line for line in lines if line.startswith("‖ not known to be comparable"))
    told = line.partition(": ")[2].removesuffix(" …")
    assert statement.reason.startswith(told)


@pytest.mark.parametrize(
    "words", [["devon", "and", "cornwall"], ["Devon & Cornwall"], ["E23000035"]]
)
def test_names_of_several_words_need_no_quotes(words: list[str], printed: Typed) -> None:
    assert printed("SHOW", *words).startswith("Devon and Cornwall Police · ")


def test_one_cycle_in_full(printed: Typed) -> None:
    text = printed("show", "GMP", "--cycle", "2017")
    assert "PEEL 2017, published by pillar, 9 November 2017 to 22 March 2018" in text
    assert re.search(r"^  Efficiency +not graded\n      limited inspection", text, re.MULTILINE)
    assert "PEEL 2016," not in text
    collected = peel.inspection("GMP", "2017").findings is not None
    assert ("Findings: none were collected" in text) == (not collected)
    assert "  Compared with PEEL 2016\n" in text
    assert "not graded: Efficiency, Legitimacy" in " ".join(text.split())


def test_a_cycle_in_full_has_every_question_and_every_qualifier(printed: Typed) -> None:
    for force in ("lincolnshire", "leicestershire", "dorset"):
        text = " ".join(printed("show", force, "--all").split())
        text = text.replace(" not graded ", " not graded not graded: ")
        for judgement in peel.judgements(force=force):
            assert f"{judgement.question.label} {judgement.grade_text}" in text
            assert all(" ".join(words.split()) in text for words in judgement.qualifiers)
        for cell in peel.coverage(force=force).missing():
            assert f"{cell.question.label} not recorded" in text


def test_an_area_of_some_forces_is_in_full_if_recorded_and_in_short_if_graded(
    with_gaps: peel.Dataset,
) -> None:
    key = ("leicestershire", "2023-25", "crime-data-integrity")
    line = f"  {peel.question(*key[1:]).label} "
    cycles = [peel.cycle(key[1])]
    assert with_gaps.judgement(*key).grade is None
    ungraded = ForceScreen(with_gaps, peel.force(key[0]))
    assert not any(text.startswith(line) for text in ungraded.overview())
    assert any(text.startswith(line) for text in ungraded.in_full(cycles))
    tables = all_rows(with_gaps)
    del tables["judgements"][key]
    unknown = ForceScreen(made_of(tables), peel.force(key[0]))
    assert not any(text.startswith(line) for text in unknown.in_full(cycles))


def test_what_is_a_selection_says_so(printed: Typed) -> None:
    force, cycle = peel.findings(kind=["cause-of-concern", "progress"]).selected[0]
    some = printed("show", force.id, "--cycle", cycle.id)
    assert "  Findings, in this library's words (a selection)\n" in some
    every = printed("show", "leicestershire", "--cycle", "2017")
    assert "  Findings, in this library's words\n" in every


def test_changes_are_told_where_they_may_be(printed: Typed) -> None:
    text = printed("show", "leicestershire", "--cycle", "2017")
    assert "    Efficiency: good → requires improvement, 1 grade down;" in text
    broken = printed("show", "leicestershire", "--cycle", "2023-25")
    assert "  Compared with PEEL 2021/22\n    not comparable: outcomes for the public" in broken
    assert "→" not in broken
    assert "Compared with" not in printed("show", "kent", "--cycle", "2014")


@pytest.mark.usefixtures("asked_with_gaps")
def test_a_cycle_of_which_nothing_is_recorded(printed: Typed) -> None:
    text = printed("show", "kent", "--cycle", "2025-27")
    assert "PEEL 2025–27" in text
    assert "  PEEL 2025–2027 may have more questions than are recorded.\n" in text
    assert "reports have been published; none on this force is recorded" in text


@pytest.mark.usefixtures("asked_with_gaps")
def test_sources_are_named_once_each(printed: Typed) -> None:
    lines = screen(printed, "cleveland", "--sources")
    found = lines[lines.index("Sources of PEEL 2023–25") :]
    cited = [line.strip() for line in found if line.startswith("  ")]
    assert len(cited) == len(set(cited))
    inspections = peel.inspections(force="cleveland")
    counted = {item.counts_source for item in inspections if item.counts_source}
    sources = {of for item in peel.judgements(force="cleveland") for of in item.sources} | counted
    assert set(cited) == {source.citation for source in sources}
    one = screen(printed, "cleveland", "--cycle", "2017", "--sources")
    assert [line for line in one if line.startswith("Sources of")] == ["Sources of PEEL 2017"]


def test_colour_only_on_a_terminal(printed: Typed, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("NO_COLOR", raising=False)
    monkeypatch.delenv("COLORTERM", raising=False)
    monkeypatch.setenv("TERM", "xterm-256color")
    plain = printed("show", "cleveland")
    assert "\x1b" not in plain
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True)
    coloured = printed("show", "cleveland")
    assert re.search(r"\x1b\[48;5;\d+;38;5;\d+m good \x1b\[0m", coloured)
    uncoloured = re.sub(r"\x1b\[[\d;]+m", "", coloured).splitlines()
    assert [line.rstrip() for line in uncoloured] == plain.splitlines()
    monkeypatch.setenv("COLORTERM", "truecolor")
    assert re.search(r"\x1b\[48;2;[\d;]+m good \x1b\[0m", printed("show", "cleveland"))
    for name, value in (("NO_COLOR", "1"), ("TERM", "dumb")):
        with monkeypatch.context() as patch:
            patch.setenv(name, value)
            assert printed("show", "cleveland") == plain


def test_a_report_on_another_site_does_not_lead_to_the_inspectorate(
    with_gaps: peel.Dataset,
) -> None:
    tables = all_rows(with_gaps)
    key = ("kent", "2023-25")
    url = "https://example.org/kent/"
    tables["inspections"][key] = with_cells(tables["inspections"][key], "inspections", url=url)
    record = made_of(tables)
    lines = ForceScreen(record, record.force("kent")).overview()
    assert url in lines
    assert fits(lines)
    place = lines.index(INSPECTORATE)
    assert lines[place - 1].endswith("none on this force is recorded; see")


@pytest.mark.parametrize("typed", ["kent", "cleveland --all", "kent --cycle 2025-27"])
def test_sentences_wrap_in_a_narrow_terminal(
    typed: str, printed: Typed, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "50")
    for line in screen(printed, *typed.split())[1:]:
        in_columns = re.search(r"\S {2,}\S", line)
        assert len(line) <= 50 or in_columns or ADDRESS.fullmatch(line), line
