"""A brief of a joined record: one line for one event, counted by independent sources, with what these dispute."""

from __future__ import annotations

import json
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from rich.cells import cell_len

from detente import record
from detente.brief import Brief, build_brief, render
from detente.stories.joining import join
from tests.brief.test_brief_forms import parse
from tests.stories.family import MET, MET_TOO, ORDER, PLANNED, family, fill
from tests.strategies import readings

if TYPE_CHECKING:
    from detente.model import Reading
    from detente.record import Record

NAMES = {"NOR": "Norway", "FIN": "Finland"}


def name_of(code: str) -> str:
    return NAMES.get(code, code)


@pytest.fixture
def brief(joined_book: Record) -> Brief:
    return build_brief(joined_book, ("NOR", "FIN"), name_of)


def test_reports_of_one_event_are_one_line_that_quotes_each_source_once(brief: Brief) -> None:
    met, planned, visited = brief.meetings
    assert {quote.words for quote in met.quotes} == {MET, MET_TOO}
    assert [quote.words for quote in planned.quotes] == [PLANNED]
    assert (met.told, planned.told, visited.told) == (2, 1, 1)
    assert "told by 2 sources" in render(brief, "text")
    assert "told by 1 source" not in render(brief, "text")


def test_meetings_that_are_plainly_one_are_one_line_where_nothing_joins_them(brief: Brief, tmp_path: Path) -> None:
    with record.open(fill(tmp_path / "x.db")) as other:
        other._db.execute("DELETE FROM event_link")
        met, planned, _ = build_brief(other, ("NOR", "FIN"), name_of).meetings
    assert (met.told, planned.told) == (2, 1)
    assert met.differences == brief.meetings[0].differences


def test_the_first_text_is_quoted_not_a_copy_of_it(brief: Brief) -> None:
    paths = {source.number: source.path for source in brief.sources}
    assert "desk/b-copy.txt" not in paths.values()
    assert [paths[quote.source] for quote in brief.meetings[1].quotes] == ["desk/a-wire.txt"]


def test_a_dispute_stands_under_its_line_and_in_a_section(brief: Brief) -> None:
    (difference,) = brief.meetings[0].differences
    assert {quote.words for quote in difference.values} == {"Oslo", "Helsinki"}
    (disputed,) = brief.disputes
    assert disputed.differences == brief.meetings[0].differences
    for form, words in (
        ("text", "≠ sources differ on the place: “"),
        ("md", "  - *sources differ on the place*: “"),
        ("html", '<span class="late">sources differ on the place:</span> <q>'),
    ):
        assert render(brief, form).count(words) == 2  # type: ignore[arg-type]
    assert "What the sources dispute" in render(brief, "text")
    assert json.loads(render(brief, "json"))["disputes"][0]["differences"][0]["slot"] == "place"


def test_each_disputed_value_names_a_source_that_says_so(brief: Brief, joined_book: Record) -> None:
    texts = {source.number: joined_book.article(source.article_id).article.text for source in brief.sources}
    for quote in brief.meetings[0].differences[0].values:
        assert quote.words in texts[quote.source]


def test_a_plan_of_which_the_outcome_is_known_is_not_ahead(joined_book: Record, tmp_path: Path) -> None:
    with record.open(fill(tmp_path / "x.db", ORDER)) as other:
        other._db.execute("UPDATE article SET published_start = NULL, published_end = NULL")
        assert [one.text for one in build_brief(other, ("NOR", "FIN"), name_of).ahead] == []
        other._db.execute("DELETE FROM event_link WHERE verdict = 'stage'")
        assert [one.kind for one in build_brief(other, ("NOR", "FIN"), name_of).ahead] == ["planned"]


def test_a_record_that_is_not_joined_says_nothing_of_sources(tmp_path: Path) -> None:
    with record.open(tmp_path / "x.db") as other:
        for reading in family().values():
            other.add(reading)
        brief = build_brief(other, ("NOR", "FIN"), name_of)
    assert {one.told for one in brief.meetings} == {0}
    assert "told by" not in render(brief, "text")
    assert brief.disputes == ()


def test_the_order_in_which_articles_came_changes_nothing(brief: Brief, tmp_path: Path) -> None:
    with record.open_to_read(fill(tmp_path / "x.db", ORDER[::-1])) as other:
        assert build_brief(other, ("NOR", "FIN"), name_of) == brief


@settings(max_examples=15, deadline=None, phases=[Phase.generate], suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(readings(), max_size=3), st.booleans())
def test_any_joined_record_has_a_brief_in_every_form(found: list[Reading], full: bool) -> None:
    with tempfile.TemporaryDirectory() as folder, record.open(Path(folder) / "any.db") as book:
        for reading in found:
            book.add(reading)
        join(book)
        brief = build_brief(book, ("USA", "CHN"), name_of, full=full)
        json.loads(render(brief, "json"))
        parse(render(brief, "html"))
        render(brief, "md")
        assert max(map(cell_len, render(brief, "text", 40).splitlines())) <= 40
