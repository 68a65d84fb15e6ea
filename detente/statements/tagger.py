"""The learned finder of attributions: which words are cues, and which words are content and source of each.

It goes on from the reader's inner states (`Tree.vectors`) with layers of its own, over windows of whole paragraphs.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from detente.language.network import open_session
from detente.lexicon import Row, data_path, load_lexicon

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from numpy.typing import NDArray

    from detente.language.tree import Tree
    from detente.statements.attribution import Attribution
    from detente.statements.passage import Passage, Range

__all__ = ["FOLDER", "ROLES", "Links", "Tagger", "TaggerCard", "Tags", "load_tagger", "tagger_version"]

FOLDER = Path(str(data_path("statements/model")))
ROLES = ("none", "content", "source", "cue")
# Words before and after a cue that are linked to it.
BEFORE, AFTER = 100, 120
BATCH_WORDS = 256
LEAST_CONTENT = 0.02

_BOUNDS = np.array([1, 2, 3, 4, 6, 8, 12, 16, 24, 32, 48, 64, 96, 128])
SENTENCES = 3
DISTANCES, PLACES = 2 * len(_BOUNDS) + 2, 2 * (2 * SENTENCES + 1) + 1


class TaggerCard(Row, frozen=True):
    """`model.json`: version of the weights, labels of cues, hashes of what they were trained on."""

    version: str
    labels: tuple[str, ...]
    inputs: dict[str, str]


@dataclass(frozen=True, slots=True)
class Links:
    """What the words [base, base + n) of a text are to one cue.

    Attributes:
        roles: Probabilities (n, roles) of `ROLES`.
        edges: Log-odds (n, 2) that a piece of content begins, or ends, with the word.
    """

    base: int
    roles: NDArray[np.float32]
    edges: NDArray[np.float32]

    @classmethod
    def of(cls, base: int, scores: NDArray[np.float32]) -> Links:
        """From scores (n, roles + 2)."""
        size = len(ROLES)
        powers = np.exp(scores[:, :size] - scores[:, :size].max(-1, keepdims=True))
        return cls(base, powers / powers.sum(-1, keepdims=True), scores[:, size:])

    def within(self, role: str, start: int, end: int) -> NDArray[np.float32]:
        """Probabilities of a role for the words of a range; those outside the window are left out."""
        a, b = max(0, start - self.base), max(0, end - self.base)
        return self.roles[a:b, ROLES.index(role)]

    def run(self, role: str, at: int, least: float) -> Range:
        """The run of words around one that have a role with at least that probability; the word at the least."""
        likely = self.roles[:, ROLES.index(role)]
        start = at - self.base
        end = start + 1
        while start > 0 and likely[start - 1] >= least:
            start -= 1
        while end < len(likely) and likely[end] >= least:
            end += 1
        return self.base + start, self.base + end

    def source(self, least: float) -> Range | None:
        """The likeliest source, or None."""
        likely = self.roles[:, ROLES.index("source")]
        at = int(likely.argmax())
        return self.run("source", self.base + at, least) if likely[at] >= least else None

    def pieces(self) -> list[Range]:
        """The pieces of content that together have the best score; none where nothing is better."""
        content = np.clip(self.roles[:, ROLES.index("content")], 1e-6, 1 - 1e-6)
        places = np.flatnonzero(content > LEAST_CONTENT)
        if not len(places):
            return []
        first, last = int(places[0]), int(places[-1]) + 1
        worth = np.log(content[first:last]) - np.log1p(-content[first:last])
        base = self.base + first
        return [(base + a, base + b) for a, b in _best_path(worth.tolist(), self.edges[first:last].tolist())]


class _Chain(NamedTuple):
    """A way through the words up to some word: its worth, and its pieces, the last one first."""

    worth: float
    pieces: tuple[Range, ...]


def _best_path(worth: list[float], edges: list[list[float]]) -> list[Range]:
    """Ranges whose words' worth and edges sum to most."""
    outside, inside, start = _Chain(0.0, ()), _Chain(-1e9, ()), 0
    for i, (step, (begins, ends)) in enumerate(zip(worth, edges, strict=True)):
        if outside.worth + begins > inside.worth:
            inside, start = _Chain(outside.worth + begins, outside.pieces), i
        inside = _Chain(inside.worth + step, inside.pieces)
        if inside.worth + ends > outside.worth:
            outside = _Chain(inside.worth + ends, (*inside.pieces, (start, i + 1)))
    return list(outside.pieces)


def marks_of(passage: Passage) -> NDArray[np.int64]:
    """For each word: 0 outside quotations, 1 a mark, 2 inside; 3 more where a paragraph begins."""
    out = np.zeros(len(passage.tree), np.int64)
    for quote in passage.quotes:
        out[quote.start : quote.end] = 2
    for quote in passage.quotes:
        out[quote.start] = 1
        if quote.closed:
            out[quote.end - 1] = 1
    for start, _ in passage.paragraphs:
        out[start] += 3
    return out


def distances(cue: int | None, start: int, end: int) -> NDArray[np.int64]:
    """Classes of how far the words [start, end) stand from a cue, and on which side; 0 for no cue."""
    if cue is None:
        return np.zeros(end - start, np.int64)
    steps = np.arange(start, end) - cue
    size = np.searchsorted(_BOUNDS, np.abs(steps), side="right").astype(np.int64)
    classes: NDArray[np.int64] = 1 + size + len(_BOUNDS) * (steps < 0)
    return classes


def places(cue: int | None, sentence: NDArray[np.int64], paragraph: NDArray[np.int64], start: int) -> NDArray[np.int64]:
    """Classes of how many sentences from a cue the words from `start` on stand, and whether in its paragraph."""
    if cue is None:
        return np.zeros(len(sentence), np.int64)
    at = cue - start
    apart: NDArray[np.int64] = np.clip(sentence - sentence[at], -SENTENCES, SENTENCES) + SENTENCES
    classes: NDArray[np.int64] = 1 + apart + (2 * SENTENCES + 1) * (paragraph != paragraph[at])
    return classes


class Tagger:
    """The networks.

    Args:
        folder: Where `read.onnx`, `link.npz` and `model.json` lie.
        threads: Threads of the session.
    """

    def __init__(self, folder: Path = FOLDER, threads: int = 1) -> None:
        self._session = open_session(folder / "read.onnx", threads)
        with np.load(folder / "link.npz") as arrays:
            self._link = {name: arrays[name].astype(np.float32) for name in arrays.files}
        self.card = load_lexicon("model.json", TaggerCard, source=folder / "model.json")

    def read(self, passage: Passage, found: Sequence[Attribution], gate: float, *, graded: bool) -> Tags:
        """Read the sentences of a text that may hold a cue which the rules lack.

        Args:
            passage: The text.
            found: What the rules found in it.
            gate: Least log-odds of a cue, by the reader's states alone, for a sentence to be read.
            graded: Whether sentences with cues of the rules are read too.
        """
        tree = passage.tree
        if tree.vectors is None:
            raise ValueError("the text was read without inner states")
        size, width = len(tree), self._link["nobody"].shape[0]
        text = _Text(
            np.array(tree.sentence, np.int64),
            np.array(passage.paragraph, np.int64),
            np.zeros((size, width), np.float32),
            np.zeros((size, width), np.float32),
        )
        cues = np.zeros((size, len(self.card.labels) + 1), np.float32)
        cues[:, -1] = 1.0
        marks, seen = marks_of(passage), np.zeros(size, np.bool_)
        for group in tree.batches(self._worth_reading(tree, found, gate, graded=graded), BATCH_WORDS):
            places = [tree.sentences[n] for n in group]
            shape = (len(group), max(end - start for start, end in places))
            feed = {"states": np.zeros((*shape, tree.vectors.shape[1]), np.float32)}
            feed["marks"] = np.zeros(shape, np.int64)
            feed["inside"] = np.zeros(shape, np.float32)
            for row, (start, end) in enumerate(places):
                feed["states"][row, : end - start] = tree.vectors[start:end]
                feed["marks"][row, : end - start] = marks[start:end]
                feed["inside"][row, : end - start] = 1.0
            out = self._session.run(("cue", "query", "key"), feed)
            for row, (start, end) in enumerate(places):
                seen[start:end] = True
                for into, part in zip((cues, text.query, text.key), out, strict=True):
                    into[start:end] = part[row, : end - start]
        return Tags(cues, seen, self.card.labels, lambda words: self._links(text, words))

    def _worth_reading(self, tree: Tree, found: Iterable[Attribution], gate: float, *, graded: bool) -> Iterator[int]:
        """Sentences with a likely cue in nobody's words; with all cues of the rules, where they are to be graded."""
        assert tree.vectors is not None
        worth = tree.vectors.astype(np.float32) @ self._link["gate"] + self._link["gate_bias"] >= gate
        for a in found:
            for piece in (a.cue, *a.pieces):
                worth[slice(*piece)] = False
        for a in found if graded else ():
            worth[slice(*a.cue)] = True
        counts = np.concatenate([[0], np.cumsum(worth)])
        return (n for n, (start, end) in enumerate(tree.sentences) if counts[end] > counts[start])

    def _links(self, text: _Text, words: list[int]) -> list[Links]:
        if not words:
            return []
        asked = np.tensordot(text.query[words], self._link["weight"], (1, 1))
        return [self._linked(text, i, rows) for i, rows in zip(words, asked, strict=True)]

    def _linked(self, text: _Text, i: int, asked: NDArray[np.float32]) -> Links:
        """Scores of the words around a cue; `asked` holds a row for each role and edge."""
        start, end = max(0, i - BEFORE), min(len(text.key), i + AFTER)
        around = slice(start, end)
        scores = text.key[around] @ asked.T
        scores += self._link["distance"][distances(i, start, end)]
        scores += self._link["place"][places(i, text.sentence[around], text.paragraph[around], start)]
        return Links.of(start, scores)


@dataclass(slots=True)
class _Text:
    """A text while its links are asked for: columns over its words."""

    sentence: NDArray[np.int64]
    paragraph: NDArray[np.int64]
    query: NDArray[np.float32]
    key: NDArray[np.float32]


@lru_cache(maxsize=1)
def tagger_version() -> str:
    """Version of the shipped weights."""
    return load_lexicon("model.json", TaggerCard, source=FOLDER / "model.json").version


def load_tagger(threads: int = 1) -> Tagger:
    """The shipped tagger."""
    return Tagger(FOLDER, threads)


@dataclass(slots=True)
class Tags:
    """What the tagger sees in one text.

    Attributes:
        cues: Probabilities (words, labels + none) that a word is a cue; certain nones where nothing was read.
        seen: Whether each word was read.
        labels: What a cue of each label does.
    """

    cues: NDArray[np.float32]
    seen: NDArray[np.bool_]
    labels: tuple[str, ...]
    link: Callable[[list[int]], list[Links]]
    known: dict[int, Links] = field(default_factory=dict)

    def sure(self, i: int) -> float:
        """How likely word i is a cue."""
        return float(1.0 - self.cues[i, -1])

    def label(self, i: int) -> str:
        """What a cue at word i does."""
        return self.labels[int(self.cues[i, :-1].argmax())]

    def above(self, least: float) -> list[int]:
        """Words that are cues with at least that probability."""
        return [int(i) for i in np.flatnonzero(1.0 - self.cues[:, -1] >= least)]

    def links(self, i: int) -> Links:
        """What the words of the window are to a cue at word i."""
        if i not in self.known:
            self.prepare([i])
        return self.known[i]

    def prepare(self, words: Iterable[int]) -> None:
        """Compute the links of some words at once."""
        new = [i for i in dict.fromkeys(words) if i not in self.known]
        self.known.update(zip(new, self.link(new), strict=True))
