"""When and where an event lies: by its own clause, else by the story told so far, else by the publication date."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from detente.events.clauses import cases
from detente.model import UNKNOWN_TIME, When

if TYPE_CHECKING:
    from detente.events.news import News
    from detente.events.words import Words
    from detente.language.tree import Tree
    from detente.model import Status
    from detente.times import Times

__all__ = ["Dater", "Setting", "place_of"]

PAST = ("happened", "ongoing")
ADVERBIAL = ("obl", "conj", "nmod:unmarked", "nmod")
CHAIN = 4
FORESEEN = ("planned", "possible")


class Dater(Protocol):
    """What this layer needs of `TimeFinder`."""

    def when_of(self, tree: Tree, times: Times, i: int, published: When) -> When | None:
        """The time that governs token i, or None."""


class Setting:
    """Dates the events of one article in text order, carrying the narrative's time forward in a paragraph."""

    def __init__(
        self,
        tree: Tree,
        times: Times,
        published: When,
        dater: Dater,
        event_nouns: frozenset[int] = frozenset(),
        news: News | None = None,
    ) -> None:
        self._event_nouns = event_nouns
        self._news = news
        self._tree = tree
        self._times = times
        self._published = published
        self._dater = dater
        self._last: tuple[int, When] | None = None

    def when(self, i: int, status: Status, governors: tuple[int, ...]) -> When:
        """The time of the event at token i, which `governors` (operators, support verbs) stand over."""
        beside = self._beside(i) if status in PAST and self._tree.upos[i] == "NOUN" else None
        if beside is not None:
            return beside
        for token in (i, *governors):
            found = self._dater.when_of(self._tree, self._times, token, self._published)
            if (
                found is not None
                and found.known
                and not self._is_of_another(token, found, status)
                and not (status in FORESEEN and self._is_past(found) and not self._is_own(token, found))
            ):
                if status in PAST and token == i and found.start is not None and found.end is not None:
                    self._last = (self._tree.sentence[i], found)
                return found
        if status not in PAST:
            return UNKNOWN_TIME
        mainline = self._news is not None and self._news.is_mainline(self._tree, self._times, (i, *governors))
        return self._narrative(i, mainline) or self._until_published(mainline)

    def occasions(self, i: int) -> tuple[When, ...]:
        """The times of a verb that tells of several: "met in June and again in February"."""
        tree = self._tree
        if tree.upos[i] != "VERB":
            return ()
        first, last = tree.sentences[tree.sentence[i]]
        found: list[When] = []
        for (start, end), mention in zip(self._times.ranges, self._times.mentions, strict=True):
            if first <= start < last and mention.value.known:
                top = next((j for j in range(start, end) if not start <= tree.heads[j] < end), start)
                apart = all(_is_before(one, mention.value) or _is_before(mention.value, one) for one in found)
                if apart and self._hangs_on(top, i):
                    found.append(mention.value)
        return tuple(found) if len(found) > 1 else ()

    def _hangs_on(self, top: int, verb: int) -> bool:
        """Whether a time is one of the adverbials of a verb, coordinated ones with it."""
        for _ in range(CHAIN):
            if not self._tree.deps[top].startswith(ADVERBIAL):
                return False
            top = self._tree.heads[top]
            if top == verb:
                return True
        return False

    def _beside(self, i: int) -> When | None:
        """The time that stands right after the noun phrase of an event ("the invasion of B on 3 May")."""
        tree = self._tree
        last = max(tree.subtree(i))
        end = tree.sentences[tree.sentence[i]][1]
        for j in range(last + 1, min(last + 3, end)):
            mention = self._times.at(j)
            if mention is not None and mention.value.known:
                return mention.value
            if tree.upos[j] != "ADP":
                return None
        return None

    def _is_of_another(self, i: int, when: When, status: Status) -> bool:
        """Whether the time dates another event noun of the sentence, or is a past that only frames a plan."""
        top = self._top_of(i, when)
        if top is None:
            return False
        above = {i, *self._tree.ancestors(i)}
        for j in (top, *self._tree.ancestors(top)):
            if j in above:
                return j != i and status in ("planned", "possible") and self._is_past(when) and self._is_loose(i, j)
            if j in self._event_nouns:
                return True
        return False

    def _is_own(self, i: int, when: When) -> bool:
        """Whether the time stands in the clause of i itself."""
        top = self._top_of(i, when)
        return top is None or i in (top, *self._tree.ancestors(top))

    def _is_past(self, when: When) -> bool:
        return self._published.end is not None and when.end is not None and when.end <= self._published.end

    def _is_loose(self, i: int, top: int) -> bool:
        """Whether i hangs on `top` only by way of an adverbial clause."""
        return any(
            self._tree.deps[j] == "advcl"
            for j in (i, *self._tree.ancestors(i))
            if j != top and top in self._tree.ancestors(j)
        )

    def _top_of(self, i: int, when: When) -> int | None:
        """The highest token of the expression in i's sentence that has this value."""
        first, last = self._tree.sentences[self._tree.sentence[i]]
        for (start, end), mention in zip(self._times.ranges, self._times.mentions, strict=True):
            if first <= start < last and mention.value.expression == when.expression:
                return next((j for j in range(start, end) if not start <= self._tree.heads[j] < end), start)
        return None

    def is_future(self, when: When) -> bool:
        """Whether it begins after the article was published."""
        end = self._published.end
        return when.start is not None and end is not None and when.start >= end

    def _narrative(self, i: int, mainline: bool) -> When | None:
        if self._last is None:
            return None
        number, when = self._last
        here = self._tree.sentence[i]
        if here == number or ((here == number + 1 or mainline) and self._same_paragraph(number, here)):
            return When(when.start, when.end, when.precision, "inferred", when.expression)
        return None

    def _same_paragraph(self, before: int, after: int) -> bool:
        tree = self._tree
        gap = tree.text[tree.ends[tree.sentences[before][1] - 1] : tree.starts[tree.sentences[after][0]]]
        return "\n" not in gap

    def _until_published(self, mainline: bool) -> When:
        """Up to the publication; of news in the main line of the text, not before the days that news is new."""
        end = self._published.end
        if end is None:
            return UNKNOWN_TIME
        start = self._news.since(self._published) if self._news is not None and mainline else None
        return When(start, end, "interval", "inferred")


def _is_before(a: When, b: When) -> bool:
    return a.end is not None and b.start is not None and a.end <= b.start


def place_of(tree: Tree, i: int, words: Words) -> str | None:
    """The place that the event's own phrase states ("in Geneva"), as written."""
    for j in tree.children[i]:
        if tree.deps[j] not in ("obl", "nmod") or not any(
            word in words.location_prepositions for word in cases(tree, j)
        ):
            continue
        number = tree.entity[j]
        if number >= 0 and tree.entities[number].label == "LOC":
            entity = tree.entities[number]
            return tree.text[tree.starts[entity.start] : tree.ends[entity.end - 1]]
    return None
