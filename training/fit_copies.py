"""Weights by which rewrites are told from independent reports: `python training/fit_copies.py [--write]`.

Logistic regression on the items of `written/rewrites/one.txt` and the families of `written/stories`; printed, or put
into `rewrites.yml`. Items are left out in turn to see how far apart the classes stay on what was not fitted.
"""

from __future__ import annotations

import argparse
import re
from itertools import combinations
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from detente.evaluation.written_rewrites import cut_short, read_items
from detente.evaluation.written_stories import read_families
from detente.stories.rewrites import hint_of, load_rewrites, rewrite_features
from detente.stories.wording import Wording, wording_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from numpy.typing import NDArray

HERE = Path(__file__).parent
WEIGHTS = HERE.parent / "detente/data/stories/rewrites.yml"
FEATURES = (
    "names of both", "names of the one", "numbers of both", "numbers of the one",
    "in order of both", "in order of the one", "order", "facts",
)  # fmt: skip
RIDGE = 0.3
FOLDS = 6


class Pair(NamedTuple):
    """Two texts, of which group, and whether they are versions of one."""

    group: int
    same: bool
    found: dict[str, float]
    label: str


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--write", action="store_true", help="put the weights into rewrites.yml")
    args = parser.parse_args()
    pairs = list(read_pairs())
    x = np.array([[pair.found[name] for name in FEATURES] for pair in pairs])
    y = np.array([pair.same for pair in pairs], float)
    folds = np.array([pair.group % FOLDS for pair in pairs])
    left_out = np.zeros(len(y))
    for fold in range(FOLDS):
        out = folds == fold
        weights = fitted(x[~out], y[~out])
        left_out[out] = x[out] @ weights[1:] + weights[0]
    show(pairs, left_out)
    weights = fitted(x, y)
    lines = "".join(f"\n  {name}: {value:.2f}" for name, value in zip(FEATURES, weights[1:], strict=True))
    print(f"bias: {weights[0]:.2f}\nweights:{lines}")
    if args.write:
        text = WEIGHTS.read_text(encoding="utf-8")
        text = re.sub(r"(?m)^bias: .*$", f"bias: {weights[0]:.2f}", text)
        text = re.sub(r"(?m)^weights:.*(\n  .*)*", f"weights:{lines}", text)
        WEIGHTS.write_text(text, encoding="utf-8")


def read_pairs() -> Iterator[Pair]:
    """All pairs of versions of an item or reports of an affair that share facts enough to be compared."""
    group = 0
    for texts in read_items(HERE / "written/rewrites/one.txt").values():
        group += 1
        versions = {kind: wording_of(text) for kind, text in texts.items()}
        versions |= {f"{kind} cut": wording_of(cut_short(text, group)) for kind, text in texts.items()}
        source = {kind: kind.startswith("independent") for kind in versions}
        yield from compared(group, versions, source)
    for path in sorted((HERE / "written/stories").glob("*.txt")):
        for family in read_families(path):
            group += 1
            source = {letter: one.source or letter for letter, one in family.dispatches.items()}
            versions = {letter: wording_of(one.text) for letter, one in family.dispatches.items()}
            for pair in compared(group, versions, source):
                yield pair._replace(label=f"{family.name} {pair.label}")


def compared(group: int, versions: dict[str, Wording], source: Mapping[str, object]) -> Iterator[Pair]:
    """The pairs of one group."""
    for one, other in combinations(versions, 2):
        if hint_of(versions[one], versions[other]) >= load_rewrites().least_hint:
            found = rewrite_features(versions[one], versions[other])
            yield Pair(group, source[one] == source[other], found, f"{one}/{other}")


def fitted(x: NDArray[np.float64], y: NDArray[np.float64]) -> NDArray[np.float64]:
    """Bias and weights, by Newton's method; both classes count the same, and all but the bias are drawn to 0."""
    inputs = np.hstack([np.ones((len(x), 1)), x])
    counts = np.where(y == 1, 0.5 / y.sum(), 0.5 / (len(y) - y.sum())) * len(y)
    ridge = np.diag([0.0] + [RIDGE] * x.shape[1])
    weights = np.zeros(inputs.shape[1])
    for _ in range(50):
        chance = 1 / (1 + np.exp(-inputs @ weights))
        slope = inputs.T @ (counts * (y - chance)) - ridge @ weights
        bend = (inputs * (counts * chance * (1 - chance))[:, None]).T @ inputs + ridge
        weights += np.linalg.solve(bend, slope)
    return weights


def show(pairs: list[Pair], scores: NDArray[np.float64]) -> None:
    """The lowest scores of versions of one text and the highest of others, each left out of the fit."""
    for same in (True, False):
        ranked = sorted((float(s), p.label) for p, s in zip(pairs, scores, strict=True) if p.same == same)
        wrong = sum((score < 0) == same for score, _ in ranked)
        edge = ranked[:8] if same else ranked[::-1][:8]
        print(f"{'versions' if same else 'others'}: {len(ranked)}, {wrong} wrong; " + ", ".join(f"{s:.1f} {n}" for s, n in edge))


if __name__ == "__main__":
    main()
