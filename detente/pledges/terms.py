"""What an agreement lays down: "under the deal, Lima will ...", "the accord calls for Quito to ..."."""

from __future__ import annotations

from typing import TYPE_CHECKING

from detente.pledges.bonds import sides
from detente.pledges.content import about, clause, noun_phrase, phrases
from detente.pledges.draft import Draft

if TYPE_CHECKING:
    from collections.abc import Iterator

    from detente.pledges.scene import Scene

__all__ = ["terms"]

FAR_BACK = 20  # sentences to where "the accord" was told of
LAYING_DOWN = ("would", "could", "might", "may", "should", "if", "unless")


def terms(scene: Scene) -> Iterator[Draft]:
    """What agreements that the text names lay down for their parties."""
    tree, words = scene.tree, scene.words
    for i in scene.bonds:
        if scene.kinds[i] not in words.agreed or tree.upos[i] not in ("NOUN", "PROPN"):
            continue
        head = tree.heads[i]
        if tree.deps[i] == "nsubj" and tree.upos[head] == "VERB" and tree.lemmas[head] in words.listing:
            yield from _laid_down(scene, i, head)
            continue
        for verb in _under(scene, i):
            yield from _owed(scene, i, verb)


def _under(scene: Scene, noun: int) -> Iterator[int]:
    """Verbs that tell what is done under an agreement."""
    tree, words = scene.tree, scene.words
    top = noun
    while tree.deps[top] == "nmod" and tree.lowers[tree.heads[top]] in scene.words.parts:
        top = tree.heads[top]
    cases = {tree.lowers[c] for c in tree.children_by(top, "case")}
    under = cases & words.terms or (top != noun and cases & {"as", "under"})
    if under and tree.deps[top] in ("obl", "nmod"):
        yield tree.heads[top]
    for clause_head in tree.children_by(noun, "acl:relcl"):
        pronoun = tree.child(clause_head, "obl")
        if pronoun is not None and tree.lowers[pronoun] == "which" and scene.has_mark(pronoun, *words.terms):
            yield clause_head


def _owed(scene: Scene, noun: int, verb: int) -> Iterator[Draft]:
    """What a verb under an agreement says a party is to do."""
    tree, words = scene.tree, scene.words
    modal = _has_modal(scene, verb)
    breaks = tree.lemmas[verb] in words.breaking | words.exceeding
    if tree.upos[verb] != "VERB" or breaks or (scene.negated(verb) and not modal):
        return
    inner = tree.child(verb, "xcomp", "ccomp", "advcl")
    obliged = tree.lemmas[verb] in words.obliging and inner is not None and scene.has_mark(inner, "to")
    if not (modal or obliged) or _is_hypothetical(scene, verb):
        return
    does = inner if obliged and inner is not None and not (modal and tree.lemmas[verb] not in words.obliging) else verb
    parties = sides(scene, noun, None)
    if tree.child(verb, "nsubj:pass") is not None and not obliged:
        who = scene.with_parties(verb, "by") or parties or scene.pair_before(noun, FAR_BACK)
        whole = clause(scene, verb, without=_outside(scene, noun, verb))
        yield _draft(scene, noun, verb, who, parties, whole)
        return
    who = scene.subject_parties(verb)
    for head, content in phrases(scene, does, _outside(scene, noun, does)):
        yield _draft(scene, noun, head, who, parties, content)


def _outside(scene: Scene, noun: int, verb: int) -> tuple[int, ...]:
    """The phrase of the agreement itself, where it hangs on the verb."""
    tree = scene.tree
    return tuple(
        i for i in tree.children[verb] if noun in tree.subtree(i) and tree.deps[i] in ("obl", "nmod") and i < verb
    )


def _draft(
    scene: Scene, noun: int, anchor: int, who: tuple[str, ...], parties: tuple[str, ...], content: list[int]
) -> Draft:
    """What one party owes the others, or all of them each other."""
    pair = parties or scene.pair_before(noun, FAR_BACK)
    others = tuple(code for code in pair if code not in who)
    both = len(who) > 1
    rule = f"term:{scene.kinds[noun]}"
    return Draft(rule, anchor, who, who if both else others, content, mutual=True)


def _has_modal(scene: Scene, verb: int) -> bool:
    tree = scene.tree
    return any(tree.lowers[c] in scene.words.modals for c in tree.children_by(verb, "aux"))


def _is_hypothetical(scene: Scene, verb: int) -> bool:
    """Whether the agreement is only proposed: "under the plan being discussed", "if signed"."""
    return scene.tree.lemmas[scene.tree.heads[verb]] in scene.words.doubting and scene.tree.deps[verb] == "ccomp"


def _laid_down(scene: Scene, noun: int, verb: int) -> Iterator[Draft]:
    """What the agreement itself calls for: "requires Oslo to pay", "provides for an exchange"."""
    tree = scene.tree
    if any(tree.lowers[c] in LAYING_DOWN for c in tree.children_by(verb, "aux", "mark")) or scene.negated(verb):
        return
    parties = sides(scene, noun, None) or scene.pair_before(noun, FAR_BACK)
    obliged = tree.child(verb, "obj", "iobj")
    through = [i for i in tree.children_by(verb, "obl") if i > verb and scene.has_mark(i, "for", "on", "upon")]
    inner = next(
        (i for i in tree.children_by(verb, "xcomp", "advcl", "ccomp") if i > verb and scene.has_mark(i, "to", "from")),
        None,
    )
    party = next(
        (i for i in (*((obliged,) if obliged is not None else ()), *through) if scene.parties(i)),
        None,
    )
    if inner is not None and party is None:
        party = tree.child(inner, "nsubj")
    if inner is not None and party is not None:
        for head, content in phrases(scene, inner):
            yield _draft(scene, noun, head, scene.parties(party), parties, content)
        return
    that = tree.child(verb, "ccomp")
    if that is not None and that > verb:
        who = scene.subject_parties(that)
        yield _draft(scene, noun, that, who or parties, parties, clause(scene, that))
        return
    phrase = noun_phrase(scene, obliged) if obliged is not None else about(scene, verb, verb, "for")
    content = clause(scene, verb, min(phrase), tree.children_by(verb, "conj")) if phrase else []
    if content and parties:
        thing = obliged if obliged is not None else content[0]
        who = _doer(scene, thing, parties)
        yield _draft(scene, noun, thing, who, parties, content)


def _doer(scene: Scene, thing: int, parties: tuple[str, ...]) -> tuple[str, ...]:
    """The party by whom or of whose a thing is ("a withdrawal of U.S. forces by May"), else all."""
    tree = scene.tree
    near = [
        *scene.with_parties(thing, "by"),
        *(c for i in tree.children_by(thing, "nmod:poss", "amod") for c in scene.parties(i)),
    ]
    who = tuple(code for code in dict.fromkeys(near) if code in parties)
    return who or parties
