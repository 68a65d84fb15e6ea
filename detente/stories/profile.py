"""What of an article is compared with others: its terms, what its beginning means, and its day.

Weights and vectors are kept as whole numbers, whose sums are the same in any order: so two articles are exactly as
alike as the other way round, however they are compared and whichever came first.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np

from detente.model import EVENT_WIDTHS, MEANING_WIDTH
from detente.record.joins import UNKNOWN_DAY, ProfileRow
from detente.stories.settings import load_settings
from detente.stories.terms import load_weigher, term_number

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from detente.model import Article, When

__all__ = [
    "SCALE",
    "Profile",
    "decays",
    "event_rows",
    "kept_text",
    "likeness",
    "profile_of",
    "profile_row",
    "stored_profile",
    "unit_rows",
    "whole_rows",
]

SCALE = 4000  # of weights; sums of products of two articles' weights stay whole in 32-bit floats


@dataclass(frozen=True, slots=True, eq=False)
class Profile:
    """What is compared of an article.

    Attributes:
        first_day, last_day: Of publication, as proleptic ordinals; None where unknown.
        terms: Numbers of its terms, those first by which it is found best.
        weights: Of those, in `SCALE` parts; their squares sum to at most 1.
        gist: A vector of signed bytes; empty where there is none.
    """

    first_day: int | None
    last_day: int | None
    terms: NDArray[np.uint32]
    weights: NDArray[np.uint16]
    gist: bytes

    @property
    def day(self) -> int:
        """The day by which it is found; `UNKNOWN_DAY` where it is not known well."""
        longest = load_settings().days.longest
        if self.first_day is None or self.last_day is None or self.last_day - self.first_day > longest:
            return UNKNOWN_DAY
        return (self.first_day + self.last_day) // 2

    @property
    def keys(self) -> list[int]:
        """The terms by which it is found."""
        found: list[int] = self.terms[: load_settings().terms.keys].tolist()
        return found

    def days_from(self, other: Profile) -> int:
        """Days between the two publications; 0 where they may be of one day."""
        gaps = [0]
        if self.first_day is not None and other.last_day is not None:
            gaps.append(self.first_day - other.last_day)
        if other.first_day is not None and self.last_day is not None:
            gaps.append(other.first_day - self.last_day)
        return max(gaps)


def kept_text(article: Article) -> str:
    """The title and the text without what was dropped; the title stands in it once."""
    pieces = [] if article.title_span else [article.title or ""]
    at = 0
    for dropped in sorted(article.dropped, key=lambda one: one.span):
        pieces.append(article.text[at : dropped.span.start])
        at = max(at, dropped.span.end)
    pieces.append(article.text[at:])
    return "\n".join(piece for piece in pieces if piece)


def profile_of(article: Article, gist: bytes, stems: Sequence[str] | None = None) -> Profile:
    """The profile of an article as it was read; `stems` are those of its `kept_text`, where they are known."""
    weigher = load_weigher()
    known = weigher.stems(kept_text(article)) if stems is None else stems
    title = weigher.stems(article.title or "")
    begins = len(title) if known[: len(title)] == title else 0
    first = known[: load_settings().terms.words]
    terms = {term_number(stem): weight for stem, weight in weigher.weigh(first, begins).items()}
    numbers = np.fromiter(terms, np.uint32, len(terms))
    weights = np.fromiter(terms.values(), np.float64, len(terms))
    return Profile(*_days(article.published), numbers, (SCALE * weights).round().astype(np.uint16), gist)


def whole_rows(stored: bytes, width: int = MEANING_WIDTH) -> NDArray[np.float32]:
    """Vectors out of signed bytes, one a row, as they are kept: whole numbers."""
    return np.frombuffer(stored, np.int8).astype(np.float32).reshape(-1, width)


def unit_rows(stored: bytes, width: int = MEANING_WIDTH) -> NDArray[np.float32] | None:
    """Vectors of length 1, one a row, out of signed bytes; None where there are none."""
    return _unit(whole_rows(stored, width)) if stored else None


def event_rows(stored: bytes) -> tuple[NDArray[np.float32], ...] | None:
    """The three vectors of events, of length 1, each a matrix with one event a row; None where there are none."""
    if not stored:
        return None
    rows = whole_rows(stored, sum(EVENT_WIDTHS))
    ends = np.cumsum(EVENT_WIDTHS)
    return tuple(_unit(rows[:, end - width : end]) for width, end in zip(EVENT_WIDTHS, ends, strict=True))


def _unit(rows: NDArray[np.float32]) -> NDArray[np.float32]:
    lengths: NDArray[np.float32] = np.maximum(np.linalg.norm(rows, axis=1, keepdims=True), 1e-9)
    return rows / lengths


def profile_row(article: int, version: str, profile: Profile, sketch: bytes, tellings: bytes) -> ProfileRow:
    """A profile as it is kept."""
    terms = profile.terms.tobytes() + profile.weights.tobytes()
    return ProfileRow(article, version, profile.first_day, profile.last_day, terms, sketch, tellings)


def stored_profile(row: ProfileRow, gist: bytes) -> Profile:
    """A profile as it was kept."""
    count = len(row.terms) // 6
    numbers, weights = np.frombuffer(row.terms, np.uint32, count), np.frombuffer(row.terms, np.uint16, count, 4 * count)
    return Profile(row.first_day, row.last_day, numbers, weights, gist)


def likeness(one: Profile, other: Profile) -> float:
    """How alike two articles are, 0-1: terms, what their beginnings mean, and days between them."""
    settings = load_settings()
    weights = dict(zip(one.terms.tolist(), one.weights.tolist(), strict=True))
    pairs = zip(other.terms.tolist(), other.weights.tolist(), strict=True)
    shared: float = sum(weights.get(term, 0) * weight for term, weight in pairs) / float(SCALE**2)
    if any(one.gist) and any(other.gist):
        a, b = whole_rows(one.gist)[0], whole_rows(other.gist)[0]
        cosine = float(a @ b) / math.sqrt(float(a @ a) * float(b @ b))
        shared += settings.likeness.gist * (max(0.0, cosine) - shared)
    late = max(0, one.days_from(other) - settings.days.near)
    return shared * float(decays()[min(late, len(decays()) - 1)])


@lru_cache(maxsize=1)
def decays() -> NDArray[np.float64]:
    """What so many days more than what makes no difference leave of the likeness of two articles."""
    half = load_settings().days.half
    return np.array([0.5 ** (late / half) for late in range(40 * half)])


def _days(published: When) -> tuple[int | None, int | None]:
    first = published.start.toordinal() if published.start else None
    last = (
        published.end.toordinal() - (0 if published.end.hour or published.end.minute else 1) if published.end else None
    )
    return first, last if last is None or first is None else max(first, last)
