"""Full-text search: what a person typed, made safe, and the sentences that fit it, best first."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from detente.errors import UsageError
from detente.model import Span
from detente.record.stored import SearchHit

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterator

__all__ = ["find_passages", "match_expression"]

_TERM = re.compile(r'"([^"]*)(?:"(\*?)|$)|([^\s"]+)')
_MOST_TERMS = 64
_MOST_ROWS = 2**63 - 1  # what SQLite can count to
_OPEN, _CLOSE = "\x02", "\x03"
_QUERY = """
    SELECT a.id, a.path, a.title, p.start, p."end", a.text, highlight(passage_text, 0, :open, :close), -rank
    FROM passage_text JOIN passage p ON p.pk = passage_text.rowid JOIN article a ON a.pk = p.article
    WHERE passage_text MATCH :match ORDER BY rank, a.source, a.id, p.start LIMIT :limit"""


def match_expression(words: str) -> str:
    """What a person typed, as an FTS5 expression: all of the words, "quoted phrases" whole, word* as a beginning.

    >>> match_expression('red line* "one China" AND')
    '"red" "line"* "one China" "AND"'

    Raises:
        UsageError: Nothing in it can be searched for, or it is longer than a search can be.
    """
    clean = words.encode("utf-8", "replace").decode().replace("\0", " ")
    terms = [term for match in _TERM.finditer(clean) if (term := _term(match))]
    if not terms:
        raise UsageError(f"nothing to search for in {words!r}; give a word or a phrase in quotation marks")
    if len(terms) > _MOST_TERMS:
        raise UsageError(f"{len(terms)} words are more than a search can take ({_MOST_TERMS}); quote a phrase whole")
    return " ".join(terms)


def find_passages(db: sqlite3.Connection, words: str, limit: int | None) -> Iterator[SearchHit]:
    """Sentences and titles that have all of the words, best first by BM25."""
    parameters = {
        "match": match_expression(words),
        "open": _OPEN,
        "close": _CLOSE,
        "limit": -1 if limit is None else min(limit, _MOST_ROWS),
    }
    for article_id, path, title, start, end, text, marked, score in db.execute(_QUERY, parameters):
        span = None if start is None else Span(start, end)
        quote = title if span is None else text[start:end]
        yield SearchHit(article_id, path, title, span, quote, _marks(quote, marked), score)


def _term(match: re.Match[str]) -> str:
    phrase, star, word = match.groups()
    text = word.rstrip("*") if word else phrase
    if not any(character.isalnum() for character in text):
        return ""
    return f'"{text}"' + ("*" if star or (word and word.endswith("*")) else "")


def _marks(quote: str, marked: str) -> tuple[Span, ...]:
    """Spans of `quote` between the marks that `marked` has and `quote` has not."""
    found: list[Span] = []
    start = at = 0
    for character in marked:
        if at < len(quote) and character == quote[at]:
            at += 1
        elif character == _OPEN:
            start = at
        elif character == _CLOSE:
            found.append(Span(start, at))
    return tuple(found)
