"""Rows of what two articles of a story tell alike beside what was coded."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from detente import record
from detente.model import Span
from detente.stories.echoes import find_echoes
from detente.stories.happenings import find_happenings
from detente.stories.independence import Independence
from tests.stories.family import ORDER, fill

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from detente.record import Record
    from detente.stories.disputes import Dispute

PORT = "stayed in port"


def echoes(book: Record, known: Iterable[Dispute] = ()) -> list[Dispute]:
    return list(find_echoes(book, find_happenings(book), Independence(book).sources, known))


def in_port(rows: Iterable[Dispute]) -> Dispute:
    (row,) = [row for row in rows if row.slot == "wording" and all(PORT in one.quote for one in row.values)]
    return row


def test_what_two_sources_tell_in_the_same_words_is_a_row_and_a_copy_counts_for_none(book: Record) -> None:
    row = in_port(echoes(book))
    assert row.kind == "agrees"
    assert [(one.path, one.independent) for one in row.values] == [
        ("desk/a-wire.txt", True), ("desk/c-ledger.txt", True), ("desk/b-copy.txt", False),
    ]  # fmt: skip


def test_a_row_is_of_a_happening_that_these_articles_tell(book: Record) -> None:
    told = {one.id: set(one.articles) for one in find_happenings(book)}
    found = echoes(book)
    assert found
    assert all({one.article_id for one in row.values} & told[row.event_id] for row in found)


def test_what_is_there_already_is_not_said_again(book: Record) -> None:
    found = echoes(book)
    assert echoes(book, found) == []


def test_of_what_a_happening_has_one_no_second_row_is_told(book: Record, monkeypatch: pytest.MonkeyPatch) -> None:
    row = in_port(echoes(book))
    elsewhere = replace(row, values=tuple(replace(one, span=Span(0, 1)) for one in row.values))
    assert row in echoes(book, [elsewhere])
    monkeypatch.setattr("detente.stories.echoes.SINGLE", ("wording",))
    assert row not in echoes(book, [elsewhere])


def test_quotes_are_the_article_s_own_words(book: Record) -> None:
    for row in echoes(book):
        for one in row.values:
            assert book.text_of(one.article_id)[one.span.start : one.span.end] == one.quote


@pytest.mark.parametrize("order", [ORDER[::-1], (*ORDER[2:], *ORDER[:2])])
def test_the_order_of_articles_changes_nothing(tmp_path: Path, book: Record, order: Sequence[str]) -> None:
    with record.open_to_read(fill(tmp_path / "again.db", order)) as again:
        assert echoes(again) == echoes(book)
