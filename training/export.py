"""Export a trained reader to ONNX with int8 weights: `python training/export.py --model DIR --minilm FILE --out DIR`.

Writes what the package ships: `reader.onnx`, `labels.json`, `relations.npz` (the label weights, for words whose head is
repaired), `tokenizer.json`. Attention is exported as ONNX Runtime's fused operator.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import math
import shutil
import tempfile
from pathlib import Path

import numpy as np
import torch
from examples import COLUMNS
from network import Encoder, Layer, ReaderNetwork, within_sentence
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import Tensor, nn
from torch.nn import functional as F

from detente.language.pieces import SHAPES

INPUTS = ("ids", "mask", "shapes", "first", "valid", "begin_bias")
OUTPUTS = ("head", "dep", "upos", "xpos", "feats", "entity", "begin", "arc", "label_dep", "label_head")
# Added to the score of "a sentence begins here": best F1 of sentences on EWT dev and GUM dev.
BEGIN_BIAS = 0.5
QUANTIZED = ["MatMul", "Gemm", "Attention", "Gather"]


class FusedAttention(torch.autograd.Function):
    """Self-attention as the operator `com.microsoft::Attention`; computed plainly while tracing."""

    @staticmethod
    def forward(ctx, x: Tensor, weight: Tensor, bias: Tensor, mask: Tensor, heads: int) -> Tensor:
        batch, length, width = x.shape
        size = width // heads
        q, k, v = (p.view(batch, length, heads, size).transpose(1, 2) for p in (x @ weight + bias).split(width, -1))
        scores = q @ k.transpose(-1, -2) / math.sqrt(size) + (1.0 - mask[:, None, None, :].float()) * -10000.0
        return (scores.softmax(-1) @ v).transpose(1, 2).reshape(batch, length, width)

    @staticmethod
    def symbolic(graph, x, weight, bias, mask, heads):
        out = graph.op(
            "com.microsoft::Attention", x, weight, bias, mask, num_heads_i=heads, mask_filter_value_f=-10000.0
        )
        out.setType(x.type())
        return out


class FusedLayer(nn.Module):
    """A trained layer with its attention fused."""

    def __init__(self, layer: Layer) -> None:
        super().__init__()
        self.layer = layer
        self.weight = nn.Parameter(layer.qkv.weight.t().contiguous())
        self.bias = nn.Parameter(layer.qkv.bias.clone())

    def forward(self, x: Tensor, mask: Tensor) -> Tensor:
        inner = self.layer
        x = inner.norm1(x + inner.out(FusedAttention.apply(x, self.weight, self.bias, mask, inner.heads)))
        return inner.norm2(x + inner.down(F.gelu(inner.up(x))))


class FusedEncoder(nn.Module):
    """A trained encoder with fused layers."""

    def __init__(self, encoder: Encoder) -> None:
        super().__init__()
        self.encoder = encoder
        self.layers = nn.ModuleList(FusedLayer(layer) for layer in encoder.layers)

    def forward(self, ids: Tensor, mask: Tensor, shapes: Tensor) -> list[Tensor]:
        e = self.encoder
        places = torch.arange(ids.shape[1])[None]
        x = e.norm(e.word(ids) + e.position(places) + e.shape(shapes))
        whole = mask.to(torch.int32)
        states = [x]
        for layer in self.layers:
            x = layer(x, whole)
            states.append(x)
        return states


class Decisions(nn.Module):
    """The network with its decisions: sentence beginnings, then heads within sentences, then labels."""

    def __init__(self, network: ReaderNetwork) -> None:
        super().__init__()
        self.network = network

    def forward(self, ids, mask, shapes, first, valid, begin_bias):
        n = self.network
        x = n.words(ids, mask, shapes, first)
        out = n.heads(x)
        begin = (out["begin"] + begin_bias) > 0
        sentence = torch.cumsum(begin.to(torch.int64), 1)
        arc = within_sentence(out["arc"], sentence, valid)
        head = arc.argmax(-1)
        dep = n.labels(out, head).argmax(-1)
        tags = [out[name].argmax(-1) for name in ("upos", "xpos", "feats")]
        return head, dep, *tags, out["entity"], begin, arc, out["label_dep_side"], out["label_head"]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--model", type=Path, required=True)
    parser.add_argument("--minilm", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--keep-fp32", action="store_true", help="write reader.fp32.onnx too, to measure against")
    args = parser.parse_args()
    args.out.mkdir(parents=True, exist_ok=True)
    names = json.loads((args.model / "labels.json").read_text())
    network = ReaderNetwork({c: len(names[c]) for c in COLUMNS}, SHAPES)
    network.load_state_dict(torch.load(args.model / "network.pt", weights_only=True))
    network.eval()
    relations = network.label_weight.weight.detach().numpy()
    network.encoder = FusedEncoder(network.encoder)
    version = hashlib.sha256((args.model / "network.pt").read_bytes()).hexdigest()[:12]
    with tempfile.TemporaryDirectory() as scratch:
        plain = Path(scratch) / "plain.onnx"
        trace(network, plain)
        quantize_dynamic(
            plain, args.out / "reader.onnx", op_types_to_quantize=QUANTIZED, per_channel=True, reduce_range=False,
            weight_type=QuantType.QInt8, extra_options={"DefaultTensorType": 1},
        )  # fmt: skip
        if args.keep_fp32:
            shutil.copy(plain, args.out / "reader.fp32.onnx")
    write_card(args.model, args.out, version)
    (args.out / "labels.json").write_text(json.dumps(names, indent=1) + "\n")
    np.savez_compressed(args.out / "relations.npz", weight=relations.astype(np.float16))
    shutil.copyfile(args.minilm.parent / "tokenizer.json", args.out / "tokenizer.json")
    for path in sorted(args.out.iterdir()):
        print(f"{path.name}: {path.stat().st_size / 1e6:.2f} MB")


def trace(network: ReaderNetwork, path: Path) -> None:
    batch, length, words = 2, 11, 8
    example = (
        torch.randint(1000, 20000, (batch, length)),
        torch.ones(batch, length, dtype=torch.long),
        torch.zeros(batch, length, dtype=torch.long),
        torch.arange(words + 1).repeat(batch, 1),
        torch.ones(batch, words),
        torch.zeros(batch, words),
    )
    axes = {name: {0: "batch", 1: "pieces"} for name in INPUTS[:3]}
    axes |= {
        "first": {0: "batch", 1: "words_root"},
        "valid": {0: "batch", 1: "words"},
        "begin_bias": {0: "batch", 1: "words"},
    }
    axes |= {name: {0: "batch", 1: "words"} for name in OUTPUTS}
    with torch.no_grad():
        torch.onnx.export(
            Decisions(network), example, str(path), input_names=INPUTS, output_names=OUTPUTS, dynamic_axes=axes,
            opset_version=17, dynamo=False, custom_opsets={"com.microsoft": 1},
        )  # fmt: skip


def write_card(model: Path, out: Path, version: str) -> None:
    """`model.json`: version, hash of the weights, and the hashes of all that training read."""
    card = {
        "version": version,
        "weights_sha256": hashlib.sha256((out / "reader.onnx").read_bytes()).hexdigest(),
        "begin_bias": BEGIN_BIAS,
        "inputs": json.loads((model / "log.json").read_text())["inputs"],
    }
    (out / "model.json").write_text(json.dumps(card, indent=1) + "\n")


if __name__ == "__main__":
    main()
