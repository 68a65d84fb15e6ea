"""Export a trained event branch: `python training/export_events.py --model DIR --minilm FILE --out DIR`.

Writes `events/read.onnx` (words of a sentence to trigger scores, vectors and keys), `events/judge.onnx` (proposals to
scores) and `events/roles.onnx` (parties beside triggers to roles) with int8 weights, and the reader with one more
output, `lower`: the states that the branch begins with.
"""

from __future__ import annotations

import argparse
import hashlib
import json
from pathlib import Path

import torch
from branch import state_name
from branch_export import expose, quantized
from event_branch import EventBranch
from event_heads import ROLES, TYPES
from export import FusedLayer
from torch import Tensor, nn
from written_events import STATUSES

HERE = Path(__file__).parent
NETWORKS = ("read", "judge", "roles")


class Reading(nn.Module):
    """The branch's layers with attention fused, one sentence a row, and what `EventHeads.read` gives."""

    def __init__(self, branch: EventBranch) -> None:
        super().__init__()
        self.branch = branch
        self.layers = nn.ModuleList(FusedLayer(layer) for layer in branch.layers)

    def forward(self, states: Tensor, valid: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        branch, x = self.branch, states
        mask = torch.cat([torch.ones_like(valid[:, :1]), valid], 1).to(torch.int32)
        weights = branch.mix.softmax(0)
        mixed = weights[0] * x
        for i, layer in enumerate(self.layers):
            x = layer(x, mask)
            mixed = mixed + weights[i + 1] * x
        trigger, z, keys = branch.heads.read(mixed)
        return trigger.softmax(-1), z, keys


class Judging(nn.Module):
    """What `EventHeads.judge` and `pair` give, as probabilities, from the mean vectors of trigger and sides.

    A vector counts where its column of `given` (trigger, source, target) is 1, else the learned one for what is not.
    """

    def __init__(self, branch: EventBranch) -> None:
        super().__init__()
        self.heads = branch.heads

    def forward(self, z, keys, row, scope, trigger, source, target, given):
        heads = self.heads
        t, a, b = (
            torch.where(given[:, i : i + 1] > 0, vector, heads.unsaid[min(i, 1)])
            for i, vector in enumerate((trigger, source, target))
        )
        raw, status = heads.judged(z, keys, row, scope, t, a, b)
        told, _ = heads.paired(z, keys, row, scope, a, b)
        return tuple(scores.softmax(-1) for scores in (raw, status, told))


class Roles(nn.Module):
    """What a party is to a trigger beside it, as probabilities, from their mean vectors."""

    def __init__(self, branch: EventBranch) -> None:
        super().__init__()
        self.heads = branch.heads

    def forward(self, trigger, party):
        return self.heads.sides(trigger, party).softmax(-1)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--model", type=Path, required=True)
    parser.add_argument("--minilm", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    args = parser.parse_args()
    arguments = json.loads((args.model / "log.json").read_text())["arguments"]
    branch = EventBranch([int(i) for i in arguments["layers"].split(",")], args.minilm)
    branch.load_state_dict(torch.load(args.model / "branch.pt", weights_only=True))
    export(branch.eval(), arguments["depth"], args.out)


def export(branch: EventBranch, depth: int, out: Path) -> None:
    folder = out / "events"
    folder.mkdir(parents=True, exist_ok=True)
    s, w, n, hidden = 2, 9, 3, branch.heads.narrow.out_features
    row, mask = torch.zeros(n, dtype=torch.long), torch.ones(n, w)
    vectors = torch.randn(s, 1 + w, hidden)
    quantized(
        Reading(branch), (torch.randn(s, 1 + w, 384), torch.ones(s, w)), folder / "read.onnx",
        {"states": "sv", "valid": "sw"}, {"trigger": "sw", "z": "sv", "keys": "sv"},
    )  # fmt: skip
    side = torch.randn(n, hidden)
    quantized(
        Judging(branch), (vectors, vectors, row, mask, side, side, side, torch.ones(n, 3)), folder / "judge.onnx",
        {"z": "sv", "keys": "sv", "row": "n", "scope": "nw"}
        | dict.fromkeys(("trigger", "source", "target", "given"), "n"),
        {"types": "n", "status": "n", "told": "n"},
    )  # fmt: skip
    quantized(
        Roles(branch), (side, side), folder / "roles.onnx", {"trigger": "n", "party": "n"}, {"roles": "n"},
    )  # fmt: skip
    version = hashlib.sha256(b"".join((folder / f"{name}.onnx").read_bytes() for name in NETWORKS)).hexdigest()
    card = {"version": version[:12], "types": TYPES, "statuses": STATUSES, "roles": ROLES, "inputs": written_hashes()}
    (folder / "model.json").write_text(json.dumps(card, indent=1) + "\n")
    expose([state_name(depth)], out / "reader.onnx")
    for path in sorted([*folder.iterdir(), out / "reader.onnx"]):
        print(f"{path.name}: {path.stat().st_size / 1e6:.2f} MB")


def written_hashes() -> dict[str, str]:
    """SHA-256 of every file of sentences that the branch was trained on."""
    paths = [*sorted((HERE / "written/events").glob("*.txt")), HERE / "written/event_sides.jsonl"]
    return {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in paths}


if __name__ == "__main__":
    main()
