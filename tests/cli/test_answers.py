"""The other commands that answer: what they say, and that it fits 80 columns."""

from __future__ import annotations

import re

import pytest

import peel
from peel._cli.parser import COMMANDS
from peel._records.marks import MARKS, marks
from tests.cli.typed import Typed

ANSWERS = [name for name in COMMANDS if name not in ("show", "export", "new", "validate")]
ADDRESS = re.compile(r"https?://\S+$")


@pytest.mark.parametrize("name", ANSWERS)
def test_an_example_of_each_command_fits_80_columns(name: str, printed: Typed) -> None:
    lines = printed(*COMMANDS[name].example.split()[1:]).splitlines()
    if name != "cite":  # a citation is copied, and so not broken
        assert [line for line in lines if len(line) > 80 and not ADDRESS.search(line)] == []


@pytest.mark.parametrize("name", ["history", "compare", "change", "distribution", "coverage"])
def test_an_answer_says_which_record_it_is_of(name: str, printed: Typed) -> None:
    lines = printed(*COMMANDS[name].example.split()[1:]).splitlines()
    assert lines[-1] == str(peel.bundled().edition)


def test_forces(printed: Typed) -> None:
    lines = printed("forces").splitlines()
    for line, force in zip(lines, peel.forces(), strict=True):
        assert re.split(r"  +", line) == [force.id, force.name, force.ons_code]


@pytest.mark.parametrize("cycle", peel.cycles(), ids=str)
def test_questions(cycle: peel.Cycle, printed: Typed) -> None:
    text = printed("questions", cycle.title)
    shown = re.findall(r"^([a-z.-]+)  ", text, re.MULTILINE)
    assert shown == [question.id for question in peel.questions(cycle)]
    text = " ".join(text.split())
    assert text.count("(never graded)") == sum(
        question.graded == "never" for question in peel.questions(cycle)
    )
    assert ("may have more questions" in text) == (not cycle.questions_complete)


def test_what_no_force_is_graded_on_has_one_word(printed: Typed) -> None:
    lines = [line.split() for line in printed("history", "metropolitan", "legitimacy").splitlines()]
    assert ["2014", "never", "graded"] in lines


@pytest.mark.usefixtures("asked_with_gaps")
def test_a_history_has_its_breaks_with_their_reason_and_its_gaps(printed: Typed) -> None:
    lines = printed("history", "GMP", "investigating-crime").splitlines()
    assert lines[0] == "Greater Manchester Police, investigating-crime"
    history = peel.history("GMP", theme="investigating-crime")
    entries = [(item.cycle.label, item.grade_text) for item in history.judgements]
    entries += [(gap.label, gap.kind) for gap in history.gaps]
    shown = [re.split(r"  +", line.strip())[:2] for line in lines if re.match(r"  20[\d/]+ ", line)]
    assert [*map(tuple, shown)] == sorted(entries)
    assert ["2023/25", "not recorded"] in shown
    said = " ".join(" ".join(lines).split())
    assert all(f"‖ {' '.join(change.verdict.split())}" in said for change in history.breaks)
    assert said.count("‖") == len(history.breaks)


@pytest.mark.parametrize(
    ("typed", "subject"),
    [("Efficiency", "efficiency"), ("meeting-demand", "efficiency.meeting-demand")],
)
def test_a_history_of_a_question(typed: str, subject: str, printed: Typed) -> None:
    text = printed("history", "devon", "and", "cornwall", typed)
    assert text.startswith(f"Devon and Cornwall Police, {subject}\n")


@pytest.mark.parametrize(
    "typed",
    [
        ["kent,", "devon", "and", "cornwall"],
        ["kent, devon and cornwall"],
        ["kent", "devon and cornwall"],
        ["Kent,devon-and-cornwall,"],
    ],
)
def test_forces_to_compare_have_commas_or_quotes(typed: list[str], printed: Typed) -> None:
    lines = printed("compare", *typed, "--cycle", "2023-25").splitlines()
    assert re.split(r"  +", lines[1])[1:] == ["Kent", "Devon and Cornwall"]


def test_many_forces_are_compared_question_by_question(printed: Typed) -> None:
    forces = ["kent", "essex", "cleveland", "GMP"]
    text = printed("compare", *forces, "--cycle", "2017")
    comparison = peel.compare(forces, "2017")
    for question, items in comparison.rows:
        below = text.partition(f"\n{question.label}\n")[2].splitlines()[: len(forces)]
        for line, force, item in zip(below, comparison.forces, items, strict=True):
            grade = "not recorded" if item is None else f"{item.grade_text}{marks(item)}"
            assert re.split(r"  +", line.strip()) == [force.short_name, grade]


def test_what_only_some_forces_are_graded_on_is_not_called_missing(printed: Typed) -> None:
    comparison = peel.compare(["kent", "essex"], "2021-22")
    text = printed("compare", "kent", "essex", "--cycle", "2021-22")
    unknown = [
        question
        for question, items in comparison.rows
        if question.graded == "some" and None in items
    ]
    assert text.count("unknown") == sum(
        items.count(None) for question, items in comparison.rows if question in unknown
    )


def test_a_cycle_whose_questions_are_not_all_known_says_so(printed: Typed) -> None:
    for cycle in peel.cycles():
        text = printed("compare", "kent", "--cycle", cycle.id)
        known = f"\n{cycle.title} may have more questions than are recorded\n" not in text
        assert known == cycle.questions_complete


def test_a_change_has_its_verdict_caveats_and_sources(printed: Typed) -> None:
    text = printed("change", "leicestershire", "efficiency", "2016", "2017")
    assert text.startswith("Leicestershire Police, efficiency\n")
    assert re.search(r"^  2016  good +published 3 November 2016$", text, re.MULTILINE)
    assert "\n1 grade down; published 1 year 6 days apart\n" in text
    change = peel.change("leicestershire", "efficiency", "2016", "2017")
    assert f"  on comparing: {change.comparability.sources[0].citation}\n" in text
    assert f"  2017: {change.after.sources[0].citation}\n" in text
    flagged = printed("change", "cleveland", "preventing-crime", "2021-22", "2023-25")
    assert "not comparable: outcomes" in flagged
    for caveat in peel.change("cleveland", "preventing-crime", "2021-22", "2023-25").caveats:
        assert f"  - {caveat}" in flagged


@pytest.mark.usefixtures("asked_with_gaps")
def test_a_distribution_is_a_row_a_grade_and_then_who_is_not_recorded(printed: Typed) -> None:
    text = printed("distribution", "2023-25", "investigating-crime")
    distribution = peel.distribution("2023-25", "investigating-crime")
    rows = re.findall(r"^([A-Z][a-z ]+?)  +(\d+)(.*(?:\n {10}.*)*)", text, re.MULTILINE)
    assert [row[0] for row in rows] == [
        *(grade.label for grade in distribution.scale),
        "Not recorded",
    ]
    for label, number, names in rows[:-1]:
        said, _, possibly = " ".join(names.split()).partition("possibly also ")
        grade = distribution.scale.parse(label)
        assert int(number) == distribution.counts[grade.key]
        assert said.rstrip("; ") == ", ".join(
            f"{item.force.short_name}{marks(item)}"
            for item in distribution.judgements
            if item.grade == grade
        )
        assert all(force.short_name in possibly for force in distribution.count_only(grade))
    missing = " ".join(rows[-1][2].split())
    assert missing == ", ".join(force.short_name for force in distribution.not_recorded)
    assert "\npossibly also: the published count has this grade" in text


@pytest.mark.parametrize(
    "command",
    [
        ("distribution", "2023-25", "managing-offenders"),
        ("compare", "lincolnshire", "northamptonshire", "--cycle", "2023-25"),
        ("latest", "investigating-crime"),
        ("latest", "humberside"),
        ("compare", "kent", "dorset", "essex", "--cycle", "2018-19"),
    ],
    ids=" ".join,
)
def test_what_the_marks_behind_grades_mean_is_said_once(
    command: tuple[str, ...], printed: Typed
) -> None:
    text = printed(*command)
    assert max(map(len, text.splitlines())) <= 80
    footnotes = 0
    for mark, meaning in MARKS.values():
        footnote = f"{mark} {meaning}"
        used = len(re.findall(rf"\S{re.escape(mark)}", text)) > 0
        assert " ".join(text.split()).count(footnote) == used, footnote
        footnotes += used
    assert footnotes > 0


def test_a_complete_distribution_has_nothing_to_guess(printed: Typed) -> None:
    text = printed("distribution", "2017", "efficiency")
    assert "possibly" not in text
    assert re.search(r"^Outstanding +2 +Durham, Thames Valley$", text, re.MULTILINE)
    assert re.search(r"^Not graded +1 +Greater Manchester$", text, re.MULTILINE)
    assert f"published count: {peel.tallies(cycle='2017', question='efficiency')[0].source}" in text


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("distribution 2023-25 investigating crime", "2023-25 investigating-crime"),
        ("history kent investigating crime", "kent investigating-crime"),
        ("history devon and cornwall preventing crime", "devon-and-cornwall preventing-crime"),
        (
            "history city of london police police powers and public treatment",
            "city-of-london police-powers-and-public-treatment",
        ),
        ("history kent Meeting demand", "kent meeting-demand"),
        (
            "change city of london police preventing crime 2021-22 2023-25",
            "city-of-london preventing-crime 2021-22 2023-25",
        ),
    ],
)
def test_a_question_or_theme_needs_no_quotes(typed: str, meant: str, printed: Typed) -> None:
    command, *words = typed.split()
    assert printed(command, *words) == printed(command, *meant.split())


@pytest.mark.usefixtures("asked_with_gaps")
def test_latest_takes_a_theme_or_a_force(printed: Typed) -> None:
    theme = printed("latest", "investigating-crime")
    for item in peel.latest(theme="investigating-crime"):
        (line,) = re.findall(rf"^  {item.force.short_name}  .*", theme, re.MULTILINE)
        assert f"  {item.grade_text}{marks(item)}  " in line
        day = str(item.published) if item.published else "day unknown"
        exact = item.published_precision in ("exact", None)
        assert line.endswith(f"  {item.cycle.label}  {day if exact else f'by {day}'}")
    spaced = printed("latest", "investigating", "crime")
    assert spaced == theme
    assert theme.count("rests on one secondary source") == 1
    force = printed("latest", "devon", "and", "cornwall")
    assert force.startswith("Devon and Cornwall Police\n")
    assert re.search(r"^  Investigating crime +inadequate +2023/25", force, re.MULTILINE)


@pytest.mark.usefixtures("asked_with_gaps")
def test_latest_sets_superseded_grades_apart(printed: Typed) -> None:
    text = printed("latest", "investigating-crime")
    shown, _, older = text.partition("older grades, which do not say where a force stands now:")
    assert not re.search(r"^  Greater Manchester  ", shown, re.MULTILINE)
    for old in peel.latest(theme="investigating-crime").superseded:
        item = old.judgement
        assert f"{item.force.short_name}: {item.grade_text}{marks(item)} (" in older
        assert old.caveat in " ".join(older.split())


def test_latest_of_a_theme_that_is_no_longer_asked(printed: Typed) -> None:
    lines = printed("latest", "leadership").splitlines()
    assert lines[1].startswith("no longer asked since PEEL 2018/19 (last asked in PEEL 2017")
    assert "leadership-and-force-management" in lines[2]
    assert "not graded" not in "".join(lines)


@pytest.mark.usefixtures("asked_with_gaps")
def test_latest_says_what_is_not_recorded(printed: Typed) -> None:
    text = printed("latest", "lincolnshire")
    assert "not recorded: Police powers and public treatment, Preventing crime" in text
    assert "published count of areas: " in text


def test_monitoring(printed: Typed) -> None:
    every = printed("monitoring")
    assert all(f"{period.force.name}: Engage" in every for period in peel.monitoring())
    one = printed("monitoring", "cleveland", "--on", "15 September 2023")
    assert "Engage from 2019 to September 2023 (possibly on that day)" in " ".join(one.split())
    none = printed("monitoring", "devon", "and", "cornwall", "--on", "2015-01-01")
    assert "no period in Engage is recorded" in none


@pytest.mark.parametrize("force", [None, "kent"])
@pytest.mark.usefixtures("asked_with_gaps")
def test_the_coverage_of_the_cycles_adds_up(force: str | None, printed: Typed) -> None:
    text = printed("coverage", *filter(None, [force]))
    numbers = re.findall(r"^PEEL \S+ +(\d+) +(\d+) +(\d+) +(\d+) +\d+ +\d+$", text, re.MULTILINE)
    coverage = peel.coverage(force=force)
    expected, recorded, not_graded, missing = (
        sum(map(int, column)) for column in zip(*numbers, strict=True)
    )
    assert expected == coverage.expected == recorded + not_graded + missing
    assert missing == len(coverage.missing())
    assert "PEEL 2025–2027: no inspection is recorded" in text
    assert " ".join(coverage.summary.split()) in " ".join(text.split())


def test_the_coverage_of_a_force_names_what_is_missing(printed: Typed) -> None:
    text = " ".join(printed("coverage", "kent").split())
    for cell in peel.coverage(force="kent").missing():
        assert cell.question.label in text.partition(f"Missing from {cell.cycle.title}: ")[2]


def test_the_full_coverage_is_question_by_question(printed: Typed) -> None:
    assert str(peel.coverage()) in printed("coverage", "--full")


def test_cite(printed: Typed) -> None:
    assert printed("cite") == f"{peel.cite()}\n"
    assert printed("cite", "--style", "bibtex") == f"{peel.cite('bibtex')}\n"


def test_a_narrow_terminal_wraps_and_a_wide_one_stops_at_100(
    printed: Typed, monkeypatch: pytest.MonkeyPatch
) -> None:
    for columns, widest in (("60", 60), ("500", 100)):
        monkeypatch.setenv("COLUMNS", columns)
        text = printed("distribution", "2023-25", "investigating-crime")
        assert max(map(len, text.splitlines())) in range(widest - 12, widest + 1)


def test_a_column_of_the_coverage_counts_what_the_column_recorded_counts(printed: Typed) -> None:
    text = printed("coverage")
    for cycle in peel.cycles():
        rows = [row for row in peel.coverage().rows if row.cycle == cycle and row.expected]
        found = re.search(rf"^{cycle.title} .*", text, re.MULTILINE)
        if rows and found:
            *_, recorded, _, _, derived, single = map(int, found[0].split()[-6:])
            graded = [item for row in rows for item in row.judgements if item.grade is not None]
            assert recorded == len(graded)
            assert derived == sum(item.basis == "derived" for item in graded)
            assert single == sum(item.evidence == "single" for item in graded)
