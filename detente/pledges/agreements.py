"""Agreements made: "signed a deal with", "an accord was reached on", and what such a deal lists."""

from __future__ import annotations

from typing import TYPE_CHECKING

from detente.pledges.bonds import governor, sides
from detente.pledges.content import about, clause, complement, noun_phrase, phrases
from detente.pledges.draft import Draft

if TYPE_CHECKING:
    from collections.abc import Iterator

    from detente.pledges.scene import Scene

__all__ = ["EMPTY", "agreements"]

EMPTY = "nothing but its name"

MADE = ("obj", "nsubj:pass", "conj", "obl")
TAKING_UP = ("these", "they", "it", "this", "which", "those", "agreement", "deal", "accord", "pact", "measure")
ABOUT = ("on", "over", "for", "about", "regarding", "concerning")


def agreements(scene: Scene) -> Iterator[Draft]:
    """Agreements told by their nouns, each followed by what the next sentence says it includes."""
    tree = scene.tree
    for i in scene.bonds:
        if scene.kinds[i] not in scene.words.agreed or tree.upos[i] not in ("NOUN", "PROPN"):
            continue
        draft = _agreement(scene, i)
        if draft is not None:
            yield draft
            yield from _listed(scene, draft)


def _agreement(scene: Scene, noun: int) -> Draft | None:
    """As in "reached a deal to ...": what is made between parties that the text names."""
    tree, words = scene.tree, scene.words
    verb = governor(scene, noun)
    if verb is not None and (scene.undone(verb) or scene.negated(verb) or scene.denied(verb)):
        return None
    if scene.negated(noun) or tree.deps[noun] == "compound":
        return None
    lemma = tree.lemmas[verb] if verb is not None else ""
    participle = next((j for j in tree.children_by(noun, "acl") if tree.lemmas[j] in words.making), None)
    made = lemma in words.making - words.offering and tree.deps[noun] in MADE and _is_made(scene, verb, noun)
    new = any(tree.lowers[i] in words.new for i in tree.children_by(noun, "amod", "advmod"))
    told = participle is not None and tree.xpos[participle] == "VBN" and _is_told_first(scene, noun, participle)
    if not (made or new or told):
        return None
    parties = sides(scene, noun, verb if made else participle if told else None)
    parties = parties or (scene.pair_before(noun) if made and tree.deps[noun] == "nsubj:pass" else ())
    content = _content(scene, noun, verb if made else participle)
    joins = made and parties == (scene.subject_parties(verb) if verb is not None else ())
    joins = joins and len(parties) == 1 and (lemma in words.joining or _is_deed(scene, noun, content))
    if (len(parties) < 2 and not joins) or _is_bare(scene, noun, content):
        return None
    rule = f"agreement:{scene.kinds[noun]}"
    return Draft(
        rule,
        verb if made and verb is not None else noun,
        parties,
        () if joins else parties,
        content,
        mutual=True,
        steps=(EMPTY,) if _is_empty(scene, noun, content) else (),
    )


def _is_empty(scene: Scene, noun: int, content: list[int]) -> bool:
    """As in "an agreement", "five common understandings": it does not say on what."""
    tree = scene.tree
    plain = all(i == noun or tree.upos[i] in ("DET", "NUM", "ADJ", "ADP") for i in content)
    return noun in content and plain and not any(scene.actors.at(i) for i in content)


def _is_deed(scene: Scene, noun: int, content: list[int]) -> bool:
    """Whether the content is what is to be done, not the agreement's name."""
    return noun not in content


def _is_bare(scene: Scene, noun: int, content: list[int]) -> bool:
    """As in "signed the deal": nothing tells which."""
    tree = scene.tree
    telling = [i for i in content if tree.upos[i] in ("NOUN", "PROPN", "ADJ", "NUM", "VERB")]
    definite = any(tree.lowers[i] in ("the", "this", "that", "both") for i in tree.children_by(noun, "det"))
    return telling == [noun] and (definite or tree.deps[noun] == "obl")


def _is_told_first(scene: Scene, noun: int, participle: int) -> bool:
    """Whether "a deal reached between" tells of its making, not "the deal" already told of."""
    tree = scene.tree
    known = any(tree.lowers[i] in ("the", "that", "this", "those", "these") for i in tree.children_by(noun, "det"))
    return not known and not scene.undone(participle)


def _is_made(scene: Scene, verb: int | None, noun: int) -> bool:
    """Whether the verb takes the noun as what is made: "entered into a pact", "came to an understanding"."""
    tree = scene.tree
    if tree.deps[noun] != "obl":
        return True
    cases = {tree.lowers[c] for c in tree.children_by(noun, "case")}
    return bool(cases & {"into", "to", "at"}) and verb is not None


def _content(scene: Scene, noun: int, verb: int | None) -> list[int]:
    """What the parties are to do, where it says so; else the agreement by its name."""
    tree = scene.tree
    for governing in (noun, verb):
        for i in tree.children_by(governing, "acl", "ccomp", "advcl", "xcomp") if governing is not None else ():
            if i > noun and scene.has_mark(i, "to") and not _is_purpose(scene, governing, noun, i):
                return next(content for _, content in phrases(scene, i))
            if i > noun and (
                scene.has_mark(i, "that") or (tree.lemmas[i] in scene.words.granting and governing == noun)
            ):
                return complement(scene, noun) or clause(scene, i)
    for i in tree.children_by(noun, "acl:relcl"):
        subject = tree.child(i, "nsubj")
        lays_down = (
            subject is not None and tree.lowers[subject] in ("that", "which") and tree.child(i, "aux") is not None
        )
        if lays_down and tree.upos[i] == "VERB" and not scene.negated(i):
            return next(content for _, content in phrases(scene, i))
    head = tree.heads[noun]
    if tree.deps[noun] == "nsubj" and tree.xpos[head] == "VBG" and tree.lemmas[head] in scene.words.granting:
        return clause(scene, head, head)
    named = noun_phrase(scene, noun, verb)
    if len(named) > 2 or verb is None:
        return named
    return about(scene, verb, noun, *ABOUT) or named


def _is_purpose(scene: Scene, governing: int | None, noun: int, clause_head: int) -> bool:
    return governing != noun and scene.tree.child(clause_head, "nsubj") is not None


def _listed(scene: Scene, draft: Draft) -> Iterator[Draft]:
    """What the next sentence, or the rest of this one, spells out: "These include a hotline and ..."."""
    tree = scene.tree
    number = tree.sentence[draft.anchor]
    stop = tree.sentences[min(number + 1, len(tree.sentences) - 1)][1]
    for verb in range(draft.anchor + 1, stop):
        if tree.lemmas[verb] not in ("include", "comprise", "cover") or tree.upos[verb] != "VERB":
            continue
        subject, thing = tree.child(verb, "nsubj"), tree.child(verb, "obj")
        if subject is None or thing is None or tree.lemmas[subject].lower() not in TAKING_UP:
            continue
        items = tree.conjuncts(thing)
        for item in items:
            named = noun_phrase(scene, item) if len(items) > 1 else clause(scene, verb, min(noun_phrase(scene, item)))
            yield Draft("listed", item, draft.promisor, draft.promisee, named, mutual=True)
        return
