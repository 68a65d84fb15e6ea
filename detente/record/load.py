"""From rows back to the model: each function takes one row of the query in `queries` that names its columns."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from detente.model import (
    Article,
    Clue,
    Dropped,
    Event,
    Evidence,
    Mention,
    Pledge,
    Quantity,
    Span,
    Speaker,
    Stand,
    Statement,
    TimeMention,
    When,
    Why,
)

__all__ = [
    "NO_REASONS",
    "article_of",
    "event_of",
    "mention_of",
    "pledge_of",
    "quantity_of",
    "stand_of",
    "statement_of",
    "time_of",
]

Row = Sequence[Any]
NO_REASONS = "[[], []]"


def article_of(row: Row) -> Article:
    """An article from its columns and its dropped spans."""
    path, url, title, start, end, outlet, authors, language, retrieved, *published, clues, text, dropped = row
    return Article(
        text=text,
        path=path,
        url=url,
        title=title,
        title_span=_span(start, end),
        outlet=outlet,
        authors=_words(authors),
        published=_when(*published),
        published_clues=tuple(_clue(*clue) for clue in json.loads(clues)),
        language=language,
        retrieved=_moment(retrieved),
        dropped=tuple(Dropped(Span(*ends), reason) for *ends, reason in json.loads(dropped)),
    )


def mention_of(row: Row) -> Mention:
    """A mention from its columns."""
    start, end, actor, name, state, role, person, written, held, flag, origin, why, sector = row
    return Mention(
        span=Span(start, end),
        actor=actor,
        name=name,
        state=state,
        role=role,
        person=bool(person),
        office_written=written,
        office_held=held,
        flag=flag,
        why=_why(origin, why),
        sector=sector,
    )


def time_of(row: Row) -> TimeMention:
    """A time expression from its columns."""
    start, end, *value, origin, why, kind, timex = row
    return TimeMention(Span(start, end), _when(*value), _why(origin, why), kind, timex)


def quantity_of(row: Row) -> Quantity:
    """A quantity from its columns."""
    start, end, low, high, about, unit, dimension, clause_start, clause_end, role, origin, why = row
    return Quantity(
        span=Span(start, end),
        low=low,
        high=high,
        about=bool(about),
        unit=unit,
        dimension=dimension,
        clause=_span(clause_start, clause_end),
        role=role,
        why=_why(origin, why),
    )


def event_of(row: Row) -> Event:
    """An event from its columns and the lists gathered from the tables below it."""
    symmetric, kind, mode, context, cameo, status, *when, place, people, intensity, confidence, reported_by = row[:16]
    origin, why, actor_sector, recipient_sector, actor, recipient, issues, evidence = row[16:]
    return Event(
        actor=_words(actor),
        recipient=_words(recipient),
        symmetric=bool(symmetric),
        type=kind,
        mode=mode,
        context=_words(context),
        cameo=cameo,
        status=status,
        when=_when(*when),
        place=place,
        issues=_words(issues),
        people=_words(people),
        intensity=intensity,
        confidence=confidence,
        reported_by=_words(reported_by),
        evidence=tuple(Evidence(Span(start, end), quote) for start, end, quote in json.loads(evidence)),
        why=_why(origin, why),
        actor_sector=_words(actor_sector),
        recipient_sector=_words(recipient_sector),
    )


def statement_of(row: Row) -> Statement:
    """A statement from its columns and the lists gathered from the tables below it."""
    start, end, name, known_as, state, office, speaker_start, speaker_end, cue, cue_start, cue_end, content = row[:12]
    kind, act, stance, attribution, *when, origin, why, condition, confidence, addressee, about, issues = row[12:]
    return Statement(
        speaker=Speaker(name, known_as, state, office),
        speaker_span=_span(speaker_start, speaker_end),
        addressee=_words(addressee),
        cue=cue,
        cue_span=Span(cue_start, cue_end),
        content=content,
        span=Span(start, end),
        kind=kind,
        act=act,
        issues=_words(issues),
        stance=stance,
        attribution=_words(attribution),
        about=_words(about),
        when=_when(*when),
        why=_why(origin, why),
        condition=_piece(condition),
        confidence=confidence,
    )


def stand_of(row: Row) -> Stand:
    """A stand from its columns."""
    holder, person, issue, stance, strength, red_line, addressee, what, wording, condition, own, reported_by = row[:12]
    *when, origin, why = row[12:]
    return Stand(
        holder=holder,
        person=person,
        issue=issue,
        stance=stance,
        strength=strength,
        red_line=red_line,
        addressee=_words(addressee),
        object=_piece(what),
        wording=_known_piece(wording),
        condition=_piece(condition),
        own=bool(own),
        reported_by=_words(reported_by),
        when=_when(*when),
        why=_why(origin, why),
    )


def pledge_of(row: Row) -> Pledge:
    """A report of a commitment from its columns."""
    promisor, promisee, kind, content, condition, *due, fate, issues, wording, reported_by = row[:14]
    *when, origin, why = row[14:]
    return Pledge(
        promisor=_words(promisor),
        promisee=_words(promisee),
        kind=kind,
        content=_piece(content),
        condition=_piece(condition),
        due=_when(*due),
        fate=fate,
        issues=_words(issues),
        wording=_known_piece(wording),
        reported_by=_words(reported_by),
        when=_when(*when),
        why=_why(origin, why),
    )


def _words(listed: str) -> tuple[str, ...]:
    return () if listed == "[]" else tuple(json.loads(listed))


def _piece(text: str | None) -> Evidence | None:
    return None if text is None else _known_piece(text)


def _known_piece(text: str) -> Evidence:
    start, end, quote = json.loads(text)
    return Evidence(Span(start, end), quote)


def _why(origin: str, why: str) -> Why:
    if why == NO_REASONS:
        return Why(origin)
    words, steps = json.loads(why)
    return Why(origin, tuple(Span(start, end) for start, end in words), tuple(steps))


def _when(start: str | None, end: str | None, precision: Any, basis: Any, expression: str | None) -> When:
    return When(_moment(start), _moment(end), precision, basis, expression)


def _clue(start: int, end: int, reason: str, *bounds: Any) -> Clue:
    return Clue(Span(start, end), _when(*bounds), reason)


def _moment(text: str | None) -> datetime | None:
    return None if text is None else datetime.fromisoformat(text)


def _span(start: int | None, end: int | None) -> Span | None:
    return None if start is None or end is None else Span(start, end)
