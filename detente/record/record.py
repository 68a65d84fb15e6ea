"""The record: one SQLite file that holds what articles yielded, with every claim's source."""

from __future__ import annotations

from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, Self, Unpack

from detente.errors import UsageError
from detente.model import Article, Reading, Rejected, Span
from detente.record import connection, lookup, migrations, queries, search, writing
from detente.record.joins import Joins
from detente.record.texts import Texts

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterator, Mapping, Sequence
    from datetime import datetime
    from types import TracebackType

    from detente.record.filters import (
        ArticleFilter,
        EventFilter,
        MentionFilter,
        PledgeFilter,
        StandFilter,
        StatementFilter,
    )
    from detente.record.stored import (
        SearchHit,
        StoredArticle,
        StoredEvent,
        StoredMention,
        StoredPledge,
        StoredQuantity,
        StoredRejection,
        StoredStand,
        StoredStatement,
        StoredTime,
    )

__all__ = ["Record", "open", "open_to_read"]

_WAIT = 30.0


class Record:
    """An open record file; a context manager that closes it.

    Every method may raise `RecordError` where the file cannot be used; the message names it and what to do.
    Iterators read as they go, in the order of article path (or address), then of offset in the text.

    Args:
        path: Where it lies, for messages.
        db: A connection to it, as `open` makes it.
    """

    def __init__(self, path: Path, db: sqlite3.Connection) -> None:
        self.path = path
        self._db = db
        self._texts = Texts(db)

    def __enter__(self) -> Self:
        """The record itself."""
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        """Close the file."""
        self.close()

    @property
    def joins(self) -> Joins:
        """What joining articles and events has found, for `detente.stories`."""
        return Joins(self._db)

    def close(self) -> None:
        """Close the file; what has been added is safe already."""
        self._db.close()

    def add(self, reading: Reading, again: bool = False) -> writing.Outcome:
        """Add what one article yielded, all or nothing.

        Args:
            reading: What it yielded.
            again: Replace also what this version of the reader has found before.

        Returns:
            "new"; "same" where this reader has read the article before (nothing changes, also where the text now
            comes from another place); "replaced" where another version of the reader had read it, or where the user
            now gives another publication date: all that it yielded is replaced, and nothing else.

        Raises:
            InputRejected: The text is not Unicode, so that no file can hold it.
        """
        with connection.explained(self.path):
            return writing.insert_reading(self._db, reading, again)

    def reject(self, rejected: Rejected) -> None:
        """Note an input that did not become an article; the same reason a second time changes nothing."""
        with connection.explained(self.path):
            writing.insert_rejection(self._db, rejected)

    def holds(self, article: Article | str, reader: str) -> bool:
        """Whether `add` would answer "same", so that reading the article (or that of this id) can be skipped."""
        with connection.explained(self.path):
            return writing.holds(self._db, article, reader)

    def articles(self, **asked: Unpack[ArticleFilter]) -> Iterator[StoredArticle]:
        """Articles; by `article` (id), published in [`since`, `until`)."""
        with connection.explained(self.path):
            yield from queries.articles(self._db, asked)

    def article(self, article_id: str) -> StoredArticle:
        """The article of this id.

        Raises:
            UsageError: There is none.
        """
        for stored in self.articles(article=article_id):
            return stored
        raise UsageError(f"{self.path} has no article {article_id}; `detente export articles` lists them")

    def text_of(self, article_id: str) -> str:
        """The text of the article of this id; asked again in a row, it costs nothing.

        Raises:
            UsageError: There is no such article.
        """
        with connection.explained(self.path):
            return self._texts.of(article_id)

    def events(self, **asked: Unpack[EventFilter]) -> Iterator[StoredEvent]:
        """Events; by `pair`, `actor`, `type`, `status`, `issue`, `article`, lying in [`since`, `until`)."""
        with connection.explained(self.path):
            yield from queries.events(self._db, asked)

    def statements(self, **asked: Unpack[StatementFilter]) -> Iterator[StoredStatement]:
        """Statements; by `pair`, `actor`, `act`, `issue`, `article`, said in [`since`, `until`)."""
        with connection.explained(self.path):
            yield from queries.statements(self._db, asked)

    def statements_by_speaker(self) -> Iterator[list[StoredStatement]]:
        """All statements, those of one speaker together."""
        with connection.explained(self.path):
            stored = queries.statements(self._db, {}, queries.BY_SPEAKER)
            for _, said in groupby(stored, lambda one: one.statement.speaker.id or one.statement.speaker.name):
                yield list(said)

    def stands(self, **asked: Unpack[StandFilter]) -> Iterator[StoredStand]:
        """Stands; by `holder`, `issue`, `article`, shown in [`since`, `until`)."""
        with connection.explained(self.path):
            yield from queries.stands(self._db, asked)

    def pledges(self, **asked: Unpack[PledgeFilter]) -> Iterator[StoredPledge]:
        """Reports of commitments; by `article`, of what was done in [`since`, `until`)."""
        with connection.explained(self.path):
            yield from queries.pledges(self._db, asked)

    def mentions(self, **asked: Unpack[MentionFilter]) -> Iterator[StoredMention]:
        """Mentions of actors; by `article`, `actor`."""
        with connection.explained(self.path):
            yield from queries.mentions(self._db, asked)

    def times(self, article: str | None = None) -> Iterator[StoredTime]:
        """Time expressions; of one article (its id) or of all."""
        with connection.explained(self.path):
            yield from queries.times(self._db, {"article": article})

    def quantities(self, article: str | None = None) -> Iterator[StoredQuantity]:
        """Numbers with their units; of one article (its id) or of all."""
        with connection.explained(self.path):
            yield from queries.quantities(self._db, {"article": article})

    def rejected(self) -> Iterator[StoredRejection]:
        """Inputs that did not become articles, with the reason."""
        with connection.explained(self.path):
            yield from queries.rejected(self._db)

    def newest(self) -> datetime | None:
        """When the newest dated article appeared at the latest: how far the record has heard."""
        with connection.explained(self.path):
            return queries.newest(self._db)

    def counts(self) -> Mapping[str, int]:
        """How many rows the tables of articles, of what they yielded, and of `rejected` inputs have."""
        with connection.explained(self.path):
            return queries.counts(self._db)

    def reading(self, article_id: str) -> Reading:
        """All that an article yielded, as it was added.

        Raises:
            UsageError: There is no such article.
        """
        stored = self.article(article_id)
        sentences = tuple(self.sentences(article_id))
        asked = {"article": article_id}
        with connection.explained(self.path):
            return Reading(
                article=stored.article,
                reader=stored.reader,
                sentences=sentences,
                mentions=tuple(m.mention for m in queries.mentions(self._db, asked, "m.seq")),
                times=tuple(t.time for t in queries.times(self._db, asked, "m.seq")),
                events=tuple(e.event for e in queries.events(self._db, asked, "e.seq")),
                statements=tuple(s.statement for s in queries.statements(self._db, asked, "s.seq")),
                stands=tuple(s.stand for s in queries.stands(self._db, asked, "s.seq")),
                pledges=tuple(p.pledge for p in queries.pledges(self._db, asked, "p.seq")),
                quantities=tuple(q.quantity for q in queries.quantities(self._db, asked, "q.seq")),
                meaning=queries.meaning(self._db, article_id),
            )

    def plain_readings(self, article_ids: Sequence[str]) -> Iterator[Reading]:
        """What articles yielded, in no order and quickly: without stands, pledges and all reasons but those of events.

        Ids of articles that are not there are passed over.
        """
        with connection.explained(self.path):
            yield from queries.plain_readings(self._db, article_ids)

    def sentences(self, article_id: str) -> list[Span]:
        """The sentences of an article, in order; none where nobody found any."""
        with connection.explained(self.path):
            return [Span(start, end) for start, end in queries.sentences(self._db, article_id)]

    def search(self, words: str, limit: int | None = None) -> Iterator[SearchHit]:
        """Sentences and titles that have all of the words, best first; "a phrase" is found whole, begin* by its start.

        Raises:
            UsageError: Nothing in `words` can be searched for.
        """
        with connection.explained(self.path):
            yield from search.find_passages(self._db, words, limit)

    def find(self, prefix: str) -> lookup.Claim:
        """The event, statement, position or commitment whose id begins so: of the last two, the report of this id.

        Raises:
            UsageError: None or several do; the message lists the nearest.
        """
        with connection.explained(self.path):
            return lookup.find_claim(self._db, prefix)

    def find_comparable(self, prefix: str) -> lookup.Comparable:
        """The event, statement or article whose id begins so; a story goes by the id of its earliest article.

        Raises:
            UsageError: None or several do; the message lists the nearest.
        """
        with connection.explained(self.path):
            return lookup.find_comparable(self._db, prefix)


def open(path: str | Path, wait: float = _WAIT) -> Record:
    """Open the record at `path` for reading and writing; make it where it is missing, bring it up where it is old.

    Args:
        path: The file.
        wait: Seconds to wait for another process that is writing.

    Raises:
        RecordError: It is no record, a newer program wrote it, or it cannot be written; the message says what to do.
    """
    place = Path(path)
    with connection.explained(place):
        db = connection.connect(place, wait)
        try:
            migrations.recognise(db, place)
            connection.use_wal(db, wait)
            migrations.migrate(db)
        except BaseException:
            db.close()
            raise
    return Record(place, db)


def open_to_read(path: str | Path, wait: float = _WAIT) -> Record:
    """Open an existing record so that nothing can be changed through it, also in a folder that is read-only.

    Raises:
        RecordError: There is none, it is no record, or a newer program wrote it.
    """
    place = Path(path)
    with connection.explained(place):
        db = connection.connect_to_read(place, wait)
        try:
            migrations.recognise(db, place)
            current = migrations.is_current(db)
            migrations.refuse_empty(db, place)
        except BaseException:
            db.close()
            raise
        if current:
            return Record(place, db)
        db.close()
    open(place, wait).close()  # brings it up to date, or says why it cannot
    return open_to_read(place, wait)
