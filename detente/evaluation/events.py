"""Scores of the event coder on public gold data: PLV sentences and the PLOVER gold records.

Type: the set of types coded in a text against the one gold type, micro P/R/F1 (precision is a lower bound, since other
true events may stand there). Triple: type right, actor overlaps the source's span and recipient the target's. Dyad:
the set of (country, type, country), a symmetric event counted once. In both files a planned meeting is AGREE and a
cancelled or denied one REJECT.
"""

from __future__ import annotations

import csv
import json
import re
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from detente.model import Span

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

__all__ = [
    "BODIES",
    "Coded",
    "EventScores",
    "GoldText",
    "load_gsr",
    "load_plv",
    "merge_yield",
    "score_events",
    "unmark",
]

BODIES = ("IMF", "WTO", "WHO", "ICC", "ICJ", "OAS", "OAU", "AU", "EU", "UN", "GCC", "IOM", "WFP", "ILO", "PLO")


@dataclass(frozen=True, slots=True)
class GoldText:
    """A text with its one gold event: types that count as right, spans of both sides, dyads of country codes."""

    text: str
    types: frozenset[str]
    sources: tuple[Span, ...] = ()
    targets: tuple[Span, ...] = ()
    dyads: frozenset[tuple[str, str, str]] = frozenset()


@dataclass(frozen=True, slots=True)
class Coded:
    """One coded event of a text: its type in the terms of the gold data, and where and who its sides are."""

    type: str
    actor: Span | None
    recipient: Span | None
    actor_code: str
    recipient_code: str
    symmetric: bool


@dataclass(slots=True)
class EventScores:
    """Counts of right, coded and gold, for types, triples or dyads; `confusion` holds (gold, coded) pairs."""

    right: int = 0
    coded: int = 0
    gold: int = 0
    confusion: Counter[tuple[str, str]] = field(default_factory=Counter)

    @property
    def precision(self) -> float:
        """Share of what was coded that is right."""
        return self.right / self.coded if self.coded else 0.0

    @property
    def recall(self) -> float:
        """Share of the gold that was coded."""
        return self.right / self.gold if self.gold else 0.0

    @property
    def f1(self) -> float:
        """Harmonic mean of the two."""
        return 2 * self.right / (self.coded + self.gold) if self.coded + self.gold else 0.0


def load_plv(path: Path) -> list[GoldText]:
    """Read `plv_dev.tsv`; its root YIELD is CONCEDE and RETREAT."""
    with path.open(encoding="utf-8", newline="") as file:
        return [_plv_text(row) for row in csv.DictReader(file, delimiter="\t")]


def _plv_text(row: dict[str, str]) -> GoldText:
    text, sources, targets = unmark(row["marked_sentence"])
    return GoldText(text, frozenset((row["gold_root"],)), sources, targets)


def unmark(marked: str) -> tuple[str, tuple[Span, ...], tuple[Span, ...]]:
    """Plain text of a marked sentence, with the spans of sources and targets.

    >>> unmark("<s>A</s> met <t>B</t>")
    ('A met B', (Span(start=0, end=1),), (Span(start=6, end=7),))
    """
    plain: list[str] = []
    spans: dict[str, list[Span]] = {"s": [], "t": []}
    opened: dict[str, list[int]] = {"s": [], "t": []}
    at = 0
    for piece in re.split(r"(</?[st]>)", marked):
        if re.fullmatch(r"<[st]>", piece):
            opened[piece[1]].append(at)
        elif re.fullmatch(r"</[st]>", piece):
            if opened[piece[2]]:
                spans[piece[2]].append(Span(opened[piece[2]].pop(), at))
        else:
            plain.append(piece)
            at += len(piece)
    return "".join(plain), tuple(spans["s"]), tuple(spans["t"])


def load_gsr(path: Path) -> list[GoldText]:
    """Read `gsr.json`; records of one text are one unit."""
    found: dict[str, GoldText] = {}
    for row in json.loads(path.read_text(encoding="utf-8")):
        old = found.get(row["text"], GoldText(row["text"], frozenset()))
        found[row["text"]] = GoldText(
            row["text"], old.types | frozenset(row["types_accepted"]), dyads=old.dyads | frozenset(_dyads(row))
        )
    return list(found.values())


def _dyads(row: dict[str, list[dict[str, str]]]) -> Iterator[tuple[str, str, str]]:
    sources = sorted({one["code"] for one in row["source"]})
    targets = sorted({one["code"] for one in row["target"]})
    type_ = str(row["type"])
    if not targets and len(sources) > 1:
        yield from ((a, type_, b) for n, a in enumerate(sources) for b in sources[n + 1 :])
    else:
        yield from ((a, type_, b) for a in sources for b in targets)


def score_events(
    golds: Sequence[GoldText], codings: Sequence[Sequence[Coded]], merge: Callable[[str], str] = str
) -> dict[str, EventScores]:
    """Type, triple and dyad scores; `merge` maps our types to those of the gold data."""
    scores = {name: EventScores() for name in ("type", "triple", "dyad")}
    for gold, codings_of_text in zip(golds, codings, strict=True):
        _score_types(scores["type"], gold, {merge(one.type) for one in codings_of_text})
        _score_triples(scores["triple"], gold, codings_of_text, merge)
        _score_dyads(scores["dyad"], gold, codings_of_text)
    return scores


def merge_yield(type_: str) -> str:
    """Our type in the roots of PLV."""
    return "YIELD" if type_ in ("CONCEDE", "RETREAT") else type_


def _score_types(scores: EventScores, gold: GoldText, types: set[str]) -> None:
    scores.gold += 1
    scores.coded += len(types)
    scores.right += bool(types & gold.types)
    name = min(gold.types)
    scores.confusion.update((name, one) for one in (types or {"-"}))


def _score_triples(scores: EventScores, gold: GoldText, coded: Sequence[Coded], merge: Callable[[str], str]) -> None:
    scores.gold += 1
    triples = {(merge(one.type), one.actor, one.recipient): one for one in coded if one.actor and one.recipient}
    scores.coded += len(triples)
    scores.right += any(
        merge(one.type) in gold.types
        and any(_on(one, a, b) for a, b in ((gold.sources, gold.targets), (gold.targets, gold.sources)))
        for one in triples.values()
    )


def _on(one: Coded, sources: tuple[Span, ...], targets: tuple[Span, ...]) -> bool:
    def over(span: Span | None, spans: tuple[Span, ...]) -> bool:
        return span is not None and any(span.overlaps(other) for other in spans)

    return over(one.actor, sources) and over(one.recipient, targets)


def _score_dyads(scores: EventScores, gold: GoldText, coded: Sequence[Coded]) -> None:
    found = set()
    for one in coded:
        if one.actor_code and one.recipient_code:
            pair = (country(one.actor_code), country(one.recipient_code))
            first, second = sorted(pair) if one.symmetric else pair
            found.add((first, second, one.type))
    wanted = {(a, b, type_) for a, type_, b in gold.dyads}
    scores.gold += len(wanted)
    scores.coded += len(found)
    scores.right += len(
        {one for one in found if one in wanted or ((one[1], one[0], one[2]) in wanted and _is_symmetric(one, coded))}
    )


def country(code: str) -> str:
    """The code as the gold records have it: a body of states stands as "IGO"."""
    return code if len(code) == 3 and code.isupper() and code not in BODIES else "IGO"


def _is_symmetric(one: tuple[str, str, str], coded: Sequence[Coded]) -> bool:
    return any(c.symmetric and {country(c.actor_code), country(c.recipient_code)} == {one[0], one[1]} for c in coded)
