"""The loop that trains a branch of the reader: AdamW with linear decay, bf16 where the processor has it, and an
exponential mean of the weights."""

from __future__ import annotations

import json
import time
from abc import ABC, abstractmethod
from typing import TYPE_CHECKING, Any

import torch

if TYPE_CHECKING:
    import random

    from torch import Tensor, nn

MEAN_EVERY, MEAN_DECAY = 10, 0.98


class BranchTrainer(ABC):
    """The loop; what is learned and measured is told by those that go on from it.

    Args:
        args: `layer_rate`, `head_rate`, `epochs`, `every`, `out`, as the scripts take them.
        branch: What is trained; its parameters but `layers` and `heads` stay as they begin, unless `free` names them.
        rng: Source of what is drawn.
        weights: Weights of the losses, where they are not 1.
    """

    def __init__(
        self, args: Any, branch: nn.Module, rng: random.Random, weights: dict[str, float], free: tuple[str, ...] = ()
    ) -> None:
        self.args, self.branch, self.rng, self.weights = args, branch, rng, weights
        heads = [p for name, p in branch.named_parameters() if name.split(".")[0] in ("heads", *free)]
        groups = [
            {"params": list(branch.layers.parameters()), "lr": args.layer_rate, "top": args.layer_rate},
            {"params": heads, "lr": args.head_rate, "top": args.head_rate},
        ]
        self.optimizer = torch.optim.AdamW(groups, betas=(0.9, 0.98), weight_decay=0.01, fused=True)
        self.mean = {k: v.detach().clone() for k, v in branch.state_dict().items()}
        self.log: dict[str, Any] = {"arguments": {k: getattr(v, "name", v) for k, v in vars(args).items()}}
        self.log["evaluations"] = []

    @abstractmethod
    def epoch(self) -> tuple[list, list[list[int]]]:
        """What is learned in an epoch, and batches of it, by index."""

    @abstractmethod
    def losses(self, items: list) -> dict[str, Tensor]:
        """Losses of a batch, by name."""

    @abstractmethod
    def scores(self) -> dict[str, Any]:
        """What is measured in between."""

    def run(self) -> None:
        started, step = time.time(), 0
        items, order = self.epoch()
        total = int(len(order) * self.args.epochs)
        print(f"{len(items)} windows, {total} steps", flush=True)
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
                    self.evaluate(step, losses, time.time() - started)
            items, order = self.epoch()

    def step(self, items: list, done: float) -> dict[str, float]:
        scale = min(1.0, done / 0.06) * max(0.02, 1 - done)
        for group in self.optimizer.param_groups:
            group["lr"] = group["top"] * scale
        self.branch.train()
        with torch.autocast("cpu", dtype=torch.bfloat16):
            losses = self.losses(items)
        self.optimizer.zero_grad()
        sum(self.weights.get(name, 1.0) * value for name, value in losses.items()).backward()
        torch.nn.utils.clip_grad_norm_(self.branch.parameters(), 2.0)
        self.optimizer.step()
        return {name: round(value.item(), 3) for name, value in losses.items()}

    def evaluate(self, step: int, losses: dict[str, float], seconds: float) -> None:
        kept = {k: v.clone() for k, v in self.branch.state_dict().items()}
        self.branch.load_state_dict(self.mean)
        self.branch.eval()
        row = {"step": step, "seconds": round(seconds), "losses": losses} | self.scores()
        torch.save(self.branch.state_dict(), self.args.out / "branch.pt")
        self.branch.load_state_dict(kept)
        self.log["evaluations"].append(row)
        (self.args.out / "log.json").write_text(json.dumps(self.log, indent=1))
        print(json.dumps(row), flush=True)
