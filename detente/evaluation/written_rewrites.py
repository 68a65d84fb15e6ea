"""Texts and what was made of them: written by hand (spun, rewritten, translated back) and by program (cut, merged).

    === NAME
    --- original
    Title

    Paragraphs.
    --- spun
    ...
    --- independent
    ...

`independent` is another report of the same happening. All of it was written or made for this; none of it was published.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from detente.errors import DataError
from detente.lexicon import Row, load_lexicon

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

__all__ = [
    "DEPTHS",
    "MADE",
    "WRITTEN",
    "Version",
    "cut_short",
    "read_items",
    "read_versions",
    "same_source",
    "versions_of",
]

WRITTEN = ("original", "spun", "heavy", "translated", "independent")
MADE = ("republished", "edited", "cut", "merged", "shortened")
DEPTHS = ("republished", "edited", "cut", "merged", "spun", "heavy", "translated", "shortened")


class Making(Row, frozen=True):
    """`rewrites.yml`: words for other words, and what outlets put around a text."""

    words: dict[str, str]
    sentences: list[str]
    bylines: list[str]
    lines: list[str]
    titles: list[str]


@dataclass(frozen=True, slots=True)
class Version:
    """A text, how it was made, and the names of what it was made of."""

    name: str
    depth: str
    text: str
    sources: frozenset[str]


@lru_cache(maxsize=1)
def load_making() -> Making:
    """The shipped words and lines.

    Raises:
        DataError: The file is not well formed.
    """
    return load_lexicon("evaluation/rewrites.yml", Making)


def read_items(path: Path) -> dict[str, dict[str, str]]:
    """The texts of a file by item and kind.

    Raises:
        DataError: An item has another kind of text, or lacks the original.
    """
    items: dict[str, dict[str, str]] = {}
    for block in re.split(r"(?m)^=== ", path.read_text("utf-8"))[1:]:
        name, _, body = block.partition("\n")
        texts: dict[str, str] = {}
        for part in re.split(r"(?m)^--- ", body)[1:]:
            kind, _, text = part.partition("\n")
            texts[kind.strip()] = text.strip()
        if "original" not in texts or not set(texts) <= set(WRITTEN):
            raise DataError(f"{path}: {name}: expected {', '.join(WRITTEN)}; got {', '.join(texts)}")
        items[name.strip()] = texts
    return items


def read_versions(path: Path) -> list[Version]:
    """All versions of a file's items, those made by program among them."""
    return list(versions_of(read_items(path)))


def versions_of(items: dict[str, dict[str, str]]) -> Iterator[Version]:
    """All versions of items; the same items give the same versions."""
    names = sorted(items)
    for number, name in enumerate(names):
        texts = items[name]
        for kind, text in texts.items():
            source = f"{name} independent" if kind == "independent" else name
            yield Version(name, kind, text, frozenset({source}))
        own = frozenset({name})
        original = texts["original"]
        yield Version(name, "republished", _republished(original, number), own)
        yield Version(name, "edited", _edited(original, number), own)
        yield Version(name, "cut", cut_short(original, number), own)
        if "heavy" in texts:
            yield Version(name, "shortened", _shortened(texts["heavy"], number), own)
        other = names[(number + 1) % len(names)]
        merged = _merged(original, items[other]["original"], interleaved=number % 2 == 0)
        yield Version(name, "merged", merged, frozenset({name, other}))


def same_source(one: Version, other: Version) -> bool:
    """Whether two versions have text of one source."""
    return bool(one.sources & other.sources)


def _parts(text: str) -> tuple[str, list[str]]:
    title, _, body = text.partition("\n")
    return title, [line for line in body.splitlines() if line.strip()]


def _joined(lines: Iterable[str]) -> str:
    return "\n\n".join(lines)


def _pick(lines: list[str], number: int) -> str:
    return lines[number % len(lines)]


def _republished(text: str, number: int) -> str:
    """Under another title, with an outlet's byline and lines of furniture around it."""
    making = load_making()
    title, paragraphs = _parts(text)
    words = title.split()
    other = f"{_pick(making.titles, number)}: {' '.join(words[: max(3, len(words) // 2)])}"
    middle = len(paragraphs) // 2
    lines = [other, _pick(making.bylines, number), *paragraphs[:middle], _pick(making.lines, number)]
    return _joined([*lines, *paragraphs[middle:], _pick(making.lines, number + 1), _pick(making.lines, number + 2)])


def _edited(text: str, number: int) -> str:
    """Some words changed; one sentence dropped and one added."""
    making = load_making()
    title, paragraphs = _parts(text)
    changed = [_with_other_words(line, making.words) for line in paragraphs]
    place = 2 + number % max(1, len(changed) - 3)
    first, _, rest = changed[place].partition(". ")
    changed[place] = rest or first
    changed.insert(max(1, place - 1), _pick(making.sentences, number))
    return _joined([title, *changed])


def _with_other_words(line: str, words: dict[str, str]) -> str:
    return re.sub(r"[A-Za-z]+", lambda found: words.get(found[0], found[0]), line)


def cut_short(text: str, number: int) -> str:
    """The title and the first 40 to 60 % of the words, in whole sentences."""
    title, paragraphs = _parts(text)
    most = len(text.split()) * (0.4 + 0.05 * (number % 5))
    kept: list[str] = []
    words = 0
    for line in paragraphs:
        sentences = []
        for sentence in re.split(r"(?<=[.!?]) ", line):
            if words < most:
                sentences.append(sentence)
                words += len(sentence.split())
        kept.append(" ".join(sentences))
    return _joined([title, *filter(None, kept)])


def _shortened(text: str, number: int) -> str:
    """Without every third sentence."""
    title, paragraphs = _parts(text)
    kept: list[str] = []
    for line in paragraphs:
        sentences = []
        for sentence in re.split(r"(?<=[.!?]) ", line):
            number += 1
            if number % 3:
                sentences.append(sentence)
        kept.append(" ".join(sentences))
    return _joined([title, *filter(None, kept)])


def _merged(text: str, other: str, *, interleaved: bool) -> str:
    """With another text's paragraphs between its own, or after them."""
    title, paragraphs = _parts(text)
    _, others = _parts(other)
    if not interleaved:
        return _joined([title, *paragraphs, *others])
    longest = max(len(paragraphs), len(others))
    both = [part[at] for at in range(longest) for part in (paragraphs, others) if at < len(part)]
    return _joined([title, *both])
