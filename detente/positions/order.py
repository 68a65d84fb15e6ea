"""Times in order: by beginning, then by end; what has no date comes last."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from detente.model import When

__all__ = ["last_of", "time_order"]


def time_order(when: When) -> tuple[bool, str, str]:
    """Sorts times."""
    start, end = when.start or when.end, when.end or when.start
    return (start is None, start.isoformat() if start else "", end.isoformat() if end else "")


def last_of(whens: Sequence[When]) -> When:
    """The latest of the dated times, or the first where none is dated."""
    dated = [when for when in whens if when.known]
    return max(dated, key=time_order) if dated else whens[0]
