"""Fit the weights by which tellings are joined: `python training/fit_matching.py --ecb DIR [--write]`.

Reads the families of dispatches that we wrote and ECB+ with the shipped reader. Three logistic regressions: two coded
events, an event and a sentence that tells it, two mentions of ECB+. Prints precision and recall on what is not fitted
on: the dispatches of the test; of ECB+ the topics that the vectors learned from.
"""

from __future__ import annotations

import argparse
import pickle
from collections import defaultdict
from itertools import combinations
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
import torch
from train_senses import HERE

from detente.evaluation.ecbplus import DEVELOPMENT, read_ecbplus
from detente.evaluation.same_event import compared, read_mentions
from detente.evaluation.written_stories import Family, read_families
from detente.lexicon import data_path
from detente.reading import load_article_reader
from detente.stories.matching import Surroundings, features
from detente.stories.profile import event_rows, likeness, profile_of, unit_rows
from detente.stories.telling import Telling, telling_of, telling_of_sentence

if TYPE_CHECKING:
    from detente.model import Reading

LEAST_ALIKE = 0.25
OUT = Path(str(data_path("stories/matching.yml")))


class Recipe(NamedTuple):
    """How a kind of pairs is fitted.

    `decay` is strong because the vectors have seen the tellings that are fitted on, and fit them too well; those of
    ECB+ are fitted on the topics that the vectors did not learn from. `shift` puts the log-odds where those of the
    others decide.
    """

    decay: float
    shift: float = 0.0
    on_test: bool = False


RECIPES = {"coded": Recipe(1e-3, 0.6), "mixed": Recipe(1e-3, 0.6), "uncoded": Recipe(1e-4, 1.0, on_test=True)}


# Set by hand: the dispatches disagree about people and days on purpose, so fitting learns little from them.
BY_HAND = {
    "coded": {
        "other mode": -1.0, "other people": -1.5, "others too": -1.5, "same people then": 2.2, "time apart": -2.5,
        "days apart": -2.0,
    }
}  # fmt: skip


class Pair(NamedTuple):
    """What two tellings have in common, whether they are one event, and where it is from."""

    found: dict[str, float]
    same: bool
    source: str


def main() -> None:
    args = parse_arguments()
    pairs = cached(args.cache / "pairs.pkl", lambda: written_pairs(args) | {"uncoded": ecb_pairs(args.ecb)})
    models = {}
    for kind, recipe in RECIPES.items():
        train, test = [], []
        for one in pairs[kind]:
            (train if one.source.startswith("test") == recipe.on_test else test).append(one)
        names = sorted({name for one in train for name in one.found})
        bias, weights = fit(train, names, recipe.decay)
        fitted = dict(zip(names, weights.tolist(), strict=True)) | BY_HAND.get(kind, {})
        models[kind] = (bias + recipe.shift, fitted)
        print(f"{kind}: {len(train)} pairs, {sum(one.same for one in train)} the same")
        report(models[kind], test)
    if args.write:
        write(models)


def parse_arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--ecb", type=Path, required=True)
    parser.add_argument("--cache", type=Path, required=True)
    parser.add_argument("--write", action="store_true")
    return parser.parse_args()


def cached(path: Path, make):
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(pickle.dumps(make()))
    return pickle.loads(path.read_bytes())


def written_pairs(args: argparse.Namespace) -> dict[str, list[Pair]]:
    reader = load_article_reader()
    out: dict[str, list[Pair]] = defaultdict(list)
    for path in sorted((HERE / "written/stories").glob("*.txt")):
        source = "test" if path.name.startswith("test_") else path.stem
        for family in read_families(path):
            readings = {letter: reader.read(one.article) for letter, one in family.dispatches.items()}
            for kind, pair in family_pairs(family, readings, source):
                out[kind].append(pair)
    return dict(out)


def family_pairs(family: Family, readings: dict[str, Reading], source: str):
    """Pairs of coded events of two dispatches, and of a coded event and a sentence that no event was coded in."""
    profiles = {k: profile_of(r.article, r.meaning.gist if r.meaning else b"") for k, r in readings.items()}
    events: list[tuple[str, set[str], Telling]] = []
    sentences: list[tuple[str, set[str], Telling]] = []
    for letter, reading in readings.items():
        told = [(event.name, quote.span) for event in family.events for quote in event.told if quote.letter == letter]
        senses = event_rows(reading.meaning.events) if reading.meaning else None
        coded = set()
        for place, event in enumerate(reading.events):
            words = event.why.words[0] if event.why.words else event.evidence[0].span
            names = {name for name, span in told if span.contains(words)}
            coded |= {n for n, span in enumerate(reading.sentences) if span.overlaps(words)}
            if names:
                sense = () if senses is None else tuple(row[place] for row in senses)
                events.append((letter, names, telling_of(event, reading.article, sense)))
        vectors = unit_rows(reading.meaning.sentences) if reading.meaning else None
        for number, span in enumerate(reading.sentences):
            if number not in coded:
                names = {name for name, quote in told if span.overlaps(quote)}
                sense = () if vectors is None else (vectors[number],)
                one = telling_of_sentence(reading.article.text, span, reading.mentions, reading.times, sense)
                sentences.append((letter, names, one))
    for one, other in combinations(events, 2):
        around = Surroundings(
            1.0 if one[0] == other[0] else likeness(profiles[one[0]], profiles[other[0]]), one[0] == other[0]
        )
        yield "coded", Pair(features(one[2], other[2], around), bool(one[1] & other[1]), source)
    for one in events:
        for other in sentences:
            if one[0] != other[0]:
                around = Surroundings(likeness(profiles[one[0]], profiles[other[0]]), False)
                yield "mixed", Pair(features(one[2], other[2], around), bool(one[1] & other[1]), source)


def ecb_pairs(folder: Path) -> list[Pair]:
    reader = load_article_reader()
    topics = defaultdict(list)
    for document in read_ecbplus(folder):
        if document.mentions:
            topics[document.topic].append(read_mentions(document, reader))
    out = []
    for topic, documents in topics.items():
        source = f"test {topic}" if topic in DEVELOPMENT else f"ecb {topic}"
        for (n, a), (m, b), around in compared(documents):
            first, second = documents[n].tellings[a], documents[m].tellings[b]
            alike = max(float(first.senses[part] @ second.senses[part]) for part in (0, -1))
            if first.trigger & second.trigger or alike > LEAST_ALIKE:
                same = documents[n].document.mentions[a].instance == documents[m].document.mentions[b].instance
                out.append(Pair(features(first, second, around), same, source))
    return out


def fit(pairs: list[Pair], names: list[str], decay: float) -> tuple[float, np.ndarray]:
    """Logistic regression by L-BFGS with a penalty on the squares of the weights."""
    x = torch.tensor([[one.found.get(name, 0.0) for name in names] for one in pairs], dtype=torch.float64)
    y = torch.tensor([float(one.same) for one in pairs], dtype=torch.float64)
    weights = torch.zeros(len(names), dtype=torch.float64, requires_grad=True)
    bias = torch.zeros((), dtype=torch.float64, requires_grad=True)
    optimizer = torch.optim.LBFGS([weights, bias], max_iter=300, line_search_fn="strong_wolfe")

    def closure():
        optimizer.zero_grad()
        loss = torch.nn.functional.binary_cross_entropy_with_logits(x @ weights + bias, y) + decay * (weights**2).sum()
        loss.backward()
        return loss

    optimizer.step(closure)
    return float(bias), weights.detach().numpy()


def report(model: tuple[float, dict[str, float]], pairs: list[Pair]) -> None:
    bias, weights = model
    scores = np.array([bias + sum(weights.get(n, 0) * v for n, v in one.found.items()) for one in pairs])
    same = np.array([one.same for one in pairs])
    order = np.argsort(-scores, kind="stable")
    hits = same[order]
    ap = float((np.cumsum(hits) / np.arange(1, len(hits) + 1))[hits].mean())
    print(f"  test: {len(pairs)} pairs, {same.sum()} the same, average precision {ap:.3f}")
    for least in (-1.0, -0.5, 0.0, 0.5, 1.0, 1.5, 2.0):
        kept = scores >= least
        p, r = (same & kept).sum() / max(1, kept.sum()), (same & kept).sum() / max(1, same.sum())
        print(f"    {least:+.1f}: precision {p:.3f} recall {r:.3f} F1 {2 * p * r / max(1e-9, p + r):.3f}")
    print("  " + ", ".join(f"{n} {w:+.2f}" for n, w in sorted(weights.items(), key=lambda item: -abs(item[1]))))


def write(models: dict[str, tuple[float, dict[str, float]]]) -> None:
    kept = [line for line in OUT.read_text("utf-8").splitlines() if line.split(":")[0] not in models]
    lines = []
    for kind, (bias, weights) in models.items():
        inner = ", ".join(f"{name}: {round(weight, 2)}" for name, weight in weights.items() if abs(weight) >= 0.05)
        lines.append(f"{kind}: {{bias: {bias:.2f}, weights: {{{inner}}}}}")
    comments = [line for line in kept if line.startswith("#")]
    rest = [line for line in kept if not line.startswith("#")]
    OUT.write_text("\n".join([*comments, *lines, *rest]) + "\n", "utf-8")


if __name__ == "__main__":
    main()
