"""A number with its unit: money, measures and rates, ranges and sums, and the hedges around them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from detente.quantities.numerals import Numeral, NumeralReader

if TYPE_CHECKING:
    from detente.language.tree import Tree
    from detente.model import Dimension
    from detente.quantities.lexicon import Lexicon

__all__ = ["Phrase", "PhraseReader"]

_NEAR = 3  # how many times the lower bound the upper may be in "by 10 to 15"
_JOINTS = frozenset(["to", "or", "and"])


@dataclass(slots=True)
class Phrase:
    """Tokens [start, end) that tell a number, with its unit where that is a measure.

    Attributes:
        number_start, number_end: The tokens of the number itself, hedges and unit left out.
        low, high: Bounds in the unit.
        unit: The normal unit; "" where a noun is counted that is still to be found.
        compound: Whether number and unit are one word before a noun ("seven-hour").
        plain: Whether the number is bare digits or one word.
        hedged: Whether words hedge it.
        score: Whether it is no range but a result ("3-2").
        scaled: Whether a magnitude has been applied.
        hedges: What the hedges do, in the order found.
        whole: Of one of two values told together ("from 10 to 15 per cent"), the tokens of both.
    """

    start: int
    end: int
    number_start: int
    number_end: int
    low: float | None
    high: float | None
    about: bool
    unit: str = ""
    dimension: Dimension = "count"
    compound: bool = False
    plain: bool = False
    hedged: bool = False
    score: bool = False
    scaled: bool = False
    hedges: tuple[str, ...] = ()
    whole: tuple[int, int] | None = None


class PhraseReader:
    """Reads number phrases.

    Args:
        lexicon: The words of quantities.
    """

    def __init__(self, lexicon: Lexicon) -> None:
        self._lexicon = lexicon
        self._numerals = NumeralReader(lexicon.numbers)
        self._alones = frozenset([*lexicon.clauses.alone, *lexicon.clauses.long_words])
        self.starters = self._numerals.starters | self._alones
        self._dashes = lexicon.numbers.dashes

    def read(self, tree: Tree, i: int, first: int, stop: int) -> list[Phrase]:
        """The phrase whose number begins at token i of the sentence [first, stop); two for "from 10 to 15", or none."""
        numeral = self._alone(tree, i, first, stop) if tree.lowers[i] in self._alones else None
        numeral = numeral or self._numerals.read(tree, i, stop)
        if numeral is None or numeral.start < first or (numeral.glued and not self._is_unit(numeral)):
            return []
        found = self._with_unit(tree, numeral, first, stop)
        found = self._joined(tree, found, first, stop)
        for phrase in found:
            if phrase.dimension not in ("count", "duration"):
                self.rate_of(tree, phrase, stop)
        self._hedge_before(tree, found[0], first)
        if found[0].low != found[0].high and found[0].start > first and tree.lowers[found[0].start - 1] == "between":
            found[0].start -= 1
        self._hedge_after(tree, found[-1], found[-1].end, stop)
        return found

    def _is_unit(self, numeral: Numeral) -> bool:
        """Whether the letters at the digits are a unit or magnitude, not those of "12th" and "1970s"."""
        lexicon = self._lexicon
        return bool(numeral.spare) or numeral.glued in lexicon.single or numeral.glued in lexicon.short

    def _alone(self, tree: Tree, i: int, first: int, stop: int) -> Numeral | None:
        """The one of "lasted an hour" and "hour-long"; the article may mean other things ("twice a day")."""
        words = self._lexicon.clauses
        if tree.lowers[i] in words.long_words:
            return Numeral(i, i, 1, 1)
        if self._past_dash(tree, i + 1, stop) > i + 1 and _at(tree, i + 2, stop) == "long":
            return Numeral(i, i, 1, 1)
        if i - 1 <= first or tree.lowers[i - 1] not in self._lexicon.numbers.articles:
            return None
        if tree.lowers[i - 2] in words.lasting or self._numerals.half_after(tree, i + 1, stop):
            return Numeral(i - 1, i, 1, 1)
        return None

    def _with_unit(self, tree: Tree, numeral: Numeral, first: int, stop: int) -> list[Phrase]:
        """The number, or range of two, with money or a measure."""
        sign = self._sign(tree, numeral, first)
        if sign and numeral.spare:
            numeral.scale(numeral.spare)
            numeral.glued = ""
        low = replace(numeral)
        ranged = self._range(tree, numeral, stop)
        phrase = Phrase(
            numeral.start - (1 if sign else 0), numeral.end, numeral.start, numeral.end, numeral.low, numeral.high,
            numeral.about, plain=numeral.plain, score=ranged == "score", scaled=numeral.scaled,
        )  # fmt: skip
        if sign:
            phrase.unit, phrase.dimension = sign, "money"
            self._name_of_money(tree, phrase, stop)
        elif not self._name_of_money(tree, phrase, stop, numeral):
            self._measure(tree, phrase, numeral, stop)
        if numeral.share and phrase.dimension == "count":
            if numeral.part:  # "a third of a team"
                phrase.end = phrase.number_end = numeral.end - 2
            phrase.low = phrase.high = _clean(numeral.low * (100 if numeral.part else 1))
            phrase.unit, phrase.dimension = "%", "share"
        if ranged == "range" and self._is_change(tree, phrase):
            return self._split(phrase, low)
        if ranged == "range" and numeral.low > (numeral.high or 0):  # "from 15 to 12" of nothing that changes
            phrase.score = True
        return [phrase]

    @staticmethod
    def _split(phrase: Phrase, low: Numeral) -> list[Phrase]:
        """The two values of "from 10 to 15 per cent"."""
        one = replace(phrase, end=low.end, number_end=low.end, high=phrase.low)
        two = replace(phrase, start=low.end + 1, number_start=low.end + 1, low=phrase.high)
        one.whole = two.whole = (phrase.start, phrase.end)
        return [one, two]

    def _sign(self, tree: Tree, numeral: Numeral, first: int) -> str:
        """The money whose sign stands before the number, "" if none does."""
        i = numeral.start - 1
        if i < first:
            return ""
        return self._lexicon.money.signs.get(tree.lowers[i], "")

    def _range(self, tree: Tree, numeral: Numeral, stop: int) -> str:
        """Widen the number to a range where another follows; "range", "score" where it cannot be one, or ""."""
        other = self._second(tree, numeral, stop)
        if other is None:
            return ""
        word = tree.lowers[numeral.end]
        low = numeral.low
        if other.scaled and not numeral.scaled and low < 1000:  # "2 to 3 billion"
            low *= other.power
        bounds = self._lexicon.guards.years
        years = numeral.plain and other.plain and all(bounds[0] <= one < bounds[1] for one in (low, other.low))
        if word == "or" and (low >= other.low or other.low > 2 * low + 5):
            return ""
        if years or (low >= other.low and not self._is_from(tree, numeral.start)):
            if not (numeral.plain and other.plain):
                return ""
            numeral.end = other.end
            return "score"
        numeral.low, numeral.high, numeral.end = low, other.high, other.end
        numeral.about |= other.about
        numeral.scaled |= other.scaled
        numeral.glued, numeral.spare = other.glued, other.spare
        numeral.plain &= word in self._dashes
        return "range"

    def _second(self, tree: Tree, numeral: Numeral, stop: int) -> Numeral | None:
        """The number behind one and "to", "or", a dash, or "and" after "between"; not that of "rose by 12 to 80"."""
        j, before = numeral.end, tree.lowers[max(numeral.start - 3, 0) : numeral.start]
        if j + 1 >= stop or numeral.glued or numeral.high is None or not self._begins(tree, j + 1):
            return None
        word = tree.lowers[j]
        joined = word in self._dashes or word in ("or", "to") or (word == "and" and before[-1:] == ["between"])
        other = self._numerals.read(tree, j + 1, stop) if joined else None
        if other is None or other.start != j + 1 or other.high is None:
            return None
        apart = word == "to" and "by" in before and other.low > _NEAR * numeral.low
        return None if apart else other

    def _is_from(self, tree: Tree, start: int) -> bool:
        """Whether "from" stands before a number, or before the sign of money at it."""
        i = start - 1 - (start > 0 and tree.lowers[start - 1] in self._lexicon.money.signs)
        return i >= 0 and tree.lowers[i] == "from"

    def _begins(self, tree: Tree, i: int) -> bool:
        return tree.lowers[i][0].isdigit() or tree.lowers[i] in self.starters

    def _name_of_money(self, tree: Tree, phrase: Phrase, stop: int, numeral: Numeral | None = None) -> bool:
        """Take in the name of money behind the number ("2bn Canadian dollars")."""
        money = self._lexicon.money
        j = self._past_dash(tree, phrase.end, stop)
        for skip in (0, 1, 2):
            k = self._past_dash(tree, j + skip, stop) if skip else j
            if k >= stop or tree.lowers[k] not in money.names:
                continue
            word = tree.lowers[k]
            whose = money.of_state.get(tree.lowers[k - 1]) or {} if skip else {}
            if (skip and word not in whose) or (word in money.nouns_only and tree.upos[k] not in ("NOUN", "PROPN")):
                return False
            compound = j > phrase.end
            weighs = word in money.weights and not skip and phrase.unit == ""
            weighs &= compound or _at(tree, k + 1, stop) == "of" or tree.lemmas[tree.heads[k]] in money.weighing
            if numeral and numeral.spare:
                self._rescale(phrase, numeral.spare)
            if weighs:
                self._rescale(phrase, money.weights[word])
                phrase.unit, phrase.dimension = "kg", "mass"
            else:
                phrase.unit, phrase.dimension = phrase.unit or whose.get(word) or money.names[word], "money"
            phrase.end, phrase.compound = k + 1, compound
            return True
        return False

    def _measure(self, tree: Tree, phrase: Phrase, numeral: Numeral, stop: int) -> None:
        """Take in the measure at or behind the number."""
        lexicon = self._lexicon
        if numeral.glued and numeral.glued in lexicon.single:
            self._set(phrase, lexicon.single[numeral.glued].unit, lexicon.single[numeral.glued].dimension)
            self._rescale(phrase, lexicon.single[numeral.glued].factor)
            return
        j = self._past_dash(tree, phrase.end, stop)
        if numeral.spare and j < stop and tree.xpos[j] in ("NNS", "NNPS") and tree.lowers[j] not in lexicon.single:
            self._rescale(phrase, numeral.spare)
            numeral.spare, numeral.glued, phrase.scaled, phrase.plain = 0.0, "", True, False
        if j >= stop:
            return
        compound = j > phrase.end
        if numeral.spare and not compound and j < stop and tree.lowers[j] in lexicon.single:
            self._rescale(phrase, numeral.spare)
            numeral.spare, numeral.glued = 0.0, ""
        short = numeral.glued or tree.lowers[j - 1] if numeral.spare else ""
        if short in lexicon.short:
            self._set(phrase, lexicon.short[short].unit, lexicon.short[short].dimension)
            return
        if tree.lowers[j] in lexicon.clauses.fillers and j + 1 < stop:
            j += 1
        matched = lexicon.measures.match(tree, j, stop) if j < stop else None
        if matched:
            end, unit = matched[0] + 1, matched[1]
        elif compound and tree.lowers[j] in lexicon.short:
            end, unit = j + 1, lexicon.short[tree.lowers[j]]
        else:
            phrase.compound = compound and self._lexicon.after.match(tree, phrase.end, stop) is None
            return
        self._set(phrase, unit.unit, unit.dimension)
        self._rescale(phrase, unit.factor)
        if self._past_dash(tree, end, stop) > end and _at(tree, end + 1, stop) == "long":
            end, compound = end + 2, True
        phrase.end, phrase.compound = end, compound
        half = self._numerals.half_after(tree, end, stop)
        if half and unit.dimension in ("duration", "length", "mass"):
            phrase.low = None if phrase.low is None else phrase.low + half[0] * unit.factor
            phrase.high = None if phrase.high is None else phrase.high + half[0] * unit.factor
            phrase.end = half[1]

    @staticmethod
    def _set(phrase: Phrase, unit: str, dimension: Dimension) -> None:
        phrase.unit, phrase.dimension = unit, dimension

    @staticmethod
    def _rescale(phrase: Phrase, factor: float) -> None:
        phrase.low = None if phrase.low is None else _clean(phrase.low * factor)
        phrase.high = None if phrase.high is None else _clean(phrase.high * factor)

    def _joined(self, tree: Tree, found: list[Phrase], first: int, stop: int) -> list[Phrase]:
        """With a second measure: a range ("10 km to 15 km") or a sum ("two hours and 15 minutes")."""
        phrase = found[0]
        j = phrase.end
        if len(found) > 1 or phrase.dimension == "count" or phrase.compound or j + 1 >= stop or phrase.high is None:
            return found
        word = tree.lowers[j]
        k = j + (word in _JOINTS or word in self._dashes)
        if k < stop and tree.lowers[k] in self._lexicon.money.signs:
            k += 1
        if k >= stop or not self._begins(tree, k):
            return found
        numeral = self._numerals.read(tree, k, stop)
        if numeral is None or numeral.high is None or numeral.start < j:
            return found
        other = self._with_unit(tree, numeral, j, stop)[0]
        if other.unit != phrase.unit or other.compound or other.high is None or phrase.low is None:
            return found
        between = phrase.start > first and tree.lowers[phrase.start - 1] == "between"
        ranged = word in ("to", "or") or word in self._dashes or (word == "and" and between)
        if ranged and (phrase.low < (other.low or 0) or word == "to"):
            if self._is_change(tree, phrase):
                phrase.whole = other.whole = (phrase.start, other.end)
                return [phrase, other]
            if phrase.low >= (other.low or 0):
                return found
            phrase.end, phrase.high, phrase.number_end = other.end, other.high, other.number_end
        elif (word == "and" or k == j) and phrase.dimension in ("duration", "length") and other.high < phrase.low:
            phrase.end, phrase.low, phrase.high = other.end, phrase.low + other.high, phrase.high + other.high
        return found

    def _is_change(self, tree: Tree, phrase: Phrase) -> bool:
        """Whether the two numbers behind "from" are two values of what rises or falls."""
        changes = self._lexicon.clauses.changes
        return self._is_from(tree, phrase.number_start) and any(
            tree.lemmas[one] in changes for one in tree.ancestors(phrase.number_start)
        )

    def rate_of(self, tree: Tree, phrase: Phrase, stop: int) -> None:
        """Take in "a day", "per barrel", unless the words go on ("a week later")."""
        words = self._lexicon.clauses
        j = self._past_dash(tree, phrase.end, stop)
        k = self._past_dash(tree, j + 1, stop)
        if k >= stop or tree.lowers[j] not in words.per or tree.lowers[k] not in words.rates:
            return
        if _at(tree, k + 1, stop) not in self._lexicon.guards.placed_after:
            phrase.unit += f"/{tree.lemmas[k].lower()}"
            phrase.end = k + 1

    def take_measure(self, tree: Tree, phrase: Phrase, noun: int) -> bool:
        """Let a phrase that seemed to count be the measure or money that its noun is ("12 long years")."""
        money, word = self._lexicon.money, tree.lowers[noun]
        unit = self._lexicon.single.get(word)
        if unit is not None:
            self._set(phrase, unit.unit, unit.dimension)
            self._rescale(phrase, unit.factor)
        elif word in money.names and tree.upos[noun] == "NOUN":
            self._set(phrase, money.of_state.get(tree.lowers[noun - 1], {}).get(word) or money.names[word], "money")
        else:
            return False
        phrase.end = max(phrase.end, noun + 1)
        return True

    def _hedge_before(self, tree: Tree, phrase: Phrase, first: int) -> None:
        """Take in hedges before the number, at most two."""
        hedges = self._lexicon.hedges
        for _ in range(2):
            i = phrase.start - 1
            if i >= first and phrase.hedged is False and tree.lowers[i] in hedges.between and i > first:
                inner = self._lexicon.before.match(tree, i - 1, first - 1)
                if inner and tree.lowers[i - 1] not in hedges.prepositions and inner[1] != "about":
                    i -= 1
            if i < first:
                return
            matched = self._lexicon.before.match(tree, i, first - 1)
            if matched is None:
                return
            word = tree.lowers[i]
            doubtful = word in hedges.prepositions and matched[0] == i and phrase.dimension in ("count", "duration")
            if doubtful and not _is_adverb(tree, i, first):
                return
            phrase.start = matched[0]
            self._bound(phrase, matched[1])

    def hedge_behind(self, tree: Tree, phrase: Phrase, end: int, stop: int) -> None:
        """Take in a hedge behind the noun that ends before token `end` ("12 soldiers or more")."""
        self._hedge_after(tree, phrase, end, stop)

    def _hedge_after(self, tree: Tree, phrase: Phrase, end: int, stop: int) -> None:
        matched = self._lexicon.after.match(tree, end, stop) if end < stop else None
        if matched is not None:
            phrase.end = matched[0] + 1
            self._bound(phrase, matched[1])

    @staticmethod
    def _bound(phrase: Phrase, kind: str) -> None:
        """What a hedge does to the bounds."""
        phrase.hedged = True
        phrase.hedges = (*phrase.hedges, kind)
        if kind in ("about", "over", "under"):
            phrase.about = True
        if kind in ("least", "over"):
            phrase.low, phrase.high = phrase.high if phrase.low is None else phrase.low, None
        elif kind in ("most", "under"):
            phrase.low, phrase.high = None, phrase.low if phrase.high is None else phrase.high

    def _past_dash(self, tree: Tree, j: int, stop: int) -> int:
        if j + 1 < stop and tree.lowers[j] in self._dashes and tree.ends[j] == tree.starts[j + 1]:
            return j + 1
        return j


def _at(tree: Tree, i: int, stop: int) -> str:
    return tree.lowers[i] if i < stop else ""


def _is_adverb(tree: Tree, i: int, first: int) -> bool:
    """Whether a word that may be a preposition is about the number, not the case of what follows."""
    if tree.deps[i] != "case" or tree.upos[i] == "ADV" or tree.deps[tree.heads[i]].startswith(("obj", "nsubj")):
        return True
    return i > first and (tree.xpos[i - 1] in ("IN", "TO") or tree.lowers[i - 1] == "in")


def _clean(value: float) -> float:
    return float(f"{value:.12g}")
