"""What the whole record has beside one report: its position, commitment or utterance."""

from __future__ import annotations

from typing import TYPE_CHECKING

from detente.positions.commitments import Commitment, assemble_commitments
from detente.positions.positions import Position, assemble_positions
from detente.positions.utterances import Utterance, find_utterances

if TYPE_CHECKING:
    from detente.record import Record, StoredPledge, StoredStand, StoredStatement

__all__ = ["commitment_of", "position_of", "utterance_of"]


def position_of(record: Record, stored: StoredStand) -> Position:
    """The position that a stand shows."""
    stands = record.stands(holder=stored.stand.holder, issue=stored.stand.issue)
    return next(p for p in assemble_positions(stands) if any(one.id == stored.id for one in p.stands))


def commitment_of(record: Record, stored: StoredPledge) -> Commitment:
    """The commitment that a report is about."""
    found = assemble_commitments(record.pledges(), record.newest())
    return next(c for c in found if any(one.id == stored.id for one in c.pledges))


def utterance_of(record: Record, stored: StoredStatement) -> Utterance:
    """The utterance that a statement is a variant of."""
    speaker = stored.statement.speaker
    same = (
        one
        for one in record.statements(actor=speaker.id or speaker.state)
        if (one.statement.speaker.id, one.statement.speaker.name) == (speaker.id, speaker.name)
    )
    return next(u for u in find_utterances(same) if any(one.id == stored.id for one in u.variants))
