"""JSON: lines of articles, lists of them, single ones, and JSON Feed."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from functools import lru_cache
from typing import Any

from detente.errors import InputRejected
from detente.ingest.article import Origin, article_from_text
from detente.ingest.dates import parse_date
from detente.ingest.decoding import decode
from detente.ingest.names import authors_of
from detente.ingest.pages import looks_like_markup, text_of_fragment, with_title
from detente.lexicon import Row, load_lexicon
from detente.model import Article, Rejected

__all__ = ["articles_from_json", "articles_from_lines"]


class Fields(Row, frozen=True):
    """`data/ingest/fields.yml`: the keys under which a row may hold each thing, the likeliest first."""

    text: tuple[str, ...]
    html: tuple[str, ...]
    title: tuple[str, ...]
    published: tuple[str, ...]
    url: tuple[str, ...]
    outlet: tuple[str, ...]
    authors: tuple[str, ...]
    lists: tuple[str, ...]


@lru_cache(maxsize=1)
def load_fields() -> Fields:
    """The shipped keys."""
    return load_lexicon("ingest/fields.yml", Fields)


def articles_from_lines(lines: Iterable[bytes | None], origin: Origin) -> Iterator[Article | Rejected]:
    """An article for each line of JSON Lines; a bad line is rejected with its number, and the rest goes on.

    Args:
        lines: The raw lines; None stands for one that is too long.
        origin: Where they come from; an article's path is that of the file with the line's number, "a.jsonl:12".
    """
    for number, raw in enumerate(lines, 1):
        name = f"{origin.name}:{number}"
        if raw is None:
            yield Rejected(name, f"line {number}: too large")
        elif raw.strip():
            yield from _articles(raw, replace(origin, path=name), f"line {number}: ")


def articles_from_json(raw: bytes, origin: Origin) -> Iterator[Article | Rejected]:
    """The articles of one JSON value: an article, a list of them, an object that holds such a list, a JSON Feed.

    Raises:
        InputRejected: It is not JSON, or holds no article.
    """
    try:
        value = _load(raw, origin.name)
    except json.JSONDecodeError as error:
        if error.msg == "Extra data":  # a value to a line after all
            yield from articles_from_lines(raw.splitlines(), origin)
            return
        place = f"line {error.lineno}, column {error.colno}"
        raise InputRejected(origin.name, f"broken JSON: {error.msg} ({place})") from error
    rows = _rows(value)
    if rows is None:
        raise InputRejected(origin.name, "JSON without articles")
    feed = replace(origin, outlet=_text(value.get("title"))) if _is_feed(value) else origin
    for number, row in enumerate(rows, 1):
        path = origin.path and (origin.path if len(rows) == 1 else f"{origin.path}:{number}")
        yield from _safely(row, replace(feed, path=path), "" if len(rows) == 1 else f"item {number}: ")


def _articles(raw: bytes, origin: Origin, place: str) -> Iterator[Article | Rejected]:
    try:
        value = _load(raw, origin.name)
    except json.JSONDecodeError as error:
        yield Rejected(origin.name, f"{place}broken JSON: {error.msg} (column {error.colno})")
    except InputRejected as error:
        yield Rejected(error.source, place + error.reason)
    else:
        yield from _safely(value, origin, place)


def _load(raw: bytes, source: str) -> Any:
    try:
        return json.loads(decode(raw, source))
    except json.JSONDecodeError:
        raise
    except RecursionError as error:
        raise InputRejected(source, "broken JSON: nested too deeply") from error
    except ValueError as error:
        raise InputRejected(source, "broken JSON: number too long") from error


def _rows(value: Any) -> list[Any] | None:
    if isinstance(value, list):
        return value or None
    if not isinstance(value, dict):
        return None
    fields = load_fields()
    if _first(value, fields.text) or _first(value, fields.html):
        return [value]
    lists = (value[key] for key in fields.lists if isinstance(value.get(key), list))
    return next(lists, None) or None


def _is_feed(value: Any) -> bool:
    return isinstance(value, dict) and "jsonfeed.org" in str(value.get("version"))


def _safely(row: Any, origin: Origin, place: str) -> Iterator[Article | Rejected]:
    try:
        yield _article(row, origin)
    except InputRejected as error:
        yield Rejected(error.source, place + error.reason)


def _article(row: Any, origin: Origin) -> Article:
    if not isinstance(row, Mapping):
        raise InputRejected(origin.name, "not a JSON object")
    fields = load_fields()
    title = _text(_first(row, fields.title))
    text = _first(row, fields.text)
    markup = _first(row, fields.html) if text is None else text
    if not isinstance(markup, str):
        raise InputRejected(origin.name, f"no text (none of the fields {', '.join(fields.text)})")
    if text is None or looks_like_markup(markup):
        markup = with_title(text_of_fragment(markup), title)
    return article_from_text(markup, _row_origin(row, origin, title))


def _row_origin(row: Mapping[str, Any], origin: Origin, title: str | None) -> Origin:
    fields = load_fields()
    outlet = _first(row, fields.outlet)
    dates = (parse_date(row.get(key)) for key in fields.published)
    return replace(
        origin,
        title=title,
        url=_text(_first(row, fields.url)) or origin.url,
        outlet=_text(outlet.get("name") if isinstance(outlet, Mapping) else outlet) or origin.outlet,
        authors=next((found for key in fields.authors if (found := authors_of(row.get(key)))), ()),
        published=next((when for when in dates if when), None),
    )


def _first(row: Mapping[str, Any], keys: tuple[str, ...]) -> Any:
    return next((row[key] for key in keys if row.get(key)), None)


def _text(value: Any) -> str | None:
    return (" ".join(value.split()) or None) if isinstance(value, str) else None
