"""Conditions: the words on which a promise hangs ("if the siege ends", "in exchange for aid")."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from detente.language.tree import Tree
    from detente.model import Evidence
    from detente.pledges.scene import Scene

__all__ = ["condition_of"]

CLAUSES = ("advcl", "acl", "parataxis", "conj", "advcl:relcl")


def condition_of(scene: Scene, tokens: range, *governors: int) -> Evidence | None:
    """The condition of a promise: inside its words, else beside them in the clauses that `governors` head."""
    tree = scene.tree
    start, end = tree.sentences[tree.sentence[tokens.start]]
    for first, last, governor in _conditions(scene, start, end):
        if first in tokens or governor in governors or governor in tokens:
            return scene.evidence(range(first, last))
    return None


def _conditions(scene: Scene, start: int, end: int) -> Iterator[tuple[int, int, int]]:
    """First token, end and governor of each condition of a sentence."""
    tree = scene.tree
    for i in range(start, end):
        length = scene.opens_condition(i)
        before = tree.lemmas[i - 1].lower() if i > start else ""
        if not length or before in scene.words.unconditional or i + length >= end:
            continue
        head = _head(tree, i, i + length, end)
        if head is None or not _opens(scene, i, length, head):
            continue
        below = {j for j in tree.subtree(head) if j >= i}
        last = i + length
        while last in below or (last < max(below) and tree.upos[last] == "PUNCT"):
            last += 1
        if last - i > length:
            yield i, last, _governor(tree, i if tree.deps[i] == "advcl" else head)


def _head(tree: Tree, i: int, first: int, end: int) -> int | None:
    """The head of what the opening words stand before."""
    if tree.deps[i] in ("mark", "case", "aux", "advmod") and tree.heads[i] >= first:
        return tree.heads[i]
    top = first
    while top < end and tree.upos[top] == "PUNCT":
        top += 1
    if top >= end:
        return None
    while first <= tree.heads[top] < end and tree.heads[top] != top:
        top = tree.heads[top]
    return top


def _opens(scene: Scene, i: int, length: int, head: int) -> bool:
    """Whether the words open a clause or phrase that something hangs on, not a question or a day."""
    tree = scene.tree
    word = tree.lowers[i]
    if word == "should" and length == 1:
        subject = tree.child(head, "nsubj", "nsubj:pass")
        return tree.deps[i].startswith("aux") and tree.deps[head] == "advcl" and subject is not None and i < subject
    if word in ("if", "until", "once", "provided", "providing") and length == 1:
        if tree.deps[i] == "advcl" and word in ("provided", "providing"):
            return tree.deps[head] == "ccomp"
        return tree.deps[i] in ("mark", "advmod") and tree.deps[head] in CLAUSES
    if word == "subject" and tree.child(i, "cop") is not None:
        return False  # "goods that are subject to a tariff"
    if word == "when" and length == 1:
        dated = any(scene.times.at(j) is not None for j in tree.subtree(head))
        occasion = dated or tree.lemmas[head] in scene.words.occasions
        now = not occasion and any(
            tree.xpos[c] in ("VBZ", "VBP") for c in (head, *tree.children_by(head, "cop", "aux", "aux:pass"))
        )
        return now and tree.deps[i] in ("mark", "advmod") and tree.deps[head] in CLAUSES
    return True


def _governor(tree: Tree, head: int) -> int:
    """The verb or noun that the condition hangs on, not a word of its own opening ("dependent", "exchange")."""
    above = tree.heads[head]
    while tree.lemmas[above] in ("exchange", "return", "condition", "dependent", "contingent", "conditional"):
        if tree.heads[above] == above:
            break
        above = tree.heads[above]
    return above
