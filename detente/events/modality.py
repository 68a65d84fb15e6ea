"""What a clause or noun phrase says of its own event: tense, modality, negation, hedges, modifiers."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from detente.events.clauses import cases, marks, surface_subject

if TYPE_CHECKING:
    from detente.events.fate import Fate
    from detente.events.words import Words
    from detente.language.tree import Tree

__all__ = ["Modality"]

DEPTH = 8
PRESENT = ("is", "are", "am", "'s", "'re", "’s", "’re", "been")
NONE = ("no", "neither", "not")
ENDS_OF_TIME = ("until", "till", "once")
INVERTED = ("had", "were", "should")


class Modality:
    """Reads function words by the closed lists of `words.yml`."""

    def __init__(self, words: Words) -> None:
        self._words = words

    def own(self, tree: Tree, i: int, fate: Fate, lasting: bool, speech: bool) -> Fate:
        """The fate with what the clause of verb i itself says: auxiliaries, negation, adverbs, conjunctions."""
        inverted = self._is_inverted(tree, i)
        fate = (
            fate.put("hypothetical", inverted, f"{tree.lowers[inverted]} ... first") if inverted is not None else fate
        )
        fate = self._auxiliaries(tree, i, fate, apart=inverted)
        if "to" in marks(tree, i) and any(tree.lemmas[j] == "be" for j in tree.children_by(i, "aux", "cop")):
            missed = tree.child(i, "aux") is not None and any(
                tree.lowers[j] == "have" for j in tree.children_by(i, "aux")
            )
            fate = fate.put("cancelled" if missed else "planned", i, "was to have" if missed else "is to")
        for j in tree.children[i]:
            if tree.lowers[j] in self._words.negators and tree.deps[j] in ("advmod", "det", "cc:preconj"):
                fate = fate.put("denied", j, "negation")
            elif (
                tree.deps[j] == "advmod"
                and tree.lowers[j] in self._words.habitual
                and tree.xpos[i] in ("VBZ", "VBP", "VB")
            ):
                return fate.drop(j, f"habit: {tree.lowers[j]}")
            elif tree.deps[j] == "advmod" and tree.lowers[j] in self._words.hedges:
                fate = fate.put("possible", j, f"hedge: {tree.lowers[j]}") if tree.lowers[j] != "reportedly" else fate
            elif tree.deps[j] == "advcl" and any(m in ("if", "unless") for m in marks(tree, j)):
                fate = replace(fate, condition=next(m for m in marks(tree, j) if m in ("if", "unless")))
        nobody = self._nobody(tree, i)
        if nobody is not None:
            fate = fate.put("denied", nobody, tree.lowers[nobody])
        fate = self._conditions(tree, i, fate)
        if fate.status == "happened" and self._goes_on(tree, i, lasting):
            fate = replace(fate, status="ongoing", steps=(*fate.steps, "progressive"))
        return fate

    @staticmethod
    def _goes_on(tree: Tree, i: int, lasting: bool) -> bool:
        """Whether it is progressive ("is asking", "is being held"), in the past ("was shelling") only if lasting."""
        auxiliaries = tree.children_by(i, "aux", "aux:pass")
        if tree.xpos[i] == "VBN":
            return any(tree.lowers[j] == "being" for j in auxiliaries)
        if tree.xpos[i] != "VBG" or not auxiliaries:
            return False
        return lasting or any(tree.lowers[j] in PRESENT for j in auxiliaries)

    def _conditions(self, tree: Tree, i: int, fate: Fate) -> Fate:
        """The fate with what the conjunction of its clause says, and an if-clause that hangs on it."""
        for mark in marks(tree, i):
            past = mark in ENDS_OF_TIME and tree.xpos[i] == "VBD"
            if mark in self._words.hypothetical_marks and not past:
                fate = fate.put("hypothetical", i, f"conditional: {mark}")
        if fate.condition == "if" and fate.status == "planned" and "future" in fate.steps:
            fate = fate.put("hypothetical", i, "if ...")
        return fate

    def _nobody(self, tree: Tree, i: int) -> int | None:
        """The word that says that none did it, or to none ("nobody", "neither A nor B", "no one", "no longer")."""
        for j in tree.children[i]:
            if tree.deps[j] in ("nsubj", "nsubj:pass", "obj"):
                if tree.lowers[j] in self._words.nobody:
                    return j
                below = (k for k in tree.children[j] if tree.deps[k] in ("det", "cc:preconj", "advmod", "cc"))
                found = next((k for k in below if k < j and tree.lowers[k] in NONE), None)
                if found is not None and tree.deps[j] != "obj":
                    return found
            elif tree.lowers[j] == "longer" and tree.lowers[j - 1] == "no":
                return j
        return None

    @staticmethod
    def _is_inverted(tree: Tree, i: int) -> int | None:
        """The auxiliary before the subject that makes a condition ("had A attacked B, ...", "should A refuse")."""
        subject = tree.child(i, "nsubj", "nsubj:pass")
        if tree.deps[i] != "advcl" or subject is None:
            return None
        auxiliaries = (j for j in tree.children_by(i, "aux", "aux:pass", "cop") if j < subject)
        return next((j for j in auxiliaries if tree.lowers[j] in INVERTED), None)

    def _auxiliaries(self, tree: Tree, i: int, fate: Fate, *, apart: int | None) -> Fate:
        words = self._words
        for j in tree.children[i]:
            if tree.deps[j] not in ("aux", "cop") or j == apart:
                continue
            lower = tree.lowers[j]
            if lower in words.will:
                fate = fate.put("planned", j, "future")
            elif lower in words.would and tree.xpos[j] == "MD":
                reported = self._reporter(tree, i) is not None
                fate = fate.put("planned", j, "future") if reported else fate.put("hypothetical", j, lower)
            elif lower in words.may and tree.xpos[j] == "MD":
                fate = fate.put("possible", j, f"modal {lower}")
            elif lower in words.must and tree.xpos[j] == "MD":
                fate = self._deontic(tree, i, j, fate)
        return fate

    def _deontic(self, tree: Tree, i: int, j: int, fate: Fate) -> Fate:
        subject, reporter = surface_subject(tree, i), self._reporter(tree, i)
        demand = (subject, reporter) if subject is not None and reporter is not None else None
        fate = replace(fate.put("hypothetical", j, f"modal {tree.lowers[j]}"), demand=demand)
        return fate if demand is not None else fate.drop(j, "a wish")

    def _reporter(self, tree: Tree, i: int) -> int | None:
        for _ in range(DEPTH):
            head = tree.heads[i]
            if head == i:
                return next(
                    (j for j in tree.children_by(i, "parataxis") if tree.lemmas[j] in self._words.reporting), None
                )
            if tree.deps[i] == "ccomp" and (
                tree.lemmas[head] in self._words.reporting or tree.lemmas[head] in self._words.opinion
            ):
                return head
            if tree.deps[i] not in ("conj", "ccomp", "xcomp", "advcl", "parataxis"):
                return None
            i = head
        return None

    def modifiers(self, tree: Tree, i: int, fate: Fate, lasting: bool) -> Fate:
        """The fate with what the modifiers of noun i say ("planned", "no", "alleged")."""
        words = self._words
        if any(word in words.negative_cases for word in cases(tree, i)):
            return fate.drop(i, f"{cases(tree, i)[0]} ...")
        for j in tree.children[i]:
            lower = tree.lowers[j]
            if tree.deps[j] not in ("amod", "det", "compound", "advmod", "acl"):
                continue
            if lower in words.planned_modifiers and tree.deps[j] != "det":
                fate = fate.put("possible" if lower in ("proposed", "prospective", "eventual") else "planned", j, lower)
            elif lower in words.possible_modifiers:
                fate = fate.put("possible", j, lower)
            elif lower in words.cancelled_modifiers:
                fate = fate.put("cancelled", j, lower)
            elif lower in words.ongoing_modifiers and lasting:
                fate = replace(
                    fate,
                    status="ongoing" if fate.status == "happened" else fate.status,
                    words=(*fate.words, j),
                    steps=(*fate.steps, lower),
                )
            elif lower == "no" and tree.deps[j] == "det":
                fate = fate.put("denied", j, "no")
            elif lower == "any" and tree.deps[j] == "det":
                fate = fate.put("hypothetical", j, "any")
        return fate

    def has_definite_object(self, tree: Tree, head: int) -> bool:
        """Whether the object of a verb is definite."""
        return any(self.is_definite(tree, j) for j in tree.children_by(head, "obj"))

    def is_definite(self, tree: Tree, i: int) -> bool:
        """Whether a noun is the one already known ("his visit", "the visit")."""
        return any(
            tree.deps[j] == "nmod:poss" or (tree.deps[j] == "det" and tree.lowers[j] in self._words.definite)
            for j in tree.children[i]
        )
