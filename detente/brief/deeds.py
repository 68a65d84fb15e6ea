"""Events other than meetings: grouped by kind, in time order, with their direction."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from detente.brief.parts import Deed, Deeds
from detente.brief.wording import clean
from detente.positions.order import time_order

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from detente.brief.reference import Reference
    from detente.brief.tellings import Tellings
    from detente.record import StoredEvent

__all__ = ["build_deeds"]


def build_deeds(groups: Iterable[Sequence[StoredEvent]], tellings: Tellings, reference: Reference) -> list[Deeds]:
    """A list for each kind, in the order of the labels; a kind that these do not know comes last.

    Args:
        groups: The reports of each deed.
        tellings: What joining has found about them.
        reference: Words, names and numbers of sources.
    """
    kinds: dict[str, list[Sequence[StoredEvent]]] = defaultdict(list)
    for group in groups:
        kinds[group[0].event.type].append(group)
    order = {type_: place for place, type_ in enumerate(reference.labels.deeds)}
    known = sorted(kinds, key=lambda type_: (order.get(type_, len(order)), type_))
    return [_kind(type_, kinds[type_], tellings, reference) for type_ in known]


def _kind(type_: str, groups: Iterable[Sequence[StoredEvent]], tellings: Tellings, reference: Reference) -> Deeds:
    ranked = sorted(groups, key=lambda group: _weight(group, tellings))
    shown = ranked[: reference.most(reference.labels.limits.deeds)]
    shown.sort(key=lambda group: (time_order(group[0].event.when), group[0].id))
    return Deeds(
        type=type_,
        title=reference.labels.deed(type_),
        deeds=tuple(_deed(group, tellings, reference) for group in shown),
        more=len(ranked) - len(shown),
    )


def _weight(group: Sequence[StoredEvent], tellings: Tellings) -> tuple[int, bool, float, str]:
    """What several sources have comes first, then what happened, then what we are surest of."""
    event = group[0].event
    return (-tellings.sources(group), event.status != "happened", -event.confidence, group[0].id)


def _deed(group: Sequence[StoredEvent], tellings: Tellings, reference: Reference) -> Deed:
    event = group[0].event
    badge = reference.labels.badge(event)
    quotes, more = tellings.quotes(group, reference)
    return Deed(
        when=reference.dated(event.when),
        status=badge.deed,
        tone=badge.tone,
        actor=reference.names(event.actor),
        recipient=reference.names(event.recipient),
        symmetric=event.symmetric,
        issues=reference.issues(event.issues),
        reported_by=tuple(map(clean, event.reported_by)),
        quotes=quotes,
        more=more,
        told=tellings.told(group),
        differences=tellings.differences(group, reference),
    )
