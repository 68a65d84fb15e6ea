"""Which time dates an event: the one its clause gives it, not the nearest."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from detente.model import When

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from detente.language.tree import Tree
    from detente.times.times import Times
    from detente.times.words import TenseWords

__all__ = ["Governing"]

_INITIAL_TOKENS = 4
_MAX_STEPS = 12
_OWN_STEPS = 2
_Candidate = tuple[int, int, When]


class Governing:
    """Finds the time that governs a token by syntax."""

    def __init__(self, words: TenseWords) -> None:
        self._words = words

    def when_of(self, tree: Tree, times: Times, i: int, published: When) -> When | None:
        """The time of the event that token i names.

        Looked for below the token, then below what governs its clause, then at the head of the sentence.

        Args:
            tree: The text.
            times: What was found in it.
            i: The event's token.
            published: Closes what is open towards the present ("after the meeting").

        Returns:
            The time, or None where the sentence gives the event none.
        """
        candidates = self._candidates(tree, times, i)
        if not candidates:
            return None
        ahead = [one for one in candidates if _lies_ahead(one[2], published)]
        for governor in self._governors(tree, i):
            told = [one for one in candidates if one not in ahead] if tree.xpos[governor] == "VBD" else candidates
            found = self._below(tree, told, governor, _OWN_STEPS if governor == i else 1)
            if found is not None:
                return _closed(found, published)
        initial = self._initial(tree, times, candidates, i)
        return _closed(initial, published) if initial is not None else None

    def _candidates(self, tree: Tree, times: Times, i: int) -> list[_Candidate]:
        first, last = tree.sentences[tree.sentence[i]]
        dated = zip(times.ranges, times.mentions, strict=True)
        ordered = zip(times.relation_ranges, times.relations, strict=True)
        every = (*dated, *((place, mention) for place, mention in ordered if mention.value.known))
        inside = [(place, mention.value) for place, mention in every if first <= place[0] < last]
        return [
            (
                _top(tree, start, end),
                start,
                self._bounded(tree, start, end, self._reaching(tree, start, end, value, inside)),
            )
            for (start, end), value in inside
            if not start <= i < end
        ]

    def _bounded(self, tree: Tree, start: int, end: int, value: When) -> When:
        """A time that only bounds what it dates: "by 2030", "since May", "until Friday", "after 5 June"."""
        if start == 0 or tree.heads[start - 1] not in (*range(start, end), start - 1):
            return value
        bound = self._words.bounds.get(tree.lowers[start - 1])
        if bound is None or not value.known:
            return value
        begins = value.start if bound == "start" else value.end if bound == "after" else None
        ends = value.end if bound == "end" else value.start if bound == "before" else None
        if begins is None and ends is None:
            return value
        return When(begins, ends, "interval", value.basis, value.expression)

    def _reaching(
        self, tree: Tree, start: int, end: int, value: When, inside: Sequence[tuple[tuple[int, int], When]]
    ) -> When:
        """A time that leads on to another ("from 5 May to 2 June", "between 1998 and 2003") up to the end of that."""
        between = start > 0 and tree.lowers[start - 1] == "between"
        for (other, _), until in inside:
            joined = other == end + 1 and (
                tree.lowers[end] in self._words.range_words or (between and tree.lowers[end] == "and")
            )
            if joined and value.start and until.end and until.end > value.start:
                return When(value.start, until.end, "interval", value.basis, value.expression)
        return value

    def _below(self, tree: Tree, candidates: list[_Candidate], governor: int, most: int) -> When | None:
        """The candidate that reaches the governor in the fewest steps over relations that pass a time on."""
        reached = []
        for top, start, value in candidates:
            steps = self._steps(tree, top, governor)
            if steps is not None and steps <= most:
                reached.append((steps, not value.known, abs(start - governor), value))
        return min(reached, key=lambda one: one[:3])[3] if reached else None

    def _steps(self, tree: Tree, i: int, governor: int) -> int | None:
        """Relations between a time and what it hangs on; a preposition that a parse puts between does not count."""
        steps = 0
        for _ in range(_MAX_STEPS):
            bare = not steps and tree.deps[i] == "obj"  # what a parse makes of "returned that November"
            if tree.heads[i] == i or not (bare or tree.deps[i] in self._words.time_deps):
                return None
            linking = tree.deps[i] == "case"
            if steps and not linking and tree.upos[i] == "VERB":
                return None
            i = tree.heads[i]
            steps += not linking
            if i == governor:
                return max(steps, 1)
        return None

    def _governors(self, tree: Tree, i: int) -> Iterator[int]:
        """The token and what governs it, up to where another happening or a verb of saying begins."""
        yield i
        for _ in range(_MAX_STEPS):
            if tree.heads[i] == i or tree.deps[i] not in self._words.clause_deps:
                return
            head = tree.heads[i]
            if tree.deps[i] in ("ccomp", "parataxis") and self._reports(tree, head):
                return
            if tree.deps[i] == "conj" and tree.child(i, "nsubj", "nsubj:pass") is not None:
                return
            yield head
            i = head

    def _is_framed(self, tree: Tree, i: int) -> bool:
        """Whether what opens the sentence holds for the token: no relative clause or reported content lies between."""
        while tree.heads[i] != i:
            head = tree.heads[i]
            reported = tree.deps[i] in ("ccomp", "parataxis") and self._reports(tree, head)
            if reported or tree.deps[i] not in self._words.clause_deps:
                return False
            i = head
        return True

    def _reports(self, tree: Tree, i: int) -> bool:
        return tree.lemmas[i] in self._words.reporting

    def _initial(self, tree: Tree, times: Times, candidates: list[_Candidate], i: int) -> When | None:
        """A time at the head of the sentence frames it, unless it dates a saying of which the event is the content."""
        first = tree.sentences[tree.sentence[i]][0]
        if not self._is_framed(tree, i):
            return None
        for top, start, value in candidates:
            if start - first < _INITIAL_TOKENS and start <= i and not self._dates_saying(tree, top, i):
                return value
        return None

    def _dates_saying(self, tree: Tree, top: int, i: int) -> bool:
        head = tree.heads[top]
        return head != i and self._reports(tree, head) and head in tree.ancestors(i)


def _top(tree: Tree, start: int, end: int) -> int:
    return next((i for i in range(start, end) if not start <= tree.heads[i] < end or tree.heads[i] == i), start)


def _lies_ahead(value: When, published: When) -> bool:
    """Whether a time begins with publication or later and reaches well beyond it: nothing told as past has it."""
    if value.start is None or published.start is None or published.end is None or value.start < published.start:
        return False
    return value.end is None or value.end - published.end > timedelta(days=7)


def _closed(value: When, published: When) -> When:
    """A time open towards the present ends with publication, where that is known and later."""
    if value.start is None or value.end is not None or published.end is None or published.end <= value.start:
        return value
    return When(value.start, published.end, "interval", value.basis, value.expression)
