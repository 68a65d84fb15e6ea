"""The sources of a brief, numbered in the order in which they are first cited."""

from __future__ import annotations

from typing import TYPE_CHECKING

from detente.brief.dates import date_words
from detente.brief.parts import Dated, Quote, Source
from detente.brief.wording import clean, shorten

if TYPE_CHECKING:
    from detente.brief.labels import Labels
    from detente.model import Article
    from detente.record import Record, StoredEvent, StoredStatement

__all__ = ["Footnotes", "publication"]


def publication(article: Article, labels: Labels) -> Dated:
    """When an article appeared, and how we know."""
    published = article.published
    if not published.known:
        return Dated("date unknown", "", published)
    return Dated(date_words(published), labels.given_bases.get(published.basis, published.basis), published)


class Footnotes:
    """Gives each article its number.

    Args:
        record: Where the articles are.
        labels: Words and limits.
    """

    def __init__(self, record: Record, labels: Labels) -> None:
        self._record = record
        self._labels = labels
        self._numbers: dict[str, int] = {}

    def number(self, article_id: str) -> int:
        """The number of an article, the next one at its first citation."""
        return self._numbers.setdefault(article_id, len(self._numbers) + 1)

    def cited(self) -> tuple[str, ...]:
        """Ids of the articles that have a number, in its order."""
        return tuple(self._numbers)

    def quote_event(self, stored: StoredEvent) -> Quote:
        """The first words that an event rests on."""
        words = stored.event.evidence[0].quote if stored.event.evidence else ""
        return self.quote(stored.id, stored.article_id, words)

    def quote(self, known_as: str, article_id: str, words: str) -> Quote:
        """Words of an article that the claim of this id rests on."""
        return Quote(known_as, self.number(article_id), shorten(words, self._labels.limits.quote))

    def quote_statement(self, stored: StoredStatement) -> Quote:
        """The content of a statement."""
        return Quote(
            stored.id,
            self.number(stored.article_id),
            shorten(stored.statement.content, self._labels.limits.words),
        )

    def sources(self) -> tuple[Source, ...]:
        """The numbered list."""
        return tuple(self._source(number, article_id) for article_id, number in self._numbers.items())

    def _source(self, number: int, article_id: str) -> Source:
        article = self._record.article(article_id).article
        return Source(
            number=number,
            article_id=article_id,
            outlet=article.outlet and clean(article.outlet),
            title=shorten(article.title or article.text, self._labels.limits.title),
            published=publication(article, self._labels),
            path=article.path and clean(article.path),
            url=article.url and clean(article.url),
        )
