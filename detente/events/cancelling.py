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
    """The drafts of the sentence `span`, with those that a verb with "it" as its object calls off made cancelled."""
    verbs = [i for i in range(*span) if tree.lemmas[i] in words.cancelling and _object_is_pronoun(tree, i)]
    return [_cancelled(tree, draft, verbs) for draft in drafts] if verbs else drafts


def _object_is_pronoun(tree: Tree, i: int) -> bool:
    found = tree.child(i, "obj", "nsubj:pass")
    return found is not None and tree.lowers[found] in ("it", "them")


def _cancelled(tree: Tree, draft: Draft, verbs: list[int]) -> Draft:
    later = [i for i in verbs if i > draft.match.head]
    if not later or draft.meaning.type != "CONSULT" or draft.meaning.status != "planned":
        return draft
    step = f"cancelled: {tree.lemmas[later[0]]} it"
    meaning = replace(draft.meaning, status="cancelled", steps=(*draft.meaning.steps, step))
    return replace(draft, meaning=meaning, fate=replace(draft.fate, words=(*draft.fate.words, later[0])))
