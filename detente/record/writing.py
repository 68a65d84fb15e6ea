"""How one reading gets into the tables, and how what an article yielded before gets out of them."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Literal

from detente.errors import InputRejected
from detente.model import Article, Reading, Rejected, Span
from detente.record.columns import COLUMNS, insertion
from detente.record.connection import transaction
from detente.record.rows import Row, article_row, child_rows, passages

if TYPE_CHECKING:
    import sqlite3

__all__ = ["Outcome", "holds", "insert_reading", "insert_rejection"]

Outcome = Literal["new", "same", "replaced"]

# The rest goes with its parent.
_CHILDREN = (
    "dropped",
    "mention",
    "time_mention",
    "quantity",
    "event",
    "statement",
    "stand",
    "pledge",
    "passage",
    "meaning",
    "profile",
)
_REPLACE = f"UPDATE article SET {', '.join(f'{column} = ?' for column in COLUMNS['article'])} WHERE pk = ?"


def holds(db: sqlite3.Connection, article: Article | str, reader: str) -> bool:
    """Whether this reader has read this article, under the publication date that the user now gives, if any."""
    article_id = article if isinstance(article, str) else article.id
    found = db.execute(
        "SELECT reader, published_basis, published_start, published_end FROM article WHERE id = ?", (article_id,)
    ).fetchone()
    if found is None or found[0] != reader:
        return False
    if isinstance(article, str) or article.published.basis != "given":
        return True
    given = article.published
    ends = tuple(moment and moment.isoformat() for moment in (given.start, given.end))
    return tuple(found[1:]) == ("given", *ends)


def insert_reading(db: sqlite3.Connection, reading: Reading, again: bool = False) -> Outcome:
    """Add what an article yielded, in one transaction, in place of what another reader found in it.

    With `again`, also in place of what the same reader found.

    Raises:
        InputRejected: The text is not Unicode (half of a surrogate pair), so that no file can hold it.
    """
    article = reading.article
    if not again and holds(db, article, reading.reader):
        return "same"
    try:
        with transaction(db):
            if not again and holds(db, article, reading.reader):  # another process was faster
                return "same"
            return _write(db, reading)
    except UnicodeEncodeError as error:
        source = article.path or article.url or article.id
        raise InputRejected(source, f"not Unicode text: {error.object[error.start]!r} stands alone") from error


def insert_rejection(db: sqlite3.Connection, rejected: Rejected) -> None:
    """Note an input that did not become an article; the same reason a second time changes nothing."""
    row = tuple(part.encode("utf-8", "backslashreplace").decode() for part in (rejected.source, rejected.reason))
    with transaction(db):
        db.execute(
            "INSERT OR IGNORE INTO rejected VALUES (?, ?, ?)", (*row, datetime.now(UTC).isoformat("T", "seconds"))
        )


def _write(db: sqlite3.Connection, reading: Reading) -> Outcome:
    row = article_row(reading.article, reading.reader)
    article_id = str(row[0])
    found = db.execute("SELECT pk, title FROM article WHERE id = ?", (article_id,)).fetchone()
    if found:
        pk = int(found[0])
        _delete(db, pk, found[1], reading.article.text)
        db.execute(_REPLACE, (*row, pk))
    else:
        pk = int(db.execute(insertion("article"), row).lastrowid or 0)
    _insert_passages(db, pk, reading)
    for table, rows in child_rows(reading, pk, article_id):
        db.executemany(insertion(table), rows)
    return "replaced" if found else "new"


def _insert_passages(db: sqlite3.Connection, pk: int, reading: Reading) -> None:
    article = reading.article
    (last,) = db.execute("SELECT coalesce(max(pk), 0) FROM passage").fetchone()
    rows: list[Row] = []
    texts: list[Row] = []
    for number, (kind, span) in enumerate(passages(article, reading.sentences), last + 1):
        rows.append((number, pk, kind, span and span.start, span and span.end))
        texts.append((number, _passage_text(article.text, article.title, span)))
    db.executemany(insertion("passage"), rows)
    db.executemany("INSERT INTO passage_text (rowid, text) VALUES (?, ?)", texts)


def _delete(db: sqlite3.Connection, pk: int, title: str | None, text: str) -> None:
    # The index must be told what it forgets, exactly as it was told: SQL's substr would stop at a NUL.
    old = db.execute('SELECT pk, start, "end" FROM passage WHERE article = ?', (pk,)).fetchall()
    db.executemany(
        "INSERT INTO passage_text (passage_text, rowid, text) VALUES ('delete', ?, ?)",
        [
            (number, _passage_text(text, title, None if start is None else Span(start, end)))
            for number, start, end in old
        ],
    )
    for table in _CHILDREN:
        db.execute(f"DELETE FROM {table} WHERE article = ?", (pk,))


def _passage_text(text: str, title: str | None, span: Span | None) -> str:
    return (title or "") if span is None else text[span.start : span.end]
