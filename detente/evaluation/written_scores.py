"""Triggers, types, statuses and sides of coded events against sentences that were marked by hand."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from detente.evaluation.figures import Figure, Labels, Share

if TYPE_CHECKING:
    from collections.abc import Sequence

    from detente.evaluation.event_coding import CodedEvent, CodedSentence
    from detente.evaluation.event_gold import GoldEvent, GoldSentence
    from detente.model import Span

__all__ = ["score_written"]


@dataclass(frozen=True, slots=True)
class _Told:
    """What one trigger tells: its words, type, status, and both sides; those of a mutual event are all actors."""

    words: tuple[Span, ...]
    type: str
    status: str
    actors: frozenset[Span]
    recipients: frozenset[Span]


def score_written(golds: Sequence[GoldSentence], codings: Sequence[CodedSentence]) -> list[Figure]:
    """Triggers (any overlap, one to one), types and statuses of triggers, and sides, from raw text.

    A status counts where a trigger is found with it, so that a plan that is not found is a plan missed; "status of
    found" is asked only where a trigger is found. A side is right when a coded one's word lies in it.
    """
    triggers, typed, statuses, found = Share(), Share(), Labels(), Labels()
    sides = {"actor": Share(), "recipient": Share()}
    for gold, coded in zip(golds, codings, strict=True):
        wanted, told = _told_by_gold(gold.events), _told_by_coded(coded.events)
        pairs = _paired(wanted, told)
        hits, same = len(pairs), sum(a.type == b.type for a, b in pairs)
        triggers.add(hits, len(told), hits, len(wanted))
        typed.add(same, len(told), same, len(wanted))
        _add_statuses(statuses, wanted, told, pairs)
        for a, b in pairs:
            found.add(a.status, b.status)
        for name, share in sides.items():
            _add_sides(share, name, wanted, told, pairs)
    figures = [*triggers.figures("triggers"), Figure("triggers and types", "f1", typed.f1)]
    figures += [Figure("status", f"{name} f1", f1) for name, f1 in statuses.class_f1().items() if name != "-"]
    figures += [Figure("status of found", "accuracy", found.accuracy())]
    return figures + [Figure(name, "f1", share.f1) for name, share in sides.items()]


def _told_by_gold(events: Sequence[GoldEvent]) -> list[_Told]:
    by_trigger: dict[Span, list[GoldEvent]] = {}
    for event in events:
        if event.trigger is not None:
            by_trigger.setdefault(event.trigger, []).append(event)
    return [
        _Told(
            (trigger,),
            group[0].type,
            group[0].status or "",
            frozenset(s for e in group for s in (*e.sources, *(e.targets if e.mutual else ()))),
            frozenset(s for e in group for s in (() if e.mutual else e.targets)),
        )
        for trigger, group in by_trigger.items()
    ]


def _told_by_coded(events: Sequence[CodedEvent]) -> list[_Told]:
    by_trigger: dict[tuple[Span, ...], list[CodedEvent]] = {}
    for event in events:
        by_trigger.setdefault(event.trigger, []).append(event)
    return [
        _Told(
            words,
            group[0].type,
            group[0].status,
            frozenset(s for e in group for s in (e.actor, e.recipient if e.symmetric else None) if s is not None),
            frozenset(s for e in group for s in (None if e.symmetric else e.recipient,) if s is not None),
        )
        for words, group in by_trigger.items()
    ]


def _paired(wanted: Sequence[_Told], told: Sequence[_Told]) -> list[tuple[_Told, _Told]]:
    """Triggers that overlap, one to one; those of one type first."""
    pairs: list[tuple[_Told, _Told]] = []
    free = list(told)
    for same in (True, False):
        for one in wanted:
            if any(one is a for a, _ in pairs):
                continue
            fitting = [
                b for b in free if (one.type == b.type) == same and any(w.overlaps(one.words[0]) for w in b.words)
            ]
            if fitting:
                pairs.append((one, fitting[0]))
                free.remove(fitting[0])
    return pairs


def _add_statuses(
    labels: Labels, wanted: Sequence[_Told], told: Sequence[_Told], pairs: Sequence[tuple[_Told, _Told]]
) -> None:
    for a, b in pairs:
        labels.add(a.status, b.status)
    for one in wanted:
        if not any(one is a for a, _ in pairs):
            labels.add(one.status, "-")
    for one in told:
        if not any(one is b for _, b in pairs):
            labels.add("-", one.status)


def _add_sides(
    share: Share, name: str, wanted: Sequence[_Told], told: Sequence[_Told], pairs: Sequence[tuple[_Told, _Told]]
) -> None:
    def side(one: _Told) -> frozenset[Span]:
        return one.actors if name == "actor" else one.recipients

    coded_right = sum(any(word.overlaps(span) for span in side(a)) for a, b in pairs for word in side(b))
    gold_right = sum(any(word.overlaps(span) for word in side(b)) for a, b in pairs for span in side(a))
    share.add(coded_right, sum(len(side(b)) for b in told), gold_right, sum(len(side(a)) for a in wanted))
