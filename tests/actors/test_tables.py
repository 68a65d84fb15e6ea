"""The linter of the actors' tables: no dangling ids, no undeclared shared names, sound dates, one holder at a time."""

from __future__ import annotations

from collections import defaultdict
from datetime import date, datetime, timedelta
from itertools import combinations, pairwise
from typing import TYPE_CHECKING, Any

import pytest
import yaml

from detente.actors.directory import member_of
from detente.actors.epithets import load_epithets
from detente.actors.person_index import INDEX, index_text
from detente.actors.phrases import fold, key_of
from detente.actors.spells import Spell, hull
from detente.actors.tables import Tables, load_tables
from detente.actors.who import who
from detente.lexicon import data_path

if TYPE_CHECKING:
    from detente.actors import Linker


@pytest.fixture(scope="module")
def tables() -> Tables:
    return load_tables()


def test_ids_are_unique(tables: Tables) -> None:
    for ids in (
        [row.iso3 for row in tables.states], [row.id for row in tables.bodies],
        [row.id for row in tables.offices], [row.id for row in tables.persons],
    ):  # fmt: skip
        assert len(ids) == len(set(ids))


def test_no_body_has_the_code_of_a_state(tables: Tables) -> None:
    assert not {row.iso3 for row in tables.states} & {row.id for row in tables.bodies}


def test_state_codes_are_well_formed(tables: Tables) -> None:
    for row in tables.states:
        assert len(row.iso3) == 3 and row.iso3.isupper()
        assert row.fips is None or len(row.fips) == 2
        assert row.cow is None or len(row.cow) == 3
    for column in ("cow", "fips", "gdelt"):
        codes = [code for row in tables.states if (code := getattr(row, column))]
        assert len(codes) == len(set(codes)), column


def test_members_of_the_united_nations_are_there(tables: Tables) -> None:
    assert sum(row.kind == "state" for row in tables.states) >= 193


def test_nothing_dangles(tables: Tables) -> None:
    states, bodies = {row.iso3 for row in tables.states}, {row.id for row in tables.bodies}
    offices = {row.id for row in tables.offices}
    for row in tables.states:
        assert set(row.claimed) <= states
    assert {row.state for row in tables.bodies if row.state} <= states | bodies
    assert {row.state for row in tables.offices} <= states | bodies
    assert {row.role for row in tables.offices} <= set(tables.words.roles)
    used = {spell.split(" ")[0] for row in tables.persons for spell in row.spells}
    assert used == offices


def _repeated(node: Any) -> list[str]:
    """The entries that stand twice in one list anywhere below a node."""
    if isinstance(node, dict):
        return [entry for below in node.values() for entry in _repeated(below)]
    if not isinstance(node, list):
        return []
    plain = [entry for entry in node if isinstance(entry, str)]
    below = [entry for inner in node for entry in _repeated(inner)]
    return [*(entry for entry in set(plain) if plain.count(entry) > 1), *below]


@pytest.mark.parametrize("name", ["words", "calling", "epithets"])
def test_no_word_stands_twice_in_a_list(name: str) -> None:
    text = data_path(f"actors/{name}.yml").read_text(encoding="utf-8")
    assert _repeated(yaml.load(text, Loader=yaml.CSafeLoader)) == []


def test_words_name_known_ids(tables: Tables) -> None:
    words = tables.words
    states, bodies = {row.iso3 for row in tables.states}, {row.id for row in tables.bodies}
    assert set(words.headed) | set(words.shared_bodies) <= bodies
    assert {role for roles in words.headed.values() for role in roles} <= set(words.roles)
    assert set(words.misnomers) | set(words.home_titles) | set(words.ambiguous) <= states
    assert set(words.koreas.states) | set(words.compounds.values()) | set(words.north_south.values()) <= states


def test_names_are_shared_only_within_one_actor(linker: Linker) -> None:
    shared = {
        key: {actor for name in names for actor in name.ids}
        for key, names in linker.directory.names.values.items()
        if len({name.ids for name in names}) > 1
    }
    assert shared == {}


def test_full_names_are_shared_only_where_declared(linker: Linker) -> None:
    directory = linker.directory
    shared = {key for key, numbers in directory.full_names.values.items() if len(set(numbers)) > 1}
    declared = {
        "abdoulaye diop", "david johnston", "david manning", "peter cook",
    }  # fmt: skip
    assert shared == declared


def test_shared_full_names_can_be_told_apart(linker: Linker) -> None:
    """Two persons of one name differ in state, or were never in office at once; else the name decides nothing."""
    directory = linker.directory
    for key, numbers in directory.full_names.values.items():
        for one, other in combinations(sorted(set(numbers)), 2):
            first, second = directory.spells(one), directory.spells(other)
            states = {s.office.state for s in first} & {s.office.state for s in second}
            together = any(a.overlaps(b.start, b.end) for a in first for b in second)
            assert not (states and together), key


def test_no_person_is_called_like_a_state_or_body(linker: Linker) -> None:
    directory = linker.directory
    named = {key for key, names in directory.names.values.items() if any(name.kind != "none" for name in names)}
    assert not named & set(directory.full_names.values)


def test_collectives_have_known_members_and_days(tables: Tables) -> None:
    known = {row.iso3 for row in tables.states} | {row.id for row in tables.bodies}
    named = [row for row in tables.collectives if row.name is not None]
    known |= {row.id for row in named}
    assert len({row.id for row in named}) == len(named)
    assert not {row.id for row in named} & ({row.id for row in tables.bodies} | {row.iso3 for row in tables.states})
    for row in tables.collectives:
        assert row.id in known, row.id
        for code, first, last in map(member_of, row.members):
            assert code in known, (row.id, code)
            assert first is None or last is None or first < last, (row.id, code)


def test_territories_have_known_states_and_names_of_their_own(tables: Tables, linker: Linker) -> None:
    states = {row.iso3 for row in tables.states}
    codes = states | {row.id for row in tables.bodies} | {row.id for row in tables.collectives}
    assert len({row.id for row in tables.territories}) == len(tables.territories)
    for row in tables.territories:
        assert set(row.held) | set(row.claimed) <= states, row.id
        assert row.claimed or row.held == () or row.note, row.id
        assert row.id not in codes
        for name in (row.name, *row.aliases):
            assert {found.ids for found in linker.directory.names.values[key_of(name)]} == {(row.id,)}, name


def test_names_of_territories_are_family_names_only_where_declared(tables: Tables, linker: Linker) -> None:
    names = {key_of(name) for row in tables.territories for name in (row.name, *row.aliases)}
    assert {name for name in names if name in linker.directory.families} == {"golan", "sabah"}


def test_titles_mean_known_roles_in_known_states(tables: Tables) -> None:
    calling, words = tables.calling, tables.words
    states = {row.iso3 for row in tables.states}
    roles = {*calling.leaders, *calling.nominal, *calling.house_roles, calling.spoken_role}
    for title, rule in calling.meant.items():
        named = {code for role, codes in rule.items() if role != "elsewhere" for code in codes}
        meant = {role for role in rule if role != "elsewhere"} | set(rule["elsewhere"])
        assert named <= states and meant <= {r for r, entry in words.roles.items() if title in entry.words}, title
    for role, cells in calling.leaders.items():
        for code, first, last in map(member_of, cells):
            assert code in states, (role, code)
            assert first is None or last is None or first < last, (role, code)
    assert roles <= set(words.roles)
    assert not calling.plain & calling.apart


def test_lists_of_the_linker_name_known_ids(tables: Tables) -> None:
    words = tables.words
    states, bodies = {row.iso3 for row in tables.states}, {row.id for row in tables.bodies}
    assert {code for codes in words.body_nouns.values() for code in codes} <= bodies | {"VISEGRAD"}
    assert {code for codes in words.unlike.values() for code in codes} <= states
    assert set(words.seat_cities) <= bodies
    assert set(words.seat_cities.values()) | set(words.double_families) | set(words.family_first) <= states
    assert words.great_states <= states | bodies
    assert set(words.portfolios.values()) <= set(words.roles)
    assert all(name == fold(name) for name in words.common_families)


def test_epithets_name_known_states_and_one_at_a_time(tables: Tables) -> None:
    states = {row.iso3 for row in tables.states}
    epithets = load_epithets()
    assert {phrase.state for phrase in epithets.words.phrases} <= states
    limits = (*epithets.words.nouns.values(), *epithets.words.regions.values())
    assert frozenset.union(*limits) <= states
    for key, phrases in epithets.phrases.values.items():
        ordered = sorted(phrases, key=lambda phrase: phrase.since or date.min)
        for before, after in pairwise(ordered):
            assert before.until is not None and after.since is not None and before.until <= after.since, key


def test_two_letter_codes_are_unique(tables: Tables) -> None:
    codes = [row.iso2 for row in tables.states if row.iso2]
    assert len(codes) == len(set(codes)) and all(len(code) == 2 and code.isupper() for code in codes)
    assert not [row.iso3 for row in tables.states if row.kind == "state" and not row.iso2]


def test_the_index_of_names_is_that_of_the_tables(tables: Tables) -> None:
    assert data_path(INDEX).read_text(encoding="utf-8") == index_text(tables.persons, tables.words)


def test_spells_are_in_order(linker: Linker) -> None:
    for number, row in enumerate(linker.directory.persons):
        for spell in linker.directory.spells(number):
            assert spell.end is None or spell.start < spell.end, row.id
            assert datetime(1940, 1, 1) < spell.start < datetime(2027, 1, 1), row.id
            assert spell.basis in ("W", "F", "U", "K", "N"), row.id


def test_single_offices_have_one_holder_at_a_time(linker: Linker) -> None:
    held: dict[str, list[tuple[Spell, str]]] = defaultdict(list)
    for number, row in enumerate(linker.directory.persons):
        for spell in linker.directory.spells(number):
            if spell.office.single == "yes":
                held[spell.office.id].append((spell, row.id))
    for office, spells in held.items():
        ordered = sorted(spells, key=lambda pair: pair[0].start)
        for (before, holder), (after, other) in pairwise(ordered):
            assert holder == other or (before.end is not None and before.end <= after.start), (office, holder, other)


@pytest.mark.parametrize(
    ("state", "words", "day", "name"),
    [
        ("CHN", "foreign minister", "2023-06-19", "Qin Gang"),
        ("CHN", "foreign minister", "2024-04-26", "Wang Yi"),
        ("USA", "secretary of state", "2018-04-26", "Mike Pompeo"),
        ("USA", "speaker", "2022-08-02", "Nancy Pelosi"),
        ("RUS", "defense minister", "2024-06-01", "Andrei Belousov"),
        ("GBR", "foreign secretary", "2023-12-01", "David Cameron"),
        ("GBR", "prime minister", "2022-10-01", "Liz Truss"),
        ("DEU", "chancellor", "2025-05-06", "Friedrich Merz"),
        ("NATO", "secretary general", "2024-09-30", "Jens Stoltenberg"),
        ("ISR", "defense minister", "2024-12-01", "Israel Katz"),
        ("UKR", "foreign minister", "2024-10-01", "Andrii Sybiha"),
        ("IRN", "foreign minister", "2025-06-01", "Abbas Araghchi"),
        ("KOR", "president", "2025-07-01", "Lee Jae-myung"),
        ("IND", "external affairs minister", "2020-06-16", "S. Jaishankar"),
    ],
)
def test_known_holders(linker: Linker, state: str, words: str, day: str, name: str) -> None:
    on = datetime.fromisoformat(day)
    held = who(linker.directory, words, on, on + timedelta(days=1), state)
    assert held[0].person.name == name


def test_hull_is_open_where_an_end_is(linker: Linker) -> None:
    number = linker.directory.persons.numbers()["wang-yi"]
    spells = tuple(s for s in linker.directory.spells(number) if s.office.role == "foreign")
    assert hull(spells) == (datetime(2013, 3, 16), None)
