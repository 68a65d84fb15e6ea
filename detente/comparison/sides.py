"""Of which side a row of persons is: the state or body to which most of the mentions belong that the row quotes."""

from __future__ import annotations

from collections import Counter
from functools import lru_cache
from typing import TYPE_CHECKING

from detente.actors.naming import load_actor_names
from detente.brief.wording import clean

if TYPE_CHECKING:
    from collections.abc import Iterator

    from detente.model import Mention
    from detente.record import Record
    from detente.stories.disputes import Dispute, SlotValue

__all__ = ["Sides"]

REMEMBERED = 64  # articles


class Sides:
    """Names the sides of rows.

    Args:
        record: Where the articles are.
    """

    def __init__(self, record: Record) -> None:
        self._mentions = lru_cache(maxsize=REMEMBERED)(
            lambda article: tuple(stored.mention for stored in record.mentions(article=article))
        )

    def of(self, dispute: Dispute) -> str:
        """The name of a row's side; "" where the quoted words name none."""
        counts = Counter(_side(one) for value in dispute.values for one in self._quoted(value))
        return min(counts, key=lambda name: (-counts[name], name), default="")

    def _quoted(self, value: SlotValue) -> Iterator[Mention]:
        return (one for one in self._mentions(value.article_id) if one.span.overlaps(value.span))


def _side(mention: Mention) -> str:
    """What the side of a mention is called; a person of whom nobody knows the state is a side of one."""
    return load_actor_names().get(mention.state or mention.actor) or clean(mention.name)
