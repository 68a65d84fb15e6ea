"""The words and limits of a brief, as data."""

from typing import Literal

from detente.lexicon import Row, load_lexicon
from detente.model import Act, Basis, Event, RedLine, Stance, Status
from detente.positions import Outcome

__all__ = ["Badge", "Labels", "Limits", "Tone", "load_labels"]

Tone = Literal["good", "plan", "late", "bad"]


class Badge(Row, frozen=True):
    """How a status is shown: beside a meeting, beside any other deed, and in which tone."""

    badge: str
    deed: str
    tone: Tone


class Badged(Row, frozen=True):
    """How the status of a commitment is shown, and in which tone."""

    badge: str
    tone: Tone


class Postponed(Row, frozen=True):
    """What is shown in place of "cancelled" where the evidence has one of `words`."""

    badge: Badge
    words: tuple[str, ...]


class Limits(Row, frozen=True):
    """How much a brief shows: lines per list, characters per quotation, days that may still be one meeting."""

    watch_days: int
    same_meeting_days: int
    title: int
    quote: int
    words: int
    deeds: int
    sayings: int
    reports: int
    meetings: int
    positions: int
    red_lines: int
    promises: int
    disputes: int
    ahead: int
    slips: int


class Labels(Row, frozen=True):
    """All words of a brief; `data/brief/labels.yml` says what each is for."""

    sections: dict[str, str]
    meetings: tuple[str, ...]
    deeds: dict[str, str]
    statuses: dict[Status, Badge]
    postponed: Postponed
    meetings_by_cameo: dict[str, str]
    meetings_by_mode: dict[str, dict[Status, str]]
    with_the: frozenset[str]
    acts: dict[Act, str]
    stances: dict[Stance, str]
    strengths: dict[int, str]
    red_lines: dict[RedLine, str]
    told_by: str
    the_article: str
    outcomes: dict[Outcome, Badged]
    slots: dict[str, str]
    differ: str
    differ_within: str
    issues: dict[str, str]
    last_issues: tuple[str, ...]
    basis_order: tuple[Basis, ...]
    bases: dict[Basis, str]
    given_bases: dict[Basis, str]
    limits: Limits

    def badge(self, event: Event) -> Badge:
        """The badge of an event's status."""
        quotes = " ".join(evidence.quote for evidence in event.evidence).casefold()
        if event.status == "cancelled" and any(word in quotes for word in self.postponed.words):
            return self.postponed.badge
        return self.statuses[event.status]

    def met(self, event: Event) -> str:
        """The verb of a meeting ("met", "to visit", "received")."""
        mode = self.meetings_by_cameo.get(event.cameo or "") or event.mode or "default"
        return self.meetings_by_mode.get(mode, self.meetings_by_mode["default"])[event.status]

    def issue(self, issue: str) -> str:
        """An issue's name.

        >>> load_labels().issue("human-rights")
        'Human rights'
        """
        name = issue.replace("-", " ")
        return self.issues.get(issue, name[:1].upper() + name[1:])

    def deed(self, type_: str) -> str:
        """The heading under which events of a type stand; an ontology's own new type stands under its name."""
        return self.deeds.get(type_, type_.capitalize())


def load_labels() -> Labels:
    """Read `data/brief/labels.yml`."""
    return load_lexicon("brief/labels.yml", Labels)
