"""Passages with attributions marked by hand, in the form of `training/written/attributions/*.txt`: read and checked.

One passage a line: `[S1 who]`, `[C1/assert says]` and `[T1 what]` mark source, cue (with what is done) and content of
one attribution; ` || ` parts sentences, ` ¶ ` paragraphs. A content without a cue goes on with the speech of its
number, or is told by nobody.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from detente.evaluation.attribution import Gold, GoldDocument
from detente.evaluation.written_events import held_out, written_files

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

__all__ = [
    "ACTS",
    "Passage",
    "Spans",
    "Told",
    "has_marked_attributions",
    "parse_passage",
    "read_held_out",
    "read_passages",
]

ACTS = (
    "assert", "demand", "request", "warn", "promise", "reject", "accuse", "praise", "propose", "hope", "deny",
    "concede", "hold", "do",
)  # fmt: skip
_FIRST_LINES = 20
_MARK = re.compile(r"\[(?P<kind>[ST])(?P<number>\d+) |\[C(?P<cue>\d+)/(?P<act>[a-z]+) |\]")

Spans = tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class Told:
    """One attribution: characters [start, end) of its sources, cues and contents, and what is done ("" without cue)."""

    sources: Spans
    cues: Spans
    contents: Spans
    act: str


@dataclass(frozen=True, slots=True)
class Passage:
    """A passage without its marks, one paragraph a line, and its attributions in the order of their numbers."""

    text: str
    told: tuple[Told, ...]


def parse_passage(line: str) -> Passage:
    """Read one line.

    Raises:
        ValueError: It has not the form; the message says where.

    >>> passage = parse_passage("[S1 Accra] [C1/assert said] [T1 it rained]. || [T1 “A lot.”]")
    >>> passage.text, passage.told[0].contents
    ('Accra said it rained. “A lot.”', ((11, 20), (22, 30)))
    """
    line = re.sub(r"\s*¶\s*", "\n", re.sub(r"\s*\|\|\s*", " ", line.strip()))
    text, at, stack = "", 0, list[tuple[str, str, int]]()
    spans: dict[str, dict[str, list[tuple[int, int]]]] = {}
    acts: dict[str, str] = {}
    for found in _MARK.finditer(line):
        text += line[at : found.start()]
        at = found.end()
        number = found["number"] or found["cue"]
        if number:
            if found["act"]:
                if found["act"] not in ACTS:
                    raise ValueError(f"{found['act']}: no such label; {', '.join(ACTS)}")
                acts.setdefault(number, found["act"])
            stack.append((found["kind"] or "C", number, len(text)))
        elif not stack:
            raise ValueError(f"a mark closes that never opened: {line[max(0, at - 20) : at]!r}")
        else:
            kind, number, start = stack.pop()
            if start == len(text):
                raise ValueError(f"mark {kind}{number} is empty")
            spans.setdefault(number, {}).setdefault(kind, []).append((start, len(text)))
    text += line[at:]
    if stack or "[" in text:
        raise ValueError("a mark does not close")
    return Passage(text, tuple(_told(number, spans[number], acts) for number in sorted(spans, key=int)))


def _told(number: str, spans: dict[str, list[tuple[int, int]]], acts: dict[str, str]) -> Told:
    if "T" not in spans:
        raise ValueError(f"number {number} has no content")
    if "S" in spans and "C" not in spans:
        raise ValueError(f"number {number} has a source without a cue")
    sources, cues, contents = (tuple(sorted(spans.get(kind, ()))) for kind in "SCT")
    return Told(sources, cues, contents, acts.get(number, ""))


def read_passages(path: Path) -> tuple[list[Passage], list[str]]:
    """The passages of a file, and what is wrong with lines that have not the form.

    Lines that begin with "#" are comments; a line said twice counts once.
    """
    out: dict[str, Passage] = {}
    wrong = []
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if not line.strip() or line.startswith("#"):
            continue
        try:
            out.setdefault(line.strip(), parse_passage(line))
        except ValueError as error:
            wrong.append(f"{path.name}, line {number}: {error}")
    return list(out.values()), wrong


def has_marked_attributions(path: Path) -> bool:
    """Whether a path is a file of such passages, or a folder of them."""
    files = written_files(path)
    if not files or files[0].suffix != ".txt":
        return False
    with files[0].open(encoding="utf-8") as lines:
        return any(re.search(r"\[T\d+ ", line) for line, _ in zip(lines, range(_FIRST_LINES), strict=False))


def read_held_out(path: Path) -> Iterator[GoldDocument]:
    """The test part of each file that `path` is or holds: the outermost attributions of each passage."""
    for file in written_files(path):
        for number, passage in enumerate(held_out(read_passages(file)[0])[1], 1):
            yield GoldDocument(f"{file.stem} {number}", passage.text, [_gold(one) for one in _outermost(passage)])


def _outermost(passage: Passage) -> Iterator[Told]:
    for one in passage.told:
        contents = (span for other in passage.told if other is not one for span in other.contents)
        if one.cues and not any(start <= one.cues[0][0] < end for start, end in contents):
            yield one


def _gold(one: Told) -> Gold:
    return Gold(content=list(one.contents), cue=list(one.cues), source=list(one.sources), source_head=None)
