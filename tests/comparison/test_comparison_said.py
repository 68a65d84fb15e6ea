"""Utterances compared: of a statement its words and speakers by sources, of a story in short, disputed ones first."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from detente import record
from detente.comparison import compare_statement, compare_story, render
from detente.stories.rows import Rows
from tests.comparison.conftest import BERTH, FERRY, FERRY_TOO

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from detente.record import Record, StoredStatement
    from detente.stories.disputes import Dispute


@pytest.fixture
def book(spoken: Path) -> Iterator[Record]:
    with record.open_to_read(spoken) as opened:
        yield opened


def stated(book: Record, words: str, speaker: str = "Liv Dahl") -> StoredStatement:
    (found,) = [
        one for one in book.statements() if (one.statement.content, one.statement.speaker.name) == (words, speaker)
    ]
    return found


def test_a_statement_leads_to_its_utterance_with_a_column_for_each_source(book: Record) -> None:
    for words in (FERRY, FERRY_TOO):
        page = compare_statement(book, stated(book, words))
        assert (page.kind, page.title.split(":")[0], page.status) == ("statement", "Liv Dahl", "says")
        told, *rows = page.rows
        assert [[cell.words for cell in cells] for cells in told.cells] == [[FERRY], [FERRY_TOO]]
        assert not page.differs  # what else the speaker said is disputed
        wording = next(row for row in rows if row.slot == "wording")
        assert [[cell.words for cell in cells] for cells in wording.cells] == [[FERRY], [FERRY_TOO]]
        assert "told by 2 sources · statement" in render(page, "text")
        assert "told by 2 sources · statement" in render(page, "md")


@pytest.mark.parametrize("speaker", ["Liv Dahl", "Aino Korpi"])
def test_words_of_two_speakers_are_a_dispute_for_the_statement_of_either(book: Record, speaker: str) -> None:
    page = compare_statement(book, stated(book, BERTH, speaker))
    (row,) = [row for row in page.rows if (row.slot, row.kind) == ("speaker", "differs")]
    assert {cell.words for cells in row.cells for cell in cells} == {"Liv Dahl", "Aino Korpi"}
    assert page.title.startswith(speaker)


def test_a_story_has_its_utterances_in_short_and_what_is_disputed_first(book: Record) -> None:
    story = compare_story(book, next(book.articles()).id)
    assert len(story.sources) == 2
    assert [one.differs for one in story.said] == [True, False]
    text = render(story, "text", 100)
    assert "What several sources report as said" in text
    assert "who said it: differ\n" in text
    assert "what was said: agree" in text
    assert "**who said it: differ**: \\[1\\]" in render(story, "md")
    assert "who said it: differ" in render(story, "html")
    assert len(json.loads(render(story, "json"))["said"]) == 2


def test_utterances_of_some_articles_have_the_rows_that_they_have_among_all(book: Record) -> None:
    events = {one.id for one in book.events()}
    among: dict[str, list[Dispute]] = {}
    for row in Rows(book).all():
        if row.event_id not in events:
            among.setdefault(row.event_id, []).append(row)
    assert len(among) == 2
    for article in (one.id for one in book.articles()):
        assert {one.id: list(one.rows) for one in Rows(book).said([article]) if one.rows} == among
