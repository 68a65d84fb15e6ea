"""Weights by which rewrites are told from independent reports: `python training/fit_copies.py [--write]`.

Logistic regression on the items of `written/rewrites/one.txt` and the families of `written/stories`, test files apart;
printed, or put into `rewrites.yml`. Items are left out in turn to see how far apart the classes stay on what was not
fitted.
"""

from __future__ import annotations

import argparse
from itertools import combinations
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from weights import show_weights

from detente.evaluation.written_rewrites import cut_short, read_items
from detente.evaluation.written_stories import read_families
from detente.stories.rewrites import hint_of, load_rewrites, rewrite_features
from detente.stories.wording import Wording, wording_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from numpy.typing import NDArray

HERE = Path(__file__).parent
WEIGHTS = HERE.parent / "detente/data/stories/rewrites.yml"
FEATURES = ("names of both", "numbers of both", "in order of both", "order", "sentences of both", "facts")
RIDGE = 0.3
FOLDS = 6


class Pair(NamedTuple):
    """Two texts, of which group, and whether they are versions of one."""

    group: int
    same: bool
    found: dict[str, float]
    label: str


class Text(NamedTuple):
    """A text, the group that is left out with it, and what it was made of."""

    group: int
    source: str
    label: str
    wording: Wording


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
    named = dict(zip(FEATURES, weights[1:].tolist(), strict=True))
    show_weights(float(weights[0]), named, WEIGHTS if args.write else None)


def read_pairs() -> Iterator[Pair]:
    """All pairs of versions of items, and of reports of one affair, that share facts enough to be compared."""
    yield from compared(versions_of_items())
    files = [path for path in sorted((HERE / "written/stories").glob("*.txt")) if not path.stem.startswith("test")]
    for number, path in enumerate(files):
        for at, family in enumerate(read_families(path)):
            yield from compared(
                Text(at * len(files) + number, one.source or letter, f"{family.name} {letter}", wording_of(one.text))
                for letter, one in family.dispatches.items()
            )


def versions_of_items() -> Iterator[Text]:
    """Items as they were written, and each of their texts cut short: as others they must not be linked."""
    for group, (name, texts) in enumerate(read_items(HERE / "written/rewrites/one.txt").items()):
        for kind, text in texts.items():
            source = f"{name} {kind == 'independent'}"
            yield Text(group, source, f"{name} {kind}", wording_of(text))
            yield Text(group, source, f"{name} {kind} cut", wording_of(cut_short(text, group)))


def compared(texts: Iterable[Text]) -> Iterator[Pair]:
    """The pairs that share facts enough."""
    for one, other in combinations(texts, 2):
        if hint_of(one.wording, other.wording) >= load_rewrites().least_hint:
            found = rewrite_features(one.wording, other.wording)
            same = one.source == other.source
            if not (same and "cut" in (one.label.split()[-1], other.label.split()[-1])):
                yield Pair(one.group, same, found, f"{one.label}/{other.label}")


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
        print(
            f"{'versions' if same else 'others'}: {len(ranked)}, {wrong} wrong; "
            + ", ".join(f"{s:.1f} {n}" for s, n in edge)
        )


if __name__ == "__main__":
    main()
