"""Pages that are written from the record leave nothing out, and look no more complete than it is."""

from __future__ import annotations

import csv
import importlib
import json
import re
from html import escape, unescape
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

import peel

if TYPE_CHECKING:
    from types import ModuleType

ROOT = Path(__file__).parents[2]
FORCES = {force.id for force in peel.forces()}


@pytest.fixture(scope="module")
def pages() -> ModuleType:
    with pytest.MonkeyPatch.context() as patch:
        patch.syspath_prepend(str(ROOT / "docs" / "_ext"))
        return importlib.import_module("record_pages")


@pytest.fixture(scope="module")
def force_pages(pages: ModuleType) -> dict[peel.Force, str]:
    return {force: "\n".join(pages.forces.page(force)) for force in peel.forces()}


@pytest.fixture(scope="module")
def explorer(pages: ModuleType) -> dict[str, Any]:
    return json.loads(json.dumps(pages.explorer.record()))


def row_of(pages: ModuleType, page: str, question: peel.Question) -> str:
    found = re.findall(rf'<tr id="{pages.html.grade_id(question)}">.*?</tr>', page)
    assert len(found) == 1, question
    return found[0]


def test_a_force_page_has_each_grade_with_its_sources(
    pages: ModuleType, force_pages: dict[peel.Force, str]
) -> None:
    for force, page in force_pages.items():
        shown = unescape(page)
        for judgement in peel.judgements(force=force):
            row = row_of(pages, page, judgement.question)
            label = judgement.grade.label if judgement.grade else "not graded"
            assert f">{label}</span>" in row, judgement
            for number in re.findall(r'href="#source-(\d+)"', row):
                assert f'id="source-{number}"' in page
            assert row.count("#source-") == len(judgement.sources), judgement
            assert all(source.url in shown for source in judgement.sources), judgement


def test_a_force_page_has_a_row_for_each_missing_grade(
    pages: ModuleType, force_pages: dict[peel.Force, str]
) -> None:
    for cell in peel.coverage().missing():
        assert ">not recorded</span>" in row_of(pages, force_pages[cell.force], cell.question), cell


def test_a_force_page_says_what_is_to_be_remarked(
    pages: ModuleType, force_pages: dict[peel.Force, str]
) -> None:
    for judgement in peel.judgements():
        row = unescape(row_of(pages, force_pages[judgement.force], judgement.question))
        for remark in judgement.remarks:
            if remark.kind == "one source":
                says = "worked out from" if judgement.basis == "derived" else "one "
                assert f"<td>{says}" in row, judgement
            elif remark.kind != "published":
                assert (remark.detail or remark.text) in row, judgement


def test_a_derived_grade_is_credited_to_nobody(
    pages: ModuleType, force_pages: dict[peel.Force, str], explorer: dict[str, Any]
) -> None:
    cells = {tuple(cell[:3]): cell for cell in explorer["cells"]}
    said = set()
    for judgement in peel.judgements():
        row = unescape(row_of(pages, force_pages[judgement.force], judgement.question))
        derived = judgement.basis == "derived"
        assert ("<td>worked out from what " in row) == derived, judgement
        if judgement.question.graded != "never":
            key = (judgement.force.id, judgement.cycle.id, judgement.question.theme)
            evidence, says, marks = cells[key][6:9]
            assert (evidence == "derived") == ("*" in marks) == derived, judgement
            assert f"<td>{says} <a" in row, judgement
        if derived:
            said.add(says)
            kinds = {source.kind for source in judgement.sources}
            assert ("the inspectorate" in says.split("what")[1]) == bool(
                kinds & {"inspectorate", "copy"}
            )
    assert "worked out from what the inspectorate says" in said
    assert "worked out from what 2 news reports say" in said


def test_the_explorer_marks_grades_as_the_rest_of_the_site_does(
    pages: ModuleType, explorer: dict[str, Any]
) -> None:
    kinds = {remark.kind for item in peel.judgements() for remark in item.remarks}
    for cell in explorer["cells"]:
        assert set(cell[8]) <= set(explorer["marks"]), cell
    seen = "".join(cell[8] for cell in explorer["cells"])
    for kind, mark in pages.html.MARKS.items():
        assert (mark in seen) == (kind in kinds), kind
        assert f"{mark} {explorer['marks'][mark]}" in "".join(pages.explorer.page())


def test_counts_of_evidence_have_derived_grades_apart(pages: ModuleType) -> None:
    for cycle in peel.cycles():
        graded = [item for item in peel.judgements(cycle=cycle) if item.grade]
        levels = pages.counts.by_level(graded)
        assert levels.total() == len(graded)
        assert levels["derived"] == len(peel.judgements(cycle=cycle, basis="derived"))
        table = "".join(pages.quality.by_cycle())
        (row,) = re.findall(rf'cycles/{cycle.id}\.html">.*?</tr>', table)
        *by_level, _, _ = map(int, re.findall("<td>([0-9]+)</td>", row))
        assert by_level == [levels[level] for level in pages.quality.LEVELS]
        if not graded:
            continue
        said = pages.cycles.how_good(peel.compare(peel.forces(), cycle))
        expected = pages.counts.by_level(
            item for item in graded if item.question.graded == "always"
        )
        assert sum(map(int, re.findall(r"(\d+) (?:from|worked)", said))) == expected.total()
        assert (f"{expected['derived']} worked out" in said) == (expected["derived"] > 0)


def test_a_force_page_begins_with_the_latest_report(force_pages: dict[peel.Force, str]) -> None:
    for force, page in force_pages.items():
        newest = peel.inspections(force=force)[-1]
        sections = re.findall(r"^## (.*)$", page, re.MULTILINE)
        assert sections[0] == "Latest report"
        assert sections[-2:] == ["How much is recorded", "Sources"]
        assert ("Engage (special measures)" in sections) == bool(peel.monitoring(force=force))
        section = page.partition("## Latest report\n")[2].partition("\n## ")[0]
        assert newest.cycle.title in section
        assert (newest.url or "No address") in section


def test_the_latest_report_has_sentences_that_can_be_printed(
    force_pages: dict[peel.Force, str],
) -> None:
    for force, page in force_pages.items():
        section = unescape(page.partition("## Latest report\n")[2].partition("\n## ")[0])
        for judgement in peel.inspections(force=force)[-1].judgements:
            assert judgement.grade is None or judgement.sentence in section, judgement


def test_a_force_page_has_its_findings_or_says_that_nobody_collected_them(
    force_pages: dict[peel.Force, str],
) -> None:
    for force, page in force_pages.items():
        without = 0
        for inspection in peel.inspections(force=force):
            without += inspection.findings is None and inspection.profile is None
            for finding in inspection.findings or ():
                assert finding.summary in unescape(page), finding
        assert page.count("none collected") == without, force


def test_each_page_of_the_record_has_two_dates_and_says_what_has_come_since(
    pages: ModuleType, force_pages: dict[peel.Force, str]
) -> None:
    for page in [
        *force_pages.values(),
        *("\n".join(pages.cycles.page(cycle)) for cycle in peel.cycles()),
        "\n".join(pages.front.current()),
        "\n".join(pages.explorer.page()),
        "\n".join(pages.inadequate.page()),
    ]:
        assert str(peel.bundled().edition)[1:] in page
    without = [cycle for cycle in peel.cycles() if not peel.inspections(cycle=cycle)]
    for cycle in without:
        page = "\n".join(pages.cycles.page(cycle))
        assert "have been published since, and none is in the record" in page
        assert pages.wording.INSPECTORATE in page


def test_counts_of_pages_add_up_and_say_what_coverage_says(pages: ModuleType) -> None:
    for force in (None, *peel.forces()):
        coverage = peel.coverage(force=force)
        counts = pages.counts.count(coverage.rows)
        assert counts.expected == counts.recorded + counts.not_graded + counts.missing
        assert counts.expected == coverage.expected
        assert counts.missing == len(coverage.missing())


def test_one_of_a_kind_is_no_plural(pages: ModuleType) -> None:
    counted = pages.counts.Counts(1, 1, 0, 0, 1)
    assert str(counted) == (
        "The inspections should have produced 1 grade: 1 recorded, 0 missing. The record also has "
        "1 grade for questions that were graded for some forces only."
    )
    said = str(counted._replace(expected=1_203, recorded=1_200, not_graded=2, missing=1))
    assert "1,203 grades: 1,200 recorded, 2 not graded, 1 missing." in said


def test_several_documents_of_one_publisher_are_counted(pages: ModuleType) -> None:
    found = re.search(r"publisher alone for (\d+) of (\d+)", "".join(pages.quality.by_cycle()))
    several = peel.judgements(evidence="several", basis=["stated", "carried-over"])
    publishers = [{source.publisher for source in item.sources} for item in several]
    assert found
    assert list(map(int, found.groups())) == [list(map(len, publishers)).count(1), len(several)]


def test_counts_that_agree_by_construction_are_said(pages: ModuleType) -> None:
    told = re.search(
        r"reproduces (\d+) .* (\d+) of .* for (\d+) it", "".join(pages.quality.tallies())
    )
    assert told
    reproduced, with_derived, by_construction = map(int, told.groups())
    derived = {
        tally: [item for item in of.judgements if item.basis == "derived"]
        for tally in peel.tallies()
        for of in [peel.distribution(tally.cycle, tally.question)]
        if of.agrees
    }
    assert reproduced == len(derived)
    assert with_derived == len([tally for tally, items in derived.items() if items])
    sources = {
        tally: {source for item in of for source in item.sources} for tally, of in derived.items()
    }
    assert by_construction == len([tally for tally, of in sources.items() if tally.source in of])


def test_a_cycle_page_shows_what_is_known_of_each_distribution(pages: ModuleType) -> None:
    for cycle in peel.cycles():
        page = unescape("\n".join(pages.cycles.page(cycle)))
        for question in {judgement.question for judgement in peel.judgements(cycle=cycle)}:
            assert peel.distribution(cycle, question).coverage_line in page, question
        for tally in peel.tallies(cycle=cycle):
            assert tally.source.url in page


def test_lists_of_names_on_the_page_of_a_cycle_have_their_marks(pages: ModuleType) -> None:
    for cycle in peel.cycles():
        page = "\n".join(pages.cycles.page(cycle))
        for question in peel.questions(cycle):
            named = page.partition(f"### {question.label}\n")[2].partition("</details>")[0]
            for item in peel.judgements(cycle=cycle, question=question):
                if item.grade:
                    (names,) = re.findall(f"<li><b>{item.grade.label}</b>: (.*?)</li>", named)
                    shown = re.escape(f"{item.force.short_name}{pages.html.marks(item)}")
                    assert re.search(rf"(^|, ){shown}(, |$)", names), item


def test_the_first_and_last_day_of_a_cycle_are_no_more_exact_than_a_grade(
    pages: ModuleType,
) -> None:
    for cycle in peel.cycles():
        published = {pages.wording.published(item) for item in peel.judgements(cycle=cycle)}
        for day in pages.wording.life(cycle).split(" to ") if published else []:
            assert day in published or re.fullmatch(r"[A-Z][a-z]+\u00a0\d{4}", day), cycle


def test_a_page_of_an_older_cycle_says_that_forces_were_inspected_again(pages: ModuleType) -> None:
    for cycle in peel.cycles():
        inspected = [inspection.force for inspection in peel.inspections(cycle=cycle)]
        again = [force for force in inspected if peel.inspections(force=force)[-1].cycle != cycle]
        said = f"{len(again)} of these forces ha"
        shown = ["\n".join(pages.cycles.page(cycle))]
        if cycle == pages.dates.current_cycle():
            shown += ["\n".join(pages.front.current()), "\n".join(pages.inadequate.page())]
        assert all((said in page) == bool(again) for page in shown), cycle


def test_a_cell_of_a_heat_map_leads_to_its_row_and_is_marked(
    pages: ModuleType, force_pages: dict[peel.Force, str]
) -> None:
    cycle = pages.dates.current_cycle()
    (heat_map,) = (line for line in pages.front.current() if line.startswith("<div"))
    links = re.findall(
        r'<td[^>]*><a href="forces/([a-z-]+)\.html#([^"]+)"[^>]*>(.*?)</a>', heat_map
    )
    assert len(links) == sum(
        len(peel.compare([item.force], cycle).questions) for item in peel.inspections(cycle=cycle)
    )
    shown = {(force, anchor): content for force, anchor, content in links}
    for (force, anchor), content in shown.items():
        assert f'id="{anchor}"' in force_pages[peel.force(force)]
        assert "<abbr" in content
    for judgement in peel.judgements(cycle=cycle):
        mark = pages.html.MARKS["one source"]
        content = shown[judgement.force.id, pages.html.grade_id(judgement.question)]
        assert judgement.grade is None or (mark in content) == (judgement.evidence == "single")


def test_the_box_that_finds_a_force_has_every_name(pages: ModuleType) -> None:
    (form,) = (line for line in pages.front.find() if line)
    for force in peel.forces():
        (names,) = re.findall(
            rf'<li data-names="([^"]*)" hidden><a href="forces/{force.id}\.html">', form
        )
        assert {force.name, force.id, *force.aliases} <= set(unescape(names).split("|"))


def test_the_explorer_has_every_cell(explorer: dict[str, Any]) -> None:
    cells = {(force, cycle, theme): status for force, cycle, theme, status, *_ in explorer["cells"]}
    assert len(cells) == len(explorer["cells"])
    for judgement in peel.judgements():
        key = (judgement.force.id, judgement.cycle.id, judgement.question.theme)
        grade = judgement.grade.key if judgement.grade else "not graded"
        if judgement.question.graded != "never":
            assert cells[key] == grade
    missing = {
        (cell.force.id, cell.cycle.id, cell.question.theme) for cell in peel.coverage().missing()
    }
    assert missing == {key for key, status in cells.items() if status == "not recorded"}


def test_a_theme_has_at_most_one_question_in_a_cycle() -> None:
    for cycle in peel.cycles():
        themes = [question.theme for question in peel.questions(cycle)]
        assert len(themes) == len(set(themes))


def test_a_module_becomes_a_script_or_the_build_stops(pages: ModuleType) -> None:
    script = pages.explorer.as_script("var a=1;export{b as Other,a as default};\n/* licence */")
    assert script == "(()=>{var a=1;window.DataTable=a;})();\n/* licence */"
    for unknown in ("var a=1;", "import.meta.url;export{a as default};"):
        with pytest.raises(ValueError, match="itables"):
            pages.explorer.as_script(unknown)


def test_who_is_inadequate_names_all_that_are_and_all_that_may_be(pages: ModuleType) -> None:
    page = "\n".join(pages.inadequate.page())
    assert "derived (*), it follows from what sources say" in page
    assert all(f"{mark} {means}" in page for mark, means in pages.html.MEANINGS.items())
    cycle = pages.dates.current_cycle()
    for question in peel.compare(peel.forces(), cycle).questions:
        distribution = peel.distribution(cycle, question)
        (row,) = re.findall(rf'<tr><th scope="row">{escape(question.label)}</th>(.*?)</tr>', page)
        recorded, possible, known = re.findall("<td>(.*?)</td>", row)
        assert possible.endswith("no count excludes the unknown ones") == bool(distribution.unknown)
        for cell, forces in (
            (recorded, distribution.forces("inadequate")),
            (possible, distribution.count_only("inadequate")),
        ):
            linked = re.findall(r'href="forces/([a-z-]+)\.html#', cell)
            assert linked == [force.id for force in forces]
        for item in distribution.judgements:
            if item.grade_text == "inadequate":
                shown = f"{item.force.short_name}</a>{pages.html.marks(item)}"
                assert re.search(rf"{re.escape(shown)}(, |$)", recorded), item
        assert distribution.coverage_line[1:] in unescape(known)


def test_who_is_inadequate_names_the_forces_that_no_count_excludes(pages: ModuleType) -> None:
    page = "\n".join(pages.inadequate.page())
    listed = page.partition("Not excluded, in areas graded for every force")[2].partition("</p>")[0]
    cycle = pages.dates.current_cycle()
    missing = {cell.force for cell in peel.coverage().missing() if cell.cycle == cycle}
    for item in peel.inspections(cycle=cycle):
        named = f'href="forces/{item.force.id}.html"' in listed
        assert named == (item.force in missing and not item.counts), item.force


def test_the_page_for_journalists_explains_every_sign_of_nothing(pages: ModuleType) -> None:
    page = (ROOT / "docs" / "journalists.md").read_text(encoding="utf-8")
    for sign in pages.html.SIGNS.values():
        assert re.search(
            rf"^- \*\*[a-z ]+\*\*, in tables {re.escape(sign)}:", page, re.MULTILINE
        ), sign


def test_special_measures_lists_every_period(pages: ModuleType) -> None:
    page = unescape("\n".join(pages.monitoring.page()))
    for period in peel.monitoring():
        assert str(period).partition(": ")[2] in page
        assert all(source.url in page for source in period.sources)
    assert peel.monitoring().kept_line[1:] in page


def test_what_can_be_downloaded_of_a_force_has_its_gaps(pages: ModuleType, tmp_path: Path) -> None:
    pages.downloads.write(tmp_path)
    for force in peel.forces():
        cells = peel.bundled().cells(force=force)
        with (tmp_path / f"{force.id}.csv").open(encoding="utf-8-sig", newline="") as file:
            rows = list(csv.DictReader(file))
        data = json.loads((tmp_path / f"{force.id}.json").read_text(encoding="utf-8"))
        assert data["record"]["version"] == peel.DATA_VERSION
        assert data["record"]["only"] == force.name
        assert all(row["record"].endswith(f"; only {force.name}") for row in rows)
        for found in (rows, data["grades"]):
            assert {row["force_id"] for row in found} == {force.id}
            assert [row["status"] for row in found] == [cell.status for cell in cells]
    offered = {path.name for path in tmp_path.iterdir() if path.stem not in FORCES}
    page = (ROOT / "docs" / "download.md").read_text(encoding="utf-8")
    assert set(re.findall(r"_generated/files/(\S+)>", page)) == offered
