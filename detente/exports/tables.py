"""What each exported table has in its rows: the columns of the contract, as plain JSON values."""

from __future__ import annotations

from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from detente.positions import assemble_commitments, assemble_positions, find_utterances
from detente.stories.rows import Rows
from detente.stories.stories import load_stories

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from detente.model import Evidence, Why
    from detente.positions import Commitment, Position
    from detente.record import (
        Record,
        StoredArticle,
        StoredEvent,
        StoredMention,
        StoredPledge,
        StoredStand,
        StoredStatement,
        StoredTime,
    )
    from detente.stories.disputes import Dispute, SlotValue
    from detente.stories.stories import Story

__all__ = ["TABLES", "Line", "Table", "explanation"]

Line = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Table:
    """One exportable table: how its rows are streamed, and the names of their flat form.

    Such a name is a column of the contract, or "when.start" for `start` of the object `when`.
    """

    columns: tuple[str, ...]
    lines: Callable[[Record], Iterator[Line]]


def explanation(why: Why, text: str) -> str:
    """A reason as one line: what coded it, on which words, by which steps.

    >>> from detente.model import Span, Why
    >>> explanation(Why("rule:visit", (Span(4, 11),), ("subject is a state",)), "Xi  visited Rome")
    'rule:visit on "visited": subject is a state'
    """
    words = ", ".join(f'"{" ".join(text[span.start : span.end].split())}"' for span in why.words)
    return why.origin + (f" on {words}" if words else "") + (f": {'; '.join(why.steps)}" if why.steps else "")


def _articles(record: Record) -> Iterator[Line]:
    return (_article(stored) for stored in record.articles())


def _events(record: Record) -> Iterator[Line]:
    return (_event(stored, record.text_of(stored.article_id)) for stored in record.events())


def _statements(record: Record) -> Iterator[Line]:
    said = (utterance for speaker in record.statements_by_speaker() for utterance in find_utterances(speaker))
    leads = {one.id: utterance.id for utterance in said for one in utterance.variants[1:]}
    for stored in record.statements():
        line = _statement(stored, record.text_of(stored.article_id))
        yield line | {"utterance": leads.get(stored.id, stored.id)}


def _mentions(record: Record) -> Iterator[Line]:
    return (_mention(stored) for stored in record.mentions())


def _times(record: Record) -> Iterator[Line]:
    return (_time(stored) for stored in record.times())


def _article(stored: StoredArticle) -> Line:
    article = stored.article
    return {
        "id": stored.id,
        "path": article.path,
        "url": article.url,
        "title": article.title,
        "outlet": article.outlet,
        "authors": article.authors,
        "published": article.published.to_dict(),
        "language": article.language,
        "sha256": article.sha256,
        "dropped": [
            {
                "start": dropped.span.start,
                "end": dropped.span.end,
                "text": article.text[dropped.span.start : dropped.span.end],
                "reason": dropped.reason,
            }
            for dropped in article.dropped
        ],
    }


def _event(stored: StoredEvent, text: str) -> Line:
    event = stored.event
    return {
        "id": stored.id,
        "article_id": stored.article_id,
        "path": stored.path,
        "actor": event.actor,
        "recipient": event.recipient,
        "symmetric": event.symmetric,
        "type": event.type,
        "mode": event.mode,
        "context": event.context,
        "cameo": event.cameo,
        "status": event.status,
        "when": event.when.to_dict(),
        "issues": event.issues,
        "people": event.people,
        "intensity": event.intensity,
        "confidence": event.confidence,
        "reported_by": event.reported_by,
        "evidence": [{"start": e.span.start, "end": e.span.end, "quote": e.quote} for e in event.evidence],
        "origin": event.why.origin,
        "why": explanation(event.why, text),
        "actor_sector": event.actor_sector,
        "recipient_sector": event.recipient_sector,
    }


def _statement(stored: StoredStatement, text: str) -> Line:
    statement = stored.statement
    speaker = statement.speaker
    return {
        "id": stored.id,
        "article_id": stored.article_id,
        "path": stored.path,
        "speaker": {"name": speaker.name, "id": speaker.id, "state": speaker.state, "office": speaker.office},
        "addressee": statement.addressee,
        "cue": statement.cue,
        "content": statement.content,
        "start": statement.span.start,
        "end": statement.span.end,
        "kind": statement.kind,
        "act": statement.act,
        "issues": statement.issues,
        "stance": statement.stance,
        "attribution": statement.attribution,
        "about": statement.about,
        "origin": statement.why.origin,
        "why": explanation(statement.why, text),
        "when": statement.when.to_dict(),
        "condition": statement.condition.quote if statement.condition else None,
        "confidence": statement.confidence,
    }


def _positions(record: Record) -> Iterator[Line]:
    return (_position(position) for position in assemble_positions(record.stands()))


def _commitments(record: Record) -> Iterator[Line]:
    return (_commitment(commitment) for commitment in assemble_commitments(record.pledges(), record.newest()))


def _stories(record: Record) -> Iterator[Line]:
    return (_story(story) for story in load_stories(record))


def _disputes(record: Record) -> Iterator[Line]:
    return (_dispute(one, record) for one in Rows(record).all())


def _story(story: Story) -> Line:
    when = story.when.to_dict()
    return {
        "id": story.id,
        "title": story.title,
        "start": when["start"],
        "end": when["end"],
        "sources": story.sources,
        "articles": [one.place for one in story.articles],
        "events": [one.id for one in story.happenings],
        "stages": [
            {"event": one.event, "status": one.status, "start": day["start"], "end": day["end"]}
            for one in story.stages
            if (day := one.when.to_dict())
        ],
        "article_ids": story.article_ids,
        "outlets": list(dict.fromkeys(one.outlet for one in story.articles if one.outlet)),
        "copies": [{"article_id": one.id, "of": one.source} for one in story.articles if one.source != one.id],
    }


def _dispute(dispute: Dispute, record: Record) -> Line:
    return {
        "event_id": dispute.event_id,
        "slot": dispute.slot,
        "kind": dispute.kind,
        "values": [_value(one, record) for one in dispute.values],
        "silent": dispute.silent,
        "within": dispute.within,
    }


def _value(one: SlotValue, record: Record) -> Line:
    return {
        "value": one.value,
        "path": one.path if one.path is not None else record.article(one.article_id).article.url,
        "start": one.span.start,
        "end": one.span.end,
        "quote": one.quote,
        "independent": one.independent,
        "article_id": one.article_id,
        "guess": one.guess,
    }


def _position(position: Position) -> Line:
    lead = position.lead
    return {
        "holder": position.holder,
        "issue": position.issue,
        "stance": position.stance,
        "strength": position.strength,
        "red_line": position.red_line,
        "addressee": position.addressee,
        "object": lead.object.quote if lead.object else None,
        "wording": lead.wording.quote,
        "first_said": position.first_said.to_dict(),
        "last_said": position.last_said.to_dict(),
        "evidence": [
            _source(one, one.stand.wording) | {"person": one.stand.person, "reported_by": one.stand.reported_by}
            for one in position.stands
        ],
        "id": position.id,
        "own": position.own,
        "condition": lead.condition.quote if lead.condition else None,
        "changed": position.changed,
    }


def _commitment(commitment: Commitment) -> Line:
    return {
        "promisor": commitment.promisor,
        "promisee": commitment.promisee,
        "content": commitment.content.quote if commitment.content else None,
        "condition": commitment.condition.quote if commitment.condition else None,
        "due": commitment.due.to_dict(),
        "status": commitment.status,
        "evidence": [
            _source(one, one.pledge.wording)
            | {"fate": one.pledge.fate, "reported_by": one.pledge.reported_by, "when": one.pledge.when.to_dict()}
            for one in commitment.pledges
        ],
        "id": commitment.id,
        "kind": commitment.lead.kind,
        "issues": commitment.lead.issues,
    }


def _source(stored: StoredStand | StoredPledge, words: Evidence) -> Line:
    """A piece of evidence in an article, with the id that `why` explains."""
    return {
        "id": stored.id,
        "article_id": stored.article_id,
        "path": stored.path,
        "start": words.span.start,
        "end": words.span.end,
        "quote": words.quote,
    }


def _mention(stored: StoredMention) -> Line:
    mention = stored.mention
    return {
        "id": stored.id,
        "article_id": stored.article_id,
        "path": stored.path,
        "text": stored.text,
        "start": mention.span.start,
        "end": mention.span.end,
        "actor": mention.actor,
        "state": mention.state,
        "role": mention.role,
        "office_written": mention.office_written,
        "office_held": mention.office_held,
        "flag": mention.flag,
    }


def _time(stored: StoredTime) -> Line:
    value = stored.time.value.to_dict() | {"timex": stored.time.timex}
    del value["expression"]  # it is `text`
    return {
        "id": stored.id,
        "article_id": stored.article_id,
        "path": stored.path,
        "text": stored.text,
        "start": stored.time.span.start,
        "end": stored.time.span.end,
        "value": value,
        "type": stored.time.type,
    }


_WHEN = ("start", "end", "precision", "basis", "expression")


def _columns(names: str, **parts: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(f"{name}.{part}" if part else name for name in names.split() for part in parts.get(name, ("",)))


TABLES: Mapping[str, Table] = MappingProxyType(
    {
        "events": Table(
            _columns(
                "id article_id path actor recipient symmetric type mode context cameo status when issues people "
                "intensity confidence reported_by evidence origin why actor_sector recipient_sector",
                when=_WHEN,
            ),
            _events,
        ),
        "statements": Table(
            _columns(
                "id article_id path speaker addressee cue content start end kind act issues stance attribution about "
                "origin why when condition confidence utterance",
                speaker=("name", "id", "state", "office"),
                when=_WHEN,
            ),
            _statements,
        ),
        "articles": Table(
            _columns("id path url title outlet authors published language sha256 dropped", published=_WHEN), _articles
        ),
        "mentions": Table(
            _columns("id article_id path text start end actor state role office_written office_held flag"), _mentions
        ),
        "times": Table(_columns("id article_id path text start end value type", value=(*_WHEN[:-1], "timex")), _times),
        "positions": Table(
            _columns(
                "holder issue stance strength red_line addressee object wording first_said last_said evidence id own "
                "condition changed",
                first_said=_WHEN,
                last_said=_WHEN,
            ),
            _positions,
        ),
        "commitments": Table(
            _columns("promisor promisee content condition due status evidence id kind issues", due=_WHEN), _commitments
        ),
        "stories": Table(
            _columns("id title start end sources articles events stages article_ids outlets copies"), _stories
        ),
        "disputes": Table(_columns("event_id slot kind values silent within"), _disputes),
    }
)
