"""Articles on one happening: those more alike than what is usual around them, by average linkage."""

from __future__ import annotations

from typing import TYPE_CHECKING

from detente.stories.linkage import average_linkage
from detente.stories.settings import load_settings

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from detente.stories.settings import LikenessSettings

__all__ = ["group_articles", "usual_likeness"]



def usual_likeness(near: Iterable[float], settings: LikenessSettings) -> float:
    """What likeness is usual around an article: that of the crowd it has nothing to do with, and of its rivals.

    Where much is alike (one country's politics), being alike says less; and who has closer neighbours is less close
    to the others. The crowd's part is the local scaling of hubness reduction (CSLS; Conneau et al. 2018).
    """
    ranked = sorted(near, reverse=True)
    first, last = settings.crowd
    known = ranked[first:last]
    crowd = (sum(known) + settings.crowd_level * (last - first - len(known))) / (last - first)
    rivals = ranked[: settings.rivals] + [crowd] * (settings.rivals - len(ranked))
    return crowd + settings.rival_weight * (sum(rivals) / settings.rivals - crowd)


def group_articles(articles: Iterable[int], neighbours: Mapping[int, Mapping[int, float]]) -> list[list[int]]:
    """Articles in groups, each of one happening.

    Args:
        articles: All of them.
        neighbours: Of each article its nearest ones, with their likeness.
    """
    settings = load_settings().likeness
    usual = {article: usual_likeness(near.values(), settings) for article, near in neighbours.items()}
    empty = usual_likeness((), settings)
    pairs: dict[tuple[int, int], float] = {}
    for article, near in neighbours.items():
        for other, value in near.items():
            pair = (min(article, other), max(article, other))
            around = usual.get(article, empty) + usual.get(other, empty)
            pairs[pair] = value - around / 2
    return average_linkage(articles, pairs, settings.story, settings.story - settings.unmet)
