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
from detente.stories.memory import Memory
from detente.stories.rewrites import judge_rewrite, load_rewrites
from detente.stories.terms import load_weigher
from detente.stories.wording import RUN, wording_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from numpy.typing import NDArray

    from detente.stories.material import Sources
    from detente.stories.wording import Wording

__all__ = ["CopyFinder", "CopyKind", "Verdict", "bands_of", "judge_copy", "sketch_of", "sketch_of_stems"]

CopyKind = Literal["copy", "cut", "merged", "rewrite"]

SEED = 1
REMEMBERED = 2_000  # wordings
REMEMBERED_SKETCHES = 16_384


class CopySettings(Row, frozen=True):
    """`copies.yml`: how copies are found, and what share of its words makes a text one.

    `numbers` and `rows` are those of the sketches and their bands; pairs below both `least_likeness` and `least_sketch`
    are not looked at. Texts of such lengths (`as_long`) are copies by `copied`, the share of the shorter one's runs,
    where it has `least_runs` of them; of other lengths one is in the other by `contained`. `passage` and `passages` are
    the runs, and their share, that two texts have in common of which each has more beside them. Two texts that each
    have `form_numbers`, of which less than `form_kept` are the same, are two of one form. A paragraph of which
    `paragraph` is in the other text belongs to the common part; the others are another matter where fewer of their
    names than `astray` are in it too.
    """

    numbers: int
    rows: int
    least_likeness: float
    least_sketch: float
    least_runs: int
    copied: float
    contained: float
    as_long: float
    passage: int
    passages: float
    form_numbers: int
    form_kept: float
    paragraph: float
    astray: float


class Verdict(NamedTuple):
    """What two texts are to each other.

    Attributes:
        kind: "copy" (the same words), "rewrite" (other words), "cut" (one is a part of the other), "merged" (one has
            the other's text beside another text).
        score: How surely, 0-1.
        why: What that rests on.
        whole: Which of the two has the other in it, 0 or 1; None where neither or both have text beside.
    """

    kind: CopyKind
    score: float
    why: tuple[str, ...]
    whole: Literal[0, 1] | None = None


@lru_cache(maxsize=1)
def load_copies() -> CopySettings:
    """The shipped settings.

    Raises:
        DataError: The file is not well formed.
    """
    return load_lexicon("stories/copies.yml", CopySettings)


def sketch_of(text: str) -> bytes:
    """MinHash of a text's runs of words: numbers of 32 bits."""
    return sketch_of_stems(load_weigher().stems(text))


def sketch_of_stems(stems: Sequence[str]) -> bytes:
    """The same of a text with these stems."""
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
    if other.key < one.key:  # so that not even the last bit of a sum depends on which comes first
        found = judge_copy(other, one)
        return found if found is None or found.whole is None else found._replace(whole=0 if found.whole else 1)
    settings = load_copies()
    fewest = min(len(one.runs), len(other.runs))
    shared = len(np.intersect1d(one.runs, other.runs, assume_unique=True))
    share = shared / fewest if fewest else 0.0
    as_long = fewest >= settings.as_long * max(len(one.runs), len(other.runs))
    if fewest >= settings.least_runs and share >= (settings.copied if as_long else settings.contained):
        return None if _other_numbers(one, other) else _same_words(one, other, share)
    parted = shared >= settings.passage and share >= settings.passages
    judged = judge_rewrite(one, other)
    if judged is not None and judged.score >= load_rewrites().least_score:
        beside = (_beside(one, other), _beside(other, one)) if parted else ()
        if not beside or any(known is None or known >= settings.astray for known in beside):
            return Verdict("rewrite", 1 / (1 + math.exp(-judged.score)), judged.why)
    if parted:
        return Verdict(
            "merged", share, (f"{share:.0%} of the shorter text's {_RUNS}, and other text beside them in both",)
        )
    return None


class CopyFinder:
    """Finds the copies and rewrites of one article after another; it keeps what it last made of their texts.

    Args:
        sources: What there is of the articles.
    """

    def __init__(self, sources: Sources) -> None:
        self._sources = sources
        self._wording = Memory(self._load, REMEMBERED)
        self._sketch = Memory(self._load_sketch, REMEMBERED_SKETCHES)

    def remember(self, article: int, wording: Wording, sketch: bytes) -> None:
        """Take in what was made of an article's text already."""
        self._wording[article], self._sketch[article] = wording, np.frombuffer(sketch, np.uint32)

    def links(self, article: int, alike: Mapping[int, float]) -> list[CopyRow]:
        """Links of an article to those with which it is of one source.

        In a link of kind "cut" the first is the part, of kind "merged" it is the one with other text beside; of other
        kinds it is the one with the lower id.

        Args:
            article: Its number.
            alike: The articles that may be, with their likeness.
        """
        sketch = self._sketch[article]
        out = []
        for other in sorted(alike):
            if self._may_be(sketch, other, alike[other]):
                found = judge_copy(self._wording[article], self._wording[other])
                if found is not None:
                    out.append(self._row((article, other), found))
        return out

    def _row(self, pair: tuple[int, int], found: Verdict) -> CopyRow:
        if found.whole is None:
            first, second = sorted(pair, key=self._sources.name)
        else:
            whole, part = pair[found.whole], pair[1 - found.whole]
            first, second = (whole, part) if found.kind == "merged" else (part, whole)
        return CopyRow(first, second, found.kind, found.score, found.why)

    def _may_be(self, sketch: NDArray[np.uint32], other: int, likeness: float) -> bool:
        settings = load_copies()
        if likeness >= settings.least_likeness:
            return True
        return int(np.count_nonzero(sketch == self._sketch[other])) >= settings.least_sketch * len(sketch)

    def _load_sketch(self, article: int) -> NDArray[np.uint32]:
        return np.frombuffer(self._sources.sketch(article), np.uint32)

    def _load(self, article: int) -> Wording:
        return wording_of(self._sources.kept_text(article))


_RUNS = "four-word runs"


def _other_numbers(one: Wording, other: Wording) -> bool:
    """Whether one form was filled in twice, as in a daily bulletin: the same words, other numbers."""
    settings = load_copies()
    few, many = sorted(({key for key in text.facts if key[0] == "#"} for text in (one, other)), key=len)
    return len(few) >= settings.form_numbers and len(few & many) < settings.form_kept * len(few)


def _same_words(one: Wording, other: Wording, share: float) -> Verdict:
    settings = load_copies()
    why = f"{share:.0%} of the shorter text's {_RUNS}"
    short, long = sorted((one, other), key=lambda wording: len(wording.runs))
    ratio = len(short.runs) / len(long.runs)
    if ratio >= settings.as_long:
        return Verdict("copy", share, (why,))
    whys = (why, f"{share * ratio:.0%} of the longer one's")
    beside = _beside(long, short)
    whole: Literal[0, 1] = 0 if long is one else 1
    if beside is None or beside >= settings.astray:
        return Verdict("cut", share, whys, whole)
    return Verdict("merged", share, (*whys, f"{beside:.0%} of the names beside them stand in them too"), whole)


def _beside(text: Wording, other: Wording) -> float | None:
    """Of the names in those paragraphs of a text that another lacks, the share that its other paragraphs have too."""
    runs = set(other.runs.tolist())
    within: set[str] = set()
    beside: set[str] = set()
    for part in text.paragraphs:
        if len(part.runs):
            inside = len(runs.intersection(part.runs.tolist())) >= load_copies().paragraph * len(part.runs)
            (within if inside else beside).update(part.names)
    return len(beside & within) / len(beside) if beside else None
