"""Sources: who published them, and what they are called."""

from __future__ import annotations

import re
from collections import Counter
from urllib.parse import urlsplit

from .package import TABLES, fields, rows

#: A part of an address: what no name and no label has.
ADDRESS = re.compile(r"[?=_]|https?:|www\.|[a-z0-9]+-[a-z0-9]+-[a-z0-9]+-")


def test_every_source_has_a_publisher_and_either_a_title_or_a_label() -> None:
    for row in rows("sources"):
        assert row["publisher"], row
        assert (row["title"] == "") != (row["label"] == ""), row


def test_no_two_sources_are_called_the_same() -> None:
    called = Counter(
        (row["publisher"], row["title"] or row["label"], row["published"])
        for row in rows("sources")
    )
    assert not [name for name, times in called.items() if times > 1]


def test_labels_are_words_and_begin_as_sentences_do() -> None:
    for row in rows("sources"):
        if row["label"]:
            assert row["label"][0].isupper(), row
            assert not ADDRESS.search(row["label"]), row


def test_a_publisher_is_a_name_or_the_bare_name_of_a_host() -> None:
    for row in rows("sources"):
        assert not ADDRESS.search(row["publisher"]), row
        if row["publisher"].islower():
            assert row["publisher"] in (urlsplit(row["url"]).hostname or ""), row


def test_kinds_of_official_publishers_have_the_names_of_such() -> None:
    forces = {row["name"] for row in rows("forces")}
    for row in rows("sources"):
        commissioner = re.fullmatch(
            r"Police(, Fire)? and Crime Commissioner for .+", row["publisher"]
        )
        assert (row["publisher"] == "HMICFRS") == (row["kind"] == "inspectorate"), row
        assert (commissioner is not None) == (row["kind"] == "commissioner"), row
        assert (row["publisher"] in forces) == (row["kind"] == "force"), row


def test_the_london_assembly_is_a_public_body() -> None:
    kinds = {row["kind"] for row in rows("sources") if row["publisher"] == "London Assembly"}
    assert kinds == {"public body"}


def test_every_source_is_cited() -> None:
    cited = {
        source
        for table in TABLES
        for name in fields(table)
        if name in ("source", "sources", "counts_source", "framework_source")
        if table != "sources"
        for row in rows(table)
        for source in row[name].split(" ")
    }
    assert [row["source"] for row in rows("sources") if row["source"] not in cited] == []
