"""The shipped network: windows of words in, an `Analysis` of each paragraph out. Needs onnxruntime, no torch."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from detente.language.decode import best_tags, is_tree, maximum_tree, spans_of
from detente.language.pieces import Pieces, word_shape
from detente.lexicon import Row, data_path, load_lexicon

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray
    from onnxruntime import InferenceSession

__all__ = ["MODEL", "Analysis", "Network", "model_version", "open_session"]

MODEL = Path(str(data_path("language/model")))
WINDOW_PIECES = 120
LONGEST_WINDOW = 480
BATCH_PIECES = 256
SURE = 1e4

Begins = Sequence[set[int] | None] | None


class ModelCard(Row, frozen=True):
    """`model.json`, as the export writes it: the version of the weights and what they were made from."""

    version: str
    weights_sha256: str
    begin_bias: float
    inputs: dict[str, str]


def model_version() -> str:
    """Version of the shipped weights."""
    return load_lexicon("language/model/model.json", ModelCard).version


def open_session(path: Path, threads: int = 1) -> InferenceSession:
    """A network of ours, ready to run on the processor with so many threads."""
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = threads
    options.inter_op_num_threads = 1
    options.log_severity_level = 3
    return onnxruntime.InferenceSession(
        str(path),
        options,
        providers=["CPUExecutionProvider"],
        disabled_optimizers=["SkipLayerNormFusion", "BiasSkipLayerNormFusion"],
    )


@dataclass(slots=True)
class Analysis:
    """Columns over the words of one paragraph; a root is its own head, sentences are word ranges.

    `acting`: log-odds that a place name headed by the word stands for who acts there; empty if the model has none.
    `vectors`: (words, width) states of an inner layer, for heads of other parts, and `roots` (sentences, width) those
    of the window that each sentence stood in; empty if the model has none.
    """

    upos: list[str] = field(default_factory=list)
    xpos: list[str] = field(default_factory=list)
    morphs: list[str] = field(default_factory=list)
    deps: list[str] = field(default_factory=list)
    heads: list[int] = field(default_factory=list)
    sentences: list[tuple[int, int]] = field(default_factory=list)
    entities: list[tuple[int, int, str]] = field(default_factory=list)
    acting: list[float] = field(default_factory=list)
    vectors: list[NDArray[np.float16]] = field(default_factory=list)
    roots: list[NDArray[np.float16]] = field(default_factory=list)


@dataclass(slots=True)
class _Window:
    """Words [start, end) of paragraph number `paragraph`, as pieces; `last` when the paragraph ends here."""

    paragraph: int
    start: int
    end: int
    last: bool
    ids: list[int]
    shapes: list[int]
    first: list[int]


class Network:
    """The ONNX session with its labels and word pieces.

    Args:
        folder: Where `reader.onnx`, `model.json`, `labels.json`, `relations.npz` and `tokenizer.json` lie.
        threads: Threads of the session.
    """

    def __init__(self, folder: Path, threads: int = 1) -> None:
        self._session = open_session(folder / "reader.onnx", threads)
        card = load_lexicon("model.json", ModelCard, source=folder / "model.json")
        self.version, self._begin_bias = card.version, card.begin_bias
        self.labels: dict[str, list[str]] = json.loads((folder / "labels.json").read_text(encoding="utf-8"))
        self._relations = np.load(folder / "relations.npz")["weight"].astype(np.float32)
        self._pieces = Pieces(folder / "tokenizer.json")
        self._allowed, self._first = _bio_rules(self.labels["entity"])

    def analyse(self, paragraphs: Sequence[Sequence[str]], begins: Begins = None) -> list[Analysis]:
        """Read paragraphs, each a sequence of words.

        Args:
            paragraphs: Words of each paragraph; empty ones are allowed.
            begins: Known sentence beginnings of each paragraph, or None for a paragraph where they are to be found.

        Returns:
            One `Analysis` for each paragraph, in order.
        """
        out = [Analysis() for _ in paragraphs]
        pending = [self._cut(i, words, 0, WINDOW_PIECES, begins) for i, words in enumerate(paragraphs) if words]
        while pending:
            again: list[_Window] = []
            for batch in _batches(pending):
                result = self._run(batch, begins)
                for row, window in enumerate(batch):
                    rest = self._take(result, row, window, out[window.paragraph])
                    if rest is not None:
                        words = paragraphs[window.paragraph]
                        again.append(self._cut(window.paragraph, words, *rest, begins))
            pending = again
        return out

    def _cut(self, paragraph: int, words: Sequence[str], start: int, budget: int, begins: Begins) -> _Window:
        ids, shapes, first = [self._pieces.cls], [0], [0]
        end = start
        while end < len(words):
            pieces = self._pieces.of(words[end])
            if end > start and len(ids) + len(pieces) > budget:
                break
            first.append(len(ids))
            ids += pieces
            shapes += [word_shape(words[end])] * len(pieces)
            end += 1
        ids.append(self._pieces.sep)
        shapes.append(0)
        return _Window(paragraph, start, end, end == len(words), ids, shapes, first)

    def _run(self, batch: list[_Window], begins: Begins) -> dict[str, NDArray[Any]]:
        rows, length = len(batch), max(len(w.ids) for w in batch)
        words = max(w.end - w.start for w in batch)
        feed: dict[str, NDArray[Any]] = {
            "ids": np.zeros((rows, length), np.int64),
            "mask": np.zeros((rows, length), np.int64),
            "shapes": np.zeros((rows, length), np.int64),
            "first": np.zeros((rows, words + 1), np.int64),
            "valid": np.zeros((rows, words), np.float32),
            "begin_bias": np.full((rows, words), self._begin_bias, np.float32),
        }
        feed["begin_bias"][:, 0] = SURE
        for r, w in enumerate(batch):
            size, count = len(w.ids), w.end - w.start
            feed["ids"][r, :size], feed["mask"][r, :size], feed["shapes"][r, :size] = w.ids, 1, w.shapes
            feed["first"][r, : count + 1], feed["valid"][r, :count] = w.first, 1.0
            known = begins[w.paragraph] if begins is not None else None
            if known is not None:
                feed["begin_bias"][r, :count] = [SURE if i in known else -SURE for i in range(w.start, w.end)]
                feed["begin_bias"][r, 0] = SURE
        names = [output.name for output in self._session.get_outputs()]
        return dict(zip(names, self._session.run(names, feed), strict=True))

    def _take(
        self, result: dict[str, NDArray[Any]], row: int, window: _Window, out: Analysis
    ) -> tuple[int, int] | None:
        """Move the finished sentences of a window to `out`; where to go on (word, budget), or None at the end."""
        count = window.end - window.start
        starts = np.flatnonzero(result["begin"][row, :count]).tolist()
        rest: tuple[int, int] | None = None
        if not window.last:
            if len(starts) > 1:
                rest = (window.start + starts.pop(), WINDOW_PIECES)
            elif len(window.ids) < LONGEST_WINDOW - 12:
                return (window.start, LONGEST_WINDOW)
            else:
                rest = (window.end, WINDOW_PIECES)
        stop = count if rest is None else rest[0] - window.start
        for column, names in ((out.upos, "upos"), (out.xpos, "xpos"), (out.morphs, "feats")):
            labels = self.labels[names]
            column += [labels[i] for i in result[names][row, :stop].tolist()]
        if "role" in result:
            out.acting += result["role"][row, :stop].tolist()
        if "lower" in result:
            out.vectors.append(result["lower"][row, window.first[1 : stop + 1]].astype(np.float16))
            out.roots += [result["lower"][row, 0].astype(np.float16)] * len(starts)
        self._entities(result["entity"][row, :stop], window.start, out)
        heads = result["head"][row, :stop].tolist()
        deps = result["dep"][row, :stop].tolist()
        for a, b in zip(starts, [*starts[1:], stop], strict=True):
            self._sentence(result, row, a, b, heads, deps)
            out.sentences.append((window.start + a, window.start + b))
        relations = self.labels["dep"]
        out.deps += [relations[i] for i in deps]
        out.heads += [window.start + (head - 1 if head else i) for i, head in enumerate(heads)]
        return rest

    def _sentence(
        self, result: dict[str, NDArray[Any]], row: int, start: int, end: int, heads: list[int], deps: list[int]
    ) -> None:
        """Repair words [start, end) in place where the best heads form no tree."""
        local = [head - start if head else 0 for head in heads[start:end]]
        if is_tree(local):
            return
        arcs = result["arc"][row]
        scores = np.concatenate([arcs[start:end, :1], arcs[start:end, start + 1 : end + 1]], 1)
        for i, head in enumerate(maximum_tree(scores)):
            new = head + start if head else 0
            if new != heads[start + i]:
                heads[start + i] = new
                side = self._relations @ result["label_dep"][row, start + i]
                deps[start + i] = int(
                    (side.reshape(-1, self._relations_width) @ result["label_head"][row, new]).argmax()
                )

    @property
    def _relations_width(self) -> int:
        return int(self._relations.shape[1])

    def _entities(self, scores: NDArray[np.float32], start: int, out: Analysis) -> None:
        names = self.labels["entity"]
        best = scores.argmax(-1).tolist()
        if not any(best):
            return
        tags = [names[i] for i in best]
        broken = any(tag[0] == "I" and (i == 0 or tags[i - 1][1:] != tag[1:]) for i, tag in enumerate(tags))
        if broken:
            tags = [names[i] for i in best_tags(scores, self._allowed, self._first)]
        out.entities += [(start + a, start + b, label) for a, b, label in spans_of(tags)]


def _batches(windows: list[_Window]) -> Iterator[list[_Window]]:
    batch: list[_Window] = []
    for window in sorted(windows, key=lambda w: len(w.ids)):
        if batch and len(window.ids) * (len(batch) + 1) > BATCH_PIECES:
            yield batch
            batch = []
        batch.append(window)
    if batch:
        yield batch


def _bio_rules(names: list[str]) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    """What may follow what, and what may come first, as 0 or a large negative number."""
    allowed = np.zeros((len(names), len(names)), np.float32)
    for i, before in enumerate(names):
        for j, after in enumerate(names):
            if after[0] == "I" and before[1:] != after[1:]:
                allowed[i, j] = -SURE
    first = np.array([-SURE if name[0] == "I" else 0.0 for name in names], np.float32)
    return allowed, first
