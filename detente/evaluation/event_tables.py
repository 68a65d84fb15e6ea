"""Scores of coded events over a gold set: types, events with both lands, a table of types, and confusion."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from detente.evaluation.figures import Share

if TYPE_CHECKING:
    from collections.abc import Sequence

    from detente.evaluation.event_coding import CodedSentence
    from detente.evaluation.event_gold import GoldSentence

__all__ = ["TypeTable", "score_lands", "tabulate_types"]

NOTHING = "-"
Dyad = tuple[str, str, str]


@dataclass(slots=True)
class TypeTable:
    """Types of each text as a set, over all texts.

    Attributes:
        all: Over all types.
        by_type: Of each type; a gold event with several right types stands under the one that was coded, if any.
        confusion: (gold, coded) pairs: a type that was coded with itself, one that was not with all that was coded
            instead, "-" for nothing.
    """

    all: Share = field(default_factory=Share)
    by_type: dict[str, Share] = field(default_factory=dict)
    confusion: Counter[tuple[str, str]] = field(default_factory=Counter)


def tabulate_types(golds: Sequence[GoldSentence], codings: Sequence[CodedSentence]) -> TypeTable:
    """Count the set of types coded in each text against that of the gold."""
    table = TypeTable()
    for gold, coded in zip(golds, codings, strict=True):
        wanted = {event.accepted: event.type for event in gold.events}
        types = {event.told for event in coded.events if event.told is not None}
        right = {one for one in types if any(one in accepted for accepted in wanted)}
        found = {accepted: sorted(types & accepted) for accepted in wanted}
        table.all.add(len(right), len(types), sum(bool(one) for one in found.values()), len(wanted))
        for one in types:
            table.by_type.setdefault(one, Share()).add(one in right, 1, 0, 0)
        for accepted, hits in found.items():
            name = hits[0] if hits else wanted[accepted]
            table.by_type.setdefault(name, Share()).add(0, 0, bool(hits), 1)
            table.confusion.update((name, one) for one in (hits[:1] or sorted(types - right) or [NOTHING]))
        if not wanted:
            table.confusion.update((NOTHING, one) for one in types)
    return table


def score_lands(golds: Sequence[GoldSentence], codings: Sequence[CodedSentence]) -> Share:
    """Events as (land, type, land), of those with both lands known; mutual ones in either order, counted once."""
    share = Share()
    for gold, coded in zip(golds, codings, strict=True):
        wanted = [
            (source, event.accepted, target, event.mutual)
            for event in gold.events
            for source in event.source_lands
            for target in event.target_lands
        ]
        found: dict[Dyad, bool] = {}
        for event in coded.events:
            if event.told is not None and event.actor_land and event.recipient_land:
                dyad = (event.actor_land, event.told, event.recipient_land)
                turned = (dyad[2], dyad[1], dyad[0])
                if event.symmetric and turned in found:
                    dyad = turned
                found[dyad] = found.get(dyad, False) or event.symmetric
        hits = [[_is(dyad, mutual, one) for one in wanted] for dyad, mutual in found.items()]
        reached = sum(any(column) for column in zip(*hits, strict=True))
        share.add(sum(any(row) for row in hits), len(found), reached, len(wanted))
    return share


def _is(dyad: Dyad, symmetric: bool, gold: tuple[str, frozenset[str], str, bool]) -> bool:
    source, accepted, target, mutual = gold
    if dyad[1] not in accepted:
        return False
    straight = (dyad[0], dyad[2]) == (source, target)
    return straight or ((symmetric or mutual) and (dyad[2], dyad[0]) == (source, target))
