"""What fills the slots of one head word: its object, subject, predicative, modifiers and phrases, each found once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from detente.events.clauses import cases, conjuncts, deep_object, surface_subject

if TYPE_CHECKING:
    from detente.language.tree import Tree

__all__ = ["ANY", "STRUCTURAL", "Slots", "is_one_of", "measured", "phrases"]

ANY = "*"
STRUCTURAL = ("obj", "xcomp", "mod", "subj")
PHRASES = ("obl", "nmod", "advcl", "xcomp", "obl:agent", "acl", "obl:unmarked")
MEASURES = ("NOUN", "NUM", "SYM", "ADJ", "DET", "PRON")
PERSON = "+person"
NAMED = {"PER": frozenset((PERSON, "+name")), "LOC": frozenset(("+place",))}
NO_NAME: frozenset[str] = frozenset()
PERSONAL = ("him", "her", "them", "he", "she", "they", "me", "us")
REACH = 4


class Slots:
    """The slots of the head at token `head`, filled as they are asked for."""

    __slots__ = ("_fillers", "_near", "head", "tree")

    def __init__(self, tree: Tree, head: int) -> None:
        self.tree = tree
        self.head = head
        self._fillers: dict[str, list[int]] = {}
        self._near: frozenset[str] | None = None

    @property
    def near(self) -> frozenset[str]:
        """All words and lemmas that stand close below the head: a particle or preposition elsewhere is not its own."""
        if self._near is None:
            children, level, below = self.tree.children, [self.head], list[int]()
            for _ in range(REACH):
                level = [k for j in level for k in children[j]]
                if not level:
                    break
                below += level
            lowers, lemmas = self.tree.lowers, self.tree.lemmas
            self._near = frozenset([lowers[j] for j in below] + [lemmas[j] for j in below])
        return self._near

    def first(self, slot: str, nouns: frozenset[str]) -> int | None:
        """The first token in a slot that is one of `nouns` ("*" is any), or None."""
        found = self._fillers.get(slot)
        if found is None:
            found = self._fillers[slot] = self._fill(slot)
        return next((j for j in found if ANY in nouns or is_one_of(self.tree, j, nouns)), None)

    def _fill(self, slot: str) -> list[int]:
        tree, i = self.tree, self.head
        if slot == "obj":
            return self._objects()
        if slot == "xcomp":
            return [k for j in tree.children_by(i, "xcomp") for k in (j, *tree.children_by(j, "amod", "conj"))]
        if slot == "mod":
            return tree.children_by(i, "amod", "compound")
        if slot == "subj":
            subject = surface_subject(tree, i) if tree.upos[i] in ("VERB", "AUX", "ADJ") else None
            return [] if subject is None else [subject]
        return [k for j in phrases(tree, i, slot) for k in conjuncts(tree, j)]

    def _objects(self) -> list[int]:
        tree, i = self.tree, self.head
        filler = deep_object(tree, i) if tree.upos[i] in ("VERB", "AUX") else None
        found = [] if filler is None else conjuncts(tree, filler)
        found += [k for j in found for k in measured(tree, j)]
        second = tree.child(i, "xcomp")
        if second is not None and tree.upos[second] in ("NOUN", "ADJ"):
            found.append(second)
        return found


def phrases(tree: Tree, i: int, preposition: str) -> list[int]:
    """Heads of the phrases and clauses below i that the preposition marks."""
    return [j for j in tree.children[i] if tree.deps[j] in PHRASES and preposition in cases(tree, j)]


def measured(tree: Tree, i: int) -> list[int]:
    """What a word of measure counts: "tons of rice", "most of the sanctions"."""
    if tree.upos[i] not in MEASURES or tree.deps[i] == "nsubj":
        return []
    return [j for j in tree.children[i] if tree.deps[j] in ("nmod", "obl") and "of" in cases(tree, j)]


def is_one_of(tree: Tree, j: int, nouns: frozenset[str]) -> bool:
    """Whether a word is one of the nouns, or a name of a kind that is among them."""
    if tree.lemmas[j].lower() in nouns:
        return True
    if PERSON in nouns and tree.upos[j] == "PRON" and tree.lowers[j] in PERSONAL:
        return True
    number = tree.entity[j]
    return number >= 0 and not nouns.isdisjoint(NAMED.get(tree.entities[number].label, NO_NAME))
