"""Triggers in a sentence: which words name an event, and which other words belong to the name."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from detente.events.clauses import cases, conjuncts, deep_agent, deep_object, is_hidden_verb, surface_subject

if TYPE_CHECKING:
    from collections.abc import Iterator

    from detente.events.lexicon import Lexicon, Need, Predicate, Trigger, WordClass
    from detente.events.words import Words
    from detente.language.tree import Tree

__all__ = ["Match", "find_matches", "match_best"]

CLASSES: dict[str, WordClass] = {"VERB": "verb", "AUX": "verb", "NOUN": "noun", "PROPN": "noun", "ADJ": "adjective"}
PHRASES = ("obl", "nmod", "advcl", "xcomp", "obl:agent", "acl", "obl:unmarked")
MEASURES = ("NOUN", "NUM", "SYM", "ADJ", "DET", "PRON")
PERSON = "+person"
NAMED = {"PER": PERSON, "LOC": "+place"}
PERSONAL = ("him", "her", "them", "he", "she", "they", "me", "us")
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
            return replace(match, trigger=replace(match.trigger, predicate=noun.trigger.predicate))
        if (
            noun is not None
            and noun.type == match.type
            and noun.trigger.predicate.mode
            and match.trigger.predicate.mode is None
        ):
            return replace(match, detail=noun.trigger.predicate)
    return match


def _best(tree: Tree, i: int, triggers: tuple[Trigger, ...], words: Words) -> Match | None:
    if triggers[0].word_class == "noun" and tree.deps[i] in ("compound", "flat", "nmod:desc"):
        return None
    if triggers[0].word_class == "verb" and not _is_event_verb(tree, i):
        return None
    for trigger in triggers:
        match = _match(tree, i, trigger, words)
        if match is not None and not _forbidden(tree, match):
            return match
    return None


def _is_event_verb(tree: Tree, i: int) -> bool:
    if tree.xpos[i] not in VERBAL:
        return False
    return tree.deps[i] not in ("amod", "compound", "aux", "case", "cop") or is_hidden_verb(tree, i)


def _match(tree: Tree, i: int, trigger: Trigger, words: Words) -> Match | None:
    used: list[int] = [i]
    nominals: list[int] = []
    for need in trigger.needs:
        found = _satisfy(tree, i, need, nominals, words)
        if found is None:
            return None
        token, nominal = found
        used.extend(t for t in (token, nominal) if t is not None)
        if nominal is not None:
            nominals.append(nominal)
    return Match(trigger, i, tuple(sorted(set(used))), tuple(nominals))


def _satisfy(tree: Tree, i: int, need: Need, nominals: list[int], words: Words) -> tuple[int | None, int | None] | None:
    if need.slot == "obj":
        found = slot_noun(tree, i, "obj", need.nouns)
        return None if found is None else (None, None if "*" in need.nouns else found)
    if need.slot == "xcomp":
        found = slot_noun(tree, i, "xcomp", need.nouns)
        return None if found is None else (found, None)
    if need.slot == "mod":
        return _modifier(tree, i, need)
    if need.slot not in words.particles:
        return next(((j, None) for j in tree.children[i] if need.slot in (tree.lowers[j], tree.lemmas[j])), None)
    if need.nouns:
        return next(
            (
                (None, j)
                for at in (i, *nominals)
                for j in _phrases(tree, at, need.slot)
                if tree.lemmas[j].lower() in need.nouns
            ),
            None,
        )
    for j in tree.children[i]:
        if tree.lowers[j] == need.slot and tree.deps[j] in ("compound:prt", "advmod", "obl", "case", "mark"):
            return j, None
    for at in (i, *nominals, *_object_of(tree, i)):
        for j in _phrases(tree, at, need.slot):
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


def _phrases(tree: Tree, i: int, preposition: str) -> list[int]:
    return [j for j in tree.children[i] if tree.deps[j] in PHRASES and preposition in cases(tree, j)]


def _is_time(tree: Tree, j: int, words: Words) -> bool:
    return tree.lemmas[j].lower() in words.time_nouns or (tree.upos[j] == "NUM" and tree.deps[j] == "obl")


def slot_noun(tree: Tree, i: int, slot: str, nouns: frozenset[str]) -> int | None:
    """The head noun (or a conjunct of it) that fills a slot of i and is one of `nouns`."""
    if slot == "obj":
        filler = deep_object(tree, i) if tree.upos[i] in ("VERB", "AUX") else None
        fillers = [] if filler is None else conjuncts(tree, filler)
        fillers += [k for j in fillers for k in measured(tree, j)]
        second = tree.child(i, "xcomp")
        if second is not None and tree.upos[second] in ("NOUN", "ADJ"):
            fillers.append(second)
    elif slot == "xcomp":
        fillers = [k for j in tree.children_by(i, "xcomp") for k in (j, *tree.children_by(j, "amod", "conj"))]
    elif slot == "mod":
        fillers = tree.children_by(i, "amod", "compound")
    elif slot == "subj":
        filler = surface_subject(tree, i) if tree.upos[i] in ("VERB", "AUX", "ADJ") else None
        fillers = [] if filler is None else [filler]
    else:
        fillers = [k for j in _phrases(tree, i, slot) for k in conjuncts(tree, j)]
    return next((j for j in fillers if "*" in nouns or _is_one_of(tree, j, nouns)), None)


def _is_one_of(tree: Tree, j: int, nouns: frozenset[str]) -> bool:
    """Whether a word is one of the nouns, or a name of the kind that "+person" and "+place" stand for."""
    if tree.lemmas[j].lower() in nouns:
        return True
    if PERSON in nouns and tree.upos[j] == "PRON" and tree.lowers[j] in PERSONAL:
        return True
    number = tree.entity[j]
    return number >= 0 and NAMED.get(tree.entities[number].label, "") in nouns


def measured(tree: Tree, i: int) -> list[int]:
    """What a noun of measure counts: "tons of rice"."""
    if tree.upos[i] not in MEASURES or tree.deps[i] == "nsubj":
        return []
    return [j for j in tree.children[i] if tree.deps[j] == "nmod" and "of" in cases(tree, j)]


def _forbidden(tree: Tree, match: Match) -> bool:
    trigger, i = match.trigger, match.head
    for need in trigger.only:
        if slot_noun(tree, i, need.slot, need.nouns) is None:
            return True
    for need in trigger.unless:
        consumed = any(own.slot == need.slot and own.nouns and "*" not in own.nouns for own in trigger.needs)
        if not consumed and slot_noun(tree, i, need.slot, need.nouns) is not None:
            return True
    return False
