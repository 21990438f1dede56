"""What a browser makes of a page, and text that tries to be one."""

from __future__ import annotations

from collections.abc import Sequence
from html.parser import HTMLParser

HOSTILE = "<script>alert('x')</script>&\"'"


class Page(HTMLParser):
    """What a browser would see: balanced elements, texts, links."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.names: set[str] = set()
        self.links: list[str] = []
        self.text = ""
        self.rows = 0
        self.feed(html)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: Sequence[tuple[str, str | None]]) -> None:
        self.open.append(tag)
        self.names.add(tag)
        self.rows += tag == "tr"
        for name, value in attrs:
            assert not name.startswith("on")
            if name == "href":
                self.links.append(value or "")

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.text += data


def page(item: object) -> Page:
    html = item._repr_html_()  # type: ignore[attr-defined]
    assert isinstance(html, str)
    return Page(html)
