"""The columns that a reading fills, table by table, in the order in which `rows` hands them over."""

from __future__ import annotations

__all__ = ["COLUMNS", "insertion"]

_WHEN = ("when_start", "when_end", "when_precision", "when_basis", "when_expression")
COLUMNS: dict[str, tuple[str, ...]] = {
    "article": (
        "id", "sha256", "reader", "source", "path", "url", "title", "title_start", "title_end", "outlet", "authors",
        "language", "retrieved", "published_start", "published_end", "published_precision", "published_basis",
        "published_expression", "published_clues", "text",
    ),
    "dropped": ("article", "seq", "start", '"end"', "reason"),
    "passage": ("pk", "article", "kind", "start", '"end"'),
    "mention": (
        "article", "seq", "id", "start", '"end"', "actor", "name", "state", "role", "person", "office_written",
        "office_held", "flag", "origin", "why", "sector",
    ),
    "time_mention": ("article", "seq", "id", "start", '"end"', *_WHEN, "origin", "why", "type", "timex"),
    "quantity": (
        "article", "seq", "id", "start", '"end"', "low", "high", "about", "unit", "dimension", "clause_start",
        "clause_end", "role", "origin", "why",
    ),
    "event": (
        "article", "seq", "id", "start", "symmetric", "type", "mode", "context", "cameo", "status", *_WHEN, "place",
        "people", "intensity", "confidence", "reported_by", "origin", "why", "actor_sector", "recipient_sector",
    ),
    "event_actor": ("article", "event", "role", "seq", "code"),
    "event_issue": ("article", "event", "seq", "issue"),
    "event_evidence": ("article", "event", "seq", "start", '"end"', "quote"),
    "statement": (
        "article", "seq", "id", "start", '"end"', "speaker_name", "speaker_id", "speaker_state", "speaker_office",
        "speaker_start", "speaker_end", "cue", "cue_start", "cue_end", "content", "kind", "act", "stance",
        "attribution", *_WHEN, "origin", "why", "condition", "confidence",
    ),
    "statement_actor": ("article", "statement", "role", "seq", "code"),
    "statement_issue": ("article", "statement", "seq", "issue"),
    "stand": (
        "article", "seq", "id", "start", "holder", "person", "issue", "stance", "strength", "red_line", "addressee",
        "object", "wording", "condition", "own", "reported_by", *_WHEN, "origin", "why",
    ),
    "pledge": (
        "article", "seq", "id", "start", "promisor", "promisee", "kind", "content", "condition", "due_start", "due_end",
        "due_precision", "due_basis", "due_expression", "fate", "issues", "wording", "reported_by", *_WHEN, "origin",
        "why",
    ),
    "meaning": ("article", "gist", "events", "sentences"),
}  # fmt: skip


def insertion(table: str) -> str:
    """The statement that inserts one row.

    >>> insertion("dropped")
    'INSERT INTO dropped (article, seq, start, "end", reason) VALUES (?, ?, ?, ?, ?)'
    """
    columns = COLUMNS[table]
    return f"INSERT INTO {table} ({', '.join(columns)}) VALUES ({', '.join('?' * len(columns))})"
