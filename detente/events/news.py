"""Whether an undated event is the news of the day or something that lies behind it."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from detente.events.clauses import is_verbal

if TYPE_CHECKING:
    from datetime import datetime

    from detente.events.words import Words
    from detente.language.tree import Tree
    from detente.model import When
    from detente.times import Times

__all__ = ["News"]

BEHIND = ("acl", "acl:relcl", "advcl", "advcl:relcl", "ccomp", "csubj")
TOLD = ("VBD", "VBZ", "VBP")
LEAD = 3


class News:
    """Tells the main line of a text from its background."""

    def __init__(self, days: int, words: Words) -> None:
        self._days = timedelta(days=days)
        self._words = words

    def since(self, published: When) -> datetime | None:
        """The earliest moment at which news of this publication date lies, or None where that is open."""
        first = published.start
        return None if first is None else first - self._days

    def is_mainline(self, tree: Tree, times: Times, tokens: tuple[int, ...]) -> bool:
        """Whether the event at `tokens` (its trigger, then what governs it) is told by a finite main clause as news.

        Args:
            tree: The text.
            times: A duration or other time in the sentence means that the clause is about something longer or else.
            tokens: The trigger and its governors.
        """
        verb = self._finite(tree, tokens[-1])
        if verb is None or self._is_behind(tree, verb):
            return False
        start, end = tree.sentences[tree.sentence[verb]]
        if any(start <= one.start < end for one in times.durations):
            return False
        return not any(
            tree.lowers[j] in self._words.background and tree.deps[j] in ("advmod", "mark", "case")
            for j in range(start, end)
        )

    def _finite(self, tree: Tree, i: int) -> int | None:
        """The verb of simple past or present that tells i: itself, or the one that a noun is an argument of."""
        while not is_verbal(tree, i):
            if tree.heads[i] == i or tree.deps[i] not in ("nsubj", "obj", "nsubj:pass", "conj", "appos", "nmod"):
                return None
            i = tree.heads[i]
        auxiliaries = tree.children_by(i, "aux", "aux:pass", "cop")
        if any(tree.lemmas[j] == "have" or tree.xpos[j] == "MD" for j in auxiliaries):
            return None
        finite = tree.xpos[i] in TOLD or any(tree.xpos[j] in TOLD for j in auxiliaries)
        return i if finite or tree.deps[i] == "root" else None

    def _is_behind(self, tree: Tree, verb: int) -> bool:
        """Whether the clause hangs in another; what is said counts as news only at the head of a text."""
        i = verb
        while tree.heads[i] != i:
            if tree.deps[i] in BEHIND and not (tree.deps[i] == "ccomp" and tree.sentence[i] < LEAD):
                return True
            i = tree.heads[i]
        return False
