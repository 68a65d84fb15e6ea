"""Which articles make a story: groups of alike ones, where all copies of one text count as one."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from detente.stories.grouping import group_articles, may_join, usual_around

if TYPE_CHECKING:
    from collections.abc import Iterable

    from detente.record import Record
    from detente.stories.grouping import Usual
    from detente.stories.independence import Independence

__all__ = ["Membership"]

Near = dict[int, dict[int, float]]


class Membership:
    """The stories of a record as groups of articles, all at once or one by one.

    Args:
        record: A joined record.
        independence: Which of its articles are copies.
    """

    def __init__(self, record: Record, independence: Independence) -> None:
        self._joins = record.joins
        found = sorted(self._joins.articles(), key=lambda row: row[1])
        self._ids = [known_as for _, known_as, _ in found]  # a number here is a place in this list
        self._days = [day for *_, day in found]
        self._pks = [pk for pk, *_ in found]
        self._number = {pk: number for number, pk in enumerate(self._pks)}
        place = {known_as: number for number, known_as in enumerate(self._ids)}
        self._item = [place[independence.source(known_as)] for known_as in self._ids]
        self._members: dict[int, list[int]] = defaultdict(list)
        for number, item in enumerate(self._item):
            self._members[item].append(number)
        self._of: dict[int, list[str]] = {}
        self._near: Near = {}
        self._level: dict[int, Usual] = {}

    def all(self) -> list[list[str]]:
        """Ids of the articles of each story, the earliest first; stories in order of their earliest."""
        near: Near = {item: {} for item in self._members}
        for pk, other, value in self._joins.all_neighbours():
            _merge(near, self._item[self._number[pk]], self._item[self._number[other]], value)
        for item, around in near.items():
            for other in around:
                around[other] = max(around[other], near[other].get(item, 0.0))
        groups = [self._sorted(group) for group in group_articles(list(self._members), near)]
        return [
            [self._ids[number] for number in group] for group in sorted(groups, key=lambda group: self._age(group[0]))
        ]

    def of(self, article_id: str) -> list[str]:
        """Ids of the articles of the story to which one belongs, the earliest first."""
        item = self._item[self._place(article_id)]
        if item not in self._of:
            self._find(item)
        return self._of[item]

    def order(self, article_id: str) -> tuple[str, str]:
        """Sorts articles: the earliest first, then by id."""
        return self._age(self._place(article_id))

    def _place(self, article_id: str) -> int:
        return self._number[self._joins.number(article_id)]

    def _find(self, start: int) -> None:
        """Find the stories of all items to which likeness that joins leads from one."""
        reached, edge = {start}, [start]
        while edge:
            item = edge.pop()
            for other, value in self._partners(item).items():
                if other not in reached and may_join(value, self._usual(item), self._usual(other)):
                    reached.add(other)
                    edge.append(other)
        for group in group_articles(reached, {item: self._around(item) for item in reached}):
            told = [self._ids[number] for number in self._sorted(group)]
            self._of.update(dict.fromkeys(group, told))

    def _partners(self, item: int) -> dict[int, float]:
        """An item's nearest ones, and those to which it is one."""
        pks = [self._pks[member] for member in self._members[item]]
        near_to = {self._item[self._number[pk]] for own in pks for pk in self._joins.near_to(own)} - {item}
        return {other: self._own(other)[item] for other in near_to} | self._around(item)

    def _usual(self, item: int) -> Usual:
        if item not in self._level:
            self._level[item] = usual_around(self._around(item).values())
        return self._level[item]

    def _around(self, item: int) -> dict[int, float]:
        """An item's nearest ones; the likeness of a pair is the same from both sides."""
        return {other: max(value, self._own(other).get(item, 0.0)) for other, value in self._own(item).items()}

    def _own(self, item: int) -> dict[int, float]:
        if item not in self._near:
            self._near[item] = {}
            for member in self._members[item]:
                for other, value in self._joins.neighbours(self._pks[member]).items():
                    _merge(self._near, item, self._item[self._number[other]], value)
        return self._near[item]

    def _sorted(self, items: Iterable[int]) -> list[int]:
        return sorted((number for item in items for number in self._members[item]), key=self._age)

    def _age(self, number: int) -> tuple[str, str]:
        return self._days[number] or "9999", self._ids[number]


def _merge(near: Near, one: int, other: int, value: float) -> None:
    """Keep the highest likeness of two items."""
    if one != other:
        near[one][other] = max(value, near[one].get(other, 0.0))
