"""The front page: a force to find, the grades of the current cycle, how much there is."""

from __future__ import annotations

from collections.abc import Iterator

from markupsafe import Markup

import peel
from record_pages import counts, cycles, dates, html, wording


def find() -> Iterator[str]:
    """A box that finds a force by any of its names; without a script, a link to all of them."""
    yield from html.block(
        "form",
        html.tag("label", "Find a force", for_="find-force"),
        html.void(
            "input",
            id_="find-force",
            type_="search",
            autocomplete="off",
            placeholder="Cleveland, GMP, Notts …",
            aria_controls="found-forces",
        ),
        html.tag("ul", *map(_found, peel.forces()), id_="found-forces", hidden=True),
        html.tag("p", role="status", id_="find-status"),
        html.tag("noscript", html.link("forces/index.html", "All forces")),
        class_="find",
        role="search",
        aria_label="Find a force",
    )


def _found(force: peel.Force) -> Markup:
    names = "|".join((force.name, force.id, force.ons_code, *force.aliases))
    return html.tag(
        "li", html.link(f"forces/{force.id}.html", force.name), data_names=names, hidden=True
    )


def current() -> Iterator[str]:
    """The heat map of the current cycle, and what has to be said with it."""
    cycle = dates.current_cycle()
    comparison = peel.compare(peel.forces(), cycle)
    yield from html.part(f"## {cycle.title}: how inspectors graded each force")
    yield from html.paragraph(
        cycles.how_good(comparison), " ", dates.both(), " ", dates.since(), class_="dates"
    )
    yield from cycles.inspected_again(cycle)
    yield from html.legend(wording.scale_of(cycle))
    yield from html.paragraph(
        "Each cell leads to its source. Headings sort the table. ",
        html.link("explorer.html", "The explorer"),
        " filters, and has all cycles.",
        class_="legend",
    )
    yield from html.heat_map(comparison, "forces", f"Grades of every force in {cycle.title}")


def how_much() -> Iterator[str]:
    yield f"{counts.count(peel.coverage().rows)} [How good the sources are](quality.md)."
