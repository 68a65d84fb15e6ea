"""What a comparison consists of, before it takes any form."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from detente.brief.labels import Tone
    from detente.brief.parts import Dated

__all__ = ["AlsoTold", "Cell", "Comparison", "Joined", "Other", "Overview", "Paper", "Row", "Source"]


@dataclass(frozen=True, slots=True)
class Paper:
    """An article; `copy` says what kind of copy it is of the one above it, "" where it is none."""

    id: str
    outlet: str | None
    title: str
    published: Dated
    place: str
    copy: str = ""


@dataclass(frozen=True, slots=True)
class Source:
    """An independent source by its number: the article that tells it, and the copies of it."""

    number: int
    article: Paper
    copies: tuple[Paper, ...]


@dataclass(frozen=True, slots=True)
class Cell:
    """What one source says of a slot: normalised, and in its words. `value` is "" for a whole telling."""

    value: str
    words: str
    guess: bool
    id: str | None = None


@dataclass(frozen=True, slots=True)
class Row:
    """One slot: how the sources go together ("" for the tellings), and the cells of each source, none if silent."""

    slot: str
    kind: str
    cells: tuple[tuple[Cell, ...], ...]


@dataclass(frozen=True, slots=True)
class Other:
    """A happening beside the one compared: a stage of its undertaking, or perhaps the same; `here` is itself."""

    id: str
    when: Dated
    status: str
    tone: Tone
    title: str
    here: bool


@dataclass(frozen=True, slots=True)
class AlsoTold:
    """A sentence that tells the happening and was not coded, in an article of the source of this number."""

    source: int
    words: str


@dataclass(frozen=True, slots=True)
class Joined:
    """Two tellings that are joined, by the ids of their events; see `detente.stories.happenings.Link`."""

    one: str
    other: str
    verdict: str
    score: float
    why: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Comparison:
    """One happening as its sources tell it, in their order; `more` links are left out for length.

    Of a story's happenings the sources have the numbers that they have in the story.
    """

    id: str
    title: str
    when: Dated
    status: str
    tone: Tone
    sources: tuple[Source, ...]
    rows: tuple[Row, ...]
    stages: tuple[Other, ...]
    also: tuple[AlsoTold, ...]
    links: tuple[Joined, ...]
    more: int
    unsure: tuple[Other, ...]


@dataclass(frozen=True, slots=True)
class Overview:
    """A story: its articles, and its main happenings compared."""

    id: str
    title: str
    period: str
    sources: tuple[Source, ...]
    happenings: tuple[Comparison, ...]
    more: int
