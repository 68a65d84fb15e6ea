"""A tree with what the rules of attribution ask of it: paragraphs, quotations, noun phrases, runs of tokens."""

from __future__ import annotations

from typing import TYPE_CHECKING

from detente.statements.quotes import find_quotes

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from detente.language.tree import Tree
    from detente.statements.quotes import Quote
    from detente.statements.settings import QuoteSettings, SourceWords

__all__ = ["DASHES", "LEADING", "Passage", "Range"]

Range = tuple[int, int]

LEADING = frozenset("“\"‘'[($#@«„") | {"``", "''"}
DASHES = ("-", "--", "–", "—")
MIN_PLACE = 3
DATELINE = 9
TRAILING = frozenset("”\"’'])?!%»") | {"''"}


class Passage:
    """One parsed article, seen by the rules; token ranges are half-open.

    Attributes:
        paragraphs: Token ranges of the paragraphs; paragraph[i] is the number of token i's.
        quotes: Quotations in order; inside[i] is the index of the outermost one around token i, or -1.
    """

    def __init__(self, tree: Tree, settings: QuoteSettings, words: SourceWords) -> None:
        self.tree = tree
        self.settings = settings
        self.source_words = words
        self.paragraphs = _find_paragraphs(tree)
        self.paragraph = [number for number, (start, end) in enumerate(self.paragraphs) for _ in range(start, end)]
        self.quotes = find_quotes(tree, self.paragraphs, settings)
        self.inside = [-1] * len(tree)
        for number, quote in enumerate(self.quotes):
            if quote.outer:
                self.inside[quote.start : quote.end] = [number] * (quote.end - quote.start)

    def is_word(self, i: int) -> bool:
        """Whether token i begins with a letter or digit."""
        return self.tree.words[i][:1].isalnum()

    def count_words(self, tokens: Iterable[int]) -> int:
        """How many of the tokens are words."""
        return sum(self.is_word(i) for i in tokens)

    def relation(self, i: int) -> str:
        """The dependency relation of i without its subtype."""
        return self.tree.deps[i].partition(":")[0]

    def case_of(self, i: int) -> int | None:
        """The first preposition or marker that hangs on i."""
        return self.tree.child(i, "case", "mark")

    def phrase(self, i: int, without: Collection[int] = ()) -> list[int]:
        """Tokens of the noun phrase of i: its subtree without `without`, asides and outer punctuation."""
        tree = self.tree
        skip = {
            *without,
            *(c for c in tree.children[i] if tree.deps[c] in ("parataxis", "cc", "case", "mark", "discourse")),
        }
        out = self.below(i, skip)
        while out and not self.is_word(out[-1]) and tree.words[out[-1]] not in TRAILING:
            out.pop()
        first = next((k for k, j in enumerate(out) if self.is_word(j)), 0)
        return out[first:]

    def below(self, i: int, skip: Collection[int] = ()) -> list[int]:
        """The subtree of i without the subtrees of `skip`, in text order."""
        out = [i]
        for j in out:
            out.extend(c for c in self.tree.children[j] if c not in skip)
        return sorted(out)

    def runs(self, tokens: Iterable[int], without: Collection[int] = ()) -> list[Range]:
        """Contiguous ranges of the tokens; holes of mere punctuation are filled, tokens of `without` cut."""
        out: list[Range] = []
        for i in sorted(set(tokens).difference(without)):
            if out and not any(k in without or self.is_word(k) for k in range(out[-1][1], i)):
                out[-1] = (out[-1][0], i + 1)
            else:
                out.append((i, i + 1))
        return out

    def trim(self, start: int, end: int) -> Range | None:
        """The range without outer punctuation and conjunctions, but with quotation marks; None without words."""
        tree = self.tree
        while start < end and not self.is_word(start) and tree.words[start] not in LEADING:
            start += 1
        while start < end and tree.deps[start] == "cc" and self.inside[start] < 0:
            start += 1
        while end > start and not self.is_word(end - 1) and tree.words[end - 1] not in TRAILING:
            end -= 1
        return (start, end) if any(self.is_word(i) for i in range(start, end)) else None

    def after_dateline(self, start: int, end: int) -> int:
        """Where words that begin at `start` begin without a place and a dash at the head of their paragraph."""
        words = self.tree.words
        place = start == self.paragraphs[self.paragraph[start]][0] and len(words[start]) >= MIN_PLACE
        if not place or not words[start].isupper():
            return start
        dash = next((i for i in range(start + 1, min(start + DATELINE, end - 1)) if words[i] in DASHES), None)
        return start if dash is None else dash + 1

    def quote_at(self, i: int) -> Quote | None:
        """The outermost quotation around token i."""
        return self.quotes[self.inside[i]] if self.inside[i] >= 0 else None


def _find_paragraphs(tree: Tree) -> list[Range]:
    """Runs of sentences with no line break between them (a break inside a sentence is a wrapped line)."""
    out: list[Range] = []
    for start, end in tree.sentences:
        if out and start and "\n" not in tree.text[tree.ends[start - 1] : tree.starts[start]]:
            out[-1] = (out[-1][0], end)
        else:
            out.append((start, end))
    return out
