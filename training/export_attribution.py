"""Export a trained attribution branch: `python training/export_attribution.py --model DIR --minilm FILE --out DIR`.

Writes what `detente.statements.tagger` loads: `read.onnx` (words of a sentence to cues, queries and keys) with int8
weights, `link.npz` (weights of links between a cue and words, and of the gate) and `model.json`. The reader must have
the states of the branch's depth among its outputs (`export_events.py`).
"""

from __future__ import annotations

import argparse
import hashlib
import json
from pathlib import Path

import numpy as np
import torch
from attribution_branch import AttributionBranch
from attribution_heads import SCALE
from branch_export import quantized
from export import FusedLayer
from torch import Tensor, nn

from detente.evaluation.written_attributions import ACTS

HERE = Path(__file__).parent


class Reading(nn.Module):
    """The branch's layers with attention fused, one sentence a row, and what `AttributionHeads.read` gives."""

    def __init__(self, branch: AttributionBranch) -> None:
        super().__init__()
        self.branch = branch
        self.layers = nn.ModuleList(FusedLayer(layer) for layer in branch.layers)

    def forward(self, states: Tensor, marks: Tensor, inside: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        branch = self.branch
        x = states + branch.mark[marks]
        mask = inside.to(torch.int32)
        weights = branch.mix.softmax(0)
        mixed = weights[0] * x
        for i, layer in enumerate(self.layers):
            x = layer(x, mask)
            mixed = mixed + weights[i + 1] * x
        cue, query, key = branch.heads.read(mixed)
        return cue.softmax(-1), query, key


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--model", type=Path, required=True)
    parser.add_argument("--minilm", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    args = parser.parse_args()
    log = json.loads((args.model / "log.json").read_text())
    arguments = log["arguments"]
    branch = AttributionBranch([int(i) for i in arguments["layers"].split(",")], args.minilm, inner=arguments["inner"])
    branch.load_state_dict(torch.load(args.model / "branch.pt", weights_only=True))
    export(branch.eval(), log.get("inputs", {}), args.out)


def export(branch: AttributionBranch, inputs: dict[str, str], out: Path) -> None:
    out.mkdir(parents=True, exist_ok=True)
    marks = torch.zeros(2, 9, dtype=torch.long)
    quantized(
        Reading(branch), (torch.randn(2, 9, 384), marks, torch.ones(2, 9)), out / "read.onnx",
        dict.fromkeys(("states", "marks", "inside"), "sw"), dict.fromkeys(("cue", "query", "key"), "sw"),
    )  # fmt: skip
    heads = branch.heads
    tables = {name: SCALE * getattr(heads, name) for name in ("distance", "place")}
    weights = {"weight": heads.weight, "nobody": heads.nobody, "gate": branch.gate.weight[0]} | tables
    arrays = {name: value.detach().numpy().astype(np.float16) for name, value in weights.items()}
    arrays["gate_bias"] = branch.gate.bias.detach().numpy()
    np.savez_compressed(out / "link.npz", **arrays)
    version = hashlib.sha256(b"".join((out / name).read_bytes() for name in ("read.onnx", "link.npz"))).hexdigest()
    card = {"version": version[:12], "labels": ACTS, "inputs": inputs}
    (out / "model.json").write_text(json.dumps(card, indent=1) + "\n")
    for path in sorted(out.iterdir()):
        print(f"{path.name}: {path.stat().st_size / 1e6:.2f} MB")


if __name__ == "__main__":
    main()
