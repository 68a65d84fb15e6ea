"""Scores during training: greedy heads on gold words and sentences, tags, entity spans."""

from __future__ import annotations

from typing import TYPE_CHECKING

import torch
from examples import Labels, batches, collate
from network import ReaderNetwork, within_sentence

from detente.language.decode import spans_of

if TYPE_CHECKING:
    from examples import Window


@torch.no_grad()
def score_windows(network: ReaderNetwork, items: list[Window], labels: Labels) -> dict[str, float]:
    """Per cent: LAS, UAS, UPOS, XPOS, FEATS over annotated words, F1 of entities."""
    network.eval()
    right = dict.fromkeys(("uas", "las", "upos", "xpos", "feats"), 0)
    seen = dict.fromkeys(right, 0)
    hit = found = wanted = 0
    for group in batches(items, 4000, None):
        batch = {k: torch.from_numpy(v) for k, v in collate([items[i] for i in group]).items()}
        out = network(batch["ids"], batch["mask"], batch["shapes"], batch["first"])
        heads = within_sentence(out["arc"], batch["sentence"], batch["valid"]).argmax(-1)
        deps = network.labels(out, heads).argmax(-1)
        same = heads == batch["heads"]
        for name, good, gold in (
            ("uas", same, batch["heads"]),
            ("las", same & (deps == batch["dep"]), batch["heads"]),
            *((name, out[name].argmax(-1) == batch[name], batch[name]) for name in ("upos", "xpos", "feats")),
        ):
            known = gold != -100
            right[name] += int((good & known).sum())
            seen[name] += int(known.sum())
        for row, gold in zip(out["entity"].argmax(-1).tolist(), batch["entity"].tolist(), strict=True):
            if gold[0] == -100:
                continue
            n = sum(g != -100 for g in gold)
            a = set(spans_of([labels.names["entity"][g] for g in gold[:n]]))
            b = set(spans_of([labels.names["entity"][g] for g in row[:n]]))
            hit, found, wanted = hit + len(a & b), found + len(b), wanted + len(a)
    scores = {name: round(100 * right[name] / seen[name], 2) for name in right if seen[name]}
    return scores | {"entity": round(200 * hit / max(1, found + wanted), 2)}
