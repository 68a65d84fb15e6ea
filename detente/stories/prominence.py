"""Which happenings a story is about, and when each was."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from detente.model import UNKNOWN_TIME
from detente.stories.titles import load_titles

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from detente.model import Article, When
    from detente.record import StoredEvent
    from detente.stories.happenings import Happening

__all__ = ["Teller", "happening_time", "lead_end", "main_happenings", "ranked"]

Place = tuple[str, int]


@dataclass(frozen=True, slots=True)
class Teller:
    """An article as a story needs it.

    Attributes:
        title: Its headline, or its first words where it has none.
        source: Id of the article that leads its source: its own, unless it is a copy.
        lead_end: Where in its text the part ends that tells what it is about.
    """

    id: str
    path: str | None
    url: str | None
    outlet: str | None
    title: str
    published: When
    source: str
    lead_end: int

    @property
    def place(self) -> str | None:
        """Where it came from: its path, or its address where it has none."""
        return self.path if self.path is not None else self.url


def lead_end(article: Article) -> int:
    """Where the headline and the lead of an article end."""
    return (article.title_span.end if article.title_span else 0) + load_titles().lead


def happening_time(happening: Happening) -> When:
    """The narrowest of the times that its tellings give; of several the one that most give, then the leading one's."""
    known = [one for one in happening.events if one.event.when.start and one.event.when.end]
    if not known:
        return next((one.event.when for one in happening.events if one.event.when.known), UNKNOWN_TIME)
    narrowest = min(map(_days, known))
    whens = [one.event.when for one in known if _days(one) == narrowest]
    told = Counter((when.start, when.end) for when in whens)
    return max(whens, key=lambda when: told[when.start, when.end])  # the first of several


def ranked(happenings: Sequence[Happening], tellers: Mapping[str, Teller]) -> list[Happening]:
    """Happenings of a story, the one it is about first: told in headlines or leads, by most independent sources."""
    return sorted(happenings, key=lambda one: _rank(one, tellers))


def main_happenings(happenings: Sequence[Happening], tellers: Mapping[str, Teller]) -> list[Happening]:
    """Of ranked happenings those that the story is about; what one sentence tells of several sides is told once."""
    titles = load_titles()
    if not happenings:
        return []
    least = titles.main_share * len(_sources(happenings[0], tellers))
    told: set[Place] = set()
    found: list[Happening] = []
    for one in happenings:
        places = _places(one)
        if _leads(one, tellers) and len(_sources(one, tellers)) >= least and not places <= told:
            found.append(one)
            told |= places
    return (found or list(happenings[:1]))[: titles.main_most]


def _places(happening: Happening) -> set[Place]:
    """Where it is told first in each article."""
    return {(one.article_id, _start(one)) for one in happening.events}


def _rank(happening: Happening, tellers: Mapping[str, Teller]) -> tuple[bool, int, int, int, str]:
    leads = _leads(happening, tellers)
    starts = [_start(one) for one in happening.events if one.article_id in tellers]
    return (not leads, -len(_sources(happening, tellers)), -len(leads), min(starts, default=0), happening.id)


def _sources(happening: Happening, tellers: Mapping[str, Teller]) -> set[str]:
    return {tellers[one].source for one in happening.articles if one in tellers}


def _leads(happening: Happening, tellers: Mapping[str, Teller]) -> set[str]:
    """The sources that tell it in their headline or lead."""
    return {
        teller.source
        for one in happening.events
        if (teller := tellers.get(one.article_id)) and _start(one) < teller.lead_end
    }


def _start(stored: StoredEvent) -> int:
    return min((piece.span.start for piece in stored.event.evidence), default=0)


def _days(stored: StoredEvent) -> int:
    when = stored.event.when
    return (when.end - when.start).days if when.start and when.end else 0
