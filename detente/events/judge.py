"""The learned judge: what tells an event in a sentence, what each party is to it, and what a proposal is.

It goes on from the reader's inner states (`Tree.vectors`) with layers of its own, one sentence at a time, so that a
sentence costs something only where it is asked about.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from detente.language.network import open_session
from detente.lexicon import Row, data_path, load_lexicon

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from numpy.typing import NDArray

    from detente.language.tree import Tree

__all__ = ["FOLDER", "Judge", "JudgeCard", "Judgement", "Proposal", "Readings", "judge_version", "load_judge"]

FOLDER = Path(str(data_path("events/model")))
BATCH_WORDS = 128

# What is run at once holds at most so many vectors of words, and so many links: a list of states as long as a page has
# a hundred thousand of them.
MOST_VECTORS, MOST_LINKS = 16_384, 8_192

Words = tuple[int, int]


class JudgeCard(Row, frozen=True):
    """`model.json`: version of the weights, names of what they tell apart, hashes of what they were trained on."""

    version: str
    types: tuple[str, ...]
    statuses: tuple[str, ...]
    roles: tuple[str, ...]
    inputs: dict[str, str]


@dataclass(frozen=True, slots=True)
class Proposal:
    """A trigger with two sides, each a number of word ranges [start, end) of one sentence; () for what is missing."""

    sentence: int
    trigger: tuple[Words, ...]
    source: tuple[Words, ...] = ()
    target: tuple[Words, ...] = ()


@dataclass(frozen=True, slots=True)
class Judgement:
    """Probabilities of a proposal: over the types and none, and over the statuses."""

    types: NDArray[np.float32]
    status: NDArray[np.float32]


@dataclass(slots=True)
class _Batch:
    sentences: list[int]
    starts: list[int]
    valid: NDArray[np.float32]
    trigger: NDArray[np.float32]
    z: NDArray[np.float32]
    keys: NDArray[np.float32]


class Readings:
    """Sentences of one text, read by the branch."""

    def __init__(self, batches: list[_Batch]) -> None:
        self.batches = batches
        self.places = {n: (b, row) for b, batch in enumerate(batches) for row, n in enumerate(batch.sentences)}
        self._means: dict[tuple[int, tuple[Words, ...]], NDArray[np.float32]] = {}

    def triggers(self, sentence: int) -> NDArray[np.float32]:
        """Probabilities (words, types + none) that each word of a sentence tells an event."""
        b, row = self.places[sentence]
        batch = self.batches[b]
        return batch.trigger[row, : int(batch.valid[row].sum())]

    def told(self, proposal: Proposal) -> NDArray[np.float32]:
        """Of the words of a proposal's trigger, as `triggers` has them."""
        b, row = self.places[proposal.sentence]
        base = self.batches[b].starts[row]
        start, end = proposal.trigger[0]
        return self.batches[b].trigger[row, start - base : end - base]

    def vector(self, sentence: int, ranges: Sequence[Words]) -> NDArray[np.float32]:
        """The mean vector of the words of a sentence in some ranges; zeros for none."""
        key = (sentence, tuple(ranges))
        if key not in self._means:
            self._means[key] = self._mean(sentence, ranges)
        return self._means[key]

    def _mean(self, sentence: int, ranges: Sequence[Words]) -> NDArray[np.float32]:
        b, row = self.places[sentence]
        batch = self.batches[b]
        z, first = batch.z[row], 1 - batch.starts[row]
        if not ranges:
            return np.zeros(z.shape[1], np.float32)
        parts = [z[first + start : first + end] for start, end in ranges]
        mean: NDArray[np.float32] = (parts[0] if len(parts) == 1 else np.concatenate(parts)).mean(0)
        return mean


class Judge:
    """The branch's networks.

    Args:
        folder: Where `read.onnx`, `judge.onnx`, `roles.onnx` and `model.json` lie.
        threads: Threads of the sessions.
    """

    def __init__(self, folder: Path = FOLDER, threads: int = 1) -> None:
        import onnxruntime

        self._read, self._judge, self._roles = (
            open_session(folder / f"{name}.onnx", threads) for name in ("read", "judge", "roles")
        )
        self._only_asked = onnxruntime.RunOptions()
        self._only_asked.only_execute_path_to_fetches = True
        self.card = load_lexicon("model.json", JudgeCard, source=folder / "model.json")

    def read(self, tree: Tree, sentences: Iterable[int]) -> Readings:
        """Read some sentences of a text; of each the numbers in `tree.sentences`."""
        batches: list[_Batch] = []
        for group in tree.batches(sentences, BATCH_WORDS):
            places = [tree.sentences[n] for n in group]
            longest = max(end - start for start, end in places)
            if tree.vectors is None or tree.roots is None:
                raise ValueError("the text was read without inner states")
            states = np.zeros((len(group), 1 + longest, tree.vectors.shape[1]), np.float32)
            valid = np.zeros((len(group), longest), np.float32)
            for row, (number, (start, end)) in enumerate(zip(group, places, strict=True)):
                states[row, 0] = tree.roots[number]
                states[row, 1 : 1 + end - start] = tree.vectors[start:end]
                valid[row, : end - start] = 1.0
            trigger, z, keys = self._read.run(None, {"states": states, "valid": valid})
            batches.append(_Batch(group, [start for start, _ in places], valid, trigger, z, keys))
        return Readings(batches)

    def judge(self, readings: Readings, proposals: Sequence[Proposal]) -> list[Judgement]:
        """What each proposal is; its sentence must be among those that were read."""
        out: list[Judgement | None] = [None] * len(proposals)
        for numbers, result in self._run(readings, proposals, ("types", "status")):
            for i, types, status in zip(numbers, *result, strict=True):
                out[i] = Judgement(types, status)
        return [one for one in out if one is not None]

    def pairs(self, readings: Readings, proposals: Sequence[Proposal]) -> NDArray[np.float32]:
        """Probabilities (proposals, types + none) of what the sides of each are to each other, whatever its trigger.

        They count as PLOVER does: to announce an act is to agree to it, or to threaten with it.
        """
        out = np.zeros((len(proposals), len(self.card.types) + 1), np.float32)
        for numbers, (told,) in self._run(readings, proposals, ("told",)):
            out[numbers] = told
        return out

    def roles(self, readings: Readings, links: Sequence[tuple[int, Words, Words]]) -> NDArray[np.float32]:
        """Probabilities (links, roles) of what a party is to a trigger: sentence, trigger's words, party's words."""
        if not links:
            return np.zeros((0, len(self.card.roles)), np.float32)
        found = []
        for at in range(0, len(links), MOST_LINKS):
            part = links[at : at + MOST_LINKS]
            triggers = np.stack([readings.vector(number, (trigger,)) for number, trigger, _ in part])
            parties = np.stack([readings.vector(number, (party,)) for number, _, party in part])
            found += self._roles.run(None, {"trigger": triggers, "party": parties})
        return np.concatenate(found)

    def _run(self, readings: Readings, proposals: Sequence[Proposal], names: tuple[str, ...]) -> Iterable[Any]:
        by_batch: dict[int, list[int]] = {}
        for i, one in enumerate(proposals):
            by_batch.setdefault(readings.places[one.sentence][0], []).append(i)
        for b, numbers in _bounded(by_batch, readings):
            batch = readings.batches[b]
            chosen = [proposals[i] for i in numbers]
            rows = [readings.places[one.sentence][1] for one in chosen]
            feed = {"z": batch.z, "keys": batch.keys, "row": np.array(rows, np.int64), "scope": batch.valid[rows]}
            parts = [(one.trigger, one.source, one.target) for one in chosen]
            for k, name in enumerate(("trigger", "source", "target")):
                feed[name] = np.stack(
                    [readings.vector(one.sentence, part[k]) for one, part in zip(chosen, parts, strict=True)]
                )
            feed["given"] = np.array([[float(bool(one)) for one in part] for part in parts], np.float32)
            yield numbers, self._judge.run(list(names), feed, self._only_asked)


def _bounded(by_batch: dict[int, list[int]], readings: Readings) -> Iterable[tuple[int, list[int]]]:
    """Proposals of each batch in parts: each is run with a copy of all words of its sentence beside it."""
    for b, numbers in by_batch.items():
        most = max(1, MOST_VECTORS // readings.batches[b].z.shape[1])
        for at in range(0, len(numbers), most):
            yield b, numbers[at : at + most]


def judge_version() -> str:
    """Version of the shipped weights."""
    return load_lexicon("model.json", JudgeCard, source=FOLDER / "model.json").version


def load_judge(threads: int = 1) -> Judge:
    """The shipped judge."""
    return Judge(FOLDER, threads)
