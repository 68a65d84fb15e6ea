"""Scores of attribution against gold in PolNeAR's form: contents, cues and sources.

Contents are compared by their word tokens: inside any content (token scores), the same (exact) and by Jaccard overlap
of at least one half (partial), spans one to one, the pieces of a split content apart. Cues match when they share a
word. A source is right when the speaker's name holds the head of the gold source or one of its capitalised words; it
is asked where the contents match partially and the gold source is no pronoun.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, TypedDict

from detente.model import Article

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from pathlib import Path

    from detente.language import Reader, Tree
    from detente.statements import Attributor
    from detente.statements.attribution import Attribution

__all__ = ["Found", "Gold", "GoldDocument", "Tally", "read_polnear", "score", "score_reader"]

WORD = re.compile(r"\w+(?:[-'’.]\w+)*")
PRONOUN = re.compile(
    r"he|she|it|they|i|we|you|who|which|that|him|hers?|them|us|his|theirs?|its|my|ours?|yours?|th[eo]se|this", re.I
)
Spans = list[tuple[int, int]]


class Gold(TypedDict):
    """One attribution of the gold: character spans of content, cue, source and the source's head word."""

    content: Spans
    cue: Spans
    source: Spans
    source_head: tuple[int, int] | None


@dataclass(frozen=True, slots=True)
class GoldDocument:
    """One annotated text."""

    id: str
    text: str
    attributions: list[Gold]


@dataclass(frozen=True, slots=True)
class Found:
    """One content span found, its cue and the name of its speaker."""

    content: tuple[int, int]
    cue: tuple[int, int] | None
    speaker: str | None


@dataclass(slots=True)
class Tally:
    """Counts over documents; `f1("partial")` and the like give the scores, `accuracy("source")` a share.

    >>> tally = Tally(); tally.add("cue", 1, 2, 1); round(tally.f1("cue"), 2)
    0.67
    """

    right: Counter[str] = field(default_factory=Counter)
    gold: Counter[str] = field(default_factory=Counter)
    found: Counter[str] = field(default_factory=Counter)

    def add(self, measure: str, right: int, gold: int, found: int) -> None:
        """Add counts of one document."""
        self.right[measure] += right
        self.gold[measure] += gold
        self.found[measure] += found

    def precision(self, measure: str) -> float:
        """Share of what was found that is right."""
        return self.right[measure] / max(1, self.found[measure])

    def recall(self, measure: str) -> float:
        """Share of the gold that was found."""
        return self.right[measure] / max(1, self.gold[measure])

    def f1(self, measure: str) -> float:
        """Harmonic mean of precision and recall."""
        return 2 * self.right[measure] / max(1, self.found[measure] + self.gold[measure])

    def rows(self) -> Iterator[tuple[str, float, float, float]]:
        """(measure, precision, recall, F1), in the order added."""
        for measure in self.gold:
            yield measure, self.precision(measure), self.recall(measure), self.f1(measure)


def read_polnear(folder: Path) -> Iterator[GoldDocument]:
    """Documents of a folder with `gold.jsonl` and `text/`."""
    with (folder / "gold.jsonl").open(encoding="utf-8") as lines:
        for line in lines:
            row = json.loads(line)
            with (folder / "text" / f"{row['id']}.txt").open(encoding="utf-8", newline="") as file:
                yield GoldDocument(row["id"], file.read(), row["attributions"])


def score(documents: Iterable[GoldDocument], find: Callable[[GoldDocument], Sequence[Found]]) -> Tally:
    """Score what `find` finds in each document."""
    tally = Tally()
    for document in documents:
        _score_document(document, find(document), tally)
    return tally


def _score_document(document: GoldDocument, found: Sequence[Found], tally: Tally) -> None:
    words = [match.span() for match in WORD.finditer(document.text)]

    def inside(start: int, end: int) -> frozenset[int]:
        return frozenset(i for i, (a, b) in enumerate(words) if a < end and b > start)

    gold = [(inside(*span), row) for row in document.attributions for span in row["content"]]
    ours = [(inside(*row.content), row) for row in found]
    gold_tokens: set[int] = set().union(*(tokens for tokens, _ in gold))
    our_tokens: set[int] = set().union(*(tokens for tokens, _ in ours))
    tally.add("tokens", len(gold_tokens & our_tokens), len(gold_tokens), len(our_tokens))
    for name, least in (("exact", 1.0), ("partial", 0.5)):
        pairs = _match([t for t, _ in gold], [t for t, _ in ours], least)
        tally.add(name, len(pairs), len(gold), len(ours))
    _score_sources(document.text, [(gold[g][1], ours[o][1]) for g, o in pairs], tally)
    gold_cues = [
        inside(min(s for s, _ in row["cue"]), max(e for _, e in row["cue"]))
        for row in document.attributions
        if row["cue"]
    ]
    our_cues = [inside(*cue) for cue in dict.fromkeys(row.cue for row in found if row.cue)]
    tally.add("cue", len(_match(gold_cues, our_cues, 1e-9)), len(gold_cues), len(our_cues))


def _match(gold: Sequence[frozenset[int]], ours: Sequence[frozenset[int]], least: float) -> list[tuple[int, int]]:
    """Pairs one to one, best Jaccard overlap first."""
    scored = sorted(
        (
            (-len(g & o) / len(g | o), i, j)
            for i, g in enumerate(gold)
            for j, o in enumerate(ours)
            if g & o and len(g & o) / len(g | o) >= least
        )
    )
    pairs: list[tuple[int, int]] = []
    taken: tuple[set[int], set[int]] = (set(), set())
    for _, i, j in scored:
        if i not in taken[0] and j not in taken[1]:
            taken[0].add(i)
            taken[1].add(j)
            pairs.append((i, j))
    return pairs


def _score_sources(text: str, pairs: Iterable[tuple[Gold, Found]], tally: Tally) -> None:
    for gold, ours in pairs:
        if not gold["source"]:
            continue
        head = text[slice(*gold["source_head"])] if gold["source_head"] else _head(text, gold["source"])
        if PRONOUN.fullmatch(head):
            continue
        capitals = [w for s, e in gold["source"] for w in WORD.findall(text[s:e]) if w[0].isupper()]
        right = any(word in (ours.speaker or "") for word in (head, *capitals))
        tally.add("source", right, 1, 1)


def _head(text: str, source: Spans) -> str:
    """The last word of a noun phrase before what is said about it, where the gold names no head.

    >>> _head("Mary Orr, the envoy of Chile", [(0, 27)]), _head("the envoy of Chile", [(0, 18)])
    ('Orr', 'envoy')
    """
    start, end = source[0]
    words = WORD.findall(re.split(r",| (?:of|for|from|in|at|with|to|who|that) ", text[start:end])[0])
    return words[-1] if words else text[start:end]


def score_reader(documents: Iterable[GoldDocument], reader: Reader, attributor: Attributor) -> Tally:
    """Score the attributions of every scope, which is what PolNeAR annotates, with sources as the text names them."""

    def find(document: GoldDocument) -> list[Found]:
        tree = reader.parse(Article(document.text))
        return [found for a in attributor.attributions(tree)[1] for found in _found(tree, a)]

    return score(documents, find)


def _found(tree: Tree, a: Attribution) -> Iterator[Found]:
    cue = tree.span(*a.cue)
    name = " ".join(tree.words[i] for i in a.source.tokens) if a.source else None
    for start, end in a.pieces:
        content = tree.span(start, end)
        yield Found((content.start, content.end), (cue.start, cue.end), name)
