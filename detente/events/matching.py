"""Triggers in a sentence: which words name an event, and which other words belong to the name."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import msgspec

from detente.events.clauses import deep_agent, is_hidden_verb
from detente.events.slots import ANY, Slots, is_one_of, measured, phrases

if TYPE_CHECKING:
    from collections.abc import Iterator

    from detente.events.lexicon import Lexicon, Need, Predicate, Trigger, WordClass
    from detente.events.words import Words
    from detente.language.tree import Tree

__all__ = ["Match", "find_matches", "match_best", "match_next"]

CLASSES: dict[str, WordClass] = {"VERB": "verb", "AUX": "verb", "NOUN": "noun", "PROPN": "noun", "ADJ": "adjective"}
JUDGING = ("SUPPORT", "ACCUSE", "REJECT")
VERBAL = frozenset(("VB", "VBD", "VBG", "VBN", "VBP", "VBZ"))


@dataclass(frozen=True, slots=True)
class Match:
    """A trigger found: its head token, all tokens that make it up, the nominals it consumed, and a finer reading."""

    trigger: Trigger
    head: int
    words: tuple[int, ...]
    nominals: tuple[int, ...] = ()
    detail: Predicate | None = None

    @property
    def type(self) -> str:
        """The PLOVER type the lexicon gives."""
        return self.trigger.predicate.type


def find_matches(tree: Tree, start: int, end: int, lexicon: Lexicon, words: Words) -> list[Match]:
    """The best trigger of each token in [start, end), without nouns that a longer trigger took in."""
    found: list[Match] = []
    for i in range(start, end):
        match = match_best(tree, i, lexicon, words)
        if match is not None:
            found.append(match)
    nouns = {match.head: match for match in found if match.trigger.word_class == "noun"}
    found = [match for match in found if not _leaves_it_to_noun(tree, match, nouns)]
    taken = {i for match in found for i in match.nominals}
    taken -= {i for match in found if match.type in JUDGING for i in match.nominals if _is_owned(tree, i)}
    return [_detailed(match, nouns) for match in found if match.head not in taken or match.trigger.word_class == "verb"]


def match_best(tree: Tree, i: int, lexicon: Lexicon, words: Words) -> Match | None:
    """The trigger of token i that asks for most and finds it, or None."""
    word_class = CLASSES.get(tree.upos[i])
    if word_class is None:
        return None
    lemma = tree.lemmas[i].lower()
    triggers = lexicon.by_head.get((lemma, word_class))
    if not triggers or (tree.upos[i] == "PROPN" and lemma in words.time_nouns):
        return None
    return _best(tree, i, triggers, words)


def match_next(tree: Tree, match: Match, lexicon: Lexicon, words: Words) -> Match | None:
    """The trigger that a match gives way to where it lacks a side that it needs, or None."""
    triggers = lexicon.by_head[match.trigger.head, match.trigger.word_class]
    after = next((n for n, one in enumerate(triggers) if one is match.trigger), len(triggers))
    return _best(tree, match.head, triggers[after + 1 :], words)


def _leaves_it_to_noun(tree: Tree, match: Match, nouns: dict[int, Match]) -> bool:
    """Whether a support verb without agent ("talks between A and B were held") should leave the event to its noun."""
    if not any(i in nouns and nouns[i].type == match.type for i in match.nominals):
        return False
    return deep_agent(tree, match.head) is None


def _is_owned(tree: Tree, i: int) -> bool:
    """Whether a noun says whose act it is ("welcomed B's visit")."""
    return tree.child(i, "nmod:poss") is not None


def _detailed(match: Match, nouns: dict[int, Match]) -> Match:
    """With the finer reading of a noun that it took in ("had a telephone conversation")."""
    for i in match.nominals:
        noun = nouns.get(i)
        if noun is not None and noun.trigger.predicate.wins:
            return replace(match, trigger=msgspec.structs.replace(match.trigger, predicate=noun.trigger.predicate))
        if (
            noun is not None
            and noun.type == match.type
            and noun.trigger.predicate.mode
            and match.trigger.predicate.mode is None
        ):
            return replace(match, detail=noun.trigger.predicate)
    return match


def _best(tree: Tree, i: int, triggers: tuple[Trigger, ...], words: Words) -> Match | None:
    if not triggers:
        return None
    if triggers[0].word_class == "noun" and tree.deps[i] in ("compound", "flat", "nmod:desc"):
        return None
    if triggers[0].word_class == "verb" and not _is_event_verb(tree, i):
        return None
    slots = Slots(tree, i)
    for trigger in triggers:
        if trigger.literal and not trigger.literal <= slots.near:
            continue
        match = _match(slots, trigger, words)
        if match is not None and not _forbidden(slots, match):
            return match
    return None


def _is_event_verb(tree: Tree, i: int) -> bool:
    if tree.xpos[i] not in VERBAL:
        return False
    return tree.deps[i] not in ("amod", "compound", "aux", "case", "cop") or is_hidden_verb(tree, i)


def _match(slots: Slots, trigger: Trigger, words: Words) -> Match | None:
    used: list[int] = [slots.head]
    nominals: list[int] = []
    for need in trigger.needs:
        found = _satisfy(slots, need, nominals, words)
        if found is None:
            return None
        token, nominal = found
        used.extend(t for t in (token, nominal) if t is not None)
        if nominal is not None:
            nominals.append(nominal)
    return Match(trigger, slots.head, tuple(sorted(set(used))), tuple(nominals))


def _satisfy(slots: Slots, need: Need, nominals: list[int], words: Words) -> tuple[int | None, int | None] | None:
    """The word that a need finds and the nominal that it takes in, either of them None, or None where it fails."""
    tree, i = slots.tree, slots.head
    if need.slot == "obj":
        found = slots.first("obj", need.nouns)
        return None if found is None else (None, None if ANY in need.nouns else found)
    if need.slot == "xcomp":
        found = slots.first("xcomp", need.nouns)
        return None if found is None else (found, None)
    if need.slot == "mod":
        return _modifier(tree, i, need)
    if need.slot not in words.particles:
        return next(((j, None) for j in tree.children[i] if need.slot in (tree.lowers[j], tree.lemmas[j])), None)
    if need.nouns:
        within = (j for at in (i, *nominals) for j in phrases(tree, at, need.slot))
        if ANY in need.nouns:
            return next(((None, None) for _ in within), None)
        return next(((None, j) for j in within if is_one_of(tree, j, need.nouns)), None)
    for j in tree.children[i]:
        if tree.lowers[j] == need.slot and tree.deps[j] in ("compound:prt", "advmod", "obl", "case", "mark", "xcomp"):
            return j, None
    for at in (i, *nominals, *_object_of(tree, i)):
        for j in phrases(tree, at, need.slot):
            if not _is_time(tree, j, words):
                return next(k for k in _deep(tree, j) if tree.lowers[k] == need.slot), None
    return None


def _object_of(tree: Tree, i: int) -> tuple[int, ...]:
    own = tree.child(i, "obj")
    return () if own is None else (own, *measured(tree, own))


def _deep(tree: Tree, j: int) -> Iterator[int]:
    for k in tree.children[j]:
        yield k
        yield from tree.children[k]


def _modifier(tree: Tree, i: int, need: Need) -> tuple[int, None] | None:
    for j in tree.children[i]:
        if tree.deps[j] in ("compound", "amod") and (
            tree.lowers[j] in need.nouns or tree.lemmas[j].lower() in need.nouns
        ):
            return j, None
    return None


def _is_time(tree: Tree, j: int, words: Words) -> bool:
    return tree.lemmas[j].lower() in words.time_nouns or (tree.upos[j] == "NUM" and tree.deps[j] == "obl")


def _forbidden(slots: Slots, match: Match) -> bool:
    trigger = match.trigger
    if any(slots.first(need.slot, need.nouns) is None for need in trigger.only):
        return True
    for need in trigger.unless:
        consumed = any(own.slot == need.slot and own.nouns and ANY not in own.nouns for own in trigger.needs)
        if not consumed and slots.first(need.slot, need.nouns) is not None:
            return True
    return False
