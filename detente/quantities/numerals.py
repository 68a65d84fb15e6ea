"""The number that words and digits say, with the bounds that the words leave."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from detente.language.tree import Tree
    from detente.quantities.words import NumberWords

__all__ = ["Numeral", "NumeralReader"]

_DIGITS = re.compile(r"(\d{1,3}(?:,\d{2,3})+|\d+)(\.\d+)?([½¼¾])?([^\d.,:/]*)")
_SIGNS = {"½": 0.5, "¼": 0.25, "¾": 0.75}


@dataclass(slots=True)
class Numeral:
    """A number over tokens [start, end).

    Attributes:
        low, high: Its bounds; `high` is None where it is open above ("dozens").
        about: Whether the words are round ("a dozen", "several").
        plain: Whether it is bare digits, or a word below a hundred: what may be a year, a day or a rank.
        share: Whether it is a part of a whole, in per cent ("two-thirds"); with `part` as a fraction ("a third of a").
        glued: Letters at the digits that are no magnitude: "kg" of "3kg".
        spare: A magnitude in letters that may also be a unit ("m" of "60m"), not applied yet.
        scaled, power: Whether a magnitude has been applied, and which.
    """

    start: int
    end: int
    low: float
    high: float | None
    about: bool = False
    plain: bool = False
    share: bool = False
    part: bool = False
    glued: str = ""
    spare: float = 0.0
    scaled: bool = False
    power: float = 1.0

    def scale(self, factor: float) -> None:
        """Multiply the bounds."""
        self.low = _clean(self.low * factor)
        self.high = None if self.high is None else _clean(self.high * factor)
        self.scaled = True
        self.plain = False
        self.power *= factor


class NumeralReader:
    """Reads numbers off the tokens of a sentence.

    Args:
        words: The number words.
    """

    def __init__(self, words: NumberWords) -> None:
        self._words = words
        self.starters = frozenset(
            [*words.cardinals, *words.magnitudes, *words.plurals, *words.vague, *words.fractions, *_SIGNS]
        )

    def read(self, tree: Tree, i: int, stop: int) -> Numeral | None:
        """The number that begins at token i (an article before it is taken in), or None."""
        word = tree.lowers[i]
        words = self._words
        if word[0].isdigit():
            found = self._read_digits(tree, i, stop)
        elif word in words.cardinals:
            found = self._read_words(tree, i, stop)
        elif word in words.plurals:
            return self._read_plural(tree, i, stop)
        elif word in words.vague:
            return self._read_vague(tree, i, stop)
        elif word == "half":
            return self._read_half(tree, i, stop)
        elif word in _SIGNS:
            found = Numeral(i, i + 1, _SIGNS[word], _SIGNS[word])
        else:
            return self._read_after_article(tree, i, stop)
        return found and self._fraction(tree, found, stop)

    def _read_digits(self, tree: Tree, i: int, stop: int) -> Numeral | None:
        match = _DIGITS.fullmatch(tree.words[i])
        if match is None:
            return None
        whole, part, sign, letters = match.groups()
        value = float(whole.replace(",", "") + (part or "")) + _SIGNS.get(sign, 0.0)
        found = Numeral(i, i + 1, value, value, plain=not (part or sign or "," in whole or letters))
        suffix = letters.lower().strip("-")
        words = self._words
        if suffix in words.abbreviated:
            found.scale(words.abbreviated[suffix])
        elif suffix in words.ambiguous:
            found.spare, found.glued = words.ambiguous[suffix], suffix
        elif suffix == "+":
            found.about, found.high = True, None
        elif suffix:
            found.glued = suffix
        else:
            self._magnitudes(tree, found, stop)
        return found

    def _read_words(self, tree: Tree, i: int, stop: int) -> Numeral:
        value, last = self._read_small(tree, i, stop)
        found = Numeral(i, last + 1, value, value, plain=True)
        self._magnitudes(tree, found, stop)
        return found

    def _magnitudes(self, tree: Tree, found: Numeral, stop: int) -> None:
        """Take in "hundred", "and fifty", "thousand", "and a half", "million" behind a number."""
        words, total = self._words, 0.0
        current = found.low
        j = found.end
        while j < stop:
            k = self._past_dash(tree, j, stop)
            if k >= stop:
                break
            word = tree.lowers[k]
            if word in words.magnitudes:
                factor = words.magnitudes[word]
                found.about |= word in words.round
                current *= factor
                if factor > 100:
                    total, current = total + current, 0.0
                found.scaled, found.plain = True, False
            elif word in words.abbreviated and k == j:
                current *= words.abbreviated[word]
                found.scaled, found.plain = True, False
            elif (
                word in words.ambiguous
                and k == j
                and tree.upos[k] in ("NUM", "NOUN")
                and (tree.words[k].islower() or self._follows_sign(tree, found.start))
            ):
                found.spare = words.ambiguous[word]
                j = k + 1
                break
            elif (word == "and" or word in words.cardinals) and (rest := self._rest(tree, k, stop, current, total)):
                current, k = current + rest[0], rest[1]
                found.plain = False
            else:
                break
            j = k + 1
        value = _clean(total + current)
        if found.scaled and found.low:
            found.power = value / found.low
        found.low = found.high = value
        found.end = j

    @staticmethod
    def _follows_sign(tree: Tree, i: int) -> bool:
        return i > 0 and tree.upos[i - 1] == "SYM"

    def _rest(self, tree: Tree, k: int, stop: int, current: float, total: float) -> tuple[float, int] | None:
        """What is added behind "two hundred" or "two": (value, last token)."""
        words = self._words
        j = k
        if tree.lowers[k] == "and":
            j = self._past_dash(tree, k + 1, stop)
            half = self._half_after(tree, j, stop)
            if half is not None and current < 100:
                return half
        if j >= stop or tree.lowers[j] not in words.cardinals or (current < 100 and not total) or current % 100:
            return None
        if tree.words[j - 1][:1].isdigit():  # "100 two-metre fences"
            return None
        return self._read_small(tree, j, stop)

    def _read_small(self, tree: Tree, j: int, stop: int) -> tuple[float, int]:
        cardinals = self._words.cardinals
        value, last = cardinals[tree.lowers[j]], j
        if value >= 20:
            k = self._past_dash(tree, j + 1, stop)
            if k < stop and 0 < cardinals.get(tree.lowers[k], 0) < 10:
                value, last = value + cardinals[tree.lowers[k]], k
        return float(value), last

    def _half_after(self, tree: Tree, j: int, stop: int) -> tuple[float, int] | None:
        if j < stop and tree.lowers[j] in self._words.articles:
            k = self._past_dash(tree, j + 1, stop)
            if k < stop and tree.lowers[k] in ("half", "quarter"):
                return (0.5 if tree.lowers[k] == "half" else 0.25), k
        return None

    def half_after(self, tree: Tree, j: int, stop: int) -> tuple[float, int] | None:
        """The half of "and a half" at token j, and the token behind it."""
        if j < stop and tree.lowers[j] == "and":
            half = self._half_after(tree, self._past_dash(tree, j + 1, stop), stop)
            return half and (half[0], half[1] + 1)
        return None

    def _read_plural(self, tree: Tree, i: int, stop: int) -> Numeral | None:
        """A plural such as "dozens" or "tens of thousands"."""
        words = self._words
        low, end = float(words.plurals[tree.lowers[i]]), i + 1
        is_of = end < stop and tree.lowers[end] == "of"
        if is_of and end + 1 < stop and tree.lowers[end + 1] in words.plurals:
            low, end = low * words.plurals[tree.lowers[end + 1]], end + 2
        elif tree.lowers[i] in words.plurals_of and not is_of and not self._stands_alone(tree, i):
            return None
        return Numeral(i, end, low * words.least_of_plural, None, about=True, scaled=True)

    @staticmethod
    def _stands_alone(tree: Tree, i: int) -> bool:
        """Whether "scores" is a subject without a word beside it, unlike "unsettled scores"."""
        return tree.deps[i].startswith("nsubj") and not tree.children[i]

    def _read_vague(self, tree: Tree, i: int, stop: int) -> Numeral | None:
        words = self._words
        word = tree.lowers[i]
        start = i
        if word in words.vague_article:
            if i == 0 or tree.lowers[i - 1] not in (*words.articles, "last", "next", "past"):
                return None
            start = i - (tree.lowers[i - 1] in words.articles)
        low = float(words.vague[word])
        found = Numeral(start, i + 1, low, low if word in words.vague_closed else None, about=True, scaled=True)
        if found.end < stop and (tree.lowers[found.end] in words.magnitudes or tree.lowers[found.end] in words.plurals):
            following = tree.lowers[found.end]
            found.scale(words.magnitudes.get(following) or words.plurals[following])
            found.end += 1
        return found

    def _read_half(self, tree: Tree, i: int, stop: int) -> Numeral | None:
        """Half of something: "half a million", "half-dozen", "half an hour", "half of", "half the", "half-hour"."""
        words = self._words
        j = self._past_dash(tree, i + 1, stop)
        if j >= stop or (tree.child(i, "amod") or i) < i:  # "the second half"
            return None
        article = tree.lowers[j] in words.articles
        k = self._past_dash(tree, j + 1, stop) if article else j
        if k < stop and tree.lowers[k] in words.magnitudes:
            value = 0.5 * words.magnitudes[tree.lowers[k]]
            start = i - (i > 0 and tree.lowers[i - 1] in words.articles)
            return Numeral(start, k + 1, value, value, about=tree.lowers[k] in words.round, scaled=True)
        if article:
            return Numeral(i, j + 1, 0.5, 0.5)
        if j > i + 1:
            start = i - (i > 0 and tree.lowers[i - 1] in words.articles)
            return Numeral(start, i + 1, 0.5, 0.5)
        if tree.lowers[j] in words.halved:
            return Numeral(i, i + 1, 50.0, 50.0, share=True)
        return None

    def _read_after_article(self, tree: Tree, i: int, stop: int) -> Numeral | None:
        """A magnitude or fraction after an article: "a million", "a third of"."""
        words = self._words
        if i == 0 or tree.lowers[i - 1] not in words.articles:
            return None
        word = tree.lowers[i]
        if word in words.magnitudes:
            value = words.magnitudes[word]
            found = Numeral(i - 1, i + 1, value, value, about=word in words.round, scaled=True)
            if i + 1 < stop and tree.lowers[i + 1] in words.magnitudes:
                found.scale(words.magnitudes[tree.lowers[i + 1]])
                found.end += 1
            return found
        if word in words.fractions and i + 1 < stop and tree.lowers[i + 1] == "of":
            return self._share(tree, Numeral(i - 1, i + 1, 1, 1), words.fractions[word], stop)
        return None

    def _fraction(self, tree: Tree, found: Numeral, stop: int) -> Numeral:
        """The number as it is, or with the fraction or base behind it: "two-thirds", "one in five"."""
        words = self._words
        j = self._past_dash(tree, found.end, stop)
        if j >= stop or found.high is None or found.low > 99 or not found.plain:
            return found
        word = tree.lowers[j]
        if word in words.fractions and (word.endswith("s") == (found.low != 1)):
            if j > found.end or (j + 1 < stop and tree.lowers[j + 1] in ("of", "the")):
                found.end = j + 1
                return self._share(tree, found, words.fractions[word], stop)
        elif j == found.end and word in words.in_words and found.low <= 10:
            k = j + 1 + (word == "out" and j + 1 < stop and tree.lowers[j + 1] == "of")
            base = self._base(tree, k, stop)
            if base is not None and found.low < base[0]:
                value = _clean(100 * found.low / base[0])
                return Numeral(found.start, base[1], value, value, share=True)
        return found

    def _base(self, tree: Tree, k: int, stop: int) -> tuple[float, int] | None:
        """The base of "one in five" and "one in every 3,000"; without "every" up to 100, so that it is no year."""
        every = k < stop and tree.lowers[k] == "every"
        k += every
        if k >= stop:
            return None
        word = tree.lowers[k].replace(",", "")
        if word in self._words.cardinals:
            value: float = self._words.cardinals[word]
        elif word.isascii() and word.isdigit():
            value = float(word)
        else:
            return None
        return (value, k + 1) if value >= 2 and (every or value <= 100) else None

    def _share(self, tree: Tree, found: Numeral, part: float, stop: int) -> Numeral:
        """A part of a whole in per cent, or of a magnitude ("a quarter of a million") as that number."""
        words = self._words
        value = found.low * part
        j = found.end
        if j + 2 < stop and tree.lowers[j] == "of" and tree.lowers[j + 1] in words.articles:
            if tree.lowers[j + 2] in words.magnitudes:
                value = _clean(value * words.magnitudes[tree.lowers[j + 2]])
                return Numeral(found.start, j + 3, value, value, scaled=True)
            return Numeral(found.start, j + 2, value, value, share=True, part=True)
        value = _clean(100 * value)
        return Numeral(found.start, j, value, value, share=True)

    def _past_dash(self, tree: Tree, j: int, stop: int) -> int:
        """The token behind a dash at j that stands without spaces; j where there is none."""
        if (
            j + 1 < stop
            and tree.lowers[j] in self._words.dashes
            and tree.ends[j] == tree.starts[j + 1]
            and tree.starts[j] == tree.ends[j - 1]
        ):
            return j + 1
        return j


def _clean(value: float) -> float:
    """The number without the dust of floating point."""
    return float(f"{value:.12g}")
