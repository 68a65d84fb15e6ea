"""Train the role head and put it into the reader's graph: `python training/train_roles.py --out DIR`.

Reads `written/roles/*.txt` and the shipped reader, whose own nodes stay as they are: the new `reader.onnx` has one more
output, `role`. Prints the share of right names in the files kept for testing. Seeds are fixed.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import random
import re
import shutil
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import onnx
import torch
import torch.nn.functional as F
from onnx import TensorProto, helper
from onnxruntime.quantization import QuantType, quantize_dynamic
from role_head import DEPTHS, SENTENCES, Attached, RoleHead, RoleHeads, within

from detente.actors.tables import load_tables
from detente.language.network import MODEL, Network
from detente.language.tokenizer import make_tokenizer, token_ranges

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from torch import Tensor

HERE = Path(__file__).parent
MARK = re.compile(r"\[([AP]) ([^\]\[]+)\]")
BATCH = 32


@dataclass(slots=True)
class Names:
    """A sentence's states (1 + words, depths x width), heads, and its names as (head word, 1 where it acts)."""

    states: np.ndarray
    heads: np.ndarray
    names: list[tuple[int, float]]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=Path, required=True, help="a folder for the new model files")
    parser.add_argument("--count", type=int, default=1, help="heads to average")
    parser.add_argument("--swaps", type=int, default=1, help="copies of each sentence with other states in it")
    parser.add_argument("--width", type=int, default=64)
    parser.add_argument("--epochs", type=int, default=9)
    parser.add_argument("--rate", type=float, default=1e-3)
    parser.add_argument("--threads", type=int, default=1)
    args = parser.parse_args()
    torch.set_num_threads(args.threads)
    args.out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as scratch:
        network = expose(Path(scratch))
        lines, kept = (lines_of(written_files(test=test)) for test in (False, True))
        rng, states = random.Random(0), state_names()
        swapped = [swap_names(line, states, rng) for line in lines for _ in range(args.swaps)]
        train, test = (list(sentences(network, part)) for part in ([*lines, *swapped], kept))
    count = [sum(len(s.names) for s in part) for part in (train, test)]
    print(f"{count[0]} names to train on, {count[1]} to test", flush=True)
    heads = RoleHeads(args.count, args.width)
    for seed, member in enumerate(heads.members):
        fit(member, train, seed, args.epochs, args.rate)
        print(f"head {seed}: {accuracy(RoleHeadsOf(member), test):.4f}", flush=True)
    print(f"together: {accuracy(heads, test):.4f}")
    torch.save(heads.state_dict(), args.out / "roles.pt")
    attach(heads.eval(), args.out)


class RoleHeadsOf(RoleHeads):
    """A single member, scored as if it stood alone."""

    def __init__(self, member: RoleHead) -> None:
        super().__init__(0)
        self.members.append(member)


def written_files(*, test: bool) -> list[Path]:
    return [p for p in sorted((HERE / "written/roles").glob("*.txt")) if p.stem.startswith("test") == test]


def lines_of(paths: list[Path]) -> list[str]:
    lines = (line for path in paths for line in path.read_text(encoding="utf-8").splitlines())
    return [line for line in lines if line and not line.startswith("#")]


def read_marks(line: str) -> tuple[str, list[tuple[int, int, str]]]:
    """The sentence without its marks, and these as (start, end, "A" or "P")."""
    text, at, marks = "", 0, []
    for mark in MARK.finditer(line):
        text += line[at : mark.start()]
        marks.append((len(text), len(text) + len(mark[2]), mark[1]))
        text += mark[2]
        at = mark.end()
    text += line[at:]
    if "[" in text or "]" in text:
        raise SystemExit(f"{line!r} has a mark that is not [A name] or [P name]")
    return text, marks


def swap_names(line: str, names: list[str], rng: random.Random) -> str:
    """The sentence about other states: each name of a state without an article gives way to one other."""
    known, others = set(names), dict[str, str]()

    def other(mark: re.Match[str]) -> str:
        if mark[2] not in known or line[: mark.start()].lower().endswith("the "):
            return mark[0]
        return f"[{mark[1]} {others.setdefault(mark[2], rng.choice(names))}]"

    return MARK.sub(other, line)


def state_names() -> list[str]:
    """Names of states that take no article."""
    rows = load_tables().states
    return sorted(
        row.name for row in rows if row.kind == "state" and not row.name.endswith("s") and "Republic" not in row.name
    )


def expose(folder: Path) -> Network:
    """The shipped reader, with the states that the head looks at among its outputs."""
    shutil.copytree(MODEL, folder, dirs_exist_ok=True)
    graph = onnx.load(MODEL / "reader.onnx")
    graph.graph.output.extend(helper.make_tensor_value_info(name, TensorProto.FLOAT, None) for name in DEPTHS)
    onnx.save(graph, folder / "reader.onnx")
    return Network(folder, threads=2)


def sentences(network: Network, lines: list[str]) -> Iterator[Names]:
    tokenize: Callable[[str], list[tuple[int, int]]] = token_ranges(make_tokenizer())
    for line in lines:
        text, marks = read_marks(line)
        ranges = list(tokenize(text))
        yield read_sentence(network, [text[a:b] for a, b in ranges], ranges, marks)


def read_sentence(network: Network, words: list[str], ranges, marks) -> Names:
    window = network._cut(0, words, 0, 480, [{0}])
    result = network._run([window], [{0}])
    states = np.concatenate([result[name][0][window.first] for name in DEPTHS], -1)
    heads = result["head"][0]
    names = []
    for start, end, label in marks:
        inside = [i for i, (a, b) in enumerate(ranges) if a < end and b > start]
        outside = [i for i in inside if not inside[0] < heads[i] <= inside[-1] + 1]
        names.append(((outside or inside[-1:])[0], float(label == "A")))
    return Names(states.astype(np.float16), heads, names)


def collate(group: list[Names]) -> tuple[dict[str, Tensor], Tensor, Tensor]:
    """Padded arrays, the places of the names in (batch, words), and their labels."""
    words = max(len(s.heads) for s in group)
    x = np.zeros((len(group), words + 1, group[0].states.shape[1]), np.float32)
    valid, heads = np.zeros((len(group), words), np.float32), np.zeros((len(group), words), np.int64)
    for row, s in enumerate(group):
        n = len(s.heads)
        x[row, : n + 1], valid[row, :n], heads[row, :n] = s.states, 1.0, s.heads
    places = [(row, i, label) for row, s in enumerate(group) for i, label in s.names]
    batch = {"x": x, "sentence": np.ones_like(heads), "valid": valid, "heads": heads}
    at = torch.tensor([(row, i) for row, i, _ in places]).T
    return {k: torch.from_numpy(v) for k, v in batch.items()}, at, torch.tensor([label for *_, label in places])


def fit(member: RoleHead, train: list[Names], seed: int, epochs: int, rate: float) -> None:
    torch.manual_seed(seed)
    rng = random.Random(seed)
    for module in member.modules():
        if module is not member and hasattr(module, "reset_parameters"):
            module.reset_parameters()
    optimizer = torch.optim.AdamW(member.parameters(), lr=rate, weight_decay=0.05)
    steps, step = epochs * (len(train) // BATCH + 1), 0
    member.train()
    for _ in range(epochs):
        order = rng.sample(range(len(train)), len(train))
        for k in range(0, len(order), BATCH):
            optimizer.param_groups[0]["lr"] = rate * min(1.0, (step + 1) / 100) * max(0.02, 1 - step / steps)
            batch, at, labels = collate([train[i] for i in order[k : k + BATCH]])
            scores = member(batch["x"], within(batch["sentence"], batch["valid"]), batch["heads"])[at[0], at[1]]
            optimizer.zero_grad()
            F.binary_cross_entropy_with_logits(scores, labels).backward()
            torch.nn.utils.clip_grad_norm_(member.parameters(), 1.0)
            optimizer.step()
            step += 1
    member.eval()


@torch.no_grad()
def accuracy(heads: RoleHeads, test: list[Names]) -> float:
    right = total = 0
    for k in range(0, len(test), BATCH):
        batch, at, labels = collate(test[k : k + BATCH])
        scores = heads.eval()(**batch)[at[0], at[1]]
        right += int(((scores > 0) == (labels > 0.5)).sum())
        total += len(labels)
    return right / total


def attach(heads: RoleHeads, out: Path) -> None:
    """Write the reader with the head in its graph, and its card with the hashes."""
    names = ("low", "middle", "high", "first", "sentence", "valid", "head")
    with tempfile.TemporaryDirectory() as scratch:
        plain, small = Path(scratch) / "plain.onnx", Path(scratch) / "small.onnx"
        trace(heads, plain, names)
        quantize_dynamic(plain, small, op_types_to_quantize=["MatMul", "Gemm"], per_channel=True,
                         weight_type=QuantType.QInt8, extra_options={"DefaultTensorType": 1})  # fmt: skip
        head = onnx.compose.add_prefix(onnx.load(small), "role/")
    graph = onnx.load(MODEL / "reader.onnx")
    head.ir_version = graph.ir_version
    given = dict(zip(names, (*DEPTHS, "first", SENTENCES, "valid", "head"), strict=True))
    inside = {f"role/{name}": outer for name, outer in given.items()}
    for node in head.graph.node:
        node.input[:] = [inside.get(name, name) for name in node.input]
        node.output[:] = ["role" if name == "role/role" else name for name in node.output]
    graph.graph.node.extend(head.graph.node)
    graph.graph.initializer.extend(head.graph.initializer)
    graph.graph.output.append(helper.make_tensor_value_info("role", TensorProto.FLOAT, ["batch", "words"]))
    onnx.checker.check_model(graph)
    for path in MODEL.iterdir():
        if path.name != "reader.onnx":
            shutil.copy(path, out / path.name)
    onnx.save(graph, out / "reader.onnx")
    write_card(out)


def trace(heads: RoleHeads, path: Path, names: tuple[str, ...]) -> None:
    batch, length, words, width = 2, 11, 8, 384
    states = [torch.randn(batch, length, width) for _ in DEPTHS]
    whole = torch.ones(batch, words, dtype=torch.long)
    first = torch.arange(words + 1).repeat(batch, 1)
    axes = {name: {0: "batch", 1: "pieces"} for name in names[:3]}
    axes |= {name: {0: "batch", 1: f"{name}_words"} for name in (*names[3:], "role")}
    with torch.no_grad():
        torch.onnx.export(
            Attached(heads), (*states, first, whole, whole.float(), whole), str(path), input_names=names,
            output_names=("role",), dynamic_axes=axes, opset_version=17, dynamo=False,
        )  # fmt: skip


def write_card(out: Path) -> None:
    """The reader's card, with the new hash of the graph and those of the sentences the head was trained on."""
    card = json.loads((MODEL / "model.json").read_text())
    data = (out / "reader.onnx").read_bytes()
    roles = hashlib.sha256((out / "roles.pt").read_bytes()).hexdigest()[:6]
    card["version"] = f"{card['version'].partition('-')[0]}-{roles}"
    card["weights_sha256"] = hashlib.sha256(data).hexdigest()
    for path in written_files(test=False):
        card["inputs"][f"roles/{path.name}"] = hashlib.sha256(path.read_bytes()).hexdigest()
    (out / "model.json").write_text(json.dumps(card, indent=1) + "\n")


if __name__ == "__main__":
    main()
