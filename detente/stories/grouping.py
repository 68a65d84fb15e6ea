"""Articles on one happening: those more alike than what is usual around them, by average linkage."""

from __future__ import annotations

from typing import TYPE_CHECKING

from detente.stories.linkage import average_linkage
from detente.stories.settings import load_settings

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from detente.stories.settings import LikenessSettings

__all__ = ["group_articles", "usual_likeness"]



def usual_likeness(near: Iterable[float], rival_weight: float, settings: LikenessSettings) -> float:
    """What likeness is usual around an article: that of the crowd it has nothing to do with, and of its rivals.

    Where much is alike (one country's politics), being alike says less; and who has closer neighbours is less close
    to the others. The crowd's part is the local scaling of hubness reduction (CSLS; Conneau et al. 2018).
    """
    ranked = sorted(near, reverse=True)
    first, last = settings.crowd
    known = ranked[first:last]
    crowd = (sum(known) + settings.crowd_level * (last - first - len(known))) / (last - first)
    rivals = ranked[: settings.rivals] + [crowd] * (settings.rivals - len(ranked))
    return crowd + rival_weight * (sum(rivals) / settings.rivals - crowd)


def group_articles(articles: Iterable[int], neighbours: Mapping[int, Mapping[int, float]]) -> list[list[int]]:
    """Articles in groups, each of one happening.

    First those are joined that are nearest to each other. So a story of many articles falls into parts, each of the
    nearest: parts that are alike by the crowd's measure alone are joined after that.

    Args:
        articles: All of them.
        neighbours: Of each article its nearest ones, with their likeness.
    """
    settings = load_settings().likeness
    groups: list[list[int]] = [[article] for article in articles]
    for weight, least in ((settings.rival_weight, settings.story), (0.0, settings.parts)):
        groups = average_linkage(groups, _unusual(neighbours, weight, settings), least, least - settings.unmet)
    return groups


def _unusual(
    neighbours: Mapping[int, Mapping[int, float]], rival_weight: float, settings: LikenessSettings
) -> dict[tuple[int, int], float]:
    """The likeness of pairs, less what is usual around the two."""
    empty = usual_likeness((), rival_weight, settings)
    usual = {article: usual_likeness(near.values(), rival_weight, settings) for article, near in neighbours.items()}
    pairs: dict[tuple[int, int], float] = {}
    for article, near in neighbours.items():
        for other, value in near.items():
            around = usual.get(article, empty) + usual.get(other, empty)
            pairs[min(article, other), max(article, other)] = value - around / 2
    return pairs
