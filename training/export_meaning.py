"""Export a trained meaning branch: `python training/export_meaning.py --model DIR --minilm FILE --out DIR`.

Writes what `detente.meaning.embedder` loads: `words.onnx` (words of a sentence to states) with int8 weights,
`heads.npz` (weights from means of states to vectors) and `model.json`.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import random
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import torch
from attribution_examples import StateReader
from branch import state_name
from branch_export import quantized
from export import FusedLayer
from meaning_branch import MeaningBranch
from torch import Tensor, nn
from train_meaning import passages

from detente.model import EVENT_WIDTHS

if TYPE_CHECKING:
    from detente.language.tree import Tree

HERE = Path(__file__).parent


class Words(nn.Module):
    """The branch's layers with attention fused, one window a row."""

    def __init__(self, branch: MeaningBranch) -> None:
        super().__init__()
        self.branch = branch
        self.layers = nn.ModuleList(FusedLayer(layer) for layer in branch.layers)

    def forward(self, states: Tensor, inside: Tensor) -> Tensor:
        x, mask = states, inside.to(torch.int32)
        weights = self.branch.mix.softmax(0)
        mixed = weights[0] * x
        for i, layer in enumerate(self.layers):
            x = layer(x, mask)
            mixed = mixed + weights[i + 1] * x
        return mixed


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--model", type=Path, required=True)
    parser.add_argument("--minilm", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--cache", type=Path, required=True)
    parser.add_argument("--passages", type=int, default=3000, help="passages whose words give principal components")
    args = parser.parse_args()
    log = json.loads((args.model / "log.json").read_text())
    shape = log.get("reader", log["arguments"])
    branch = MeaningBranch([int(i) for i in shape["layers"].split(",")], args.minilm, shape["inner"], shape["width"])
    weights = torch.load(args.model / "branch.pt", weights_only=True)
    weights.pop("scale", None)
    branch.load_state_dict(weights, strict=False)
    reader = StateReader([state_name(shape["depth"])], args.cache)
    texts = passages(HERE / "written", None, random.Random(1))[: args.passages]
    export(branch.eval(), args.out, [reader.tree(text) for text in texts])


@torch.no_grad()
def export(branch: MeaningBranch, out: Path, trees: list[Tree]) -> None:
    out.mkdir(parents=True, exist_ok=True)
    quantized(
        Words(branch), (torch.randn(2, 9, 384), torch.ones(2, 9)), out / "words.onnx",
        {"states": "sw", "inside": "sw"}, {"after": "sw"},
    )  # fmt: skip
    heads = {name: (branch.heads[name].weight.T, branch.heads[name].bias) for name in ("event", "sentence")}
    whole = branch.heads["whole"]
    heads["whole"] = (whole.weight.T @ branch.components, whole.bias @ branch.components)
    word = branch.heads["word"]
    components, centre = principal(branch, trees, EVENT_WIDTHS[0])
    heads["word"] = (word.weight.T @ components, (word.bias - centre) @ components)
    heads["clause"] = tuple(part[..., : EVENT_WIDTHS[1]] for part in heads["whole"])
    arrays = {name: weight.numpy().astype(np.float16) for name, (weight, _) in heads.items()}
    arrays |= {f"{name}_bias": bias.numpy().astype(np.float16) for name, (_, bias) in heads.items()}
    np.savez_compressed(out / "heads.npz", **arrays)
    version = hashlib.sha256(b"".join((out / name).read_bytes() for name in ("words.onnx", "heads.npz"))).hexdigest()
    (out / "model.json").write_text(json.dumps({"version": version[:12], "inputs": written_hashes()}, indent=1) + "\n")
    for path in sorted(out.iterdir()):
        print(f"{path.name}: {path.stat().st_size / 1e6:.2f} MB")


@torch.no_grad()
def principal(branch: MeaningBranch, trees: list[Tree], width: int) -> tuple[Tensor, Tensor]:
    """Principal components (384, width) and the centre of the branch's vectors of verbs and nouns."""
    found = []
    for tree in trees:
        words = [i for i in range(len(tree)) if tree.upos[i] in ("VERB", "NOUN")]
        if words and tree.vectors is not None:
            states = torch.from_numpy(tree.vectors.astype(np.float32))[None]
            found.append(branch.heads["word"](branch.words(states, torch.ones(states.shape[:2])))[0, words])
    vectors = torch.nn.functional.normalize(torch.cat(found), dim=-1)
    length = torch.cat(found).norm(dim=-1).mean()
    centre = vectors.mean(0)
    _, _, rows = torch.linalg.svd(vectors - centre, full_matrices=False)
    return rows[:width].T, centre * length


def written_hashes() -> dict[str, str]:
    folder = HERE / "written"
    paths = [*sorted((folder / "stories").glob("*.txt")), *sorted((folder / "rewrites").glob("*.txt"))]
    return {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in paths if "test" not in path.name}


if __name__ == "__main__":
    main()
