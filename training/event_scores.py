"""Scores of the event branch: triggers, types, statuses, roles on annotated sentences; types of given pairs on gold."""

from __future__ import annotations

import csv
import json
import re
from collections import Counter
from typing import TYPE_CHECKING

import numpy as np
import torch
from event_examples import NONE, UNKNOWN, EventSentence, Proposal, event_item, marked_pair
from event_heads import ROLES, TYPES
from examples import batches
from written_events import STATUSES

from detente.evaluation.events import merge_yield

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from event_examples import Cutter, EventItem
    from train_events import Trainer

    from detente.language.pieces import Pieces

GoldPair = tuple[EventSentence, frozenset[str]]


def read_plv(path: Path, cut: Cutter) -> list[GoldPair]:
    """Sentences of a Zero-Shot-PLOVER file with both sides, and the root."""
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter="\t"))
    return [(marked_pair(row["marked_sentence"], "", cut), frozenset((row["gold_root"],))) for row in rows]


def read_gsr(path: Path, cut: Cutter) -> list[GoldPair]:
    """Records of PLOVER's gold standard; of two sources without a target one is the other side."""
    golds = []
    for row in json.loads(path.read_text(encoding="utf-8")):
        made, words = cut(row["text"])
        a, b = (
            tuple(
                words(found.span())
                for side in row[name]
                if (found := re.search(r"\b" + re.escape(side["text"]), row["text"]))
            )
            for name in ("source", "target")
        )
        if len(a) > 1 and not b:
            a, b = a[:1], a[1:]
        made.pairs = [Proposal((), a, b, {}, {})]
        golds.append((made, frozenset(row["types_accepted"])))
    return golds


def each(
    trainer: Trainer, items: list[EventItem]
) -> Iterator[tuple[list[int], dict[str, torch.Tensor], dict[str, torch.Tensor]]]:
    """Batches of items with the scores of the heads."""
    for group in batches(items, 4000, None):
        batch = trainer.arrays([items[i] for i in group])
        with torch.no_grad(), torch.autocast("cpu", dtype=torch.bfloat16):
            out = trainer.branch(batch)
        yield group, batch, {name: value.float() for name, value in out.items()}


def score_annotated(trainer: Trainer, sentences: list[EventSentence], pieces: Pieces) -> dict[str, float]:
    """Per cent: F1 of triggers (any overlap; also with type), accuracies of proposals and roles, F1 of each status."""
    hit = typed = found = wanted = 0
    right: Counter[str] = Counter()
    seen: Counter[str] = Counter()
    tables: dict[str, Counter[tuple[int, int]]] = {"status": Counter(), "role": Counter()}
    for group, batch, out in each(trainer, [event_item([s], pieces) for s in sentences]):
        for row, i in zip(out["trigger"].argmax(-1).tolist(), group, strict=True):
            gold = sentences[i].triggers
            runs = trigger_runs(row[: len(sentences[i].words)])
            found, wanted = found + len(runs), wanted + len(gold)
            for trigger in gold:
                over = [t for a, b, t in runs if a < trigger.words[1] and b > trigger.words[0]]
                hit += bool(over)
                typed += trigger.type in over
        for name in ("status", "role"):
            if name in out:
                pairs = zip(batch[name].tolist(), out[name].argmax(-1).tolist(), strict=True)
                tables[name].update(pair for pair in pairs if pair[0] != UNKNOWN)
        for name in ("raw", "told"):
            if name in out:
                gold, guess = batch[name], out[name][:, :NONE].argmax(-1)
                known = gold.sum(-1) > 0
                right[name] += int((gold[torch.arange(len(guess)), guess] > 0)[known].sum())
                seen[name] += int(known.sum())
    scores = {name: 100 * right[name] / max(1, seen[name]) for name in seen}
    scores |= {n: 100 * sum(v for (g, p), v in t.items() if g == p) / max(1, t.total()) for n, t in tables.items()}
    scores["trigger F1"] = 200 * hit / max(1, found + wanted)
    scores["typed trigger F1"] = 200 * typed / max(1, found + wanted)
    for name, names in (("status", STATUSES), ("role", ROLES)):
        scores |= {f"{name} {one}": 100 * f1 for one, f1 in class_f1(tables[name], names).items()}
    scores["n triggers"] = wanted
    return {name: round(value, 1) for name, value in scores.items()}


def trigger_runs(row: list[int]) -> list[tuple[int, int, int]]:
    """Runs of words of one type as (start, end, type)."""
    runs, start = [], 0
    for i in range(1, len(row) + 1):
        if i == len(row) or row[i] != row[start]:
            if row[start] != NONE:
                runs.append((start, i, row[start]))
            start = i
    return runs


def class_f1(counts: Counter, names: tuple[str, ...]) -> dict[str, float]:
    """F1 of each class that occurs, from counts of (gold, guess)."""
    scores = {}
    for i, name in enumerate(names):
        gold = sum(n for (g, _), n in counts.items() if g == i)
        guess = sum(n for (_, p), n in counts.items() if p == i)
        if gold:
            scores[name] = 2 * counts[i, i] / (gold + guess)
    return scores


def score_pairs(trainer: Trainer, golds: list[GoldPair], pieces: Pieces, *, plv: bool) -> dict[str, object]:
    """Accuracy and macro F1 of the types of given pairs; PLV's root YIELD is CONCEDE and RETREAT."""
    types = sorted({merge_yield(t) if plv else t for t in TYPES})
    merge = np.array([[float((merge_yield(t) if plv else t) == one) for one in types] for t in TYPES], np.float32)
    scores = np.zeros((len(golds), NONE), np.float32)
    for group, _, out in each(trainer, [event_item([s], pieces) for s, _ in golds]):
        scores[group] = out["told"][:, :NONE].softmax(-1).numpy()
    guesses = [types[i] for i in (scores @ merge).argmax(-1)]
    gold = [g if g in accepted else min(accepted) for g, (_, accepted) in zip(guesses, golds, strict=True)]
    counts = Counter((types.index(g), types.index(p)) for g, p in zip(gold, guesses, strict=True))
    each_f1 = class_f1(counts, tuple(types))
    return {
        "accuracy": round(100 * sum(g == p for g, p in zip(gold, guesses, strict=True)) / len(gold), 1),
        "macro F1": round(100 * sum(each_f1.values()) / len(each_f1), 1),
        "F1": {k: round(100 * v) for k, v in each_f1.items()},
        "confusions": [(types[g], types[p], n) for (g, p), n in counts.most_common(400) if g != p][:30],
    }
