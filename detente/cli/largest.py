"""Which story of several sources is the largest of those that some articles belong to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from detente.stories.independence import Independence
from detente.stories.membership import Membership

if TYPE_CHECKING:
    from collections.abc import Sequence

    from detente.record import Record

__all__ = ["largest_story"]

_ONE_BY_ONE = 200  # articles; of more it is quicker to find all stories of the record


def largest_story(book: Record, articles: Sequence[str]) -> str | None:
    """The id of the story that most independent sources tell, the earliest of several; None where each tells its own.

    Args:
        book: The record, joined as far as it is.
        articles: Ids of articles; only their stories count.
    """
    if not articles:
        return None
    independence = Independence(book)
    membership = Membership(book, independence)
    wanted = set(articles)
    if len(wanted) > _ONE_BY_ONE:
        groups = [group for group in membership.all() if not wanted.isdisjoint(group)]
    else:
        groups = [membership.of(one) for one in sorted(wanted)]
    told = {group[0]: independence.count(group) for group in groups}
    best = min(told, key=lambda story: (-told[story], membership.order(story)), default=None)
    return best if best is not None and told[best] > 1 else None
