"""What a text says became of an event."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from detente.model import Status

__all__ = ["Fate"]

RANK: dict[str, int] = {
    "happened": 0,
    "ongoing": 0,
    "planned": 1,
    "possible": 2,
    "hypothetical": 3,
    "cancelled": 4,
    "denied": 5,
}


@dataclass(frozen=True, slots=True)
class Fate:
    """What the clause and the words above it say of an event.

    Attributes:
        status: As in `Event`.
        dropped: It is no event (a purpose, an allegation, a generic); `steps` end with the reason.
        ended: A governing word says that it was stopped or lifted.
        demanded: The token of the subject that "should" or "must" do it, with the clause's reporting verb.
        actor: A governing support verb, which lends its subject; as the recipient where `reversed`.
        condition: "if" or "unless", where such a clause hangs on it.
        words: Tokens that decided.
        steps: The decisions in order.
    """

    status: Status = "happened"
    dropped: bool = False
    ended: bool = False
    actor: int | None = None
    reversed: bool = False
    demand: tuple[int, int] | None = None
    condition: str = ""
    governor: int | None = None
    words: tuple[int, ...] = ()
    steps: tuple[str, ...] = ()

    def put(self, status: Status, word: int, step: str) -> Fate:
        """With another status laid over it; the less factual one wins."""
        top = status if RANK[status] > RANK[self.status] else self.status
        return replace(self, status=top, words=(*self.words, word), steps=(*self.steps, step))

    def drop(self, word: int, step: str) -> Fate:
        """Without an event, and why."""
        return replace(self, dropped=True, words=(*self.words, word), steps=(*self.steps, step))
