"""The learned branch that gives vectors of meaning; it goes on from the reader's inner states (`Tree.vectors`)."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from detente.language.network import open_session
from detente.lexicon import Row, data_path, load_lexicon
from detente.model import EVENT_WIDTHS, MEANING_WIDTH, Meaning, Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from numpy.typing import NDArray

    from detente.language.tree import Tree
    from detente.model import Event

__all__ = ["FOLDER", "GIST_WORDS", "Embedder", "EmbedderCard", "embedder_version", "load_embedder"]

FOLDER = Path(str(data_path("meaning/model")))
GIST_WORDS = 128
LONGEST_SENTENCE = 90
BATCH_WORDS = 256

Window = tuple[int, int]


class EmbedderCard(Row, frozen=True):
    """`model.json`: version of the weights, and what they were trained on."""

    version: str
    inputs: dict[str, str]


class Embedder:
    """The branch's layers, and the weights of its three heads.

    Args:
        folder: Where `words.onnx`, `heads.npz` and `model.json` lie.
        threads: Threads of the session.
    """

    def __init__(self, folder: Path = FOLDER, threads: int = 1) -> None:
        self._session = open_session(folder / "words.onnx", threads)
        with np.load(folder / "heads.npz") as arrays:
            self._heads = {name: arrays[name].astype(np.float32) for name in arrays.files}

    def embed(self, tree: Tree, events: Sequence[Event], sentences: Iterable[int]) -> Meaning | None:
        """The vectors of a text; None where it was read without inner states.

        Args:
            tree: The text.
            events: Its events; the sentence of the words that decided is read.
            sentences: Numbers of the sentences that shall have a vector; that of any other is zero.
        """
        if tree.vectors is None or not len(tree):
            return None
        told = [_Told.of(tree, *_words_of(event)) for event in events]
        places = {number: _cut(*tree.sentences[number]) for number in sentences}
        states = self._read(tree, {one.window for one in told if one.window} | set(places.values()))
        vectors = np.zeros((len(tree.sentences), MEANING_WIDTH), np.int8)
        for number, place in places.items():
            vectors[number] = self._head("sentence", states[place].mean(0))
        return Meaning(self._gist(tree).tobytes(), self._events(told, states).tobytes(), vectors.tobytes())

    def events(self, tree: Tree, told: Sequence[tuple[Sequence[Span], Sequence[Span]]]) -> NDArray[np.int8]:
        """Vectors (events, sum of `EVENT_WIDTHS`) of events, each given by the spans of its words and of its clause."""
        found = [_Told.of(tree, words, clause) for words, clause in told]
        return self._events(found, self._read(tree, {one.window for one in found if one.window}))

    def _events(self, told: Sequence[_Told], states: Mapping[Window, NDArray[np.float32]]) -> NDArray[np.int8]:
        out = np.zeros((len(told), sum(EVENT_WIDTHS)), np.int8)
        for number, one in enumerate(told):
            if one.window is None:
                continue
            inside = states[one.window]
            word, clause, whole = (inside[list(words)].mean(0) for words in (one.words, one.clause, range(len(inside))))
            parts = (self._head("word", word), self._head("clause", clause), self._head("event", word, clause, whole))
            out[number] = np.concatenate(parts)
        return out

    def _gist(self, tree: Tree) -> NDArray[np.int8]:
        window = (0, min(len(tree), GIST_WORDS))
        return self._head("whole", self._read(tree, {window})[window].mean(0))

    def _head(self, name: str, *means: NDArray[np.float32]) -> NDArray[np.int8]:
        return _bytes(np.concatenate(means) @ self._heads[name] + self._heads[f"{name}_bias"])

    def _read(self, tree: Tree, windows: Iterable[Window]) -> dict[Window, NDArray[np.float32]]:
        """The states of each window of words, after the branch's layers."""
        assert tree.vectors is not None
        out: dict[Window, NDArray[np.float32]] = {}
        for group in _batches(windows):
            longest = max(end - start for start, end in group)
            states = np.zeros((len(group), longest, tree.vectors.shape[1]), np.float32)
            inside = np.zeros((len(group), longest), np.float32)
            for row, (start, end) in enumerate(group):
                states[row, : end - start] = tree.vectors[start:end]
                inside[row, : end - start] = 1.0
            (after,) = self._session.run(None, {"states": states, "inside": inside})
            out |= {(start, end): after[row, : end - start] for row, (start, end) in enumerate(group)}
        return out


class _Told(NamedTuple):
    """The window in which an event is told, None for no words at all; its words and its clause, counted from there."""

    window: Window | None
    words: tuple[int, ...]
    clause: tuple[int, ...]

    @classmethod
    def of(cls, tree: Tree, words: Sequence[Span], clause: Sequence[Span]) -> _Told:
        around = [i for span in clause for i in tree.tokens(span)]
        trigger = [i for span in words for i in tree.tokens(span)] or around[:1]
        if not trigger:
            return cls(None, (), ())
        start, end = _window(tree, trigger[0])
        inside = [[i - start for i in part if start <= i < end] for part in (trigger, around)]
        return cls((start, end), tuple(inside[0]), tuple(inside[1] or inside[0]))


def _words_of(event: Event) -> tuple[Sequence[Span], Sequence[Span]]:
    clause = [piece.span for piece in event.evidence]
    return event.why.words or clause, clause


def _window(tree: Tree, word: int) -> Window:
    """The sentence of a word, or of a long one what stands around the word."""
    start, end = tree.sentences[tree.sentence[word]]
    if end - start > LONGEST_SENTENCE:
        start = max(start, word - LONGEST_SENTENCE // 2)
        end = min(end, start + LONGEST_SENTENCE)
    return start, end


def _cut(start: int, end: int) -> Window:
    return start, min(end, start + LONGEST_SENTENCE)


def _batches(windows: Iterable[Window]) -> Iterable[list[Window]]:
    batch: list[Window] = []
    for start, end in sorted(windows, key=lambda window: (window[1] - window[0], window)):
        if batch and (end - start) * (len(batch) + 1) > BATCH_WORDS:
            yield batch
            batch = []
        batch.append((start, end))
    if batch:
        yield batch


def _bytes(vector: NDArray[np.float32]) -> NDArray[np.int8]:
    largest = max(float(np.abs(vector).max()), 1e-9)
    whole: NDArray[np.int8] = np.rint(vector * (127 / largest)).astype(np.int8)
    return whole


def embedder_version() -> str:
    """Version of the shipped weights."""
    return load_lexicon("model.json", EmbedderCard, source=FOLDER / "model.json").version


def load_embedder(threads: int = 1) -> Embedder:
    """The shipped branch."""
    return Embedder(FOLDER, threads)
