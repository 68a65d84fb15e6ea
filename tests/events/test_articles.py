"""What only a whole article tells: whose quotation goes on, which two states it is about, when its news lies."""

from __future__ import annotations

from datetime import datetime
from functools import lru_cache
from typing import TYPE_CHECKING

import pytest

from detente.actors import load_linker
from detente.events import load_event_coder
from detente.issues import load_issue_finder
from detente.language import load_reader
from detente.model import Article, When
from detente.times import load_time_finder

if TYPE_CHECKING:
    from detente.model import Event

TEXT = """Chad and Sudan at odds over priest

Chad's foreign minister, Ana Ruiz, met Sudan's ambassador on Monday. "We made it plain that Father Oya needs to be \
sent home," Ruiz said. "We are not going to negotiate under pressure. We continue to press Sudan to free him."

Sudan has denied holding the priest. Sudan's president, Omar Bello, said Chad's charges were groundless. Sudan said \
the sanctions must be lifted. Chad imposed sanctions on Sudan in March.

Chad's president met Sudan's president in February and again in April. Canada condemned the killing of Chadian soldiers.
"""
PUBLISHED = When(datetime(2024, 5, 10), datetime(2024, 5, 11), "day", "given")


@lru_cache(maxsize=1)
def events() -> tuple[Event, ...]:
    """The events of the article."""
    article = Article(TEXT, published=PUBLISHED)
    (tree,) = load_reader().trees([article])
    actors, times = load_linker().link(tree, PUBLISHED), load_time_finder().find(tree, PUBLISHED)
    return load_event_coder(learned=False).code(tree, actors, times, load_issue_finder().find(tree), article)


def told(type_: str, actor: str, recipient: str) -> list[Event]:
    return [e for e in events() if (e.type, e.actor, e.recipient) == (type_, (actor,), (recipient,))]


@pytest.mark.slow
@pytest.mark.parametrize(
    ("type_", "actor", "recipient"),
    [
        ("REQUEST", "TCD", "SDN"),
        ("REJECT", "TCD", "SDN"),
        ("REJECT", "SDN", "TCD"),
        ("ACCUSE", "SDN", "TCD"),
        ("REQUEST", "SDN", "TCD"),
        ("SANCTION", "TCD", "SDN"),
        ("ACCUSE", "CAN", "SDN"),
    ],
)
def test_sides_that_the_article_tells(type_: str, actor: str, recipient: str) -> None:
    assert told(type_, actor, recipient)


@pytest.mark.slow
def test_several_meetings_have_their_own_times() -> None:
    months = {e.when.start.month for e in events() if e.type == "CONSULT" and e.when.start is not None}
    assert {2, 4, 5} <= months


@pytest.mark.slow
def test_no_event_begins_after_it_is_told() -> None:
    for event in events():
        if event.status == "happened" and event.when.start is not None:
            assert event.when.start < datetime(2024, 5, 11)
