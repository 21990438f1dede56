"""A page for each force: grades first, how much is recorded last; and the table of all forces."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from markupsafe import Markup

import peel
from record_pages import counts, dates, findings, html, monitoring, myst, sources, wording


def index() -> Iterator[str]:
    yield from myst.top(
        "Forces",
        "The 43 police forces of England and Wales: the latest report of each in the record, and its "
        "grades.",
        wide=True,
    )
    yield from html.part(
        "The 43 territorial police forces of England and Wales, with the latest report of each in the "
        f"record and how much of it there is. {counts.EXPLAINED}"
    )
    yield from dates.line()
    yield from html.table(
        ("Force", "Region", "Latest report", *counts.COLUMNS),
        map(_force_row, peel.forces()),
        "All forces",
        "numbers",
        "forces-index",
        "sortable",
    )
    yield from myst.toctree(force.id for force in peel.forces())
    yield from myst.foot()


def _force_row(force: peel.Force) -> Markup:
    newest = peel.inspections(force=force)[-1]
    counted = counts.count(peel.coverage(force=force).rows)
    return html.row_of(
        html.link(f"{force.id}.html", force.name),
        html.tag("td", force.region),
        html.tag(
            "td",
            f"{newest.cycle.label}, {wording.published(newest)}",
            data_sort=f"{newest.published or ''}",
        ),
        *(html.tag("td", f"{number:,}", data_sort=str(number)) for number in counted),
    )


def page(force: peel.Force) -> Iterator[str]:
    newest, *earlier = peel.inspections(force=force)[::-1]
    numbered = sources.of_force(force)
    yield from myst.top(force.name, _description(force, newest), called=force.aliases)
    yield from _latest_report(newest, numbered)
    yield from monitoring.of_force(force)
    yield from _card(force)
    yield from _over_the_years(force)
    yield from _earlier(newest, earlier, numbered)
    yield from _how_much(force)
    yield from html.part("## Sources")
    yield from html.part(f"The grades above rest on {wording.plural(len(numbered), 'document')}.")
    yield from sources.listing(numbered)
    yield from myst.foot()


def _description(force: peel.Force, newest: peel.Inspection) -> str:
    given = [item for item in newest.judgements if item.grade]
    shown = wording.listed(f"{item.question.phrase} {item.grade_text}" for item in given[:4])
    return (
        f"{newest.cycle.title}, {wording.published(newest)}: {shown or 'no grade recorded'}"
        f"{' …' if len(given) > 4 else ''}. All grades of {force.phrase} since 2014, with sources."  # noqa: PLR2004
    )


def _latest_report(newest: peel.Inspection, numbered: dict[peel.Source, int]) -> Iterator[str]:
    yield from html.part("## Latest report")
    yield from html.paragraph(
        html.tag("b", newest.cycle.title), ". ", _report(newest), " ", _when(newest)
    )
    yield from _grades(newest, numbered)
    yield from _sentences(newest)
    yield from findings.of(newest)
    yield from dates.line()


def _sentences(newest: peel.Inspection) -> Iterator[str]:
    """Each grade and each change since the grade before it, in words that can be printed."""
    graded = [item for item in newest.judgements if item.grade]
    if graded:
        changes = (
            change.sentence
            for item in graded
            for change in peel.history(newest.force, theme=item.question.theme).changes
            if change.after == item
        )
        said = [*(item.sentence for item in graded), *changes]
        yield from html.block(
            "details",
            html.tag("summary", "In sentences that can be printed"),
            html.tag("ul", *(html.tag("li", text) for text in said)),
            class_="sentences",
        )


def _report(inspection: peel.Inspection) -> Markup:
    if inspection.url:
        return html.link(inspection.url, inspection.title or "The report") + "."
    if pages := sources.pillar_pages(inspection):
        return Markup("Pages of the inspectorate: {}.").format(pages)
    return Markup("No address of a report is recorded.")


def _when(inspection: peel.Inspection) -> str:
    days = {wording.published(judgement) for judgement in inspection.judgements}
    if days == {wording.DAY_NOT_KNOWN}:
        return "The day of publication is not known."
    if not days:
        return f"Published: {wording.published(inspection)}."
    if len(days) == 1:
        return f"Published: {days.pop()}."
    return "Where no day is given, it is not known." if wording.DAY_NOT_KNOWN in days else ""


def _grades(inspection: peel.Inspection, numbered: dict[peel.Source, int]) -> Iterator[str]:
    """Every graded question of the cycle, recorded or not."""
    found = {item.question: item for item in inspection.judgements}
    several_days = len({wording.published(item) for item in found.values()}) > 1
    asked = [
        question
        for question in peel.questions(inspection.cycle)
        if question in found or question.graded != "never"
    ]
    yield from html.table(
        ("Question", "Grade", *(["Published"] if several_days else []), "Who says so", "Remarks"),
        (
            html.row(
                html.name(question),
                *_cells(question, found.get(question), numbered, several_days),
                id_=html.grade_id(question),
            )
            for question in asked
        ),
        f"Grades of {inspection.cycle.title}",
        "grades",
        "stack",
    )
    if inspection.counts:
        scale = {grade.key: grade for grade in wording.scale_of(inspection.cycle)}
        chips = html.join(
            (
                html.chip(scale[key], f"{number} {scale[key].label.lower()}")
                for key, number in inspection.counts.items()
                if number
            ),
            " ",
        )
        note = f" ({inspection.counts_note})" if inspection.counts_note else ""
        source = inspection.counts_source
        yield from html.paragraph(
            "Areas by grade, as published: ",
            chips,
            note,
            " ",
            sources.cited([source]) if source else "",
        )


def _cells(
    question: peel.Question,
    judgement: peel.Judgement | None,
    numbered: dict[peel.Source, int],
    several_days: bool,
) -> Iterator[str]:
    if judgement is None:
        yield html.chip(None, wording.WITHOUT_ROW[question.graded])
        yield from [""] * (3 if several_days else 2)
        return
    yield html.chip(judgement.grade)
    if several_days:
        known = judgement.published is not None
        yield wording.published(judgement) if known else ""
    yield html.join((wording.evidence(judgement), sources.numbers(judgement, numbered)), " ")
    yield wording.remarks(judgement)


def _card(force: peel.Force) -> Iterator[str]:
    yield from html.part("## The force")
    facts = {
        "Region": force.region
        if force.country == force.region
        else f"{force.region}, {force.country}",
        "ONS code": force.ons_code,
        "Also called": ", ".join(force.aliases),
    }
    if not (monitoring_of := peel.monitoring(force=force)):
        facts["Engage"] = f"no period is recorded; {monitoring_of.kept_line}"
    yield from html.block(
        "dl",
        *(html.tag("dt", name) + html.tag("dd", value) for name, value in facts.items()),
        class_="card",
    )
    yield from html.part(
        "Download its grades, with the missing ones as rows: "
        f"{{download}}`CSV <../_generated/files/{force.id}.csv>` · "
        f"{{download}}`JSON <../_generated/files/{force.id}.json>`"
    )


def _over_the_years(force: peel.Force) -> Iterator[str]:
    cycles = [item.cycle for item in peel.inspections(force=force)][::-1]
    asked = {
        (question.theme, cycle): question
        for cycle in cycles
        for question in peel.questions(cycle)
        if question.graded != "never"
    }
    now = {theme for theme, cycle in asked if cycle == cycles[0]}
    ended = {theme for theme, _ in asked} - now
    yield from html.part("## Over the years")
    yield from html.part(
        "The latest report comes first. Each row is a [theme](../explanation/themes.md): related "
        "questions, not questions whose grades can be compared. Grades on the two sides of a thick "
        "rule [cannot be compared](../explanation/comparability.md), or nothing is recorded that "
        "says they can."
    )
    yield from html.legend(peel.FIVE_TIER, "not in the framework")
    yield from _themes(force, now, cycles, asked, "Grades over the years")
    if ended:
        last = [cycle for cycle in cycles if any((theme, cycle) in asked for theme in ended)]
        yield from html.part(f"No longer graded in {cycles[0].title}:")
        yield from _themes(force, ended, last, asked, "Grades that are no longer given")


def _themes(
    force: peel.Force,
    themes: set[str],
    cycles: list[peel.Cycle],
    asked: dict[tuple[str, peel.Cycle], peel.Question],
    label: str,
) -> Iterator[str]:
    broken = {
        newer
        for newer, older in pairwise(cycles)
        if not peel.comparability(older, newer).comparable
    }
    return html.table(
        ("Theme", *(cycle.label for cycle in cycles)),
        (
            html.row_of(wording.words(theme), *_theme_cells(force, theme, cycles, asked, broken))
            for theme in peel.themes()
            if theme in themes
        ),
        label,
        "matrix",
        "years",
    )


def _theme_cells(
    force: peel.Force,
    theme: str,
    cycles: list[peel.Cycle],
    asked: dict[tuple[str, peel.Cycle], peel.Question],
    broken: set[peel.Cycle],
) -> Iterator[Markup]:
    """What a theme has in each cycle, with the breaks towards the next older one.

    A break between two grades is drawn at the newer one, unless one of all themes lies between them.
    """
    own = {
        change.after.cycle
        for change in peel.history(force, theme=theme).breaks
        if not broken.intersection(_since(change.before.cycle, change.after.cycle, cycles))
    }
    found = {item.cycle: item for item in peel.judgements(force=force, theme=theme)}
    for cycle in cycles:
        question = asked.get((theme, cycle))
        yield html.tag(
            "td",
            html.sign(question, found.get(cycle)) if question else "",
            class_="break" if cycle in broken | own else None,
        )


def _since(
    before: peel.Cycle, after: peel.Cycle, newest_first: list[peel.Cycle]
) -> list[peel.Cycle]:
    return newest_first[newest_first.index(after) : newest_first.index(before)]


def _earlier(
    newest: peel.Inspection, earlier: list[peel.Inspection], numbered: dict[peel.Source, int]
) -> Iterator[str]:
    yield from html.part("## Earlier reports")
    for newer, inspection in pairwise([newest, *earlier]):
        comparability = peel.comparability(inspection.cycle, newer.cycle)
        if not comparability.comparable:
            yield from html.paragraph(_verdict(comparability), class_="break-line")
        yield from html.part(f"### {inspection.cycle.title}")
        yield from html.paragraph(
            _report(inspection),
            " ",
            _when(inspection),
            f" {inspection.cycle.scale.capitalize()} scale. ",
            html.link(f"../cycles/{inspection.cycle.id}.html", "All forces"),
            ".",
        )
        yield from _grades(inspection, numbered)
        yield from findings.of(inspection)


def _verdict(comparability: peel.Comparability) -> str:
    cycles = f"{comparability.from_cycle.label} and {comparability.to_cycle.label}"
    why = wording.reason(comparability)
    if comparability.status == "unknown":
        return f"Nothing is recorded that says whether grades of {cycles} can be compared: {why}."
    return f"Grades of {cycles} cannot be compared: {why}."


def _how_much(force: peel.Force) -> Iterator[str]:
    inspected = {item.cycle for item in peel.inspections(force=force)}
    rows = peel.coverage(force=force).rows
    yield from html.part("## How much is recorded")
    yield from html.part(f"{counts.count(rows)} {counts.EXPLAINED}")
    yield from html.table(
        ("Cycle", *counts.COLUMNS, "Derived", "Disputed"),
        (
            *(
                _count_row(cycle.title, [row for row in rows if row.cycle == cycle])
                if cycle in inspected
                else html.row(f"{cycle.title}: {counts.NO_INSPECTION}", *[""] * 7)
                for cycle in peel.cycles()
            ),
            _count_row("All", rows),
        ),
        "How much is recorded",
        "numbers",
    )


def _count_row(title: str, rows: Sequence[peel.CoverageRow]) -> Markup:
    return html.row(
        title,
        *counts.count(rows).columns,
        str(sum(row.derived for row in rows)),
        str(sum(row.disputed for row in rows)),
    )
