"""The learned branch that gives vectors of meaning; it goes on from the reader's inner states (`Tree.vectors`)."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from detente.language.network import open_session
from detente.lexicon import Row, data_path, load_lexicon
from detente.model import EVENT_WIDTHS, MEANING_WIDTH, Meaning, Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from numpy.typing import NDArray

    from detente.language.tree import Tree
    from detente.model import Event

__all__ = ["FOLDER", "GIST_WORDS", "Embedder", "EmbedderCard", "embedder_version", "load_embedder"]

FOLDER = Path(str(data_path("meaning/model")))
GIST_WORDS = 128
LONGEST_SENTENCE = 90
BATCH_WORDS = 256


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
        return Meaning(
            gist=self._gist(tree).tobytes(),
            events=self.events(tree, [_words_of(event) for event in events]).tobytes(),
            sentences=self._sentences(tree, sentences).tobytes(),
        )

    def events(self, tree: Tree, told: Sequence[tuple[Sequence[Span], Sequence[Span]]]) -> NDArray[np.int8]:
        """Vectors (events, sum of `EVENT_WIDTHS`) of events, each given by the spans of its words and of its clause."""
        out = np.zeros((len(told), sum(EVENT_WIDTHS)), np.int8)
        windows: dict[tuple[int, int], list[int]] = {}
        masks: list[tuple[list[int], list[int]]] = []
        for number, (words, clause) in enumerate(told):
            trigger = [i for span in words for i in tree.tokens(span)]
            inside = [i for span in clause for i in tree.tokens(span)] or trigger
            masks.append((trigger or inside[:1], inside))
            if inside:
                windows.setdefault(_window(tree, masks[-1][0][0]), []).append(number)
        for (start, end), states in self._read(tree, list(windows)):
            for number in windows[start, end]:
                means = [
                    states[[i - start for i in mask if start <= i < end]].mean(0) if mask else states.mean(0)
                    for mask in (*masks[number], list(range(start, end)))
                ]
                parts = (self._head("word", means[0]), self._head("clause", means[1]), self._head("event", *means))
                out[number] = np.concatenate(parts)
        return out

    def _gist(self, tree: Tree) -> NDArray[np.int8]:
        end = min(len(tree), GIST_WORDS)
        ((_, states),) = self._read(tree, [(0, end)])
        return self._head("whole", states.mean(0))

    def _sentences(self, tree: Tree, sentences: Iterable[int]) -> NDArray[np.int8]:
        out = np.zeros((len(tree.sentences), MEANING_WIDTH), np.int8)
        places = {_cut(*tree.sentences[number]): number for number in sentences}
        for place, states in self._read(tree, list(places)):
            out[places[place]] = self._head("sentence", states.mean(0))
        return out

    def _head(self, name: str, *means: NDArray[np.float32]) -> NDArray[np.int8]:
        return _bytes(np.concatenate(means) @ self._heads[name] + self._heads[f"{name}_bias"])

    def _read(
        self, tree: Tree, windows: Sequence[tuple[int, int]]
    ) -> Iterable[tuple[tuple[int, int], NDArray[np.float32]]]:
        """The states of each window of words, after the branch's layers."""
        assert tree.vectors is not None
        for group in _batches(windows):
            longest = max(end - start for start, end in group)
            states = np.zeros((len(group), longest, tree.vectors.shape[1]), np.float32)
            inside = np.zeros((len(group), longest), np.float32)
            for row, (start, end) in enumerate(group):
                states[row, : end - start] = tree.vectors[start:end]
                inside[row, : end - start] = 1.0
            (after,) = self._session.run(None, {"states": states, "inside": inside})
            for row, (start, end) in enumerate(group):
                yield (start, end), after[row, : end - start]


def _words_of(event: Event) -> tuple[Sequence[Span], Sequence[Span]]:
    clause = [piece.span for piece in event.evidence]
    return event.why.words or clause, clause


def _window(tree: Tree, word: int) -> tuple[int, int]:
    """The sentence of a word, or of a long one what stands around the word."""
    start, end = tree.sentences[tree.sentence[word]]
    if end - start > LONGEST_SENTENCE:
        start = max(start, word - LONGEST_SENTENCE // 2)
        end = min(end, start + LONGEST_SENTENCE)
    return start, end


def _cut(start: int, end: int) -> tuple[int, int]:
    return start, min(end, start + LONGEST_SENTENCE)


def _batches(windows: Sequence[tuple[int, int]]) -> Iterable[list[tuple[int, int]]]:
    batch: list[tuple[int, int]] = []
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
