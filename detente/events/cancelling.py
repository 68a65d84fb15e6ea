"""A planned meeting that a later verb of its sentence calls off: "his trip was set for May, but he postponed it"."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from detente.events.drafts import Draft
    from detente.events.words import Words
    from detente.language.tree import Tree

__all__ = ["apply_cancellations"]


def apply_cancellations(tree: Tree, drafts: list[Draft], span: tuple[int, int], words: Words) -> list[Draft]:
    """The drafts of the sentence `span`; the last planned meeting before a verb that calls it off is cancelled."""
    for i in range(*span):
        if tree.lemmas[i] in words.cancelling and _is_known(tree, i, words):
            drafts = _called_off(tree, drafts, i)
    return drafts


def _called_off(tree: Tree, drafts: list[Draft], verb: int) -> list[Draft]:
    planned = [d for d in drafts if d.meaning.type == "CONSULT" and d.meaning.status == "planned"]
    last = max((d.match.head for d in planned if d.match.head < verb), default=None)
    return [_cancelled(tree, d, verb) if d in planned and d.match.head == last else d for d in drafts]


def _is_known(tree: Tree, i: int, words: Words) -> bool:
    """Whether what is called off was named before: "it", "the trip"."""
    found = tree.child(i, "obj", "nsubj:pass")
    if found is None:
        return False
    definite = any(tree.lowers[j] in words.definite for j in tree.children_by(found, "det", "nmod:poss"))
    alone = tree.child(found, "nmod", "compound", "amod") is None
    return tree.lowers[found] in ("it", "them") or (tree.lemmas[found] in words.plans and definite and alone)


def _cancelled(tree: Tree, draft: Draft, verb: int) -> Draft:
    step = f"cancelled: {tree.lemmas[verb]} it"
    meaning = replace(draft.meaning, status="cancelled", steps=(*draft.meaning.steps, step))
    return replace(draft, meaning=meaning, fate=replace(draft.fate, words=(*draft.fate.words, verb)))
