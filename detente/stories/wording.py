"""A text as copies and rewrites of it are found: its runs of words, its facts in order, its quotations."""

from __future__ import annotations

import hashlib
import math
import re
import zlib
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Literal, NamedTuple

import numpy as np

from detente.lexicon import Row, load_lexicon
from detente.stories.terms import load_weigher

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

__all__ = ["KINDS", "RUN", "Fact", "FactKind", "Paragraph", "Wording", "runs_of", "wording_of"]

FactKind = Literal["names", "numbers", "words"]
KINDS: tuple[FactKind, ...] = ("names", "numbers", "words")

RUN = 4  # words; reasons call them four-word runs

_LINE = re.compile(r"[^\n]+")
_FINISHED = re.compile(r"[.!?:;…][\"'”’»)]*\s*$")
_SENTENCE = re.compile(r"(?<=[.!?…])[\"'”’»)]*\s+(?=[\"'“‘«(]?[A-Z0-9])")
_WORD = re.compile(r"\d[\d,]*(?:\.\d+)?|[A-Za-zÀ-ɏ]+(?:['’][A-Za-z]+)?")
_QUOTED = re.compile(r"“[^”\n]*”|\"[^\"\n]*\"|«[^»\n]*»")


class WordingSettings(Row, frozen=True):
    """`wording.yml`: how rare a word is that counts as a fact, what numbers weigh, and numbers in words.

    `quotation` is the number of words of one that is compared; `told` the least share of words outside quotations.
    """

    least_rarity: float
    large_number: float
    small_number: float
    quotation: int
    told: float
    numbers: dict[str, str]


class Fact(NamedTuple):
    """Something told that other words for the same keep: what it is, how much it weighs, its first sentence."""

    kind: FactKind
    weight: float
    sentence: int


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A line of a text: hashes of its runs of words, and its names and rare words."""

    runs: NDArray[np.uint32]
    names: frozenset[str]


@dataclass(frozen=True, slots=True)
class Wording:
    """What of a text is compared with that of another.

    Attributes:
        key: A hash of the text, by which two are put in an order.
        words: How many there are.
        runs: Hashes of its runs of `RUN` stems, sorted, each once. Of what stands in no quotation, since reports that
            have nothing else in common quote the same words; of everything where nearly all is quoted.
        facts: Names, numbers and rare words, by stem; of finished sentences only, since titles are anybody's.
        totals: Weights of the facts of each kind, summed.
        sentences: How many sentences tell a fact that none before told.
        passages: Names and numbers of each sentence that has any.
        quotations: Stems of each, in order.
        paragraphs: Its lines.
    """

    key: int
    words: int
    runs: NDArray[np.uint32]
    facts: dict[str, Fact]
    totals: dict[FactKind, float]
    sentences: int
    passages: tuple[frozenset[str], ...]
    quotations: tuple[frozenset[str], ...]
    paragraphs: tuple[Paragraph, ...]

    @property
    def total(self) -> float:
        """Weight of all its facts."""
        return math.fsum(self.totals.values())


@lru_cache(maxsize=1)
def load_wording() -> WordingSettings:
    """The shipped settings.

    Raises:
        DataError: The file is not well formed.
    """
    return load_lexicon("stories/wording.yml", WordingSettings)


def wording_of(text: str) -> Wording:
    """What of a text is compared."""
    settings = load_wording()
    lines = [_segments(line) for line in _LINE.findall(text)]
    facts, told_in = _facts(text)
    totals = {kind: math.fsum(fact.weight for fact in facts.values() if fact.kind == kind) for kind in KINDS}
    quotations = [stems for line in lines for stems, quoted in line if quoted and len(stems) >= settings.quotation]
    words = sum(len(stems) for line in lines for stems, _ in line)
    told = [runs_of([stem for stems, quoted in line if not quoted for stem in stems]) for line in lines]
    if sum(map(len, told)) < settings.told * words:
        told = [runs_of([stem for stems, _ in line for stem in stems]) for line in lines]
    return Wording(
        key=int.from_bytes(hashlib.blake2b(text.encode(), digest_size=8).digest()),
        words=words,
        runs=np.unique(np.concatenate([*told, np.empty(0, np.uint32)])),
        facts=facts,
        totals=totals,
        sentences=len({fact.sentence for fact in facts.values()}),
        passages=tuple(filter(None, (frozenset(k for k in keys if facts[k].kind != "words") for keys in told_in))),
        quotations=tuple(map(frozenset, quotations)),
        paragraphs=tuple(Paragraph(runs, _names(line, facts)) for runs, line in zip(told, lines, strict=True)),
    )


def runs_of(stems: list[str]) -> NDArray[np.uint32]:
    """Hashes of the runs of `RUN` stems, in order; none where there are fewer."""
    found = [zlib.crc32(" ".join(stems[at : at + RUN]).encode()) for at in range(len(stems) - RUN + 1)]
    return np.array(found, np.uint32)


def _segments(line: str) -> list[tuple[list[str], bool]]:
    """The stems of a line, piece by piece, and whether they are quoted."""
    weigher = load_weigher()
    out = []
    at = 0
    for quote in _QUOTED.finditer(line):
        out += [(weigher.stems(line[at : quote.start()]), False), (weigher.stems(quote[0]), True)]
        at = quote.end()
    return [*out, (weigher.stems(line[at:]), False)]


def _names(line: list[tuple[list[str], bool]], facts: dict[str, Fact]) -> frozenset[str]:
    return frozenset(stem for stems, _ in line for stem in stems if stem in facts and facts[stem].kind != "numbers")


def _facts(text: str) -> tuple[dict[str, Fact], list[list[str]]]:
    """The facts of a text, and those of each of its sentences."""
    facts: dict[str, Fact] = {}
    told_in: list[list[str]] = []
    for line in _LINE.findall(text):
        if not _FINISHED.search(line):
            continue
        for sentence in _SENTENCE.split(line):
            told = list(_told_in(sentence))
            for key, kind, weight in told:
                known = facts.get(key)
                if known is None:
                    facts[key] = Fact(kind, weight, len(told_in))
                elif known.kind == "words" and kind == "names":
                    facts[key] = Fact(kind, weight, known.sentence)
            told_in.append([key for key, _, _ in told])
    return facts, told_in


def _told_in(sentence: str) -> Iterator[tuple[str, FactKind, float]]:
    for at, word in enumerate(_WORD.findall(sentence)):
        found = _fact_of(word, at > 0)
        if found is not None:
            yield found


@lru_cache(maxsize=100_000)
def _fact_of(word: str, inside: bool) -> tuple[str, FactKind, float] | None:
    """What fact a word tells that stands inside a sentence, or begins it: its key, kind and weight."""
    settings, weigher = load_wording(), load_weigher()
    number = word.replace(",", "") if word[0].isdigit() else settings.numbers.get(word.lower())
    if number is not None:
        return f"#{number}", "numbers", settings.large_number if len(number) > 1 else settings.small_number
    stem = "".join(weigher.stems(word)[:1])
    if len(stem) < 2:
        return None
    rarity = weigher.rarity(stem)
    if inside and word[0].isupper():
        return stem, "names", rarity
    return (stem, "words", rarity) if rarity >= settings.least_rarity else None
