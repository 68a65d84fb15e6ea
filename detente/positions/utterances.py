"""The same utterance in different words, in one article or several, is one utterance with variants."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from detente.positions.alike import load_likeness, load_settings

if TYPE_CHECKING:
    from collections.abc import Iterable

    from detente.model import When
    from detente.record import StoredStatement

__all__ = ["Utterance", "find_utterances"]


@dataclass(frozen=True, slots=True)
class Utterance:
    """What somebody once said.

    Attributes:
        id: That of its leading variant: quoted before indirect, then the longest.
        variants: The statements that report it, the leading one first.
    """

    id: str
    variants: tuple[StoredStatement, ...]


def find_utterances(said: Iterable[StoredStatement]) -> list[Utterance]:
    """What one speaker said, grouped into utterances: times that can be one, and wordings that share enough.

    The order in which the statements come changes nothing.
    """
    settings = load_settings()
    likeness = load_likeness()
    reach = timedelta(days=settings.near_days)
    groups = likeness.groups(
        sorted(said, key=_lead),
        lambda one: likeness.wording(one.statement.content),
        settings.utterance,
        lambda one, other: _one_time(one.statement.when, other.statement.when, reach),
    )
    return [Utterance(group[0].id, tuple(group)) for group in sorted(groups, key=lambda group: group[0].id)]


def _lead(stored: StoredStatement) -> tuple[bool, int, str]:
    statement = stored.statement
    return (statement.kind != "direct", -len(statement.content), stored.id)


def _one_time(one: When, other: When, reach: timedelta) -> bool:
    """Whether both can be one time: known days that overlap, or ends of what is only inferred not far apart."""
    if not (one.known and other.known):
        return True
    if one.start and other.start and one.end and other.end:
        return one.start < other.end and other.start < one.end
    first, second = one.end or one.start, other.end or other.start
    return first is None or second is None or abs(first - second) <= reach
