"""Train the event branch: `python training/train_events.py --minilm FILE --out DIR [--gold DIR]`.

Reads `written/events/*.txt` and the shipped reader, whose lower layers stay as they are. Each file gives its last lines
to the test. Seeds are fixed.
"""

from __future__ import annotations

import argparse
import random
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

import torch
from branch_training import BranchTrainer
from event_branch import EventBranch, Lower
from event_drafts import add_drafts
from event_examples import NONE, Cutter, collate_events, event_windows, read_annotated, read_sides
from event_heads import event_losses
from event_scores import read_gsr, read_plv, score_annotated, score_pairs
from examples import Variation, batches
from train import load_names
from written_events import STATUSES

from detente.evaluation.written_events import held_out
from detente.language.network import MODEL
from detente.language.pieces import Pieces
from detente.language.tokenizer import make_tokenizer, token_ranges

HERE = Path(__file__).parent
# What is asked with both sides given counts double: few examples of an epoch are of it.
WEIGHTS = {"told": 2.0}


@dataclass(frozen=True, slots=True)
class Data:
    """Sentences to learn, sets to measure on, and what varies the sentences."""

    train: list
    test: dict[str, list]
    gold: dict[str, list]
    variation: Variation


def main() -> None:
    args = parse_arguments()
    torch.set_num_threads(args.threads)
    torch.manual_seed(args.seed)
    rng = random.Random(args.seed)
    tokenize = token_ranges(make_tokenizer())
    cut = Cutter(tokenize)
    train, test = load_events(args, cut)
    gold = {}
    if args.gold:
        gold = {"plv_dev": read_plv(args.gold / "plv_dev.tsv", cut), "gsr": read_gsr(args.gold / "gsr.json", cut)}
    branch = EventBranch([int(i) for i in args.layers.split(",")], args.minilm)
    args.out.mkdir(parents=True, exist_ok=True)
    data = Data(train, test, gold, Variation(load_names(tokenize), rng))
    Trainer(args, branch, Lower(MODEL / "reader.onnx", args.depth, args.threads), rng, data).run()


def parse_arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--minilm", type=Path, required=True, help="model.safetensors of all-MiniLM-L6-v2")
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--gold", type=Path, help="folder with plv_dev.tsv and gsr.json, to measure on")
    parser.add_argument("--layers", default="2,3,4,5", help="layers of MiniLM that the branch begins with")
    parser.add_argument("--depth", type=int, default=2, help="layers shared with the reader")
    parser.add_argument("--share", type=float, default=1.0, help="share of the event sentences to train on")
    parser.add_argument("--epochs", type=float, default=7.5)
    parser.add_argument("--batch", type=int, default=700, help="word pieces a step")
    parser.add_argument("--windows", default="1,1,2,3", help="numbers of sentences in a window, to draw from")
    parser.add_argument("--layer-rate", type=float, default=3e-4)
    parser.add_argument("--head-rate", type=float, default=1e-3)
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--every", type=int, default=600, help="steps between evaluations")
    return parser.parse_args()


def load_events(args, cut):
    train, test = [], {"annotated": []}
    for path in sorted((HERE / "written/events").glob("*.txt")):
        kept, out = held_out(read_annotated(path, cut))
        train += kept
        test["annotated"] += out
    add_drafts(train)
    kept, test["sides"] = held_out(read_sides(HERE / "written/event_sides.jsonl", cut))
    train += kept
    return train, test


class Trainer(BranchTrainer):
    """Learns triggers, roles and proposals of sentences drawn anew each epoch."""

    branch: EventBranch

    def __init__(self, args, branch: EventBranch, lower: Lower, rng: random.Random, data: Data) -> None:
        super().__init__(args, branch, rng, WEIGHTS)
        self.lower, self.data = lower, data
        self.pieces = Pieces(MODEL / "tokenizer.json")
        self.classes = class_weights(data.train)
        self.sizes = [int(size) for size in args.windows.split(",")]

    def arrays(self, items) -> dict[str, torch.Tensor]:
        """A batch as tensors, with the reader's states."""
        batch = collate_events(items)
        batch["states"] = self.lower(batch)
        return {k: torch.from_numpy(v) for k, v in batch.items()}

    def epoch(self):
        items = list(event_windows(self.data.train, self.pieces, self.rng, self.data.variation, self.sizes))
        return items, batches(items, self.args.batch, self.rng)

    def losses(self, items) -> dict[str, torch.Tensor]:
        batch = self.arrays(items)
        return event_losses(self.branch(batch), batch, self.classes)

    def scores(self) -> dict[str, object]:
        out: dict[str, object] = {n: score_annotated(self, found, self.pieces) for n, found in self.data.test.items()}
        for name, golds in self.data.gold.items():
            out[name] = score_pairs(self, golds, self.pieces, plv=name == "plv_dev")
        return out


def class_weights(train) -> dict[str, torch.Tensor]:
    """Words that tell nothing count half; statuses by the root of how rare they are."""
    triggers = torch.ones(NONE + 1)
    triggers[NONE] = 0.5
    counts = Counter(one.status for s in train for one in s.told)
    status = torch.tensor([max(1, counts[i]) ** -0.5 for i in range(len(STATUSES))])
    return {"trigger": triggers, "status": status / status.mean()}


if __name__ == "__main__":
    main()
