"""What became of an event, read up the tree: its own clause, then every word that governs it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from detente.events.clauses import cases, is_passive, marks
from detente.events.fate import Fate
from detente.events.modality import Modality

if TYPE_CHECKING:
    from detente.events.words import Operator, Operators, Words
    from detente.language.tree import Tree

__all__ = ["StatusReader"]

DEPTH = 8
PURPOSE = "purpose clause"
ENDED_FROM = ("from", "with", "on", "of", "to")


def _ends_in_to(tree: Tree, head: int, i: int) -> bool:
    """Whether the "to" before verb i is held to be part of the word above it ("due to visit")."""
    return tree.lowers[i - 1] == "to" and tree.heads[i - 1] == head and tree.xpos[i] == "VB"


class StatusReader:
    """Reads the fate of an event off the tree above its trigger."""

    def __init__(self, words: Words, operators: Operators) -> None:
        self._words = words
        self._operators = operators
        self._modality = Modality(words)

    def read(self, tree: Tree, i: int, lasting: bool = False, speech: bool = False) -> Fate:
        """The fate of the event that token i names.

        Args:
            tree: The text.
            i: The trigger's head.
            lasting: Whether a progressive form means that the event goes on.
            speech: Whether to say it is to do it (a present tense then tells an act).
        """
        fate = Fate()
        if tree.upos[i] in ("VERB", "AUX") or tree.child(i, "cop") is not None:
            fate = self._clause(tree, i, fate, lasting, speech, 0)
            return self._said(tree, i) if speech and fate.steps[-1:] == (PURPOSE,) else fate
        if tree.upos[i] == "ADJ" and tree.deps[i] in ("root", "conj", "acl:relcl", "ccomp", "xcomp", "advcl", "acl"):
            return self._clause(tree, i, fate, lasting, speech, 0)
        return self._noun(tree, i, fate, lasting, 0)

    def _said(self, tree: Tree, i: int) -> Fate:
        """The fate of an act of speech that another served ("flew there to plead for help"): that of the other."""
        head = tree.heads[i]
        if tree.lemmas[head] not in self._words.errands:
            return Fate().drop(head, PURPOSE)
        return self._clause(tree, head, Fate(), False, True, 1)

    # --- clauses

    def _clause(self, tree: Tree, i: int, fate: Fate, lasting: bool, speech: bool, depth: int) -> Fate:
        fate = self._modality.own(tree, i, fate, lasting, speech)
        if depth > DEPTH or tree.heads[i] == i or fate.dropped:
            return fate
        return self._above(tree, i, fate, depth)

    def _above(self, tree: Tree, i: int, fate: Fate, depth: int) -> Fate:
        head, dep = tree.heads[i], tree.deps[i]
        if dep == "conj":
            return self._conjunct(tree, i, head, fate, depth)
        if dep == "ccomp" or (
            dep == "advcl" and not marks(tree, i) and not cases(tree, i) and tree.lemmas[head] in self._words.reporting
        ):
            return self._complement(tree, i, head, fate, depth)
        if dep == "xcomp" or (dep in ("acl", "advcl") and ("to" in marks(tree, i) or _ends_in_to(tree, head, i))):
            return self._infinitive(tree, i, head, fate, depth)
        if dep in ("acl", "advcl", "acl:relcl", "advcl:relcl", "obl", "nmod"):
            return self._adjunct(tree, i, head, fate, depth)
        if dep in ("csubj", "csubj:pass"):
            return fate.put("possible", head, "clause as subject") if tree.xpos[i] in ("VB", "VBG") else fate
        return fate

    def _conjunct(self, tree: Tree, i: int, head: int, fate: Fate, depth: int) -> Fate:
        if tree.upos[head] not in ("VERB", "AUX", "ADJ") and tree.child(head, "cop") is None:
            return fate
        if tree.child(i, "aux", "nsubj", "cop", "nsubj:pass") is not None and tree.child(head, "mark") is None:
            if tree.deps[head] in ("ccomp", "xcomp", "advcl"):
                return self._above(tree, head, fate, depth + 1)
            return fate
        if tree.xpos[i] in ("VBD", "VBZ", "VBP") and tree.xpos[head] == "VB":
            return fate
        return self._clause(tree, head, fate, False, True, depth + 1)

    def _complement(self, tree: Tree, i: int, head: int, fate: Fate, depth: int) -> Fate:
        lemma = tree.lemmas[head]
        operator = self._operators.clause.get(lemma)
        if lemma in self._words.reporting or (operator is None and lemma not in self._words.opinion):
            return fate
        if lemma in self._words.evident:
            return self._modality.own(tree, head, fate, False, True) if fate.status == "happened" else fate
        if operator is not None:
            return self._apply(tree, head, operator, fate, depth)
        return fate.put("possible", head, f"opinion: {lemma}")

    def _infinitive(self, tree: Tree, i: int, head: int, fate: Fate, depth: int) -> Fate:
        lemma = tree.lemmas[head].lower()
        yet = next((j for j in tree.children_by(head, "advmod") if tree.lowers[j] == "yet"), None)
        if lemma == "have" and yet is not None:
            return fate.put("denied", yet, "yet to")
        if tree.deps[i] == "acl" and tree.deps[head] == "obl" and "in" in cases(tree, head):
            return fate.drop(head, f"purpose: in {lemma} to")
        operator = self._operators.clause.get(lemma)
        if operator is not None and not (operator.effect == "ends" and "to" in marks(tree, i)):
            return self._apply(tree, head, operator, fate, depth)
        if fate.status == "happened" and self._has_begun(tree, head):
            fate = replace(fate, status="ongoing", words=(*fate.words, head), steps=(*fate.steps, f"has {lemma}"))
        if tree.deps[i] == "xcomp" and "to" not in marks(tree, i):
            return self._clause(tree, head, fate, False, True, depth + 1)
        if tree.deps[i] == "advcl":
            return fate.drop(head, PURPOSE)
        if tree.deps[i] == "acl":
            return self._after_noun(tree, i, head, fate)
        if lemma in self._words.evident or lemma in self._words.aspectual:
            return self._clause(tree, head, fate, False, True, depth + 1)
        return fate.put("possible", head, f"infinitive under {lemma}")

    def _has_begun(self, tree: Tree, head: int) -> bool:
        """Whether what a verb governs was begun and goes on ("has begun to pull back")."""
        perfect = any(tree.lowers[j] in ("has", "have") for j in tree.children_by(head, "aux"))
        return perfect and tree.lemmas[head] in self._words.beginning

    def _after_noun(self, tree: Tree, i: int, head: int, fate: Fate) -> Fate:
        """An infinitive after a noun: of the first to do it, of what is yet to be done, or of no event."""
        if any(tree.lowers[j] in self._words.ordinal for j in (head, *tree.children_by(head, "amod"))):
            return fate
        if tree.child(i, "aux:pass") is not None:
            return fate.put("planned", i, "to be ...")
        return fate.drop(head, f"infinitive after {tree.lemmas[head].lower()}")

    def _adjunct(self, tree: Tree, i: int, head: int, fate: Fate, depth: int) -> Fate:
        marked = (*cases(tree, i), *marks(tree, i))
        if any(word in self._words.negative_cases for word in marked):
            return fate.drop(i, f"{marked[0]} ...")
        if any(word in ("before", "until") for word in marked) and fate.status == "happened":
            outer = self._clause(tree, head, Fate(), False, True, depth + 1) if tree.upos[head] == "VERB" else Fate()
            return fate.put("planned", i, "before ...") if outer.status == "planned" else fate
        if tree.deps[i] in ("acl:relcl", "advcl:relcl"):
            return fate
        lemma = tree.lemmas[head].lower()
        operator = self._operators.clause.get(lemma)
        if operator is not None and marked and tree.xpos[i] == "VBG" and "after" not in marked and "by" not in marked:
            return self._apply(tree, head, operator, fate, depth)
        no = next((j for j in tree.children_by(head, "det") if tree.lowers[j] in self._words.negators), None)
        if no is not None and tree.upos[head] == "NOUN":
            return fate.put("denied", no, f"no {lemma}")
        if "for" in marked and tree.xpos[i] == "VBG":
            return fate.drop(head, "gerund after for")
        if "after" in marked or tree.child(i, "aux") is not None:
            return fate
        if tree.deps[i] == "advcl" and tree.upos[head] in ("VERB", "AUX") and tree.xpos[i] in ("VBG", "VBN"):
            if operator is not None and operator.effect == "cancelled" and is_passive(tree, head):
                return self._apply(tree, head, operator, fate, depth)
            outer = self._clause(tree, head, Fate(), False, True, depth + 1)
            laid = outer.status in ("planned", "possible", "hypothetical", "cancelled")
            return fate.put(outer.status, head, f"with {lemma}") if laid else fate
        return fate

    def _apply(self, tree: Tree, head: int, operator: Operator, fate: Fate, depth: int) -> Fate:
        step = f"{'wished' if operator.wish else operator.effect}: {tree.lemmas[head]}"
        if operator.effect == "drops":
            return fate.drop(head, step)
        if operator.effect == "possible" and fate.steps == ("conditional: whether",):
            fate = replace(fate, status="happened")
        if operator.effect == "planned" and tree.xpos[head] == "VBN" and self._had(tree, head):
            return fate.put("cancelled", head, f"had {step}")
        if operator.wish and any(tree.lowers[j] in self._words.negators for j in tree.children_by(head, "advmod")):
            return fate.drop(head, f"not {step}")
        outer = self._governor(tree, head, depth)
        if operator.effect in ("cancelled", "ends", "denied") and outer.status in (
            "possible",
            "hypothetical",
            "denied",
        ):
            return fate.put("planned" if operator.effect == "cancelled" else "possible", head, f"not surely {step}")
        fate = replace(fate, governor=head)
        if operator.effect == "ongoing":
            fate = replace(fate, status="ongoing", words=(*fate.words, head), steps=(*fate.steps, step))
            return (
                fate
                if self._modality.has_definite_object(tree, head)
                else self._lay(fate, outer, head, tree.lemmas[head])
            )
        if operator.effect == "ends":
            fate = replace(fate, ended=True, words=(*fate.words, head), steps=(*fate.steps, step))
        elif operator.effect == "same":
            fate = replace(fate, words=(*fate.words, head), steps=(*fate.steps, step))
        else:
            fate = fate.put(operator.effect, head, step)
        if outer.dropped:
            return replace(fate, dropped=True, steps=(*fate.steps, *outer.steps))
        if outer.demand is not None:
            fate = replace(fate, demand=outer.demand)
        outer_words = outer.words
        top = (
            fate.put(outer.status, head, f"{tree.lemmas[head]}: {outer.status}")
            if outer.status not in ("happened", "ongoing")
            else fate
        )
        return replace(top, words=(*top.words, *outer_words), condition=fate.condition or outer.condition)

    @staticmethod
    def _had(tree: Tree, head: int) -> bool:
        """Whether a plan is told as one that was had ("had planned to"), and so came to nothing."""
        auxiliaries = tree.children_by(head, "aux", "aux:pass")
        return len(auxiliaries) == 1 and tree.lowers[auxiliaries[0]] == "had"

    def _governor(self, tree: Tree, head: int, depth: int) -> Fate:
        if depth > DEPTH:
            return Fate()
        if tree.upos[head] in ("VERB", "AUX", "ADJ") or tree.child(head, "cop") is not None:
            return self._clause(tree, head, Fate(), False, True, depth + 1)
        return self._noun(tree, head, Fate(), False, depth + 1)

    # --- nouns

    def _noun(self, tree: Tree, i: int, fate: Fate, lasting: bool, depth: int) -> Fate:
        fate = self._modality.modifiers(tree, i, fate, lasting)
        if depth > DEPTH or fate.dropped or tree.heads[i] == i:
            return fate
        head, dep = tree.heads[i], tree.deps[i]
        lemma = tree.lemmas[head].lower()
        if dep == "conj" and tree.upos[head] in ("NOUN", "PROPN"):
            return self._noun(tree, head, fate, False, depth + 1)
        verbal = tree.upos[head] in ("VERB", "AUX", "ADJ") or tree.child(head, "cop") is not None
        if dep in ("nsubj", "nsubj:pass", "nsubj:outer"):
            return self._as_subject(tree, i, head, fate, depth)
        if (
            dep in ("obj", "obl", "xcomp", "nmod", "obl:agent", "iobj")
            and (operator := self._operators.object.get(lemma)) is not None
        ):
            return self._as_object(tree, i, head, operator, fate, depth)
        if verbal and dep in ("obj", "obl") and tree.upos[head] == "VERB":
            return self._plain_object(tree, i, head, fate, depth)
        return fate

    def _as_subject(self, tree: Tree, i: int, head: int, fate: Fate, depth: int) -> Fate:
        lemma = tree.lemmas[head].lower()
        if tree.upos[head] not in ("VERB", "AUX"):
            outer = self._clause(tree, head, Fate(), False, True, depth + 1)
            operator = self._operators.clause.get(lemma) if tree.upos[head] == "ADJ" else None
            if operator is not None and tree.child(head, "xcomp", "ccomp") is None:
                return self._apply(tree, head, operator, fate, depth)
            return self._lay(fate, outer, head, lemma)
        passive = is_passive(tree, head)
        operator = self._operators.object.get(lemma) if passive else self._operators.subject.get(lemma)
        if (
            operator is not None
            and operator.effect != "drops"
            and not (operator.effect == "possible" and self._modality.is_definite(tree, i))
        ):
            return self._apply(tree, head, operator, fate, depth)
        outer = self._clause(tree, head, Fate(), False, True, depth + 1)
        return self._lay(fate, outer, head, lemma) if outer.status in ("planned", "hypothetical") else fate

    def _lay(self, fate: Fate, outer: Fate, head: int, lemma: str) -> Fate:
        if outer.status in ("happened", "ongoing", "denied"):
            return fate
        return fate.put(outer.status, head, f"{lemma}: {outer.status}")

    def _as_object(self, tree: Tree, i: int, head: int, operator: Operator, fate: Fate, depth: int) -> Fate:
        if tree.deps[i] in ("obl", "nmod") and operator.effect in ("same", "denied", "cancelled", "drops"):
            marked = cases(tree, i)
            if (
                operator.effect != "same"
                or "along" not in marked
                or not any(word in marked for word in ("in", "into", "on", "to", "of"))
            ):
                return fate
        if operator.effect == "ends" and tree.deps[i] == "obl" and not any(w in cases(tree, i) for w in ENDED_FROM):
            return fate
        if (
            operator.effect == "planned"
            and tree.deps[i] == "obl"
            and not any(w in cases(tree, i) for w in ("for", "to", "on"))
        ):
            return fate
        if operator.effect == "drops":
            return fate
        if operator.effect == "possible" and self._modality.is_definite(tree, i):
            return fate
        if (
            operator.effect == "denied"
            and self._modality.is_definite(tree, i)
            and tree.lemmas[head] not in self._words.refusing
        ):
            return fate
        fate = self._apply(tree, head, operator, fate, depth)
        if fate.status == "happened" and self._has_begun(tree, head):
            fate = replace(fate, status="ongoing")
        if operator.effect in ("same", "ongoing") and tree.upos[head] == "VERB":
            return replace(fate, actor=head, reversed=operator.reversed)
        if tree.upos[head] == "VERB" and operator.effect in ("planned", "cancelled", "ends", "denied"):
            return replace(fate, actor=head)
        return fate

    def _plain_object(self, tree: Tree, i: int, head: int, fate: Fate, depth: int) -> Fate:
        outer = self._clause(tree, head, Fate(), False, True, depth + 1)
        if (
            tree.deps[i] == "obl"
            and outer.status in ("planned", "possible")
            and "with" in cases(tree, i)
            and not self._modality.is_definite(tree, i)
        ):
            return fate.put(outer.status, head, f"{tree.lemmas[head]}: {outer.status}")
        if (
            tree.deps[i] == "obl"
            and "future" in outer.steps
            and any(w in cases(tree, i) for w in ("during", "in", "at", "on", "with"))
        ):
            return fate.put("planned", head, f"{tree.lemmas[head]}: planned")
        if (
            tree.deps[i] == "obj"
            and not self._modality.is_definite(tree, i)
            and outer.status in ("planned", "possible", "hypothetical", "denied")
        ):
            return fate.put(outer.status, head, f"{tree.lemmas[head]}: {outer.status}")
        return fate
