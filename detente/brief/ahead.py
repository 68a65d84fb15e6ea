"""What to watch: what is planned for after the newest article, and promises that have a date."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from detente.brief.meetings import meeting_text
from detente.brief.parts import Prospect
from detente.brief.reference import Reference, time_order
from detente.brief.wording import clean
from detente.record import Record, StoredEvent, StoredStatement

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from datetime import datetime

    from detente.model import When

__all__ = ["build_ahead"]

_OPEN = ("planned", "possible")


def build_ahead(
    record: Record,
    events: Iterable[StoredEvent],
    statements: Sequence[StoredStatement],
    newest: datetime | None,
    reference: Reference,
) -> tuple[list[Prospect], int]:
    """Prospects in time order, and how many more there are than shown.

    Args:
        record: Where the dates inside promises are.
        events: All events of the brief.
        statements: All statements of the brief.
        newest: When the newest dated article appeared; what was planned for before then is not ahead.
        reference: Words, names and numbers of sources.
    """
    planned = [
        one
        for one in events
        if one.event.status in _OPEN
        and not _past(one.event.when, newest)
        and (one.event.when.known or _recent(record, one, newest, reference))
    ]
    promised = [
        (one, due) for one in statements if one.statement.act == "promise" and (due := _due(record, one)) is not None
    ]
    found: list[tuple[When, StoredEvent | StoredStatement]] = [
        *((one.event.when, one) for one in planned),
        *((due, one) for one, due in promised if not _past(due, newest)),
    ]
    found.sort(key=lambda pair: (time_order(pair[0]), pair[1].id))
    shown = found[: reference.most(reference.labels.limits.ahead)]
    return list(_prospects(shown, reference)), len(found) - len(shown)


def _prospects(found: Iterable[tuple[When, StoredEvent | StoredStatement]], reference: Reference) -> Iterator[Prospect]:
    for when, one in found:
        if isinstance(one, StoredStatement):
            quote = reference.footnotes.quote_statement(one)
            text = f"{clean(one.statement.speaker.name)} {reference.labels.acts['promise']}: {quote.words}"
            yield Prospect(reference.dated(when), "promised", text, (quote,))
        else:
            badge = reference.labels.badge(one.event)
            quotes = (reference.footnotes.quote_event(one),)
            yield Prospect(reference.dated(when), badge.badge, _event_text(one, reference), quotes)


def _event_text(stored: StoredEvent, reference: Reference) -> str:
    event = stored.event
    if event.type in reference.labels.meetings:
        return meeting_text([stored], reference)
    sides = " → ".join(filter(None, (reference.names(event.actor), reference.names(event.recipient))))
    return f"{reference.labels.deed(event.type)}: {sides}"


def _past(when: When, newest: datetime | None) -> bool:
    return newest is not None and when.end is not None and when.end <= newest


def _recent(record: Record, stored: StoredEvent, newest: datetime | None, reference: Reference) -> bool:
    """Whether an undated plan was told not long before the newest article."""
    told = record.article(stored.article_id).article.published.end
    return newest is None or told is None or newest - told <= timedelta(days=reference.labels.limits.watch_days)


def _due(record: Record, stored: StoredStatement) -> When | None:
    """The last time named in the words of a promise, if it lies after they were said."""
    said = stored.statement.when
    named = [
        found.time.value
        for found in record.times(stored.article_id)
        if stored.statement.span.contains(found.time.span) and found.time.value.known
    ]
    later = [when for when in named if said.start is None or when.end is None or when.end > said.start]
    return max(later, key=time_order, default=None)
