"""Which stands and pledges lie between two parties."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from detente.model import Mention, Span
    from detente.record import Record, StoredPledge, StoredStand

__all__ = ["Between"]


class Between:
    """Tells what concerns a pair: what one puts to the other or promises it, or to nobody by name where both are meant.

    Args:
        record: Where the mentions are.
        pair: Codes of two states or bodies.
        articles: Ids of the articles that tell of events or statements between the two.
    """

    def __init__(self, record: Record, pair: tuple[str, str], articles: Iterable[str]) -> None:
        self._pair = frozenset(pair)
        self._articles = frozenset(articles)
        self._mentions = lru_cache(maxsize=8)(lambda known_as: [m.mention for m in record.mentions(article=known_as)])
        self._sentences = lru_cache(maxsize=8)(record.sentences)

    def stands(self, stored: Iterable[StoredStand]) -> Iterator[StoredStand]:
        """Stands of either towards the other."""
        for one in stored:
            stand = one.stand
            others = {code for code in stand.addressee if code != stand.holder}
            if stand.holder not in self._pair:
                continue
            if others & self._pair or (not others and self._concerns(one.article_id, stand.wording.span, stand.holder)):
                yield one

    def pledges(self, stored: Iterable[StoredPledge]) -> Iterator[StoredPledge]:
        """Pledges of either to the other, and of both."""
        for one in stored:
            parties = {*one.pledge.promisor, *one.pledge.promisee}
            alone = parties < self._pair and self._concerns(one.article_id, one.pledge.wording.span, *parties)
            if parties >= self._pair or alone:
                yield one

    def _concerns(self, article_id: str, words: Span, *holders: str) -> bool:
        """Whether a sentence of an article between the two names the other, or nobody but the holders."""
        if article_id not in self._articles:
            return False
        around = [s for s in self._sentences(article_id) if s.overlaps(words)] or [words]
        mentions = (m for m in self._mentions(article_id) if any(s.contains(m.span) for s in around))
        named = {_code(mention) for mention in mentions} - {*holders}
        return not named or bool(named & self._pair)


def _code(mention: Mention) -> str:
    return mention.state or mention.actor
