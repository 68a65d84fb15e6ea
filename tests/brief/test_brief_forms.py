"""The four forms: as they were agreed, safe whatever an article says, never wider than asked."""

from __future__ import annotations

import json
import os
import tempfile
from html.parser import HTMLParser
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from rich.cells import cell_len

from detente import record
from detente.brief import FORMATS, Brief, build_brief, render
from tests.strategies import readings

if TYPE_CHECKING:
    from detente.model import Reading

SNAPSHOTS = Path(__file__).parent / "snapshots"
VOID = {"meta", "br"}


@pytest.mark.parametrize(
    ("name", "form", "width"),
    [("40.txt", "text", 40), ("80.txt", "text", 80), ("140.txt", "text", 140), ("brief.md", "md", 0)],
)
def test_snapshot(brief: Brief, name: str, form: str, width: int) -> None:
    """DETENTE_SNAPSHOTS=write pytest writes them anew; read the difference before it is committed."""
    shown = render(brief, form, width)  # type: ignore[arg-type]
    if os.environ.get("DETENTE_SNAPSHOTS") == "write":
        (SNAPSHOTS / name).write_text(shown, encoding="utf-8")
    assert shown == (SNAPSHOTS / name).read_text(encoding="utf-8")


@pytest.mark.parametrize("width", [30, 40, 63, 64, 80, 99, 100, 140])
def test_no_line_is_wider_than_asked(brief: Brief, width: int) -> None:
    assert max(map(cell_len, render(brief, "text", width).splitlines())) <= width


def test_plain_text_has_no_terminal_codes(brief: Brief) -> None:
    assert "\x1b" not in render(brief, "text", 100, styled=False)
    assert "\x1b[1m" in render(brief, "text", 100, styled=True)


def test_an_article_cannot_write_terminal_codes(brief: Brief) -> None:
    for form in FORMATS:
        shown = render(brief, form)
        assert "\x1b" not in shown
        assert "\u202e" not in shown


class Tags(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.attributes: list[tuple[str, str]] = []
        self.seen: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen.add(tag)
        self.attributes += [(name, value or "") for name, value in attrs]
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


def parse(page: str) -> Tags:
    tags = Tags()
    tags.feed(page)
    tags.close()
    assert not tags.open
    return tags


def test_html_is_whole_and_needs_nothing_from_outside(brief: Brief) -> None:
    page = render(brief, "html")
    tags = parse(page)
    assert not tags.seen & {"script", "img", "link", "iframe", "object", "b"}
    assert not [name for name, _ in tags.attributes if name.startswith("on") or name == "src"]
    links = [value for name, value in tags.attributes if name == "href"]
    assert links
    assert all(link.startswith(("#", "http://", "https://")) for link in links)
    assert "@import" not in page
    assert "url(" not in page


def test_html_links_lead_somewhere(brief: Brief) -> None:
    tags = parse(render(brief, "html"))
    ids = [value for name, value in tags.attributes if name == "id"]
    targets = {value[1:] for name, value in tags.attributes if name == "href" and value.startswith("#")}
    assert len(ids) == len(set(ids))
    assert targets <= set(ids)


def test_markdown_escapes_what_articles_say(brief: Brief) -> None:
    shown = render(brief, "md")
    assert "<script>" not in shown.replace("\\<script\\>", "")
    assert "\\*bold\\* \\[link\\](javascript:alert(1))" in shown


def test_markdown_footnotes_are_defined(brief: Brief) -> None:
    shown = render(brief, "md")
    for source in brief.sources:
        assert f"\n[^{source.number}]: " in shown


def test_json_holds_everything(brief: Brief) -> None:
    found = json.loads(render(brief, "json"))
    assert [party["code"] for party in found["pair"]] == ["USA", "CHN"]
    assert found["meetings"][0]["when"]["when"]["start"] == "2023-02-05"
    assert found["sources"][0]["path"] == "desk/01-balloon.txt"
    assert len(found["meetings"][1]["quotes"]) == 2


def named(code: str) -> str:
    return f"<{code}>"


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(readings(), max_size=4), st.booleans())
def test_any_record_has_a_brief_in_every_form(found: list[Reading], full: bool) -> None:
    with tempfile.TemporaryDirectory() as folder, record.open(Path(folder) / "any.db") as book:
        for reading in found:
            book.add(reading)
        brief = build_brief(book, ("USA", "CHN"), named, full=full)
        json.loads(render(brief, "json"))
        parse(render(brief, "html"))
        render(brief, "md")
        assert max(map(cell_len, render(brief, "text", 40).splitlines())) <= 40
