"""Actors by whatever name they are given: code of two or three letters, name, adjective, capital; and their names."""

from __future__ import annotations

import difflib
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from detente.actors.additions import add_actors
from detente.actors.tables import BodyRow, CollectiveRow, StateRow, TerritoryRow, load_tables
from detente.errors import UsageError
from detente.extension import NO_EXTENSION
from detente.lexicon import load_table

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from detente.extension import Extension

__all__ = ["Names", "disputed", "load_names"]

_SUGGESTED = 3
_ALIKE = 0.6


@dataclass(frozen=True, slots=True)
class Names:
    """States and bodies.

    `codes` leads from each folded name to the codes it may mean, `names` from a code to the name shown, `territories`
    from each folded name of a disputed territory to its row.
    """

    codes: dict[str, tuple[str, ...]]
    names: dict[str, str]
    territories: dict[str, TerritoryRow] = field(default_factory=dict)

    def name(self, code: str) -> str:
        """The name of a state or body; any other code (of a group, a person) is shown as it stands."""
        return self.names.get(code, code)

    def code(self, given: str) -> str:
        """The code that is meant.

        Raises:
            UsageError: No actor, or several, are called so, or a disputed territory is; the message names the nearest.
        """
        found = self.codes.get(_fold(given), ())
        if len(found) == 1:
            return found[0]
        if found:
            raise UsageError(f"{given!r} may be {self._listed(found)}; give one of the codes")
        territory = self.territories.get(_fold(given))
        if territory is not None:
            raise UsageError(f"{disputed(territory, self.name)}; name one of the states")
        near = difflib.get_close_matches(_fold(given), self.codes, n=3 * _SUGGESTED, cutoff=_ALIKE)
        codes = list(dict.fromkeys(code for name in near for code in self.codes[name]))[:_SUGGESTED]
        advice = (
            f"did you mean {self._listed(codes)}?" if codes else "give a name (China), a code (CHN) or a body (NATO)"
        )
        raise UsageError(f"no state or body is called {given!r}; {advice}")

    def _listed(self, codes: list[str] | tuple[str, ...]) -> str:
        return _series([f"{self.name(code)} ({code})" for code in codes], "or")


def disputed(territory: TerritoryRow, name: Callable[[str], str]) -> str:
    """What there is to say of a disputed territory asked for as if it were an actor: who holds and who claims it.

    Args:
        territory: The territory.
        name: Gives the display name of a code.
    """
    held = f"held by {_series([name(code) for code in territory.held], 'and')}, " if territory.held else ""
    claimed = _series([name(code) for code in territory.claimed], "and")
    return f"{territory.name} is no actor but a disputed territory, {held}claimed by {claimed}"


def _series(names: list[str], joint: str) -> str:
    """Names as a sentence lists them: "India, Pakistan and China"."""
    *most, last = names
    return f"{', '.join(most)} {joint} {last}" if most else last


def load_names(extension: Extension = NO_EXTENSION) -> Names:
    """Read the tables of states and bodies; a name of higher rank (a code, then a proper name) hides a lower one.

    Raises:
        DataError: An actor of the extension is not well formed or clashes with what ships.
    """
    if extension.has("actors"):
        tables = add_actors(load_tables(), extension)
        return _index(tables.states, tables.bodies, tables.collectives, tables.territories)
    return _index(
        load_table("actors/states.tsv", StateRow),
        load_table("actors/bodies.tsv", BodyRow),
        load_table("actors/collectives.tsv", CollectiveRow),
        load_table("actors/territories.tsv", TerritoryRow),
    )


def _index(
    states: tuple[StateRow, ...],
    bodies: tuple[BodyRow, ...],
    groups: tuple[CollectiveRow, ...],
    territories: tuple[TerritoryRow, ...],
) -> Names:
    collectives = [row for row in groups if row.name is not None]
    ranks: list[dict[str, tuple[str, ...]]] = []
    for rank in _ranked(states, bodies, collectives):
        merged: dict[str, tuple[str, ...]] = {}
        for code, name in rank:
            merged[_fold(name)] = tuple(dict.fromkeys((*merged.get(_fold(name), ()), code)))
        ranks.append(merged)
    codes: dict[str, tuple[str, ...]] = {}
    for merged in ranks:
        codes = merged | codes
    names = {state.iso3: state.name for state in states} | {body.id: body.name for body in bodies}
    names |= {row.id: row.name or row.id for row in collectives} | {row.id: row.name for row in territories}
    grounds = {_fold(name): row for row in territories for name in (row.name, *row.aliases, row.id)}
    return Names(codes, names, grounds)


def _ranked(
    states: tuple[StateRow, ...], bodies: tuple[BodyRow, ...], collectives: list[CollectiveRow]
) -> Iterator[list[tuple[str, str]]]:
    codes = [(state.iso3, state.iso3) for state in states] + [(body.id, body.id) for body in bodies]
    codes += [(row.id, row.id) for row in collectives]
    proper = [(state.iso3, name) for state in states for name in (state.name, *state.aliases)]
    yield codes
    yield proper + [(_meant(body), name) for body in bodies for name in (body.name, *body.aliases)]
    yield [(state.iso3, state.iso2) for state in states if state.iso2 is not None]
    yield [(row.id, name) for row in collectives for name in (row.name or row.id, *row.aliases)]
    yield [(state.iso3, name) for state in states for name in (*state.adjectives, *state.people)]
    yield [(state.iso3, name) for state in states for name in (*state.capitals, *state.seats)]


def _meant(body: BodyRow) -> str:
    """The body's code; a house that stands for those who govern from it ("Kremlin") means the state."""
    return body.state if body.kind == "SEAT" and body.state is not None else body.id


def _fold(name: str) -> str:
    words = name.casefold().replace(".", "").replace("’", "'").split()
    return " ".join(words[1:] if len(words) > 1 and words[0] == "the" else words)
