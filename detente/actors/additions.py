"""A user's own states, bodies, collectives, territories, offices and persons beside the shipped ones."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Any, Literal

import msgspec

from detente.actors.own_names import Part, claim_names
from detente.actors.person_index import read_index
from detente.actors.phrases import key_of
from detente.actors.sectors import load_sectors
from detente.actors.spells import first_day
from detente.actors.tables import BodyRow, CollectiveRow, OfficeRow, PersonRow, StateRow, TerritoryRow
from detente.extension import nearest
from detente.lexicon import ExtendedTable, Row

if TYPE_CHECKING:
    from collections.abc import Collection

    from detente.actors.tables import Tables
    from detente.extension import Entry, Extension

__all__ = ["OWN", "PARTS", "Held", "OwnPerson", "add_actors"]

PARTS = ("states", "bodies", "collectives", "territories", "offices", "persons")
OWN = "E"
"""Basis of a spell that a user states."""

_STATE, _BODY = re.compile(r"[A-Z]{3}"), re.compile(r"[A-Z0-9][A-Z0-9+-]*")
_OFFICE, _PERSON = re.compile(r"[A-Z0-9+-]+\.[a-z0-9_.-]+"), re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_DAY = re.compile(r"\d{4}(-\d\d(-\d\d)?)?")
_MEMBER = re.compile(rf"([A-Z0-9+-]+)(>{_DAY.pattern})?(<{_DAY.pattern})?")


class Held(Row, frozen=True, kw_only=True):
    """An office held: [from, to), as precisely as known ("2024", "2024-05", "2024-05-12"); without `to` to this day."""

    office: str
    since: str = msgspec.field(name="from")
    until: str | None = msgspec.field(name="to", default=None)
    acting: bool = False


class OwnPerson(Row, frozen=True, kw_only=True):
    """A person as a user writes one down."""

    id: str
    name: str
    state: str
    aliases: tuple[str, ...] = ()
    family: str | None = None
    sex: Literal["f", "m"] | None = None
    offices: tuple[Held, ...] = ()


def add_actors(tables: Tables, extension: Extension) -> Tables:
    """The tables with what a user adds.

    Raises:
        DataError: An entry is not well formed, names a state, body or office that there is not, or a name is in use.
    """
    extension.check_parts("actors", PARTS)
    states = Part(tables.states, "actors/states.tsv", extension.entries(StateRow, *_at("states"), id_key="iso3"))
    bodies = Part(tables.bodies, "actors/bodies.tsv", extension.entries(BodyRow, *_at("bodies"), id_key="id"))
    collectives = Part(
        tables.collectives, "actors/collectives.tsv", extension.entries(CollectiveRow, *_at("collectives"), id_key="id")
    )
    territories = Part(
        tables.territories, "actors/territories.tsv", extension.entries(TerritoryRow, *_at("territories"), id_key="id")
    )
    _check_states(states)
    _check_bodies(bodies, states)
    _check_collectives(collectives, states, bodies)
    _check_territories(territories, states)
    not_actors = claim_names((states, bodies, collectives, territories), tables.words.not_actors)
    tables = replace(
        tables,
        states=states.rows,
        bodies=bodies.rows,
        collectives=collectives.rows,
        territories=territories.rows,
        words=msgspec.structs.replace(tables.words, not_actors=not_actors),
    )
    codes = {*states.by_id, *bodies.by_id}
    return _add_persons(_add_offices(tables, extension, codes), extension, codes)


def _at(part: str) -> tuple[str, str]:
    return "actors", part


def _check_states(states: Part[StateRow]) -> None:
    for entry, row in states.entered():
        _check_id(entry, _STATE, "three capitals, such as NOR")
        _check_codes(entry, "claimed", row.claimed, states.by_id)
        for key, day in (("since", row.since), ("until", row.until)):
            _check_day(entry, day, key)


def _check_bodies(bodies: Part[BodyRow], states: Part[StateRow]) -> None:
    sectors = sorted(load_sectors().words.sectors)
    for entry, row in bodies.entered():
        _check_id(entry, _BODY, "capitals, digits and hyphens, such as ARCTIC-COUNCIL")
        if row.id in states.by_id:
            raise entry.error("", f"{row.id} is a state")
        if row.sector not in sectors:
            raise entry.error("sector", nearest(f"there is no sector {row.sector!r}", row.sector, sectors))
        if row.state is not None:
            _check_codes(entry, "state", (row.state,), {**states.by_id, **bodies.by_id})


def _check_collectives(collectives: Part[CollectiveRow], states: Part[StateRow], bodies: Part[BodyRow]) -> None:
    for entry, row in collectives.entered():
        _check_id(entry, _BODY, "capitals, digits and hyphens, such as ARCTIC-FIVE")
        if row.name is None and row.id not in bodies.by_id:
            raise entry.error("name", f"{row.id} is no body, so it needs a name")
        for member in row.members:
            found = _MEMBER.fullmatch(member)
            if found is None:
                raise entry.error("members", f"CODE, CODE>FIRST-DAY or CODE<LAST-DAY is wanted, not {member!r}")
            _check_codes(entry, "members", (found[1],), {**states.by_id, **bodies.by_id})


def _check_territories(territories: Part[TerritoryRow], states: Part[StateRow]) -> None:
    for entry, row in territories.entered():
        _check_id(entry, _BODY, "capitals, digits and hyphens, such as BEAR-ISLAND")
        _check_codes(entry, "held", row.held, states.by_id)
        _check_codes(entry, "claimed", row.claimed, states.by_id)


def _check_id(entry: Entry[Any], form: re.Pattern[str], wanted: str) -> None:
    if not form.fullmatch(entry.id):
        raise entry.error("", f"an id here has {wanted}")


def _check_codes(entry: Entry[Any], key: str, given: tuple[str, ...], known: Collection[str]) -> None:
    for code in given:
        if code not in known:
            raise entry.error(key, nearest(f"no state or body has the code {code!r}", code, known))


def _check_day(entry: Entry[Any], day: str | None, *keys: str | int) -> None:
    try:
        if day is None or (_DAY.fullmatch(day) and first_day(day)):
            return
    except ValueError:
        pass
    raise entry.error(str(keys[0]), f"no such date: {day!r}; write it like 2024-05-12, 2024-05 or 2024", *keys[1:])


def _add_offices(tables: Tables, extension: Extension, codes: Collection[str]) -> Tables:
    entries = list(extension.entries(OfficeRow, *_at("offices"), id_key="id"))
    if not entries:
        return tables
    offices = ExtendedTable(tables.offices)
    roles = sorted(tables.words.roles.keys() | tables.words.role_sectors.keys())
    for entry in entries:
        number = offices.numbers().get(entry.id)
        row = entry.row(offices[number] if number is not None else None, "actors/offices.tsv")
        _check_id(entry, _OFFICE, "a state or body, a dot and a word, such as NOR.arctic_envoy")
        _check_codes(entry, "state", (row.state,), codes)
        if row.role not in roles:
            raise entry.error("role", nearest(f"there is no role {row.role!r}", row.role, roles))
        offices.put(row.id, row)
    return replace(tables, offices=offices)


def _add_persons(tables: Tables, extension: Extension, codes: Collection[str]) -> Tables:
    entries = list(extension.entries(OwnPerson, *_at("persons"), id_key="id"))
    if not entries:
        return tables
    persons, offices, bearers = ExtendedTable(tables.persons), tables.offices.numbers(), read_index().full_names.values
    own_names: dict[tuple[str, str], str] = {}
    for entry in entries:
        number = persons.numbers().get(entry.id)
        before = persons[number] if number is not None else None
        own = entry.row(None if before is None else _as_own(before), "actors/persons.tsv")
        _check_id(entry, _PERSON, "small letters, digits and hyphens, such as kari-nordmann")
        _check_codes(entry, "state", (own.state,), codes)
        if " " not in key_of(own.name):
            raise entry.error("name", f"a full name is wanted, not {own.name!r}")
        stated = (*entry.raw.get("aliases", ()), *((own.name,) if "name" in entry.raw else ()))
        for key in map(key_of, stated):
            others = [persons[number].id for number in bearers.get(key, ()) if persons[number].state == own.state]
            for other in (*others, own_names.setdefault((key, own.state), own.id)):
                if other != own.id:
                    raise entry.error(
                        "", f"{other} of {own.state} is called {key!r} too; add to that one, under its id"
                    )
        kept = before.spells if before is not None and not entry.override else ()
        persons.put(own.id, _person(entry, own, kept, offices))
    return replace(tables, persons=persons)


def _as_own(row: PersonRow) -> OwnPerson:
    return OwnPerson(
        id=row.id, name=row.name, state=row.state, aliases=row.aliases, family=row.family, sex=row.sex, offices=()
    )


def _person(entry: Entry[OwnPerson], own: OwnPerson, kept: tuple[str, ...], offices: Collection[str]) -> PersonRow:
    spells = list(kept)
    for number, held in enumerate(own.offices):
        if held.office not in offices:
            known = [id_ for id_ in offices if id_.startswith(held.office.partition(".")[0] + ".")]
            what = nearest(f"there is no office {held.office!r}", held.office, known or offices)
            raise entry.error("offices", f"{what}; a new one is added under `actors: offices`", number, "office")
        _check_day(entry, held.since, "offices", number, "from")
        _check_day(entry, held.until, "offices", number, "to")
        if held.until is not None and first_day(held.until) <= first_day(held.since):
            raise entry.error("offices", f"{held.until} is not after {held.since}", number, "to")
        acting = " acting" if held.acting else ""
        spells.append(f"{held.office} {held.since} {held.until or '-'} {OWN}{acting}")
    return PersonRow(
        id=own.id,
        name=own.name,
        state=own.state,
        aliases=own.aliases,
        family=own.family,
        sex=own.sex,
        spells=tuple(spells),
    )
