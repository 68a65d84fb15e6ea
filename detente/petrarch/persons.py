"""Persons, and their times in office as half-open spells."""

from __future__ import annotations

from collections import Counter
from itertools import chain, count
from typing import TYPE_CHECKING, Any

from detente.actors.phrases import key_of
from detente.petrarch.codes import day_of
from detente.petrarch.names import is_organisation, is_word, slug
from detente.petrarch.outcome import KNOWN, OFFICES, PERSONS

if TYPE_CHECKING:
    from detente.actors.directory import Directory
    from detente.petrarch.codes import Code, Coded, CodeWords, Meaning
    from detente.petrarch.descriptions import Descriptions
    from detente.petrarch.names import Named
    from detente.petrarch.outcome import Conversion

__all__ = ["PersonWriter"]

WORDS = range(2, 5)
"""How many words a name without dates has if it is a person's."""


class PersonWriter:
    """Enters persons into a conversion.

    Args:
        done: Where to enter them.
        directory: What is known already.
        words: The word lists.
        descriptions: Tells names from descriptions.
    """

    def __init__(self, done: Conversion, directory: Directory, words: CodeWords, descriptions: Descriptions) -> None:
        self._done, self._directory, self._words, self._descriptions = done, directory, words, descriptions
        self._ids = directory.persons.numbers()
        self._bearers: dict[tuple[str, str], str] = {}

    def is_person(self, names: list[Named], coded: list[Coded]) -> bool:
        """Whether the names are those of a person: known, coded for a time, or made so and coded as persons are."""
        own = [self._descriptions.own_name(one.name) for one in names]
        bodies = [is_organisation(name, self._words) for name in own]
        full = [name for name, body in zip(own, bodies, strict=True) if " " in name and not body]
        if not full or bodies[0]:
            return False
        if any(code.dated for code, _ in coded) or any(map(self._numbers, full)):
            return True
        tokens = full[0].split(" ")
        made = len(tokens) in WORDS and tokens[0][0].isupper() and not is_word(tokens[0])
        return made and not any(bodies) and all(meaning.speaks for _, meaning in coded)

    def add(self, names: list[Named], coded: list[Coded]) -> None:
        """Enter a person; one who is known gets further spellings only, since the tables know the offices better."""
        owners = Counter(meaning.owner for _, meaning in coded if meaning.owner is not None)
        if not owners:
            self._done.leave(names[0].line, "a person needs a state or body")
            return
        state = owners.most_common(1)[0][0]
        full = self._full_names(names)
        id_ = self._id(full, state, set(owners))
        if id_ in self._ids:
            spellings = [name for name in full if not self._is_known(name, id_)]
            self._done.counts[KNOWN] += len(full) - len(spellings)
            if spellings:
                self._enter_names(id_, spellings, self._directory.persons[self._ids[id_]].state)
            return
        row = self._done.actors["persons"].get(id_)
        if row is None:
            row = self._done.actors["persons"][id_] = {"name": full[0], "state": state}
            self._done.counts[PERSONS] += 1
        self._enter_names(id_, [name for name in full if name != row["name"]], state)
        self._bearers[key_of(row["name"]), state] = id_
        spells = [spell for code, meaning in coded if (spell := self._spell(code, meaning)) is not None]
        if spells:
            row.setdefault("offices", []).extend(spells)
            self._done.counts[OFFICES] += len(spells)

    def _full_names(self, names: list[Named]) -> list[str]:
        """Names of two words or more, without titles; a word alone is left out where it is not part of them."""
        own = {one: self._descriptions.own_name(one.name) for one in names}
        bodies = {one for one, name in own.items() if is_organisation(name, self._words)}
        full = {key_of(name): name for one, name in reversed(own.items()) if " " in name and one not in bodies}
        parts = {part for key in full for part in key.split(" ")}
        for one, name in own.items():
            if one in bodies:
                self._done.leave(one.line, "no name of a person")
            elif " " not in name and key_of(name) not in parts:
                self._done.leave(one.line, "one word or a title, no full name of a person")
        return list(full.values())[::-1]

    def _numbers(self, name: str) -> tuple[int, ...]:
        return self._directory.full_names.values.get(key_of(name), ())

    def _id(self, full: list[str], state: str, owners: set[str]) -> str:
        """The id of the person: known, entered before, or new."""
        for name in full:
            found = next((number for number in self._numbers(name) if self._is_of(number, owners)), None)
            if found is not None:
                return self._directory.persons[found].id
        for name in full:
            if (key_of(name), state) in self._bearers:
                return self._bearers[key_of(name), state]
        base = slug(full[0])
        tries = chain(
            (base,), (f"{base}-{state.lower()}",), (f"{base}-{state.lower()}-{number}" for number in count(2))
        )
        return next(id_ for id_ in tries if id_ not in self._ids and id_ not in self._done.actors["persons"])

    def _is_of(self, number: int, owners: set[str]) -> bool:
        """Whether a known person is of one of these states or bodies, or held an office there."""
        own = self._directory.persons[number].state
        offices = {spell.office.state for spell in self._directory.spells(number)}
        return not owners.isdisjoint({own, self._directory.state_of(own), *offices})

    def _is_known(self, name: str, id_: str) -> bool:
        return any(self._directory.persons[number].id == id_ for number in self._numbers(name))

    def _enter_names(self, id_: str, names: list[str], state: str) -> None:
        for name in names:
            bearer = self._bearers.setdefault((key_of(name), state), id_)
            listed = self._done.actors["persons"].get(id_, {}).get("aliases", ())
            if bearer == id_ and name not in listed and not self._is_another(name, id_, state):
                self._done.names("persons", id_, "aliases").append(name)

    def _is_another(self, name: str, id_: str, state: str) -> bool:
        found = (self._directory.persons[number] for number in self._numbers(name))
        return any(row.state == state and row.id != id_ for row in found)

    def _spell(self, code: Code, meaning: Meaning) -> dict[str, Any] | None:
        """The time in office that a code gives, if it names an office and a first day."""
        role = meaning.role
        if role.office is None or meaning.owner is None or not code.dated:
            return None
        first = day_of(code.first, self._words.pivot) if code.first else None
        last = day_of(code.last, self._words.pivot, after=True) if code.last else None
        if first is None or (code.last is not None and (last is None or last <= first)):
            reason = (
                "an office needs a first day" if code.first is None else "no such days, or the last before the first"
            )
            self._done.leave(code.line, reason)
            return None
        office = f"{meaning.owner}.{role.office}"
        self._done.actors["offices"][office] = {
            "state": meaning.owner, "role": role.office, "title": role.title, "single": "no",
        }  # fmt: skip
        return {"office": office, "from": first} | ({"to": last} if last else {})
