"""Numbers that count nothing: dates, years, clock times, ages, names, ranks, scores, "one of"."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from detente.language.tree import Tree
    from detente.quantities.counting import Counted
    from detente.quantities.lexicon import Lexicon
    from detente.quantities.phrase import Phrase

__all__ = ["Guard"]

_SLASHES = frozenset(["/", ":", "."])


class Guard:
    """Tells numbers that count nothing from quantities.

    Args:
        lexicon: The words of quantities.
    """

    def __init__(self, lexicon: Lexicon) -> None:
        self._words = lexicon.guards
        self._dashes = lexicon.numbers.dashes
        self._articles = lexicon.numbers.articles
        self._clauses = lexicon.clauses

    def is_name_or_date(self, tree: Tree, phrase: Phrase, first: int, stop: int) -> bool:
        """Whether the number is part of a name, a date, a year or a time of day, whatever follows it."""
        i, j = phrase.number_start, phrase.number_end
        if phrase.score or self._is_in_name(tree, i, j):
            return True
        before = tree.lowers[i - 1] if i > first else ""
        after = tree.lowers[j] if j < stop else ""
        if before in self._dashes and i - 1 > first and tree.ends[i - 2] == tree.starts[i - 1] == tree.starts[i] - 1:
            return True  # "Su-35"
        if before in _SLASHES and tree.starts[i] == tree.ends[i - 1] and before != ".":
            return True
        if after in ("/", ":") and j + 1 < stop and tree.words[j + 1][:1].isdigit():
            return True
        if phrase.unit:
            return phrase.dimension == "share" and before in self._words.ranked
        return self._is_date(tree, phrase, before, after, j, stop) or self._is_numbered(tree, phrase, i, before, first)

    def _is_in_name(self, tree: Tree, i: int, j: int) -> bool:
        at = tree.entity[i]
        if at < 0:
            return False
        entity = tree.entities[at]
        return entity.start < i or entity.end > j or tree.words[i].isupper()

    def _is_date(self, tree: Tree, phrase: Phrase, before: str, after: str, j: int, stop: int) -> bool:
        words = self._words
        if phrase.plain and phrase.low is not None and phrase.low <= 31:
            if (after in words.months and tree.words[j][0].isupper()) or (
                before in words.months and tree.words[phrase.number_start - 1][0].isupper()
            ):
                return True
            if after == "of" and j + 1 < stop and tree.lowers[j + 1] in words.months:
                return True
        return after in words.clock and (after != "am" or tree.upos[j] not in ("AUX", "VERB"))

    def _is_numbered(self, tree: Tree, phrase: Phrase, i: int, before: str, first: int) -> bool:
        """Whether the number is a rank or label: "Article 5", "Group of 20", "number one"."""
        if phrase.start < phrase.number_start or not phrase.plain:  # hedged, or "1,200"
            return False
        words = self._words
        if before in words.numbered or before == "#":
            return tree.heads[i] <= i or tree.upos[tree.heads[i]] == "VERB" or tree.words[i - 1][0].isupper()
        return (
            before == "of"
            and i - 2 >= first
            and tree.words[i - 2][0].isupper()
            and tree.lowers[i - 2] in words.groups_of
        )

    def is_year(self, tree: Tree, phrase: Phrase, counted: Counted) -> bool:
        """Whether a bare number of four digits is a year; people counted by a noun are none."""
        low, high = self._words.years
        if not phrase.plain or phrase.hedged or phrase.low is None or not tree.words[phrase.number_start][0].isdigit():
            return False
        if not low <= phrase.low < high:
            return False
        people = counted.unit in self._clauses.persons and counted.noun >= phrase.number_end
        return not people or tree.lowers[phrase.number_start - 1] in self._words.year_before

    def is_placed(self, tree: Tree, phrase: Phrase, first: int, stop: int) -> bool:
        """Whether a duration is an age ("12 years old") or only places something in time ("two days ago")."""
        words = self._words
        j = phrase.end
        if j < stop and tree.lowers[j] in self._dashes:
            j += 1
        after = tree.lowers[j] if j < stop else ""
        if after in words.ages_after or (after == "of" and j + 1 < stop and tree.lowers[j + 1] == "age"):
            return True
        if phrase.compound:
            return False
        if phrase.low == phrase.high == 86400 and not phrase.hedged and tree.lowers[phrase.number_start] == "one":
            return phrase.number_start == first or tree.lowers[phrase.number_start - 1] not in self._clauses.lasting
        if after in words.placed_after or (after in words.placing and tree.deps[j] in ("case", "mark", "advmod")):
            return True
        i = phrase.number_start - 1
        return i >= first and tree.lowers[i] in words.placed_before

    def is_no_count(self, tree: Tree, phrase: Phrase, counted: Counted, first: int) -> bool:
        """Whether the number before a noun does not count it."""
        words, unit = self._words, counted.unit
        i = phrase.number_start
        before = tree.lowers[i - 1] if i > first else ""
        if phrase.compound:
            return unit in words.compounds_not or (unit in words.compounds_small and (phrase.high or 9) <= 2)
        if unit in words.abstract or (phrase.low == phrase.high == 0 and tree.xpos[counted.noun] == "NN"):
            return True
        if (
            tree.xpos[counted.noun] == "NNP"
            and tree.words[counted.noun].istitle()
            and counted.noun >= phrase.number_end
        ):
            return True  # "10 Downing Street"
        if unit in words.furniture and tree.words[counted.noun][0].isupper() and phrase.plain:
            return True
        if phrase.low == phrase.high == 1 and phrase.plain:
            return not self._is_one(tree, phrase, before, counted)
        return phrase.high == 2 and before in words.determiners and unit in words.pairs

    def _is_one(self, tree: Tree, phrase: Phrase, before: str, counted: Counted) -> bool:
        """Whether "one" counts: "one soldier was killed" and "killing one", not "one day", "the one", "one of them"."""
        words, i, noun = self._words, phrase.number_start, counted.noun
        after = tree.lowers[i + 1] if i + 1 < len(tree) else ""
        if before in words.one_determiners or before in self._dashes or after in words.one_followers:
            return False
        if tree.words[i][0].isdigit() or phrase.hedged:
            return True
        if noun == i:
            return counted.step != "noun" and tree.xpos[i] == "CD"
        if tree.upos[noun] != "NOUN" or (tree.deps[noun] == "nsubj" and tree.lemmas[tree.heads[noun]] in words.saying):
            return False
        if counted.unit in words.one_things or counted.unit in self._clauses.persons or counted.unit.endswith("man"):
            return True
        joined = [noun, *tree.children_by(noun, "conj")] + ([tree.heads[noun]] if tree.deps[noun] == "conj" else [])
        return any(tree.child(one, "nummod") not in (None, i) for one in joined)
