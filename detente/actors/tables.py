"""The shipped facts about actors as typed rows: states, bodies, offices, persons, and the words around them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import msgspec

from detente.lexicon import LongTable, Row, load_lexicon, load_table

__all__ = [
    "Ambiguity",
    "BodyRow",
    "Calling",
    "CollectiveRow",
    "OfficeRow",
    "PersonRow",
    "RoleWords",
    "StateRow",
    "Tables",
    "TerritoryRow",
    "Words",
    "load_tables",
]


class StateRow(Row, frozen=True, kw_only=True):
    """A state or territory: its codes, the names in use, its people, its capitals and seats of government.

    `cities` are cities and regions that only ever say where. `claimed` names the states that hold it to be theirs (a
    disputed territory) or whose part it is; `since` and `until` are its first day and the first day it was no more,
    where these lie after 1945.
    """

    iso3: str
    name: str
    kind: Literal["state", "disputed", "part", "former"]
    iso2: str | None = None
    cow: str | None = None
    fips: str | None = None
    gdelt: str | None = None
    claimed: tuple[str, ...] = ()
    since: str | None = None
    until: str | None = None
    aliases: tuple[str, ...] = ()
    adjectives: tuple[str, ...] = ()
    people: tuple[str, ...] = ()
    capitals: tuple[str, ...] = ()
    seats: tuple[str, ...] = ()
    cities: tuple[str, ...] = ()


class BodyRow(Row, frozen=True, kw_only=True):
    """An international body, ministry, party, armed group, medium or company; `sector` is PLOVER's.

    A SEAT is a house that stands for who governs from it ("Kremlin"), and may also be meant as a place.
    """

    id: str
    kind: Literal["IGO", "NGO", "GOV", "LEG", "MIL", "PTY", "REB", "MED", "BUS", "THINK", "SEAT"]
    sector: str
    name: str
    state: str | None = None
    aliases: tuple[str, ...] = ()


class CollectiveRow(Row, frozen=True, kw_only=True):
    """States that the news names together ("the West", "P5+1"), with their members and the days these join and leave.

    A row without a name gives more wordings to a body that exists. A wording that begins with "the" needs the article.
    """

    id: str
    name: str | None = None
    members: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()
    adjectives: tuple[str, ...] = ()


class TerritoryRow(Row, frozen=True, kw_only=True):
    """A territory that several states claim, or hold in parts; it only ever says where.

    `held` are the states that hold it or a part of it (none where it is open), `claimed` those that say it is theirs.
    """

    id: str
    name: str
    aliases: tuple[str, ...] = ()
    held: tuple[str, ...] = ()
    claimed: tuple[str, ...] = ()
    note: str


class OfficeRow(Row, frozen=True, kw_only=True):
    """An office of a state or body: its title in English and the role by which others ask for it."""

    id: str
    state: str
    role: str
    title: str
    single: Literal["yes", "no"]


class PersonRow(Row, frozen=True, kw_only=True):
    """A person and the offices held, each as "OFFICE FROM TO BASIS[ acting]" with "-" for an end not known.

    Basis: W Wikidata (to 2022), F World Factbook, U Institute for Government, K own knowledge, N spoke so at the UN,
    E a user's extension.
    """

    id: str
    name: str
    state: str
    spells: tuple[str, ...]
    aliases: tuple[str, ...] = ()
    family: str | None = None
    sex: Literal["f", "m"] | None = None


class RoleWords(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How holders of a role are called, and how senior it is (1 first)."""

    rank: int
    words: tuple[str, ...]


class Ambiguity(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Words that name this actor only if none of `against` stands in the text, or one of `unless` does."""

    words: tuple[str, ...]
    against: tuple[str, ...]
    unless: tuple[str, ...]


class ReaderOdds(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Log-odds of the reader at which a place name changes the role that the grammar gives it.

    Below `acts_no_more` an actor is none; above `place_acts` and `modifier_acts` a place or a modifier is one.
    """

    acts_no_more: float
    place_acts: float
    modifier_acts: float


class Koreas(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Names that stand for two states at once."""

    names: tuple[str, ...]
    states: tuple[str, ...]


class Words(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """`actors/words.yml`: every word list of the linker (its comments say what each is for)."""

    roles: dict[str, RoleWords]
    role_sectors: dict[str, str]
    other_titles: tuple[str, ...]
    misnomers: dict[str, tuple[str, ...]]
    head_words: frozenset[str]
    weak_heads: frozenset[str]
    home_titles: dict[str, frozenset[str]]
    headed: dict[str, tuple[str, ...]]
    former: frozenset[str]
    junior: frozenset[str]
    not_yet: frozenset[str]
    honorifics: dict[str, str]
    formal_words: frozenset[str]
    nicknames: dict[str, tuple[str, ...]]
    actor_nouns: frozenset[str]
    member_nouns: frozenset[str]
    body_nouns: dict[str, tuple[str, ...]]
    crowds: frozenset[str]
    saying: frozenset[str]
    missions: frozenset[str]
    before_language: frozenset[str]
    generic_bodies: tuple[str, ...]
    back_nouns: frozenset[str]
    ruled_nouns: frozenset[str]
    country_nouns: frozenset[str]
    plain_adjectives: frozenset[str]
    unlike: dict[str, frozenset[str]]
    side_nouns: frozenset[str]
    plural_nouns: frozenset[str]
    home_plurals: frozenset[str]
    plural_leaders: frozenset[str]
    heads_plural: frozenset[str]
    place_preps: frozenset[str]
    motion_words: frozenset[str]
    reach_words: frozenset[str]
    city_nouns: frozenset[str]
    lying_words: frozenset[str]
    directions: frozenset[str]
    asian_surnames: frozenset[str]
    family_first: dict[str, Literal["always", "of three"]]
    generations: frozenset[str]
    double_families: frozenset[str]
    particles: frozenset[str]
    common_families: frozenset[str]
    great_states: frozenset[str]
    collective_nouns: frozenset[str]
    partial: frozenset[str]
    western_first: frozenset[str]
    female_names: frozenset[str]
    male_names: frozenset[str]
    loose_titles: frozenset[str]
    home_nouns: dict[str, str]
    portfolio_heads: frozenset[str]
    sent_heads: frozenset[str]
    portfolios: dict[str, str]
    needs_body: frozenset[str]
    strict_titles: frozenset[str]
    states_heads: frozenset[str]
    top_words: frozenset[str]
    servants: frozenset[str]
    party_tags: dict[str, str]
    civil_words: frozenset[str]
    not_persons: frozenset[str]
    not_actors: tuple[str, ...]
    ambiguous: dict[str, Ambiguity]
    seat_cities: dict[str, str]
    shared_bodies: dict[str, tuple[str, ...]]
    north_south: dict[str, str]
    koreas: Koreas
    address_words: frozenset[str]
    reader_odds: ReaderOdds
    compounds: dict[str, str]


class Calling(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """`actors/calling.yml`: which role a title means where, and how titles are compared (its comments say more)."""

    leader_words: frozenset[str]
    leaders: dict[str, tuple[str, ...]]
    nominal: frozenset[str]
    meant: dict[str, dict[str, tuple[str, ...]]]
    borne: frozenset[str]
    owned: dict[str, str]
    owned_unasked: dict[str, str]
    regional: frozenset[str]
    house_roles: tuple[str, ...]
    house_heads: frozenset[str]
    speakers: tuple[str, ...]
    spoken_for: tuple[str, ...]
    spoken_role: str
    alike: dict[str, str]
    plain: frozenset[str]
    apart: frozenset[str]


@dataclass(frozen=True, slots=True)
class Tables:
    """All tables of the actors' layer, as shipped."""

    states: tuple[StateRow, ...]
    bodies: tuple[BodyRow, ...]
    offices: LongTable[OfficeRow]
    persons: LongTable[PersonRow]
    collectives: tuple[CollectiveRow, ...]
    territories: tuple[TerritoryRow, ...]
    words: Words
    calling: Calling


def load_tables() -> Tables:
    """Read the shipped tables.

    Raises:
        DataError: One of them is not well formed.
    """
    return Tables(
        states=load_table("actors/states.tsv", StateRow),
        bodies=load_table("actors/bodies.tsv", BodyRow),
        offices=LongTable("actors/offices.tsv", OfficeRow),
        persons=LongTable("actors/persons.tsv", PersonRow),
        collectives=load_table("actors/collectives.tsv", CollectiveRow),
        territories=load_table("actors/territories.tsv", TerritoryRow),
        words=load_words(),
        calling=load_lexicon("actors/calling.yml", Calling),
    )


def load_words() -> Words:
    """Read the shipped word lists."""
    return load_lexicon("actors/words.yml", Words)
