"""What a brief consists of, before it takes any form: each line knows its source and the id that explains it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date

    from detente.brief.labels import Tone
    from detente.model import When

__all__ = [
    "Brief",
    "Dated",
    "Deed",
    "Deeds",
    "Difference",
    "Disputed",
    "Holding",
    "Issue",
    "Meeting",
    "More",
    "Party",
    "Promise",
    "Prospect",
    "Quote",
    "Saying",
    "Side",
    "Slip",
    "Source",
    "Standing",
]


@dataclass(frozen=True, slots=True)
class Party:
    """A state or body by its code and name."""

    code: str
    name: str


@dataclass(frozen=True, slots=True)
class Dated:
    """A time in words, with the remark that its basis calls for ("inferred")."""

    words: str
    remark: str
    when: When

    def __str__(self) -> str:
        """Both, as running text."""
        return f"{self.words} ({self.remark})" if self.remark else self.words


@dataclass(frozen=True, slots=True)
class Quote:
    """Words of a source that a line rests on: its number, the id of the event or statement, "" where there is none."""

    id: str
    source: int
    words: str


@dataclass(frozen=True, slots=True)
class Difference:
    """What the sources of one line dispute: the slot, that they differ on it in `words`, and what each says."""

    slot: str
    words: str
    values: tuple[Quote, ...]


@dataclass(frozen=True, slots=True)
class Meeting:
    """One meeting, visit or call, as one or more sources report it; `more` report it too.

    `told` is the number of independent sources, 0 where the record is not joined.
    """

    when: Dated
    status: str
    tone: Tone
    text: str
    issues: tuple[str, ...]
    reported_by: tuple[str, ...]
    quotes: tuple[Quote, ...]
    more: int
    told: int = 0
    differences: tuple[Difference, ...] = ()


@dataclass(frozen=True, slots=True)
class Deed:
    """Any other event: who did it to whom. `status` is empty for what simply happened; the rest as in `Meeting`."""

    when: Dated
    status: str
    tone: Tone
    actor: str
    recipient: str
    symmetric: bool
    issues: tuple[str, ...]
    reported_by: tuple[str, ...]
    quotes: tuple[Quote, ...]
    more: int
    told: int = 0
    differences: tuple[Difference, ...] = ()


@dataclass(frozen=True, slots=True)
class Disputed:
    """An event on which the sources differ, by the id that `detente compare` takes."""

    id: str
    when: Dated
    text: str
    differences: tuple[Difference, ...]


@dataclass(frozen=True, slots=True)
class Deeds:
    """Events of one kind in time order; `more` are left out for length."""

    type: str
    title: str
    deeds: tuple[Deed, ...]
    more: int


@dataclass(frozen=True, slots=True)
class Holding:
    """What one side holds on an issue: `verb` and `words` say what, `firmness` is "" for what is plainly held.

    `first` and `last` are the days it was shown; `told_by` says who says so where it is not the side itself.
    `called` is "" unless this is a red line: then whether so called or so meant, and `to` is who should not cross it.
    """

    holder: str
    to: str
    verb: str
    words: str
    firmness: str
    called: str
    condition: str | None
    first: Dated
    last: Dated | None
    told_by: str
    changed: str | None
    quotes: tuple[Quote, ...]
    more: int


@dataclass(frozen=True, slots=True)
class Standing:
    """Where both sides stand on one issue; each has its party, what it holds, and how much is left out for length."""

    id: str
    title: str
    sides: tuple[tuple[Party, tuple[Holding, ...], int], ...]


@dataclass(frozen=True, slots=True)
class Promise:
    """A commitment: `text` says who to whom, `words` what; `status` what the record reports of it."""

    when: Dated
    status: str
    tone: Tone
    text: str
    words: str
    condition: str | None
    due: Dated | None
    reported_by: tuple[str, ...]
    quotes: tuple[Quote, ...]
    more: int


@dataclass(frozen=True, slots=True)
class Saying:
    """What someone said: `words` as the source has them, `quoted` where it quotes them; `more` sources say it too."""

    when: Dated
    speaker: str
    office: str | None
    verb: str
    words: str
    quoted: bool
    via: tuple[str, ...]
    quotes: tuple[Quote, ...]
    more: int


@dataclass(frozen=True, slots=True)
class Side:
    """What one side said on an issue; `more` are left out for length."""

    party: Party
    sayings: tuple[Saying, ...]
    more: int


@dataclass(frozen=True, slots=True)
class Issue:
    """One issue, both sides beside each other."""

    id: str
    title: str
    sides: tuple[Side, Side]


@dataclass(frozen=True, slots=True)
class Prospect:
    """Something to come: a planned event, or a promise with a date."""

    when: Dated
    kind: str
    text: str
    quotes: tuple[Quote, ...]


@dataclass(frozen=True, slots=True)
class Slip:
    """Something to be careful with in a source, or an input that was not read (then `source` is None)."""

    text: str
    source: int | None


@dataclass(frozen=True, slots=True)
class Source:
    """A footnote: one article."""

    number: int
    article_id: str
    outlet: str | None
    title: str
    published: Dated
    path: str | None
    url: str | None


@dataclass(frozen=True, slots=True)
class More:
    """How many lines each list leaves out for length."""

    meetings: int = 0
    red_lines: int = 0
    promises: int = 0
    disputes: int = 0
    ahead: int = 0
    slips: int = 0


@dataclass(frozen=True, slots=True)
class Brief:
    """The record between two parties.

    `since` and `until` are what was asked for (until: the first day no longer meant). `covered` is from the first to
    the last dated event, `published` from the first to the last dated article, in words; "" where there is none.
    """

    pair: tuple[Party, Party]
    since: date | None
    until: date | None
    covered: str
    published: str
    articles: int
    outlets: int
    events: int
    statements: int
    meetings: tuple[Meeting, ...]
    deeds: tuple[Deeds, ...]
    positions: tuple[Standing, ...]
    red_lines: tuple[Holding, ...]
    promises: tuple[Promise, ...]
    disputes: tuple[Disputed, ...]
    issues: tuple[Issue, ...]
    ahead: tuple[Prospect, ...]
    slips: tuple[Slip, ...]
    sources: tuple[Source, ...]
    more: More

    @property
    def empty(self) -> bool:
        """Whether the record has nothing between the two."""
        return not (self.meetings or self.deeds or self.positions or self.promises or self.issues)
