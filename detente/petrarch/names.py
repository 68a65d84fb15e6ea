"""Names as dictionaries write them ("BAN_KI-MOON_") as newspapers write them ("Ban Ki-Moon")."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from detente.actors.phrases import fold, key_of

if TYPE_CHECKING:
    from detente.petrarch.codes import CodeWords
    from detente.petrarch.dictionary import Line

__all__ = ["Named", "is_organisation", "is_word", "own_name", "slug", "spellings"]

_BRACKET = re.compile(r"\(([^)]*)\)?")
_GAP = re.compile(r"[\s_]+")
_SHORT = 5
"""Most letters of an acronym."""
TWO = 2
_ID = 48


@dataclass(frozen=True, slots=True)
class Named:
    """A name as newspapers write it, and the line that gives it."""

    line: Line
    name: str

    @property
    def key(self) -> str:
        """The name as texts are searched for it."""
        return key_of(self.name)


def spellings(written: str, words: CodeWords) -> tuple[str, ...]:
    """The name, and the acronym that stands behind it in brackets; () where it can be no name in a text.

    Args:
        written: As the dictionary has it.
        words: The word lists.
    """
    bracketed = [inner.strip("_ ") for inner in _BRACKET.findall(written)]
    bare = _GAP.sub(" ", _BRACKET.sub(" ", written)).strip(" ,-")
    acronyms = [one for one in bracketed if one.isalpha() and 1 < len(one) <= _SHORT]
    tokens = bare.split(" ")
    if tokens[0].lower() == "the" or tokens[-1].lower() == "the":  # "The Base", "Order, The"
        tokens = tokens[1:] if tokens[0].lower() == "the" else tokens[:-1]
        if len(tokens) < TWO:
            return ()
    name = " ".join(_cased(token, words, first=at == 0, alone=len(tokens) == 1) for at, token in enumerate(tokens))
    if not any(letter.isalpha() for letter in name) or "/" in name or "+" in name or len(name) == 1:
        return ()
    return (name, *acronyms)


def _cased(token: str, words: CodeWords, *, first: bool, alone: bool) -> str:
    low = token.lower()
    if low in words.capitals or (alone and _is_acronym(token)) or re.fullmatch(r"(\w\.)+", token):
        return token.upper()
    if "-" in token:
        parts = token.split("-")
        return "-".join(_cased(part, words, first=first and at == 0, alone=False) for at, part in enumerate(parts))
    if low in words.particles and not (first and not alone and low not in ("al", "el")):
        return low
    return re.sub(r"(^|')(\w)(?=\w|\.|$)", lambda found: found[1] + found[2].upper(), low, count=1)


def _is_acronym(token: str) -> bool:
    """Whether a word in capitals is one in a text too: short, or without vowels."""
    return token.isalpha() and (len(token) < _SHORT or not re.search("[AEIOUY]", token))


def own_name(name: str, words: CodeWords) -> str:
    """A person's name without the titles before it.

    >>> from detente.actors import load_directory
    >>> from detente.petrarch.codes import load_codes
    >>> words = load_codes(load_directory()).words
    >>> own_name("Foreign Minister Ashraf Ghani", words), own_name("UN Secretary-General Kofi Annan", words)
    ('Ashraf Ghani', 'Kofi Annan')
    """
    tokens = name.split(" ")
    lows = [token.lower() for token in tokens]
    if lows[0] not in words.titles and lows[0] not in words.capitals:
        return name
    last = max((at for at, low in enumerate(lows[:-1]) if low in words.titles), default=-1)
    return " ".join(tokens[last + 1 :])


def is_organisation(name: str, words: CodeWords) -> bool:
    """Whether a name is that of an organisation by one of its words."""
    return any(part.lower() in words.organisations for part in re.split(r"[\s-]+", name))


def is_word(token: str) -> bool:
    """Whether a token is a word of English, which first names are not.

    >>> is_word("Counterpart"), is_word("Louise")
    (True, False)
    """
    from lemminflect import getAllLemmas

    return bool(getAllLemmas(token.lower()))


def slug(name: str) -> str:
    """A name as an id.

    >>> slug("Kofi A. Annan")
    'kofi-a-annan'
    """
    return re.sub(r"[^a-z0-9]+", "-", fold(name)).strip("-")[:_ID].rstrip("-")
