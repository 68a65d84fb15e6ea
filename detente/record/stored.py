"""What a record hands out: the model's objects with their ids and with the article they stand in."""

from __future__ import annotations

from dataclasses import dataclass

from detente.model import Article, Event, Mention, Pledge, Quantity, Span, Stand, Statement, TimeMention  # noqa: TC001

__all__ = [
    "SearchHit",
    "StoredArticle",
    "StoredEvent",
    "StoredMention",
    "StoredPledge",
    "StoredQuantity",
    "StoredRejection",
    "StoredStand",
    "StoredStatement",
    "StoredTime",
]


@dataclass(frozen=True, slots=True)
class StoredArticle:
    """An article, and the version of the reader that read it."""

    id: str
    path: str | None
    reader: str
    article: Article


@dataclass(frozen=True, slots=True)
class StoredEvent:
    """An event of the article `article_id`, read from `path` (None for an address, "-" for standard input)."""

    id: str
    article_id: str
    path: str | None
    event: Event


@dataclass(frozen=True, slots=True)
class StoredStatement:
    """A statement reported by the article `article_id`."""

    id: str
    article_id: str
    path: str | None
    statement: Statement


@dataclass(frozen=True, slots=True)
class StoredStand:
    """A stand shown in the article `article_id`."""

    id: str
    article_id: str
    path: str | None
    stand: Stand


@dataclass(frozen=True, slots=True)
class StoredPledge:
    """A report of a commitment in the article `article_id`."""

    id: str
    article_id: str
    path: str | None
    pledge: Pledge


@dataclass(frozen=True, slots=True)
class StoredMention:
    """A mention of an actor, with the words `text` that the article uses."""

    id: str
    article_id: str
    path: str | None
    text: str
    mention: Mention


@dataclass(frozen=True, slots=True)
class StoredTime:
    """A time expression, with the words `text` that the article uses."""

    id: str
    article_id: str
    path: str | None
    text: str
    time: TimeMention


@dataclass(frozen=True, slots=True)
class StoredQuantity:
    """A quantity, with the words `text` that the article uses."""

    id: str
    article_id: str
    path: str | None
    text: str
    quantity: Quantity


@dataclass(frozen=True, slots=True)
class StoredRejection:
    """An input that did not become an article, why, and when that was first seen (ISO 8601, UTC)."""

    source: str
    reason: str
    at: str


@dataclass(frozen=True, slots=True)
class SearchHit:
    """A sentence, or a title, that has the words asked for.

    `span` is where `quote` stands in the article's text; None for a title that does not stand there.
    `marks` are the matching words, as spans of `quote`. `score` is BM25's: the higher, the better the match.
    """

    article_id: str
    path: str | None
    title: str | None
    span: Span | None
    quote: str
    marks: tuple[Span, ...]
    score: float
