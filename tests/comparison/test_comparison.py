"""Comparing: sources in columns, slots in rows, copies under their source, in four forms that say the same."""

from __future__ import annotations

import json
import shutil
import tempfile
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec
import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from rich.cells import cell_len

from detente import record
from detente.comparison import FORMATS, Comparison, Overview, compare_event, compare_statement, compare_story, render
from detente.comparison.labels import load_labels
from detente.model import Article, Mention, Reading, Span
from detente.record.joins import EventLinkRow
from detente.stories.joining import join
from tests.brief.readings import HOSTILE
from tests.brief.readings import fill as fill_brief
from tests.stories.family import MET, MET_TOO, ORDER, family, ids, link
from tests.strategies import readings

if TYPE_CHECKING:
    from detente.record import Record

VOID = {"meta", "br"}


def test_columns_are_independent_sources_with_their_copies_below(meeting: Comparison) -> None:
    assert [(one.number, one.article.place) for one in meeting.sources] == [
        (1, "desk/a-wire.txt"),
        (2, "desk/c-ledger.txt"),
    ]
    assert [[(one.place, one.copy) for one in source.copies] for source in meeting.sources] == [
        [("desk/b-copy.txt", "copy")],
        [],
    ]


def test_rows_are_slots_with_a_cell_for_each_source(meeting: Comparison) -> None:
    told, *slots = meeting.rows
    assert [[cell.words for cell in cells] for cells in told.cells] == [[MET], [MET_TOO]]
    place = next(row for row in slots if row.slot == "place")
    assert (place.kind, [[cell.value for cell in cells] for cells in place.cells]) == (
        "differs",
        [["Oslo"], ["Helsinki"]],
    )
    assert all(len(row.cells) == len(meeting.sources) for row in slots)


def test_a_source_that_says_nothing_is_silent(joined_book: Record) -> None:
    plan = compare_event(joined_book, ids(joined_book)["copy"][1])
    assert [one.article.place for one in plan.sources] == ["desk/a-wire.txt"]
    assert [(one.status, one.here) for one in plan.stages] == [("planned", True), ("held", False)]
    assert plan.title == "Norway to visit Finland, May 2023"


def test_a_meeting_was_held_and_a_deed_happened(joined_book: Record, meeting: Comparison) -> None:
    deed = compare_event(joined_book, ids(joined_book)["other"][0])
    assert (meeting.status, deed.status) == ("held", "happened")


def test_links_say_why_tellings_were_joined(meeting: Comparison) -> None:
    assert [(link.verdict, link.score, link.why) for link in meeting.links] == [("same", 3.0, ("sides +2.00",))] * 3
    for form in FORMATS:
        shown = render(meeting, form, 120)
        assert ("+2.00" in shown) == (form == "json")
        assert ("same event (the same sides)" in shown.replace("\\", "")) == (form != "json")


def test_few_links_and_doubts_are_shown_and_the_rest_is_counted(
    joined: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    labels = load_labels()
    few = msgspec.structs.replace(labels, limits=msgspec.structs.replace(labels.limits, links=1, unsure=1))
    monkeypatch.setattr("detente.comparison.build.load_labels", lambda: few)
    path = Path(shutil.copy(joined, tmp_path / "doubts.db"))
    with record.open(path) as book:
        known, place = ids(book), book.joins.place_of
        met, doubts = place(known["wire"][0]), (known["visit"][0], known["other"][0])
        with book.joins.transaction():
            book.joins.add_event_links(
                EventLinkRow(met, place(one), "unsure", -0.4, (("sense", 1.0), ("days apart", -2.0))) for one in doubts
            )
        page = compare_event(book, known["wire"][0])
    assert (len(page.links), page.more, len(page.unsure), page.more_unsure) == (1, 2, 1, 1)
    assert render(page, "text").count("… and 2 more\n") == render(page, "text").count("… and 1 more\n") == 1
    assert render(page, "md").count("- … and ") == render(page, "html").count("… and ") == 2


def test_any_article_leads_to_its_story(story: Overview, joined_book: Record) -> None:
    assert [one.article.place for one in story.sources] == ["desk/a-wire.txt", "desk/c-ledger.txt"]
    met, plan = ids(joined_book)["wire"]
    assert [one.id for one in story.happenings] == [met]
    assert [source.number for source in story.happenings[0].sources] == [1, 2]
    assert [(one.id, one.told) for one in story.single] == [(plan, 1)]
    assert (story.background, story.more, story.empty) == ((), 0, False)


def test_what_one_source_tells_is_a_line_and_no_table(story: Overview) -> None:
    for form, line in (
        ("text", "○ planned  May 2023: Norway to visit Finland, May 2023  "),
        ("md", "- *planned* · May 2023: Norway to visit Finland, May 2023 `"),
        ("html", '<span class="badge plan">planned</span> May 2023: Norway to visit Finland, May 2023'),
    ):
        shown = render(story, form, 120)  # type: ignore[arg-type]
        assert line in shown
        assert shown.count("told as") == 1
        assert "Events that one source tells" in shown


def test_the_background_has_titles_and_how_many_more_there_are(joined_book: Record, story: Overview) -> None:
    (plan,) = story.single
    full = replace(story, background=(plan, replace(plan, told=3)), more=4)
    for form in ("text", "md", "html"):
        shown = render(full, form, 120)  # type: ignore[arg-type]
        assert shown.count("Norway to visit Finland, May 2023") == 3
        assert shown.count("told by 3 sources") == 1
        assert "4 more in the background" in shown


@pytest.mark.parametrize(
    ("language", "words"), [("fi", "not read, as its language is fi."), ("en", "No events were found in what it says.")]
)
def test_a_story_without_events_says_why(tmp_path: Path, language: str, words: str) -> None:
    text = "Kalastuskielto\nKalastus on kielletty."
    with record.open(tmp_path / "x.db") as book:
        book.add(Reading(Article(text, path="x.txt", language=language), "reader 1", (Span(0, len(text)),)))
        join(book)
        story = compare_story(book, next(book.articles()).id)
    assert story.empty
    for form in ("text", "md", "html"):
        assert words in render(story, form, 120).replace("\\", "")  # type: ignore[arg-type]


def test_who_names_the_side(joined_book: Record, tmp_path: Path) -> None:
    def mentioned(name: str, state: str, text: str) -> Mention:
        span = Span(text.index(name), text.index(name) + len(name))
        return Mention(span, name.lower().replace(" ", "-"), name, state, "actor", person=True)

    with record.open(tmp_path / "x.db") as book:
        for name in ORDER:
            reading = family()[name]
            text = reading.article.text
            both = (("Liv Dahl", "NOR"), ("Aino Korpi", "FIN"))
            people = tuple(mentioned(who, state, text) for who, state in both if who in text)
            book.add(replace(reading, mentions=people))
        join(book)
        link(book)
        page = compare_event(book, ids(book)["wire"][0])
    sides = {row.side: {cell.value for cells in row.cells for cell in cells} for row in page.rows if row.side}
    assert sides == {"Norway": {"Liv Dahl"}, "Finland": {"Aino Korpi"}}
    assert "who, Norway: agree" in render(page, "md")


def test_heads_are_outlets_where_all_are_known_else_titles_cut_to_the_column(meeting: Comparison) -> None:
    assert "| | \\[1\\] Harbour Wire | \\[2\\] Nightly Ledger |" in render(meeting, "md")
    one, other = meeting.sources
    long = "Ministers of two countries that share a long coast talk at length about fish and nets"
    bare = replace(other, article=replace(other.article, outlet=None, title=long))
    mixed = replace(meeting, sources=(one, bare))
    text = render(mixed, "text", 80)

    head = next(line for line in text.splitlines() if "[1]" in line and "[2]" in line)
    assert head.split("[1] ")[1].startswith("Norway and Finland …")
    assert head.endswith("…")
    assert "Harbour Wire |" not in render(mixed, "md")


def test_values_are_raw_in_json_and_in_words_elsewhere(meeting: Comparison) -> None:
    became = next(row for row in meeting.rows if row.slot == "status")
    assert {(cell.value, cell.shown) for cells in became.cells for cell in cells} == {("happened", "held")}
    for form in ("text", "md", "html"):
        shown = render(meeting, form, 200)  # type: ignore[arg-type]
        assert "happened" not in shown
    assert '"value": "happened"' in render(meeting, "json")


def test_an_article_that_only_agrees_on_a_matter_is_a_column_and_no_source(meeting: Comparison) -> None:
    one, other = meeting.sources
    beside = replace(meeting, sources=(one, replace(other, beside=True)))
    assert "told by 1 source, with 1 copy" in render(beside, "text")
    for form in ("text", "md", "html"):
        assert "tells only some of it" in render(beside, form)  # type: ignore[arg-type]
        assert "tells only some of it" not in render(meeting, form)  # type: ignore[arg-type]


@pytest.mark.parametrize("width", [30, 40, 60, 80, 100, 140])
def test_no_line_is_wider_than_asked(meeting: Comparison, story: Overview, width: int) -> None:
    for page in (meeting, story):
        assert max(map(cell_len, render(page, "text", width).splitlines())) <= width


def test_a_wide_terminal_has_a_table_and_a_narrow_one_a_block_a_slot(meeting: Comparison) -> None:
    wide, narrow = render(meeting, "text", 120), render(meeting, "text", 40)
    assert any("Oslo" in line and "Helsinki" in line and "where: differ" in line for line in wide.splitlines())
    assert "\nwhere: differ\n  [1] Oslo “Oslo”\n  [2] Helsinki “Helsinki”\n" in narrow


def test_differences_have_words_and_on_a_terminal_colour(meeting: Comparison, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("NO_COLOR", raising=False)
    plain, coloured = render(meeting, "text", 100), render(meeting, "text", 100, styled=True)
    assert "\x1b" not in plain
    assert "\x1b[1;31mwhere: differ" in coloured
    assert "\x1b[1;32mwhat became of" in coloured
    monkeypatch.setenv("NO_COLOR", "1")
    assert "\x1b[1mwhere: differ" in render(meeting, "text", 100, styled=True)


def test_silence_is_a_dash_in_every_form(meeting: Comparison) -> None:
    told, *slots = meeting.rows
    silent = replace(meeting, rows=(told, replace(slots[0], cells=(slots[0].cells[0], ()))))
    assert "\n  [2] -\n" in render(silent, "text", 40)
    assert "| - |" in render(silent, "md")
    assert "<td>-</td>" in render(silent, "html")
    assert json.loads(render(silent, "json"))["rows"][1]["cells"][1] == []


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


def test_html_is_whole_and_needs_nothing_from_outside(meeting: Comparison, story: Overview) -> None:
    for page in (meeting, story):
        shown = render(page, "html")
        tags = parse(shown)
        assert not tags.seen & {"script", "img", "link", "iframe", "object"}
        assert not [name for name, _ in tags.attributes if name.startswith("on") or name == "src"]
        ids = [value for name, value in tags.attributes if name == "id"]
        assert len(ids) == len(set(ids))
        assert "url(" not in shown


def test_what_an_article_says_is_no_markup(tmp_path: Path) -> None:
    with record.open(fill_brief(tmp_path / "x.db")) as book:
        join(book)
        hostile = next(one for one in book.articles() if HOSTILE in one.article.text)
        story = compare_story(book, hostile.id)
    for form in FORMATS:
        shown = render(story, form)
        assert "\x1b" not in shown
        assert "\u202e" not in shown
    assert "<script>" not in render(story, "html")
    assert "<script>" not in render(story, "md").replace("\\<script\\>", "")
    parse(render(story, "html"))


def test_a_markdown_table_has_as_many_cells_in_each_row(meeting: Comparison) -> None:
    rows = [line for line in render(meeting, "md").splitlines() if line.startswith("|")]
    assert len(rows) == len(meeting.rows) + 2
    assert {row.replace("\\|", "").count("|") for row in rows} == {len(meeting.sources) + 2}


@settings(max_examples=15, deadline=None, phases=[Phase.generate], suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(readings(), min_size=1, max_size=3))
def test_any_record_can_be_compared_in_every_form(found: list[Reading]) -> None:
    with tempfile.TemporaryDirectory() as folder, record.open(Path(folder) / "any.db") as book:
        for reading in found:
            book.add(reading)
        join(book)
        pages = [compare_story(book, stored.id) for stored in book.articles()]
        pages += [compare_event(book, stored.id) for stored in book.events()]  # type: ignore[misc]
        pages += [compare_statement(book, stored) for stored in book.statements()]
        for page in pages:
            json.loads(render(page, "json"))
            parse(render(page, "html"))
            render(page, "md")
            assert max(map(cell_len, render(page, "text", 40).splitlines())) <= 40
