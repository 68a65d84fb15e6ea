"""Passages with attributions marked by hand, in the form of `written/attributions/*.txt`: read, checked and counted.

One passage a line: `[S1 who]`, `[C1/assert says]` and `[T1 what]` mark source, cue (with what is done) and content of
one attribution; ` || ` parts sentences, ` ¶ ` paragraphs. A content without a cue goes on with the speech of its
number, or is told by nobody.

`python training/written_attributions.py FILE ...` counts them.
"""

from __future__ import annotations

import re
import sys
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

ACTS = (
    "assert", "demand", "request", "warn", "promise", "reject", "accuse", "praise", "propose", "hope", "deny",
    "concede", "hold", "do",
)  # fmt: skip
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


def main() -> None:
    for name in sys.argv[1:]:
        passages, wrong = read_passages(Path(name))
        print("\n".join(wrong))
        told = [one for passage in passages for one in passage.told]
        acts = Counter(one.act or "(no cue)" for one in told)
        words = sum(len(passage.text.split()) for passage in passages)
        print(f"{name}: {len(passages)} passages, {words} words, {len(told)} attributions, {dict(acts.most_common())}")


if __name__ == "__main__":
    main()
