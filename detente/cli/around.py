"""What the rest of the record has beside a claim: other tellings, showings of a position, reports of a promise."""

from __future__ import annotations

from typing import TYPE_CHECKING

from detente.brief.dates import date_words
from detente.brief.wording import shorten
from detente.positions import commitment_of, position_of, utterance_of
from detente.record import StoredEvent, StoredPledge, StoredStand, StoredStatement
from detente.stories.happenings import happenings_in
from detente.stories.prominence import happening_time

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from detente.model import When
    from detente.record import Record
    from detente.record.lookup import Claim
    from detente.stories.happenings import Happening, Link

__all__ = ["facts_around"]

LONGEST = 100


def facts_around(record: Record, stored: Claim) -> Iterator[tuple[str, str]]:
    """Rows of label and text about what the record has beside a claim."""
    match stored:
        case StoredEvent():
            yield from _happening(record, stored)
        case StoredStand():
            position = position_of(record, stored)
            held = [(s.stand.when, s.stand.wording.quote, s.id, s.path) for s in position.stands if s.id != stored.id]
            yield from _rows("Also shown", held)
            if position.changed:
                yield "Changed", position.changed
        case StoredPledge():
            commitment = commitment_of(record, stored)
            yield "Status", commitment.status
            pledges = [one for one in commitment.pledges if one.id != stored.id]
            yield from _rows("Also told", [(p.pledge.when, p.pledge.wording.quote, p.id, p.path) for p in pledges])
        case StoredStatement():
            variants = [one for one in utterance_of(record, stored).variants if one.id != stored.id]
            yield from _rows("Also told", [(v.statement.when, v.statement.content, v.id, v.path) for v in variants])


def _happening(record: Record, stored: StoredEvent) -> Iterator[tuple[str, str]]:
    """Other tellings of an event, its stages, and the links with other tellings; nothing where it is alone."""
    found = happenings_in(record, [record.joins.number(stored.article_id)])
    known = {one.id: one for one in found}
    happening = next(one for one in found if any(told.id == stored.id for told in one.events))
    told = [one for one in happening.events if one.id != stored.id]
    yield from _rows("Also told", [(t.event.when, _first_words(t), t.id, t.path) for t in told])
    also = [f"“{shorten(one.sentence.quote, LONGEST)}” ({one.path or 'the web'})" for one in happening.also]
    yield from _labelled("Not coded in", also)
    yield from _labelled("Stages", [_stage(known[one]) for one in happening.stages])
    links = [link for link in happening.links if stored.id in (link.one, link.other)]
    yield from _labelled("Joined by", [_link(link, stored.id) for link in links])
    yield from _labelled("Perhaps", [f"the same as {one[:8]}" for one in happening.unsure])


def _first_words(stored: StoredEvent) -> str:
    return stored.event.evidence[0].quote if stored.event.evidence else ""


def _stage(happening: Happening) -> str:
    lead = happening.lead
    day = date_words(happening_time(happening))
    return f"{lead.event.status}, {day}: “{shorten(_first_words(lead), LONGEST)}” ({lead.id[:8]})"


def _link(link: Link, known_as: str) -> str:
    other = link.other if link.one == known_as else link.one
    return f"{other[:8]}: {link.verdict}, {link.score:+.2f} ({'; '.join(link.why)})"


def _labelled(label: str, lines: Iterable[str]) -> Iterator[tuple[str, str]]:
    for number, line in enumerate(lines):
        yield (label if number == 0 else ""), line


def _rows(label: str, told: Iterable[tuple[When, str, str, str | None]]) -> Iterator[tuple[str, str]]:
    lines = (
        (f"{date_words(when)}: " if when.known else "")
        + f"“{shorten(words, LONGEST)}” ({known_as[:8]}, {path or 'the web'})"
        for when, words, known_as, path in told
    )
    return _labelled(label, lines)
