"""CAMEO's actor codes and the days they hold, as our codes of states and bodies, sectors, and half-open spells."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from detente.lexicon import Row, load_lexicon
from detente.petrarch.dictionary import Code

if TYPE_CHECKING:
    from detente.actors.directory import Directory

__all__ = ["Code", "CodeWords", "Coded", "Codes", "Meaning", "RoleCode", "day_of", "load_codes"]

LETTERS = 3


class RoleCode(Row, frozen=True, kw_only=True):
    """What three letters for a role mean: of a body its kind and sector, of a person an office.

    `speaks`: persons, more than groups, are coded so.
    """

    kind: str | None = None
    sector: str | None = None
    office: str | None = None
    title: str | None = None
    speaks: bool = False


class CodeWords(Row, frozen=True, kw_only=True):
    """`petrarch/codes.yml`; its comments say what each is for."""

    states: dict[str, str]
    regions: frozenset[str]
    international: dict[str, str]
    sectors: dict[str, str]
    bodies: dict[str, str]
    roles: dict[str, RoleCode]
    staff: RoleCode
    pivot: int
    organisations: frozenset[str]
    titles: frozenset[str]
    particles: frozenset[str]
    capitals: frozenset[str]


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a code means.

    Attributes:
        owner: The state or body it begins with; None for a region.
        role: The first role in it.
        kind: The kind of body that is coded so, if one can be.
        bare: Whether it means the owner as a whole.
    """

    owner: str | None
    role: RoleCode
    kind: str | None
    bare: bool

    @property
    def speaks(self) -> bool:
        """Whether persons are coded so even where no dates stand by it."""
        return self.owner is not None and (self.role.speaks or self.kind == "IGO")


Coded = tuple[Code, Meaning]


@dataclass(frozen=True, slots=True)
class Codes:
    """The word lists with the codes of states as CAMEO has them."""

    words: CodeWords
    states: dict[str, str]

    def meaning(self, code: str) -> Meaning | str:
        """What a code means, or why it means nothing here."""
        words = self.words
        if code.startswith("~"):
            return "a noun for people of any state; detente takes whose they are from the text"
        if not code.strip("-"):
            return "the null code: no actor at that time"
        if "/" in code:
            return f"a code of several actors: {code}"
        parts = [code[at : at + LETTERS] for at in range(0, len(code), LETTERS)]
        roles = [words.roles[part] for part in parts[1:] if part in words.roles]
        role = roles[0] if roles else RoleCode()
        if parts[0] in words.international:
            body = next((words.bodies[part] for part in reversed(parts) if part in words.bodies), None)
            whole = not roles and body is not None
            return Meaning(body, words.staff if body else role, words.international[parts[0]], bare=whole)
        if parts[0] in words.regions:
            return Meaning(None, role, role.kind, bare=False)
        if parts[0] not in self.states:
            return f"no state, region or kind of body is coded {parts[0]}"
        return Meaning(self.states[parts[0]], role, role.kind, bare=len(parts) == 1)


def load_codes(directory: Directory) -> Codes:
    """Read the word lists; states by the code that GDELT, and so CAMEO, gives them."""
    words = load_lexicon("petrarch/codes.yml", CodeWords)
    states = {row.iso3: row.iso3 for row in directory.states.values()}
    for code, iso3 in words.states.items():
        if iso3 in directory.states:
            states.setdefault(code, iso3)
    for row in directory.states.values():
        if row.gdelt is not None:
            states.setdefault(row.gdelt, row.iso3)
    return Codes(words, states)


def day_of(digits: str, pivot: int, *, after: bool = False) -> str | None:
    """A day as a spell has it; `after` for the day after, since a spell ends before its last. None where there is none.

    >>> day_of("011222", 30), day_of("19790706", 30), day_of("041231", 30, after=True), day_of("030230", 30)
    ('2001-12-22', '1979-07-06', '2005-01-01', None)
    """
    if len(digits) not in (6, 8):
        return None
    if len(digits) == 6:
        digits = f"{'20' if int(digits[:2]) <= pivot else '19'}{digits}"
    try:
        day = date(int(digits[:4]), int(digits[4:6]), int(digits[6:]))
        return (day + timedelta(days=after)).isoformat()
    except (ValueError, OverflowError):
        return None
