"""Asking: pairs, actors, times, issues, and the errors of asking wrongly."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from detente import record
from detente.errors import UsageError
from detente.model import Rejected, When
from tests.record.samples import day, event, reading, statement

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from detente.record import Record
    from detente.record.filters import EventFilter, StatementFilter

UNDATED = When(None, None, None, "unknown")
BEFORE_MAY = When(None, datetime(2023, 5, 1), "interval", "inferred")


@pytest.fixture
def book(tmp_path: Path) -> Iterator[Record]:
    with record.open(tmp_path / "x.db") as opened:
        yield opened


@pytest.mark.parametrize(
    ("actor", "recipient", "symmetric", "found"),
    [
        ("USA", "CHN", False, True),
        ("CHN", "USA", False, True),
        ("USA JPN", "RUS CHN", False, True),
        ("USA CHN", "", True, True),
        ("", "CHN USA", True, True),
        ("USA CHN", "PRK", False, False),
        ("USA", "PRK", False, False),
        ("USA", "", True, False),
        ("", "", False, False),
    ],
)
def test_a_pair_is_two_sides_of_one_event(
    book: Record, actor: str, recipient: str, symmetric: bool, found: bool
) -> None:
    book.add(reading(events=(event(actor, recipient, symmetric=symmetric),)))
    assert bool(list(book.events(pair=("USA", "CHN")))) is found
    assert bool(list(book.events(pair=("CHN", "USA")))) is found
    assert not list(book.events(pair=("USA", "USA")))


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ({"since": date(2023, 6, 19)}, "june july"),
        ({"since": date(2023, 6, 20)}, "july"),
        ({"until": date(2023, 6, 19)}, "before"),
        ({"until": date(2023, 6, 20)}, "june before"),
        ({"since": datetime(2023, 6, 19, 23, 59)}, "june july"),
        ({"since": datetime(2023, 6, 20, 7, 30, tzinfo=UTC) - timedelta(hours=8)}, "june july"),
        ({"since": date(2023, 4, 1), "until": date(2023, 5, 1)}, "before"),
        ({}, "june july before undated"),
        ({"since": None, "until": None}, "june july before undated"),
    ],
)
def test_times_are_half_open_and_the_unknown_is_kept_only_unasked(book: Record, asked: EventFilter, found: str) -> None:
    times = {"june": day(2023, 6, 19), "july": day(2023, 7, 1), "before": BEFORE_MAY, "undated": UNDATED}
    book.add(reading(events=tuple(event(actor=name, when=when) for name, when in times.items())))
    assert [stored.event.actor[0] for stored in book.events(**asked)] == found.split()


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ({"pair": ("USA", "CHN")}, True),
        ({"pair": ("TWN", "CHN")}, True),
        ({"pair": ("TWN", "wang-yi")}, True),
        ({"pair": ("USA", "TWN")}, False),
        ({"actor": "CHN"}, True),
        ({"actor": "wang-yi"}, True),
        ({"actor": "USA"}, False),
        ({"issue": "taiwan", "act": "reject"}, True),
        ({"issue": "trade"}, False),
        ({"act": "promise"}, False),
        ({"pair": ("CHN", "USA"), "since": date(2023, 6, 20)}, False),
    ],
)
def test_statements_by_who_speaks_to_or_about_whom(book: Record, asked: StatementFilter, found: bool) -> None:
    book.add(reading())
    assert bool(list(book.statements(**asked))) is found


def test_other_filters(book: Record) -> None:
    for number in range(3):
        book.add(reading(number))
    one = reading(1).article.id
    assert [stored.id for stored in book.articles()] == [reading(n).article.id for n in range(3)]
    assert [stored.article_id for stored in book.events(article=one, type="CONSULT", status="happened")] == [one]
    assert not list(book.events(status="planned"))
    assert not list(book.articles(since=date(2000, 1, 1)))
    assert [stored.text for stored in book.mentions(actor="CHN", article=one)] == ["Beijing"]
    assert [stored.text for stored in book.times(article=one)] == ["on Monday, June 19"]
    assert [stored.text for stored in book.quantities(article=one)] == ["June 19"]
    assert book.counts() == {
        "article": 3, "event": 3, "statement": 3, "stand": 3, "pledge": 3,
        "mention": 6, "time_mention": 3, "quantity": 3, "rejected": 0,
    }  # fmt: skip
    assert len(list(book.statements(pair=("CHN", "USA")))) == 3


def test_what_was_rejected_is_listed_with_its_reasons(book: Record) -> None:
    for source, reason in (("b", "empty file"), ("a", "not text"), ("a", "too large"), ("a", "not text")):
        book.reject(Rejected(source, reason))
    assert [(stored.source, stored.reason) for stored in book.rejected()] == [
        ("a", "not text"),
        ("a", "too large"),
        ("b", "empty file"),
    ]


def test_asking_wrongly(book: Record) -> None:
    with pytest.raises(TypeError, match="no such filter: actors; there are pair"):
        list(book.events(actors="USA"))  # type: ignore[call-arg]
    with pytest.raises(UsageError, match="no article beef"):
        book.article("beef")
    with pytest.raises(UsageError, match="no article has the id beef"):
        book.text_of("beef")


def test_a_claim_is_found_by_the_beginning_of_its_id(book: Record) -> None:
    with pytest.raises(UsageError, match="the record has none yet"):
        book.find("a")
    book.add(reading(events=tuple(event(actor=f"A{number}") for number in range(40)), statements=(statement(),)))
    stored = next(book.events())
    assert book.find(stored.id) == stored
    assert book.find(f" {stored.id[:10].upper()} ") == stored
    said = next(book.statements())
    assert book.find(said.id[:12]) == said
    shared = max("0123456789abcdef", key=lambda first: sum(one.id.startswith(first) for one in book.events()))
    with pytest.raises(UsageError, match=f"several ids begin with '{shared}'; give more of it") as raised:
        book.find(shared)
    assert str(raised.value).count("CONSULT") > 1
    with pytest.raises(
        UsageError, match="an empty id finds no event, statement, position or commitment; some"
    ) as raised:
        book.find(" ")
    assert str(raised.value).count("CONSULT") in (7, 8)
    assert str(raised.value).endswith("...")
    with pytest.raises(UsageError, match=r"commitment has an id that begins with .*the nearest") as raised:
        book.find(stored.id[:14] + "zz")
    assert stored.id in str(raised.value)
    with pytest.raises(UsageError, match="that begins with '%'; some that there are"):
        book.find("%")
