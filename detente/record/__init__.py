"""The record: what articles yielded, in one SQLite file that keeps every claim's source.

with record.open("detente.db") as book:
    book.add(reading)
    for stored in book.events(pair=("USA", "CHN")):
        ...
"""

from __future__ import annotations

from detente.record.record import Record, open, open_to_read
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

__all__ = [
    "Record",
    "SearchHit",
    "StoredArticle",
    "StoredEvent",
    "StoredMention",
    "StoredPledge",
    "StoredQuantity",
    "StoredRejection",
    "StoredStand",
    "StoredStatement",
    "StoredTime",
    "open",
    "open_to_read",
]
