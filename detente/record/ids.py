"""Ids of what an article yields: hashes of what each says and of where it says it.

How sure we are and why is left out, so that an id outlives a better confidence or explanation. Two things of one
article that would share an id are told apart by counting, so that none is lost.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from detente.model import Event, Mention, Pledge, Quantity, Stand, Statement, TimeMention, content_id

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterable, Iterator, Sequence

__all__ = ["event_ids", "mention_ids", "pledge_ids", "quantity_ids", "stand_ids", "statement_ids", "time_ids"]


def event_ids(article_id: str, events: Sequence[Event]) -> tuple[str, ...]:
    """The ids of all events of one article, in order: sides, type, mode, status, time and evidence."""
    return tuple(_distinct((article_id, "event", *_event_key(event)) for event in events))


def statement_ids(article_id: str, statements: Sequence[Statement]) -> tuple[str, ...]:
    """The ids of all statements of one article, in order: speaker, cue, content, kind and act."""
    return tuple(_distinct((article_id, "statement", *_statement_key(statement)) for statement in statements))


def mention_ids(article_id: str, mentions: Sequence[Mention]) -> tuple[str, ...]:
    """The ids of all mentions of one article, in order: span, actor and role."""
    return tuple(_distinct((article_id, "mention", m.span.start, m.span.end, m.actor, m.role) for m in mentions))


def time_ids(article_id: str, times: Sequence[TimeMention]) -> tuple[str, ...]:
    """The ids of all time expressions of one article, in order: span and interval."""
    return tuple(
        _distinct(
            (article_id, "time", t.span.start, t.span.end, t.value.start, t.value.end, t.value.basis) for t in times
        )
    )


def quantity_ids(article_id: str, quantities: Sequence[Quantity]) -> tuple[str, ...]:
    """The ids of all quantities of one article, in order: span, bounds and unit."""
    return tuple(
        _distinct((article_id, "quantity", q.span.start, q.span.end, q.low, q.high, q.unit) for q in quantities)
    )


def stand_ids(article_id: str, stands: Sequence[Stand]) -> tuple[str, ...]:
    """The ids of all stands of one article, in order: holder, issue, stance and wording."""
    return tuple(
        _distinct(
            (article_id, "stand", s.holder, s.issue, s.stance, s.wording.span.start, s.wording.span.end, s.own)
            for s in stands
        )
    )


def pledge_ids(article_id: str, pledges: Sequence[Pledge]) -> tuple[str, ...]:
    """The ids of all reports of commitments of one article, in order: promisors, fate and wording."""
    return tuple(
        _distinct((article_id, "pledge", p.promisor, p.fate, p.wording.span.start, p.wording.span.end) for p in pledges)
    )


def _event_key(event: Event) -> tuple[Hashable, ...]:
    spans = tuple((evidence.span.start, evidence.span.end) for evidence in event.evidence)
    when = event.when
    return (event.actor, event.recipient, event.type, event.mode, event.status, when.start, when.end, spans)


def _statement_key(statement: Statement) -> tuple[Hashable, ...]:
    cue, span = statement.cue_span, statement.span
    who = statement.speaker
    return (who.name, who.id, cue.start, cue.end, span.start, span.end, statement.kind, statement.act)


def _distinct(keys: Iterable[tuple[Hashable, ...]]) -> Iterator[str]:
    seen: Counter[tuple[Hashable, ...]] = Counter()
    for key in keys:
        seen[key] += 1
        yield content_id(*key) if seen[key] == 1 else content_id(*key, "again", seen[key])
