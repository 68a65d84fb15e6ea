"""The questions a record answers, each streamed in one order: article path (or address), then offset in the text."""

from __future__ import annotations

import json
import re
from collections import defaultdict
from datetime import datetime
from typing import TYPE_CHECKING, Any, TypeVar

from detente.model import Meaning, Reading, Span
from detente.record import filters
from detente.record.load import (
    NO_REASONS,
    article_of,
    event_of,
    mention_of,
    pledge_of,
    quantity_of,
    stand_of,
    statement_of,
    time_of,
)
from detente.record.stored import (
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
from detente.record.texts import Texts

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable, Iterator, Mapping, Sequence

__all__ = [
    "articles",
    "counts",
    "events",
    "meaning",
    "mentions",
    "newest",
    "plain_readings",
    "pledges",
    "quantities",
    "rejected",
    "sentences",
    "stands",
    "statements",
    "times",
]

T = TypeVar("T")

_TABLES = ("article", "event", "statement", "stand", "pledge", "mention", "time_mention", "quantity", "rejected")


BY_SPEAKER = "coalesce(s.speaker_id, s.speaker_name), s.id"


def _place(table: str) -> str:
    return f"a.source, a.id, {table}.start, {table}.seq"


def _list(table: str, owner: str, key: str, column: str, condition: str = "1") -> str:
    return f"""(SELECT json_group_array({column}) FROM (SELECT * FROM {table}
        WHERE article = {key}.article AND {owner} = {key}.seq AND {condition} ORDER BY seq))"""


_ARTICLES = """
    SELECT a.id, a.path, a.reader, a.path, a.url, a.title, a.title_start, a.title_end, a.outlet, a.authors, a.language,
        a.retrieved, a.published_start, a.published_end, a.published_precision, a.published_basis,
        a.published_expression, a.published_clues, a.text,
        (SELECT json_group_array(json_array(start, "end", reason))
         FROM (SELECT * FROM dropped WHERE article = a.pk ORDER BY seq))
    FROM article a WHERE {condition} ORDER BY a.source, a.id"""
_EVENTS = f"""
    SELECT e.id, a.id, a.path, e.symmetric, e.type, e.mode, e.context, e.cameo, e.status, e.when_start, e.when_end,
        e.when_precision, e.when_basis, e.when_expression, e.place, e.people, e.intensity, e.confidence, e.reported_by,
        e.origin, e.why, e.actor_sector, e.recipient_sector,
        {_list("event_actor", "event", "e", "code", "role = 'actor'")},
        {_list("event_actor", "event", "e", "code", "role = 'recipient'")},
        {_list("event_issue", "event", "e", "issue")},
        {_list("event_evidence", "event", "e", 'json_array(start, "end", quote)')}
    FROM article a JOIN event e ON e.article = a.pk WHERE {{condition}} ORDER BY {{order}}"""
_STATEMENTS = f"""
    SELECT s.id, a.id, a.path, s.start, s."end", s.speaker_name, s.speaker_id, s.speaker_state, s.speaker_office,
        s.speaker_start, s.speaker_end, s.cue, s.cue_start, s.cue_end, s.content, s.kind, s.act, s.stance,
        s.attribution, s.when_start, s.when_end, s.when_precision, s.when_basis, s.when_expression, s.origin, s.why,
        s.condition, s.confidence,
        {_list("statement_actor", "statement", "s", "code", "role = 'addressee'")},
        {_list("statement_actor", "statement", "s", "code", "role = 'about'")},
        {_list("statement_issue", "statement", "s", "issue")}
    FROM article a JOIN statement s ON s.article = a.pk WHERE {{condition}} ORDER BY {{order}}"""
_STANDS = """
    SELECT s.id, a.id, a.path, s.holder, s.person, s.issue, s.stance, s.strength, s.red_line, s.addressee, s.object,
        s.wording, s.condition, s.own, s.reported_by, s.when_start, s.when_end, s.when_precision, s.when_basis,
        s.when_expression, s.origin, s.why
    FROM article a JOIN stand s ON s.article = a.pk WHERE {condition} ORDER BY {order}"""
_PLEDGES = """
    SELECT p.id, a.id, a.path, p.promisor, p.promisee, p.kind, p.content, p.condition, p.due_start, p.due_end,
        p.due_precision, p.due_basis, p.due_expression, p.fate, p.issues, p.wording, p.reported_by, p.when_start,
        p.when_end, p.when_precision, p.when_basis, p.when_expression, p.origin, p.why
    FROM article a JOIN pledge p ON p.article = a.pk WHERE {condition} ORDER BY {order}"""
_MENTIONS = """
    SELECT m.id, a.id, a.path, m.start, m."end", m.actor, m.name, m.state, m.role, m.person, m.office_written,
        m.office_held, m.flag, m.origin, m.why, m.sector
    FROM article a JOIN mention m ON m.article = a.pk WHERE {condition} ORDER BY {order}"""
_TIMES = """
    SELECT m.id, a.id, a.path, m.start, m."end", m.when_start, m.when_end, m.when_precision, m.when_basis,
        m.when_expression, m.origin, m.why, m.type, m.timex
    FROM article a JOIN time_mention m ON m.article = a.pk WHERE {condition} ORDER BY {order}"""

_PASSAGES = """
    SELECT p.pk, a.id, a.path, p.start, p."end"
    FROM article a JOIN passage p ON p.article = a.pk WHERE {condition} AND p.kind = 'sentence' ORDER BY {order}"""
_MEANINGS = """
    SELECT m.article, a.id, a.path, m.gist, m.events, m.sentences
    FROM article a JOIN meaning m ON m.article = a.pk WHERE {condition} ORDER BY {order}"""
_AMONG = "a.id IN (SELECT value FROM json_each(?))"

_QUANTITIES = """
    SELECT q.id, a.id, a.path, q.start, q."end", q.low, q.high, q.about, q.unit, q.dimension, q.clause_start,
        q.clause_end, q.role, q.origin, q.why
    FROM article a JOIN quantity q ON q.article = a.pk WHERE {condition} ORDER BY {order}"""


def articles(db: sqlite3.Connection, asked: Mapping[str, object]) -> Iterator[StoredArticle]:
    """All articles that fit."""
    for known_as, path, reader, *row in _select(db, _ARTICLES, filters.ARTICLE, asked):
        yield StoredArticle(known_as, path, reader, article_of(row))


def events(db: sqlite3.Connection, asked: Mapping[str, object], order: str = _place("e")) -> Iterator[StoredEvent]:
    """All events that fit."""
    for known_as, article_id, path, *row in _select(db, _EVENTS, filters.EVENT, asked, order):
        yield StoredEvent(known_as, article_id, path, event_of(row))


def statements(
    db: sqlite3.Connection, asked: Mapping[str, object], order: str = _place("s")
) -> Iterator[StoredStatement]:
    """All statements that fit."""
    for known_as, article_id, path, *row in _select(db, _STATEMENTS, filters.STATEMENT, asked, order):
        yield StoredStatement(known_as, article_id, path, statement_of(row))


def stands(db: sqlite3.Connection, asked: Mapping[str, object], order: str = _place("s")) -> Iterator[StoredStand]:
    """All stands that fit."""
    for known_as, article_id, path, *row in _select(db, _STANDS, filters.STAND, asked, order):
        yield StoredStand(known_as, article_id, path, stand_of(row))


def pledges(db: sqlite3.Connection, asked: Mapping[str, object], order: str = _place("p")) -> Iterator[StoredPledge]:
    """All reports of commitments that fit."""
    for known_as, article_id, path, *row in _select(db, _PLEDGES, filters.PLEDGE, asked, order):
        yield StoredPledge(known_as, article_id, path, pledge_of(row))


def mentions(db: sqlite3.Connection, asked: Mapping[str, object], order: str = _place("m")) -> Iterator[StoredMention]:
    """All mentions of actors that fit."""
    texts = Texts(db)
    for known_as, article_id, path, *row in _select(db, _MENTIONS, filters.MENTION, asked, order):
        mention = mention_of(row)
        yield StoredMention(
            known_as, article_id, path, texts.of(article_id)[mention.span.start : mention.span.end], mention
        )


def times(db: sqlite3.Connection, asked: Mapping[str, object], order: str = _place("m")) -> Iterator[StoredTime]:
    """All time expressions that fit."""
    texts = Texts(db)
    for known_as, article_id, path, *row in _select(db, _TIMES, filters.TIME, asked, order):
        time = time_of(row)
        yield StoredTime(known_as, article_id, path, texts.of(article_id)[time.span.start : time.span.end], time)


def quantities(
    db: sqlite3.Connection, asked: Mapping[str, object], order: str = _place("q")
) -> Iterator[StoredQuantity]:
    """All quantities that fit."""
    texts = Texts(db)
    for known_as, article_id, path, *row in _select(db, _QUANTITIES, filters.QUANTITY, asked, order):
        quantity = quantity_of(row)
        words = texts.of(article_id)[quantity.span.start : quantity.span.end]
        yield StoredQuantity(known_as, article_id, path, words, quantity)


def plain_readings(db: sqlite3.Connection, ids: Sequence[str]) -> Iterator[Reading]:
    """What some articles yielded, in no order, without stands and pledges; the reasons of events alone are there."""
    asked = (json.dumps(ids),)

    def found(query: str, order: str, make: Callable[[Any], T]) -> Mapping[str, list[T]]:
        by_article: dict[str, list[T]] = defaultdict(list)
        for _, article_id, _, *row in db.execute(query.format(condition=_AMONG, order=order), asked):
            by_article[article_id].append(make(row))
        return by_article

    spans = found(_PASSAGES, "p.pk", lambda row: Span(*row))
    named, when = found(_unreasoned(_MENTIONS), "m.seq", mention_of), found(_unreasoned(_TIMES), "m.seq", time_of)
    done, said = found(_EVENTS, "e.seq", event_of), found(_unreasoned(_STATEMENTS), "s.seq", statement_of)
    counted, meant = found(_unreasoned(_QUANTITIES), "q.seq", quantity_of), found(_MEANINGS, "m.article", _meaning)
    for known_as, _, reader, *row in db.execute(_ARTICLES.format(condition=_AMONG), asked):
        yield Reading(
            article=article_of(row),
            reader=reader,
            sentences=tuple(spans.get(known_as, ())),
            mentions=tuple(named.get(known_as, ())),
            times=tuple(when.get(known_as, ())),
            events=tuple(done.get(known_as, ())),
            statements=tuple(said.get(known_as, ())),
            quantities=tuple(counted.get(known_as, ())),
            meaning=next(iter(meant.get(known_as, ())), None),
        )


def _unreasoned(query: str) -> str:
    return re.sub(r"\b[mqs]\.why\b", f"'{NO_REASONS}'", query)


def _meaning(row: Sequence[bytes]) -> Meaning:
    return Meaning(*row)


def sentences(db: sqlite3.Connection, article_id: str) -> Iterator[tuple[int, int]]:
    """The ends of an article's sentences, in the order in which they were found."""
    return iter(
        db.execute(
            """SELECT p.start, p."end" FROM passage p JOIN article a ON a.pk = p.article
            WHERE a.id = ? AND p.kind = 'sentence' ORDER BY p.pk""",
            (article_id,),
        )
    )


def meaning(db: sqlite3.Connection, article_id: str) -> Meaning | None:
    """The vectors of an article, of its events and of its sentences."""
    row = db.execute(
        "SELECT m.gist, m.events, m.sentences FROM meaning m JOIN article a ON a.pk = m.article WHERE a.id = ?",
        (article_id,),
    ).fetchone()
    return Meaning(*row) if row else None


def rejected(db: sqlite3.Connection) -> Iterator[StoredRejection]:
    """All inputs that did not become articles."""
    for row in db.execute("SELECT source, reason, at FROM rejected ORDER BY source, reason"):
        yield StoredRejection(*row)


def newest(db: sqlite3.Connection) -> datetime | None:
    """The latest end of a publication date."""
    (end,) = db.execute("SELECT max(published_end) FROM article").fetchone()
    return end and datetime.fromisoformat(end)


def counts(db: sqlite3.Connection) -> dict[str, int]:
    """How many rows each of the main tables has."""
    return {table: db.execute(f"SELECT count(*) FROM {table}").fetchone()[0] for table in _TABLES}


def _select(
    db: sqlite3.Connection, query: str, allowed: Mapping[str, str], asked: Mapping[str, object], order: str = ""
) -> Iterator[tuple[Any, ...]]:
    where, parameters = filters.condition(allowed, asked)
    return iter(db.execute(query.format(condition=where, order=order), parameters))
