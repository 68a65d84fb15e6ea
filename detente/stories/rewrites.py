"""Rewrites: other words, the same facts in the same order; judged by named features with weights learned for them.

An independent report of a happening shares names with another; it selects, orders and adds. A rewrite keeps nearly all
names and numbers, adds few, and tells them in the same order.
"""

from __future__ import annotations

import math
from bisect import bisect_right
from functools import lru_cache
from itertools import zip_longest
from operator import itemgetter
from typing import TYPE_CHECKING, NamedTuple

from detente.lexicon import Row, load_lexicon

if TYPE_CHECKING:
    from collections.abc import Mapping

    from detente.stories.wording import Wording

_Link = tuple[str, "_Link | None"]
_NOTHING: frozenset[str] = frozenset()
_COVERED = "sentences of both"

__all__ = ["Judged", "RewriteModel", "hint_of", "judge_rewrite", "load_rewrites", "rewrite_features"]


class RewriteModel(Row, frozen=True):
    """`rewrites.yml`: learned weights; the score in log-odds that decides, and what is not looked at.

    `least_hint` is the share of the shared facts' weight in the longer text's, `least_facts` their number, from which
    on two texts are compared further; `least_quotation` the share of stems by which two quotations are one.
    """

    bias: float
    weights: dict[str, float]
    least_score: float
    least_hint: float
    least_facts: int
    many_facts: int
    least_quotation: float


class Judged(NamedTuple):
    """Log-odds that two texts are versions of one, and readable reasons, the weightiest kind of fact first.

    Below what decides the log-odds are at most `score`, and there are no reasons.
    """

    score: float
    why: tuple[str, ...]


@lru_cache(maxsize=1)
def load_rewrites() -> RewriteModel:
    """The shipped weights.

    Raises:
        DataError: The file is not well formed.
    """
    return load_lexicon("stories/rewrites.yml", RewriteModel)


def hint_of(one: Wording, other: Wording) -> float:
    """Share of the facts that two texts share in those of the one that has more, 0-1; quick to tell."""
    most = max(one.total, other.total)
    if not most:
        return 0.0
    few, many = sorted((one.facts, other.facts), key=len)
    shared = [key for key in few if key in many]
    if len(shared) < load_rewrites().least_facts:
        return 0.0
    return math.fsum(min(few[key].weight, many[key].weight) for key in shared) / most


def judge_rewrite(one: Wording, other: Wording) -> Judged | None:
    """The verdict on two texts by their facts; None where they share too few to ask."""
    model = load_rewrites()
    if hint_of(one, other) < model.least_hint:
        return None
    found = _in_common(one, other)
    most = _score(found) + max(0.0, model.weights.get(_COVERED, 0.0))
    if most < model.least_score:
        return Judged(most, ())
    score = _score(found | _sentences(one, other))
    return Judged(score, _reasons(one, other)) if score >= model.least_score else Judged(score, ())


def rewrite_features(one: Wording, other: Wording) -> dict[str, float]:
    """What two texts share of each kind of fact, and in what order; each 0-1.

    "Of both" is measured on the text that has more of it: reports of one happening, short ones above all, often tell
    all that another tells, and more.
    """
    return _in_common(one, other) | _sentences(one, other)


def _score(found: Mapping[str, float]) -> float:
    model = load_rewrites()
    return model.bias + math.fsum(model.weights.get(name, 0.0) * value for name, value in found.items())


def _in_common(one: Wording, other: Wording) -> dict[str, float]:
    """All features but that of sentences, which takes the longest to tell."""
    shared = [key for key in one.facts if key in other.facts]
    weigh = {key: min(one.facts[key].weight, other.facts[key].weight) for key in shared}
    chain = _chain(one, other, shared)
    in_order = math.fsum(weigh[key] for key in chain)
    found = {
        f"{kind} of both": _share(
            math.fsum(weigh[key] for key in shared if kind in (one.facts[key].kind, other.facts[key].kind)),
            max(one.totals[kind], other.totals[kind]),
        )
        for kind in ("names", "numbers")
    }
    return found | {
        "order": _share(in_order, math.fsum(weigh.values())),
        "in order of both": _share(in_order, max(one.total, other.total)),
        "facts": 1 - math.exp(-len(chain) / load_rewrites().many_facts),
    }


def _sentences(one: Wording, other: Wording) -> dict[str, float]:
    return {_COVERED: min(_covered(one, other), _covered(other, one))}


def _share(part: float, whole: float) -> float:
    return min(1.0, part / whole) if whole else 0.0


def _covered(one: Wording, other: Wording) -> float:
    """What share of a text's names and numbers stand together in the other as they do in its sentences, 0-1.

    A sentence may have become two there: each is held against two that follow each other.
    """
    pairs = [first | second for first, second in zip_longest(other.passages, other.passages[1:], fillvalue=_NOTHING)]
    weights = {key: fact.weight for key, fact in one.facts.items()}
    whole = kept = 0.0
    for sentence in one.passages:
        if len(sentence) < 2:
            continue
        whole += math.fsum(map(weights.__getitem__, sentence))
        if len(sentence & other.facts.keys()) > 1:
            found = [(math.fsum(map(weights.__getitem__, told)), told) for pair in pairs if (told := sentence & pair)]
            weight, best = max(found, key=itemgetter(0), default=(0.0, frozenset()))
            kept += weight if len(best) > 1 else 0.0
    return kept / whole if whole else 0.0


def _chain(one: Wording, other: Wording, shared: list[str]) -> list[str]:
    """The weightiest of the shared facts that stand in the same order in both; those of one sentence are in order."""
    places = sorted((one.facts[key].sentence, other.facts[key].sentence, key) for key in shared)
    # By sentence of the other text where it ends: the weightiest chain. One that ends later and weighs less is dropped.
    ends: list[int] = []
    best: list[tuple[float, _Link | None]] = []
    for _, end, key in places:
        weight = min(one.facts[key].weight, other.facts[key].weight)
        at = bisect_right(ends, end)
        before, links = best[at - 1] if at else (0.0, None)
        value = before + weight
        if at and ends[at - 1] == end:
            best[at - 1] = (value, (key, links))
        else:
            ends.insert(at, end)
            best.insert(at, (value, (key, links)))
            at += 1
        while at < len(ends) and best[at][0] <= value:
            del ends[at], best[at]
    chain: list[str] = []
    link = best[-1][1] if best else None
    while link is not None:
        chain.append(link[0])
        link = link[1]
    return chain


def _shared_quotations(one: Wording, other: Wording) -> int:
    """How many quotations stand in both, in the same order."""
    before = [0] * (len(other.quotations) + 1)
    for quote in one.quotations:
        row = [0]
        for at, second in enumerate(other.quotations):
            row.append(max(before[at] + _same_quotation(quote, second), row[-1], before[at + 1]))
        before = row
    return before[-1]


def _same_quotation(one: frozenset[str], other: frozenset[str]) -> bool:
    return len(one & other) >= load_rewrites().least_quotation * len(one | other)


def _reasons(one: Wording, other: Wording) -> tuple[str, ...]:
    shared = [key for key in one.facts if key in other.facts]
    out = []
    few, many = sorted((one, other), key=lambda wording: wording.sentences)
    chain = _chain(one, other, shared)
    if few.sentences == many.sentences:
        told = min(len({text.facts[key].sentence for key in chain}) for text in (few, many))
    else:
        told = len({few.facts[key].sentence for key in chain})
    out.append(f"names, numbers and rare words of {told} of {few.sentences} sentences in the same order")
    for kind in ("names", "numbers"):
        mine, theirs = (sum(fact.kind == kind for fact in text.facts.values()) for text in (one, other))
        here = sum(one.facts[k].kind == kind and other.facts[k].kind == kind for k in shared)
        if here:
            out.append(f"{here} of {min(mine, theirs)} {kind}")
    quoted = _shared_quotations(one, other)
    if quoted:
        some = min(len(one.quotations), len(other.quotations))
        out.append(f"{quoted} of {some} quotations, in the same order")
    return tuple(out)
