"""Nouns of promise and agreement in their clause: the verb they go with, whose they are, between whom."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from detente.pledges.scene import Scene

__all__ = ["governor", "is_bond", "owner", "sides", "together"]

ROLES = ("obj", "nsubj:pass", "nsubj", "obl", "obl:agent")
OWN = ("its", "their", "his", "her", "our", "my")
BETWEEN = ("with", "between", "among", "by")


def is_bond(scene: Scene, noun: int) -> bool:
    """Whether a token is a noun of promise or agreement, or a proper name that ends with one."""
    return noun in scene.bonds


def governor(scene: Scene, noun: int) -> int | None:
    """The verb or adjective of which the noun, or what it is joined to, is object, passive subject or subject."""
    tree = scene.tree
    while tree.deps[noun] == "conj" and tree.upos[tree.heads[noun]] in ("NOUN", "PROPN"):
        noun = tree.heads[noun]
        if tree.deps[noun] == "nmod" and tree.deps[tree.heads[noun]] in ROLES:
            noun = tree.heads[noun]  # "affirmed respect for the border and a promise to", hung on the nearest noun
    head = tree.heads[noun]
    fits = tree.deps[noun] in ROLES and head != noun
    if fits and tree.upos[head] == "ADV" and tree.upos[tree.heads[head]] == "VERB":
        head = tree.heads[head]  # "fell short of", "walked away from"
    return head if fits and tree.upos[head] in ("VERB", "ADJ", "AUX") else None


def owner(scene: Scene, noun: int, verb: int | None) -> tuple[str, ...]:
    """Whose promise it is: of its possessor, of whom it comes from, else of the subject of its verb."""
    tree = scene.tree
    possessor = tree.child(noun, "nmod:poss")
    if possessor is not None:
        found = scene.parties(possessor)
        if found or tree.lowers[possessor] not in OWN:
            return found
        if tree.lowers[possessor] in ("our", "my"):
            voice = scene.voice(tree.span(noun, noun + 1))
            return (voice.speaker.state,) if voice is not None and voice.speaker.state else ()
    by = scene.with_parties(noun, "by", "from") or (scene.with_parties(verb, "from", "by") if verb is not None else ())
    if by:
        return by
    adjective = [code for i in tree.children_by(noun, "amod", "compound") for code in scene.parties(i)]
    if possessor is None and adjective:
        return tuple(dict.fromkeys(adjective))
    return scene.subject_parties(verb) if verb is not None and tree.deps[noun] in ("obj", "obl", "conj") else ()


def sides(scene: Scene, noun: int, verb: int | None) -> tuple[str, ...]:
    """The parties of an agreement: its subjects, those it is with or between, those its name names."""
    tree = scene.tree
    heads = (noun,) if verb is None else (noun, verb)
    between = tuple(code for i in heads for code in scene.with_parties(i, *BETWEEN))
    named: tuple[str, ...] = ()
    if verb is not None and tree.lemmas[verb] in scene.words.mediating:
        between = tuple(code for i in tree.subtree(noun) for code in scene.with_parties(i, "between", "with"))
    elif verb is not None and tree.deps[noun] not in ("nsubj", "nsubj:pass"):
        named = scene.subject_parties(verb)
    beside = between
    own = [code for i in tree.children_by(noun, "compound", "amod", "nmod:poss") for code in scene.named_in(i)]
    return together((*named, *beside, *own), scene, *heads)


def together(found: tuple[str, ...], scene: Scene, *heads: int) -> tuple[str, ...]:
    """Parties without repetition; those of the event told there where fewer than two are named."""
    known = tuple(dict.fromkeys(found))
    event = scene.event_at(*heads) if len(known) < 2 else None
    if event is not None and set(known) <= {*event.actor, *event.recipient}:
        return tuple(dict.fromkeys((*event.actor, *event.recipient)))
    return known
