"""Independent sources: an article and its copies are one."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from detente.record import Record

__all__ = ["load_sources"]


def load_sources(record: Record) -> Mapping[str, str]:
    """Of each article that is a copy or has copies, the id of the article that leads its source: the earliest."""
    joins = record.joins
    above: dict[int, int] = {}

    def top(article: int) -> int:
        while above.setdefault(article, article) != article:
            article = above[article]
        return article

    for row in joins.copies():
        above[top(row.article)] = top(row.other)
    names = {pk: (day or "9999", known_as) for pk, known_as, day in joins.articles() if pk in above}
    leads: dict[int, tuple[str, str]] = {}
    for article, name in names.items():
        leads[top(article)] = min(name, leads.get(top(article), name))
    return {name[1]: leads[top(article)][1] for article, name in names.items()}
