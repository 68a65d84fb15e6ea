"""All quantities of a text, in order."""

from __future__ import annotations

from typing import TYPE_CHECKING

from detente.model import Quantity, Why
from detente.quantities.counting import Counter, head_of, is_free
from detente.quantities.governing import Governor
from detente.quantities.guards import Guard
from detente.quantities.lexicon import load_quantity_lexicon
from detente.quantities.phrase import PhraseReader

if TYPE_CHECKING:
    from detente.language.tree import Tree
    from detente.quantities.counting import Counted
    from detente.quantities.lexicon import Lexicon
    from detente.quantities.phrase import Phrase

__all__ = ["QuantityFinder", "load_quantity_finder"]

_DIGITS = frozenset("0123456789½¼¾")


class QuantityFinder:
    """Finds numbers with their units and clauses.

    Args:
        lexicon: The words of quantities.
    """

    def __init__(self, lexicon: Lexicon) -> None:
        self._lexicon = lexicon
        self._phrases = PhraseReader(lexicon)
        self._guard = Guard(lexicon)
        self._counter = Counter(lexicon)
        self._governor = Governor(lexicon.clauses)
        self._starters = self._phrases.starters

    def find(self, tree: Tree) -> tuple[Quantity, ...]:
        """The quantities of a text in the order of their numbers.

        One look at each word finds those that may begin a number; only there is more read.
        """
        starters = self._starters
        found: list[Quantity] = []
        counts: list[tuple[int, str]] = []
        done = 0
        for i, word in enumerate(tree.lowers):
            if (word in starters or word[0] in _DIGITS) and i >= done:
                done = self._take(tree, i, found, counts)
        return tuple(found)

    def _take(self, tree: Tree, i: int, found: list[Quantity], counts: list[tuple[int, str]]) -> int:
        """Add what the number at token i says; the token to go on from."""
        first, stop = tree.sentences[tree.sentence[i]]
        done = i + 1
        for phrase in self._phrases.read(tree, i, first, stop):
            made = self._make(tree, phrase, first, stop, counts)
            done = max(done, phrase.number_end if made is None or phrase.dimension == "count" else phrase.end)
            if made is not None:
                found.append(made)
        return done

    def _make(
        self, tree: Tree, phrase: Phrase, first: int, stop: int, counts: list[tuple[int, str]]
    ) -> Quantity | None:
        """The quantity of a phrase, or None where its number counts nothing."""
        guard = self._guard
        if guard.is_name_or_date(tree, phrase, first, stop):
            return None
        if phrase.dimension != "count":
            if phrase.dimension == "duration" and guard.is_placed(tree, phrase, first, stop):
                return None
            return self._quantity(tree, phrase, head_of(tree, *(phrase.whole or (phrase.start, phrase.end))), "measure")
        counted = self._count(tree, phrase, first, stop, counts)
        if counted is None:
            return None
        if phrase.dimension == "count":
            counts.append((phrase.number_start, phrase.unit))
            phrase.end = max(phrase.end, counted.end)
            self._phrases.rate_of(tree, phrase, stop)
        return self._quantity(tree, phrase, counted.top, counted.step)

    def _count(
        self, tree: Tree, phrase: Phrase, first: int, stop: int, counts: list[tuple[int, str]]
    ) -> Counted | None:
        """What a phrase without a measure counts; sets its unit."""
        counted = self._counter.find(tree, phrase, stop, counts)
        if counted is None:
            return None
        guard = self._guard
        if guard.is_year(tree, phrase, counted) or guard.is_no_count(tree, phrase, counted, first):
            return None
        if counted.noun >= phrase.number_end and self._phrases.take_measure(tree, phrase, counted.noun):
            if phrase.dimension == "duration" and guard.is_placed(tree, phrase, first, stop):
                return None
        else:
            phrase.unit = counted.unit
            self._phrases.hedge_behind(tree, phrase, counted.end, stop)
        return counted

    def _quantity(self, tree: Tree, phrase: Phrase, top: int, step: str) -> Quantity:
        while phrase.start <= tree.heads[top] < phrase.end and tree.heads[top] != top:
            top = tree.heads[top]
        measure = phrase.dimension != "count"
        free = not measure and phrase.unit not in self._lexicon.clauses.occasions and is_free(tree, phrase, top)
        clause, role = self._governor.find(tree, top, phrase.dimension, free=free)
        return Quantity(
            span=tree.span(phrase.start, phrase.end),
            low=phrase.low,
            high=phrase.high,
            about=phrase.about,
            unit=phrase.unit,
            dimension=phrase.dimension,
            clause=None if clause is None else tree.span(clause, clause + 1),
            role=role,
            why=Why(
                f"quantities/{phrase.dimension}",
                (tree.span(phrase.number_start, max(phrase.number_end, phrase.number_start + 1)),),
                (step, *phrase.hedges),
            ),
        )


def load_quantity_finder() -> QuantityFinder:
    """The finder over the shipped words."""
    return QuantityFinder(load_quantity_lexicon())
