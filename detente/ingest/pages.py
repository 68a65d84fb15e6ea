"""HTML pages and fragments: the article's text and the page's metadata."""

from __future__ import annotations

import logging
import re
import warnings
from typing import TYPE_CHECKING, Any

from detente.errors import InputRejected
from detente.ingest.article import Origin, article_from_text, repair_text
from detente.ingest.dates import parse_date
from detente.ingest.decoding import decode
from detente.ingest.names import authors_of

if TYPE_CHECKING:
    from detente.model import Article

__all__ = ["article_from_page", "looks_like_markup", "text_of_fragment"]

BLOCKS = frozenset(
    [
        *(
            "address",
            "article",
            "aside",
            "blockquote",
            "br",
            "caption",
            "dd",
            "div",
            "dl",
            "dt",
            "figcaption",
            "figure",
        ),
        *("footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "li", "main", "nav", "ol", "p", "pre"),
        *("section", "table", "td", "th", "tr", "ul"),
    ]
)
SILENT = frozenset(
    ["script", "style", "noscript", "template", "iframe", "svg", "head", "title", "button", "form", "nav"]
)


def article_from_page(raw: bytes, origin: Origin, declared: str | None = None) -> Article:
    """The article of a page; its text begins with the headline, a line to each paragraph.

    Broken or truncated markup is repaired as browsers do, as far as text remains.

    Raises:
        InputRejected: The page has no article text.
    """
    html = repair_text(decode(raw, origin.name, declared or _declared_charset(raw)))
    found = _extract(html, origin.url)
    text = (found.get("text") or text_of_fragment(html)).strip()
    if not text:
        raise InputRejected(origin.name, "page without article text")
    title = " ".join(str(found.get("title") or "").split()) or None
    return article_from_text(with_title(text, title), _page_origin(origin, found, title))


def with_title(text: str, title: str | None) -> str:
    """`text` under its headline, unless it stands there already."""
    return text if not title or text.casefold().startswith(title.casefold()) else f"{title}\n{text}"


def looks_like_markup(text: str) -> bool:
    """Whether a text from JSON or a feed is HTML: it has a closing or void tag of a usual element."""
    tags = r"</(?:p|div|a|h[1-6]|span|li|em|strong|b|i|article|figure)>|<(?:br|p|img)\b[^<>]{0,300}>"
    return bool(re.search(tags, text[:20_000], re.IGNORECASE))


def text_of_fragment(html: str) -> str:
    """The text of an HTML fragment, a line to each block, white space as a browser shows it."""
    from lxml import etree  # type: ignore[import-untyped]
    from lxml import html as lxml_html

    html = re.sub(r"[\x00-\x08\x0b\x0c\x0e-\x1f]", " ", html)
    try:
        root = lxml_html.fromstring(f"<div>{html}</div>")
    except (etree.ParserError, ValueError):
        return ""
    pieces: list[str] = []
    for event, node in etree.iterwalk(root, events=("start", "end", "comment", "pi")):
        _add_piece(pieces, event, node)
    lines = (" ".join(line.split()) for line in "".join(pieces).split("\n"))
    return "\n".join(line for line in lines if line)


def _add_piece(pieces: list[str], event: str, node: Any) -> None:
    shown = isinstance(node.tag, str) and not _is_silent(node)
    if shown and node.tag in BLOCKS:
        pieces.append("\n")
    if event == "start" and shown and node.text:
        pieces.append(node.text.replace("\n", " "))
    if event != "start" and node.tail and not _is_silent(node.getparent()):
        pieces.append(node.tail.replace("\n", " "))


def _is_silent(node: Any) -> bool:
    return node is not None and (node.tag in SILENT or any(up.tag in SILENT for up in node.iterancestors()))


def _declared_charset(raw: bytes) -> str | None:
    shape = rb"<(?:meta|\?xml)\b[^<>]{0,300}?(?:charset|encoding)\s?=\s?[\"']?([\w-]{2,30})"
    match = re.search(shape, raw[:4096], re.IGNORECASE)
    return match[1].decode("ascii", "replace") if match else None


def _extract(html: str, url: str | None) -> dict[str, Any]:
    """The page as trafilatura reads it; {} where it finds no article."""
    import trafilatura

    logging.getLogger("trafilatura").addHandler(logging.NullHandler())
    logging.getLogger("htmldate").addHandler(logging.NullHandler())
    dates = {"extensive_search": False, "original_date": True}
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # dateutil's, on odd time zones
            found = trafilatura.bare_extraction(
                html, url=url, include_comments=False, with_metadata=True, date_extraction_params=dates
            )
    except (ValueError, TypeError, AttributeError, RecursionError, AssertionError):  # its parser on hostile markup
        return {}
    return found.as_dict() if found is not None and not isinstance(found, dict) else dict(found or {})


def _page_origin(origin: Origin, found: dict[str, Any], title: str | None) -> Origin:
    return Origin(
        path=origin.path,
        url=origin.url or found.get("url"),
        title=origin.title or title,
        outlet=origin.outlet or found.get("sitename"),
        authors=origin.authors or authors_of(found.get("author")),
        published=origin.published or parse_date(found.get("date")),
        given=origin.given,
        retrieved=origin.retrieved,
    )
