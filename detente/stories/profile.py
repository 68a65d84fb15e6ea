"""What of an article is compared with others: its terms, what its beginning means, its day, and its shingles."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from detente.model import EVENT_WIDTHS, MEANING_WIDTH
from detente.record.joins import UNKNOWN_DAY, ProfileRow
from detente.stories.settings import load_settings
from detente.stories.terms import load_weigher, term_number

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from detente.model import Article, When

__all__ = ["Profile", "event_rows", "kept_text", "likeness", "profile_of", "profile_row", "stored_profile", "unit_rows"]

LONGEST_DAYS = 14  # an interval of publication that is longer finds nothing by its days


@dataclass(frozen=True, slots=True)
class Profile:
    """What is compared of an article.

    Attributes:
        first_day, last_day: Of publication, as proleptic ordinals; None where unknown.
        terms: Weights of its terms by number, the weightiest first; their squares sum to at most 1.
        gist: A vector of length 1, or None.
    """

    first_day: int | None
    last_day: int | None
    terms: dict[int, float]
    gist: NDArray[np.float32] | None

    @property
    def day(self) -> int:
        """The day by which it is found; `UNKNOWN_DAY` where it is not known well."""
        if self.first_day is None or self.last_day is None or self.last_day - self.first_day > LONGEST_DAYS:
            return UNKNOWN_DAY
        return (self.first_day + self.last_day) // 2

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


def profile_of(article: Article, gist: bytes) -> Profile:
    """The profile of an article as it was read."""
    weigher = load_weigher()
    stems = weigher.stems(kept_text(article))[: load_settings().terms.words]
    weights = weigher.weigh(stems).items()
    terms = {term_number(stem): float(np.float32(weight)) for stem, weight in weights}  # as it will be kept
    return Profile(*_days(article.published), terms, _first(unit_rows(gist)))


def unit_rows(stored: bytes, width: int = MEANING_WIDTH) -> NDArray[np.float32] | None:
    """Vectors of length 1, one a row, out of signed bytes; None where there are none."""
    if not stored:
        return None
    return _unit(np.frombuffer(stored, np.int8).astype(np.float32).reshape(-1, width))


def event_rows(stored: bytes) -> tuple[NDArray[np.float32], ...] | None:
    """The three vectors of events, of length 1, each a matrix with one event a row; None where there are none."""
    if not stored:
        return None
    rows = np.frombuffer(stored, np.int8).astype(np.float32).reshape(-1, sum(EVENT_WIDTHS))
    ends = np.cumsum(EVENT_WIDTHS)
    return tuple(_unit(rows[:, end - width : end]) for width, end in zip(EVENT_WIDTHS, ends, strict=True))


def _unit(rows: NDArray[np.float32]) -> NDArray[np.float32]:
    lengths: NDArray[np.float32] = np.maximum(np.linalg.norm(rows, axis=1, keepdims=True), 1e-9)
    return rows / lengths


def profile_row(article: int, version: str, profile: Profile, sketch: bytes) -> ProfileRow:
    """A profile as it is kept."""
    numbers = np.fromiter(profile.terms, np.uint32, len(profile.terms))
    weights = np.fromiter(profile.terms.values(), np.float32, len(profile.terms))
    return ProfileRow(
        article, version, profile.first_day, profile.last_day, numbers.tobytes() + weights.tobytes(), sketch
    )


def stored_profile(row: ProfileRow, gist: bytes) -> Profile:
    """A profile as it was kept."""
    half = len(row.terms) // 2
    numbers, weights = np.frombuffer(row.terms[:half], np.uint32), np.frombuffer(row.terms[half:], np.float32)
    terms = dict(zip(numbers.tolist(), weights.tolist(), strict=True))
    return Profile(row.first_day, row.last_day, terms, _first(unit_rows(gist)))


def likeness(one: Profile, other: Profile) -> float:
    """How alike two articles are, 0-1: terms, what their beginnings mean, and days between them."""
    settings = load_settings()
    few, many = sorted((one.terms, other.terms), key=len)
    shared = sum(weight * many[term] for term, weight in few.items() if term in many)
    if one.gist is not None and other.gist is not None:
        meant = max(0.0, float(one.gist @ other.gist))
        shared += settings.likeness.gist * (meant - shared)
    late = one.days_from(other) - settings.days.near
    return shared if late <= 0 else shared * 0.5 ** (late / settings.days.half)


def _first(rows: NDArray[np.float32] | None) -> NDArray[np.float32] | None:
    return None if rows is None else rows[0]


def _days(published: When) -> tuple[int | None, int | None]:
    first = published.start.toordinal() if published.start else None
    last = (
        published.end.toordinal() - (0 if published.end.hour or published.end.minute else 1) if published.end else None
    )
    return first, last if last is None or first is None else max(first, last)
