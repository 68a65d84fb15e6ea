"""Whose words a passage is: the speaker of a clause that is said, and of the quotation that goes on after it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from detente.events.clauses import surface_subject

if TYPE_CHECKING:
    from detente.events.words import Words
    from detente.language.tree import Tree

__all__ = ["Voices", "find_voices"]

DEPTH = 8
CHAIN = ("conj", "ccomp", "xcomp", "advcl", "parataxis", "acl", "acl:relcl", "advcl:relcl", "obl", "obj")


class Voices:
    """Speakers by token: the saying verb above it, else the last one before the open quotation that it stands in."""

    def __init__(self, tree: Tree, words: Words, continued: dict[int, int]) -> None:
        self._tree = tree
        self._words = words
        self._continued = continued

    def of(self, i: int) -> tuple[int, int] | None:
        """The token of the speaker and the saying verb for what token i says, or None for the author's own words."""
        verb = reporter_of(self._tree, i, self._words)
        if verb is None:
            verb = self._continued.get(self._tree.sentence[i])
        if verb is None:
            return None
        speaker = surface_subject(self._tree, verb)
        return None if speaker is None else (speaker, verb)


def reporter_of(tree: Tree, i: int, words: Words) -> int | None:
    """The nearest verb of saying that governs token i, or that stands beside it ("..., A said")."""
    for _ in range(DEPTH):
        beside = [j for j in tree.children_by(i, "parataxis") if _says(tree, j, words)]
        if beside:
            return beside[0]
        head = tree.heads[i]
        if head == i:
            return None
        if tree.deps[i] in ("ccomp", "parataxis") and _says(tree, head, words):
            return head
        i = head
    return None


def _says(tree: Tree, i: int, words: Words) -> bool:
    return tree.upos[i] == "VERB" and tree.lemmas[i] in words.reporting and tree.child(i, "nsubj") is not None


def find_voices(tree: Tree, words: Words) -> Voices:
    """The voices of a text: a sentence inside an open quotation is its paragraph's last speaker's.

    Args:
        tree: The text.
        words: The quotation marks and verbs of saying.
    """
    continued: dict[int, int] = {}
    verb, is_open, before = None, False, 0
    for number, (start, end) in enumerate(tree.sentences):
        if start and "\n" in tree.text[tree.ends[before] : tree.starts[start]]:
            verb, is_open = None, False
        at_start = is_open
        first = next((i for i in range(start, end) if tree.upos[i] != "SPACE"), start)
        own = [i for i in range(start, end) if _says(tree, i, words)]
        for i in range(start, end):
            is_open = _turn(tree.words[i], is_open, words)
        if not own and verb is not None and (at_start or tree.words[first] in words.quote_marks):
            continued[number] = verb
        verb, before = (own[-1] if own else verb), end - 1
    return Voices(tree, words, continued)


def _turn(word: str, is_open: bool, words: Words) -> bool:
    if word in words.quote_opens:
        return True
    if word in words.quote_closes:
        return False
    return not is_open if word in words.quote_marks else is_open
