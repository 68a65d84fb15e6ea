"""The verb, event noun or predicate that a number belongs to, and its role there."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from detente.language.tree import Tree
    from detente.model import Dimension, QuantityRole
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

    def find(self, tree: Tree, top: int, dimension: Dimension, *, free: bool) -> tuple[int | None, QuantityRole]:
        """The governing token of the phrase that token `top` heads, and the role there.

        Args:
            tree: The text.
            top: The token that heads the phrase.
            dimension: What it tells: what a thing measures belongs to it in "the gap was $3bn" as in "a $3bn gap".
            free: Whether it is a count with no preposition before it.
        """
        i, inside = top, False
        for _ in range(_STEPS):
            head, dep = tree.heads[i], tree.deps[i]
            base = dep.split(":")[0]
            if head == i or base in ("parataxis", "discourse", "vocative"):
                return self._at_root(tree, i, inside, dimension)
            if base in _SAME and not self._is_predicate(tree, i):
                i = head
                continue
            if tree.upos[head] == "PRON":
                told = self._participle(tree, head)
                if told is not None:  # "among those held were 13 men"
                    return told, "object"
            if self._is_verbal(tree, head):
                role = self._role(tree, i, head, dep, free)
                return self._settled(tree, i, self._predicate(tree, head), "modifier" if inside else role)
            if base in _INSIDE and tree.upos[head] in ("NOUN", "PROPN", "SYM", "NUM", "ADJ", "VERB", "X"):
                if base not in ("nummod", "det") and self.tells_event(tree, head):
                    role = self._role_of_noun(tree, i, dep)
                    return head, role if not inside else self._role_inside(tree, top)
                through = (
                    base in ("obl", "det")
                    or (base == "nummod" and dimension == "share")
                    or tree.lemmas[head] in self._words.containers
                )
                inside = inside or not through
                i = head
                continue
            return self._settled(tree, i, head, "modifier" if inside else self._role(tree, i, head, dep, free))
        return None, "alone"

    def tells_event(self, tree: Tree, i: int) -> bool:
        """Whether a noun tells of something that happens."""
        if tree.upos[i] != "NOUN":
            return False
        words, lemma = self._words, tree.lemmas[i].lower()
        if lemma in words.event_nouns or tree.lowers[i] in words.event_nouns:
            return True
        return lemma.endswith(words.event_endings) and lemma not in words.event_endings_not

    def _predicate(self, tree: Tree, i: int) -> int:
        """What tells of a predicate: the verb, adjective or event noun, else its "be"."""
        cop = tree.child(i, "cop")
        if (
            cop is None
            or not self._is_nominal(tree, i)
            or (self.tells_event(tree, i) and tree.child(i, "case") is None)
        ):
            return i
        return cop

    @staticmethod
    def _is_nominal(tree: Tree, i: int) -> bool:
        return tree.upos[i] in ("NOUN", "PROPN", "PRON", "NUM", "SYM")

    @staticmethod
    def _is_verbal(tree: Tree, i: int) -> bool:
        return tree.upos[i] in ("VERB", "AUX") or tree.child(i, "cop") is not None

    @staticmethod
    def _is_predicate(tree: Tree, i: int) -> bool:
        return tree.upos[i] == "VERB" or tree.child(i, "cop") is not None

    def _role(self, tree: Tree, i: int, verb: int, dep: str, free: bool) -> QuantityRole:
        if dep == "nsubj:pass" or dep == "obj":
            return "object"
        if dep == "nsubj":
            if tree.lemmas[verb] in self._words.suffered and tree.child(verb, "obj", "ccomp") is None:
                return "object"
            return "subject"
        if free and dep in ("obl", "obl:unmarked", "advmod") and tree.upos[verb] == "VERB":
            return self._role_of_adverb(tree, i, verb)
        return "subject" if dep == "obl:agent" else "oblique"

    @staticmethod
    def _role_of_adverb(tree: Tree, i: int, verb: int) -> QuantityRole:
        """The role of a count that the parse takes for an adverb: "up to 12 died", "killed more than 12"."""
        if i > verb:
            return "object" if tree.child(verb, "obj") is None else "oblique"
        if tree.child(verb, "nsubj", "nsubj:pass") is not None:
            return "oblique"
        return "object" if tree.child(verb, "aux:pass") is not None else "subject"

    @staticmethod
    def _role_of_noun(tree: Tree, i: int, dep: str) -> QuantityRole:
        """The role beside an event noun: of the killing "of" it, of the killing "by" it, or a word before it."""
        case = tree.child(i, "case")
        if case is None or not dep.startswith("nmod"):
            return "modifier"
        word = tree.lowers[case]
        return "object" if word == "of" else "subject" if word in ("by", "between", "among") else "oblique"

    def _role_inside(self, tree: Tree, top: int) -> QuantityRole:
        """The role of what hangs on a participant of an event noun: "the arrest of activists by two agents"."""
        return "subject" if self._role_of_noun(tree, top, tree.deps[top]) == "subject" else "modifier"

    def _at_root(self, tree: Tree, i: int, inside: bool, dimension: Dimension) -> tuple[int | None, QuantityRole]:
        """A phrase that stands by itself, perhaps with what befell it: "12 people killed in blast"."""
        cop = tree.child(i, "cop")
        if cop is not None:
            subject = tree.child(i, "nsubj")
            if subject is not None and not inside and dimension != "count" and tree.upos[subject] == "NOUN":
                return subject, "modifier"  # "the deficit was $3bn", like "a $3bn deficit"
            return cop if self._is_nominal(tree, i) else i, "modifier" if inside else "object"
        if tree.upos[i] in ("VERB", "AUX"):
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
