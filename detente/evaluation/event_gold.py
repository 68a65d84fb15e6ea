"""Gold events of a sentence in one form, whatever file they come from."""

from __future__ import annotations

import csv
import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from detente.evaluation.events import BODIES, merge_yield, unmark
from detente.events.plover import told_type
from detente.model import Span

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

__all__ = ["GoldEvent", "GoldSentence", "land_of", "read_gsr", "read_plv", "tell_gsr", "tell_plv"]


@dataclass(frozen=True, slots=True)
class GoldEvent:
    """One event of the gold.

    Attributes:
        type: Its type, as tables name it.
        accepted: All types that count as right.
        sources, targets: Where its sides stand, as far as the gold says so.
        source_lands, target_lands: Codes of its sides (`land_of`), where the gold has codes.
        mutual: Whether the two sides may change places.
        trigger, status: Where it is told and as what, where the gold says so.
    """

    type: str
    accepted: frozenset[str]
    sources: tuple[Span, ...] = ()
    targets: tuple[Span, ...] = ()
    source_lands: frozenset[str] = frozenset()
    target_lands: frozenset[str] = frozenset()
    mutual: bool = False
    trigger: Span | None = None
    status: str | None = None


@dataclass(frozen=True, slots=True)
class GoldSentence:
    """A text with its gold events; `full` where nothing else in it is an event."""

    id: str
    text: str
    events: tuple[GoldEvent, ...]
    full: bool = False


def read_plv(path: Path) -> list[GoldSentence]:
    """The rows of `plv_dev.tsv`."""
    with path.open(encoding="utf-8", newline="") as file:
        return [_plv_row(number, row) for number, row in enumerate(csv.DictReader(file, delimiter="\t"), 1)]


def _plv_row(number: int, row: dict[str, str]) -> GoldSentence:
    text, sources, targets = unmark(row["marked_sentence"])
    root = row["gold_root"]
    return GoldSentence(f"row {number}", text, (GoldEvent(root, frozenset((root,)), sources, targets),))


def tell_plv(type_: str, status: str) -> str | None:
    """PLOVER's own habit over plans and refusals, in PLV's roots."""
    told = told_type(type_, status)
    return None if told is None else merge_yield(told)


tell_gsr = told_type


def read_gsr(path: Path) -> list[GoldSentence]:
    """The records of `gsr.json`, one a sentence."""
    return [_gsr_row(row) for row in json.loads(path.read_text(encoding="utf-8"))]


def _gsr_row(row: dict[str, Any]) -> GoldSentence:
    sources, targets = row["source"], row["target"]
    mutual = not targets and len(sources) > 1
    if mutual:
        sources, targets = sources[:1], sources[1:]
    event = GoldEvent(
        row["type"],
        frozenset(row["types_accepted"]),
        tuple(_places(row["text"], sources)),
        tuple(_places(row["text"], targets)),
        frozenset(one["code"] for one in sources),
        frozenset(one["code"] for one in targets),
        mutual or bool(row.get("reciprocal")),
    )
    return GoldSentence(row["id"], row["text"], (event,))


def _places(text: str, sides: list[dict[str, str]]) -> Iterator[Span]:
    """Where the first of the words of each side stands; nothing for one that is worded otherwise."""
    for side in sides:
        at = text.find(side["text"]) if side["text"] else -1
        if at >= 0:
            yield Span(at, at + len(side["text"]))


def land_of(code: str) -> str:
    """A code of one of our sides as gold files have it: a state's as it stands, "IGO" for any body of states."""
    return code if len(code) == 3 and code.isupper() and code not in BODIES else "IGO" if code else ""
