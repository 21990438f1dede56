"""Parts of pages as HTML: text is escaped by construction, by `markupsafe`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from markupsafe import Markup, escape

import peel
from peel._records.marks import MARKS as TABLE
from peel._records.marks import marks as signs
from record_pages import wording

#: So many questions have room for headings that are written across.
FEW = 10
#: What stands where a grade would, by what it means.
SIGNS = {"not graded": "–", "never graded": "×", "not recorded": "?", wording.SOME_FORCES: "(?)"}
#: By kind of remark: the mark behind a grade.
MARKS = {kind: mark for kind, (mark, _) in TABLE.items()}
#: What each mark means, where there is room for a few words.
MEANINGS = {
    **{mark: kind for kind, mark in MARKS.items()},
    MARKS["one source"]: "one secondary source",
    MARKS["programme"]: "another programme",
}


def tag(name: str, /, *content: str, **attributes: str | bool | None) -> Markup:
    """An element; ``class_`` and ``aria_label`` become ``class`` and ``aria-label``."""
    inner = Markup("").join(map(escape, content))
    return void(name, **attributes) + Markup("{}</{}>").format(inner, name)


def void(name: str, /, **attributes: str | bool | None) -> Markup:
    """An element without content, such as ``input``."""
    written = Markup("").join(
        Markup(" {}").format(_attribute(key))
        if value is True
        else Markup(' {}="{}"').format(_attribute(key), value)
        for key, value in attributes.items()
        if value is not None and value is not False
    )
    return Markup("<{}{}>").format(name, written)


def _attribute(key: str) -> str:
    return key.rstrip("_").replace("_", "-")


def link(url: str, *content: str, **attributes: str | None) -> Markup:
    return tag("a", *content, href=url, **attributes)


def join(parts: Iterable[str], separator: str = " · ") -> Markup:
    return escape(separator).join(parts)


def part(text: str) -> Iterator[str]:
    """A part of a page, with the empty line that ends it."""
    return iter((text, ""))


def block(name: str, /, *content: str, **attributes: str | bool | None) -> Iterator[str]:
    """An element as a part of a page."""
    return part(tag(name, *content, **attributes))


def paragraph(*content: str, class_: str | None = None) -> Iterator[str]:
    return block("p", *content, class_=class_)


def row(heading: str, *contents: str, id_: str | None = None) -> Markup:
    """A row of a table, its cells without attributes of their own."""
    return row_of(heading, *(tag("td", content) for content in contents), id_=id_)


def row_of(heading: str, *cells: Markup, id_: str | None = None) -> Markup:
    return tag("tr", tag("th", heading, scope="row"), *cells, id_=id_)


def table(
    header: Iterable[str], rows: Iterable[Markup], label: str, *classes: str
) -> Iterator[str]:
    """A table that scrolls inside its own box, also by keyboard, where the screen is narrow."""
    heads = (tag("th", title, scope="col") for title in header)
    return block(
        "div",
        tag(
            "table",
            tag("thead", tag("tr", *heads)),
            tag("tbody", *rows),
            class_=" ".join(("docutils", *classes)),
        ),
        class_="table-wrapper",
        role="region",
        tabindex="0",
        aria_label=label,
    )


def chip(grade: peel.Grade | None, text: str | None = None) -> Markup:
    if grade is None:
        return tag("span", text or "not graded", class_="grade no-grade")
    return tag("span", text or grade.label, class_=f"grade {grade.key}")


def initials(grade: peel.Grade) -> Markup:
    """A grade where there is no room for its name."""
    return tag("span", tag("abbr", grade.initials, title=grade.label), class_=f"grade {grade.key}")


def sign(question: peel.Question, judgement: peel.Judgement | None) -> Markup:
    """A grade, or why there is none, where there is no room for words."""
    if judgement and judgement.grade:
        return initials(judgement.grade) + marks(judgement)
    why = _why_none(question, judgement)
    return tag("abbr", SIGNS[why], title=why, class_="gap")


def marks(judgement: peel.Judgement) -> Markup:
    marked = ", ".join(_marked(judgement))
    return tag("span", signs(judgement), title=marked, class_="marks") if marked else Markup("")


def _marked(judgement: peel.Judgement) -> list[str]:
    """What is remarked on a grade by a mark."""
    return [remark.text for remark in judgement.remarks if remark.kind in MARKS]


def legend(scale: peel.JudgementScale, empty: str | None = None) -> Iterator[str]:
    """What the initials, signs and marks mean; what an empty cell means, if there are any."""
    shown = [initials(grade) + f" {grade.label}" for grade in scale]
    shown += [escape(f"{shown_as} {kind}") for kind, shown_as in SIGNS.items()]
    if empty:
        shown.append(escape(f"empty: {empty}"))
    return paragraph(join([*shown, *_meanings()]), class_="legend")


def legend_of_marks() -> Iterator[str]:
    return paragraph(join(_meanings()), class_="legend")


def _meanings() -> Iterator[str]:
    return (f"{mark} {meaning}" for mark, meaning in MEANINGS.items())


def name(question: peel.Question) -> str:
    """The label of a question, bold for a pillar."""
    return tag("b", question.label) if question.kind == "pillar" else question.label


def grade_id(question: peel.Question) -> str:
    """The id of a question's row on the page of a force."""
    return f"grade-{question.cycle.id}-{question.id.replace('.', '-')}"


def heat_map(comparison: peel.Comparison, forces: str, label: str) -> Iterator[str]:
    """Forces × questions; each cell leads to the force's row, below *forces*, with its source."""
    inspected = {item.force for item in peel.inspections(cycle=comparison.cycle)}
    return table(
        ("Force", *(question.label for question in comparison.questions)),
        (
            row_of(
                link(f"{forces}/{force.id}.html", force.short_name),
                *(
                    _heat_cell(force, question, comparison[force, question], forces)
                    if force in inspected
                    else tag("td")
                    for question in comparison.questions
                ),
            )
            for force in comparison.forces
        ),
        label,
        "matrix",
        "forces",
        "sortable",
        *(["few"] if len(comparison.questions) <= FEW else []),
    )


def _heat_cell(
    force: peel.Force, question: peel.Question, judgement: peel.Judgement | None, forces: str
) -> Markup:
    grade = judgement.grade if judgement else None
    said = grade.label.lower() if grade else _why_none(question, judgement)
    name = f"{force.short_name}, {question.phrase}: {said}"
    return tag(
        "td",
        link(
            f"{forces}/{force.id}.html#{grade_id(question)}",
            sign(question, judgement),
            aria_label=", ".join((name, *(_marked(judgement) if judgement else ()))),
        ),
        data_sort=str(grade.rank) if grade else "",
    )


def _why_none(question: peel.Question, judgement: peel.Judgement | None) -> str:
    return "not graded" if judgement else wording.WITHOUT_ROW[question.graded]
