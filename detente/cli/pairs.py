"""Which two actors have most to do with each other in a record."""

from __future__ import annotations

from collections import Counter
from itertools import islice, product
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from detente.record import Record

__all__ = ["frequent_pairs"]

_LOOKED_AT = 20_000
_SHOWN = 3


def frequent_pairs(book: Record) -> list[tuple[str, str]]:
    """The pairs with most events, most first, who acts more in front; a large record is judged by its first events."""
    acts: Counter[tuple[str, str]] = Counter()
    for stored in islice(book.events(), _LOOKED_AT):
        sides = product(stored.event.actor, stored.event.recipient)
        acts.update({pair for pair in sides if pair[0] != pair[1]})
    pairs = {max((pair, pair[::-1]), key=lambda one: (acts[one], one)) for pair in acts}
    return sorted(pairs, key=lambda pair: (-acts[pair] - acts[pair[::-1]], pair))[:_SHOWN]
