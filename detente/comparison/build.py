"""From the record to a comparison: who tells a happening, what each says of every slot, and why they were joined."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from detente.actors.naming import load_actor_names
from detente.brief.dates import date_words, last_day, span_words
from detente.brief.footnotes import publication
from detente.brief.labels import load_labels as load_brief_labels
from detente.brief.parts import Dated
from detente.brief.wording import clean, shorten
from detente.comparison.labels import load_labels
from detente.comparison.parts import AlsoTold, Cell, Comparison, Joined, Other, Overview, Paper, Row, Source
from detente.stories.independence import Independence
from detente.stories.prominence import happening_time
from detente.stories.rows import Rows
from detente.stories.stories import story_of
from detente.stories.titles import happening_title

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from detente.brief.labels import Tone
    from detente.model import Article, Event, When
    from detente.record import Record
    from detente.stories.disputes import Dispute
    from detente.stories.happenings import Happening

__all__ = ["compare_event", "compare_story"]


def compare_event(record: Record, event_id: str) -> Comparison:
    """The happening that an event of a joined record tells, compared."""
    article, _ = record.joins.place_of(event_id)
    builder = _Builder(record, [article])
    found = builder.known.values()
    return builder.compare(next(one for one in found if any(told.id == event_id for told in one.events)))


def compare_story(record: Record, article_id: str) -> Overview:
    """The story to which an article of a joined record belongs, its main happenings compared one after the other."""
    story = story_of(record, article_id)
    builder = _Builder(record, map(record.joins.number, story.article_ids))
    return Overview(
        id=story.id,
        title=clean(story.title),
        period=_period(story.when),
        sources=tuple(builder.number(story.article_ids)),
        happenings=tuple(builder.compare(one) for one in story.happenings[: story.main]),
        more=len(story.happenings) - story.main,
    )


class _Builder:
    """Compares happenings of some articles; `known` has all that links lead to from these."""

    def __init__(self, record: Record, articles: Iterable[int]) -> None:
        self._record = record
        self._labels, self._words = load_labels(), load_brief_labels()
        self._independence = Independence(record)
        self._rows = Rows(record, self._independence)
        self.known = {one.id: one for one in self._rows.near(articles)}
        self._numbers: dict[str, int] = {}

    def compare(self, happening: Happening) -> Comparison:
        """A happening with its sources in columns."""
        sources = self.number(happening.articles)
        column = {paper.id: at for at, one in enumerate(sources) for paper in (one.article, *one.copies)}
        disputes = sorted(self._rows.of(happening), key=lambda one: self._slot_order(one.slot))
        rows = [self._tellings(happening, column, len(sources))]
        rows += [self._row(dispute, column, len(sources)) for dispute in disputes]
        status, tone = self._status(happening.lead.event)
        links = happening.links
        most = self._labels.limits.links
        return Comparison(
            id=happening.id,
            title=self._title(happening),
            when=self._dated(happening_time(happening)),
            status=status,
            tone=tone,
            sources=tuple(sources),
            rows=tuple(rows),
            stages=tuple(self._other(one, happening) for one in happening.stages),
            also=tuple(
                AlsoTold(sources[column[one.article_id]].number, shorten(one.sentence.quote, self._labels.limits.words))
                for one in happening.also
            ),
            links=tuple(Joined(one.one, one.other, one.verdict, one.score, one.why) for one in links[:most]),
            more=max(0, len(links) - most),
            unsure=tuple(self._other(one, happening) for one in happening.unsure if one in self.known),
        )

    def number(self, articles: Iterable[str]) -> list[Source]:
        """The sources of some articles, of each the earliest of these and all of its copies; a number is given once."""
        told: dict[str, str] = {}
        for article in sorted(set(articles), key=self._age):
            told.setdefault(self._independence.source(article), article)
        for source in told:
            self._numbers.setdefault(source, len(self._numbers) + 1)
        return [self._source(source, told[source]) for source in sorted(told, key=self._numbers.__getitem__)]

    def _source(self, source: str, article: str) -> Source:
        copies = sorted(self._independence.copies(article), key=self._age)
        papers = (replace(self._paper(one), copy=self._independence.kind(one, article)) for one in copies)
        return Source(self._numbers[source], self._paper(article), tuple(papers))

    def _age(self, article_id: str) -> tuple[str, str]:
        return self._record.joins.published(article_id) or "9999", article_id

    def _paper(self, article_id: str) -> Paper:
        article = self._record.article(article_id).article
        title = shorten(article.title or article.text, self._labels.limits.title)
        outlet = clean(article.outlet) if article.outlet else None
        return Paper(article_id, outlet, title, publication(article, self._words), _place(article))

    def _tellings(self, happening: Happening, column: Mapping[str, int], columns: int) -> Row:
        cells: list[list[Cell]] = [[] for _ in range(columns)]
        for one in happening.events:
            quote = " … ".join(piece.quote for piece in one.event.evidence)
            cells[column[one.article_id]].append(Cell("", shorten(quote, self._labels.limits.quote), False, one.id))
        return Row(self._labels.told, "", tuple(tuple(each[:1]) for each in cells))

    def _row(self, dispute: Dispute, column: Mapping[str, int], columns: int) -> Row:
        cells: list[dict[str, Cell]] = [{} for _ in range(columns)]
        for one in sorted(dispute.values, key=lambda value: not value.independent):
            if one.article_id in column:
                value = load_actor_names().get(one.value, one.value)
                cell = Cell(clean(value), shorten(one.quote, self._labels.limits.quote), one.guess)
                cells[column[one.article_id]].setdefault(cell.value, cell)
        return Row(dispute.slot, dispute.kind, tuple(tuple(each.values()) for each in cells))

    def _slot_order(self, slot: str) -> int:
        slots = list(self._labels.slots)
        return slots.index(slot) if slot in slots else len(slots)

    def _other(self, event: str, here: Happening) -> Other:
        happening = self.known[event]
        status, tone = self._status(happening.lead.event)
        when = self._dated(happening_time(happening))
        return Other(event, when, status, tone, self._title(happening), event == here.id)

    def _status(self, event: Event) -> tuple[str, Tone]:
        """The badge of an event and its tone: a meeting was held, a deed happened."""
        badge = self._words.badge(event)
        words = badge.badge if event.type in self._words.meetings else badge.deed or self._labels.happened
        return words, badge.tone

    def _title(self, happening: Happening) -> str:
        title = happening_title(happening, happening_time(happening), self._record.joins.people)
        quotes = " ".join(piece.quote for piece in happening.lead.event.evidence)
        return clean(title) if title else shorten(quotes or happening.id, self._labels.limits.title)

    def _dated(self, when: When) -> Dated:
        closed = when.start is not None and when.end is not None
        return Dated(date_words(when), self._words.bases.get(when.basis, "") if closed else "", when)


def _place(article: Article) -> str:
    return clean(article.url or article.path or f"standard input, {article.id}")


def _period(when: When) -> str:
    if when.start is None or when.end is None:
        return ""
    return span_words(when.start, max(when.start, last_day(when.end)))
