"""Texts of articles, each fetched once while its claims pass by."""

from __future__ import annotations

from typing import TYPE_CHECKING

from detente.errors import UsageError

if TYPE_CHECKING:
    import sqlite3

__all__ = ["Texts"]


class Texts:
    """Keeps the text asked for last; as an article's id is a hash of its text, that never goes stale.

    Args:
        db: The record's connection.
    """

    def __init__(self, db: sqlite3.Connection) -> None:
        self._db = db
        self._last = ("", "")

    def of(self, article_id: str) -> str:
        """The text of an article.

        Raises:
            UsageError: There is no such article.
        """
        if self._last[0] != article_id:
            found = self._db.execute("SELECT text FROM article WHERE id = ?", (article_id,)).fetchone()
            if not found:
                raise UsageError(f"no article has the id {article_id}; `detente export articles` lists them")
            self._last = (article_id, found[0])
        return self._last[1]
