"""What is compared of articles, out of the record; made from an article's reading where it is not yet joined."""

from __future__ import annotations

from typing import TYPE_CHECKING

from detente.stories.copies import sketch_of
from detente.stories.preparing import prepare
from detente.stories.profile import kept_text

if TYPE_CHECKING:
    from detente.model import Meaning
    from detente.record import Record

__all__ = ["Sources"]


class Sources:
    """Gives each piece alone, by the record's number of the article.

    Args:
        record: The record; it may be one that is only read, while another process joins.
    """

    def __init__(self, record: Record) -> None:
        self._record, self._joins = record, record.joins
        self._names: dict[int, str] = {}

    def name(self, article: int) -> str:
        """Its id, asked for once."""
        if article not in self._names:
            self._names[article] = self._joins.name(article)
        return self._names[article]

    def text(self, article: int) -> str:
        """Its text, unaltered."""
        return self._record.text_of(self.name(article))

    def kept_text(self, article: int) -> str:
        """Its title and text without what was dropped."""
        return kept_text(self._record.article(self.name(article)).article)

    def sketch(self, article: int) -> bytes:
        """MinHash of its runs of words."""
        row = self._joins.profile(article)
        return row.sketch if row else sketch_of(self.kept_text(article))

    def tellings(self, article: int) -> bytes:
        """Its events and sentences, packed."""
        row = self._joins.profile(article)
        return row.tellings if row else prepare(article, self._joins.reading(article))[0].tellings

    def meaning(self, article: int) -> Meaning:
        """Its vectors; empty ones where there are none."""
        return self._joins.meaning(article)
