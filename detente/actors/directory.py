"""Who is who: names to actors, and who held which office on a day. Built once from the tables, then only read."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from detente.actors.additions import add_actors
from detente.actors.person_index import read_index
from detente.actors.phrases import PhraseBook, Phrases, key_of
from detente.actors.spells import Spell, first_day, meets, spells_of
from detente.actors.tables import load_tables
from detente.extension import NO_EXTENSION
from detente.lexicon import ExtendedTable

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from detente.actors.person_index import PersonIndex
    from detente.actors.tables import (
        BodyRow,
        Calling,
        CollectiveRow,
        OfficeRow,
        PersonRow,
        StateRow,
        Tables,
        TerritoryRow,
        Words,
    )
    from detente.extension import Extension
    from detente.lexicon import LongTable

__all__ = ["Directory", "Name", "build_directory", "load_directory"]


@dataclass(frozen=True, slots=True)
class Name:
    """One spelling of a name of a state or body; `cased` are its words as they must be capitalised."""

    kind: str
    ids: tuple[str, ...]
    cased: str
    exact: bool


@dataclass(slots=True)
class Directory:
    """The tables with their indexes.

    Attributes:
        names: Names of states and bodies (several where an alias is shared).
        index: Names of persons to their numbers in `persons`.
        titles: Office words to the roles they may mean (() for an office without a role).
        rank: Seniority of each role, 1 first.
        collectives: States that are named together, without those that are a body.
        territories: Disputed territories; their names lend no state.
        with_article: Folded names of collectives that need "the" before them ("the West").
    """

    words: Words
    calling: Calling
    states: dict[str, StateRow]
    bodies: dict[str, BodyRow]
    offices: LongTable[OfficeRow]
    persons: LongTable[PersonRow]
    index: PersonIndex
    names: PhraseBook[tuple[Name, ...]] = field(default_factory=PhraseBook)
    titles: PhraseBook[tuple[str, ...]] = field(default_factory=PhraseBook)
    rank: dict[str, int] = field(default_factory=dict)
    collectives: dict[str, CollectiveRow] = field(default_factory=dict)
    territories: dict[str, TerritoryRow] = field(default_factory=dict)
    with_article: set[str] = field(default_factory=set)
    by_word: dict[str, list[int]] = field(default_factory=dict)
    office_numbers: dict[str, int] = field(default_factory=dict)
    spells_cache: dict[int, tuple[Spell, ...]] = field(default_factory=dict)

    @property
    def full_names(self) -> Phrases[tuple[int, ...]]:
        """Full names to numbers of persons."""
        return self.index.full_names

    @property
    def families(self) -> Mapping[str, tuple[int, ...]]:
        """Folded family names to numbers of persons."""
        return self.index.families

    def office(self, id_: str) -> OfficeRow:
        """An office by its id."""
        return self.offices[self.office_numbers[id_]]

    def spells(self, number: int) -> tuple[Spell, ...]:
        """The spells of a person, parsed on first use."""
        found = self.spells_cache.get(number)
        if found is None:
            found = self.spells_cache[number] = spells_of(self.persons[number], self.office)
        return found

    def actor_name(self, actor: str) -> str:
        """The display name of a state or body (the id itself where there is none)."""
        if actor in self.states:
            return self.states[actor].name
        if actor in self.bodies:
            return self.bodies[actor].name
        if actor in self.territories:
            return self.territories[actor].name
        return self.collectives[actor].name or actor if actor in self.collectives else actor

    def members(self, collective: str, start: datetime | None, end: datetime | None) -> tuple[str, ...]:
        """Codes of who belongs to a collective at some time in [start, end).

        >>> from datetime import datetime
        >>> from detente.actors import load_linker
        >>> "RUS" in load_linker().directory.members("G8", datetime(2015, 1, 1), datetime(2015, 1, 2))
        False
        """
        found = (member_of(cell) for cell in self.collectives[collective].members)
        return tuple(code for code, first, last in found if meets(first, last, start, end))

    def state_of(self, actor: str) -> str | None:
        """The state a state or body belongs to; an international body stands for itself."""
        if actor in self.states:
            return actor
        body = self.bodies.get(actor)
        if body is None:
            return None
        return body.state or (actor if body.kind == "IGO" else None)

    def sector(self, office: OfficeRow) -> str:
        """PLOVER's sector of an office: that of the body whose office it is, else by its role."""
        body = self.bodies.get(office.state)
        return body.sector if body else self.words.role_sectors.get(office.role, "GOV")

    def holders(
        self, state: str, roles: tuple[str, ...], start: datetime | None, end: datetime | None
    ) -> list[tuple[int, Spell]]:
        """Who held an office with one of these roles in a state or body at some time in [start, end), seniors first."""
        found = [
            (number, spell)
            for number in self.index.by_state.get(state, ())
            for spell in self.spells(number)
            if spell.office.state == state and spell.office.role in roles and spell.overlaps(start, end)
        ]
        return sorted(found, key=lambda pair: (self.rank.get(pair[1].office.role, 9), pair[1].start))


def load_directory(extension: Extension = NO_EXTENSION) -> Directory:
    """Read the shipped tables, and what a user adds to them, and index them (some 50 ms; keep it).

    Raises:
        DataError: An entry of the extension is not well formed or clashes with what ships.
    """
    tables = load_tables()
    return build_directory(add_actors(tables, extension) if extension.has("actors") else tables)


def build_directory(tables: Tables) -> Directory:
    """Index the tables."""
    persons = tables.persons
    directory = Directory(
        words=tables.words,
        calling=tables.calling,
        states={row.iso3: row for row in tables.states},
        bodies={row.id: row for row in tables.bodies},
        offices=tables.offices,
        persons=persons,
        index=read_index(persons.changed if isinstance(persons, ExtendedTable) else None, tables.words),
        office_numbers=tables.offices.numbers(),
    )
    _add_states(directory)
    _add_bodies(directory)
    _add_collectives(directory, tables.collectives)
    _add_territories(directory, tables.territories)
    _add_titles(directory)
    return directory


def _add_name(directory: Directory, kind: str, ids: tuple[str, ...], alias: str) -> None:
    key = key_of(alias)
    letters = alias.replace(".", "").replace("-", "").replace("+", "")
    exact = len(letters) <= 5 and letters.isupper() and " " not in alias
    name = Name(kind, ids, alias.replace("-", " ").replace("’", "'"), exact)
    directory.names.add(key, (*directory.names.values.get(key, ()), name))


def _add_states(directory: Directory) -> None:
    for row in directory.states.values():
        for kind, aliases in (
            ("state", (row.name, *row.aliases)), ("demonym", row.adjectives), ("people", row.people),
            ("capital", row.capitals), ("seat", row.seats), ("city", row.cities),
        ):  # fmt: skip
            for alias in aliases:
                _add_name(directory, kind, (row.iso3,), alias)
    words = directory.words
    for alias in words.koreas.names:
        _add_name(directory, "plural", words.koreas.states, alias)
    for alias in words.not_actors:
        _add_name(directory, "none", (), alias)


def _add_bodies(directory: Directory) -> None:
    for row in directory.bodies.values():
        for alias in (row.name, *row.aliases):
            _add_name(directory, "seat" if row.kind == "SEAT" else "body", (row.id,), alias)


def _add_collectives(directory: Directory, rows: tuple[CollectiveRow, ...]) -> None:
    for row in rows:
        if row.name is not None:
            directory.collectives[row.id] = row
        for alias in row.aliases:
            bare = alias.removeprefix("the ")
            if bare != alias:
                directory.with_article.add(key_of(bare))
            _add_name(directory, "collective", (row.id,), bare)
        for adjective in row.adjectives:
            key, cased = key_of(adjective), adjective.replace("-", " ")
            for noun in directory.words.collective_nouns:
                name = Name("collective", (row.id,), f"{cased} {noun}", False)
                directory.names.add(f"{key} {noun}", (*directory.names.values.get(f"{key} {noun}", ()), name))


def _add_territories(directory: Directory, rows: tuple[TerritoryRow, ...]) -> None:
    for row in rows:
        directory.territories[row.id] = row
        for alias in (row.name, *row.aliases):
            _add_name(directory, "territory", (row.id,), alias)


def member_of(cell: str) -> tuple[str, datetime | None, datetime | None]:
    """A member's code, the day it joins and the day it leaves.

    >>> member_of("RUS>1997-06-20<2014-03-24")[0]
    'RUS'
    """
    code, _, last = cell.partition("<")
    code, _, first = code.partition(">")
    return code, first_day(first) if first else None, first_day(last) if last else None


def _add_titles(directory: Directory) -> None:
    words, found = directory.words, dict[str, list[str]]()
    for role, entry in words.roles.items():
        directory.rank[role] = entry.rank
        for phrase in entry.words:
            found.setdefault(key_of(phrase), []).append(role)
    calling = directory.calling
    for phrase in [f"{owner} {head}" for owner in calling.spoken_for for head in calling.speakers]:
        found.setdefault(key_of(phrase), []).append(calling.spoken_role)
    for phrase in words.other_titles:
        found.setdefault(key_of(phrase), [])
    for key, roles in found.items():
        directory.titles.add(key, tuple(roles) or ("",))
