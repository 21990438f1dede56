"""When single rows and cells of a cut record are known."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

import peel
from tests.made import TABLES, all_rows, made_of, rows_of, with_cells


def changed(table: str, key: tuple[str, ...], **cells: str) -> peel.Dataset:
    """The bundled record with some cells of one row changed."""
    record = peel.bundled()
    tables = all_rows(record)
    row = dict(zip(TABLES[table].columns, tables[table][key], strict=True)) | cells
    tables[table][key] = tuple(row.values())
    return made_of(tables)


def test_a_revision_is_known_on_its_day() -> None:
    assert peel.as_of("2024-08-07").revisions() == ()
    assert len(peel.as_of("2024-08-08").revisions()) == 1


@pytest.mark.parametrize(("published", "precision"), [("", ""), ("2024-08-10", "no later than")])
def test_a_revision_is_known_with_its_judgement(
    published: str, precision: str, tmp_path: Path
) -> None:
    (revision,) = peel.revisions()
    cell = (revision.force.id, revision.cycle.id, revision.question.id)
    record = changed("judgements", cell, published=published, published_precision=precision)
    then = record.as_of("2024-08-09")
    assert then.revisions() == ()
    undated = [(item.force.id, item.cycle.id, item.question.id) for item in then.undated]
    assert (cell in undated) == (published == "")
    then.save(tmp_path / "then")
    assert peel.load(tmp_path / "then") == then
    assert then.extend(then).revisions() == ()
    assert len(record.as_of("2024-08-10").revisions()) == bool(published)


def test_an_end_of_engage_is_known_on_its_day_and_not_before() -> None:
    ended = [period for period in peel.monitoring() if period.end is not None]
    assert ended
    for period in ended:
        assert period.end is not None
        if period.end_precision != "day":
            continue
        (then,) = (
            p
            for p in peel.as_of(period.end).monitoring(force=period.force)
            if p.start == period.start
        )
        assert then.end == period.end
        (before,) = (
            p
            for p in peel.as_of(period.end - dt.timedelta(1)).monitoring(force=period.force)
            if p.start == period.start
        )
        assert (before.end, before.end_precision) == (None, None)
        for text in (before.reason, before.note):
            assert "exit" not in (text or "")


def test_a_cycle_has_begun_on_the_day_of_its_first_publication() -> None:
    first = peel.cycle("2021-22").first_published
    assert first is not None
    before = {cell.cycle.id for cell in peel.as_of(first - dt.timedelta(1)).undated}
    then = {cell.cycle.id for cell in peel.as_of(first).undated}
    assert "2021-22" not in before
    assert ("2021-22" in then) == any(j.published is None for j in peel.judgements(cycle="2021-22"))


def test_an_exit_known_to_the_month_is_known_when_the_month_is_over() -> None:
    period = peel.monitoring(force="staffordshire")[0]
    key = ("staffordshire", period.phase, period.start.isoformat())
    record = changed("monitoring", key, end="2024-05-01", end_precision="month", note="exit in May")
    (during,) = record.as_of("2024-05-15").monitoring(force="staffordshire")
    assert (during.end, during.end_precision, during.note) == (None, None, None)
    (after,) = record.as_of("2024-05-31").monitoring(force="staffordshire")
    assert after.end == dt.date(2024, 5, 1)


def test_a_cut_record_has_empty_cells_where_it_knows_nothing() -> None:
    for day in ("2017-11-10", "2023-01-01", "2024-01-01"):
        then = peel.as_of(day)
        for table in TABLES:
            assert all(
                isinstance(cell, str) for row in rows_of(then, table).values() for cell in row
            )


def test_a_report_and_a_profile_are_known_from_their_own_day() -> None:
    day = peel.inspection("leicestershire", "2023-25").published
    assert day is not None
    before, on = peel.as_of(day - dt.timedelta(days=1)), peel.as_of(day)
    with pytest.raises(peel.NotRecordedError):
        before.inspection("leicestershire", "2023-25")
    assert on.inspection("leicestershire", "2023-25").counts["good"] == 4
    key = ("leicestershire", "2021-22")
    dated = changed("inspections", key, published="2022-03-01", published_precision="exact")
    assert dated.as_of("2022-02-28").profiles() == ()
    assert len(dated.as_of("2022-03-01").profiles()) == 11


def test_a_count_is_known_with_the_report_that_gives_the_grades() -> None:
    (key,) = (key for key in rows_of(peel.bundled(), "tallies") if key[1].endswith("vulnerable"))
    days = {
        item.published for item in peel.publications(cycle="2015") if item.pillar == "effectiveness"
    }
    (day,) = {item.published for item in peel.judgements(cycle="2015", question=key[1])}
    assert day == min(days) < max(days)
    assert key not in rows_of(peel.as_of(day - dt.timedelta(days=1)), "tallies")
    assert key in rows_of(peel.as_of(day), "tallies")
    of_pillar = [
        tally for tally in peel.tallies(cycle="2015") if tally.question.pillar == "effectiveness"
    ]
    (pillar,) = (tally for tally in of_pillar if tally.question.kind == "pillar")
    assert pillar not in peel.as_of(max(days) - dt.timedelta(days=1)).tallies()
    assert pillar in peel.as_of(max(days)).tallies()


def test_a_count_without_a_publication_is_known_at_the_end_of_its_cycle() -> None:
    record = peel.bundled()
    tables = all_rows(record)
    tables["publications"] = {}
    bare = made_of(tables)
    last = peel.cycle("2017").last_published
    assert last is not None
    assert bare.as_of(last - dt.timedelta(days=1)).tallies(cycle="2017") == ()
    assert len(bare.as_of(last).tallies(cycle="2017")) == 2


def test_a_publication_within_a_rolling_cycle_says_nothing_of_its_reports() -> None:
    record = peel.bundled()
    tables = all_rows(record)
    row = next(iter(tables["publications"].values()))
    mine = with_cells(row, "publications", cycle="2023-25", published="2024-06-01")
    tables["publications"][TABLES["publications"].key_of(mine)] = mine
    count = next(iter(tables["tallies"].values()))
    of = {"cycle": "2023-25", "question": "investigating-crime"}
    counted = with_cells(count, "tallies", **of)
    tables["tallies"][TABLES["tallies"].key_of(counted)] = counted
    annual = made_of(tables)
    for day in ("2024-05-31", "2024-06-01", "2025-07-24"):
        then, as_shipped = annual.as_of(day), record.as_of(day)
        assert then.judgements(cycle="2023-25") == as_shipped.judgements(cycle="2023-25")
        assert then.undated == as_shipped.undated
        assert str(then.latest("kent")) == str(as_shipped.latest("kent"))
        assert bool(then.tallies(cycle="2023-25")) == (day == "2025-07-24")
    assert as_shipped.undated
    assert {cell.cycle.id for cell in as_shipped.undated} >= {"2023-25"}


@pytest.mark.parametrize("day", ["2022-10-01", "2023-06-01", "2024-08-07"])
def test_a_finding_is_not_known_before_the_document_that_it_is_from(day: str) -> None:
    then, limit = peel.as_of(day), dt.date.fromisoformat(day)
    late = [item for item in peel.findings() if (item.source.published or limit) > limit]
    known = set(then.findings())
    assert late
    assert known
    assert known.isdisjoint(late)


def test_a_finding_is_known_with_the_report_and_not_with_an_earlier_grade() -> None:
    finding = next(
        item
        for item in peel.findings()
        if item.source.published is None and item.source.kind == "inspectorate" and item.question
    )
    assert finding.question is not None
    cell = (finding.force.id, finding.cycle.id, finding.question.id)
    tables = all_rows(peel.bundled())
    days = {"inspections": (cell[:2], "2025-03-02"), "judgements": (cell, "2025-03-01")}
    for table, (key, day) in days.items():
        of = {"published": day, "published_precision": "exact"}
        tables[table][key] = with_cells(tables[table][key], table, **of)
    record = made_of(tables)
    assert finding not in record.as_of("2025-03-01").findings(force=cell[0])
    assert finding in record.as_of("2025-03-02").findings(force=cell[0])


def test_a_finding_of_others_on_an_unknown_day_may_tell_of_what_came_later() -> None:
    then = peel.as_of("2025-06-01")
    of = [item for item in peel.findings() if item.source.published is None]
    own = {item for item in of if item.source.kind == "inspectorate"}
    assert set(then.findings()) & own
    assert set(of) - own
    assert set(then.findings()).isdisjoint(set(of) - own)


def test_a_grade_without_a_day_is_of_the_one_day_on_which_its_whole_cycle_came_out() -> None:
    tables, key = all_rows(peel.bundled()), ("kent", "2014", "efficiency")
    undated = {"published": "", "published_precision": ""}
    tables["judgements"][key] = with_cells(tables["judgements"][key], "judgements", **undated)
    record = made_of(tables)
    assert record.as_of("2014-11-27").judgement(*key).published is None
    assert record.as_of("2014-11-26").judgements() == ()
