"""What one place of an article says of a happening: a slot, what fills it, and the words that say so.

What fills a slot is kept twice: readable (`Fact.value`) and as that slot's own content, which is what is compared.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Literal

from detente.model import Dimension, QuantityRole  # noqa: TC001

if TYPE_CHECKING:
    from detente.model import Evidence
    from detente.positions.alike import Wording

__all__ = [
    "SLOTS",
    "Amount",
    "Content",
    "Fact",
    "Fate",
    "Ground",
    "OfficeHeld",
    "Parties",
    "Party",
    "Period",
    "Said",
    "Slot",
    "Verdict",
]

Slot = Literal["date", "number", "duration", "place", "participants", "office", "status", "speaker", "wording"]
Verdict = Literal["agrees", "differs", "finer"]
SLOTS: tuple[Slot, ...] = (
    "date", "number", "duration", "place", "participants", "office", "status", "speaker", "wording",
)  # fmt: skip
Cycle = Literal["week", "month", "year"]
Level = Literal["state", "capital", "city", "other"]


@dataclass(frozen=True, slots=True)
class Period:
    """When: a half-open interval.

    Attributes:
        slack: By how much the words may miss ("some two weeks ago").
        firm: Whether the date is said, so that another one disputes it.
        clock: Whether it is a time of day by the clock, in a zone that nobody names.
        cycle: Of what turn the words name a part: a weekday or a month without more can be the last or the next one.
        day: The day, as an ordinal, where it is one or a part of one.
    """

    start: datetime
    end: datetime
    slack: timedelta = timedelta(0)
    firm: bool = True
    clock: bool = False
    cycle: Cycle | None = None
    day: int | None = None


@dataclass(frozen=True, slots=True)
class Amount:
    """How much or how many.

    Attributes:
        low, high: Bounds as in `Quantity`; `about` as there.
        unit, dimension: What is counted or measured.
        told: What befell what is counted: the class of the clause's word ("killed"), or its stem, or "".
        role: What the counted are in that clause.
        round: Whether the words are a plural of a magnitude ("dozens").
        nations: Codes of the states whose people are counted, where the words say so.
    """

    low: float | None
    high: float | None
    about: bool
    unit: str
    dimension: Dimension
    told: str = ""
    round: bool = False
    nations: frozenset[str] = frozenset()
    role: QuantityRole = "alone"


@dataclass(frozen=True, slots=True)
class Ground:
    """Where.

    Attributes:
        words: Stems of the words that name it.
        names: Of these, those of names.
        kinds: Of these, kinds of places ("airport").
        states: Codes of the states in which it lies, as far as known.
        level: Whether it is a state, its capital, another city, or anything else.
        titled: Kinds of places with stems of the names that they bear ("Lykke airport", "the village of Lykke").
    """

    words: frozenset[str]
    names: frozenset[str]
    kinds: frozenset[str]
    states: frozenset[str]
    level: Level
    titled: frozenset[tuple[str, str]] = frozenset()


@dataclass(frozen=True, slots=True)
class Party:
    """One who takes part: id, state, and for persons the functions; stems of the words that name it."""

    id: str
    state: str | None
    person: bool
    roles: frozenset[str]
    words: frozenset[str]


@dataclass(frozen=True, slots=True)
class Parties:
    """Who takes part, the stems of all words that say so, and ranks ("expert") and branches ("army") that they name."""

    members: tuple[Party, ...]
    words: frozenset[str]
    ranks: frozenset[str] = frozenset()
    branches: frozenset[str] = frozenset()

    @property
    def states(self) -> frozenset[str]:
        """Codes of their states."""
        return frozenset(one.state for one in self.members if one.state)


@dataclass(frozen=True, slots=True)
class OfficeHeld:
    """An office as written.

    Attributes:
        holder: Id of the person; "" where nobody is named.
        roles: Functions that the words can mean; empty where they are not known.
        limits: Words that make it another office ("deputy") or another standing ("acting").
        words: Stems of the words that name it.
        former: Whether the text says that it is held no more, or not yet.
    """

    holder: str
    roles: frozenset[str]
    limits: frozenset[str]
    words: frozenset[str]
    former: bool = False


@dataclass(frozen=True, slots=True)
class Fate:
    """What has become of it.

    Attributes:
        stage: The class of its status.
        day: The day (an ordinal) on which the article appeared; None where that is not known.
        kind: What was done, as it was coded; "" where nobody coded it.
        grade: On which scale of acts, and on which of its steps, the word stands that tells it; None for most words.
    """

    stage: str
    day: int | None
    kind: str = ""
    grade: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True)
class Said:
    """A wording: its stems as `detente.positions` compares them, whether it denies, and the stem of what it denies."""

    wording: Wording
    negated: bool
    denied: str | None = None


Content = Period | Amount | Ground | Parties | OfficeHeld | Fate | Said


@dataclass(frozen=True, slots=True)
class Fact:
    """What one place of an article says of a slot.

    Attributes:
        slot: Which one.
        value: What fills it, readable and normalised.
        evidence: The smallest span that says so.
        content: What is compared.
        topic: What the fact is of, where a happening has several of a slot: the person of an office.
        guess: Whether the author only guesses.
        firm: Whether these words surely say it of this happening; what they may say of another one disputes nothing.
    """

    slot: Slot
    value: str
    evidence: Evidence
    content: Content
    topic: str = ""
    guess: bool = False
    firm: bool = True
