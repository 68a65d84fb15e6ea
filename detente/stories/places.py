"""The slot of places: what an article says about where, and how two such sayings go together."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from detente.actors.tables import StateRow
from detente.lexicon import load_table
from detente.model import Span
from detente.stories.dispute_words import load_dispute_words
from detente.stories.facts import Fact, Ground
from detente.stories.terms import WORD, load_weigher

if TYPE_CHECKING:
    from detente.stories.facts import Level, Verdict
    from detente.stories.pages import Page

__all__ = ["Gazetteer", "closer", "compare_grounds", "ground_of", "load_gazetteer", "places_in", "related"]

_LONGEST = 4  # words of a name of a place


class Gazetteer(NamedTuple):
    """Names of places in lower case, with their states: states, adjectives, capitals, cities and regions, peoples."""

    states: dict[str, str]
    adjectives: dict[str, str]
    capitals: dict[str, str]
    cities: dict[str, str]
    peoples: dict[str, str]


@lru_cache(maxsize=1)
def load_gazetteer() -> Gazetteer:
    """The places of the tables of actors."""
    made = Gazetteer({}, {}, {}, {}, {})
    for row in load_table("actors/states.tsv", StateRow):
        for name in (row.name, *row.aliases):
            made.states.setdefault(name.lower(), row.iso3)
        for word in row.adjectives:
            made.adjectives.setdefault(word.lower(), row.iso3)
        for word in (*row.people, *row.adjectives):
            made.peoples.setdefault(word.lower().removesuffix("s"), row.iso3)
        for city in row.capitals:
            made.capitals.setdefault(city.lower(), row.iso3)
        for city in row.cities:
            made.cities.setdefault(city.lower(), row.iso3)
    return made


def places_in(page: Page, span: Span) -> list[Fact]:
    """What a span says about where: the span as a whole, by its words."""
    ground = ground_of(page.words(span))
    if not ground.words:
        return []
    inside = frozenset(one.state for one in page.mentions(span) if one.state and one.role == "place" and not one.person)
    if not ground.states and len(inside) == 1:
        ground = replace(ground, states=inside)
    kept = _trimmed(page, span)
    return [Fact("place", page.words(kept), page.evidence(kept), ground)]


@lru_cache(maxsize=10_000)
def ground_of(words: str) -> Ground:
    """A place by its words alone.

    >>> ground_of("in the Angolan capital").level
    'capital'
    """
    lists, gazetteer = load_dispute_words().places, load_gazetteer()
    pieces = WORD.findall(words.replace("’s", "").replace("'s", ""))
    lowers = [piece.lower() for piece in pieces]
    level: Level = "other"
    states: set[str] = set()
    taken: set[int] = set()
    for size in range(min(_LONGEST, len(lowers)), 0, -1):
        for at in range(len(lowers) - size + 1):
            if taken.intersection(range(at, at + size)):
                continue
            found = _look_up(gazetteer, " ".join(lowers[at : at + size]))
            if found:
                taken.update(range(at, at + size))
                states.add(found[0])
                level = _finer_level(level, found[1])
    if level != "capital" and any(word in lists.capital for word in lowers) and len(states) == 1:
        level = "capital"
    left = [n for n, word in enumerate(lowers) if n not in taken and word not in lists.stop]
    kinds = frozenset(_singular(lowers[n]) for n in left if _singular(lowers[n]) in lists.kinds)
    if level == "state" and left and any(lowers[n] not in lists.directions for n in left):
        level = "other"
    stems = load_weigher().stems
    names = {
        stem
        for n in left
        if pieces[n][0].isupper() and _singular(lowers[n]) not in lists.kinds
        for stem in stems(pieces[n])
    }
    kept = {stem for n, word in enumerate(lowers) if word not in lists.stop for stem in stems(word)}
    return Ground(frozenset(kept), frozenset(names), kinds, frozenset(states), level, _titled(pieces))


def _titled(pieces: list[str]) -> frozenset[tuple[str, str]]:
    """Kinds of places with the names that stand beside them, or behind "of"."""
    lists = load_dispute_words().places
    found: set[tuple[str, str]] = set()
    for n, piece in enumerate(pieces):
        kind = _singular(piece.lower())
        if kind not in lists.kinds:
            continue
        behind = n + 2 if pieces[n + 1 : n + 2] == ["of"] else n + 1
        for at in (n - 1, behind):
            if 0 <= at < len(pieces) and pieces[at][0].isupper() and pieces[at].lower() not in lists.kinds | lists.stop:
                found.update((kind, stem) for stem in load_weigher().stems(pieces[at]))
    return frozenset(found)


def compare_grounds(one: Ground, other: Ground) -> Verdict | None:
    """Same, one within the other or compatible with it, or elsewhere."""
    if one.words == other.words:
        return "agrees"
    if one.level == other.level == "capital" and one.states == other.states:
        capital = load_dispute_words().places.capital
        return "agrees" if one.names == other.names and one.kinds - capital == other.kinds - capital else "finer"
    if one.states and other.states and not one.states & other.states:
        return _of_two_states(one, other)
    if one.names and one.names == other.names:
        return "agrees" if one.states == other.states and not (one.words ^ other.words) & _directions() else "finer"
    if _rival_names(one, other):
        return "differs"
    return "finer"


def related(one: Ground, other: Ground) -> bool:
    """Whether two places have a state or a word in common, and do not only fail to contradict each other."""
    return bool(one.states & other.states or _shared(one, other))


def closer(one: Ground, other: Ground) -> bool:
    """Whether of two places that go together one is told more closely: by words in common, or as a place of a state."""
    return related(one, other) and bool(_shared(one, other) or (one.level == "state") != (other.level == "state"))


def _shared(one: Ground, other: Ground) -> frozenset[str]:
    """The words that two places have in common, besides those by which two of one name are told apart: "East"."""
    return (one.words & other.words) - load_dispute_words().places.directions


def _of_two_states(one: Ground, other: Ground) -> Verdict | None:
    """Two places in different states; a place at a border can be told of either side."""
    lists = load_dispute_words().places
    if {"border", "frontier", "line", "crossing"} & (one.kinds | other.kinds) & lists.kinds:
        return None
    return None if len(one.states) > 1 or len(other.states) > 1 else "differs"


def _rival_names(one: Ground, other: Ground) -> bool:
    """Whether both name a place of one kind and the names have nothing in common, or both name another city."""
    disputing = load_dispute_words().places.disputing
    cities = ("capital", "city")
    if one.level in cities and other.level in cities and one.states == other.states and not one.words & other.words:
        return True
    for kind in one.kinds & other.kinds & disputing:
        first, second = ({stem for of, stem in ground.titled if of == kind} for ground in (one, other))
        if first and second and not first & second and not one.names & other.names:
            return True
    return False


@lru_cache(maxsize=1)
def _directions() -> frozenset[str]:
    return frozenset(stem for word in load_dispute_words().places.directions for stem in load_weigher().stems(word))


def _look_up(gazetteer: Gazetteer, name: str) -> tuple[str, Level] | None:
    if name in gazetteer.capitals and name not in gazetteer.states:
        return gazetteer.capitals[name], "capital"
    if name in gazetteer.cities:
        return gazetteer.cities[name], "city"
    state = (
        gazetteer.states.get(name) or gazetteer.adjectives.get(name) or gazetteer.peoples.get(name.removesuffix("s"))
    )
    return (state, "state") if state and len(name) > 2 else None


def _finer_level(one: Level, other: Level) -> Level:
    order: tuple[Level, ...] = ("other", "state", "capital", "city")
    return max(one, other, key=order.index)


def _singular(word: str) -> str:
    return word[:-1] if word.endswith("s") and word[:-1] in load_dispute_words().places.kinds else word


def _trimmed(page: Page, span: Span) -> Span:
    """The span without what only leads to it: "in Paris" is Paris."""
    stop = load_dispute_words().places.stop
    found = list(WORD.finditer(page.words(span)))
    while len(found) > 1 and found[0][0].lower() in stop:
        found.pop(0)
    return Span(span.start + found[0].start(), span.end) if found else span
