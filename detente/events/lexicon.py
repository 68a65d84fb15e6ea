"""The predicate lexicon: words that name an event, the argument frame each takes, and what forbids the reading.

A trigger is written as a head word and what must stand with it: `call on` (a particle or preposition), `pull
obj=@forces out` (an object from the set `forces`), `take to=street` (a preposition with its noun); among nouns,
"+name" is the name of a person, "+person" that or a personal pronoun, "+place" the name of a place. The more a
trigger asks for, the earlier it is tried.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

import msgspec

from detente.errors import DataError
from detente.events.slots import ANY, STRUCTURAL
from detente.lexicon import Row, data_path, load_lexicon
from detente.model import Status  # noqa: TC001 - msgspec reads the annotation

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

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

ANY_NOUN = 10_000
SET_NAME = re.compile(r"@([\w-]+)")
WordClass = Literal["verb", "noun", "adjective"]
Key = tuple[str, WordClass]
DEMAND: tuple[str, WordClass] = ("must", "verb")
"""The trigger that stands for any verb under it: "A said that B must do X"."""


class Predicate(Row, frozen=True, kw_only=True):
    """A group of triggers that share type, frame and exclusions.

    Attributes:
        verbs, nouns, adjectives: The triggers; one row may hold several, parted by semicolons.
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


class Need(msgspec.Struct, frozen=True):
    """One thing that must stand with the head: a word of the clause, or a slot filled by one of some nouns."""

    slot: str
    nouns: frozenset[str] = frozenset()

    @property
    def width(self) -> int:
        """How many nouns it allows."""
        return ANY_NOUN if ANY in self.nouns else len(self.nouns)


class Trigger(msgspec.Struct, frozen=True):
    """A head word with its needs, and the predicate it is a trigger of; `literal`: words that must stand below it."""

    head: str
    word_class: WordClass
    needs: tuple[Need, ...]
    predicate: Predicate
    unless: tuple[Need, ...] = ()
    only: tuple[Need, ...] = ()
    literal: frozenset[str] = frozenset()

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
    text: str,
    sets: Mapping[str, frozenset[str]],
    word_class: WordClass = "verb",
    known: dict[str, Need] | None = None,
) -> tuple[str, tuple[Need, ...]]:
    """Split a trigger into head and needs; a noun of several words ends with its head ("phone call").

    >>> head, needs = parse_trigger("take to=street|square", {})
    >>> head, needs[0].slot, "square" in needs[0].nouns
    ('take', 'to', True)

    Args:
        text: The trigger.
        sets: Named sets of nouns.
        word_class: Of its head.
        known: Needs read before, by their text, and where to keep those read now.

    Raises:
        DataError: It names a set that is not in `sets`.
    """
    head, *rest = text.split()
    if word_class == "noun" and rest:
        *before, head = text.split()
        return head, tuple(Need("mod", frozenset((word,))) for word in before)
    known = {} if known is None else known
    for part in rest:
        if part not in known:
            slot, _, nouns = part.partition("=")
            known[part] = Need(slot, expand(nouns.split("|"), sets) if nouns else frozenset())
    return head, tuple(known[part] for part in rest)


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


class TriggerIndex(Mapping[Key, tuple[Trigger, ...]]):
    """Triggers by head and word class, those that ask for most first; the words of a head are parsed when first met."""

    def __init__(self, sets: Mapping[str, frozenset[str]]) -> None:
        self._sets = sets
        self._texts: dict[Key, list[tuple[str, Predicate]]] = {}
        self._parsed: dict[Key, tuple[Trigger, ...]] = {}
        self._known: dict[str, Need] = {}

    def add(self, text: str, word_class: WordClass, predicate: Predicate) -> None:
        """Keep a trigger; a `DataError` if it names an unknown set."""
        for name in SET_NAME.findall(text) if "@" in text else ():
            if name not in self._sets:
                expand((f"@{name}",), self._sets)
        head = text.rpartition(" ")[2] if word_class == "noun" else text.partition(" ")[0]
        self._texts.setdefault((head, word_class), []).append((text, predicate))

    def __getitem__(self, key: Key) -> tuple[Trigger, ...]:
        """The triggers of a head, or a `KeyError`."""
        found = self._parsed.get(key)
        if found is None:
            made = [self._parse(text, key[1], predicate) for text, predicate in self._texts[key]]
            found = self._parsed[key] = tuple(sorted(made, key=_demand, reverse=True))
        return found

    def __iter__(self) -> Iterator[Key]:
        """All heads."""
        return iter(self._texts)

    def __len__(self) -> int:
        """How many heads there are."""
        return len(self._texts)

    def __contains__(self, key: object) -> bool:
        """Whether there is such a head."""
        return key in self._texts

    def get(self, key: Key, default: tuple[Trigger, ...] = ()) -> tuple[Trigger, ...]:  # type: ignore[override]
        """The triggers of a head, or none."""
        return self[key] if key in self._texts else default

    def _parse(self, text: str, word_class: WordClass, predicate: Predicate) -> Trigger:
        head, needs = parse_trigger(text, self._sets, word_class, self._known)
        unless, only = self._guards(predicate.unless), self._guards(predicate.only)
        literal = frozenset(need.slot for need in needs if need.slot not in STRUCTURAL)
        return Trigger(head, word_class, needs, predicate, unless, only, literal)

    def _guards(self, slots: Mapping[str, tuple[str, ...]]) -> tuple[Need, ...]:
        found = []
        for slot, nouns in slots.items():
            text = f"{slot}={'|'.join(nouns)}"
            if text not in self._known:
                self._known[text] = Need(slot, expand(nouns, self._sets))
            found.append(self._known[text])
        return tuple(found)


def index_triggers(predicates: Iterable[Predicate], sets: Mapping[str, frozenset[str]]) -> TriggerIndex:
    """All triggers, with those of the sets they name; two of the same words are a `DataError`."""
    index = TriggerIndex(sets)
    seen: dict[tuple[str, str], Predicate] = {}
    for predicate in predicates:
        for noun in (noun for slot in (predicate.only, predicate.unless) for nouns in slot.values() for noun in nouns):
            if noun.startswith("@") and noun[1:] not in sets:
                expand((noun,), sets)
        for word_class, text in triggers_of(predicate):
            other = seen.setdefault((word_class, text), predicate)
            if other.id != predicate.id and not (predicate.only or predicate.unless or other.only):
                ids = f"{other.id} and {predicate.id}"
                raise DataError(f"events/predicates: trigger {text!r} ({word_class}) is in {ids}")
            index.add(text, word_class, predicate)
    return index


def triggers_of(predicate: Predicate) -> list[tuple[WordClass, str]]:
    """All triggers of a predicate, each with its word class."""
    lists: tuple[tuple[WordClass, tuple[str, ...]], ...] = (
        ("verb", predicate.verbs),
        ("noun", predicate.nouns),
        ("adjective", predicate.adjectives),
    )
    return [(word_class, text) for word_class, rows in lists for row in rows for text in row.split("; ")]


def _demand(trigger: Trigger) -> tuple[int, int, int]:
    """How much a trigger asks for: its needs, those that name nouns, and how few nouns these are."""
    named = wide = 0
    for need in trigger.needs:
        if need.nouns:
            named += 1
            wide += need.width
    return (len(trigger.needs) + len(trigger.only), named, -wide)
