"""Articles on one happening: those more alike than what is usual around them, by average linkage."""

from __future__ import annotations

from typing import TYPE_CHECKING

from detente.stories.linkage import average_linkage
from detente.stories.settings import load_settings

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping

    from detente.stories.settings import LikenessSettings

__all__ = ["Usual", "group_articles", "may_join", "usual_around", "usual_likeness"]

Usual = tuple[float, float]


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


def usual_around(near: Iterable[float]) -> Usual:
    """What is usual around an article by its nearest ones: among its rivals, and in the crowd."""
    settings, known = load_settings().likeness, list(near)
    return usual_likeness(known, settings.rival_weight, settings), usual_likeness(known, 0.0, settings)


def may_join(value: float, one: Usual, other: Usual) -> bool:
    """Whether two articles of some likeness could be joined, if nothing else stood against it."""
    settings = load_settings().likeness
    apart, crowd = _unusual(value, one, other)
    return apart >= settings.story or crowd >= settings.parts


def group_articles(articles: Collection[int], neighbours: Mapping[int, Mapping[int, float]]) -> list[list[int]]:
    """Articles in groups, each of one happening.

    First those are joined that are nearest to each other and stand out of the crowd. So a story of many articles falls
    into parts, each of the nearest: parts that are alike by the crowd's measure alone are joined after that.

    Args:
        articles: All of them, or some: those that may be joined with them must be there too.
        neighbours: Of each of them its nearest ones with their likeness; that of a pair is the same from both sides.
    """
    settings = load_settings().likeness
    usual = {article: usual_around(near.values()) for article, near in neighbours.items()}
    reached = _components(articles, neighbours, usual)
    groups: list[list[int]] = [[article] for article in articles]
    for step, least in enumerate((settings.story, settings.parts)):
        pairs = {
            (min(article, other), max(article, other)): _unusual(value, usual[article], usual[other])[step]
            for article, other, value in _pairs(neighbours, usual)
            if reached[article] == reached[other]
        }
        groups = average_linkage(groups, pairs, least, least - settings.unmet)
    return groups


def _unusual(value: float, one: Usual, other: Usual) -> Usual:
    """A likeness, less what is usual around the two: among their rivals, and in the crowd.

    Of two articles that are like nothing else, one is the other's nearest all the same: so what stands out among rivals
    must stand out of the crowd too, and the first of the two is the lesser of both.
    """
    settings = load_settings().likeness
    rivals, crowd = (value - (a + b) / 2 for a, b in zip(one, other, strict=True))
    return min(rivals, crowd - settings.above_crowd + settings.story), crowd


def _pairs(
    neighbours: Mapping[int, Mapping[int, float]], usual: Mapping[int, Usual]
) -> Iterator[tuple[int, int, float]]:
    for article, near in neighbours.items():
        for other, value in near.items():
            if other in usual:
                yield article, other, value


def _components(
    articles: Iterable[int], neighbours: Mapping[int, Mapping[int, float]], usual: Mapping[int, Usual]
) -> dict[int, int]:
    """Of each article one that stands for all those to which pairs lead that may be joined.

    The mean of the pairs of two groups reaches what joins them only where one of the pairs does, so no group goes
    beyond these; pairs across them need not be kept, and most pairs are such.
    """
    above = {article: article for article in articles}

    def top(article: int) -> int:
        while above[article] != article:
            above[article] = article = above[above[article]]
        return article

    for article, other, value in _pairs(neighbours, usual):
        if may_join(value, usual[article], usual[other]):
            one, two = sorted((top(article), top(other)))
            above[two] = one
    return {article: top(article) for article in above}
