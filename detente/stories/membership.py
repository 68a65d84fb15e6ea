"""Which articles make a story: groups of alike ones, where all copies of one text count as one."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from detente.stories.grouping import group_articles, may_join, usual_around

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from detente.record import Record
    from detente.stories.grouping import Usual
    from detente.stories.independence import Independence

__all__ = ["Membership"]

Near = dict[str, dict[str, float]]


class Membership:
    """The stories of a record as groups of articles, all at once or one by one.

    Copies of one text are one item here, which goes by the id of the article that stands for them.

    Args:
        record: A joined record.
        independence: Which of its articles are copies.
    """

    def __init__(self, record: Record, independence: Independence) -> None:
        self._joins, self._independence = record.joins, independence
        self._names: dict[int, str] = {}
        self._numbers: dict[str, int] = {}
        self._days: dict[str, str | None] = {}
        self._of: dict[str, list[str]] = {}
        self._near: Near = {}
        self._near_to: Near = {}
        self._level: dict[str, Usual] = {}

    def all(self) -> list[list[str]]:
        """Ids of the articles of each story, the earliest first; stories in order of their earliest."""
        source = self._independence.sources
        members: dict[str, list[str]] = defaultdict(list)
        for number, known_as, day in self._joins.articles():
            self._names[number], self._days[known_as] = known_as, day
            members[source.get(known_as, known_as)].append(known_as)
        item = {number: source.get(known_as, known_as) for number, known_as in self._names.items()}
        near: Near = {name: {} for name in members}
        for article, other, value in self._joins.all_neighbours():
            _merge(near, item[article], item[other], value)
        for name, around in near.items():
            for other_name in around:
                around[other_name] = max(around[other_name], near[other_name].get(name, 0.0))
        groups = [self._sorted(members, group) for group in _grouped(members, near)]
        return sorted(groups, key=lambda group: self.order(group[0]))

    def of(self, article_id: str) -> list[str]:
        """Ids of the articles of the story to which one belongs, the earliest first."""
        item = self._independence.source(article_id)
        if item not in self._of:
            self._find(item)
        return self._of[item]

    def order(self, article_id: str) -> tuple[str, str]:
        """Sorts articles: the earliest first, then by id."""
        if article_id not in self._days:
            self._days[article_id] = self._joins.published(article_id)
        return self._days[article_id] or "9999", article_id

    def _find(self, start: str) -> None:
        """Find the stories of all items to which likeness that joins leads from one."""
        reached, edge = {start}, [start]
        while edge:
            item = edge.pop()
            partners = self._partners(item)
            self._fetch(partners)
            for other, value in partners.items():
                if other not in reached and may_join(value, self._usual(item), self._usual(other)):
                    reached.add(other)
                    edge.append(other)
        members = {item: self._members(item) for item in reached}
        for group in _grouped(reached, {item: self._around(item) for item in reached}):
            self._of.update(dict.fromkeys(group, self._sorted(members, group)))

    def _members(self, item: str) -> list[str]:
        return [item, *self._independence.copies(item)]

    def _partners(self, item: str) -> dict[str, float]:
        """An item's nearest ones, and those to which it is one."""
        return self._to(item) | self._around(item)

    def _usual(self, item: str) -> Usual:
        if item not in self._level:
            self._level[item] = usual_around(self._around(item).values())
        return self._level[item]

    def _around(self, item: str) -> dict[str, float]:
        """An item's nearest ones; the likeness of a pair is the same from both sides."""
        if self._members(item)[1:]:
            near_to = self._to(item)
            return {other: max(value, near_to.get(other, 0.0)) for other, value in self._own(item).items()}
        return {  # two articles are as alike from both sides; of copies another one may be nearer
            other: max(value, self._own(other).get(item, 0.0)) if self._members(other)[1:] else value
            for other, value in self._own(item).items()
        }

    def _to(self, item: str) -> dict[str, float]:
        """The items to whose nearest ones an item belongs."""
        if item not in self._near_to:
            found = [self._joins.near_to(self._number(member)) for member in self._members(item)]
            self._know({other for near in found for other in near})
            self._near_to[item] = self._items(item, found)
        return self._near_to[item]

    def _own(self, item: str) -> dict[str, float]:
        self._fetch([item])
        return self._near[item]

    def _fetch(self, items: Iterable[str]) -> None:
        """Find the nearest ones of several items in one go."""
        numbers = {item: [self._number(one) for one in self._members(item)] for item in items if item not in self._near}
        if numbers:
            found = self._joins.neighbours_of([number for own in numbers.values() for number in own])
            self._know({other for near in found.values() for other in near})
            for item, own in numbers.items():
                self._near[item] = self._items(item, [found[number] for number in own])

    def _know(self, numbers: Iterable[int]) -> None:
        """Learn the ids of articles, and which of them have no copies."""
        for number, known_as, copied in self._joins.named([one for one in numbers if one not in self._names]):
            self._names[number], self._numbers[known_as] = known_as, number
            if not copied:
                self._independence.stands_alone(known_as)

    def _number(self, article_id: str) -> int:
        if article_id not in self._numbers:
            self._numbers[article_id] = self._joins.number(article_id)
        return self._numbers[article_id]

    def _items(self, item: str, found: Iterable[Mapping[int, float]]) -> dict[str, float]:
        """How alike items are to one, by how alike articles are to its own."""
        near: Near = {item: {}}
        for alike in found:
            for other, value in alike.items():
                _merge(near, item, self._independence.source(self._names[other]), value)
        return near[item]

    def _sorted(self, members: Mapping[str, Iterable[str]], items: Iterable[str]) -> list[str]:
        return sorted((article for item in items for article in members[item]), key=self.order)


def _grouped(items: Iterable[str], near: Mapping[str, Mapping[str, float]]) -> list[list[str]]:
    """Items in groups; see `group_articles`, which wants numbers: theirs are in order of their names."""
    names = sorted({*items, *(other for around in near.values() for other in around)})
    number = {name: place for place, name in enumerate(names)}
    numbered = {number[item]: {number[other]: value for other, value in near[item].items()} for item in items}
    return [[names[place] for place in group] for group in group_articles([number[item] for item in items], numbered)]


def _merge(near: Near, one: str, other: str, value: float) -> None:
    """Keep the highest likeness of two items."""
    if one != other:
        near[one][other] = max(value, near[one].get(other, 0.0))
