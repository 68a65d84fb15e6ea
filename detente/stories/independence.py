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

    Those of an article are found when it is asked for, unless `sources` has found all of them.

    Args:
        record: The record.
    """

    def __init__(self, record: Record) -> None:
        self._record, self._joins = record, record.joins
        self._whole = False
        self._source: dict[str, str] = {}
        self._articles: dict[str, set[str]] = defaultdict(set)

    @property
    def sources(self) -> Mapping[str, str]:
        """Of all articles that have copies, the article that stands for the source, by their ids."""
        if not self._whole:
            self._source.clear()
            self._take(sources(self._record))
            self._whole = True
        return self._source

    def source(self, article_id: str) -> str:
        """The id of the article that stands for an article's source: its own where it has no copies."""
        if not self._whole and article_id not in self._source:
            self._source[article_id] = article_id
            self._take(sources(self._record, self._joins.number(article_id)))
        return self._source.get(article_id, article_id)

    def stands_alone(self, article_id: str) -> None:
        """Note that an article is known to have no copies."""
        if not self._whole:
            self._source[article_id] = article_id

    def count(self, articles: Iterable[str]) -> int:
        """How many independent sources some articles are."""
        return len({self.source(one) for one in articles})

    def copies(self, article_id: str) -> set[str]:
        """Ids of the other articles of its source."""
        return self._articles.get(self.source(article_id), set()) - {article_id}

    def _take(self, found: Mapping[int, int]) -> None:
        """Take in the sources of articles, by number."""
        for article, source in found.items():
            one, other = self._joins.name(article), self._joins.name(source)
            self._source[one] = other
            self._articles[other].add(one)

    def kind(self, article_id: str, other: str) -> str:
        """What an article is to another of its source: a kind of copy, "copy" where others stand between the two.

        That from which the other was cut, though it came later, is the "whole".
        """
        one, two = self._joins.number(article_id), self._joins.number(other)
        row = next((row for row in self._joins.copies(one) if {row.article, row.other} == {one, two}), None)
        if row is None:
            return "copy"
        return "whole" if row.kind == "cut" and row.article == two else row.kind
