"""Scores the time finder against GUM's dates: spans found, spans exact, and values on the spans matched."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

from detente.language.tree import Tree
from detente.model import When
from detente.times import load_time_finder

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from detente.model import TimeMention

__all__ = ["Counts", "f1", "score_gum", "share", "tokens_only"]

Item = dict[str, Any]


def tokens_only() -> Callable[[str], Tree]:
    """Makes a tree of a text with spaCy's English tokens and no syntax; line breaks end sentences."""
    import spacy

    nlp = spacy.blank("en")

    def tree(text: str) -> Tree:
        doc = nlp(text)
        for token in doc:
            before = doc[token.i - 1].text if token.i else "."
            token.is_sent_start = before in (".", "?", "!") or "\n" in before
        return Tree.from_doc(doc)

    return tree


@dataclass(slots=True)
class Counts:
    """Tallies of one run."""

    gold: int = 0
    found: int = 0
    relaxed: int = 0
    relaxed_found: int = 0
    strict: int = 0
    value: int = 0

    def figures(self) -> dict[str, float]:
        """Precision, recall and F1, and the share of matched expressions with the right value."""
        return {
            "gold": self.gold,
            "found": self.found,
            "relaxed_precision": share(self.relaxed_found, self.found),
            "relaxed_recall": share(self.relaxed, self.gold),
            "relaxed_f1": f1(share(self.relaxed_found, self.found), share(self.relaxed, self.gold)),
            "strict_f1": f1(share(self.strict, self.found), share(self.strict, self.gold)),
            "value_accuracy": share(self.value, self.relaxed),
        }


def score_gum(
    folder: Path | str,
    make_tree: Callable[[str], Tree] | None = None,
    genres: Sequence[str] = (),
    report: Callable[[str], None] | None = None,
) -> dict[str, float]:
    """Relaxed and strict F1 and value accuracy on `gold.jsonl` in a folder.

    Args:
        folder: Where the file lies.
        make_tree: Parses a text; tokens without syntax if None.
        genres: Only these, all if empty.
        report: Receives one line for each miss, false alarm and wrong value.
    """
    make = make_tree or tokens_only()
    finder, counts = load_time_finder(), Counts()
    for line in (Path(folder) / "gold.jsonl").read_text(encoding="utf-8").splitlines():
        item = json.loads(line)
        if not genres or item["genre"] in genres:
            created = _bounds(item["dateCreated"], last=False)
            published = (
                When(created, created + timedelta(days=1), "day", "given")
                if created
                else When(None, None, None, "unknown")
            )
            found = finder.find(make(item["text"]), published).mentions
            _tally(item, found, counts, report or (lambda _line: None))
    return counts.figures()


def _tally(item: Item, found: Sequence[TimeMention], counts: Counts, report: Callable[[str], None]) -> None:
    counts.gold += len(item["times"])
    counts.found += len(found)
    spans = {(one.span.start, one.span.end) for one in found}
    for gold in item["times"]:
        near = [one for one in found if one.span.start < gold["end"] and gold["start"] < one.span.end]
        counts.strict += (gold["start"], gold["end"]) in spans
        counts.relaxed += bool(near)
        right = any(_same(gold, one) for one in near)
        counts.value += right
        if not right:
            said = [
                (one.value.expression, one.value.to_dict()["start"], one.value.to_dict()["end"], one.why.origin)
                for one in near
            ]
            line = (item["id"], item["dateCreated"], gold["text"])
            value = {key: gold[key] for key in gold if key not in ("start", "end", "text")}
            around = item["text"][max(0, gold["start"] - 30) : gold["end"] + 20].replace("\n", "|")
            report(f"{'VALUE' if near else 'MISS'} {line} {value} {said} <{around}>")
    for one in found:
        if any(one.span.start < gold["end"] and gold["start"] < one.span.end for gold in item["times"]):
            counts.relaxed_found += 1
        else:
            around = item["text"][max(0, one.span.start - 30) : one.span.end + 20].replace("\n", "|")
            report(f"EXTRA {item['id']} {one.value.expression!r} {one.why.origin} <{around}>")


def _same(gold: Item, one: TimeMention) -> bool:
    first = gold.get("when") or gold.get("from") or gold.get("notBefore")
    last = gold.get("when") or gold.get("to") or gold.get("notAfter")
    start = _bounds(first, last=False) if first else None
    end = _bounds(last, last=True) if last else None
    return (start, end) == (one.value.start, one.value.end)


def _bounds(text: str, *, last: bool) -> datetime | None:
    """First moment of an ISO year, month or day, or the first after it; None for what the calendar cannot hold."""
    parts = text.split("-")
    try:
        numbers = [int(part) for part in parts]
        first = datetime(*[*numbers, 1, 1][:3])  # type: ignore[arg-type]
        if not last:
            return first
        if len(numbers) == 3:
            return first + timedelta(days=1)
        after = (first.year + 1, 1) if len(numbers) == 1 or first.month == 12 else (first.year, first.month + 1)
        return datetime(*after, 1)
    except ValueError:
        return None


def share(part: int, whole: int) -> float:
    """Part of the whole, 0-1; 0 of nothing."""
    return part / whole if whole else 0.0


def f1(precision: float, recall: float) -> float:
    """Their harmonic mean."""
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0
