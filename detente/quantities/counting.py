"""What a number counts: the noun after it, the noun behind "of", or who is meant where none is told."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from detente.language.tree import Tree
    from detente.quantities.lexicon import Lexicon
    from detente.quantities.phrase import Phrase

__all__ = ["Counted", "Counter", "head_of", "is_free"]

_NOMINAL = frozenset({"NOUN", "PROPN"})
_MODIFYING = frozenset({"nummod", "amod", "det", "compound", "advmod", "nmod", "obl", "dep", "flat"})
_REACH = 9  # tokens from number to noun


@dataclass(frozen=True, slots=True)
class Counted:
    """What is counted: its unit, the token that heads the whole phrase, where it ends, and how the unit was found."""

    unit: str
    top: int
    end: int
    noun: int
    step: str


class Counter:
    """Finds what is counted.

    Args:
        lexicon: The words of quantities.
    """

    def __init__(self, lexicon: Lexicon) -> None:
        self._words = lexicon.clauses
        self._comparing = lexicon.guards.comparing

    def find(self, tree: Tree, phrase: Phrase, stop: int, before: Sequence[tuple[int, str]]) -> Counted | None:
        """What a phrase without a measure counts.

        Args:
            tree: The text.
            phrase: The number.
            stop: The end of its sentence.
            before: Token and unit of the counts found so far, in order.
        """
        top = head_of(tree, phrase.number_start, phrase.number_end)
        if phrase.compound:
            noun = phrase.end + 1
            if noun < stop and tree.lowers[noun] == "strong":  # "a 5,000-strong force"
                return Counted("person", noun, noun + 1, noun, "so many strong")
            return self._noun(tree, noun, before) if noun < stop and tree.upos[noun] in _NOMINAL else None
        if phrase.end < stop and tree.lowers[phrase.end] == "of":
            of = self._behind_of(tree, phrase, top, stop, before)
            if of is not None:
                return of
        head = tree.heads[top]
        if phrase.end <= head < min(stop, phrase.end + _REACH) and self._modifies(tree, top):
            return self._noun(tree, head, before)
        near = self._adjacent(tree, phrase, top, stop)
        if near is not None:
            return self._noun(tree, near, before)
        return self._elided(tree, phrase, top, stop, before)

    @staticmethod
    def _modifies(tree: Tree, top: int) -> bool:
        dep = tree.deps[top].split(":")[0]
        return dep in ("nummod", "amod") or (dep in _MODIFYING and tree.upos[tree.heads[top]] != "VERB")

    def _noun(self, tree: Tree, noun: int, before: Sequence[tuple[int, str]]) -> Counted | None:
        words = self._words
        if tree.upos[noun] == "ADJ" and tree.upos[tree.heads[noun]] == "NOUN" and noun < tree.heads[noun] < noun + 3:
            noun = tree.heads[noun]  # "the two largest economies"
        lower = tree.lowers[noun]
        if lower in words.others:
            unit, step = self._antecedent(tree, noun, before, persons=False)
            return Counted(unit, noun, noun + 1, noun, step)
        if lower in words.states or (tree.lemmas[noun] in words.person_verbs and tree.upos[noun] == "VERB"):
            return Counted("person", noun, noun + 1, noun, "a state of people")
        if lower == "times" and noun + 1 < len(tree) and self._is_comparison(tree, noun + 1):
            return None
        if tree.upos[noun] not in ("NOUN", "PROPN", "ADJ", "SYM") or not tree.words[noun][0].isalpha() or "/" in lower:
            return None
        return Counted(self.unit_of(tree, noun), noun, noun + 1, noun, "noun")

    def _is_comparison(self, tree: Tree, i: int) -> bool:
        """Whether "times" multiplies ("three times as many") and counts no occasions."""
        return tree.xpos[i] in ("JJR", "RBR") or tree.lowers[i] in self._comparing

    def unit_of(self, tree: Tree, noun: int) -> str:
        """The unit that a noun names: its lemma."""
        lemma = tree.lemmas[noun]
        word = tree.words[noun]
        mixed = not (word[1:].islower() or word.isupper() or word.islower()) or word[-2:-1].isdigit()  # "MiG-29s"
        if mixed or (tree.xpos[noun] == "NNPS" and lemma == word):
            lemma = word.removesuffix("s")
        return self._words.lemmas.get(lemma, lemma)

    def _adjacent(self, tree: Tree, phrase: Phrase, top: int, stop: int) -> int | None:
        """The plural noun right after a number that the parse has hung elsewhere."""
        j = phrase.end
        if j >= stop or tree.heads[j] in range(phrase.number_start, phrase.number_end):
            return None
        while j < stop and tree.upos[j] == "ADJ" and j < phrase.end + 3:
            j += 1
        return j if j < stop and tree.xpos[j] in ("NNS", "NNPS") and tree.deps[top] != "nummod" else None

    def _behind_of(
        self, tree: Tree, phrase: Phrase, top: int, stop: int, before: Sequence[tuple[int, str]]
    ) -> Counted | None:
        """The noun or pronoun of "dozens of people", "nine of them", "12 of the 30 passengers"."""
        inner = [c for i in range(phrase.number_start, phrase.number_end) for c in tree.children[i] if c > phrase.end]
        noun = next((c for c in inner if tree.deps[c].startswith("nmod")), None)
        if noun is not None and tree.words[noun].isupper():  # "millions of US jobs"
            noun = None
        if noun is None:
            noun = next((j for j in range(phrase.end + 1, min(stop, phrase.end + 4)) if tree.xpos[j] == "NNS"), None)
        if noun is None or noun >= stop or noun > phrase.end + _REACH:
            return None
        if tree.upos[noun] in ("PRON", "DET") and tree.lowers[noun] in self._words.pronouns:
            unit, step = self._antecedent(tree, top, before, persons=tree.lowers[noun] == "whom")
            return Counted(unit, top, noun + 1, noun, step)
        if tree.upos[noun] not in _NOMINAL or tree.xpos[noun] not in ("NNS", "NNPS", "NN"):
            return None
        if tree.xpos[noun] == "NN" and phrase.high is not None and tree.lowers[noun] not in self._words.persons:
            return None
        return Counted(self.unit_of(tree, noun), top, noun + 1, noun, "noun behind of")

    def _elided(
        self, tree: Tree, phrase: Phrase, top: int, stop: int, before: Sequence[tuple[int, str]]
    ) -> Counted | None:
        """Who or what is meant by a bare number: "12 died", "killing 12", "three more were shot down"."""
        words = self._words
        end = phrase.end
        if end < stop and tree.lowers[end] in words.others:
            end += 1
        dep = tree.deps[top]
        head = tree.heads[top]
        if dep == "conj" or (dep.startswith("nmod") and tree.upos[head] == "NUM"):  # "rose by 12 to 80"
            dep, head = tree.deps[head], tree.heads[head]
        state = self._state_behind(tree, top, end, stop)
        if state is not None:
            return Counted("person", top if tree.heads[state] == top else state, state + 1, state, "a state of people")
        role = dep.split(":")[0]
        if role in ("obl", "advmod") and is_free(tree, phrase, top):  # "killed at least 12", "up to 12 died"
            role = "obj"
        if role in ("nsubj", "obj", "obl") and self._counts_toll(tree, head):
            return Counted(self._of_sum(tree, head), top, end, top, "a sum")
        if role in ("obl", "obj") and tree.lemmas[head] in words.changes:
            subject = tree.child(head, "nsubj", "nsubj:pass")
            if subject is not None and tree.upos[subject] == "NOUN" and tree.xpos[subject] == "NNS":
                return Counted(self.unit_of(tree, subject), top, end, top, "what changes")
        if role == "nmod" and tree.lemmas[head] in words.populations:
            return Counted("person", top, end, top, "a population")
        if role not in ("nsubj", "obj", "nmod") and not (role == "root" and tree.child(top, "acl") is not None):
            return None
        crowd = phrase.high is None and not phrase.hedged  # "thousands rally"
        if tree.lemmas[head] in words.person_verbs or (
            crowd and tree.upos[head] == "VERB" and tree.lowers[phrase.number_start].endswith("s")
        ):
            unit, step = self._antecedent(tree, top, before, persons=True)
            return Counted(unit, top, end, top, step)
        if role == "nmod" or tree.upos[head] != "VERB" or tree.lowers[top] == "one":
            return None
        unit, step = self._antecedent(tree, top, before, persons=False, default="")
        return Counted(unit, top, end, top, step) if unit else None

    def _state_behind(self, tree: Tree, top: int, end: int, stop: int) -> int | None:
        if end < stop and tree.lowers[end] in self._words.states and tree.upos[end] in ("ADJ", "NOUN"):
            return end
        return None

    def _counts_toll(self, tree: Tree, verb: int) -> bool:
        subject = tree.child(verb, "nsubj", "nsubj:pass")
        return subject is not None and tree.lemmas[subject] in self._words.sums

    def _of_sum(self, tree: Tree, verb: int) -> str:
        """The unit of "the number of cases", "the toll"."""
        subject = tree.child(verb, "nsubj", "nsubj:pass")
        noun = None if subject is None else tree.child(subject, "nmod")
        if noun is None or tree.upos[noun] != "NOUN" or tree.lowers[noun] in (*self._words.states, "killed"):
            return "person"
        return self.unit_of(tree, noun)

    def _antecedent(
        self, tree: Tree, i: int, before: Sequence[tuple[int, str]], *, persons: bool, default: str = "person"
    ) -> tuple[str, str]:
        """The unit of an earlier count in this sentence or the one before, and how it was found."""
        for token, unit in reversed(before):
            if tree.sentence[token] < tree.sentence[i] - 1:
                break
            if not persons or self.is_person(unit):
                return unit, "as counted before"
        return default, "nobody named" if default else ""

    def is_person(self, unit: str) -> bool:
        """Whether a unit is a word for people."""
        return unit in self._words.persons or unit.lower().endswith(("man", "woman"))


def is_free(tree: Tree, phrase: Phrase, top: int) -> bool:
    """Whether no preposition stands before a phrase, those of its hedges left out."""
    case = tree.child(top, "case")
    return case is None or case >= phrase.start


def head_of(tree: Tree, start: int, end: int) -> int:
    """The token of [start, end) whose head lies outside."""
    for i in range(end - 1, start - 1, -1):
        if not start <= tree.heads[i] < end or tree.heads[i] == i:
            return i
    return end - 1
