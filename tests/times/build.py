"""Trees written by hand: plain tokens without syntax, or CoNLL-U lines with it."""

from __future__ import annotations

import re

from detente.language.tree import Entity, Tree

_ABBREVIATION = (
    r"(?:U\.S|Mon|Tue|Wed|Thu|Fri|Mr|Mrs|Dr|No|nos|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept|Sep|Oct|Nov|Dec|a\.m|p\.m|c)\."
)
_TOKEN = re.compile(
    rf"\n+|{_ABBREVIATION}|\d{{1,2}}[/.]\d{{1,2}}[/.]\d{{2,4}}|\d+/\d+|\d{{1,2}}:\d\d|\d+(?:[.,]\d+)+|\d+(?:st|nd|rd|th|s)\b"
    r"|mid-\d{4}s?|[’']s\b|n[’']t\b|[’']ll\b|[A-Za-zÀ-ž]+\d+\b|\d+|[A-Za-zÀ-ž]+|[^\w\s]"
)


def spaced(text: str) -> Tree:
    """A tree like that of `plain`, with a token for each run of characters between spaces."""
    return plain(text, re.compile(r"\S+"))


def plain(text: str, token: re.Pattern[str] = _TOKEN) -> Tree:
    """A tree without tags or syntax; a sentence ends at a full stop, question mark or blank line."""
    found = list(token.finditer(text))
    words = [match.group() for match in found]
    sentences, first = [], 0
    for i, word in enumerate(words):
        if word in (".", "?", "!") or word.startswith("\n\n"):
            sentences.append((first, i + 1))
            first = i + 1
    if first < len(words):
        sentences.append((first, len(words)))
    n = len(words)
    return Tree(
        text=text, words=words, lemmas=[word.lower() for word in words], upos=[""] * n, xpos=[""] * n, morphs=[""] * n,
        deps=[""] * n, heads=list(range(n)), starts=[match.start() for match in found],
        ends=[match.end() for match in found], sentences=sentences,
    )  # fmt: skip


def parsed(rows: str, entities: list[Entity] | None = None) -> Tree:
    """A tree from lines "form lemma upos xpos head dep"; a blank line ends a sentence; heads count from 1 in it."""
    words: list[list[str]] = []
    heads: list[int] = []
    sentences: list[tuple[int, int]] = []
    for block in rows.strip().split("\n\n"):
        offset = len(words)
        for line in block.strip().splitlines():
            cells = line.split()
            head = int(cells[4])
            heads.append(len(words) if head == 0 else offset + head - 1)
            words.append(cells)
        sentences.append((offset, len(words)))
    starts, text = [], ""
    for cells in words:
        starts.append(len(text))
        text += cells[0] + " "
    return Tree(
        text=text.strip(), words=[c[0] for c in words], lemmas=[c[1] for c in words], upos=[c[2] for c in words],
        xpos=[c[3] for c in words], morphs=[""] * len(words), deps=[c[5] for c in words], heads=heads, starts=starts,
        ends=[start + len(c[0]) for start, c in zip(starts, words, strict=True)], sentences=sentences,
        entities=entities or [],
    )  # fmt: skip
