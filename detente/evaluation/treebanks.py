"""Annotated sentences in public formats: CoNLL-U, IOB2 as Universal NER has it, and our own marked paragraphs."""

from __future__ import annotations

import gzip
import re
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import IO, TYPE_CHECKING

from detente.errors import DataError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from pathlib import Path

__all__ = ["Sentence", "paragraphs", "read_conllu", "read_iob2", "read_marked"]

ENTITY_LABELS = ("PER", "ORG", "LOC")
MARK = re.compile(r"\[(PER|ORG|LOC) ([^\[\]]+)\]")


@dataclass(slots=True)
class Sentence:
    """One annotated sentence; a column is None where the source does not annotate it.

    Attributes:
        words: Words as they stand on the page; spaces[i] tells whether a space follows word i.
        heads: Head of each word counted from 1, 0 for the root.
        entities: BIO tags over PER, ORG, LOC.
        paragraph: Whether a paragraph begins here.
        misc: The last column of CoNLL-U.
        weights: Weight of a task in training, 1 where unnamed.
    """

    id: str
    document: str
    words: list[str]
    spaces: list[bool]
    upos: list[str] | None = None
    xpos: list[str] | None = None
    feats: list[str] | None = None
    heads: list[int] | None = None
    deps: list[str] | None = None
    lemmas: list[str] | None = None
    entities: list[str] | None = None
    paragraph: bool = False
    misc: list[str] | None = None
    weights: dict[str, float] = field(default_factory=dict)

    @property
    def text(self) -> str:
        """The sentence as it stands on the page."""
        return "".join(word + " " * space for word, space in zip(self.words, self.spaces, strict=True)).rstrip()


def paragraphs(sentences: Iterable[Sentence]) -> Iterator[list[Sentence]]:
    """Runs of sentences of one paragraph of one document."""
    current: list[Sentence] = []
    for sentence in sentences:
        if current and (sentence.paragraph or sentence.document != current[-1].document):
            yield current
            current = []
        current.append(sentence)
    if current:
        yield current


@contextmanager
def _lines(path: Path) -> Iterator[IO[str]]:
    opener = gzip.open if path.suffix == ".gz" else open
    with opener(path, "rt", encoding="utf-8") as stream:
        yield stream


def read_conllu(path: Path) -> Iterator[Sentence]:
    """Sentences of a CoNLL-U file (also gzipped); words of a multiword token take their part of its surface.

    Raises:
        DataError: A row has not ten columns.
    """
    document, paragraph = "", True
    meta: dict[str, str] = {}
    rows: list[list[str]] = []
    with _lines(path) as lines:
        for number, line in enumerate(lines, 1):
            line = line.rstrip("\n")
            if line.startswith("#"):
                key, _, value = (part.strip() for part in line[1:].partition("="))
                meta[key] = value
                document = value if key == "newdoc id" else document
                paragraph = paragraph or key == "newdoc id" or key.startswith("newpar")
            elif line:
                rows.append(line.split("\t"))
                if len(rows[-1]) != 10:
                    raise DataError(f"{path}, line {number}: {len(rows[-1])} columns where CoNLL-U has 10")
            elif rows:
                yield _sentence(meta, document, paragraph, rows)
                paragraph, meta, rows = False, {}, []
    if rows:
        yield _sentence(meta, document, paragraph, rows)


def _sentence(meta: dict[str, str], document: str, paragraph: bool, rows: list[list[str]]) -> Sentence:
    words = [row for row in rows if row[0].isdigit()]
    forms = [row[1] for row in words]
    spaces = ["SpaceAfter=No" not in row[9] for row in words]
    for row in rows:
        if "-" in row[0]:
            first, last = (int(part) for part in row[0].split("-"))
            forms[first - 1 : last] = _split_surface(row[1], forms[first - 1 : last])
            spaces[first - 1 : last] = [False] * (last - first) + ["SpaceAfter=No" not in row[9]]
    return Sentence(
        id=meta.get("sent_id", ""),
        document=document,
        paragraph=paragraph,
        words=forms,
        spaces=spaces,
        lemmas=[row[2] for row in words],
        upos=[row[3] for row in words],
        xpos=[row[4] for row in words],
        feats=["" if row[5] == "_" else row[5] for row in words],
        heads=[int(row[6]) for row in words],
        deps=[row[7] for row in words],
        misc=[row[9] for row in words],
    )


def _split_surface(token: str, words: list[str]) -> list[str]:
    """The words of a multiword token as they stand on the page ("don't": do, n't)."""
    if "".join(words) == token:
        return words
    out, rest = [], token
    for word in words[:-1]:
        size = min(len(word), len(rest) - 1) if rest.lower().startswith(word.lower()[:2]) else max(1, len(rest) // 2)
        out.append(rest[:size])
        rest = rest[size:]
    return [*out, rest]


def read_iob2(path: Path) -> Iterator[Sentence]:
    """Sentences of a Universal NER file (id, form, tag ...); labels other than PER, ORG and LOC are read as O."""
    name, words, tags = "", [], []
    with _lines(path) as lines:
        for line in (*lines, "\n"):
            cells = line.rstrip("\n").split("\t")
            if line.startswith("# sent_id"):
                name = line.split("=", 1)[1].strip()
            elif cells[0].isdigit():
                words.append(cells[1])
                tags.append(cells[2] if cells[2][2:] in ENTITY_LABELS else "O")
            elif not line.strip() and words:
                yield Sentence(name, path.stem, words, [True] * len(words), entities=tags)
                words, tags = [], []


def read_marked(path: Path, ranges: Callable[[str], list[tuple[int, int]]]) -> Iterator[Sentence]:
    """Sentences of marked paragraphs: one paragraph a line, `[PER name]`, sentences parted by ` || `.

    Args:
        path: The file; lines that begin with "#" are comments.
        ranges: Character ranges of the tokens of a text.

    Raises:
        DataError: A bracket stays open or a label is unknown.
    """
    with _lines(path) as lines:
        for number, line in enumerate(lines, 1):
            if not line.strip() or line.startswith("#"):
                continue
            for k, part in enumerate(line.strip().split(" || ")):
                text, spans = _unmark(part.strip())
                if re.search(r"\[[A-Z]{3} ", text):
                    raise DataError(f"{path}, line {number}: a bracket stays open or has no known label: {text[:60]!r}")
                tokens = ranges(text)
                yield Sentence(
                    id=f"{path.stem}-{number}-{k}",
                    document=f"{path.stem}-{number}",
                    paragraph=k == 0,
                    words=[text[a:b] for a, b in tokens],
                    spaces=[text[b : b + 1] == " " for _, b in tokens[:-1]] + [True],
                    entities=_tags(tokens, spans),
                )


def _unmark(marked: str) -> tuple[str, list[tuple[int, int, str]]]:
    text, spans, at = "", [], 0
    for found in MARK.finditer(marked):
        text += marked[at : found.start()]
        spans.append((len(text), len(text) + len(found.group(2)), found.group(1)))
        text += found.group(2)
        at = found.end()
    return text + marked[at:], spans


def _tags(tokens: list[tuple[int, int]], spans: list[tuple[int, int, str]]) -> list[str]:
    tags = ["O"] * len(tokens)
    for start, end, label in spans:
        inside = [i for i, (a, b) in enumerate(tokens) if a < end and start < b]
        for i in inside:
            tags[i] = f"{'B' if i == inside[0] else 'I'}-{label}"
    return tags
