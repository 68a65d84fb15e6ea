"""Undertakings: what was planned, put off or called off, and done, linked as stages of one thing."""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING

from detente.stories.telling import STAGES, days_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from detente.record import StoredEvent
    from detente.stories.telling import Stage

__all__ = ["find_undertakings"]

ORDER: tuple[Stage, ...] = ("if", "denied", "ahead", "off", "done")
UNDATED = 9_999_999


def find_undertakings(
    happenings: Sequence[Sequence[StoredEvent]], links: Iterable[tuple[int, int, float]]
) -> list[list[int]]:
    """Happenings in undertakings, each in the order of its stages.

    A plan goes with the one act that it is most like, and with the one calling off; so does a calling off with the act
    that took place in its stead. The likest go first; no undertaking has two acts, or is called off twice.

    Args:
        happenings: The tellings of each.
        links: Pairs of places in `happenings` some tellings of which are stages, and how alike these are.
    """
    scores: dict[tuple[int, int], list[float]] = defaultdict(list)
    for one, other, score in links:
        early, late = sorted((one, other), key=lambda place: (ORDER.index(_stage(happenings[place])), place))
        if _stage(happenings[early]) != _stage(happenings[late]):
            scores[early, late].append(score)
    chosen: dict[tuple[int, Stage], tuple[float, int]] = {}
    for (early, late), found in sorted(scores.items()):
        if 2 * len(found) < min(len(happenings[early]), len(happenings[late])):
            continue
        key = (early, _stage(happenings[late]))
        chosen[key] = max(chosen.get(key, (-1e9, 0)), (sum(found) / len(found), -late))
    home = {place: place for pair in scores for place in pair}
    stages = {place: Counter([_stage(happenings[place])]) for place in home}
    for _, early, late in sorted(((score, early, -late) for (early, _), (score, late) in chosen.items()), reverse=True):
        one, other = sorted((_root(home, early), _root(home, late)))
        together = stages[one] + stages[other]
        if one != other and all(together[stage] <= 1 for stage in ("off", "done")):
            home[other], stages[one] = one, together
    groups: dict[int, list[int]] = defaultdict(list)
    for place in sorted(home):
        groups[_root(home, place)].append(place)
    return [
        sorted(group, key=lambda place: _order(happenings[place], place)) for group in groups.values() if len(group) > 1
    ]


def _stage(tellings: Sequence[StoredEvent]) -> Stage:
    return STAGES[tellings[0].event.status]


def _root(home: dict[int, int], place: int) -> int:
    while home[place] != place:
        place = home[place]
    return place


def _order(tellings: Sequence[StoredEvent], place: int) -> tuple[int, int, int]:
    """Plans before what became of them, then by day."""
    days = [day for one in tellings if (day := days_of(one.event.when))]
    return (ORDER.index(_stage(tellings)), min(days)[0] if days else UNDATED, place)
