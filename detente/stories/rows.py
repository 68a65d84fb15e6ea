"""Rows of agreement and dispute: the one place where they are asked for, for a whole record or for some happenings.

What coded tellings say, what utterances of several articles say, and what neighbouring articles tell alike are put
together here, happening by happening and utterance by utterance, so that of one thing there is one row.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from detente.stories.dispute_words import load_dispute_words
from detente.stories.disputes import Placer, assemble_rows, placed_facts
from detente.stories.echoes import Echoes, Tellings
from detente.stories.happenings import find_happenings, reachable
from detente.stories.independence import Independence
from detente.stories.pages import PageShelf
from detente.stories.retold import find_retold

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from detente.record import Record, StoredStatement
    from detente.stories.disputes import Dispute, Echo, Placed
    from detente.stories.happenings import Happening
    from detente.stories.retold import Retold

__all__ = ["Rows", "Said"]

AT_ONCE = 64  # pairs of articles that are read in one go
Pair = tuple[str, str, float]  # two articles, and how alike they are


@dataclass(frozen=True, slots=True)
class Said:
    """An utterance with its rows.

    Attributes:
        id: Its id.
        statements: Ids of the statements that tell it.
        others: Ids of utterances of other speakers that say the same; that these differ stands in its rows, not theirs.
        rows: What its sources say.
    """

    id: str
    statements: tuple[str, ...]
    others: tuple[str, ...]
    rows: tuple[Dispute, ...]


class Rows:
    """The rows of a joined record. What is asked for one happening is the same as among all.

    Args:
        record: The record.
        independence: Which of its articles are copies.
        sources: Of each article (id) its independent source, in place of those that joining has found.
    """

    def __init__(
        self, record: Record, independence: Independence | None = None, sources: Mapping[str, object] | None = None
    ) -> None:
        self._record = record
        self._sources = (independence or Independence(record)).sources if sources is None else sources
        self._page = PageShelf(record)
        self._placer = Placer(record, self._sources)
        self._echoes = Echoes(self._page, self._placer)
        self._facts: dict[tuple[str, ...], list[Placed]] = {}
        self._near: dict[str, list[Happening]] = defaultdict(list)  # by article
        self._covered: set[int] = set()

    def all(self) -> Iterator[Dispute]:
        """All rows: those of happenings by their ids, then those of utterances."""
        happenings = find_happenings(self._record)
        heard: dict[str, list[Echo]] = defaultdict(list)
        for echo in self._all_echoes(Tellings(happenings, self._facts_of)):
            heard[echo.event_id].append(echo)
        for happening in happenings:
            yield from self._rows(happening, heard.pop(happening.id, ()))
        for told in find_retold(self._record, self._placer):
            yield from _rows_said(told, heard)

    def said(self, articles: Iterable[str]) -> list[Said]:
        """The utterances that articles and their neighbours tell, at the cost of these articles.

        Statements of articles that are no neighbours are not looked at: of an utterance give all articles that tell it.

        Args:
            articles: Their ids.
        """
        wanted = list(dict.fromkeys(articles))
        around = sorted({*wanted, *_articles(self._pairs(self._neighbours(wanted)))})
        pairs = [pair for pair in self._pairs(self._neighbours(around)) if set(pair[:2]) <= set(around)]
        self._page.fetch(around)
        heard: dict[str, list[Echo]] = defaultdict(list)
        for echo in self._echoes.of(pairs, Tellings((), self._facts_of)):
            heard[echo.event_id].append(echo)
        speakers: dict[str, list[StoredStatement]] = defaultdict(list)
        for stored in (one for article in around for one in self._record.statements(article=article)):
            speakers[stored.statement.speaker.id or stored.statement.speaker.name].append(stored)
        found = find_retold(self._record, self._placer, speakers.values())
        return [
            Said(told.id, tuple(told.statements), tuple(told.others), tuple(_rows_said(told, heard))) for told in found
        ]

    def of(self, happening: Happening) -> list[Dispute]:
        """The rows of one happening, at the cost of its articles and of their neighbours.

        Args:
            happening: As `near` gives it, or several of these put together as one.
        """
        pairs = self._pairs(self._neighbours(happening.articles))
        articles = list(dict.fromkeys((*happening.articles, *_articles(pairs))))
        self._page.fetch(_articles(pairs))
        found = self.near(map(self._record.joins.number, articles))
        told = {one.id for one in happening.events}
        own = {one.id for one in found if any(event.id in told for event in one.events)}
        echoes = [echo for echo in self._echoes.of(pairs, Tellings(found, self._facts_of)) if echo.event_id in own]
        return self._rows(happening, echoes)

    def near(self, articles: Iterable[int]) -> list[Happening]:
        """The happenings of some articles (the record's numbers), with all to which links lead from them."""
        wanted = set(articles)
        if not wanted <= self._covered:
            new = reachable(self._record, wanted - self._covered) - self._covered
            self._covered |= new
            for happening in find_happenings(self._record, new):
                for article in happening.articles:
                    self._near[article].append(happening)
        names = map(self._record.joins.name, reachable(self._record, wanted))
        return list({one.id: one for article in names for one in self._near.get(article, ())}.values())

    def _rows(self, happening: Happening, echoes: Sequence[Echo]) -> list[Dispute]:
        facts = self._facts_of(happening)
        articles = {one: self._record.joins.path(one) for one in happening.articles} if facts or echoes else {}
        return assemble_rows(happening.id, facts, articles, echoes)

    def _facts_of(self, happening: Happening) -> list[Placed]:
        """What the tellings of a happening say; nothing where it has but one."""
        if len(happening.articles) < 2 and len(happening.events) < 2:
            return []
        key = tuple(one.id for one in happening.events)
        if key not in self._facts:
            self._page.fetch(happening.articles)
            self._facts[key] = placed_facts(happening, self._page, self._placer)
        return self._facts[key]

    def _all_echoes(self, tellings: Tellings) -> Iterator[Echo]:
        names, joins = self._record.joins.names(), self._record.joins
        pairs = self._pairs((names[a], names[b], value) for a, b, value in joins.all_neighbours())
        return self._echoes.of(self._fetched(pairs), tellings)

    def _fetched(self, pairs: Sequence[Pair]) -> Iterator[Pair]:
        """The pairs, whose articles are read in one go, some pairs after others."""
        for start in range(0, len(pairs), AT_ONCE):
            some = pairs[start : start + AT_ONCE]
            self._page.fetch(_articles(some))
            yield from some

    def _neighbours(self, articles: Iterable[str]) -> Iterator[tuple[str, str, float]]:
        """Neighbours of some articles, and those whose neighbours they are."""
        joins = self._record.joins
        for article in articles:
            number = joins.number(article)
            for other, value in joins.neighbours(number).items():
                yield article, joins.name(other), value
            for other in joins.near_to(number):
                yield joins.name(other), article, joins.neighbours(other)[number]

    def _pairs(self, neighbours: Iterable[tuple[str, str, float]]) -> list[Pair]:
        """Pairs of articles that are alike and independent, those that appeared first in front."""
        least, source = load_dispute_words().twice.articles, self._sources.get
        alike = {
            (min(one, other), max(one, other)): value
            for one, other, value in neighbours
            if value >= least and source(one, one) != source(other, other)
        }
        published = {one: self._record.joins.published(one) or "9999" for pair in alike for one in pair}
        order = sorted(alike, key=lambda pair: (max(published[one] for one in pair), pair))
        return [(*pair, alike[pair]) for pair in order]


def _articles(pairs: Iterable[Pair]) -> list[str]:
    return list(dict.fromkeys(article for pair in pairs for article in pair[:2]))


def _rows_said(told: Retold, heard: dict[str, list[Echo]]) -> list[Dispute]:
    """The rows of one utterance; what was heard of its statements is used up."""
    own = [echo for one in told.statements for echo in heard.pop(one, ())]
    return assemble_rows(told.id, told.placed, told.articles, (*told.echoes, *own))
