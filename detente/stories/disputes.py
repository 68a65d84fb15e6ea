"""Agreement and dispute: what the sources of one happening say of its slots."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from detente.model import Span
    from detente.record import Record
    from detente.stories.happenings import Happening

__all__ = ["Dispute", "SlotValue", "find_disputes"]


@dataclass(frozen=True, slots=True)
class SlotValue:
    """What one source says of a slot, and where."""

    value: str
    article_id: str
    path: str | None
    span: Span
    quote: str
    independent: bool
    guess: bool


@dataclass(frozen=True, slots=True)
class Dispute:
    """A slot of a happening on which its sources agree or differ; `silent` are the articles that say nothing of it."""

    event_id: str
    slot: str
    kind: Literal["agrees", "differs", "finer"]
    values: tuple[SlotValue, ...]
    silent: tuple[str, ...]
    within: bool = False


def find_disputes(record: Record, happenings: Iterable[Happening], sources: Mapping[str, object]) -> Iterator[Dispute]:
    """The slots of happenings on which their sources agree or differ."""
    return iter(())
