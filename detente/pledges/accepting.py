"""Promises by taking on what others ask: "accepted the invitation to visit Oslo", "took on the obligation to pay"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from detente.pledges.content import clause_complement, noun_phrase
from detente.pledges.draft import Draft
from detente.pledges.vows import promisees_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from detente.pledges.scene import Scene

__all__ = ["acceptances"]


def acceptances(scene: Scene) -> Iterator[Draft]:
    """Invitations, requests, terms and obligations accepted."""
    tree, words = scene.tree, scene.words
    for i in scene.verbs:
        if tree.lemmas[i] in words.accepting and tree.upos[i] == "VERB":
            draft = _acceptance(scene, i)
            if draft is not None:
                yield draft


def _acceptance(scene: Scene, verb: int) -> Draft | None:
    tree, words = scene.tree, scene.words
    noun = tree.child(verb, "obj", "nsubj:pass") or _taken_on(scene, verb)
    if noun is None or scene.kinds[noun] not in words.accepting[tree.lemmas[verb]]:
        return None
    if scene.undone(verb) or scene.negated(verb) or scene.denied(verb):
        return None
    passive = tree.deps[noun] == "nsubj:pass"
    who = scene.with_parties(verb, "by") if passive else scene.subject_parties(verb)
    possessor = tree.child(noun, "nmod:poss")
    to = scene.parties(possessor) if possessor is not None else scene.with_parties(noun, "from", "of", "by")
    to = to or scene.with_parties(verb, "from", "of", "by")
    content = clause_complement(scene, noun)
    if not to and content is not None:
        top = next((i for i in content if tree.heads[i] == noun), content[0])
        to = promisees_of(scene, top, content, *who)
    if tree.lemmas[verb] in words.taking and content is None:
        return None
    content = content or noun_phrase(scene, noun)
    if not to and scene.kinds[noun] == "invitation":
        to = tuple(code for i in tree.children_by(noun, "nmod") if scene.has_mark(i, "to") for code in scene.parties(i))
    return Draft("accept", verb, who, tuple(code for code in to if code not in who), content)


def _taken_on(scene: Scene, verb: int) -> int | None:
    """What "took on" takes, where the parse hangs it on the preposition."""
    tree = scene.tree
    return next((i for i in tree.children_by(verb, "obl") if scene.has_mark(i, "on") and i > verb), None)
