"""The predicate lexicon: words that name an event, the argument frame each takes, and what forbids the reading.

A trigger is written as a head word and what must stand with it: `call on` (a particle or preposition), `pull
obj=@forces out` (an object from the set `forces`), `take to=street` (a preposition with its noun). The more a
trigger asks for, the earlier it is tried.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

import msgspec

from detente.errors import DataError
from detente.lexicon import Row, data_path, load_lexicon
from detente.model import Status  # noqa: TC001 - msgspec reads the annotation

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

__all__ = [
    "DEMAND",
    "Lexicon",
    "Need",
    "Predicate",
    "Trigger",
    "expand",
    "index_triggers",
    "load_predicates",
    "load_sets",
    "named_sets",
    "parse_trigger",
    "read_predicates",
    "triggers_of",
]

WordClass = Literal["verb", "noun", "adjective"]
DEMAND: tuple[str, WordClass] = ("must", "verb")
"""The trigger that stands for any verb under it: "A said that B must do X"."""


class Predicate(Row, frozen=True, kw_only=True):
    """A group of triggers that share type, frame and exclusions.

    Attributes:
        verbs, nouns, adjectives: The triggers.
        to: Where the recipient stands: "obj", "iobj", "subj" or a preposition, in order of preference.
        by: Where the actor stands: "subj" (the agent, in whatever voice), "surface" (the subject as it stands, "is
            opposed to") or a preposition ("in" a state, for what its authorities do).
        of: Which side "of" marks after a noun ("the visit of A", "the arrest of B").
        compound: Which side a bare name before a noun is ("the Taiwan visit").
        inner: Which complements the event takes in, so that they are no events of their own.
        unless, only: Nouns that a slot must not, or must, have as its head.
        status: A status that the word itself implies ("postpone").
        weight: How surely the trigger names the event, 0-1.
        topical: The recipient is only ever the other state of the article's topic.
        untargeted: The predicate that a verb of this one stands for where nobody is its target ("fired a missile").
        wins: A noun's reading stands even where a verb takes it in ("staged a joint exercise").
        needs: What must be there: a named "recipient", a "complement", an "inner" event, an "infinitive", an
            "addressee", a "person" or named "place" as the recipient.
    """

    id: str
    type: str
    verbs: tuple[str, ...] = ()
    nouns: tuple[str, ...] = ()
    adjectives: tuple[str, ...] = ()
    mode: str | None = None
    cameo: str | None = None
    to: tuple[str, ...] = ("obj",)
    by: tuple[str, ...] = ("subj",)
    of: Literal["actor", "recipient"] | None = None
    compound: Literal["actor", "recipient"] = "actor"
    symmetric: bool = False
    inner: Literal["none", "clause", "all"] = "none"
    unless: dict[str, tuple[str, ...]] = msgspec.field(default_factory=dict)
    only: dict[str, tuple[str, ...]] = msgspec.field(default_factory=dict)
    status: Status | None = None
    weight: float = 0.8
    wins: bool = False
    topical: bool = False
    untargeted: str | None = None
    needs: tuple[Literal["recipient", "complement", "inner", "infinitive", "addressee", "person", "place"], ...] = ()


@dataclass(frozen=True, slots=True)
class Need:
    """One thing that must stand with the head: a word of the clause, or a slot filled by one of some nouns."""

    slot: str
    nouns: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Trigger:
    """A head word with its needs, and the predicate it is a trigger of."""

    head: str
    word_class: WordClass
    needs: tuple[Need, ...]
    predicate: Predicate
    unless: tuple[Need, ...] = ()
    only: tuple[Need, ...] = ()

    @property
    def to(self) -> tuple[str, ...]:
        """Recipient slots: the preposition that ends the trigger before those of the predicate."""
        last = self.needs[-1].slot if self.needs and not self.needs[-1].nouns and self.word_class != "noun" else ""
        return (last, *self.predicate.to) if last and last not in self.predicate.to else self.predicate.to


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Triggers by head lemma and word class, those that ask for most first."""

    by_head: Mapping[tuple[str, WordClass], tuple[Trigger, ...]]
    predicates: tuple[Predicate, ...]


def parse_trigger(
    text: str, sets: Mapping[str, frozenset[str]], word_class: WordClass = "verb"
) -> tuple[str, tuple[Need, ...]]:
    """Split a trigger into head and needs; a noun of several words ends with its head ("phone call").

    >>> head, needs = parse_trigger("take to=street|square", {})
    >>> head, needs[0].slot, "square" in needs[0].nouns
    ('take', 'to', True)

    Raises:
        DataError: It names a set that is not in `sets`.
    """
    head, *rest = text.split()
    if word_class == "noun" and rest:
        *before, head = text.split()
        return head, tuple(Need("mod", frozenset((word,))) for word in before)
    return head, tuple(
        Need(slot, expand(nouns.split("|"), sets) if nouns else frozenset())
        for slot, _, nouns in (part.partition("=") for part in rest)
    )


def expand(nouns: Iterable[str], sets: Mapping[str, frozenset[str]]) -> frozenset[str]:
    """Words and their plain plurals (a lemma may be one), with each "@name" replaced by the set of that name."""
    found: set[str] = set()
    for noun in nouns:
        if not noun.startswith("@"):
            found |= {noun, f"{noun}s"}
        elif noun[1:] in sets:
            found |= sets[noun[1:]]
        else:
            raise DataError(f"events/sets.yml: no set {noun[1:]!r}; there are: {', '.join(sorted(sets))}")
    return frozenset(found)


def load_sets() -> dict[str, frozenset[str]]:
    """Named sets of nouns for the slots of triggers."""
    raw = load_lexicon("events/sets.yml", dict[str, tuple[str, ...]])
    done: dict[str, frozenset[str]] = {}
    for name, nouns in raw.items():
        done[name] = expand(nouns, done)
    return done


def named_sets(nouns: Iterable[str]) -> tuple[str, ...]:
    """The sets that a list of nouns names."""
    return tuple(noun[1:] for noun in nouns if noun.startswith("@"))


def read_predicates() -> dict[str, tuple[Predicate, ...]]:
    """The predicates of each file of `data/events/predicates/`, by its path under `data/`."""
    names = sorted(item.name for item in data_path("events/predicates").iterdir() if item.name.endswith(".yml"))
    paths = [f"events/predicates/{name}" for name in names]
    return {path: load_lexicon(path, tuple[Predicate, ...]) for path in paths}


def load_predicates() -> Lexicon:
    """The shipped lexicon."""
    predicates = tuple(row for rows in read_predicates().values() for row in rows)
    return Lexicon(index_triggers(predicates, load_sets()), predicates)


def index_triggers(
    predicates: Iterable[Predicate], sets: Mapping[str, frozenset[str]]
) -> dict[tuple[str, WordClass], tuple[Trigger, ...]]:
    """Triggers by head and word class, those with most needs first; two of the same words are a `DataError`."""
    index: dict[tuple[str, WordClass], list[Trigger]] = {}
    seen: dict[tuple[str, str], Predicate] = {}
    for predicate in predicates:
        unless = tuple(Need(slot, expand(nouns, sets)) for slot, nouns in predicate.unless.items())
        only = tuple(Need(slot, expand(nouns, sets)) for slot, nouns in predicate.only.items())
        for word_class, text in triggers_of(predicate):
            other = seen.setdefault((word_class, text), predicate)
            if other.id != predicate.id and not (only or unless or other.only):
                ids = f"{other.id} and {predicate.id}"
                raise DataError(f"events/predicates: trigger {text!r} ({word_class}) is in {ids}")
            head, needs = parse_trigger(text, sets, word_class)
            index.setdefault((head, word_class), []).append(Trigger(head, word_class, needs, predicate, unless, only))
    return {key: tuple(sorted(found, key=_demand, reverse=True)) for key, found in index.items()}


def triggers_of(predicate: Predicate) -> list[tuple[WordClass, str]]:
    """All triggers of a predicate, each with its word class."""
    return (
        [("verb", text) for text in predicate.verbs]
        + [("noun", text) for text in predicate.nouns]
        + [("adjective", text) for text in predicate.adjectives]
    )


def _demand(trigger: Trigger) -> tuple[int, int]:
    return (len(trigger.needs) + len(trigger.only), sum(1 for need in trigger.needs if need.nouns))
