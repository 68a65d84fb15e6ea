"""Scores of the event heads: triggers, types, statuses, sides on annotated sentences; types of given pairs on gold."""

from __future__ import annotations

import csv
import json
import re
from collections import Counter
from typing import TYPE_CHECKING

import numpy as np
import torch
from event_examples import NONE, EventSentence, Pair, Trigger, collate_events, event_item, marked_pair
from event_heads import ROLES, TYPES, event_scores
from examples import batches
from written_events import STATUSES

from detente.evaluation.events import gold_type, merge_yield

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from event_examples import Cutter, EventItem
    from network import ReaderNetwork

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
        made.pairs = [Pair(a, b, {}, {})]
        golds.append((made, frozenset(row["types_accepted"])))
    return golds


def each(
    network: ReaderNetwork, items: list[EventItem]
) -> Iterator[tuple[list[int], dict[str, torch.Tensor], dict[str, torch.Tensor]]]:
    """Batches of items with the scores of the heads."""
    network.eval()
    sized = batches(items, 4000, None)
    for group in sized:
        batch = {k: torch.from_numpy(v) for k, v in collate_events([items[i] for i in group]).items()}
        with torch.no_grad(), torch.autocast("cpu", dtype=torch.bfloat16):
            out = event_scores(network, batch)
        yield group, batch, {name: value.float() for name, value in out.items()}


def score_annotated(network: ReaderNetwork, sentences: list[EventSentence], pieces: Pieces) -> dict[str, float]:
    """Per cent: F1 of triggers (any overlap; also with type), accuracies given the trigger, F1 of each status."""
    hit = typed = found = wanted = 0
    right: Counter[str] = Counter()
    seen: Counter[str] = Counter()
    statuses: Counter[tuple[int, int]] = Counter()
    roles: Counter[tuple[int, int]] = Counter()
    items = [event_item([s], pieces) for s in sentences]
    for group, batch, out in each(network, items):
        for row, i in zip(out["trigger"].argmax(-1).tolist(), group, strict=True):
            gold = sentences[i].triggers
            runs = trigger_runs(row[: len(sentences[i].words)])
            found, wanted = found + len(runs), wanted + len(gold)
            for trigger in gold:
                over = [t for a, b, t in runs if a < trigger.words[1] and b > trigger.words[0]]
                hit += bool(over)
                typed += trigger.type in over
        for name in ("type", "status", "role"):
            if name in out:
                guess = out[name].argmax(-1)
                right[name] += int((guess == batch[name]).sum())
                seen[name] += len(guess)
                pairs = zip(batch[name].tolist(), guess.tolist(), strict=True)
                statuses.update(pairs) if name == "status" else roles.update(pairs) if name == "role" else None
        for name in ("told", "raw"):
            if name in out:
                gold, guess = batch[name], out[name][:, :NONE].argmax(-1)
                known = gold.sum(-1) > 0
                right[name] += int((gold[torch.arange(len(guess)), guess][known] > 0).sum())
                seen[name] += int(known.sum())
    scores = {name: 100 * right[name] / max(1, seen[name]) for name in seen}
    scores["trigger F1"] = 200 * hit / max(1, found + wanted)
    scores["typed trigger F1"] = 200 * typed / max(1, found + wanted)
    scores |= {f"status {name}": 100 * f1 for name, f1 in class_f1(statuses, STATUSES).items()}
    scores |= {f"role {name}": 100 * f1 for name, f1 in class_f1(roles, ROLES).items()}
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


def score_pairs(network: ReaderNetwork, golds: list[GoldPair], pieces: Pieces, plv: bool) -> dict[str, object]:
    """Accuracy and macro F1 with both sides given: by the pair head, by way of triggers, and by both."""
    types = sorted({merge_yield(t) for t in TYPES}) if plv else sorted(TYPES)
    merge = np.zeros((NONE, len(types)), np.float32)
    for i, type_ in enumerate(TYPES):
        merge[i, types.index(merge_yield(type_) if plv else type_)] = 1.0
    sentences = [s for s, _ in golds]
    items = [event_item([s], pieces) for s in sentences]
    pair = np.zeros((len(golds), NONE), np.float32)
    runs: dict[int, list[tuple[int, int, int]]] = {}
    for group, _, out in each(network, items):
        pair[group] = out["told"][:, :NONE].softmax(-1).numpy()
        for row, i in zip(out["trigger"].argmax(-1).tolist(), group, strict=True):
            runs[i] = trigger_runs(row[: len(sentences[i].words)])
    linked, told = link_scores(network, sentences, runs, pieces)
    coded = [{merge_yield(t) if plv else t for t in one} for one in told]
    right = sum(bool(one & accepted) for one, (_, accepted) in zip(coded, golds, strict=True))
    precision, recall = right / max(1, sum(map(len, coded))), right / len(golds)
    f1 = 2 * precision * recall / max(1e-9, precision + recall)
    result: dict[str, object] = {"no sides": [round(100 * x, 1) for x in (precision, recall, f1)]}
    for name, scores in (("pair", pair), ("triggers", linked), ("both", pair + linked)):
        merged = scores @ merge
        guesses = [types[i] for i in merged.argmax(-1)]
        gold = [g if g in accepted else min(accepted) for g, (_, accepted) in zip(guesses, golds, strict=True)]
        counts = Counter((types.index(g), types.index(p)) for g, p in zip(gold, guesses, strict=True))
        each_f1 = class_f1(counts, tuple(types))
        result[name] = {
            "accuracy": round(100 * sum(g == p for g, p in zip(gold, guesses, strict=True)) / len(gold), 1),
            "macro F1": round(100 * sum(each_f1.values()) / len(each_f1), 1),
            "silent": round(100 * float((merged.sum(-1) == 0).mean()), 1),
            "F1": {k: round(100 * v) for k, v in each_f1.items()},
            "confusions": [
                (types[g], types[p], n) for (g, p), n in counts.most_common(400) if g != p
            ][:30],
        }  # fmt: skip
    return result


def link_scores(
    network: ReaderNetwork, sentences: list[EventSentence], runs: dict[int, list[tuple[int, int, int]]], pieces: Pieces
) -> tuple[np.ndarray, list[set[str]]]:
    """Scores of PLOVER's types between the two sides by way of the triggers that were found; and all types told."""
    asked = []
    for i, s in enumerate(sentences):
        a, b = s.pairs[0].source, s.pairs[0].target
        parties = [*(span for span in a[:1]), *(span for span in b[:1])]
        triggers = [Trigger((x, y), 0, 0, (0,) * len(parties)) for x, y, _ in runs[i]]
        asked.append(EventSentence(s.words, s.spaces, parties, triggers, s.pairs))
    scores = np.zeros((len(sentences), NONE), np.float32)
    coded: list[set[str]] = [set() for _ in sentences]
    items = [event_item([s], pieces) for s in asked]
    for group, batch, out in each(network, items):
        if "role" not in out:
            continue
        type_, status, role = (out[name].softmax(-1).numpy() for name in ("type", "status", "role"))
        at = 0
        for row, t, k in zip(batch["trigger_row"].tolist(), type_.argmax(-1), status.argmax(-1), strict=True):
            name = gold_type(TYPES[t], STATUSES[k])
            coded[group[row]] |= {name} if name else set()
        for trigger, row in enumerate(batch["trigger_row"].tolist()):
            i = group[row]
            count = len(asked[i].parties)
            mine = role[at : at + count]
            at += count
            if not count:
                continue
            mutual = ROLES.index("mutual")
            acts = mine[0, ROLES.index("actor")] + mine[0, mutual]
            takes = mine[-1, ROLES.index("recipient")] + mine[-1, mutual] if count == 2 else 0.1
            weight = acts * (takes + 0.1)
            for t, name in enumerate(TYPES):
                for k, state in enumerate(STATUSES):
                    told = gold_type(name, state) or name
                    scores[i, TYPES.index(told)] += 0.8 * weight * type_[trigger, t] * status[trigger, k]
    return scores, coded
