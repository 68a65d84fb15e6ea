"""Articles on one happening: those more alike than what is usual around them, by average linkage."""

from __future__ import annotations

from typing import TYPE_CHECKING

from detente.stories.linkage import average_linkage
from detente.stories.settings import load_settings

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping

    from detente.stories.settings import LikenessSettings

__all__ = ["group_articles", "unusual", "usual_likeness"]


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


def unusual(value: float, one: float, other: float) -> float:
    """How far a likeness lies above what is usual around the two."""
    return value - (one + other) / 2


def group_articles(articles: Collection[int], neighbours: Mapping[int, Mapping[int, float]]) -> list[list[int]]:
    """Articles in groups, each of one happening.

    Args:
        articles: All of them, or some: those to which pairs of a story's likeness lead must be there too.
        neighbours: Of each of them its nearest ones with their likeness; that of a pair is the same from both sides.
    """
    settings = load_settings().likeness
    usual = {article: usual_likeness(near.values(), settings) for article, near in neighbours.items()}
    empty = usual_likeness((), settings)
    reached = _components(articles, _pairs(articles, neighbours, usual, empty), settings.story)
    pairs = {
        (min(article, other), max(article, other)): value
        for article, other, value in _pairs(articles, neighbours, usual, empty)
        if reached[article] == reached[other]
    }
    return average_linkage(articles, pairs, settings.story, settings.story - settings.unmet)


def _pairs(
    articles: Collection[int], neighbours: Mapping[int, Mapping[int, float]], usual: Mapping[int, float], empty: float
) -> Iterator[tuple[int, int, float]]:
    wanted = set(articles)
    for article, near in neighbours.items():
        if article in wanted:
            for other, value in near.items():
                if other in wanted:
                    yield article, other, unusual(value, usual.get(article, empty), usual.get(other, empty))


def _components(articles: Iterable[int], pairs: Iterable[tuple[int, int, float]], least: float) -> dict[int, int]:
    """Of each article one that stands for all those to which pairs of `least` lead.

    The mean of a group's pairs can reach `least` only where one of them does, so no group goes beyond these; other
    pairs across them need not be kept, and most are such.
    """
    above = {article: article for article in articles}

    def top(article: int) -> int:
        while above[article] != article:
            above[article] = article = above[above[article]]
        return article

    for article, other, value in pairs:
        if value >= least:
            one, two = sorted((top(article), top(other)))
            above[two] = one
    return {article: top(article) for article in above}
