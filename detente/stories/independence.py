"""Which articles of a record tell on their own, by their ids."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from detente.stories.sources import sources

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from detente.record import Record

__all__ = ["Independence"]


class Independence:
    """The independent sources of a joined record: an article with its copies and rewrites is one.

    Args:
        record: The record.

    Attributes:
        sources: Of articles that have copies, the article that stands for the source, by their ids.
    """

    def __init__(self, record: Record) -> None:
        self._joins = record.joins
        found = sources(record)
        named = {number: record.joins.name(number) for number in found}
        self.sources: Mapping[str, str] = {named[article]: named[source] for article, source in found.items()}
        self._articles: dict[str, set[str]] = defaultdict(set)
        for article, source in self.sources.items():
            self._articles[source].add(article)

    def source(self, article_id: str) -> str:
        """The id of the article that stands for an article's source: its own where it has no copies."""
        return self.sources.get(article_id, article_id)

    def count(self, articles: Iterable[str]) -> int:
        """How many independent sources some articles are."""
        return len({self.source(one) for one in articles})

    def copies(self, article_id: str) -> set[str]:
        """Ids of the other articles of its source."""
        return self._articles.get(self.source(article_id), set()) - {article_id}

    def kind(self, article_id: str, other: str) -> str:
        """What an article is to another of its source: a kind of copy, "copy" where others stand between the two.

        That from which the other was cut, though it came later, is the "whole".
        """
        one, two = self._joins.number(article_id), self._joins.number(other)
        row = next((row for row in self._joins.copies(one) if {row.article, row.other} == {one, two}), None)
        if row is None:
            return "copy"
        return "whole" if row.kind == "cut" and row.article == two else row.kind
