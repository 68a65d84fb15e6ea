"""What to watch: what is planned for after the newest article, and promises that have a date."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from detente.brief.meetings import best_when, meeting_text
from detente.brief.parts import Prospect
from detente.positions.order import time_order
from detente.record import Record, StoredEvent, StoredPledge

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import datetime

    from detente.brief.reference import Reference
    from detente.brief.tellings import Tellings
    from detente.model import When

__all__ = ["build_ahead"]

_OPEN = ("planned", "possible")


def build_ahead(
    record: Record,
    groups: Iterable[Sequence[StoredEvent]],
    tellings: Tellings,
    pledges: Iterable[StoredPledge],
    newest: datetime | None,
    reference: Reference,
) -> tuple[list[Prospect], int]:
    """Prospects in time order, and how many more there are than shown.

    Args:
        record: Where the articles are.
        groups: All events of the brief, those of one happening together.
        tellings: What joining has found about them.
        pledges: All reports of commitments of the brief.
        newest: When the newest dated article appeared; what was planned for before then is not ahead.
        reference: Words, names and numbers of sources.
    """
    planned = [
        group
        for group in groups
        if (one := group[0]).event.status in _OPEN
        and not tellings.overtaken(one)
        and not _past(one.event.when, newest)
        and (one.event.when.known or _recent(record, one, newest, reference))
    ]
    promised = [one for one in pledges if one.pledge.fate == "made" and one.pledge.due.known]
    found: list[tuple[When, str, Sequence[StoredEvent] | StoredPledge]] = [
        *((best_when(group, reference), group[0].id, group) for group in planned),
        *((one.pledge.due, one.id, one) for one in promised if not _past(one.pledge.due, newest)),
    ]
    found.sort(key=lambda one: (time_order(one[0]), one[1]))
    shown = found[: reference.most(reference.labels.limits.ahead)]
    return [_prospect(when, one, tellings, reference) for when, _, one in shown], len(found) - len(shown)


def _prospect(
    when: When, one: Sequence[StoredEvent] | StoredPledge, tellings: Tellings, reference: Reference
) -> Prospect:
    if isinstance(one, StoredPledge):
        words = (one.pledge.content or one.pledge.wording).quote
        quote = reference.footnotes.quote(one.id, one.article_id, words)
        text = f"{reference.names(one.pledge.promisor)}: {quote.words}"
        return Prospect(reference.dated(when), "promised", text, (quote,))
    badge = reference.labels.badge(one[0].event)
    quotes, _ = tellings.quotes(one, reference)
    return Prospect(reference.dated(when), badge.badge, _event_text(one, reference), quotes)


def _event_text(group: Sequence[StoredEvent], reference: Reference) -> str:
    event = group[0].event
    if event.type in reference.labels.meetings:
        return meeting_text(group, reference)
    sides = " → ".join(filter(None, (reference.names(event.actor), reference.names(event.recipient))))
    return f"{reference.labels.deed(event.type)}: {sides}"


def _past(when: When, newest: datetime | None) -> bool:
    return newest is not None and when.end is not None and when.end <= newest


def _recent(record: Record, stored: StoredEvent, newest: datetime | None, reference: Reference) -> bool:
    """Whether an undated plan was told not long before the newest article."""
    told = record.article(stored.article_id).article.published.end
    return newest is None or told is None or newest - told <= timedelta(days=reference.labels.limits.watch_days)
