"""How branches of the reader are exported: traced and quantized, and the reader with the states they begin with."""

from __future__ import annotations

import hashlib
import json
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import onnx
import torch
from onnx import TensorProto, helper
from onnxruntime.quantization import QuantType, quantize_dynamic

from detente.language.network import MODEL

if TYPE_CHECKING:
    from collections.abc import Sequence

    from torch import nn

LOWER = "lower"


def quantized(module: nn.Module, given: tuple, path: Path, inputs: dict[str, str], outputs: dict[str, str]) -> None:
    """Trace and quantize; axes are named by a letter each, in order ("sw": sentences, words)."""
    axes = {name: dict(enumerate(letters)) for name, letters in (inputs | outputs).items()}
    with tempfile.TemporaryDirectory() as scratch:
        plain = Path(scratch) / "plain.onnx"
        with torch.no_grad():
            torch.onnx.export(
                module.eval(), given, str(plain), input_names=list(inputs), output_names=list(outputs),
                dynamic_axes=axes, opset_version=17, dynamo=False,
            )  # fmt: skip
        quantize_dynamic(
            plain, path, op_types_to_quantize=["MatMul", "Gemm", "Attention"], per_channel=True,
            weight_type=QuantType.QInt8, extra_options={"DefaultTensorType": 1},
        )  # fmt: skip


def expose(names: Sequence[str], path: Path) -> None:
    """The shipped reader with values of its graph, side by side, as its output of states; nothing else changes."""
    model = onnx.load(MODEL / "reader.onnx")
    graph = model.graph
    kept = [output for output in graph.output if output.name != LOWER]
    nodes = [node for node in graph.node if LOWER not in node.output]
    del graph.output[:], graph.node[:]
    joined = ("Identity", {}) if len(names) == 1 else ("Concat", {"axis": -1})
    graph.node.extend([*nodes, helper.make_node(joined[0], list(names), [LOWER], name=LOWER, **joined[1])])
    shape = ["batch", "pieces", 384 * len(names)]
    graph.output.extend([*kept, helper.make_tensor_value_info(LOWER, TensorProto.FLOAT, shape)])
    onnx.checker.check_model(model)
    onnx.save(model, path)
    card = json.loads((MODEL / "model.json").read_text())
    card["weights_sha256"] = hashlib.sha256(path.read_bytes()).hexdigest()
    (path.parent / "model.json").write_text(json.dumps(card, indent=1) + "\n")
