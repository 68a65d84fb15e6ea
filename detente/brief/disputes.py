"""What the sources dispute: the lines of a brief on which they differ, those that most sources tell first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from detente.brief.parts import Disputed

if TYPE_CHECKING:
    from collections.abc import Iterable

    from detente.brief.parts import Deeds, Meeting
    from detente.brief.reference import Reference

__all__ = ["build_disputes"]


def build_disputes(
    meetings: Iterable[Meeting], deeds: Iterable[Deeds], reference: Reference
) -> tuple[list[Disputed], int]:
    """The disputed lines, in the order of the page, and how many more there are than shown."""
    lines = [(one.told, one, one.text) for one in meetings]
    for kind in deeds:
        for one in kind.deeds:
            sides = (" – " if one.symmetric else " → ").join(filter(None, (one.actor, one.recipient)))
            lines.append((one.told, one, f"{kind.title}: {sides}"))
    disputed = [(told, place, one, text) for place, (told, one, text) in enumerate(lines) if one.differences]
    foremost = sorted(disputed, key=lambda line: (-line[0], line[1]))[: reference.most(reference.labels.limits.disputes)]
    shown = sorted(foremost, key=lambda line: line[1])
    found = [Disputed(one.quotes[0].id, one.when, text, one.differences) for _, _, one, text in shown]
    return found, len(disputed) - len(found)
