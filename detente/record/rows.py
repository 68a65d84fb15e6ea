"""From the model to rows: what of a `Reading` goes into which table and column."""

from __future__ import annotations

import json
from functools import lru_cache
from typing import TYPE_CHECKING

from detente.model import (
    Article,
    Clue,
    Event,
    Evidence,
    Mention,
    Pledge,
    Quantity,
    Reading,
    Span,
    Stand,
    Statement,
    TimeMention,
    When,
    Why,
)
from detente.record.ids import event_ids, mention_ids, pledge_ids, quantity_ids, stand_ids, statement_ids, time_ids

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from datetime import datetime

__all__ = ["Row", "article_row", "child_rows", "passages"]

Row = tuple[object, ...]

_encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


def article_row(article: Article, reader: str) -> Row:
    """The article's own row, without its key."""
    sha256 = article.sha256
    return (
        sha256[:16], sha256, reader, article.path or article.url or "", article.path, article.url,
        article.title, *_ends(article.title_span), article.outlet, _listed(article.authors),
        article.language, _moment(article.retrieved), *_when(article.published),
        _encode([_clue(clue) for clue in article.published_clues]), article.text,
    )  # fmt: skip


def child_rows(reading: Reading, pk: int, article_id: str) -> Iterator[tuple[str, list[Row]]]:
    """All rows below the article's, as (table, rows), parents before children."""
    events, statements = reading.events, reading.statements
    yield "dropped", [(pk, n, d.span.start, d.span.end, d.reason) for n, d in enumerate(reading.article.dropped)]
    yield "mention", _mentions(pk, article_id, reading.mentions)
    yield "time_mention", _times(pk, article_id, reading.times)
    yield "quantity", _quantities(pk, article_id, reading.quantities)
    meaning = reading.meaning
    yield "meaning", [(pk, meaning.gist, meaning.events, meaning.sentences)] if meaning else []
    yield "event", _events(pk, article_id, events)
    yield "event_actor", _actors(pk, ((("actor", e.actor), ("recipient", e.recipient)) for e in events))
    yield "event_issue", _issues(pk, events)
    yield "event_evidence", _evidence(pk, events)
    yield "statement", _statements(pk, article_id, statements)
    yield "statement_actor", _actors(pk, ((("addressee", s.addressee), ("about", s.about)) for s in statements))
    yield "statement_issue", _issues(pk, statements)
    yield "stand", _stands(pk, article_id, reading.stands)
    yield "pledge", _pledges(pk, article_id, reading.pledges)


def passages(article: Article, sentences: Sequence[Span]) -> list[tuple[str, Span | None]]:
    """What search looks through, as (kind, span): the sentences, or lines where there are none, and the title."""
    found: list[tuple[str, Span | None]] = [("sentence", span) for span in sentences]
    if not sentences:
        found.extend(("line", span) for span in _lines(article.text))
    title = article.title_span
    if article.title and (title is None or not any(span.overlaps(title) for _, span in found if span)):
        found.append(("title", title))
    return found


def _lines(text: str) -> Iterator[Span]:
    start = 0
    for line in text.splitlines(keepends=True):
        if line.strip():
            yield Span(start, start + len(line.rstrip()))
        start += len(line)


def _mentions(pk: int, article_id: str, mentions: Sequence[Mention]) -> list[Row]:
    return [
        (
            pk, seq, known_as, m.span.start, m.span.end, m.actor, m.name, m.state, m.role, m.person,
            m.office_written, m.office_held, m.flag, *_why(m.why), m.sector,
        )
        for seq, (known_as, m) in enumerate(zip(mention_ids(article_id, mentions), mentions, strict=True))
    ]  # fmt: skip


def _times(pk: int, article_id: str, times: Sequence[TimeMention]) -> list[Row]:
    return [
        (pk, seq, known_as, t.span.start, t.span.end, *_when(t.value), *_why(t.why), t.type, t.timex)
        for seq, (known_as, t) in enumerate(zip(time_ids(article_id, times), times, strict=True))
    ]


def _quantities(pk: int, article_id: str, quantities: Sequence[Quantity]) -> list[Row]:
    return [
        (
            pk, seq, known_as, q.span.start, q.span.end, q.low, q.high, q.about, q.unit, q.dimension, *_ends(q.clause),
            q.role, *_why(q.why),
        )
        for seq, (known_as, q) in enumerate(zip(quantity_ids(article_id, quantities), quantities, strict=True))
    ]  # fmt: skip


def _events(pk: int, article_id: str, events: Sequence[Event]) -> list[Row]:
    return [
        (
            pk, seq, known_as, e.evidence[0].span.start if e.evidence else None, e.symmetric, e.type, e.mode,
            _listed(e.context), e.cameo, e.status, *_when(e.when), e.place, _listed(e.people), e.intensity,
            e.confidence, _listed(e.reported_by), *_why(e.why), _listed(e.actor_sector), _listed(e.recipient_sector),
        )
        for seq, (known_as, e) in enumerate(zip(event_ids(article_id, events), events, strict=True))
    ]  # fmt: skip


def _statements(pk: int, article_id: str, statements: Sequence[Statement]) -> list[Row]:
    return [
        (
            pk, seq, known_as, s.span.start, s.span.end, s.speaker.name, s.speaker.id, s.speaker.state,
            s.speaker.office, *_ends(s.speaker_span), s.cue, s.cue_span.start, s.cue_span.end, s.content, s.kind,
            s.act, s.stance, _listed(s.attribution), *_when(s.when), *_why(s.why), _piece(s.condition), s.confidence,
        )
        for seq, (known_as, s) in enumerate(zip(statement_ids(article_id, statements), statements, strict=True))
    ]  # fmt: skip


def _stands(pk: int, article_id: str, stands: Sequence[Stand]) -> list[Row]:
    return [
        (
            pk, seq, known_as, s.wording.span.start, s.holder, s.person, s.issue, s.stance, s.strength, s.red_line,
            _listed(s.addressee), _piece(s.object), _piece(s.wording), _piece(s.condition), s.own,
            _listed(s.reported_by), *_when(s.when), *_why(s.why),
        )
        for seq, (known_as, s) in enumerate(zip(stand_ids(article_id, stands), stands, strict=True))
    ]  # fmt: skip


def _pledges(pk: int, article_id: str, pledges: Sequence[Pledge]) -> list[Row]:
    return [
        (
            pk, seq, known_as, p.wording.span.start, _listed(p.promisor), _listed(p.promisee), p.kind,
            _piece(p.content), _piece(p.condition), *_when(p.due), p.fate, _listed(p.issues), _piece(p.wording),
            _listed(p.reported_by), *_when(p.when), *_why(p.why),
        )
        for seq, (known_as, p) in enumerate(zip(pledge_ids(article_id, pledges), pledges, strict=True))
    ]  # fmt: skip


def _actors(pk: int, roles: Iterable[Sequence[tuple[str, Sequence[str]]]]) -> list[Row]:
    return [
        (pk, owner, role, seq, code)
        for owner, lists in enumerate(roles)
        for role, codes in lists
        for seq, code in enumerate(codes)
    ]


def _issues(pk: int, owners: Sequence[Event | Statement]) -> list[Row]:
    return [(pk, n, seq, issue) for n, owner in enumerate(owners) for seq, issue in enumerate(owner.issues)]


def _evidence(pk: int, events: Iterable[Event]) -> list[Row]:
    return [
        (pk, n, seq, evidence.span.start, evidence.span.end, evidence.quote)
        for n, event in enumerate(events)
        for seq, evidence in enumerate(event.evidence)
    ]


def _piece(evidence: Evidence | None) -> str | None:
    return None if evidence is None else _encode([evidence.span.start, evidence.span.end, evidence.quote])


def _clue(clue: Clue) -> list[object]:
    return [clue.span.start, clue.span.end, clue.reason, *_when(clue.bounds)]


def _when(when: When) -> tuple[str | None, str | None, str | None, str, str | None]:
    return (_moment(when.start), _moment(when.end), when.precision, when.basis, when.expression)


def _why(why: Why) -> tuple[str, str]:
    words = ",".join([f"[{span.start},{span.end}]" for span in why.words])
    return why.origin, f"[[{words}],{_listed(why.steps)}]"


def _moment(moment: datetime | None) -> str | None:
    return None if moment is None else moment.isoformat()


def _ends(span: Span | None) -> tuple[int | None, int | None]:
    return (None, None) if span is None else (span.start, span.end)


@lru_cache(maxsize=4096)  # most lists are short and come again: steps of a rule, a relay, an office holder
def _listed(words: tuple[str, ...]) -> str:
    return _encode(words)
