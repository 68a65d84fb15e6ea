"""From what the user names to articles: each source opened, sniffed and read in turn, lazily."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from detente.errors import InputRejected
from detente.ingest.article import Origin, article_from_text
from detente.ingest.decoding import decode
from detente.ingest.feeds import articles_from_feed
from detente.ingest.network import Page, fetch
from detente.ingest.options import IngestOptions
from detente.ingest.pages import article_from_page
from detente.ingest.places import files_at
from detente.ingest.rows import articles_from_json, articles_from_lines
from detente.ingest.sniffing import Form, refuse_binary, sniff
from detente.ingest.streams import Input, open_file, open_stdin
from detente.model import Article, Rejected

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

__all__ = ["gather"]


def gather(sources: Sequence[str], options: IngestOptions | None = None) -> Iterator[Article | Rejected]:
    """Read every source; what cannot become an article comes out as `Rejected` with its reason, and the rest goes on.

    Sources are files, folders (all files below), globs, http(s) URLs, or "-" for standard input. A file may hold a
    text, an HTML page, a feed (RSS, Atom, JSON Feed), JSON or JSON Lines. Nothing is read before it is asked for, and
    of JSON Lines only one line is held at a time. The same text met twice is yielded twice, under both of its paths:
    `Article.id` is the hash of the text, and the record tells "same" from "new".
    """
    options = options or IngestOptions()
    for source in sources:
        try:
            yield from _from_source(source, options)
        except InputRejected as error:
            yield Rejected(error.source, error.reason)


def _from_source(source: str, options: IngestOptions) -> Iterator[Article | Rejected]:
    if source == "-":
        yield from _from_input(open_stdin(), Origin(path="-", given=options.published), options)
    elif match := re.match(r"([A-Za-z][A-Za-z0-9+.-]+):/", source):
        if match[1].lower() not in ("http", "https"):
            raise InputRejected(source, f"unsupported URL scheme: {match[1].lower()}")
        yield from _from_page(fetch(source, options), source, options)
    else:
        for path in files_at(source):
            try:
                with open_file(path) as opened:
                    yield from _from_input(opened, Origin(path=opened.name, given=options.published), options)
            except InputRejected as error:
                yield Rejected(error.source, error.reason)


def _from_page(page: Page, source: str, options: IngestOptions) -> Iterator[Article | Rejected]:
    now = datetime.now(UTC).replace(tzinfo=None, microsecond=0)
    origin = Origin(url=page.url, given=options.published, retrieved=now)
    if not page.raw:
        raise InputRejected(source, "empty page")
    refuse_binary(page.raw[:65_536], source)
    yield from _read(page.raw, sniff(page.raw[:65_536], page.content_type), origin, page.charset)


def _from_input(opened: Input, origin: Origin, options: IngestOptions) -> Iterator[Article | Rejected]:
    refuse_binary(opened.head, opened.name)
    form = sniff(opened.head, opened.name)
    if form == "json lines" and b"\0" not in opened.head:
        yield from articles_from_lines(opened.lines(options.max_bytes), origin)
    else:
        yield from _read(opened.read_all(options.max_bytes), form, origin)


def _read(raw: bytes, form: Form, origin: Origin, charset: str | None = None) -> Iterator[Article | Rejected]:
    """The articles of bytes in memory."""
    if form == "page":
        yield article_from_page(raw, origin, charset)
    elif form == "feed":
        yield from articles_from_feed(raw, origin)
    elif form == "json":
        yield from articles_from_json(raw, origin)
    elif form == "json lines":
        lines = decode(raw, origin.name, charset).encode("utf-8", "replace").split(b"\n")
        yield from articles_from_lines(lines, replace(origin))
    else:
        yield article_from_text(decode(raw, origin.name, charset), origin)
