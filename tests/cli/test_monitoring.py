"""`peel monitoring`: periods that can be cited, with what other sources say of them."""

from __future__ import annotations

import re

import pytest

import peel
from tests.cli.typed import Typed


def below(text: str, period: peel.MonitoringPeriod) -> str:
    """What is indented under the line of a period, on one line."""
    found = re.search(
        rf"^{re.escape(period.force.name)}: Engage .*\n((?:  .*\n)*)", text, re.MULTILINE
    )
    assert found, period
    return " ".join(found[1].split())


def test_every_period_has_its_note(printed: Typed) -> None:
    text = printed("monitoring")
    assert max(map(len, text.splitlines())) <= 80
    assert any(period.note for period in peel.monitoring())
    for period in peel.monitoring():
        said = below(text, period)
        assert said.partition("note: ")[2] == (period.note or "")
        assert "Sources" not in said


@pytest.mark.parametrize("period", peel.monitoring(), ids=lambda period: period.force.id)
def test_a_period_of_one_force_can_be_cited(period: peel.MonitoringPeriod, printed: Typed) -> None:
    text = printed("monitoring", period.force.id)
    said, _, sources = below(text, period).partition("Sources ")
    assert (f"why: {period.reason}" in said) is (period.reason is not None)
    assert (f"note: {period.note}" in said) is (period.note is not None)
    assert sources == " ".join(source.citation for source in period.sources)
    assert [line for line in text.splitlines() if len(line) > 80 and "https://" not in line] == []


def test_a_day_is_said_with_the_note(printed: Typed) -> None:
    (period,) = peel.monitoring("cleveland", on="15 September 2023")
    text = printed("monitoring", "cleveland", "--on", "15 September 2023")
    assert f"{period} (possibly on that day)" in " ".join(text.split())
    assert f"note: {period.note}" in text
