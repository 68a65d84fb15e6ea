"""What a comparison consists of, before it takes any form."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

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
    """An independent source by its number: the article that tells it, and the copies of it.

    `beside` says that it does not tell the event but some of what belongs to it; of a story, that it is of another one.
    """

    number: int
    article: Paper
    copies: tuple[Paper, ...]
    beside: bool = False


@dataclass(frozen=True, slots=True)
class Cell:
    """What one source says of a slot: normalised, the same for people, and in its words.

    `value` is as `export disputes` has it, "" for a whole telling; `shown` is "" where the words say as much.
    """

    value: str
    words: str
    guess: bool
    id: str | None = None
    shown: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """One slot: how the sources go together ("" for the tellings), and the cells of each source, none if silent.

    `side` is the name of the side of which the slot is, "" where it is of no side.
    """

    slot: str
    kind: str
    cells: tuple[tuple[Cell, ...], ...]
    side: str = ""


@dataclass(frozen=True, slots=True)
class Other:
    """A happening in one line: a stage, perhaps the same, or another one of a story; `here` is the one compared."""

    id: str
    when: Dated
    status: str
    tone: Tone
    title: str
    here: bool
    told: int


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
    """One happening, or one utterance, as its sources tell it, in their order.

    For length `more` links are left out, and `more_unsure` happenings that may be the same. Of a story's happenings the
    sources have the numbers that they have in the story.
    """

    kind: Literal["event", "statement"]
    id: str
    title: str
    when: Dated
    status: str
    tone: Tone
    sources: tuple[Source, ...]
    rows: tuple[Row, ...]
    stages: tuple[Other, ...] = ()
    also: tuple[AlsoTold, ...] = ()
    links: tuple[Joined, ...] = ()
    more: int = 0
    unsure: tuple[Other, ...] = ()
    more_unsure: int = 0

    @property
    def differs(self) -> bool:
        """Whether the sources differ on anything."""
        return any(row.kind == "differs" for row in self.rows)


@dataclass(frozen=True, slots=True)
class Overview:
    """A story: its articles, its main happenings compared, and in short what else it tells.

    Attributes:
        happenings: Those main ones on which there is something to compare.
        single: The main ones that a single source tells.
        said: Utterances that several sources report, disputed ones first; `more_said` are left out.
        background: The first of the other happenings; `more` are left out.
        languages: Of its articles that were not read.
    """

    id: str
    title: str
    period: str
    sources: tuple[Source, ...]
    happenings: tuple[Comparison, ...]
    single: tuple[Other, ...]
    said: tuple[Comparison, ...]
    more_said: int
    background: tuple[Other, ...]
    more: int
    languages: tuple[str, ...]

    @property
    def empty(self) -> bool:
        """Whether it tells no event."""
        return not (self.happenings or self.single or self.background)
