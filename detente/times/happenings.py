"""The happenings that a text dates: which noun a time hangs on, and which one "two days after the summit" names."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from detente.language.tree import Tree

__all__ = ["happening_after", "happening_at"]

_REACH = 6
_NOUNS = ("NOUN", "PROPN")
_SIDES = ("nsubj", "nsubj:pass", "obj")


def happening_at(tree: Tree, start: int, end: int, holding: frozenset[str]) -> str | None:
    """The noun whose date tokens [start, end) are: "the summit on 5 May", "the summit was held on 5 May".

    Args:
        tree: The text.
        start: First token of the time.
        end: Token after its last.
        holding: Verbs that say of their subject or object that it took place.
    """
    top = next((i for i in range(start, end) if not start <= tree.heads[i] < end), None)
    if top is None or tree.deps[top] == "conj":
        return None
    head = tree.heads[top]
    if tree.upos[head] == "NOUN":
        return tree.lemmas[head]
    if tree.upos[head] not in ("VERB", "AUX"):
        return None
    if tree.lemmas[head] in holding:
        sides = [j for j in tree.children[head] if tree.deps[j] in _SIDES and tree.upos[j] == "NOUN"]
        named = [tree.lemmas[j] for j in sides if tree.lemmas[j] != "place"]  # "took place"
        return named[-1] if named else None
    return None


def happening_after(tree: Tree, at: int) -> str | None:
    """The head noun of the phrase that begins at a token, within reach."""
    last = min(at + _REACH, len(tree))
    found = None
    for i in range(at, last):
        if tree.upos[i] in _NOUNS:
            found = tree.lemmas[i] if tree.upos[i] == "NOUN" else found
        elif found is not None or tree.upos[i] not in ("DET", "ADJ", "PRON", "NUM", "PART", "PUNCT"):
            break
    return found
