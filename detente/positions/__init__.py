"""Positions: what actors hold and have promised over time, assembled from the whole record.

The record keeps what each article shows (stands, pledges, statements); here these become positions, commitments and
utterances, each time they are asked for, so that a new article needs no other to be read again.
"""

from detente.positions.around import commitment_of, position_of, utterance_of
from detente.positions.commitments import Commitment, Outcome, assemble_commitments
from detente.positions.positions import Position, assemble_positions
from detente.positions.utterances import Utterance, find_utterances

__all__ = [
    "Commitment",
    "Outcome",
    "Position",
    "Utterance",
    "assemble_commitments",
    "assemble_positions",
    "commitment_of",
    "find_utterances",
    "position_of",
    "utterance_of",
]
