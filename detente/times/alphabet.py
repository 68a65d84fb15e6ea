"""One letter a token: the alphabet over which the patterns of time run."""

from __future__ import annotations

from typing import TYPE_CHECKING

from detente.errors import DataError
from detente.times.shape import NUMERIC_ROLES, numeric_roles

if TYPE_CHECKING:
    from collections.abc import Iterable

    from detente.times.words import Words

__all__ = ["BLANK", "Alphabet"]

BLANK = " "
_FIRST_LETTER = 0x4E00  # any block of letters that regular expressions leave alone
_NUMERIC_SAMPLES = (
    "00 0 1 5 12 13 31 32 45 99 100 999 1000 1500 1999 20th 31st 45th 1990s 90s 2020-01-02 2020-01 1/2/2003 10:30 5-6 "
    "2015-16 0000 0830 1230 1300 1575 1930 1975 2030 2075 2130 2399 5pm 5,000 2.5 1/2 mid-2023 "
    "mid-1990s fy2023 347ad 9/11 2022's"
)


class Alphabet:
    """Letters for words by the roles they play, for the roles and literal words that the patterns name."""

    def __init__(self, words: Words, literals: Iterable[str]) -> None:
        roles: dict[str, set[str]] = {}
        for role, members in words.roles.items():
            for word in members:
                roles.setdefault(word, set()).add(role.upper())
        for word in literals:
            roles.setdefault(word, set()).add(f"={word}")
        self._letter_of: dict[frozenset[str], str] = {}
        self.words = {word: self._letter(frozenset(names)) for word, names in roles.items()}
        for sample in _NUMERIC_SAMPLES.split():
            self._letter(numeric_roles(sample))
        self.known = {role.upper() for role in words.roles} | NUMERIC_ROLES

    def _letter(self, roles: frozenset[str]) -> str:
        if roles not in self._letter_of:
            self._letter_of[roles] = chr(_FIRST_LETTER + len(self._letter_of)) if roles else BLANK
        return self._letter_of[roles]

    def letters(self, role: str) -> str:
        """The letters of all tokens that can play a role or, written "=of", are that word.

        Raises:
            DataError: No word list and no shape of numbers has that name.
        """
        if not role.startswith("=") and role not in self.known:
            raise DataError(f"times/rules.yml: unknown role {role!r}; known: {', '.join(sorted(self.known))}")
        return "".join(letter for roles, letter in self._letter_of.items() if role in roles)

    def number(self, word: str) -> str:
        """The letter of a token with digits, or the blank."""
        return self._letter_of.get(numeric_roles(word), BLANK)
