"""Weights by which sentences are found that tell the same: `python training/fit_twice.py [--write]`.

Logistic regression on the families of `written/stories`: two sentences of two dispatches tell the same where the words
of one event or fact are quoted from both. Fitted on two regions; printed with what the same weights find in two others,
or put into `sameness.yml`.
"""

from __future__ import annotations

import argparse
from itertools import combinations
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from weights import show_weights

from detente.evaluation.written_stories import read_families
from detente.reading import load_article_reader
from detente.stories.dispute_words import load_dispute_words
from detente.stories.outline import Outline
from detente.stories.pages import Page
from detente.stories.profile import likeness, profile_of
from detente.stories.sameness import FEATURES, compare_sentences, load_sameness

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from numpy.typing import NDArray

    from detente.evaluation.written_stories import Family, Quoted
    from detente.model import Reading
    from detente.reading import ArticleReader

HERE = Path(__file__).parent
WEIGHTS = HERE.parent / "detente/data/stories/sameness.yml"
FITTED = ("europe", "middle_east_africa")
OTHERS = ("americas_global", "asia_pacific")
AGAINST = ("short", "other types", "other sides", "other voices")  # that can only say that two do not tell the same
RIDGE = 5.0


class Pairs(NamedTuple):
    """Pairs of sentences: a row of features for each, whether it tells the same, and how like the two are."""

    x: NDArray[np.float64]
    same: NDArray[np.float64]
    likeness: NDArray[np.float64]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--write", action="store_true", help="put the weights into sameness.yml")
    args = parser.parse_args()
    reader = load_article_reader()
    pairs, others = (read_pairs(reader, regions) for regions in (FITTED, OTHERS))
    weights = fitted(pairs)
    report("fitted on", pairs, weights)
    report("other regions", others, weights)
    kept = {name: value for name, value in zip(FEATURES, weights[1:].tolist(), strict=True) if value}
    show_weights(float(weights[0]), kept, WEIGHTS if args.write else None)


def read_pairs(reader: ArticleReader, regions: Iterable[str]) -> Pairs:
    """All pairs of sentences that are looked at, of independent dispatches that are compared; without titles.

    Nobody quotes titles, so they would be taken to tell nothing that others tell.
    """
    found = [
        pairs
        for region in regions
        for family in read_families(HERE / f"written/stories/{region}.txt")
        for pairs in family_pairs(
            family, {letter: reader.read(one.article) for letter, one in family.dispatches.items()}
        )
    ]
    return Pairs(*(np.concatenate(part) for part in zip(*found, strict=True)))


def family_pairs(family: Family, readings: dict[str, Reading]) -> Iterator[Pairs]:
    outlines = {letter: Outline(Page(reading)) for letter, reading in readings.items()}
    profiles = {
        letter: profile_of(one.article, one.meaning.gist if one.meaning else b"") for letter, one in readings.items()
    }
    source = {letter: one.source or letter for letter, one in family.dispatches.items()}
    for one, other in combinations(sorted(readings), 2):
        alike = likeness(profiles[one], profiles[other])
        if alike >= load_dispute_words().twice.articles and source[one] != source[other]:
            found = compare_sentences(outlines[one], outlines[other], alike)
            same = told_twice(family, one, outlines[one], other, outlines[other])
            seen = found.likeness >= load_sameness().least
            seen[0], seen[:, 0] = False, False
            columns = [found.features[name][seen].astype(np.float64) for name in FEATURES]
            yield Pairs(np.stack(columns, axis=1), same[seen], found.likeness[seen].astype(np.float64))


def told_twice(family: Family, one: str, first: Outline, other: str, second: Outline) -> NDArray[np.float64]:
    """Which sentences of two dispatches tell the same, by the quotes of events and facts."""
    same = np.zeros((len(first.spans), len(second.spans)))
    for told in [*(event.told for event in family.events), *(fact.told for fact in family.facts)]:
        same[np.ix_(quoted(told, one, first), quoted(told, other, second))] = 1
    return same


def quoted(told: Iterable[Quoted], letter: str, outline: Outline) -> list[int]:
    """The sentences of a dispatch in which words are quoted."""
    spans = [one.span for one in told if one.letter == letter]
    return [n for n, sentence in enumerate(outline.spans) if any(sentence.overlaps(span) for span in spans)]


def fitted(pairs: Pairs) -> NDArray[np.float64]:
    """Bias and weights, drawn to 0; a weight that has the wrong sign beside the others is left out."""
    sign = np.array([-1 if name in AGAINST else 1 for name in FEATURES])
    kept = np.ones(len(FEATURES), bool)
    while True:
        weights = np.zeros(len(FEATURES) + 1)
        weights[np.flatnonzero(np.append(True, kept))] = newton(pairs.x[:, kept], pairs.same)
        wrong = weights[1:] * sign < 0
        if not wrong.any():
            return weights
        kept &= ~wrong


def newton(x: NDArray[np.float64], y: NDArray[np.float64]) -> NDArray[np.float64]:
    """Logistic regression; the weights are drawn to 0 in proportion to how far their features vary."""
    inputs = np.hstack([np.ones((len(x), 1)), x])
    ridge = np.diag(np.append(0.0, RIDGE * x.var(axis=0)))
    weights = np.zeros(inputs.shape[1])
    for _ in range(50):
        chance = 1 / (1 + np.exp(-inputs @ weights))
        slope = inputs.T @ (y - chance) - ridge @ weights
        weights += np.linalg.solve((inputs * (chance * (1 - chance))[:, None]).T @ inputs + ridge, slope)
    return weights


def report(label: str, pairs: Pairs, weights: NDArray[np.float64]) -> None:
    """Average precision of the weights and of plain likeness; precision and recall at both thresholds."""
    scores = pairs.x @ weights[1:] + weights[0]
    print(
        f"{label}: {len(scores)} pairs, {int(pairs.same.sum())} tell the same; "
        f"average precision {average_precision(scores, pairs.same):.3f}, "
        f"of likeness alone {average_precision(pairs.likeness, pairs.same):.3f}"
    )
    model = load_sameness()
    for name, least in (("told", model.told), ("close", model.close)):
        kept = scores >= least
        right = float(pairs.same[kept].sum())
        print(f"  {name}: precision {right / max(1, kept.sum()):.3f}, recall {right / pairs.same.sum():.3f}")


def average_precision(scores: NDArray[np.float64], same: NDArray[np.float64]) -> float:
    hits = same[np.argsort(-scores, kind="stable")]
    return float((np.cumsum(hits) / np.arange(1, len(hits) + 1))[hits == 1].mean())


if __name__ == "__main__":
    main()
