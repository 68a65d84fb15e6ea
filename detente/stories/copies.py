"""Copies: one text published again, edited, cut, merged with another, or rewritten; which counts as one source.

The verdict on two articles rests on their texts alone. Pairs are found by MinHash of their runs of words, whatever lies
between their dates, and among the articles that are alike.
"""

from __future__ import annotations

import math
import zlib
from functools import lru_cache
from typing import TYPE_CHECKING, Literal, NamedTuple

import numpy as np
import rensa

from detente.lexicon import Row, load_lexicon
from detente.record.joins import CopyRow
from detente.stories.profile import kept_text
from detente.stories.rewrites import judge_rewrite, load_rewrites
from detente.stories.terms import load_weigher
from detente.stories.wording import RUN, wording_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from numpy.typing import NDArray

    from detente.record import Record
    from detente.stories.wording import Wording

__all__ = ["CopyFinder", "CopyKind", "Verdict", "bands_of", "copy_links", "judge_copy", "sketch_of"]

CopyKind = Literal["copy", "cut", "merged", "rewrite"]

SEED = 1
REMEMBERED = 2_000  # wordings


class CopySettings(Row, frozen=True):
    """`copies.yml`: how copies are found, and what share of its words makes a text one.

    `numbers` and `rows` are those of the sketches and their bands; `least_likeness` and `least_sketch` say which pairs are
    looked at. `least_runs` is how many runs a text must have to be one's copy; `copied` the share of the shorter text's
    runs, `as_long` the ratio of lengths of two copies, `passage` and `passages` the runs and the share that two texts have
    in common of which each has more beside them, `paragraph` the share by which a paragraph is in the other text, `astray`
    the share of names below which what stands beside is another matter.
    """

    numbers: int
    rows: int
    least_likeness: float
    least_sketch: float
    least_runs: int
    copied: float
    as_long: float
    passage: int
    passages: float
    paragraph: float
    astray: float


class Verdict(NamedTuple):
    """What two texts are to each other: how, how surely (0-1), and why."""

    kind: CopyKind
    score: float
    why: tuple[str, ...]


@lru_cache(maxsize=1)
def load_copies() -> CopySettings:
    """The shipped settings.

    Raises:
        DataError: The file is not well formed.
    """
    return load_lexicon("stories/copies.yml", CopySettings)


def sketch_of(text: str) -> bytes:
    """MinHash of a text's runs of words: numbers of 32 bits."""
    stems = load_weigher().stems(text)
    runs = [" ".join(stems[at : at + RUN]) for at in range(max(1, len(stems) - RUN + 1))]
    made = rensa.RMinHash(num_perm=load_copies().numbers, seed=SEED)
    made.update(runs)
    return np.array(made.digest(), np.uint32).tobytes()


def bands_of(sketch: bytes) -> list[int]:
    """Numbers of which two texts share one where they have many runs of words in common."""
    size = 4 * load_copies().rows
    return [zlib.crc32(bytes([at // size]) + sketch[at : at + size]) for at in range(0, len(sketch), size)]


def judge_copy(one: Wording, other: Wording) -> Verdict | None:
    """What two texts are to each other; None where they are not of one source."""
    settings = load_copies()
    fewest = min(len(one.runs), len(other.runs))
    shared = _common(one.runs, other.runs)
    share = shared / fewest if fewest else 0.0
    if fewest >= settings.least_runs and share >= settings.copied:
        return _same_words(one, other, share)
    judged = judge_rewrite(one, other)
    if judged is not None and judged.score >= load_rewrites().least_score:
        return Verdict("rewrite", 1 / (1 + math.exp(-judged.score)), judged.why)
    if shared >= settings.passage and share >= settings.passages:
        return Verdict("merged", share, (f"{share:.0%} of the shorter text's {_RUNS}, and other text beside them in both",))
    return None


class CopyFinder:
    """Finds the copies and rewrites of one article after another; it keeps what it last made of their texts.

    Args:
        record: The record.
        names: Ids of its articles by number.
    """

    def __init__(self, record: Record, names: Mapping[int, str]) -> None:
        self._record, self._names = record, names
        self._wording = lru_cache(maxsize=REMEMBERED)(self._load)

    def links(self, article: int, text: str, alike: Mapping[int, float]) -> list[CopyRow]:
        """Links of an article to those with which it is of one source.

        Args:
            article: Its number.
            text: What is kept of its text.
            alike: The articles that may be, with their likeness.
        """
        sketch = np.frombuffer(sketch_of(text), np.uint32)
        out = []
        for other in sorted(alike):
            if not self._may_be(sketch, other, alike[other]):
                continue
            found = judge_copy(self._wording(article), self._wording(other))
            if found is not None:
                out.append(CopyRow(article, other, found.kind, found.score, found.why))
        return out

    def _may_be(self, sketch: NDArray[np.uint32], other: int, likeness: float) -> bool:
        settings = load_copies()
        if likeness >= settings.least_likeness:
            return True
        theirs = np.frombuffer(self._record.joins.profile(other).sketch, np.uint32)
        return float((sketch == theirs).mean()) >= settings.least_sketch

    def _load(self, article: int) -> Wording:
        return wording_of(kept_text(self._record.article(self._names[article]).article))


def copy_links(
    record: Record, names: Mapping[int, str], article: int, text: str, alike: Mapping[int, float]
) -> list[CopyRow]:
    """Links of one article to those with which it is of one source; see `CopyFinder` for many."""
    return CopyFinder(record, names).links(article, text, alike)


_RUNS = {4: "four-word runs"}[RUN]


def _same_words(one: Wording, other: Wording, share: float) -> Verdict:
    settings = load_copies()
    why = f"{share:.0%} of the shorter text's {_RUNS}"
    short, long = sorted((one, other), key=lambda wording: len(wording.runs))
    ratio = len(short.runs) / len(long.runs)
    if ratio >= settings.as_long:
        return Verdict("copy", share, (why,))
    whole = share * ratio
    beside, known = _beside(long, short.runs)
    whys = (why, f"{whole:.0%} of the longer one's")
    if beside and known < settings.astray:
        return Verdict("merged", share, (*whys, f"{known:.0%} of the names beside them stand in them too"))
    return Verdict("cut", share, whys)


def _beside(long: Wording, runs: NDArray[np.uint32]) -> tuple[int, float]:
    """How many names stand only beside the passages of a text that have these runs, or there too; share of the latter."""
    within: set[str] = set()
    beside: set[str] = set()
    for paragraph in long.paragraphs:
        if not len(paragraph.runs):
            continue
        inside = float(np.isin(paragraph.runs, runs).mean()) >= load_copies().paragraph
        (within if inside else beside).update(paragraph.names)
    return len(beside), len(beside & within) / max(1, len(beside))


def _common(one: NDArray[np.uint32], other: NDArray[np.uint32]) -> int:
    return len(np.intersect1d(one, other, assume_unique=True))
