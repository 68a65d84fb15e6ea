"""Events other than meetings: grouped by kind, in time order, with their direction."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from detente.brief.parts import Deed, Deeds
from detente.brief.wording import clean, same_words
from detente.positions.order import time_order

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from detente.brief.reference import Reference
    from detente.record import StoredEvent

__all__ = ["build_deeds"]


def build_deeds(stored: Iterable[StoredEvent], reference: Reference) -> list[Deeds]:
    """A list for each kind, in the order of the labels; a kind that these do not know comes last."""
    kinds: dict[str, list[StoredEvent]] = defaultdict(list)
    for one in stored:
        kinds[one.event.type].append(one)
    order = {type_: place for place, type_ in enumerate(reference.labels.deeds)}
    known = sorted(kinds, key=lambda type_: (order.get(type_, len(order)), type_))
    return [_kind(type_, kinds[type_], reference) for type_ in known]


def _kind(type_: str, stored: Sequence[StoredEvent], reference: Reference) -> Deeds:
    groups = sorted(_alike(stored), key=_weight)
    shown = groups[: reference.most(reference.labels.limits.deeds)]
    shown.sort(key=lambda group: (time_order(group[0].event.when), group[0].id))
    return Deeds(
        type=type_,
        title=reference.labels.deed(type_),
        deeds=tuple(_deed(group, reference) for group in shown),
        more=len(groups) - len(shown),
    )


def _alike(stored: Sequence[StoredEvent]) -> list[list[StoredEvent]]:
    """The same deed in the same words, of whichever article, once."""
    groups: dict[tuple[object, ...], list[StoredEvent]] = defaultdict(list)
    for one in stored:
        event = one.event
        quotes = tuple(same_words(evidence.quote) for evidence in event.evidence)
        groups[event.actor, event.recipient, event.status, event.when.start, quotes].append(one)
    return list(groups.values())


def _weight(group: Sequence[StoredEvent]) -> tuple[int, bool, float, str]:
    """What several sources have comes first, then what happened, then what we are surest of."""
    event = group[0].event
    return (-len({one.article_id for one in group}), event.status != "happened", -event.confidence, group[0].id)


def _deed(group: Sequence[StoredEvent], reference: Reference) -> Deed:
    event = group[0].event
    badge = reference.labels.badge(event)
    quoted = group[: reference.most(reference.labels.limits.reports)]
    return Deed(
        when=reference.dated(event.when),
        status=badge.deed,
        tone=badge.tone,
        actor=reference.names(event.actor),
        recipient=reference.names(event.recipient),
        symmetric=event.symmetric,
        issues=reference.issues(event.issues),
        reported_by=tuple(map(clean, event.reported_by)),
        quotes=tuple(reference.footnotes.quote_event(one) for one in quoted),
        more=len(group) - len(quoted),
    )
