"""RSS and Atom: an article for each entry, from its full content where the feed has it, else from its summary."""

from __future__ import annotations

import io
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from detente.errors import InputRejected
from detente.ingest.article import Origin, article_from_text
from detente.ingest.dates import parse_date
from detente.ingest.names import authors_of
from detente.ingest.pages import looks_like_markup, text_of_fragment, with_title
from detente.model import Article, Rejected, When

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["articles_from_feed"]


def articles_from_feed(raw: bytes, origin: Origin) -> Iterator[Article | Rejected]:
    """The entries of a feed; of a broken one as many as can be read.

    Raises:
        InputRejected: There is no entry.
    """
    import feedparser

    try:
        feed = feedparser.parse(io.BytesIO(raw))
    except (
        ValueError,
        LookupError,
        TypeError,
        AttributeError,
        AssertionError,
    ) as error:  # its parser on hostile markup
        raise InputRejected(origin.name, f"broken feed ({type(error).__name__})") from error
    if not feed.entries:
        broken = type(feed.get("bozo_exception")).__name__ if feed.get("bozo") else None
        raise InputRejected(origin.name, f"broken feed ({broken})" if broken else "feed without entries")
    outlet = _text(feed.feed.get("title"))
    for number, entry in enumerate(feed.entries, 1):
        place = origin.path and f"{origin.path}:{number}"
        try:
            yield _article(dict(entry), replace(origin, path=place, outlet=outlet))
        except InputRejected as error:
            yield Rejected(error.source, f"item {number}: {error.reason}")


def _article(entry: Any, origin: Origin) -> Article:
    title = _text(entry.get("title"))
    body = _body(entry)
    text = text_of_fragment(body) if looks_like_markup(body) or "&" in body else body
    if not text.strip():
        raise InputRejected(origin.name, "entry without text")
    known = replace(
        origin,
        title=title,
        url=_text(entry.get("link")) or origin.url,
        outlet=_text((entry.get("source") or {}).get("title")) or origin.outlet,
        authors=authors_of([author.get("name") for author in entry.get("authors", []) if author.get("name")]),
        published=_published(entry),
    )
    return article_from_text(with_title(text, title), known)


def _body(entry: Any) -> str:
    contents = [str(content.get("value") or "") for content in entry.get("content", [])]
    return max([*contents, ""], key=len) or str(entry.get("summary") or "")


def _published(entry: Any) -> When | None:
    """The date as the feed writes it; where only feedparser can read it, the day."""
    for key in ("published", "updated"):
        if when := parse_date(entry.get(key)):
            return when
        parts = entry.get(f"{key}_parsed")
        if parts and (day := parse_date("{:04}-{:02}-{:02}".format(*parts))):
            return replace(day, expression=_text(entry.get(key)))
    return None


def _text(value: Any) -> str | None:
    return (" ".join(value.split()) or None) if isinstance(value, str) else None
