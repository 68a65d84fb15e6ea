"""Promises told by nouns: "its pledge to withdraw", "defence commitments to Manila remain ironclad"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from detente.pledges.bonds import governor, owner
from detente.pledges.content import clause, complement, is_hollow, noun_phrase
from detente.pledges.draft import Draft
from detente.pledges.vows import promisees_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from detente.pledges.scene import Scene

__all__ = ["promises"]

MADE = ("obj", "nsubj:pass", "obl", "conj")


def promises(scene: Scene) -> Iterator[Draft]:
    """Promises told by their nouns."""
    tree = scene.tree
    for i in scene.bonds:
        if scene.kinds[i] in scene.words.promised and tree.upos[i] == "NOUN":
            draft = _promise(scene, i)
            if draft is not None:
                yield draft


def _promise(scene: Scene, noun: int) -> Draft | None:
    tree, words = scene.tree, scene.words
    verb = governor(scene, noun)
    if verb is not None and (scene.undone(verb) or scene.negated(verb)):
        return None
    if scene.negated(noun) or tree.deps[noun] == "compound" or _is_asked_for(scene, noun):
        return None
    if _is_read_into(scene, noun, verb):
        return None
    whose = owner(scene, noun, verb)
    stands = verb is not None and tree.deps[noun] == "nsubj" and _stands(scene, verb)
    content = complement(scene, noun) or _told_apart(scene, noun, verb)
    if content is not None and is_hollow(scene, content):
        content = None
    lemma = tree.lemmas[verb] if verb is not None else ""
    made = lemma in words.making | words.renewing | words.receiving and tree.deps[noun] in MADE
    possessed = tree.child(noun, "nmod:poss") is not None and content is not None
    if not whose or not (stands or possessed or (made and content is not None)):
        return None
    to = _promisee(scene, noun, verb, whose)
    if not to and content is not None:
        top = next((i for i in content if scene.tree.heads[i] not in content), content[0])
        to = promisees_of(scene, top, content, *whose) or scene.with_parties(top, "to")
    again = stands or lemma in words.renewing
    content = content or noun_phrase(scene, noun)
    mutual = len(whose) > 1
    told = whose if mutual else to
    steps = ("said again",) if again else ()
    return Draft(f"noun:{scene.kinds[noun]}", noun, whose, told, content, mutual=mutual, steps=steps)


def _is_read_into(scene: Scene, noun: int, verb: int | None) -> bool:
    """Whether a deed is read as a sign of it: "shows its commitment to", "hailed as a commitment to"."""
    tree = scene.tree
    shown = verb is not None and tree.lemmas[verb] in scene.words.showing and tree.deps[noun] == "obj"
    return (
        shown
        or scene.has_mark(noun, "as")
        or (scene.has_mark(noun, "of", "to") and tree.lemmas[tree.heads[noun]].lower() in scene.words.signs)
    )


def _told_apart(scene: Scene, noun: int, verb: int | None) -> list[int] | None:
    """A "that" of the noun that the parse hangs on its verb: "gave assurances on Monday that ..."."""
    that = scene.tree.child(verb, "ccomp", "advcl") if verb is not None and scene.tree.deps[noun] in MADE else None
    return clause(scene, that) if that is not None and that > noun and scene.has_mark(that, "that") else None


def _is_asked_for(scene: Scene, noun: int) -> bool:
    """As in "a demand for guarantees", "in need of assurances", "with no pledge"."""
    tree = scene.tree
    head = tree.heads[noun]
    if head == noun or tree.deps[noun] not in ("obl", "nmod", "conj", "obj", "xcomp"):
        return False
    case = {tree.lowers[c] for c in tree.children_by(noun, "case")}
    lacking = bool(case & {"without", "despite"}) and tree.child(noun, "nmod:poss") is None
    return lacking or ("for" in case and tree.lemmas[head].lower() in scene.words.undone)


def _promisee(scene: Scene, noun: int, verb: int | None, whose: tuple[str, ...]) -> tuple[str, ...]:
    tree = scene.tree
    to = [code for code in scene.with_parties(noun, "to", "with", "for") if code not in whose]
    if not to and verb is not None:
        to = [code for i in tree.children_by(verb, "iobj") for code in scene.parties(i)]
        to = to or list(scene.with_parties(verb, "to"))
        receives = tree.lemmas[verb] in scene.words.receiving and tree.deps[noun] == "obj"
        to = to or (list(scene.subject_parties(verb)) if receives else [])
    return tuple(dict.fromkeys(code for code in to if code not in whose))


def _stands(scene: Scene, verb: int) -> bool:
    """As in "remains firm", "is ironclad"."""
    tree, words = scene.tree, scene.words
    if tree.lemmas[verb].lower() in words.standing:
        return tree.child(verb, "cop") is not None
    below = tree.children_by(verb, "xcomp", "obl", "advmod")
    return tree.lemmas[verb] in words.standing_verbs and any(tree.lemmas[i].lower() in words.standing for i in below)
