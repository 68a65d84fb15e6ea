"""Train the event branch: `python training/train_events.py --minilm FILE --out DIR [--gold DIR]`.

Reads `written/events/*.txt` and the shipped reader, whose lower layers stay as they are. Each file gives its last lines
to the test. Seeds are fixed.
"""

from __future__ import annotations

import argparse
import json
import random
import time
from collections import Counter
from pathlib import Path

import torch
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
MEAN_EVERY, MEAN_DECAY = 10, 0.98


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
    trainer = Trainer(args, branch, Lower(MODEL / "reader.onnx", args.depth, args.threads), rng)
    trainer.variation = Variation(load_names(tokenize), rng)
    trainer.run(train, test, gold)


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


class Trainer:
    """The loop: AdamW with linear decay, bf16 where the processor has it, an exponential mean of the weights."""

    variation: Variation

    def __init__(self, args, branch: EventBranch, lower: Lower, rng: random.Random) -> None:
        self.args, self.branch, self.lower, self.rng = args, branch, lower, rng
        self.pieces = Pieces(MODEL / "tokenizer.json")
        groups = [
            {"params": list(branch.layers.parameters()), "lr": args.layer_rate, "top": args.layer_rate},
            {"params": list(branch.heads.parameters()), "lr": args.head_rate, "top": args.head_rate},
        ]
        self.optimizer = torch.optim.AdamW(groups, betas=(0.9, 0.98), weight_decay=0.01, fused=True)
        self.mean = {k: v.detach().clone() for k, v in branch.state_dict().items()}
        self.log = {"arguments": {k: getattr(v, "name", v) for k, v in vars(args).items()}, "evaluations": []}

    def arrays(self, items) -> dict[str, torch.Tensor]:
        """A batch as tensors, with the reader's states."""
        batch = collate_events(items)
        batch["states"] = self.lower(batch)
        return {k: torch.from_numpy(v) for k, v in batch.items()}

    def run(self, train, test, gold) -> None:
        started, step = time.time(), 0
        self.classes = class_weights(train)
        sizes = [int(size) for size in self.args.windows.split(",")]

        def epoch():
            items = list(event_windows(train, self.pieces, self.rng, self.variation, sizes))
            return items, batches(items, self.args.batch, self.rng)

        items, order = epoch()
        total = int(len(order) * self.args.epochs)
        print(f"{len(train)} sentences, {total} steps", flush=True)
        while step < total:
            for group in order:
                if step >= total:
                    break
                losses = self.step([items[i] for i in group], step / total)
                step += 1
                if step % MEAN_EVERY == 0:
                    decay = min(MEAN_DECAY, step / (10 * MEAN_EVERY + step))
                    for name, value in self.branch.state_dict().items():
                        self.mean[name].lerp_(value, 1 - decay)
                if step % self.args.every == 0 or step == total:
                    self.evaluate(test, gold, step, losses, time.time() - started)
            items, order = epoch()

    def step(self, items, done: float) -> dict[str, float]:
        scale = min(1.0, done / 0.06) * max(0.02, 1 - done)
        for group in self.optimizer.param_groups:
            group["lr"] = group["top"] * scale
        self.branch.train()
        batch = self.arrays(items)
        with torch.autocast("cpu", dtype=torch.bfloat16):
            losses = event_losses(self.branch(batch), batch, self.classes)
        self.optimizer.zero_grad()
        sum(WEIGHTS.get(name, 1.0) * value for name, value in losses.items()).backward()
        torch.nn.utils.clip_grad_norm_(self.branch.parameters(), 2.0)
        self.optimizer.step()
        return {name: round(value.item(), 3) for name, value in losses.items()}

    def evaluate(self, test, gold, step: int, losses: dict, seconds: float) -> None:
        kept = {k: v.clone() for k, v in self.branch.state_dict().items()}
        self.branch.load_state_dict(self.mean)
        row = {"step": step, "seconds": round(seconds), "losses": losses}
        for name, sentences in test.items():
            row[name] = score_annotated(self, sentences, self.pieces)
        for name, golds in gold.items():
            row[name] = score_pairs(self, golds, self.pieces, plv=name == "plv_dev")
        torch.save(self.branch.state_dict(), self.args.out / "branch.pt")
        self.branch.load_state_dict(kept)
        self.log["evaluations"].append(row)
        (self.args.out / "log.json").write_text(json.dumps(self.log, indent=1))
        print(json.dumps(row), flush=True)


def class_weights(train) -> dict[str, torch.Tensor]:
    """Words that tell nothing count half; statuses by the root of how rare they are."""
    triggers = torch.ones(NONE + 1)
    triggers[NONE] = 0.5
    counts = Counter(one.status for s in train for one in s.told)
    status = torch.tensor([max(1, counts[i]) ** -0.5 for i in range(len(STATUSES))])
    return {"trigger": triggers, "status": status / status.mean()}


if __name__ == "__main__":
    main()
