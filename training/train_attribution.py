"""Train the attribution branch: `python training/train_attribution.py --minilm FILE --out DIR [--gold DIR]`.

Reads `written/attributions/*.txt` and the shipped reader, which stays as it is. Each file gives its last lines to the
test. Seeds are fixed.
"""

from __future__ import annotations

import argparse
import hashlib
import random
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import torch
from attribution_branch import AttributionBranch
from attribution_examples import Read, StateReader, collate_windows, gathered, own_windows
from attribution_heads import NO_CUE, attribution_losses
from attribution_scores import branch_scores, gold_of
from branch import MIXED, state_name
from branch_training import BranchTrainer
from examples import batches

from detente.evaluation.attribution import GoldDocument, read_polnear
from detente.evaluation.written_attributions import Passage, read_passages
from detente.evaluation.written_events import held_out

if TYPE_CHECKING:
    from torch import Tensor

HERE = Path(__file__).parent
Judged = list[tuple[Read, GoldDocument]]


def main() -> None:
    args = parse_arguments()
    torch.set_num_threads(args.threads)
    torch.manual_seed(args.seed)
    rng = random.Random(args.seed)
    names = [MIXED if depth == "mix" else state_name(int(depth)) for depth in args.depths.split(",")]
    reader = StateReader(names, args.cache, args.threads)
    data = load_data(args, reader, rng)
    branch = AttributionBranch([int(i) for i in args.layers.split(",") if i], args.minilm, 384 * len(names), args.inner)
    if args.init:
        branch.load_state_dict(torch.load(args.init, weights_only=True))
    args.out.mkdir(parents=True, exist_ok=True)
    trainer = Trainer(args, branch, rng, data)
    paths = sorted(args.passages.glob("*.txt"))
    trainer.log["inputs"] = {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in paths}
    trainer.run()


def parse_arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--minilm", type=Path, required=True, help="model.safetensors of all-MiniLM-L6-v2")
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--cache", type=Path, required=True, help="folder for what the reader read")
    parser.add_argument("--passages", type=Path, default=HERE / "written/attributions")
    parser.add_argument("--gold", type=Path, help="folder of PolNeAR, to measure on")
    parser.add_argument("--gold-every", type=int, default=1, help="measure on each so manieth document of it")
    parser.add_argument("--init", type=Path, help="weights of an earlier run to go on from")
    parser.add_argument("--layers", default="2,3", help="layers of MiniLM that the branch begins with")
    parser.add_argument("--inner", type=int, default=768, help="width of the layers' inner ones")
    parser.add_argument("--depths", default="2", help="states of the reader: numbers of layers, or the mix of all")
    parser.add_argument("--epochs", type=float, default=10)
    parser.add_argument("--variants", type=int, default=4, help="ways to put the passages together")
    parser.add_argument("--batch", type=int, default=600, help="words a step")
    parser.add_argument("--texts", default="1,2,3,5,8", help="numbers of passages in a text, to draw from")
    parser.add_argument("--characters", type=int, default=1200, help="the longest text of several")
    parser.add_argument("--longest", type=int, default=220, help="words of a window")
    parser.add_argument("--layer-rate", type=float, default=3e-4)
    parser.add_argument("--head-rate", type=float, default=1e-3)
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--every", type=int, default=600, help="steps between evaluations")
    parser.add_argument("--share", type=float, default=1.0, help="share of the passages to train on")
    return parser.parse_args()


@dataclass(frozen=True, slots=True)
class Data:
    """Texts to learn from, the same passages put together in several ways, and texts to measure on."""

    train: list[list[Read]]
    test: Judged
    gold: Judged


def load_data(args: argparse.Namespace, reader: StateReader, rng: random.Random) -> Data:
    train: list[Passage] = []
    test: Judged = []
    for path in sorted(args.passages.glob("*.txt")):
        passages, wrong = read_passages(path)
        print(*wrong, sep="\n", file=sys.stderr)
        kept, out = held_out(passages)
        for passage in kept[: int(len(kept) * args.share)]:
            train.append(passage)
        for number, passage in enumerate(out):
            read = reader.read(passage.text, passage.told)
            test.append((read, gold_of(f"{path.name} {number}", passage, read.tree)))
    sizes = [int(size) for size in args.texts.split(",")]
    variants = [
        [reader.read(text.text, text.told) for text in gathered(train, rng, sizes, args.characters)]
        for _ in range(args.variants)
    ]
    documents = list(read_polnear(args.gold))[:: args.gold_every] if args.gold else []
    gold = [(reader.read(one.text), one) for one in documents]
    return Data(variants, test, gold)


class Trainer(BranchTrainer):
    """Learns cues and what they join, from passages put side by side anew each epoch."""

    branch: AttributionBranch

    def __init__(self, args: argparse.Namespace, branch: AttributionBranch, rng: random.Random, data: Data) -> None:
        super().__init__(args, branch, rng, {}, ("narrow", "mark", "mix", "gate"))
        self.data = data
        self.classes = torch.ones(NO_CUE + 1)

    def epoch(self):
        items = [w for text in self.rng.choice(self.data.train) for w in own_windows(text, self.args.longest)]
        return items, batches(items, self.args.batch, self.rng)

    def losses(self, items) -> dict[str, Tensor]:
        batch = {k: torch.from_numpy(v) for k, v in collate_windows(items).items()}
        return attribution_losses(self.branch(batch), batch, self.classes)

    def scores(self) -> dict[str, object]:
        out = {"test": branch_scores(self.branch, self.data.test, self.args.longest, 0.5, nested=True)}
        if self.data.gold:
            out["polnear"] = branch_scores(self.branch, self.data.gold, self.args.longest, 0.5, nested=False)
        return out


if __name__ == "__main__":
    main()
