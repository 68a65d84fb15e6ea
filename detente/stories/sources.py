"""Sources: articles that are copies or rewrites of one another count as one."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from detente.record import Record
    from detente.record.joins import CopyRow

__all__ = ["source_of", "sources"]

_NEVER = "9999"  # an article without a date is nobody's source where there is one that has a date


def sources(record: Record, article: int | None = None) -> dict[int, int]:
    """The source of each article of a record that has copies, or of those linked with one; see `source_of`."""
    links = list(record.joins.copies()) if article is None else _around(record, article)
    names = {article: record.joins.name(article) for row in links for article in (row.article, row.other)}
    order = {article: (record.joins.published(name) or _NEVER, name) for article, name in names.items()}
    return source_of(links, order)


def source_of(copies: Iterable[CopyRow], order: Mapping[int, tuple[str, str]]) -> dict[int, int]:
    """The article that stands for each article, over chains of links.

    What was merged with another text is a source of its own, or with its own copies: else it would make one of the
    texts that were put together. It is known by having others' text beside another for the most of its links, since
    one of them alone may be misjudged.

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
    links = list(copies)
    merged = _merged(links)
    leader = {article: article for row in links for article in (row.article, row.other)}

    def find(article: int) -> int:
        while leader[article] != article:
            leader[article] = leader[leader[article]]
            article = leader[article]
        return article

    for row in links:
        if row.kind != "merged" and (row.article in merged) == (row.other in merged):
            first, last = sorted((find(row.article), find(row.other)), key=order.__getitem__)
            leader[last] = first
    return {article: find(article) for article in sorted(leader)}


def _around(record: Record, article: int) -> list[CopyRow]:
    """All links between the articles to which links lead from one, over any number of others."""
    found: dict[tuple[int, int], CopyRow] = {}
    seen, edge = {article}, [article]
    while edge:
        for row in record.joins.copies(edge.pop()):
            found[row.article, row.other] = row
            new = {row.article, row.other} - seen
            seen |= new
            edge += new
    return [found[pair] for pair in sorted(found)]


def _merged(links: list[CopyRow]) -> set[int]:
    """Articles that have more links to what was merged in them than others."""
    balance: Counter[int] = Counter()
    for row in links:
        if row.kind == "merged":
            balance[row.article] += 1
        else:
            balance[row.article] -= 1
            balance[row.other] -= 1
    return {article for article, more in balance.items() if more > 0}
