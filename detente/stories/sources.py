"""Sources: articles that are copies or rewrites of one another count as one."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from detente.record import Record
    from detente.record.joins import CopyRow

__all__ = ["source_of", "sources"]

_NEVER = "9999"  # an article without a date is nobody's source where there is one that has a date


def sources(record: Record) -> dict[int, int]:
    """The source of each article of a record that has copies; see `source_of`."""
    links = list(record.joins.copies())
    names = {article: record.joins.name(article) for row in links for article in (row.article, row.other)}
    order = {article: (record.joins.published(name) or _NEVER, name) for article, name in names.items()}
    return source_of(links, order)


def source_of(copies: Iterable[CopyRow], order: Mapping[int, tuple[str, str]]) -> dict[int, int]:
    """The article that stands for each article, over chains of links.

    What was merged with another text is a source of its own: it would make one of the texts that were put together.

    Args:
        copies: Links between copies.
        order: Of each article the date of publication and the id; the first of those linked stands for all.

    Returns:
        A representative for each article that is linked; one whose links are all to merged texts is its own.

    >>> from detente.record.joins import CopyRow
    >>> links = [CopyRow(3, 1, "copy", 1.0, ()), CopyRow(3, 2, "rewrite", 0.9, ()), CopyRow(4, 3, "merged", 1.0, ())]
    >>> source_of(links, {1: ("2020-02", "a"), 2: ("2020-01", "b"), 3: ("2020-03", "c"), 4: ("2020-03", "d")})
    {1: 2, 2: 2, 3: 2, 4: 4}
    """
    leader: dict[int, int] = {}

    def find(article: int) -> int:
        leader.setdefault(article, article)
        while leader[article] != article:
            leader[article] = leader[leader[article]]
            article = leader[article]
        return article

    for row in copies:
        one, other = find(row.article), find(row.other)
        if row.kind != "merged" and one != other:
            first, last = sorted((one, other), key=order.__getitem__)
            leader[last] = first
    return {article: find(article) for article in sorted(leader)}
