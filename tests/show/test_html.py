"""Notebook display: escaped, self-contained, readable without colour and in any theme."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence

import attrs
import pytest

import peel
from peel._records.marks import MARKS, marks
from peel._show.markup import Markup, element
from peel._show.palette import BORDER
from tests.show.pages import HOSTILE, page

SHOWN: dict[str, Callable[[peel.Dataset], object]] = {
    "force": lambda record: record.force("GMP"),
    "inspection": lambda record: record.inspection("leicestershire", "2021-22"),
    "bare inspection": lambda record: record.inspection("kent", "2016"),
    "empty inspection": lambda record: record.inspection("lincolnshire", "2023-25"),
    "inspection by pillar": lambda record: record.inspection("kent", "2017"),
    "noted inspection": lambda record: record.inspection("durham", "2023-25"),
    "judgement": lambda record: record.judgement(
        "northamptonshire", "2023-25", "responding-to-the-public"
    ),
    "not graded": lambda record: record.judgement("GMP", "2017", "efficiency"),
    "undated": lambda record: record.judgement("lincolnshire", "2021-22", "investigating-crime"),
    "change": lambda record: record.change("leicestershire", "efficiency", "2016", "2017"),
    "incomparable": lambda record: record.change(
        "leicestershire", "investigating-crime", "2021-22", "2023-25"
    ),
    "unknown": lambda record: record.change("kent", "efficiency", "2014", "2015"),
    "changes": lambda record: record.changes("2016", "2017", force="leicestershire"),
    "changes of a question": lambda record: record.changes("2016", "2017", question="efficiency"),
    "history": lambda record: record.history("leicestershire", "preventing-crime"),
    "revised history": lambda record: record.history(
        "northamptonshire", theme="responding-to-the-public"
    ),
    "history of a question": lambda record: record.history(
        "kent", "effectiveness.preventing-crime"
    ),
    "empty history": lambda record: record.history("kent", theme="leadership"),
    "distribution": lambda record: record.distribution("2023-25", "investigating-crime"),
    "complete": lambda record: record.distribution("2017", "efficiency"),
    "comparison": lambda record: record.compare(["kent", "essex", "lincolnshire"], "2023-25"),
    "coverage": lambda record: record.coverage(force="lincolnshire"),
    "all coverage": lambda record: record.coverage(),
    "matches": lambda record: record.match_forces(["Kent", "Kent Police", "<b>", None]),
    "scale": lambda _: peel.FOUR_TIER,
    "latest": lambda record: record.latest(force="lincolnshire"),
    "theme": lambda record: record.latest(theme="investigating-crime"),
    "monitoring": lambda record: record.monitoring(on="2022-06-15"),
    "all monitoring": lambda record: record.monitoring(),
    "no monitoring": lambda record: record.as_of("2010-01-01").monitoring(),
}

#: Those that are no answers, but what an answer is made of.
RECORDS = {
    *("force", "judgement", "not graded", "undated"),
    *(name for name in SHOWN if name.endswith("inspection") or name == "inspection by pillar"),
}


@pytest.mark.parametrize("name", SHOWN)
def test_it_is_small_self_contained_html(name: str, with_gaps: peel.Dataset) -> None:
    found = page(SHOWN[name](with_gaps))
    assert found.names <= {
        *("div", "span", "b", "a", "ul", "li", "table", "thead", "tbody", "tr", "th", "td"),
        *("details", "summary"),
    }
    assert all(link.startswith(("http://", "https://")) for link in found.links)
    assert found.text.strip()


@pytest.mark.parametrize("name", SHOWN)
def test_an_answer_ends_with_its_edition(name: str, with_gaps: peel.Dataset) -> None:
    for record in (peel.bundled(), with_gaps, with_gaps.as_of("10 November 2017")):
        try:
            shown = SHOWN[name](record)
        except peel.PeelError:
            continue
        edition = getattr(shown, "edition", None)
        text = page(shown).text
        assert (edition is None) == (name in {*RECORDS, "scale"})
        assert text.count("PEEL record: ") == (edition is not None)
        assert edition is None or text.endswith(f"PEEL record: {edition}")


def test_what_it_says(with_gaps: peel.Dataset) -> None:
    text = {name: page(show(with_gaps)).text for name, show in SHOWN.items()}
    distribution = with_gaps.distribution("2023-25", "investigating-crime")
    assert f"{distribution.counts['inadequate']} inadequate of " in text["distribution"]
    assert f"; {len(distribution.not_recorded)} not recorded" in text["distribution"]
    assert "May also be inadequate, by a published count alone: " in text["distribution"]
    assert (
        "agrees with the published count (one grade derived, which may rest on such a count)"
        in text["complete"]
    )
    assert "1 grade down; published 1 year 6 days apart" in text["change"]
    assert "outcomes for the public weigh more" in text["incomparable"]
    assert "2017 good (carried over from 2016)" in text["history"]
    assert text["history"].count("‖") == 3
    assert "2019/20 no cycle" in text["history"]
    assert "(revised on 8 August 2024 from adequate)" in text["revised history"]
    assert "Without a grade: 2015 never graded" in text["empty history"]
    assert text["comparison"].count("not recorded") == 17
    assert "limited inspection without grades" in text["not graded"]
    assert "revised on 8 August 2024" in text["judgement"]
    assert "population: over 1,100,000 people" in text["inspection"]
    assert "(counts ten areas, organised crime among them)" in text["noted inspection"]
    assert "published count of areas: 0 outstanding, 0 good, 0 adequate" in text["latest"]
    assert "forces whose newest grade is not recorded" in text["theme"]
    assert "(possibly on that day)" in text["monitoring"]
    assert text["monitoring"].startswith("In Engage on 15 June 2022")
    assert text["all monitoring"].startswith("Periods in Engage")
    assert "the table was kept up to 31 July 2025" in text["monitoring"]
    assert (
        "0 of 8 grades recorded; published count of 8 areas: 0 outstanding"
        in text["empty inspection"]
    )
    assert "published by pillar, 9 November 2017 to 22 March 2018" in text["inspection by pillar"]
    assert "Leicestershire Police, preventing crime" in text["history"]
    assert "Kent Police, effectiveness, preventing crime" in text["history of a question"]
    assert "stated; day of publication not known; evidence: " in text["undated"]
    assert (
        "1 force not graded in one of the cycles: Greater Manchester Police"
        in text["changes of a question"]
    )
    assert "0 of 1" in text["coverage"]
    assert f"{len(with_gaps.forces()) - 1} forces that no name stands for" in text["matches"]
    assert "no definition recorded" in text["scale"]
    assert "left" not in text["changes"]
    assert "questions not recorded in one of the cyclesunderstanding demand" in text["changes"]


def test_a_day_of_a_cycle_stands_with_what_its_note_says_of_it() -> None:
    cycle = peel.cycle("2021-22")
    assert "the last to the month" in (cycle.note or "")
    assert cycle.note in page(cycle).text  # type: ignore[operator]


def test_changes_say_why_there_is_no_direction() -> None:
    one = peel.changes("2014", "2015", "efficiency", force="kent")
    assert one[0].verdict in page(one).text
    many = peel.changes("2021-22", "2023-25", force="kent")
    assert page(many).text.count(many[0].comparability.reason) == 1
    assert page(many).text.count("not comparable") == 1 + len(many)
    each_its_own = peel.changes("2018-19", "2021-22", force="kent")
    assert len(each_its_own) > 1
    for change in each_its_own:
        assert change.verdict in page(each_its_own).text


def test_the_evidence_of_a_derived_grade_is_not_its_own() -> None:
    judgement = next(
        item for item in peel.judgements(basis="derived") if item.evidence == "inspectorate"
    )
    assert "evidence: inspectorate (of what it is derived from)" in page(judgement).text
    inspection = peel.inspection(judgement.force, judgement.cycle)
    derived = sum(item.basis == "derived" for item in inspection.judgements)
    assert page(inspection).text.count("(of what it is derived from)") == derived


def test_sources_are_links() -> None:
    judgement = peel.judgement("leicestershire", "2017", "efficiency")
    assert page(judgement).links == [source.url for source in judgement.sources]


def test_an_inspection_links_to_the_sources_of_its_grades_and_findings() -> None:
    inspection = peel.inspection("leicestershire", "2021-22")
    assert inspection.findings
    assert inspection.profile
    links = page(inspection).links
    for item in (*inspection.findings, *inspection.profile):
        assert item.source.url in links
    for judgement in inspection.judgements:
        assert {source.url for source in judgement.sources} <= set(links)


@pytest.mark.parametrize("name", ["empty inspection", "latest"])
def test_there_is_no_empty_table(name: str, with_gaps: peel.Dataset) -> None:
    assert "table" not in page(SHOWN[name](with_gaps)).names


@pytest.mark.parametrize(
    ("known", "says"),
    [
        ((), "day of publication not known; 0 grades recorded"),
        ((9,), "published 9 November 2017; 1 grade recorded"),
        ((9, 9), "published 9 November 2017; 2 grades recorded"),
        ((8, None), "published 8 November 2017 (day not known for 1)"),
    ],
)
def test_the_days_of_an_inspection_come_from_its_judgements(
    known: Sequence[int | None], says: str
) -> None:
    inspection = peel.inspection("kent", "2017")
    judgements = tuple(
        attrs.evolve(judgement, published=dt.date(2017, 11, day) if day else None)
        for judgement, day in zip(inspection.judgements, known, strict=False)
    )
    assert says in page(attrs.evolve(inspection, judgements=judgements)).text


def test_the_day_of_another_programme_is_not_that_of_the_inspection() -> None:
    assert (
        "day of publication not known; 10 grades recorded"
        in page(peel.inspection("leicestershire", "2021-22")).text
    )


def test_remarks_do_not_repeat_the_cycle_that_is_shown_beside_them() -> None:
    assert "2017 is" not in page(peel.inspection("kent", "2017")).text
    undated = peel.inspection("lincolnshire", "2021-22")
    assert "day of publication not known" in page(undated).text


def test_a_source_without_a_title_is_named_without_its_address() -> None:
    source = peel.source("hmicfrs-peel-2018-kent-effectiveness")
    judgement = attrs.evolve(peel.judgement("kent", "2018-19", "effectiveness"), sources=(source,))
    found = page(judgement)
    assert found.links == [source.url]
    assert "HMICFRS, PEEL 2018/19 effectiveness page on Kent Police, 2 May 2019" in found.text
    assert source.url not in found.text


def test_long_lists_of_names_are_folded() -> None:
    complete = peel.distribution("2017", "efficiency")
    some = peel.forces()[:13]
    found = page(attrs.evolve(complete, not_recorded=some, count_only=(("good", some[:3]),)))
    assert "details" in found.names
    assert "13 forces not recorded" in found.text
    assert "by a published count alone: 3" in found.text


def test_hostile_names_stay_text_and_hostile_addresses_are_no_links() -> None:
    force = attrs.evolve(peel.force("kent"), name=HOSTILE, aliases=(HOSTILE,))
    source = attrs.evolve(peel.sources()[0], title=HOSTILE, url="javascript:alert(1)")
    quoting = attrs.evolve(source, url='https://example.org/"><script>')
    judgement = attrs.evolve(
        peel.judgement("kent", "2017", "efficiency"),
        force=force,
        sources=(source, quoting),
        dispute=HOSTILE,
    )
    for item in (
        force,
        judgement,
        attrs.evolve(peel.change("kent", "efficiency", "2016", "2017"), before=judgement),
        attrs.evolve(peel.history("kent", "efficiency"), force=force, subject=HOSTILE),
        attrs.evolve(peel.inspection("kent", "2017"), force=force, title=HOSTILE, url="data:x"),
        attrs.evolve(peel.coverage(force="kent"), force=force),
    ):
        found = page(item)
        assert "script" not in found.names
        assert HOSTILE in found.text
        assert all(link.startswith("https://") for link in found.links)


def test_an_element_escapes_all_but_markup() -> None:
    assert element("b", "<", Markup("<i></i>"), title='"') == '<b title="&quot;">&lt;<i></i></b>'


def test_grades_have_an_edge() -> None:
    assert BORDER in peel.FIVE_TIER._repr_html_()
    assert BORDER in peel.distribution("2017", "efficiency")._repr_html_()


def test_a_comparison_shows_what_is_carried_over() -> None:
    html = peel.compare(["kent"], "2017")._repr_html_()
    assert html.count("carried over") == 1


def test_a_comparison_says_all_that_is_to_be_remarked_of_a_grade() -> None:
    comparison = peel.compare(["lincolnshire", "northamptonshire"], "2023-25")
    text = page(comparison).text
    for kind in ("derived", "disputed", "one source", "revised"):
        remarks = [one for item in comparison.judgements for one in item.remarks]
        of = [remark.text for remark in remarks if remark.kind == kind]
        assert text.count(of[0]) == len(of) > 0, kind


def test_a_distribution_marks_its_forces_and_says_once_what_that_means() -> None:
    distribution = peel.distribution("2023-25", "managing-offenders")
    text = page(distribution).text
    for item in distribution.judgements:
        assert f"{item.force.short_name}{marks(item)}" in text
    used = {remark.kind for item in distribution.judgements for remark in item.remarks}
    assert {"derived", "disputed", "one source"} <= used
    for kind, (mark, meaning) in MARKS.items():
        assert text.count(f"{mark} {meaning}") == (kind in used), kind
    plain = attrs.evolve(distribution, judgements=())
    assert not any(meaning in page(plain).text for _, meaning in MARKS.values())
