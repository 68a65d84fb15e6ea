"""The lines of a text with their offsets, and what their form says: a sentence, a headline, a name."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from detente.lexicon import Row, load_lexicon
from detente.model import Span

__all__ = ["Forms", "Line", "fold", "is_name", "load_forms", "split_lines"]


class Forms(Row, frozen=True):
    """`data/ingest/forms.yml`: the measures and small word classes by which a line's form is judged."""

    body_chars: int
    body_words: int
    title_chars: int
    headline_chars: int
    headline_words: int
    headline_share: float
    wrap_chars: int
    head_lines: int
    head_bodies: int
    tail_unknown: int
    stops: str
    truncations: tuple[str, ...]
    particles: frozenset[str]
    not_names: frozenset[str]
    agencies: frozenset[str]
    not_titles: tuple[str, ...]


@lru_cache(maxsize=1)
def load_forms() -> Forms:
    """The shipped measures."""
    return load_lexicon("ingest/forms.yml", Forms)


@dataclass(frozen=True, slots=True)
class Line:
    """A line that is not blank; `text` is `article.text[start:end]`, without the white space around it.

    `after_gap` tells whether a blank line (or the beginning) stands before it.
    """

    start: int
    end: int
    text: str
    after_gap: bool

    @property
    def span(self) -> Span:
        """Where it stands in the article's text."""
        return Span(self.start, self.end)

    def ends_sentence(self, forms: Forms) -> bool:
        """Whether it closes with a stop, quotes and brackets left aside; an ellipsis is no stop."""
        bare = self.text.rstrip("\"'”’»)] ")
        return bare.endswith(tuple(forms.stops)) and not bare.endswith(forms.truncations)

    def is_truncated(self, forms: Forms) -> bool:
        """Whether it breaks off with an ellipsis, as teasers do."""
        return self.text.endswith(forms.truncations)

    def is_body(self, forms: Forms) -> bool:
        """Whether it reads as running text: a sentence of some length."""
        long = len(self.text) >= forms.body_chars or len(self.text.split()) >= forms.body_words
        return long and (self.ends_sentence(forms) or len(self.text) >= forms.title_chars)

    def could_be_headline(self, forms: Forms) -> bool:
        """Whether it is short, has more than one word and no final stop."""
        short = len(self.text) <= forms.headline_chars and " " in self.text
        return short and not self.text.endswith((".", ":", ";", ","))

    def is_title_case(self, forms: Forms) -> bool:
        """Whether most of its longer words begin with a capital."""
        words = [word for word in re.findall(r"[^\W\d_]+", self.text) if len(word) > 3]
        return len(words) > 1 and sum(word[0].isupper() for word in words) >= forms.headline_share * len(words)


def is_name(text: str, forms: Forms) -> bool:
    """Whether `text` is two to five words, each capitalised or a particle, none of them an ordinary word.

    >>> is_name("Ana M. van Dijk", load_forms()), is_name("Talks Resume", load_forms())
    (True, False)
    """
    words = text.split()
    if not 2 <= len(words) <= 5 or words[0].lower() in forms.particles:
        return False
    if any(word.lower().strip(".") in forms.not_names for word in words):
        return False
    full = [word for word in words if word.lower() not in forms.particles]
    return len(full) > 1 and all(re.fullmatch(r"[^\W\d_][\w.'’-]*", word) and word[0].isupper() for word in full)


def split_lines(text: str) -> list[Line]:
    """The lines of `text` that are not blank, in order."""
    lines: list[Line] = []
    gap = True
    for match in re.finditer(r"[^\r\n]*(?:\r\n|\r|\n|\Z)", text):
        raw = match.group().rstrip("\r\n")
        bare = raw.strip()
        if bare:
            start = match.start() + len(raw) - len(raw.lstrip())
            lines.append(Line(start, start + len(bare), bare, gap))
        gap = not bare
    return lines


def fold(text: str) -> str:
    """Text as compared with phrases: lower case, single spaces, without the marks that frame it.

    >>> fold("  Read   More: ")
    'read more'
    """
    return " ".join(text.casefold().split()).strip(" .:;,|·•*→›»…-–—!>")
