"""The shipped facts about actors as typed rows: states, bodies, offices, persons, and the words around them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import msgspec

from detente.lexicon import Row, load_lexicon, load_table

__all__ = ["Ambiguity", "BodyRow", "OfficeRow", "PersonRow", "RoleWords", "StateRow", "Tables", "Words", "load_tables"]


class StateRow(Row, frozen=True, kw_only=True):
    """A state or territory: its codes, the names in use, its people, its capitals and seats of government.

    `claimed` names the states that hold it to be theirs (a disputed territory) or whose part it is.
    """

    iso3: str
    name: str
    kind: Literal["state", "disputed", "part", "former"]
    cow: str | None = None
    fips: str | None = None
    gdelt: str | None = None
    claimed: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()
    adjectives: tuple[str, ...] = ()
    people: tuple[str, ...] = ()
    capitals: tuple[str, ...] = ()
    seats: tuple[str, ...] = ()


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


class OfficeRow(Row, frozen=True, kw_only=True):
    """An office of a state or body: its title in English and the role by which others ask for it."""

    id: str
    state: str
    role: str
    title: str
    single: Literal["yes", "no"]


class PersonRow(Row, frozen=True, kw_only=True):
    """A person and the offices held, each as "OFFICE FROM TO BASIS" with "-" for an end not known.

    Basis: W Wikidata (to 2022), F World Factbook, U Institute for Government, K own knowledge.
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
    actor_nouns: frozenset[str]
    person_nouns: frozenset[str]
    generic_bodies: tuple[str, ...]
    back_nouns: frozenset[str]
    country_nouns: frozenset[str]
    side_nouns: frozenset[str]
    plural_nouns: frozenset[str]
    plural_leaders: frozenset[str]
    place_preps: frozenset[str]
    motion_words: frozenset[str]
    reach_words: frozenset[str]
    city_nouns: frozenset[str]
    lying_words: frozenset[str]
    directions: frozenset[str]
    asian_surnames: frozenset[str]
    western_first: frozenset[str]
    female_names: frozenset[str]
    male_names: frozenset[str]
    loose_titles: frozenset[str]
    home_nouns: dict[str, str]
    portfolio_heads: frozenset[str]
    not_persons: frozenset[str]
    not_actors: tuple[str, ...]
    ambiguous: dict[str, Ambiguity]
    shared_bodies: dict[str, tuple[str, ...]]
    north_south: dict[str, str]
    koreas: Koreas
    address_words: frozenset[str]
    reader_odds: ReaderOdds
    compounds: dict[str, str]


@dataclass(frozen=True, slots=True)
class Tables:
    """All tables of the actors' layer, as shipped."""

    states: tuple[StateRow, ...]
    bodies: tuple[BodyRow, ...]
    offices: tuple[OfficeRow, ...]
    persons: tuple[PersonRow, ...]
    words: Words


def load_tables() -> Tables:
    """Read the shipped tables.

    Raises:
        DataError: One of them is not well formed.
    """
    return Tables(
        states=load_table("actors/states.tsv", StateRow),
        bodies=load_table("actors/bodies.tsv", BodyRow),
        offices=load_table("actors/offices.tsv", OfficeRow),
        persons=load_table("actors/persons.tsv", PersonRow),
        words=load_lexicon("actors/words.yml", Words),
    )
