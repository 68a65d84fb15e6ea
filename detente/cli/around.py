"""What the rest of the record has beside a claim: other showings of a position, reports of a promise, variants."""

from __future__ import annotations

from typing import TYPE_CHECKING

from detente.brief.dates import date_words
from detente.brief.wording import shorten
from detente.positions import commitment_of, position_of, utterance_of
from detente.record import StoredPledge, StoredStand, StoredStatement

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from detente.model import When
    from detente.record import Record
    from detente.record.lookup import Claim

__all__ = ["facts_around"]

LONGEST = 100


def facts_around(record: Record, stored: Claim) -> Iterator[tuple[str, str]]:
    """Rows of label and text about what the record has beside a claim."""
    match stored:
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


def _rows(label: str, told: Iterable[tuple[When, str, str, str | None]]) -> Iterator[tuple[str, str]]:
    for number, (when, words, known_as, path) in enumerate(told):
        day = f"{date_words(when)}: " if when.known else ""
        yield (label if number == 0 else ""), f"{day}“{shorten(words, LONGEST)}” ({known_as[:8]}, {path or 'the web'})"
