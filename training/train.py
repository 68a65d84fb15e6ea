"""Train the reader: `python training/train.py --data DIR --minilm FILE --out DIR`.

Reads the treebanks that may ship, the entity files and our own written sentences; writes `network.pt` (an exponential
mean of the weights), `labels.json` and `log.json` with the hash of every input. Seeds are fixed.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import random
import time
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import torch
import torch.nn.functional as F
from alignment import retokenize
from examples import COLUMNS, Labels, Variation, batches, collate, window, windows
from network import ReaderNetwork, within_sentence
from scores import score_windows
from treebanks import gum_entities, shippable

from detente.evaluation.treebanks import paragraphs, read_conllu, read_iob2, read_marked
from detente.language.pieces import SHAPES, Pieces
from detente.language.tokenizer import make_tokenizer, token_ranges

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from examples import Window

    from detente.evaluation.treebanks import Sentence

HERE = Path(__file__).parent
MINILM_SHA256 = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"
WEIGHTS = {"upos": 0.5, "xpos": 0.3, "feats": 0.3}
GUM_ENTITY_WEIGHT = 0.3
MEAN_EVERY, MEAN_DECAY = 10, 0.98


@dataclass
class Setting:
    """What a run trains with: the network, how text becomes windows, the data, and the log so far."""

    rng: random.Random
    tokenize: Callable[[str], list[tuple[int, int]]]
    pieces: Pieces
    labels: Labels
    network: ReaderNetwork
    variation: Variation
    train: list[list[Sentence]]
    dev: dict[str, list[Sentence]]
    log: dict


def main() -> None:
    args = argument_parser(__doc__).parse_args()
    setting = prepare(args)
    if args.init:
        setting.network.load_state_dict(torch.load(args.init, weights_only=True))
    Trainer(args, setting).run(setting.train, setting.dev)


def prepare(args: argparse.Namespace) -> Setting:
    """Seeds, data, labels and the untouched encoder; writes the labels into the run's folder."""
    torch.set_num_threads(args.threads)
    torch.manual_seed(args.seed)
    np.random.seed(args.seed)
    rng = random.Random(args.seed)
    hashes = check_inputs(args.data, args.minilm)
    tokenize = token_ranges(make_tokenizer())
    pieces = Pieces(args.minilm.parent / "tokenizer.json")
    train, dev = load_data(args.data, tokenize)
    labels = Labels.collect(s for group in train for s in group)
    network = ReaderNetwork({c: len(labels.names[c]) for c in COLUMNS}, SHAPES)
    network.encoder.load_minilm(args.minilm)
    variation = Variation(load_names(tokenize), rng)
    args.out.mkdir(parents=True, exist_ok=True)
    (args.out / "labels.json").write_text(json.dumps(labels.names, indent=1))
    arguments = {name: _shown(value) for name, value in vars(args).items()}
    log = {"arguments": arguments, "inputs": hashes, "evaluations": []}
    return Setting(rng, tokenize, pieces, labels, network, variation, train, dev, log)


def _shown(value: object) -> object:
    """An argument as the log has it: of a path only the name."""
    if isinstance(value, list):
        return [_shown(one) for one in value]
    return value.name if isinstance(value, Path) else value


def argument_parser(text: str | None) -> argparse.ArgumentParser:
    """What every run takes."""
    parser = argparse.ArgumentParser(description=text)
    parser.add_argument("--data", type=Path, required=True, help="folder of the treebanks (gzipped CoNLL-U and IOB2)")
    parser.add_argument("--minilm", type=Path, required=True, help="model.safetensors of all-MiniLM-L6-v2")
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--init", type=Path, help="weights to go on from, for the finishing pass")
    parser.add_argument("--epochs", type=float, default=9)
    parser.add_argument("--batch", type=int, default=1000, help="word pieces a step")
    parser.add_argument("--encoder-rate", type=float, default=1.5e-4)
    parser.add_argument("--head-rate", type=float, default=1e-3)
    parser.add_argument("--begin-weight", type=float, default=1.0)
    parser.add_argument("--budgets", default="1,40,80,120,120,120", help="window sizes, in pieces, to draw from")
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--every", type=int, default=500, help="steps between evaluations")
    return parser


def check_inputs(data: Path, minilm: Path) -> dict[str, str]:
    """SHA-256 of every file that is read; refuses another encoder than the one named."""
    read = [f"en_{bank}-ud-{part}.conllu.gz" for bank in ("ewt", "gum") for part in ("train.rebuilt", "dev")]
    read += [f"uner_ewt-{part}.iob2.gz" for part in ("train", "dev")]
    paths = [minilm, *(data / name for name in read), *written_files(), HERE / "data/names.tsv"]
    hashes = {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in paths}
    if hashes[minilm.name] != MINILM_SHA256:
        raise SystemExit(f"{minilm}: not the all-MiniLM-L6-v2 weights this recipe names")
    return hashes


def written_files() -> list[Path]:
    """Our own paragraphs, but for those that are kept to test with."""
    return [path for path in sorted((HERE / "written").glob("*.txt")) if not path.stem.startswith("test")]


def load_data(data: Path, tokenize) -> tuple[list[list[Sentence]], dict[str, list[Sentence]]]:
    """Training paragraphs (treebank words where the tokenizer differs come in both forms) and development sentences."""
    train: list[list[Sentence]] = []
    dev: dict[str, list[Sentence]] = {}
    for bank in ("ewt", "gum"):
        sentences = [s for s in read_conllu(data / f"en_{bank}-ud-train.rebuilt.conllu.gz") if shippable(s)]
        dev[bank] = list(read_conllu(data / f"en_{bank}-ud-dev.conllu.gz"))
        if bank == "ewt":
            join_entities(sentences, read_iob2(data / "uner_ewt-train.iob2.gz"))
            join_entities(dev[bank], read_iob2(data / "uner_ewt-dev.iob2.gz"))
        for s in [*sentences, *dev[bank]] if bank == "gum" else ():
            s.entities = gum_entities(s)
            s.weights["entity"] = GUM_ENTITY_WEIGHT
        train += list(paragraphs(sentences))
    train = [[retokenize(s, tokenize) for s in group] for group in train] + [
        [s] for group in train for s in group if retokenize(s, tokenize) is not s
    ]
    written = [s for path in written_files() for s in read_marked(path, tokenize)]
    groups = list(paragraphs(written))
    dev["written"] = [s for i, group in enumerate(groups) if i % 16 == 0 for s in group]
    train += [group for i, group in enumerate(groups) if i % 16]
    return train, dev


def join_entities(sentences: list[Sentence], tagged: Iterable[Sentence]) -> None:
    tags = {t.id: t for t in tagged}
    for s in sentences:
        if s.id in tags and len(tags[s.id].words) == len(s.words):
            s.entities = tags[s.id].entities


def load_names(tokenize) -> list[list[str]]:
    rows = [line.split("\t") for line in (HERE / "data/names.tsv").read_text(encoding="utf-8").splitlines()]
    return [[name[a:b] for a, b in tokenize(name)] for _, name in (row for row in rows if len(row) == 2)]


class Trainer:
    """The loop: AdamW with linear decay, bf16 where the processor has it, an exponential mean of the weights."""

    def __init__(self, args: argparse.Namespace, setting: Setting) -> None:
        network = setting.network
        self.args, self.network, self.labels, self.pieces = args, network, setting.labels, setting.pieces
        self.variation, self.rng, self.log = setting.variation, setting.rng, setting.log
        self.weights = WEIGHTS | {"begin": args.begin_weight}
        self.budgets = [int(size) for size in args.budgets.split(",")]
        words = list(network.encoder.word.parameters())
        encoder = [p for p in network.encoder.parameters() if p is not words[0]]
        inside = {id(p) for p in (*words, *encoder)}
        heads = [p for p in network.parameters() if id(p) not in inside]
        groups = [{"params": encoder, "lr": args.encoder_rate}, {"params": heads, "lr": args.head_rate}]
        self.dense = [*encoder, *heads]
        self.optimizer = torch.optim.AdamW(groups, betas=(0.9, 0.98), weight_decay=0.01, fused=True)
        self.word_optimizer = torch.optim.SparseAdam(words, lr=args.encoder_rate, betas=(0.9, 0.98))
        self.mean = {k: v.detach().clone() for k, v in network.state_dict().items()}

    def run(self, train: list[list[Sentence]], dev: dict[str, list[Sentence]]) -> None:
        started, step = time.time(), 0
        total = int(len(self.epoch(train)[1]) * self.args.epochs)
        print(f"{len(train)} paragraphs, {total} steps", flush=True)
        while step < total:
            items, order = self.epoch(train)
            for group in order:
                if step >= total:
                    break
                self.rate(step / total)
                losses = self.step([items[i] for i in group])
                step += 1
                if step % MEAN_EVERY == 0:
                    decay = min(MEAN_DECAY, step / (10 * MEAN_EVERY + step))
                    for name, value in self.network.state_dict().items():
                        self.mean[name].lerp_(value, 1 - decay)
                if step % self.args.every == 0 or step == total:
                    self.evaluate(dev, step, losses, time.time() - started, full=step == total)

    def epoch(self, train: list[list[Sentence]]) -> tuple[list[Window], list[list[int]]]:
        items: list[Window] = []
        for group in train:
            varied = [self.variation(s) for s in group]
            budget = self.rng.choice(self.budgets)
            items += [w for w in windows(varied, self.pieces, self.labels, budget) if len(w.ids) <= 200]
        return items, batches(items, self.args.batch, self.rng)

    def rate(self, done: float) -> None:
        scale = min(1.0, done / 0.06) * max(0.02, 1 - done)
        for group, rate in zip(self.optimizer.param_groups, (self.args.encoder_rate, self.args.head_rate), strict=True):
            group["lr"] = rate * scale
        self.word_optimizer.param_groups[0]["lr"] = self.args.encoder_rate * scale

    def step(self, items: list[Window]) -> dict[str, float]:
        self.network.train()
        with torch.autocast("cpu", dtype=torch.bfloat16):
            losses = self.losses({k: torch.from_numpy(v) for k, v in collate(items).items()})
        loss = sum(self.weights.get(name, 1.0) * value for name, value in losses.items())
        loss.backward()
        torch.nn.utils.clip_grad_norm_(self.dense, 2.0)
        for optimizer in (self.optimizer, self.word_optimizer):
            optimizer.step()
            optimizer.zero_grad()
        return {name: round(value.item(), 3) for name, value in losses.items()}

    def losses(self, batch: dict[str, torch.Tensor]) -> dict[str, torch.Tensor]:
        out = self.network(batch["ids"], batch["mask"], batch["shapes"], batch["first"])
        known = {name: (batch[name] != -100).any() for name in ("heads", *COLUMNS)}

        def cross(scores: torch.Tensor, gold: torch.Tensor) -> torch.Tensor:
            return F.cross_entropy(scores.float().flatten(0, 1), gold.flatten(), ignore_index=-100)

        losses = {name: cross(out[name], batch[name]) for name in ("upos", "xpos", "feats") if known[name]}
        if known["heads"]:
            arcs = within_sentence(out["arc"].float(), batch["sentence"], batch["valid"])
            losses["arc"] = cross(arcs, batch["heads"])
            losses["dep"] = cross(self.network.labels(out, batch["heads"].clamp(min=0)), batch["dep"])
        if known["entity"]:
            each = F.cross_entropy(
                out["entity"].float().flatten(0, 1), batch["entity"].flatten(), ignore_index=-100, reduction="none"
            )
            weight = batch["entity_weight"][:, None].expand_as(batch["entity"]).flatten()
            losses["entity"] = (each * weight).sum() / (batch["entity"] != -100).sum()
        begin = F.binary_cross_entropy_with_logits(out["begin"].float(), batch["begins"], reduction="none")
        inside = batch["valid"].clone()
        inside[:, 0] = 0
        losses["begin"] = (begin * inside).sum() / inside.sum().clamp(min=1)
        return losses

    def evaluate(self, dev: dict[str, list[Sentence]], step: int, losses: dict, seconds: float, full: bool) -> None:
        kept = {k: v.clone() for k, v in self.network.state_dict().items()}
        self.network.load_state_dict(self.mean)
        row = {"step": step, "seconds": round(seconds), "losses": losses}
        for name, sentences in dev.items():
            part = sentences if full else sentences[:: max(1, len(sentences) // 400)]
            items = [window([s], self.pieces, self.labels) for s in part]
            row[name] = score_windows(self.network, items, self.labels)
        torch.save(self.network.state_dict(), self.args.out / "network.pt")
        self.network.load_state_dict(kept)
        self.log["evaluations"].append(row)
        (self.args.out / "log.json").write_text(json.dumps(self.log, indent=1))
        print(json.dumps(row), flush=True)


if __name__ == "__main__":
    main()
