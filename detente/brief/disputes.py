"""What the sources dispute: the lines of a brief on which they differ, those that most sources tell first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from detente.brief.parts import Disputed

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from detente.brief.parts import Deed, Deeds, Meeting
    from detente.brief.reference import Reference

__all__ = ["build_disputes"]


def build_disputes(
    meetings: Iterable[Meeting], deeds: Iterable[Deeds], reference: Reference
) -> tuple[list[Disputed], int]:
    """The disputed lines, in the order of the page, and how many more there are than shown."""
    lines = [(line, text) for line, text in _lines(meetings, deeds) if line.differences]
    ranked = sorted(range(len(lines)), key=lambda place: (-lines[place][0].told, place))
    shown = sorted(ranked[: reference.most(reference.labels.limits.disputes)])
    found = [
        Disputed(line.quotes[0].id, line.when, text, line.differences) for line, text in map(lines.__getitem__, shown)
    ]
    return found, len(lines) - len(found)


def _lines(meetings: Iterable[Meeting], deeds: Iterable[Deeds]) -> Iterator[tuple[Meeting | Deed, str]]:
    """All lines with what they tell in words."""
    yield from ((one, one.text) for one in meetings)
    for kind in deeds:
        for one in kind.deeds:
            yield (
                one,
                f"{kind.title}: {(' – ' if one.symmetric else ' → ').join(filter(None, (one.actor, one.recipient)))}",
            )
