"""Train event heads with the reader, or with the encoder alone: a measurement, nothing that ships.

    python training/train_events.py --data DIR --minilm FILE --out DIR --events FILE ... [--sides FILE] [--gold DIR]

Each event file gives its last lines to the test. With `--parser 0` the treebanks are left out.
"""

from __future__ import annotations

import json
import time
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

import torch
from event_examples import NONE, Cutter, collate_events, event_windows, hold_out, read_annotated, read_sides
from event_heads import EventHeads, event_losses, event_scores
from event_scores import read_gsr, read_plv, score_annotated, score_pairs
from examples import batches, window
from scores import score_windows
from train import MEAN_DECAY, MEAN_EVERY, Trainer, argument_parser, prepare
from written_events import STATUSES

if TYPE_CHECKING:
    import argparse
    import random

    from event_examples import EventSentence

HERE = Path(__file__).parent


def main() -> None:
    args = parse_arguments()
    setting = prepare(args)
    setting.network.events = EventHeads()
    cut = Cutter(setting.tokenize)
    events, test = load_events(args, cut, setting.rng)
    gold = {}
    if args.gold:
        gold = {"plv_dev": read_plv(args.gold / "plv_dev.tsv", cut), "gsr": read_gsr(args.gold / "gsr.json", cut)}
    trainer = JointTrainer(args, setting)
    trainer.events, trainer.test, trainer.gold = events, test, gold
    trainer.run(setting.train, {"ewt": setting.dev["ewt"]})


def parse_arguments() -> argparse.Namespace:
    parser = argument_parser(__doc__)
    parser.add_argument("--events", type=Path, nargs="+", required=True, help="annotated sentences")
    parser.add_argument("--sides", type=Path, help="sentences of which only the sides and the type are known")
    parser.add_argument("--gold", type=Path, help="folder with plv_dev.tsv and gsr.json, to measure on")
    parser.add_argument("--share", type=float, default=1.0, help="share of the event sentences to train on")
    parser.add_argument("--parser", type=float, default=1.0, help="share of the treebanks' paragraphs in an epoch")
    parser.add_argument("--event-batch", type=int, default=700, help="word pieces of event sentences a step")
    parser.add_argument("--windows", default="1", help="numbers of event sentences in a window, to draw from")
    parser.add_argument("--event-weight", type=float, default=1.0)
    return parser.parse_args()


def load_events(
    args: argparse.Namespace, cut: Cutter, rng: random.Random
) -> tuple[list[EventSentence], dict[str, list[EventSentence]]]:
    """Sentences to train on, in contiguous blocks where only a share is asked for, and those kept to test with."""
    train: list[EventSentence] = []
    test: dict[str, list[EventSentence]] = {"annotated": []}
    for path in args.events:
        kept, out = hold_out(read_annotated(path, cut))
        train += blocks(kept, args.share, rng)
        test["annotated"] += out
    if args.sides:
        kept, test["sides"] = hold_out(read_sides(args.sides, cut))
        train += blocks(kept, args.share, rng)
    return train, test


def blocks(sentences: list[EventSentence], share: float, rng: random.Random, size: int = 24) -> list[EventSentence]:
    """A share of the sentences, in blocks of neighbours."""
    cut = [sentences[i : i + size] for i in range(0, len(sentences), size)]
    return [s for block in rng.sample(cut, max(1, round(share * len(cut)))) for s in block]


class JointTrainer(Trainer):
    """Steps over treebank windows and over event sentences, shuffled."""

    events: list[EventSentence]
    test: dict[str, list[EventSentence]]
    gold: dict[str, list]

    def run(self, train, dev) -> None:
        started, step = time.time(), 0
        self.classes = self.class_weights()
        epoch = self.steps(train)
        total = int(len(epoch) * self.args.epochs)
        print(f"{len(self.events)} event sentences, {len(epoch)} steps an epoch, {total} in all", flush=True)
        recent: dict[str, float] = {}
        while step < total:
            for kind, items in epoch:
                if step >= total:
                    break
                self.rate(step / total)
                recent |= self.step(items) if kind == "parser" else self.event_step(items)
                step += 1
                if step % MEAN_EVERY == 0:
                    decay = min(MEAN_DECAY, step / (10 * MEAN_EVERY + step))
                    for name, value in self.network.state_dict().items():
                        self.mean[name].lerp_(value, 1 - decay)
                if step % self.args.every == 0 or step == total:
                    self.evaluate(dev, step, recent, time.time() - started, full=step == total)
            epoch = self.steps(train)

    def steps(self, train) -> list[tuple[str, list]]:
        made: list[tuple[str, list]] = []
        if self.args.parser:
            part = self.rng.sample(train, round(self.args.parser * len(train)))
            items, order = self.epoch(part)
            made += [("parser", [items[i] for i in group]) for group in order]
        sizes = [int(size) for size in self.args.windows.split(",")]
        events = list(event_windows(self.events, self.pieces, self.rng, self.variation, sizes))
        made += [("events", [events[i] for i in group]) for group in batches(events, self.args.event_batch, self.rng)]
        self.rng.shuffle(made)
        return made

    def class_weights(self) -> dict[str, torch.Tensor]:
        """Words that tell nothing count half; statuses by the root of how rare they are."""
        triggers = torch.ones(NONE + 1)
        triggers[NONE] = 0.5
        counts = Counter(t.status for s in self.events for t in s.triggers)
        status = torch.tensor([max(1, counts[i]) ** -0.5 for i in range(len(STATUSES))])
        return {"trigger": triggers, "status": status / status.mean()}

    def event_step(self, items) -> dict[str, float]:
        self.network.train()
        batch = {k: torch.from_numpy(v) for k, v in collate_events(items).items()}
        with torch.autocast("cpu", dtype=torch.bfloat16):
            losses = event_losses(event_scores(self.network, batch), batch, self.classes)
        (self.args.event_weight * sum(losses.values())).backward()
        torch.nn.utils.clip_grad_norm_(self.dense, 2.0)
        for optimizer in (self.optimizer, self.word_optimizer):
            optimizer.step()
            optimizer.zero_grad()
        return {f"event {name}": round(value.item(), 3) for name, value in losses.items()}

    def evaluate(self, dev, step: int, losses: dict, seconds: float, full: bool) -> None:
        kept = {k: v.clone() for k, v in self.network.state_dict().items()}
        self.network.load_state_dict(self.mean)
        row = {"step": step, "seconds": round(seconds), "losses": losses}
        if self.args.parser:
            part = dev["ewt"] if full else dev["ewt"][::5]
            row["ewt"] = score_windows(self.network, [window([s], self.pieces, self.labels) for s in part], self.labels)
        for name, sentences in self.test.items():
            row[name] = score_annotated(self.network, sentences, self.pieces)
        for name, golds in self.gold.items():
            row[name] = score_pairs(self.network, golds, self.pieces, plv=name == "plv_dev")
        torch.save(self.network.state_dict(), self.args.out / "network.pt")
        self.network.load_state_dict(kept)
        self.log["evaluations"].append(row)
        (self.args.out / "log.json").write_text(json.dumps(self.log, indent=1))
        print(json.dumps(row), flush=True)


if __name__ == "__main__":
    main()
