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
from detente.comparison.sides import Sides
from detente.comparison.values import value_words
from detente.model import READ_LANGUAGES
from detente.positions import utterance_of
from detente.record import StoredStatement
from detente.stories.independence import Independence
from detente.stories.prominence import happening_time
from detente.stories.rows import Rows
from detente.stories.stories import story_of
from detente.stories.titles import happening_title

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from detente.brief.labels import Tone
    from detente.model import Article, Event, When
    from detente.record import Record
    from detente.stories.disputes import Dispute
    from detente.stories.happenings import Happening

__all__ = ["compare_event", "compare_statement", "compare_story"]


def compare_event(record: Record, event_id: str) -> Comparison:
    """The happening that an event of a joined record tells, compared."""
    article, _ = record.joins.place_of(event_id)
    builder = _Builder(record, [article])
    found = builder.known.values()
    return builder.compare(next(one for one in found if any(told.id == event_id for told in one.events)))


def compare_statement(record: Record, stored: StoredStatement) -> Comparison:
    """The utterance that a statement of a joined record tells, compared: what was said, and by whom."""
    variants = utterance_of(record, stored).variants if stored.statement.speaker.id else (stored,)
    builder = _Builder(record, ())
    found = builder.rows.said(one.article_id for one in variants)
    own = next(one for one in found if stored.id in one.statements)
    told = [builder.statement(one) for one in own.statements]
    spoken = {(one.article_id, one.statement.speaker_span) for one in told}
    ascribed = (row for one in found if own.id in one.others for row in one.rows if row.slot == "speaker")
    others = [row for row in ascribed if any((value.article_id, value.span) in spoken for value in row.values)]
    return builder.compare_said(told, [*own.rows, *others])


def compare_story(record: Record, article_id: str) -> Overview:
    """The story to which an article of a joined record belongs: its main happenings compared, the others in short."""
    story = story_of(record, article_id)
    builder = _Builder(record, map(record.joins.number, story.article_ids))
    sources = builder.number(story.article_ids)
    compared = [(one, builder.compare(one)) for one in story.happenings[: story.main]]
    said, more_said = builder.said_in(story.article_ids)
    limit = builder.limits.background
    pages = [one for _, one in compared]
    languages = {one.language for one in map(builder.article, story.article_ids)} - set(READ_LANGUAGES)
    return Overview(
        id=story.id,
        title=clean(story.title),
        period=_period(story.when),
        sources=(*sources, *_beside(sources, [*pages, *said])),
        happenings=tuple(one for one in pages if not _single(one)),
        single=tuple(builder.other(happening) for happening, one in compared if _single(one)),
        said=said,
        more_said=more_said,
        background=tuple(builder.other(one) for one in story.happenings[story.main :][:limit]),
        more=max(0, len(story.happenings) - story.main - limit),
        languages=tuple(sorted(languages)),
    )


def _single(one: Comparison) -> bool:
    """Whether one source tells a happening, and nothing of it is disputed."""
    return sum(not source.beside for source in one.sources) == 1 and not one.differs


def _beside(known: Iterable[Source], pages: Iterable[Comparison]) -> list[Source]:
    """Sources in columns of a story's page that are not among its own, by their numbers."""
    own = {one.number for one in known}
    found = {one.number: one for page in pages for one in page.sources if one.number not in own}
    return [replace(found[number], beside=True) for number in sorted(found)]


class _Builder:
    """Compares happenings and utterances of some articles; `known` has all that links lead to from these."""

    def __init__(self, record: Record, articles: Iterable[int]) -> None:
        self._record = record
        self._labels, self._words = load_labels(), load_brief_labels()
        self._independence = Independence(record)
        self.limits = self._labels.limits
        self.rows = Rows(record, self._independence)
        self.known = {one.id: one for one in self.rows.near(articles)}
        self._numbers: dict[str, int] = {}
        self._sides = Sides(record)

    def compare(self, happening: Happening) -> Comparison:
        """A happening with its sources in columns; beside them those that agree or differ on one of its matters."""
        disputes = self.rows.of(happening)
        sources, column = self._columns(happening.articles, disputes)
        quotes = [(one.article_id, _quotes(one.event), one.id) for one in happening.events]
        statuses = self._statuses(happening.lead.event)
        status, tone = self._status(happening.lead.event)
        unsure = [one for one in happening.unsure if one in self.known]
        return Comparison(
            kind="event",
            id=happening.id,
            title=self._title(happening),
            when=self._dated(happening_time(happening)),
            status=status,
            tone=tone,
            sources=tuple(sources),
            rows=(self._tellings(quotes, column, len(sources)), *self._slots(disputes, column, sources, statuses)),
            stages=tuple(self.other(self.known[one], happening) for one in happening.stages),
            also=tuple(
                AlsoTold(sources[column[one.article_id]].number, shorten(one.sentence.quote, self.limits.words))
                for one in happening.also
            ),
            links=tuple(
                Joined(one.one, one.other, one.verdict, one.score, one.why)
                for one in happening.links[: self.limits.links]
            ),
            more=max(0, len(happening.links) - self.limits.links),
            unsure=tuple(self.other(self.known[one], happening) for one in unsure[: self.limits.unsure]),
            more_unsure=max(0, len(unsure) - self.limits.unsure),
        )

    def compare_said(self, told: Sequence[StoredStatement], disputes: Sequence[Dispute]) -> Comparison:
        """An utterance with its sources in columns; the leading one of its statements in front."""
        lead = told[0].statement
        reported = [one.article_id for one in told] + [value.article_id for row in disputes for value in row.values]
        sources, column = self._columns(reported, ())
        quotes = [(one.article_id, one.statement.content, one.id) for one in told]
        return Comparison(
            kind="statement",
            id=told[0].id,
            title=f"{clean(lead.speaker.name)}: “{shorten(lead.content, self.limits.title)}”",
            when=self._dated(lead.when),
            status=self._words.acts[lead.act],
            tone="good",
            sources=tuple(sources),
            rows=(self._tellings(quotes, column, len(sources)), *self._slots(disputes, column, sources, {})),
        )

    def said_in(self, articles: Sequence[str]) -> tuple[tuple[Comparison, ...], int]:
        """Utterances of articles on which sources agree or differ, disputed ones first, and how many more there are."""
        own = set(articles)
        found = [
            one
            for one in self.rows.said(articles)
            if any(value.article_id in own for row in one.rows for value in row.values)
        ]
        found.sort(key=lambda one: (all(row.kind != "differs" for row in one.rows), -_support(one.rows), one.id))
        shown = found[: self.limits.said]
        pages = tuple(self.compare_said([*map(self.statement, one.statements)], one.rows) for one in shown)
        return pages, len(found) - len(shown)

    def statement(self, known_as: str) -> StoredStatement:
        """A statement by its id."""
        found = self._record.find(known_as)
        assert isinstance(found, StoredStatement)
        return found

    def article(self, article_id: str) -> Article:
        """An article by its id."""
        return self._record.article(article_id).article

    def other(self, happening: Happening, here: Happening | None = None) -> Other:
        """A happening in one line."""
        status, tone = self._status(happening.lead.event)
        when = self._dated(happening_time(happening))
        told = self._independence.count(happening.articles)
        return Other(happening.id, when, status, tone, self._title(happening), happening is here, told)

    def number(self, articles: Iterable[str]) -> list[Source]:
        """The sources of some articles, of each the earliest of these and all of its copies; a number is given once."""
        told: dict[str, str] = {}
        for article in sorted(set(articles), key=self._age):
            told.setdefault(self._independence.source(article), article)
        for source in told:
            self._numbers.setdefault(source, len(self._numbers) + 1)
        return [self._source(source, told[source]) for source in sorted(told, key=self._numbers.__getitem__)]

    def _columns(self, telling: Sequence[str], disputes: Iterable[Dispute]) -> tuple[list[Source], dict[str, int]]:
        """The sources that tell something or have only a matter of it, by number, and of each article its column."""
        beside = {value.article_id for one in disputes for value in one.values}
        sources = self.number(telling)
        own = {one.number for one in sources}
        sources += [replace(one, beside=True) for one in self.number(beside) if one.number not in own]
        sources.sort(key=lambda one: one.number)
        column = {paper.id: at for at, one in enumerate(sources) for paper in (one.article, *one.copies)}
        return sources, column

    def _source(self, source: str, article: str) -> Source:
        copies = sorted(self._independence.copies(article), key=self._age)
        papers = (replace(self._paper(one), copy=self._independence.kind(one, article)) for one in copies)
        return Source(self._numbers[source], self._paper(article), tuple(papers))

    def _age(self, article_id: str) -> tuple[str, str]:
        return self._record.joins.published(article_id) or "9999", article_id

    def _paper(self, article_id: str) -> Paper:
        article = self.article(article_id)
        title = shorten(article.title or article.text, self.limits.title)
        outlet = clean(article.outlet) if article.outlet else None
        return Paper(article_id, outlet, title, publication(article, self._words), _place(article))

    def _tellings(self, quotes: Iterable[tuple[str, str, str]], column: Mapping[str, int], columns: int) -> Row:
        """Of each source the first telling: article, words and id."""
        cells: list[list[Cell]] = [[] for _ in range(columns)]
        for article_id, words, known_as in quotes:
            cells[column[article_id]].append(Cell("", shorten(words, self.limits.quote), False, known_as))
        return Row(self._labels.told, "", tuple(tuple(each[:1]) for each in cells))

    def _slots(
        self,
        disputes: Iterable[Dispute],
        column: Mapping[str, int],
        sources: Sequence[Source],
        statuses: Mapping[str, str],
    ) -> list[Row]:
        order = list(self._labels.slots)
        ranked = sorted(disputes, key=lambda one: order.index(one.slot) if one.slot in order else len(order))
        return [self._row(one, column, len(sources), statuses) for one in ranked]

    def _row(self, dispute: Dispute, column: Mapping[str, int], columns: int, statuses: Mapping[str, str]) -> Row:
        cells: list[dict[str, Cell]] = [{} for _ in range(columns)]
        for one in sorted(dispute.values, key=lambda value: not value.independent):
            shown = value_words(dispute.slot, one.value, statuses, load_actor_names())
            said = "" if dispute.slot == "wording" else clean(shown)
            cell = Cell(clean(one.value), shorten(one.quote, self.limits.quote), one.guess, None, said)
            cells[column[one.article_id]].setdefault(cell.value, cell)
        side = self._sides.of(dispute) if dispute.slot == "participants" else ""
        return Row(dispute.slot, dispute.kind, tuple(tuple(each.values()) for each in cells), side)

    def _status(self, event: Event) -> tuple[str, Tone]:
        """The badge of an event and its tone: a meeting was held, a deed happened."""
        badge = self._words.badge(event)
        words = badge.badge if event.type in self._words.meetings else badge.deed or self._labels.happened
        return words, badge.tone

    def _statuses(self, event: Event) -> dict[str, str]:
        """What each status of an event like this is called, as its badge is."""
        met = event.type in self._words.meetings
        badges = self._words.statuses.items()
        return {status: one.badge if met else one.deed or self._labels.happened for status, one in badges}

    def _title(self, happening: Happening) -> str:
        title = happening_title(happening, happening_time(happening), self._record.joins.people)
        quotes = _quotes(happening.lead.event)
        return clean(title) if title else shorten(quotes or happening.id, self.limits.title)

    def _dated(self, when: When) -> Dated:
        closed = when.start is not None and when.end is not None
        return Dated(date_words(when), self._words.bases.get(when.basis, "") if closed else "", when)


def _quotes(event: Event) -> str:
    return " … ".join(piece.quote for piece in event.evidence)


def _support(rows: Iterable[Dispute]) -> int:
    """By how many independent sources the row is told that most tell."""
    return max(sum(one.support.values()) for one in rows)


def _place(article: Article) -> str:
    return clean(article.url or article.path or f"standard input, {article.id}")


def _period(when: When) -> str:
    if when.start is None or when.end is None:
        return ""
    return span_words(when.start, max(when.start, last_day(when.end)))
