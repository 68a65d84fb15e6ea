"""Phrase tables over tokens: names are compared folded, with hyphens and middle initials left out."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING, Generic, TypeVar

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["PhraseBook", "Phrases", "fold", "fold_tokens", "key_of", "keys_of"]

V = TypeVar("V")
_MARKS = re.compile(r"[\u0300-\u036f]+")
_LETTERS = str.maketrans(
    {"’": "'", "ł": "l", "Ł": "l", "ı": "i", "ø": "o", "Ø": "o", "đ": "d", "Đ": "d", "ð": "d", "Ð": "d", "þ": "th",
     "Þ": "th", "æ": "ae", "Æ": "ae", "œ": "oe", "Œ": "oe", "ß": "ss", "ə": "a", "Ə": "a"}
)  # fmt: skip
"""Letters that are no letter with a mark, as English-language newspapers write them."""


def fold(text: str) -> str:
    """Lower case without accents.

    >>> fold("Élysée"), fold("Løkke")
    ('elysee', 'lokke')
    """
    if text.isascii():
        return text.lower()
    plain = unicodedata.normalize("NFKD", text.translate(_LETTERS))
    return _MARKS.sub("", plain).lower()


def fold_tokens(words: list[str], lowers: list[str]) -> list[str]:
    """The tokens as phrases compare them."""
    return [low if low.isascii() else fold(word) for word, low in zip(words, lowers, strict=True)]


def key_of(phrase: str) -> str:
    """A phrase as the folded tokens of a text spell it: hyphens gone, "'s", "s'" and "," apart.

    >>> key_of("People's Daily"), key_of("Moon Jae-in")
    ("people 's daily", 'moon jae in')
    """
    key = fold(phrase)
    if "-" in key:
        key = key.replace("-", " ")
    if "'s" in key:
        key = f"{key} ".replace("'s ", " 's ").strip()
    if "s' " in key:
        key = key.replace("s' ", "s ' ")
    if "," in key:
        key = key.replace(",", " ,")
    return key


def keys_of(phrases: list[str]) -> list[str]:
    """The keys of many phrases in one pass; none may hold a line break or end in "'s".

    >>> keys_of(["Moon Jae-in", "Édouard Philippe"])
    ['moon jae in', 'edouard philippe']
    """
    return key_of("\n".join(phrases)).split("\n")


class Phrases(Generic[V]):
    """Values by phrase, with the longest phrase that begins at a token found in a few look-ups.

    Attributes:
        longest: The most words of a phrase by its first word.
        values: The values by the keys of the phrases.
    """

    __slots__ = ("longest", "values")

    def __init__(self, longest: Mapping[str, int], values: Mapping[str, V]) -> None:
        self.longest, self.values = longest, values

    def match(self, folded: list[str], start: int, stop: int) -> tuple[int, V] | None:
        """The longest phrase that begins at token `start` and ends by `stop`: its end and its value.

        Tokens "-" and blanks do not count; a middle initial ("J.") may stand between, not at the end.
        """
        limit = self.longest.get(folded[start])
        if limit is None:
            return None
        best: tuple[int, V] | None = None
        key, bare, count, at, whole = folded[start], folded[start], 1, start + 1, True
        while True:
            found = self.values.get(key) or (self.values.get(bare) if whole and bare is not key else None)
            if found is not None:
                best = (at, found)
            while at + 1 < stop and folded[at] in ("-", " ", "  "):
                at += 1
            if at >= stop or count > limit:
                return best
            token = folded[at]
            key = f"{key} {token}"
            whole = not (len(token) <= 2 and token[0].isalpha() and token[-1] in "." + token[0])
            if whole:
                bare = f"{bare} {token}"
            count += 1
            at += 1


class PhraseBook(Phrases[V]):
    """Phrases that are entered one by one."""

    __slots__ = ("_longest", "_values")

    def __init__(self) -> None:
        self._longest: dict[str, int] = {}
        self._values: dict[str, V] = {}
        super().__init__(self._longest, self._values)

    def add(self, key: str, value: V) -> None:
        """Enter a value under a key from `key_of`."""
        first = key.partition(" ")[0]
        count = key.count(" ") + 1
        if count > self._longest.get(first, 0):
            self._longest[first] = count
        self._values[key] = value
