"""A user's own types, modes, sets of nouns and predicates beside the shipped ones, checked against them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import msgspec

from detente.events.lexicon import DEMAND, Predicate, expand, named_sets, triggers_of
from detente.events.ontology import EventType
from detente.extension import nearest
from detente.language.lemmas import Lemmatizer
from detente.lexicon import Row

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from detente.events.ontology import Ontology
    from detente.extension import Entry, Extension

__all__ = ["add_predicates", "add_sets", "add_types"]

ONTOLOGY, SETS, PREDICATES = "events/ontology.yml", "events/sets.yml", "events/predicates"
_CAMEO, _TYPE, _ID = re.compile(r"\d{2,4}"), re.compile(r"[A-Z][A-Z_]+"), re.compile(r"[a-z0-9][a-z0-9.-]*")
_INFLECTED = ("ed", "ing")
_KINDS = {"verb": "verbs", "noun": "nouns", "adjective": "adjectives"}


class WordSet(Row, frozen=True, kw_only=True):
    """The nouns of a set."""

    words: tuple[str, ...]


def add_types(ontology: Ontology, extension: Extension) -> Ontology:
    """The ontology with the user's types, and her modes of the shipped ones.

    Raises:
        DataError: An entry is not well formed.
    """
    types, places = dict(ontology.types), dict.fromkeys(ontology.types, ONTOLOGY)
    entries = list(extension.entries(EventType, "types"))
    for entry in entries:
        types[entry.id] = entry.row(types.get(entry.id), places.get(entry.id, ""))
        places[entry.id] = entry.place
    for entry in entries:
        _check_type(entry, types[entry.id], types)
    return msgspec.structs.replace(ontology, types=types)


def _check_type(entry: Entry[EventType], row: EventType, types: Mapping[str, EventType]) -> None:
    if not _TYPE.fullmatch(entry.id):
        raise entry.error("", "a type is written in capitals, such as CONSULT")
    if row.quad not in (1, 2, 3, 4):
        raise entry.error("quad", f"1 to 4, not {row.quad}")
    _check_cameo(entry, row.cameo)
    if row.ended is not None and row.ended not in types:
        raise entry.error("ended", nearest(f"there is no type {row.ended!r}", row.ended, types))
    for mode in row.scores:
        if mode not in row.modes:
            raise entry.error("scores", nearest(f"{mode!r} is no mode of {entry.id}", mode, row.modes), mode)


def _check_cameo(entry: Entry[EventType] | Entry[Predicate], cameo: str | None) -> None:
    if cameo is not None and not _CAMEO.fullmatch(cameo):
        raise entry.error("cameo", f"two to four digits, such as 042, not {cameo!r}")


def add_sets(sets: dict[str, frozenset[str]], extension: Extension) -> dict[str, frozenset[str]]:
    """The sets of nouns with the user's own, and her words in the shipped ones.

    Raises:
        DataError: An entry is not well formed, or names a set that there is not.
    """
    known = dict(sets)
    for entry in extension.entries(WordSet, "sets"):
        there = WordSet(words=tuple(sorted(known[entry.id]))) if entry.id in known else None
        words = entry.row(there, SETS).words
        for name in named_sets(words):
            _check_set(entry, "", name, known)
        known[entry.id] = expand(words, known)
    return known


def _check_set(entry: Entry[WordSet] | Entry[Predicate], key: str, name: str, sets: Iterable[str]) -> None:
    if name not in sets:
        raise entry.error(key, nearest(f"there is no set {name!r}", name, sets))


def add_predicates(
    shipped: Mapping[str, tuple[Predicate, ...]],
    extension: Extension,
    sets: Mapping[str, frozenset[str]],
    ontology: Ontology,
) -> tuple[Predicate, ...]:
    """The user's predicates, then the shipped ones: of two triggers that ask for as much, hers is tried first.

    Args:
        shipped: Predicates by the file that holds them.
        extension: What the user adds.
        sets: All sets of nouns.
        ontology: All types and modes.

    Raises:
        DataError: An entry is not well formed, or a trigger is in use.
    """
    there = {row.id: row for rows in shipped.values() for row in rows}
    places = {row.id: place for place, rows in shipped.items() for row in rows}
    ours: dict[str, Entry[Predicate]] = {}
    for entry in extension.entries(Predicate, "predicates", id_key="id"):
        row = entry.row(there.get(entry.id), places.get(entry.id, ""))
        there = _without_taken(entry, row, there, places)
        there[entry.id], places[entry.id], ours[entry.id] = row, entry.place, entry
        if entry.override and not any(DEMAND[::-1] in triggers_of(one) for one in there.values()):
            raise entry.error("override", f"the {DEMAND[1]} {DEMAND[0]!r} has to stay a trigger")
    lemmatize = Lemmatizer()
    for id_, entry in ours.items():
        _check_predicate(entry, there[id_], sets, ontology, there)
        for verb in entry.raw.get("verbs") or ():
            _check_lemma(entry, verb, lemmatize(verb.split()[0], "VERB", "VBD"))
    return (*(there[id_] for id_ in ours), *(row for id_, row in there.items() if id_ not in ours))


def _without_taken(
    entry: Entry[Predicate], row: Predicate, there: dict[str, Predicate], places: Mapping[str, str]
) -> dict[str, Predicate]:
    """What is there without the triggers that the entry takes over.

    Raises:
        DataError: A trigger is in use and the entry neither takes it over nor narrows it.
    """
    wanted, changed = dict.fromkeys(triggers_of(row)), dict(there)
    for word in entry.taken:
        if word not in (text for _, text in wanted):
            raise entry.error("override", f"{word!r} is no trigger of {entry.id}")
    for other in there.values():
        shared = [one for one in triggers_of(other) if one in wanted] if other.id != row.id else []
        untaken = [one for one in shared if not entry.takes(one[1])]
        if untaken and not (row.only or other.only):
            word_class, text = untaken[0]
            raise entry.error(
                _KINDS[word_class],
                f"the {word_class} {text!r} is in use: {other.id} ({places[other.id]}) has it; say with `only` when it "
                f"is yours, or write `override: [{text}]` to take it over",
            )
        taken = [one for one in shared if entry.takes(one[1])]
        if taken:
            kept = {
                key: tuple(text for text in getattr(other, key) if (kind, text) not in taken)
                for kind, key in _KINDS.items()
            }
            changed[other.id] = msgspec.structs.replace(other, **kept)
    return changed


def _check_predicate(
    entry: Entry[Predicate],
    row: Predicate,
    sets: Mapping[str, frozenset[str]],
    ontology: Ontology,
    there: Mapping[str, Predicate],
) -> None:
    if not _ID.fullmatch(row.id):
        raise entry.error("", "an id has small letters, digits, dots and hyphens, such as consult.port-call")
    if row.type not in ontology.types:
        raise entry.error("type", nearest(f"there is no type {row.type!r}", row.type, ontology.types))
    modes = ontology.types[row.type].modes
    if row.mode is not None and row.mode not in modes:
        advice = nearest(f"{row.mode!r} is no mode of {row.type}", row.mode, modes) if modes else f"{row.type} has none"
        raise entry.error("mode", f"{advice}; a new one is added under `types: {row.type}: modes`")
    _check_cameo(entry, row.cameo)
    if not 0 <= row.weight <= 1:
        raise entry.error("weight", f"from 0 to 1, not {row.weight:g}")
    if row.untargeted is not None and row.untargeted not in there:
        raise entry.error("untargeted", nearest(f"there is no predicate {row.untargeted!r}", row.untargeted, there))
    if not triggers_of(row):
        raise entry.error("", "a predicate needs a trigger: verbs, nouns or adjectives")
    for kind, text in triggers_of(row):
        if not text.strip():
            raise entry.error(_KINDS[kind], "a trigger is empty")
    for key, words in _slots(row):
        for name in named_sets(words):
            _check_set(entry, key, name, sets)


def _check_lemma(entry: Entry[Predicate], verb: str, lemma: str) -> None:
    """Refuse "docked", which no text is searched for."""
    head = verb.split()[0]
    if head.endswith(_INFLECTED) and lemma != head:
        raise entry.error("verbs", f"a trigger is a lemma: write {lemma!r}, not {head!r}")


def _slots(row: Predicate) -> Iterator[tuple[str, tuple[str, ...]]]:
    for kind, text in triggers_of(row):
        yield _KINDS[kind], tuple(word for part in text.split() for word in part.partition("=")[2].split("|"))
    for key, slots in (("unless", row.unless), ("only", row.only)):
        for words in slots.values():
            yield key, words
