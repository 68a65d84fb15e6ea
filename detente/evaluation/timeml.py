"""Scores the time finder against documents in TimeML (.tml), as TempEval-3 did: spans, types and TIMEX3 values."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from detente.evaluation.times import Counts, f1, share
from detente.model import UNKNOWN_TIME, When
from detente.times import load_time_finder

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from detente.language.tree import Tree
    from detente.model import TimeMention

__all__ = ["GoldTimex", "TimemlDocument", "read_timeml", "score_timeml", "timeml_files"]


@dataclass(frozen=True, slots=True)
class GoldTimex:
    """A TIMEX3 of a text: characters [start, end), type and value."""

    start: int
    end: int
    type: str
    value: str


@dataclass(frozen=True, slots=True)
class TimemlDocument:
    """The text of a document, its creation time as an interval, and its time expressions."""

    name: str
    text: str
    created: When
    timexes: tuple[GoldTimex, ...]


@dataclass(slots=True)
class Tally(Counts):
    """Counts of one run."""

    right_type: int = 0

    def figures(self) -> dict[str, float]:
        """F1 of overlapping spans, of equal spans, and of overlapping spans with the right value; accuracies."""
        value = f1(share(self.value, self.found), share(self.value, self.gold))
        return Counts.figures(self) | {"value_f1": value, "type_accuracy": share(self.right_type, self.relaxed)}


def timeml_files(path: Path) -> list[Path]:
    """The .tml files that a path is or holds, in order."""
    return sorted(path.glob("*.tml")) if path.is_dir() else [path]


def read_timeml(path: Path) -> TimemlDocument:
    """One document; all that is marked but TIMEX3 is passed over."""
    from lxml import etree  # type: ignore[import-untyped]

    root = etree.parse(str(path), etree.XMLParser(resolve_entities=False, no_network=True)).getroot()
    body = root.find("TEXT")
    pieces: list[str] = []
    timexes: list[GoldTimex] = []
    at = 0
    opened: list[int] = []
    for event, node in etree.iterwalk(root if body is None else body, events=("start", "end")):
        if event == "start":
            opened.append(at)
            said = node.text
        else:
            start = opened.pop()
            if node.tag == "TIMEX3":
                timexes.append(GoldTimex(start, at, node.get("type", ""), node.get("value", "")))
            said = node.tail if opened else None
        if said:
            pieces.append(said)
            at += len(said)
    created = root.find("DCT/TIMEX3")
    return TimemlDocument(
        path.stem,
        "".join(pieces),
        UNKNOWN_TIME if created is None else _day(created.get("value", "")),
        tuple(sorted(timexes, key=lambda one: (one.start, one.end))),
    )


def score_timeml(
    path: Path, make_tree: Callable[[str], Tree], report: Callable[[str], None] | None = None
) -> dict[str, float]:
    """TempEval-3's figures on a .tml file or a folder of them.

    Args:
        path: The file or folder.
        make_tree: Parses a text.
        report: Receives one line for each difference.
    """
    finder, tally = load_time_finder(), Tally()
    for document in map(read_timeml, timeml_files(path)):
        found = finder.find(make_tree(document.text), document.created).exported
        _count(document, found, tally, report or (lambda _line: None))
    return tally.figures()


def _count(document: TimemlDocument, found: Sequence[TimeMention], tally: Tally, report: Callable[[str], None]) -> None:
    tally.gold += len(document.timexes)
    tally.found += len(found)
    for gold in document.timexes:
        near = [one for one in found if one.span.start < gold.end and gold.start < one.span.end]
        exact = [one for one in near if (one.span.start, one.span.end) == (gold.start, gold.end)]
        best = next(iter(exact or near), None)
        tally.relaxed += bool(near)
        tally.strict += bool(exact)
        if best is not None:
            tally.right_type += best.type == gold.type
            tally.value += best.timex == gold.value
        if not exact or exact[0].timex != gold.value or exact[0].type != gold.type:
            said = [(document.text[o.span.start : o.span.end], o.type, o.timex, o.why.origin) for o in near]
            words = document.text[gold.start : gold.end]
            kind = "MISS" if not near else "SPAN" if not exact else "VALUE"
            report(f"{kind} {document.name} {words!r} {gold.type} {gold.value} {said}")
    for one in found:
        if any(one.span.start < gold.end and gold.start < one.span.end for gold in document.timexes):
            tally.relaxed_found += 1
        else:
            around = document.text[max(0, one.span.start - 30) : one.span.end + 20].replace("\n", "|")
            report(f"EXTRA {document.name} {one.value.expression!r} {one.timex} {one.why.origin} <{around}>")


def _day(value: str) -> When:
    """The day of a creation time such as "1998-03-04" or "1998-02-13T14:35:00"."""
    try:
        start = datetime.fromisoformat(value[:10])
    except ValueError:
        return UNKNOWN_TIME
    return When(start, start + timedelta(days=1), "day", "given")
