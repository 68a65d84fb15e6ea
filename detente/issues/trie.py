"""Phrases over tokens: the longest one at each place, by lemma or form."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Generic, TypeVar

if TYPE_CHECKING:
    from collections.abc import Iterator

    from detente.language.tree import Tree

__all__ = ["Match", "PhraseTrie"]

T = TypeVar("T")
JOINTS = frozenset("-–‑")


@dataclass(frozen=True, slots=True)
class Match(Generic[T]):
    """A phrase over tokens [start, end) and what it stands for."""

    start: int
    end: int
    values: tuple[T, ...]


@dataclass(slots=True)
class _Node(Generic[T]):
    after: dict[str, _Node[T]] = field(default_factory=dict)
    values: list[T] = field(default_factory=list)


class PhraseTrie(Generic[T]):
    """Phrases with values.

    A word of a phrase matches a token's form or lemma in lower case; a word with two or more capitals matches only that
    form. Hyphens, in phrase and text, count as spaces.
    """

    def __init__(self) -> None:
        self._root: _Node[T] = _Node()

    def add(self, phrase: str, value: T) -> None:
        """Add a phrase; one that is there already gets a further value."""
        node = self._root
        for word in phrase.replace("-", " ").split():
            node = node.after.setdefault(word if _is_acronym(word) else word.lower(), _Node())
        node.values.append(value)

    def matches(self, tree: Tree, start: int = 0, end: int | None = None) -> Iterator[Match[T]]:
        """The longest phrase at each place of the tokens [start, end), left to right, without overlaps."""
        first = self._root.after
        i, n = start, len(tree) if end is None else end
        lowers, lemmas, words = tree.lowers, tree.lemmas, tree.words
        while i < n:
            if lowers[i] in first or words[i] in first or lemmas[i].lower() in first:
                match = self._longest(tree, i)
                if match is not None:
                    yield match
                    i = match.end
                    continue
            i += 1

    def _longest(self, tree: Tree, start: int) -> Match[T] | None:
        best: tuple[int, list[T]] | None = None
        nodes = [self._root]
        i = start
        while nodes and i < len(tree) and tree.sentence[i] == tree.sentence[start]:
            if i > start and tree.words[i] in JOINTS:
                i += 1
                continue
            forms = dict.fromkeys((tree.words[i], tree.lowers[i], tree.lemmas[i].lower()))
            nodes = [node.after[form] for node in nodes for form in forms if form in node.after]
            i += 1
            values = [value for node in nodes for value in node.values]
            if values:
                best = (i, values)
        return Match(start, best[0], tuple(dict.fromkeys(best[1]))) if best else None


def _is_acronym(word: str) -> bool:
    return sum(c.isupper() for c in word) >= 2
