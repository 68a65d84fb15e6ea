"""The verb, event noun or predicate that a number belongs to, and its role there."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from detente.language.tree import Tree
    from detente.model import QuantityRole
    from detente.quantities.words import ClauseWords

__all__ = ["Governor"]

_SAME = frozenset({"conj", "appos", "flat", "fixed", "dep", "list", "orphan", "goeswith", "reparandum"})
_INSIDE = frozenset({"nummod", "compound", "amod", "nmod", "det", "advmod", "acl", "obl"})
_STEPS = 12


class Governor:
    """Finds what governs a number.

    Args:
        words: The words of clauses.
    """

    def __init__(self, words: ClauseWords) -> None:
        self._words = words

    def find(self, tree: Tree, top: int) -> tuple[int | None, QuantityRole]:
        """The governing token of the phrase that token `top` heads, and the role there."""
        i, inside = top, False
        for _ in range(_STEPS):
            head, dep = tree.heads[i], tree.deps[i]
            base = dep.split(":")[0]
            if head == i or base in ("parataxis", "discourse", "vocative"):
                return self._at_root(tree, i, inside)
            if base in _SAME and not self._is_predicate(tree, i):
                i = head
                continue
            if tree.upos[head] == "PRON":
                told = self._participle(tree, head)
                if told is not None:  # "among those held were 13 men"
                    return told, "object"
            if self._is_verbal(tree, head):
                role = self._role(tree, i, head, dep)
                return self._settled(tree, i, head, "modifier" if inside else role)
            if base in _INSIDE and tree.upos[head] in ("NOUN", "PROPN", "SYM", "NUM", "ADJ", "VERB", "X"):
                if base != "nummod" and self.tells_event(tree, head):
                    return head, self._role_of_noun(tree, i, dep)
                inside = inside or not (base == "nmod" and tree.lemmas[head] in self._words.containers)
                i = head
                continue
            return self._settled(tree, i, head, "modifier" if inside else self._role(tree, i, head, dep))
        return None, "alone"

    def tells_event(self, tree: Tree, i: int) -> bool:
        """Whether a noun tells of something that happens."""
        if tree.upos[i] != "NOUN":
            return False
        words, lemma = self._words, tree.lemmas[i].lower()
        if lemma in words.event_nouns or tree.lowers[i] in words.event_nouns:
            return True
        return lemma.endswith(words.event_endings) and lemma not in words.event_endings_not

    @staticmethod
    def _is_verbal(tree: Tree, i: int) -> bool:
        return tree.upos[i] in ("VERB", "AUX") or tree.child(i, "cop") is not None

    @staticmethod
    def _is_predicate(tree: Tree, i: int) -> bool:
        return tree.upos[i] == "VERB" or tree.child(i, "cop") is not None

    def _role(self, tree: Tree, i: int, verb: int, dep: str) -> QuantityRole:
        if dep == "nsubj:pass" or dep == "obj":
            return "object"
        if dep == "nsubj":
            if tree.lemmas[verb] in self._words.suffered and tree.child(verb, "obj", "ccomp") is None:
                return "object"
            return "subject"
        if dep == "obl:unmarked" and i < verb and tree.child(verb, "nsubj", "nsubj:pass") is None:  # "dozens more died"
            return "object" if tree.child(verb, "aux:pass") is not None else "subject"
        return "subject" if dep == "obl:agent" else "oblique"

    @staticmethod
    def _role_of_noun(tree: Tree, i: int, dep: str) -> QuantityRole:
        """The role beside an event noun: of the killing "of" it, of the killing "by" it, or a word before it."""
        case = tree.child(i, "case")
        if case is None or not dep.startswith("nmod"):
            return "modifier"
        word = tree.lowers[case]
        return "object" if word == "of" else "subject" if word in ("by", "between", "among") else "oblique"

    def _at_root(self, tree: Tree, i: int, inside: bool) -> tuple[int | None, QuantityRole]:
        """A phrase that stands by itself, perhaps with what befell it: "12 people killed in blast"."""
        if tree.child(i, "cop") is not None or tree.upos[i] in ("VERB", "AUX"):
            return i, "modifier" if inside else "object"
        participle = self._participle(tree, i)
        if participle is not None:
            return participle, "modifier" if inside else "object"
        if tree.lowers[i] in self._words.states:
            return i, "object"
        return None, "alone"

    def _settled(self, tree: Tree, i: int, verb: int, role: QuantityRole) -> tuple[int | None, QuantityRole]:
        """Past a verb that only carries: of "left 12 people dead" it is "dead" that is told of them."""
        if role in ("object", "oblique", "subject") and tree.lemmas[verb] in self._words.light:
            after = self._participle(tree, i)
            if after is None and role == "object":
                after = next(
                    (c for c in tree.children_by(verb, "xcomp", "ccomp") if c > i and tree.upos[c] != "NOUN"), None
                )
            if after is None and tree.lowers[i] in self._words.states:
                after = i
            if after is not None:
                return after, "object"
        return verb, role

    def _participle(self, tree: Tree, i: int) -> int | None:
        """A participle or state right behind a noun that tells what befell it."""
        for child in tree.children[i]:
            if child > i and (
                (tree.deps[child] == "acl" and tree.xpos[child] == "VBN")
                or (tree.deps[child] in ("amod", "acl", "advcl") and tree.lowers[child] in self._words.states)
            ):
                return child
        return None
