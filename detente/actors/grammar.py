"""What a name does in its sentence: acts or is acted on, says where, or qualifies another word."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from detente.actors.tables import Words
    from detente.language.tree import Tree
    from detente.model import Role

ATTACHED = ("nmod:poss", "compound", "amod", "nmod:desc", "det")
NO_MODIFIERS = ("conj", "appos", "obj", "nsubj", "root", "xcomp", "ccomp", "advcl", "reparandum")

__all__ = ["is_prominent", "is_subject", "noun_phrase_start", "role_of", "weigh_role"]


def role_of(tree: Tree, head: int, words: Words, *, place_name: bool) -> Role:
    """The role of a mention by the syntax of its head.

    Args:
        tree: The parsed text.
        head: Head token of the mention.
        words: The word lists.
        place_name: Whether the words can name a place (a state, a capital).
    """
    if place_name and _is_land(tree, head, tree.heads[head], words):
        return "place"
    for _ in range(6):
        dep = tree.deps[head]
        named = not place_name and dep in ("nmod:desc", "compound") and tree.upos[tree.heads[head]] == "PROPN"
        if (not named and dep not in ("conj", "appos", "flat")) or tree.heads[head] == head:
            break
        if dep == "conj" and tree.child(head, "case") is not None:
            break
        head = tree.heads[head]
    governor, dep = tree.heads[head], tree.deps[head]
    if dep.startswith(("amod", "compound", "nmod:desc")) or dep == "det":
        return "modifier"
    if dep == "nmod:poss":
        if place_name and tree.lemmas[governor].lower() in words.city_nouns:
            return "place"
        return "modifier" if tree.lemmas[governor].lower() in words.actor_nouns else "actor"
    if not place_name:
        return "actor"
    if dep in ("obj", "nmod:unmarked", "obl:unmarked"):
        return "place" if tree.lemmas[governor].lower() in words.reach_words else "actor"
    if dep == "nsubj:pass" and tree.lemmas[governor].lower() in words.lying_words:
        return "place"
    if dep.startswith(("obl", "nmod", "root", "advcl", "advmod", "dep", "acl", "ccomp", "parataxis", "conj")):
        return _prepositional(tree, head, governor, dep, words)
    return "actor"


def weigh_role(tree: Tree, head: int, role: Role, words: Words) -> tuple[Role, str]:
    """The role of a place name after the reader's own judgement, which overrules the grammar where it is sure enough.

    Args:
        tree: The parsed text, by a reader that has judged its words (`tree.acting`).
        head: Head token of the mention.
        role: What the grammar says.
        words: The word lists, with the odds that overrule each role.

    Returns:
        The role, and how it came about, with the reader's probability ("acts, by the reader: 0.93").
    """
    odds, limits = tree.acting[head], words.reader_odds
    chance = 1 / (1 + math.exp(-odds))
    if role == "actor" and (odds >= limits.acts_no_more or _is_addressed(tree, head, words)):
        return role, f"acts, by grammar: {chance:.2f}"
    if role == "actor":
        literal: Role = "modifier" if tree.deps[head] in ATTACHED else "place"
        return literal, f"does not act, by the reader: {1 - chance:.2f}"
    if odds > (limits.modifier_acts if role == "modifier" else limits.place_acts) and not _is_put_somewhere(tree, head):
        return "actor", f"acts, by the reader: {chance:.2f}"
    return role, f"does not act, by grammar: {1 - chance:.2f}"


def _is_addressed(tree: Tree, head: int, words: Words) -> bool:
    """As in "a letter to Oslo", "sent Oslo's reply to Peru", "sold the ships to Ghana and Togo"."""
    head, case = _case_of(tree, head)
    if case is None or tree.lowers[case] != "to":
        return False
    governor = tree.heads[head]
    return any(tree.lemmas[i].lower() in words.address_words for i in (governor, *tree.children_by(governor, "obj")))


def _is_put_somewhere(tree: Tree, head: int) -> bool:
    """Whether a preposition says so ("in Oslo and Bergen"): where the grammar reads that as a place, it is one."""
    head, case = _case_of(tree, head)
    return case is not None and tree.deps[head] != "nmod:poss"


def _case_of(tree: Tree, head: int) -> tuple[int, int | None]:
    """The word that a preposition marks, of those that the name is coordinated with, and the preposition."""
    while tree.deps[head] == "conj" and tree.child(head, "case") is None:
        head = tree.heads[head]
    return head, tree.child(head, "case")


def _is_land(tree: Tree, head: int, governor: int, words: Words) -> bool:
    """As in "eastern Ukraine"; "Chile is a country in ..."; "Lyon, France"."""
    if head and tree.lowers[head - 1] in words.directions:
        return True
    if tree.deps[head] == "nsubj" and tree.lemmas[governor].lower() in (words.city_nouns | words.country_nouns):
        return tree.child(governor, "cop") is not None
    if (
        head > 1
        and tree.words[head - 1] == ","
        and tree.deps[head] in ("nmod", "appos", "nmod:unmarked", "list", "npadvmod")
    ):
        number = tree.entity[head - 2]
        return number >= 0 and tree.entities[number].label in ("LOC", "ORG") and governor < head
    return False


def _prepositional(tree: Tree, head: int, governor: int, dep: str, words: Words) -> Role:
    case = tree.child(head, "case")
    if case is None:
        return "actor"
    preposition, lemma = tree.lowers[case], tree.lemmas[governor].lower()
    if preposition in words.place_preps:
        return "place"
    if preposition == "including" and governor != head:
        return _prepositional(tree, governor, tree.heads[governor], tree.deps[governor], words)
    if preposition == "between" and lemma in (words.city_nouns | words.motion_words):
        return "place"
    if (
        preposition in ("to", "from", "for", "over", "of", "between", "toward", "towards")
        and lemma in words.motion_words
    ):
        return "place" if preposition != "of" else "actor"
    if preposition == "of":
        if lemma in words.city_nouns:
            return "place"
        return "modifier" if lemma in words.actor_nouns else "actor"
    if preposition == "over" and lemma not in ("dispute", "tension", "concern", "claim", "sovereignty", "conflict"):
        return "place" if dep.startswith("obl") else "actor"
    return "actor"


def is_subject(tree: Tree, i: int) -> bool:
    """Whether the token is a subject, or coordinated with one."""
    while tree.deps[i] in ("conj", "appos", "flat", "compound", "nmod:desc") and tree.heads[i] != i:
        i = tree.heads[i]
    return tree.deps[i].startswith("nsubj")


def is_prominent(tree: Tree, i: int, *, alone: bool) -> bool:
    """Whether the token is a subject or possesses one ("Blinken's trip"); `alone` asks that nothing is joined to it."""
    while (
        tree.deps[i] in ("appos", "flat", "compound", "nmod:desc", *(() if alone else ("conj",))) and tree.heads[i] != i
    ):
        i = tree.heads[i]
    if alone and tree.child(i, "conj") is not None:
        return False
    governor = tree.heads[i]
    return tree.deps[i].startswith("nsubj") or (tree.deps[i] == "nmod:poss" and tree.deps[governor].startswith("nsubj"))


def noun_phrase_start(tree: Tree, head: int, limit: int = 9) -> int:
    """First token of the unbroken run of modifiers that ends in the noun `head`."""
    i = head
    while i > 0 and head - i < limit and tree.sentence[i - 1] == tree.sentence[head] and _modifies(tree, i - 1):
        i -= 1
    while i < head and tree.upos[i] in ("PUNCT", "CCONJ", "PART"):
        i += 1
    return i


def _modifies(tree: Tree, i: int) -> bool:
    if tree.upos[i] in ("ADJ", "NOUN", "PROPN", "NUM", "DET"):
        return tree.deps[i] not in NO_MODIFIERS or (tree.upos[i] == "ADJ" and tree.deps[i] != "xcomp")
    word = tree.lowers[i]
    return word in ("'s", "’s", "-", "'", "’") or tree.deps[i] == "nmod:poss" or (tree.upos[i] == "VERB" and (
        tree.deps[i] == "amod"
    ))  # fmt: skip
