"""Words from articles, made safe for one line of a page or a terminal."""

from __future__ import annotations

import re
import unicodedata

__all__ = ["clean", "same_words", "shorten"]

_NOT_SHOWN = frozenset(("Cc", "Cf", "Cs", "Co", "Cn"))
_JOINERS = "\u200c\u200d"
_PUNCTUATION = re.compile(r"[^\w]+")


def clean(text: str) -> str:
    r"""One line of visible text: white space made single, control and direction characters left out.

    >>> clean("a\x1b[31m  red\nline\u202e")
    'a[31m red line'
    """
    line = " ".join(text.split())
    if line.isascii() and line.isprintable():
        return line
    return "".join(c for c in line if c in _JOINERS or unicodedata.category(c) not in _NOT_SHOWN)


def shorten(text: str, most: int) -> str:
    """Clean text of at most `most` characters, cut between words.

    >>> shorten("one two three", 9)
    'one two …'
    """
    line = clean(text)
    if len(line) <= most:
        return line
    cut = line[: most - 1]
    head, blank, _ = cut.rpartition(" ")
    return (head if blank and len(head) > most // 2 else cut).rstrip(" ,;:–—-") + " …"


def same_words(text: str) -> str:
    """What two quotations share that differ only in punctuation, case or white space."""
    return _PUNCTUATION.sub(" ", text.casefold()).strip()
