"""When and where an event lies: by its own clause, else by the story told so far, else by the publication date."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from detente.events.clauses import cases
from detente.model import UNKNOWN_TIME, When

if TYPE_CHECKING:
    from detente.events.words import Words
    from detente.language.tree import Tree
    from detente.model import Status
    from detente.times import Times

__all__ = ["Dater", "Setting", "place_of"]

PAST = ("happened", "ongoing")


class Dater(Protocol):
    """What this layer needs of `TimeFinder`."""

    def when_of(self, tree: Tree, times: Times, i: int, published: When) -> When | None:
        """The time that governs token i, or None."""


class Setting:
    """Dates the events of one article in text order, carrying the narrative's time forward in a paragraph."""

    def __init__(self, tree: Tree, times: Times, published: When, dater: Dater) -> None:
        self._tree = tree
        self._times = times
        self._published = published
        self._dater = dater
        self._last: tuple[int, When] | None = None

    def when(self, i: int, status: Status, governors: tuple[int, ...]) -> When:
        """The time of the event at token i, which `governors` (operators, support verbs) stand over."""
        for token in (i, *governors):
            found = self._dater.when_of(self._tree, self._times, token, self._published)
            if found is not None and found.known:
                if status in PAST and token == i:
                    self._last = (self._tree.sentence[i], found)
                return found
        if status not in PAST:
            return UNKNOWN_TIME
        return self._narrative(i) or self._until_published()

    def is_future(self, when: When) -> bool:
        """Whether it begins after the article was published."""
        end = self._published.end
        return when.start is not None and end is not None and when.start >= end

    def _narrative(self, i: int) -> When | None:
        if self._last is None:
            return None
        number, when = self._last
        here = self._tree.sentence[i]
        if here == number or (here == number + 1 and self._same_paragraph(number, here)):
            return When(when.start, when.end, when.precision, "inferred", when.expression)
        return None

    def _same_paragraph(self, before: int, after: int) -> bool:
        tree = self._tree
        gap = tree.text[tree.ends[tree.sentences[before][1] - 1] : tree.starts[tree.sentences[after][0]]]
        return "\n" not in gap

    def _until_published(self) -> When:
        if self._published.end is None:
            return UNKNOWN_TIME
        return When(None, self._published.end, "interval", "inferred")


def place_of(tree: Tree, i: int, words: Words) -> str | None:
    """The place that the event's own phrase states ("in Geneva"), as written."""
    for j in tree.children[i]:
        if tree.deps[j] not in ("obl", "nmod") or not any(word in words.location_prepositions for word in cases(tree, j)):
            continue
        number = tree.entity[j]
        if number >= 0 and tree.entities[number].label == "LOC":
            entity = tree.entities[number]
            return tree.text[tree.starts[entity.start] : tree.ends[entity.end - 1]]
    return None
