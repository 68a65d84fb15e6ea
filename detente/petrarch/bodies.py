"""Names of states, of places in them, and of bodies and groups."""

from __future__ import annotations

from difflib import SequenceMatcher
from itertools import chain, count
from typing import TYPE_CHECKING

from detente.actors.phrases import key_of
from detente.petrarch.names import is_organisation, slug
from detente.petrarch.outcome import BODIES, KNOWN, PLACES, STATES

if TYPE_CHECKING:
    from detente.actors.directory import Directory
    from detente.petrarch.codes import Coded, CodeWords, Meaning
    from detente.petrarch.descriptions import Descriptions
    from detente.petrarch.names import Named
    from detente.petrarch.outcome import Conversion

__all__ = ["BodyWriter"]

ALIKE, SHORT = 0.75, 4
"""Least likeness of a name to one of the state's for it to mean the state; shorter names are no measure."""


class BodyWriter:
    """Enters states and bodies into a conversion.

    Args:
        done: Where to enter them.
        directory: What is known already.
        words: The word lists.
        descriptions: Tells names from descriptions.
    """

    def __init__(self, done: Conversion, directory: Directory, words: CodeWords, descriptions: Descriptions) -> None:
        self._done, self._directory, self._words, self._descriptions = done, directory, words, descriptions
        self._owners: dict[str, str] = {}

    def is_whole(self, names: list[Named], coded: list[Coded]) -> bool:
        """Whether the names are those of a state or body as a whole, rather than of one who speaks for it."""
        if not all(meaning.bare for _, meaning in coded):
            return False
        body = self._directory.bodies.get(coded[0][1].owner or "")
        if body is None:
            return True
        own = {word for name in (body.name, *body.aliases) for word in key_of(name).split(" ")} - self._words.particles
        said = {word for one in names for word in one.key.split(" ")}
        named = not own.isdisjoint(said) or any(is_organisation(one.name, self._words) for one in names)
        return named and not any(code.dated for code, _ in coded)

    def add_names(self, names: list[Named], coded: list[Coded]) -> None:
        """Enter names of a state or body."""
        _, meaning = max(coded, key=lambda pair: (pair[0].last is None, pair[0].first or ""))
        for other, meant in coded:
            if meant.owner != meaning.owner:
                self._done.leave(other.line, f"a name means one state, here {meaning.owner}")
        actor = meaning.owner or ""
        for one in self._unknown(names, actor):
            self._owners[one.key] = actor
            if actor in self._directory.states and not self._names_whole(one, actor):
                self._done.names("states", actor, "cities").append(one.name)
                self._done.counts[PLACES] += 1
            else:
                self._done.names("states" if actor in self._directory.states else "bodies", actor, "aliases").append(
                    one.name
                )
                self._done.counts[STATES] += 1

    def add(self, names: list[Named], coded: list[Coded]) -> None:
        """Enter a body or group; one that is known gets its further names."""
        code, meaning = next((pair for pair in coded if not pair[0].dated), coded[-1])
        state = meaning.owner
        if not self._names_body(names, coded, meaning):
            for line in dict.fromkeys(one.line for one in names):
                self._done.leave(line, "no full name of a person, and no name of an organisation")
            return
        known = next((id_ for one in names if (id_ := self._body_of(one, state)) is not None), None)
        if meaning.kind is None and known is None:
            self._done.leave(code.line, f"the roles of {code.code} make no body")
            return
        fresh = self._unknown(names, known or "")
        if not fresh:
            return
        id_ = known or self._id(state, fresh[0].name)
        row = self._done.actors["bodies"].get(id_)
        if known is None and row is None:
            same = meaning.kind == meaning.role.kind
            sector = meaning.role.sector if same else self._words.sectors[meaning.kind or ""]
            row = {"kind": meaning.kind, "sector": sector}
            row |= {"state": state} if state is not None else {}
            row |= {"name": fresh[0].name}
            self._done.actors["bodies"][id_] = row
            self._done.counts[BODIES] += 1
            self._owners[fresh[0].key] = id_
            del fresh[0]
        for one in fresh:
            self._owners[one.key] = id_
            self._done.names("bodies", id_, "aliases").append(one.name)

    def _names_body(self, names: list[Named], coded: list[Coded], meaning: Meaning) -> bool:
        """Whether it is an organisation by one of its words, or a name without title and dates, coded as groups are."""
        if any(is_organisation(one.name, self._words) or self._owner(one) for one in names):
            return True
        described = any(self._descriptions.is_of(one.name, meaning.owner) for one in names)
        titled = any(self._descriptions.own_name(one.name) != one.name for one in names)
        dated = any(code.dated for code, _ in coded)
        return not (described or titled or dated or meaning.role.speaks)

    def _body_of(self, one: Named, state: str | None) -> str | None:
        """The known body of this name, if it is one of the state (or of none)."""
        owner = self._owner(one)
        if owner is None or not (owner in self._directory.bodies or owner in self._done.actors["bodies"]):
            return None
        body = self._directory.bodies.get(owner)
        theirs = body.state if body is not None else self._done.actors["bodies"][owner].get("state")
        return owner if state in (theirs, owner) or theirs is None or state is None else None

    def _id(self, state: str | None, name: str) -> str:
        base = "-".join(filter(None, (state, slug(name).upper())))
        tries = chain((base,), (f"{base}-{number}" for number in count(2)))
        taken = (self._directory.bodies, self._directory.states, self._done.actors["bodies"])
        return next(id_ for id_ in tries if not any(id_ in ids for ids in taken))

    def _owner(self, one: Named) -> str | None:
        """Who bears the name already: an id, "" for a phrase that names no actor, None for nobody."""
        found = self._directory.names.values.get(one.key)
        if found:
            return next((id_ for name in found for id_ in name.ids), "")
        return self._owners.get(one.key)

    def _unknown(self, names: list[Named], actor: str) -> list[Named]:
        """The names that nobody bears; those that another actor bears are left out."""
        fresh: list[Named] = []
        for one in names:
            owner = self._owner(one)
            if owner is None:
                fresh.append(one)
            elif actor in (owner, self._directory.state_of(owner)):
                self._done.counts[KNOWN] += 1
            else:
                self._done.leave(one.line, f"{one.name!r} means {owner or 'no actor'} already")
        return fresh

    def _names_whole(self, one: Named, state: str) -> bool:
        """Whether a name means who acts for the whole of the state, rather than a place in it.

        It is like one of the state's names, or that of an organisation.
        """
        if is_organisation(one.name, self._words):
            return True
        row = self._directory.states[state]
        own = [key_of(name) for name in (row.name, *row.aliases, *row.adjectives)]
        return any(
            len(name) > SHORT and (name in one.key or SequenceMatcher(None, name, one.key).ratio() >= ALIKE)
            for name in own
        )
