"""Whether a clause lies behind, ahead or now: what a bare "Monday" or "May" in it is to be counted from."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from detente.language.tree import Tree
    from detente.times.words import TenseWords

__all__ = ["Direction", "Tense"]

Direction = Literal["past", "present", "future", "open"]  # open: ahead of something past, "was to leave on Monday"
_AUXILIARIES = ("aux", "aux:pass", "cop")
_VERBAL = frozenset({"VERB", "AUX"})
_FALLBACK_TOKENS = 12


class Tense:
    """Reads the direction of the clause that governs a token, by its syntax or, without one, by words near it."""

    def __init__(self, words: TenseWords) -> None:
        self._words = words

    def direction(self, tree: Tree, start: int, end: int) -> Direction | None:
        """The direction of the clause in which tokens [start, end) stand; None where nothing shows it."""
        if start >= len(tree):
            return None
        if start and tree.xpos[start - 1] == "VBD" and tree.lemmas[start - 1] in self._words.reporting:
            return "past"
        if start > 1 and (tree.lowers[start - 2], tree.lowers[start - 1]) == ("ahead", "of"):
            return "future"
        top = self._top(tree, start, end)
        if not _has_syntax(tree, start):
            return self._by_words(tree, start, end)
        seen = 0
        at = top
        while seen < 40:
            found = self._of_head(tree, at)
            if found is not None:
                return found if found != "none" else None
            if tree.heads[at] == at:
                return None
            at = tree.heads[at]
            seen += 1
        return None

    @staticmethod
    def _top(tree: Tree, start: int, end: int) -> int:
        """The token of a span whose head lies outside it."""
        for i in range(start, end):
            if not start <= tree.heads[i] < end or tree.heads[i] == i:
                return i
        return start

    def _of_head(self, tree: Tree, i: int) -> Direction | Literal["none"] | None:
        """The direction that this token sets for what depends on it; None if it sets none and its head decides."""
        words = self._words
        helpers = [tree.lowers[j] for j in tree.children[i] if tree.deps[j] in _AUXILIARIES]
        if tree.upos[i] not in _VERBAL and not helpers:
            noun_governs = tree.lemmas[i] in words.governors and tree.upos[i] in ("NOUN", "ADJ")
            return "future" if noun_governs and self._has_complement(tree, i) else None
        if any(word in words.future_aux or word in words.modal_future for word in helpers):
            return "past" if any(word in words.perfect_aux for word in helpers) else "future"
        finite = self._finite(tree, i, helpers)
        was = tree.xpos[i] == "VBD" or any(word in words.past_aux for word in helpers)
        if self._governs(tree, i) and not was:
            return "future"
        return finite or self._non_finite(tree, i)

    def _finite(self, tree: Tree, i: int, helpers: list[str]) -> Direction | None:
        words, tag = self._words, tree.xpos[i]
        if tag == "VBD" or any(word in words.past_aux for word in helpers):
            return "past"
        if any(word in words.perfect_aux for word in helpers) and tag in ("VBN", ""):
            return "past"
        if any(word in words.present_aux for word in helpers):
            return "future" if tag == "VBG" or _is_infinitive(tree, i) else "present"
        if tag not in ("VBZ", "VBP"):
            return None
        return "past" if tree.lemmas[i] in words.reporting else "present"  # "says on Monday"

    def _governs(self, tree: Tree, i: int) -> bool:
        """Whether it is a word like "scheduled" or "plans", with no sign that the plan is history."""
        bare_set = tree.lowers[i] == "set" and tree.xpos[i] != "VBN"
        return (
            self._known_governor(tree, i)
            and not bare_set
            and not any(tree.lowers[j] in self._words.past_markers for j in tree.children[i])
        )

    def _non_finite(self, tree: Tree, i: int) -> Direction | Literal["none"] | None:
        """An infinitive under a plan lies ahead, one under a past plan is open; participles follow their clause."""
        tag = tree.xpos[i]
        if _is_infinitive(tree, i) and tree.heads[i] != i:
            head = tree.heads[i]
            above = self._of_head(tree, head)
            ordered = tree.lemmas[head] in self._words.commanding
            if ordered or self._known_governor(tree, head) or (tree.lemmas[head] == "be" and tree.deps[i] == "xcomp"):
                return self._ahead_of(tree, head, above)
            return above
        if tag == "VBN" and tree.deps[i] in ("acl", "advcl", "amod", "root"):
            return "past"
        return None

    def _ahead_of(
        self, tree: Tree, head: int, above: Direction | Literal["none"] | None
    ) -> Direction | Literal["none"]:
        """Where a plan's infinitive lies: ahead; ahead of a past plan; anywhere where the plan is history."""
        if above != "past":
            return "future"
        words = {tree.lowers[j] for j in tree.children[head]}
        return "none" if words & (self._words.past_markers | {"had"}) else "open"

    def _known_governor(self, tree: Tree, i: int) -> bool:
        return tree.lemmas[i] in self._words.governors or tree.lowers[i] in self._words.governors

    def _has_complement(self, tree: Tree, i: int) -> bool:
        return any(
            tree.deps[j] in ("acl", "nmod", "obl", "obl:tmod", "obl:unmarked", "xcomp") for j in tree.children[i]
        )

    def _by_words(self, tree: Tree, start: int, end: int) -> Direction | None:
        first, last = tree.sentences[tree.sentence[start]] if tree.sentences else (0, len(tree))
        low, high = max(first, start - _FALLBACK_TOKENS), min(last, end + _FALLBACK_TOKENS)
        near = sorted((*range(low, start), *range(end, high)), key=lambda i: min(abs(i - start), abs(i - end)))
        for i in near:
            if tree.lowers[i] in self._words.future_words and not self._after_past(tree, i):
                return "future"
            if tree.xpos[i] in ("VBD", "VBN") or tree.lowers[i] in self._words.past_aux or _looks_past(tree.lowers[i]):
                return "past"
        return None

    def _after_past(self, tree: Tree, i: int) -> bool:
        return i > 0 and tree.lowers[i - 1] in (*self._words.past_aux, *self._words.past_markers)


def _is_infinitive(tree: Tree, i: int) -> bool:
    return any(tree.lowers[j] == "to" and tree.deps[j] in ("mark", "aux") for j in tree.children[i])


def _has_syntax(tree: Tree, i: int) -> bool:
    first, last = tree.sentences[tree.sentence[i]] if tree.sentences else (0, len(tree))
    return any(tree.deps[first:last])


def _looks_past(word: str) -> bool:
    return len(word) > 4 and word.endswith("ed")
