"""One happening told in several sentences of an article becomes one event with several spans of evidence."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from detente.model import Event, Status, When

__all__ = ["merge_events", "settle_status"]

REAL = ("happened", "ongoing")


def settle_status(events: Sequence[tuple[int, Event, bool]]) -> list[tuple[int, Event]]:
    """Give a consultation whose status is only assumed the one that the article states of the same, if any.

    Args:
        events: Sentence number, event, and whether its status is assumed ("how this affects B's visit").
    """
    stated = [event for _, event, assumed in events if not assumed and event.type == "CONSULT"]
    return [
        (n, _settled(event, stated) if assumed and event.type == "CONSULT" else event) for n, event, assumed in events
    ]


def _settled(event: Event, stated: list[Event]) -> Event:
    alike = [one for one in stated if one.mode == event.mode and _same_sides(one, event) and _same_people(one, event)]
    statuses = {one.status for one in alike}
    if not statuses or statuses & set(REAL):
        return event
    best = next((one for one in alike if one.status == "planned"), alike[0])
    return replace(event, status=best.status, when=best.when if event.when.basis == "inferred" else event.when)


def merge_events(events: Sequence[tuple[int, Event]]) -> tuple[Event, ...]:
    """Merge events that tell the same, each given with the number of its sentence.

    Consultations join when their people do not differ and their times are compatible; other events only within a
    sentence or from one sentence to the next.
    """
    merged: list[tuple[int, Event]] = []
    by_type: dict[str, list[int]] = {}
    for number, event in events:
        alike = by_type.setdefault(event.type, [])
        for at in reversed(alike):
            last, other = merged[at]
            if _same(other, event, number - last):
                merged[at] = (number, _join(other, event))
                break
        else:
            alike.append(len(merged))
            merged.append((number, event))
    return tuple(event for _, event in merged)


def _same(a: Event, b: Event, distance: int) -> bool:
    if a.type != b.type or not _same_sides(a, b) or not _same_status(a.status, b.status):
        return False
    if a.mode != b.mode and not (a.type == "CONSULT" and (a.mode is None or b.mode is None)):
        return False
    if not _compatible(a.when, b.when):
        return False
    if a.mode != b.mode and (distance > 0 or "visit" in (a.mode, b.mode)):
        return False
    if distance == 0:
        return a.type == "CONSULT" or a.evidence[0].span == b.evidence[0].span
    if a.type != "CONSULT":
        return (
            distance == 1
            and a.mode == b.mode
            and _same_code(a.cameo or "", b.cameo or "")
            and not (a.issues and b.issues and a.issues[0] != b.issues[0])
        )
    if not _same_people(a, b):
        return False
    return distance <= 3 or _dated_alike(a.when, b.when) or set(a.people) == set(b.people) != set()


def _same_sides(a: Event, b: Event) -> bool:
    if a.actor == a.recipient and (a.actor_sector, a.recipient_sector) != (b.actor_sector, b.recipient_sector):
        return False
    if a.symmetric and b.symmetric:
        return {*a.actor, *a.recipient} == {*b.actor, *b.recipient}
    if a.symmetric != b.symmetric:
        return (
            a.type == "CONSULT"
            and {*a.actor, *a.recipient} == {*b.actor, *b.recipient}
            and bool(a.recipient and b.recipient)
        )
    return a.actor == b.actor and a.recipient == b.recipient


def _same_code(a: str, b: str) -> bool:
    """Whether one code is the other or says less of the same ("030" and "0311")."""
    few, many = sorted((a.rstrip("0"), b.rstrip("0")), key=len)
    return many.startswith(few) and len(few) > 1


def _same_status(a: Status, b: Status) -> bool:
    return a == b or (a in REAL and b in REAL)


def _same_people(a: Event, b: Event) -> bool:
    few, many = sorted((set(a.people), set(b.people)), key=len)
    return few <= many


def _compatible(a: When, b: When) -> bool:
    if not a.known or not b.known:
        return True
    before = a.end is not None and b.start is not None and a.end <= b.start and not _is_window(b)
    after = b.end is not None and a.start is not None and b.end <= a.start and not _is_window(a)
    return not (before or after)


def _is_window(when: When) -> bool:
    """Whether a time is only the days before publication, which another mention may correct."""
    return when.basis == "inferred" and when.precision == "interval" and when.expression is None


def _dated_alike(a: When, b: When) -> bool:
    return all(when.known and when.start is not None and not _is_window(when) for when in (a, b))


def _join(a: Event, b: Event) -> Event:
    evidence = tuple(sorted({e.span: e for e in (*a.evidence, *b.evidence)}.values(), key=lambda e: e.span))
    better = a if a.confidence >= b.confidence else b
    return replace(
        better,
        mode=better.mode or a.mode or b.mode,
        when=_finer(a.when, b.when),
        place=a.place or b.place,
        people=tuple(dict.fromkeys((*a.people, *b.people))),
        context=tuple(dict.fromkeys((*a.context, *b.context))),
        issues=tuple(dict.fromkeys((*a.issues, *b.issues))),
        evidence=evidence,
        confidence=round(min(0.99, max(a.confidence, b.confidence) + 0.02), 3),
    )


def _finer(a: When, b: When) -> When:
    """The time that says more: both bounds, said before inferred, shorter before longer."""

    def worth(when: When) -> tuple[bool, bool, bool, float]:
        closed = when.start is not None and when.end is not None
        length = (when.end - when.start).total_seconds() if when.start is not None and when.end is not None else 0.0
        return (closed and not _is_window(when), when.basis != "inferred", closed, -length)

    return a if worth(a) >= worth(b) else b
