"""What every part of a brief looks up: words, names of actors, people, and the numbers of sources."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from detente.brief.dates import date_words
from detente.brief.parts import Dated
from detente.brief.wording import clean

if TYPE_CHECKING:
    from detente.brief.footnotes import Footnotes
    from detente.brief.labels import Labels
    from detente.brief.people import People
    from detente.model import When

__all__ = ["NameOf", "Reference", "join_names"]

NameOf = Callable[[str], str]


@dataclass(frozen=True, slots=True)
class Reference:
    """Words and limits, names by code, people by article, numbers of sources; `full` lifts the limits on length."""

    labels: Labels
    name_of: NameOf
    people: People
    footnotes: Footnotes
    full: bool

    def dated(self, when: When) -> Dated:
        """A time in words, with a remark where it is not simply said; "by" and "on or after" are remark enough."""
        closed = when.start is not None and when.end is not None
        return Dated(date_words(when), self.labels.bases.get(when.basis, "") if closed else "", when)

    def names(self, codes: Sequence[str]) -> str:
        """Actors by name ("China and Russia")."""
        return join_names([self.name_of(code) for code in codes])

    def named(self, codes: Sequence[str]) -> str:
        """Actors by name as inside a sentence ("the United States and China")."""
        the = self.labels.with_the
        return join_names([f"the {self.name_of(code)}" if code in the else self.name_of(code) for code in codes])

    def issues(self, issues: Sequence[str]) -> tuple[str, ...]:
        """Issues by name, but for those that are no more than the general run of things."""
        return tuple(clean(self.labels.issue(issue)) for issue in issues if issue not in self.labels.last_issues)

    def most(self, limit: int) -> int | None:
        """How many lines a list may have."""
        return None if self.full else limit


def join_names(names: Sequence[str]) -> str:
    """Names as a person lists them.

    >>> join_names(["China", "Japan", "South Korea"])
    'China, Japan and South Korea'
    """
    shown = [clean(name) for name in names]
    return " and ".join(filter(None, (", ".join(shown[:-1]), shown[-1]))) if shown else ""
