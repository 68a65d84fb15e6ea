"""Which stretches of an article are read, each as one paragraph: its lines, less what is furniture."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from detente.model import Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from detente.model import Article

__all__ = ["is_headline", "paragraphs_of"]

LINE = re.compile(r"[^\n]+")
WRAPPED = 50
LONGEST = 20_000
HEADLINE_WORDS = 25
# A line longer than JUDGED is read if at least these shares of it are letters and blanks.
JUDGED, LETTERS, BLANKS = 1000, 0.4, 0.05
ENDS = frozenset(".!?…")


def paragraphs_of(article: Article) -> Iterator[Span]:
    """Spans of text to read, in order: non-empty lines outside `article.dropped`, hard-wrapped lines joined.

    A long line that is hardly letters (rows of brackets, encoded data) is left out: there is nothing to read.
    """
    return (span for span in _joined_lines(article) if _is_text(article.text, span))


def _is_text(text: str, span: Span) -> bool:
    if span.end - span.start <= JUDGED:
        return True
    piece = text[span.start : span.end]
    return sum(map(str.isalpha, piece)) > LETTERS * len(piece) and piece.count(" ") > BLANKS * len(piece)


def _joined_lines(article: Article) -> Iterator[Span]:
    previous: Span | None = None
    for span in _kept_lines(article):
        if previous is not None and _continues(article.text, previous, span):
            previous = Span(previous.start, span.end)
            continue
        if previous is not None:
            yield previous
        previous = span
    if previous is not None:
        yield previous


def _kept_lines(article: Article) -> Iterator[Span]:
    text = article.text
    dropped = sorted(d.span for d in article.dropped)
    for line in LINE.finditer(text):
        start, end = line.span()
        for gone in dropped:
            if gone.end <= start or gone.start >= end:
                continue
            if gone.start > start:
                yield from _trimmed(text, start, gone.start)
            start = max(start, gone.end)
        if start < end:
            yield from _trimmed(text, start, end)


def _trimmed(text: str, start: int, end: int) -> Iterator[Span]:
    piece = text[start:end]
    start += len(piece) - len(piece.lstrip())
    end = start + len(piece.strip())
    while start < end:
        stop = min(end, start + LONGEST)
        if stop < end:
            blank = text.rfind(" ", start + 1, stop)
            stop = blank if blank > 0 else stop
        yield Span(start, stop)
        start = stop


def _continues(text: str, before: Span, after: Span) -> bool:
    """Whether a line goes on with the sentence of the line just above (hard-wrapped text)."""
    return (
        text[before.end : after.start].strip(" \r\t") == "\n"
        and after.start - text.rfind("\n", 0, before.end) > WRAPPED
        and text[before.end - 1] not in '.!?:;"”’'
        and text[after.start].islower()
    )


def is_headline(words: Sequence[str]) -> bool:
    """Whether a line is one sentence whatever its capitals suggest: short, and without a mark that could end another.

    >>> is_headline("Meeting Sparks Hope in Juba".split()), is_headline("He left . She stayed".split())
    (True, False)
    """
    return len(words) <= HEADLINE_WORDS and not any(word[-1] in ENDS for word in words[:-1])
