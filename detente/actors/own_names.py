"""Who bears which name once a user has added hers: one actor, unless she says whose it is from now on."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Generic, NamedTuple, TypeVar

import msgspec

from detente.actors.phrases import key_of
from detente.actors.tables import BodyRow, CollectiveRow, StateRow, TerritoryRow

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from detente.extension import Entry

__all__ = ["Part", "claim_names"]

A = TypeVar("A", StateRow, BodyRow, CollectiveRow, TerritoryRow)
NAMING = ("name", "aliases", "adjectives", "people", "capitals", "seats", "cities")
"""The fields of rows that hold names; a collective's adjectives name it only before a noun."""


class Part(Generic[A]):
    """A table of actors with what a user adds to it.

    Args:
        shipped: Its rows.
        place: The file that holds them, for messages.
        entries: What the user adds.
    """

    def __init__(self, shipped: tuple[A, ...], place: str, entries: Iterable[Entry[A]]) -> None:
        self.shipped: tuple[A, ...] = shipped
        self.place = place
        self.by_id: dict[str, A] = {_id(row): row for row in shipped}
        self._entries: list[Entry[A]] = list(entries)
        self._places: dict[str, str] = {}
        for entry in self._entries:
            self.by_id[entry.id] = entry.row(self.by_id.get(entry.id), self.place_of(entry.id))
            self._places[entry.id] = entry.place

    @property
    def rows(self) -> tuple[A, ...]:
        """The rows as they are now."""
        return tuple(self.by_id.values())

    def place_of(self, id_: str) -> str:
        """The file that holds a row."""
        return self._places.get(id_, self.place)

    def entered(self) -> Iterator[tuple[Entry[A], A]]:
        """What the user adds, each with the row it became."""
        return ((entry, self.by_id[entry.id]) for entry in self._entries)

    def drop(self, id_: str, key: str, name: str) -> None:
        """Take a name away from a row."""
        row = self.by_id[id_]
        kept = tuple(one for one in getattr(row, key) if key_of(one) != key_of(name))
        self.by_id[id_] = msgspec.structs.replace(row, **{key: kept})


AnyPart = Part[StateRow] | Part[BodyRow] | Part[CollectiveRow] | Part[TerritoryRow]


class _Bearer(NamedTuple):
    part: AnyPart
    id: str
    key: str


def claim_names(parts: tuple[AnyPart, ...], not_actors: tuple[str, ...]) -> tuple[str, ...]:
    """Let each of the user's names lead to its actor alone; returns the phrases that name no actor even so.

    Raises:
        DataError: A name is in use and its entry does not take it over.
    """
    bearers: dict[str, list[_Bearer]] = {}
    for part in parts:
        for id_, row in part.by_id.items():
            for key, name in _names(row):
                bearers.setdefault(key_of(name), []).append(_Bearer(part, id_, key))
    left = {key_of(phrase): phrase for phrase in not_actors}
    for part in parts:
        for entry, row in part.entered():
            for key, name in _names(row):
                if name == entry.raw.get(key) or name in (entry.raw.get(key) or ()):
                    _claim(entry, key, name, [one for one in bearers[key_of(name)] if one.id != entry.id], left)
            _check_taken(entry)
    return tuple(left.values())


def _claim(entry: Entry[Any], key: str, name: str, others: list[_Bearer], left: dict[str, str]) -> None:
    taken = entry.takes(name)
    if key_of(name) in left:
        if not taken:
            what = f"{name!r} is listed as naming no actor (not_actors in actors/words.yml)"
            raise entry.error(key, f"{what}; write `override: [{name}]` if it does")
        del left[key_of(name)]
    for other in others:
        where = f"{other.id} ({other.key} in {other.part.place_of(other.id)})"
        if other.key == "name" and not _is_entered(other):
            raise entry.error(key, f"{name!r} is the name of {where}; use the id {other.id}")
        if not taken or other.key == "name":
            raise entry.error(key, f"{name!r} is in use: {where}; write `override: [{name}]` to take it over")
        other.part.drop(other.id, other.key, name)


def _is_entered(other: _Bearer) -> bool:
    return any(entry.id == other.id for entry, _ in other.part.entered())


def _check_taken(entry: Entry[Any]) -> None:
    given = {name for key in NAMING for name in (entry.raw.get(key) or ()) if isinstance(entry.raw[key], list)}
    for name in entry.taken:
        if name not in given and name != entry.raw.get("name"):
            raise entry.error("override", f"{name!r} is no name of {entry.id}")


def _names(row: StateRow | BodyRow | CollectiveRow | TerritoryRow) -> Iterator[tuple[str, str]]:
    for key in NAMING:
        held = getattr(row, key, None)
        if held is None or (key == "adjectives" and isinstance(row, CollectiveRow)):
            continue
        for name in (held,) if isinstance(held, str) else held:
            yield key, name


def _id(row: StateRow | BodyRow | CollectiveRow | TerritoryRow) -> str:
    return row.iso3 if isinstance(row, StateRow) else row.id
