"""Closed word lists and operators of the event rules, read once."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

import msgspec

from detente.lexicon import Row, load_lexicon

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["Effect", "Operator", "Operators", "Words", "load_operators", "load_words"]

Effect = Literal["same", "ongoing", "planned", "possible", "denied", "cancelled", "ends", "drops"]


class Words(Row, frozen=True, kw_only=True):
    """Function words and small classes; `data/events/words.yml` says what each is for."""

    particles: frozenset[str]
    will: frozenset[str]
    would: frozenset[str]
    may: frozenset[str]
    must: frozenset[str]
    negators: frozenset[str]
    negative_cases: frozenset[str]
    hypothetical_marks: frozenset[str]
    habitual: frozenset[str]
    hedges: frozenset[str]
    planned_modifiers: frozenset[str]
    possible_modifiers: frozenset[str]
    cancelled_modifiers: frozenset[str]
    ongoing_modifiers: frozenset[str]
    reporting: frozenset[str]
    opinion: frozenset[str]
    location_prepositions: frozenset[str]
    time_nouns: frozenset[str]
    topic_nouns: frozenset[str]
    warnings: frozenset[str]
    aspectual: frozenset[str]
    refusing: frozenset[str]
    cancelling: frozenset[str]
    agents: frozenset[str]
    agent_suffixes: tuple[str, ...]
    hostile: frozenset[str]
    definite: frozenset[str]
    evident: frozenset[str]
    first_person: frozenset[str]
    others: frozenset[str]
    quote_marks: frozenset[str]
    quote_opens: frozenset[str]
    quote_closes: frozenset[str]
    hoping: frozenset[str]
    harms: frozenset[str]
    background: frozenset[str]
    plans: frozenset[str]
    officials: frozenset[str]
    tested: frozenset[str]
    pictures: frozenset[str]
    picture_marks: frozenset[str]
    ordinal: frozenset[str]
    errands: frozenset[str]
    deferring: frozenset[str]
    nobody: frozenset[str]
    beginning: frozenset[str]


class Operator(Row, frozen=True, kw_only=True):
    """Words that govern an event, and what they say became of it.

    Attributes:
        effect: A status, "same" (as the governing verb), "ends" (the event was stopped) or "drops" (no event).
        subject: The event stands as the subject of these verbs, not as their object.
        infinitive: Only with a to-infinitive ("going to meet").
        wish: Somebody only wants it, so that nothing but a meeting is an event yet.
        reversed: The subject of the verb is the recipient of the event ("received support from B").
    """

    id: str
    effect: Effect
    verbs: tuple[str, ...] = ()
    nouns: tuple[str, ...] = ()
    adjectives: tuple[str, ...] = ()
    subject: bool = False
    infinitive: bool = False
    reversed: bool = False
    wish: bool = False


class Operators(msgspec.Struct, frozen=True):
    """Operators by place ("clause", "object", "subject") and lemma."""

    clause: Mapping[str, Operator]
    object: Mapping[str, Operator]
    subject: Mapping[str, Operator]


def load_words() -> Words:
    """Read `data/events/words.yml`."""
    return load_lexicon("events/words.yml", Words)


def load_operators() -> Operators:
    """Read `data/events/operators.yml`; the first operator that lists a word for a place keeps it."""
    rows = load_lexicon("events/operators.yml", tuple[Operator, ...])
    clause: dict[str, Operator] = {}
    object_: dict[str, Operator] = {}
    subject: dict[str, Operator] = {}
    for row in rows:
        for lemma in (*row.verbs, *row.nouns, *row.adjectives):
            if row.subject:
                subject.setdefault(lemma, row)
                continue
            if not row.infinitive:
                object_.setdefault(lemma, row)
            if row.effect != "same":
                clause.setdefault(lemma, row)
    return Operators(clause, object_, subject)
