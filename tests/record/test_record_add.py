"""Adding: store and load are identity, twice adds nothing, another reader's yield replaces its own and nothing else."""

from __future__ import annotations

import sqlite3
import tempfile
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import TypeVar

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from detente import record
from detente.errors import InputRejected
from detente.model import Article, Reading, Rejected, When, Why
from tests.record.samples import event, reading
from tests.strategies import readings

T = TypeVar("T")


def rows(path: Path) -> dict[str, list[tuple[object, ...]]]:
    """All that the file holds, table by table."""
    db = sqlite3.connect(path)
    tables = [name for (name,) in db.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")]
    found = {table: sorted(db.execute(f"SELECT * FROM {table}").fetchall(), key=repr) for table in tables}
    db.close()
    return found


@settings(deadline=None, max_examples=60)
@given(readings())
def test_store_and_load_are_identity(made: Reading) -> None:
    with tempfile.TemporaryDirectory() as folder, record.open(Path(folder) / "x.db") as book:
        assert book.add(made) == "new"
        assert book.add(made) == "same"
        assert book.reading(made.article.id) == made
        assert [stored.event for stored in book.events()] == sorted(
            made.events, key=lambda e: e.evidence[0].span.start if e.evidence else -1
        )
        for stored in book.mentions():
            assert stored.text == made.article.text[stored.mention.span.start : stored.mention.span.end]
        for number in book.quantities(article=made.article.id):
            assert number.text == made.article.text[number.quantity.span.start : number.quantity.span.end]


@settings(deadline=None, max_examples=25)
@given(st.lists(readings(), max_size=3, unique_by=lambda made: made.article.id))
def test_plain_readings_leave_out_reasons_stands_and_pledges(made: list[Reading]) -> None:
    with tempfile.TemporaryDirectory() as folder, record.open(Path(folder) / "x.db") as book:
        for each in made:
            book.add(each)
        plain = {one.article.id: one for one in book.plain_readings([*(one.article.id for one in made), "nobody"])}
    assert plain == {one.article.id: _plain(one) for one in made}


def _plain(made: Reading) -> Reading:
    def bare(one: T) -> T:
        return replace(one, why=Why(one.why.origin))  # type: ignore[attr-defined,type-var]

    return replace(
        made,
        mentions=tuple(map(bare, made.mentions)),
        times=tuple(map(bare, made.times)),
        statements=tuple(map(bare, made.statements)),
        quantities=tuple(map(bare, made.quantities)),
        stands=(),
        pledges=(),
    )


@settings(deadline=None, max_examples=25)
@given(st.lists(readings(), max_size=4, unique_by=lambda made: made.article.id))
def test_order_of_articles_and_other_readings_change_nothing(made: list[Reading]) -> None:
    shuffled = made[::-1]
    with (
        tempfile.TemporaryDirectory() as folder,
        record.open(Path(folder) / "a.db") as one,
        record.open(Path(folder) / "b.db") as two,
    ):
        for each in made:
            one.add(each)
        for each in shuffled:
            two.add(replace(each, reader="reader 0", events=(event(),), mentions=()))
        for each in shuffled:
            assert two.add(each) == "replaced"
        assert list(one.articles()) == list(two.articles())
        assert list(one.events()) == list(two.events())
        assert list(one.statements()) == list(two.statements())
        assert list(one.mentions()) == list(two.mentions())
        assert list(one.times()) == list(two.times())
        assert list(one.quantities()) == list(two.quantities())
        for book in (one, two):
            book._db.execute("INSERT INTO passage_text (passage_text, rank) VALUES ('integrity-check', 0)")


def test_the_same_article_again_leaves_every_byte(tmp_path: Path) -> None:
    path = tmp_path / "x.db"
    with record.open(path) as book:
        book.add(reading())
        book.reject(Rejected("a.png", "not text: PNG image"))
    before = path.read_bytes()
    with record.open(path) as book:
        assert book.holds(reading().article.id, "reader 1")
        assert book.add(reading()) == "same"
        elsewhere = replace(reading().article, path="another/place.txt")
        assert book.add(reading(article=elsewhere)) == "same"
        book.reject(Rejected("a.png", "not text: PNG image"))
    assert path.read_bytes() == before


def test_a_newer_reader_replaces_what_the_article_yielded_and_nothing_else(tmp_path: Path) -> None:
    path, untouched = tmp_path / "x.db", tmp_path / "y.db"
    for place, first in ((path, reading(1)), (untouched, reading(1, "reader 2", events=()))):
        with record.open(place) as book:
            for made in (reading(0), first, reading(2)):
                book.add(made)
    with record.open(path) as book:
        assert not book.holds(reading(1).article.id, "reader 2")
        assert book.add(reading(1, "reader 2", events=())) == "replaced"
        assert [stored.article_id for stored in book.events()] == [reading(n).article.id for n in (0, 2)]
        assert len(list(book.search("candid"))) == 3
    old, new = rows(untouched), rows(path)
    for table in (
        "article",
        "dropped",
        "event",
        "event_actor",
        "event_evidence",
        "statement",
        "statement_actor",
        "mention",
    ):
        assert new[table] == old[table]


def test_a_date_that_the_user_gives_later_is_taken_up_once(tmp_path: Path) -> None:
    given_date = When(datetime(2023, 6, 20), datetime(2023, 6, 21), "day", "given", "2023-06-20")
    dated = reading(article=replace(reading().article, published=given_date))
    with record.open(tmp_path / "x.db") as book:
        book.add(reading())
        assert not book.holds(dated.article, "reader 1")
        assert book.add(dated) == "replaced"
        assert book.holds(dated.article, "reader 1")
        assert book.add(dated) == "same"
        assert book.add(reading()) == "same"
        assert book.article(dated.article.id).article.published == given_date


def test_two_things_that_say_the_same_are_both_kept_under_their_own_ids(tmp_path: Path) -> None:
    with record.open(tmp_path / "x.db") as book:
        book.add(reading(events=(event(), event(), replace(event(), confidence=0.5))))
        ids = [stored.id for stored in book.events()]
        assert len(set(ids)) == 3
        book.add(reading(reader="reader 2", events=(replace(event(), confidence=0.1),)))
        assert [stored.id for stored in book.events()] == ids[:1]


def test_text_that_no_file_can_hold_is_rejected_and_leaves_nothing(tmp_path: Path) -> None:
    with record.open(tmp_path / "x.db") as book:
        with pytest.raises(InputRejected, match=r"a\.txt: not Unicode text"):
            book.add(Reading(Article("half \ud800 a pair", path="a.txt"), "reader 1"))
        assert list(book.articles()) == []
        book.reject(Rejected("caf\udce9.txt", "not text"))
        assert [stored.source for stored in book.rejected()] == [r"caf\udce9.txt"]
