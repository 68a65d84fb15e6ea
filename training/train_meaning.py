"""Train the meaning branch: `python training/train_meaning.py --minilm FILE --out DIR --cache DIR --treebanks DIR`.

Layers of its own over the reader's lower ones learn to give what all-MiniLM-L6-v2 gives for a passage and for each of
its words. Passages are our own written sentences and the treebanks that the reader itself learned from; no labels.
"""

from __future__ import annotations

import argparse
import hashlib
import random
import re
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import numpy as np
import torch
import torch.nn.functional as F
from attribution_examples import StateReader
from branch import state_name
from branch_training import BranchTrainer
from meaning_branch import MeaningBranch
from network import Encoder
from tokenizers import Tokenizer
from torch import Tensor
from treebanks import training_passages

HERE = Path(__file__).parent
MARKUP = re.compile(r"\[[A-Z]\w*(?:/\w+)? |[\]|]|</?\w>")
LONGEST = 128
TEST_EACH = 40


@dataclass(slots=True)
class Example:
    """A passage: the reader's states (words, 384), and what MiniLM gives for it and for its words."""

    states: np.ndarray
    words: np.ndarray
    whole: np.ndarray


class Teacher:
    """All-MiniLM-L6-v2 as it comes: the mean of its last states, and the state of each word's first piece."""

    def __init__(self, minilm: Path) -> None:
        self.encoder = Encoder(1, dropout=0.0).eval()
        self.encoder.load_minilm(minilm)
        self.tokenizer = Tokenizer.from_file(str(minilm.with_name("tokenizer.json")))
        self.tokenizer.no_padding()
        self.tokenizer.enable_truncation(256)

    @torch.no_grad()
    def read(self, words: list[str]) -> tuple[np.ndarray, np.ndarray]:
        encoded = self.tokenizer.encode(words, is_pretokenized=True)
        ids = torch.tensor([encoded.ids])
        state = self.encoder(ids, torch.ones_like(ids), torch.zeros_like(ids))[-1][0]
        first: dict[int, int] = {}
        for place, word in enumerate(encoded.word_ids):
            if word is not None:
                first.setdefault(word, place)
        places = [first.get(i, 0) for i in range(len(words))]
        return state[places].numpy().astype(np.float16), state.mean(0).numpy().astype(np.float32)


def passages(written: Path, treebanks: Path | None, rng: random.Random) -> list[str]:
    """Texts of one to five sentences: lines of ours, alone or two together, and runs of the treebanks' sentences."""
    out: list[str] = []
    for path in sorted(written.rglob("*.txt")):
        if path.name.startswith("test_") or path.parent.name in ("stories", "rewrites"):
            continue
        lines = [" ".join(MARKUP.sub("", line).split()) for line in path.read_text("utf-8").splitlines()]
        lines = [line for line in lines if len(line.split()) > 5 and not line.startswith("#")]
        out += lines
        out += [f"{a} {b}" for a, b in pairwise(lines) if rng.random() < 0.3]
    for path in [*sorted((written / "stories").glob("*.txt")), *sorted((written / "rewrites").glob("*.txt"))]:
        if not path.name.startswith("test_"):
            blocks = re.split(r"(?m)^(?:---|===|>>>) .*\n", path.read_text("utf-8"))
            out += [" ".join(b.split()) for b in blocks if len(b.split()) > 60]
    if treebanks:
        out += training_passages(treebanks, rng)
    rng.shuffle(out)
    return list(dict.fromkeys(out))


def examples(texts: list[str], reader: StateReader, teacher: Teacher) -> list[Example]:
    out = []
    for n, text in enumerate(texts):
        tree = reader.tree(text)
        if tree.vectors is None or len(tree) < 4:
            continue
        kept = tree.words[:LONGEST]
        words, whole = teacher.read(kept)
        out.append(Example(tree.vectors[: len(kept)], words, whole))
        if n % 2000 == 0:
            print(n, len(texts), flush=True)
    return out


def collate(items: list[Example]) -> dict[str, Tensor]:
    longest = max(len(item.states) for item in items)
    states = np.zeros((len(items), longest, 384), np.float32)
    words = np.zeros_like(states)
    inside = np.zeros((len(items), longest), np.float32)
    for row, item in enumerate(items):
        n = len(item.states)
        states[row, :n], words[row, :n], inside[row, :n] = item.states, item.words, 1
    whole = np.stack([item.whole for item in items])
    arrays = {"states": states, "words": words, "inside": inside, "whole": whole}
    return {name: torch.from_numpy(array) for name, array in arrays.items()}


class Trainer(BranchTrainer):
    """Learns to give what the teacher gives."""

    branch: MeaningBranch

    def __init__(
        self, args: argparse.Namespace, branch: MeaningBranch, rng: random.Random, train: list[Example],
        test: list[Example],
    ) -> None:  # fmt: skip
        super().__init__(args, branch, rng, {"words": args.words_weight}, ("mix",))
        self.train, self.test = train, test

    def epoch(self):
        order = sorted(range(len(self.train)), key=lambda i: len(self.train[i].states) + self.rng.random() * 6)
        groups, group, words = [], [], 0
        for i in order:
            group.append(i)
            words += len(self.train[i].states)
            if words > self.args.batch:
                groups.append(group)
                group, words = [], 0
        self.rng.shuffle(groups)
        return self.train, groups

    def losses(self, items) -> dict[str, Tensor]:
        batch = collate(items)
        words, whole = self.branch(batch["states"], batch["inside"])
        target = self.branch.project(batch["whole"])
        kept = batch["inside"] > 0
        cosine = 1 - F.cosine_similarity(whole.float(), target)
        one, other = F.normalize(whole.float(), dim=-1), F.normalize(target, dim=-1)
        pairs = ((one @ one.T - other @ other.T) ** 2).mean()
        aligned = 1 - F.cosine_similarity(words.float()[kept], batch["words"][kept])
        return {"whole": cosine.mean(), "pairs": 4 * pairs, "words": aligned.mean()}

    @torch.no_grad()
    def scores(self) -> dict[str, object]:
        whole, words = [], []
        for start in range(0, len(self.test), 32):
            batch = collate(self.test[start : start + 32])
            per_word, given = self.branch(batch["states"], batch["inside"])
            kept = batch["inside"] > 0
            whole += F.cosine_similarity(given, self.branch.project(batch["whole"])).tolist()
            words += F.cosine_similarity(per_word[kept], batch["words"][kept]).tolist()
        return {"whole": round(float(np.mean(whole)), 4), "words": round(float(np.mean(words)), 4)}


def main() -> None:
    args = parse_arguments()
    torch.set_num_threads(args.threads)
    torch.manual_seed(args.seed)
    rng = random.Random(args.seed)
    args.out.mkdir(parents=True, exist_ok=True)
    reader = StateReader([state_name(args.depth)], args.cache, args.threads)
    texts = passages(HERE / "written", args.treebanks, rng)[: args.most]
    found = examples(texts, reader, Teacher(args.minilm))
    test, train = found[::TEST_EACH], [one for n, one in enumerate(found) if n % TEST_EACH]
    branch = MeaningBranch([int(i) for i in args.layers.split(",")], args.minilm, args.inner, args.width)
    branch.fit_projection(torch.from_numpy(np.stack([one.whole for one in train])))
    trainer = Trainer(args, branch, rng, train, test)
    trainer.log["inputs"] = {"passages": len(texts), "sha256": hashlib.sha256("\n".join(texts).encode()).hexdigest()}
    trainer.run()


def parse_arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--minilm", type=Path, required=True, help="model.safetensors of all-MiniLM-L6-v2")
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--cache", type=Path, required=True, help="folder for what the reader read")
    parser.add_argument("--treebanks", type=Path, help="folder of the treebanks")
    parser.add_argument("--layers", default="2,3,4,5", help="layers of MiniLM that the branch begins with")
    parser.add_argument("--inner", type=int, default=1536)
    parser.add_argument("--width", type=int, default=128, help="numbers of a passage")
    parser.add_argument("--depth", type=int, default=2)
    parser.add_argument("--epochs", type=float, default=4)
    parser.add_argument("--batch", type=int, default=1500, help="words a step")
    parser.add_argument("--most", type=int, default=1_000_000)
    parser.add_argument("--words-weight", type=float, default=1.0)
    parser.add_argument("--layer-rate", type=float, default=2e-4)
    parser.add_argument("--head-rate", type=float, default=1e-3)
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--every", type=int, default=300)
    return parser.parse_args()


if __name__ == "__main__":
    main()
