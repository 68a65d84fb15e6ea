"""Train the meaning branch's vectors of events and sentences.

`python training/train_senses.py --minilm FILE --init FILE ...`

Goes on from `train_meaning.py`. Tellings of one event shall have like vectors, and the event's telling and a sentence
that tells it too. They come from the families of dispatches that we wrote and from the training topics of ECB+. What
MiniLM gives for passages is learned beside it, so that it is kept.
"""

from __future__ import annotations

import argparse
import json
import random
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import torch
import torch.nn.functional as F
from attribution_examples import StateReader
from branch import state_name
from branch_training import BranchTrainer
from meaning_branch import MeaningBranch
from torch import Tensor
from train_meaning import HERE, Example, Teacher, collate, examples, passages

from detente.evaluation.ecbplus import DEVELOPMENT, read_ecbplus
from detente.evaluation.written_stories import read_families

if TYPE_CHECKING:
    from detente.language.tree import Tree
    from detente.model import Span

LONGEST = 90


@dataclass(slots=True)
class Telling:
    """A sentence that tells an event: states (words, 384), its words and its clause as word masks, where it stands."""

    states: np.ndarray
    trigger: np.ndarray
    clause: np.ndarray
    event: str
    document: str


Group = list[Telling]


def telling(tree: Tree, words: list[Span], clause: Span, event: str, document: str) -> Telling | None:
    """A telling whose `words` decide, or the head of the clause where none are given."""
    inside = tree.tokens(clause)
    if not len(inside) or tree.vectors is None:
        return None
    triggers = [i for span in words for i in tree.tokens(span)] or [_head(tree, inside)]
    start, end = tree.sentences[tree.sentence[triggers[0]]]
    if end - start > LONGEST:
        start = max(start, triggers[0] - LONGEST // 2)
        end = min(end, start + LONGEST)
    masks = np.zeros((2, end - start), np.float32)
    masks[0, [i - start for i in triggers if start <= i < end]] = 1
    masks[1, [i - start for i in inside if start <= i < end]] = 1
    return Telling(tree.vectors[start:end], masks[0], masks[1], event, document)


def _head(tree: Tree, inside: range) -> int:
    outward = [i for i in inside if tree.heads[i] == i or tree.heads[i] not in inside]
    verbs = [i for i in outward if tree.upos[i] in ("VERB", "NOUN")]
    return (verbs or outward)[0]


def written_groups(path: Path, reader: StateReader) -> list[Group]:
    out = []
    for family in read_families(path):
        trees = {letter: reader.tree(one.text) for letter, one in family.dispatches.items()}
        found = [
            telling(trees[q.letter], [], q.span, event.name, q.letter) for event in family.events for q in event.told
        ]
        out.append([one for one in found if one])
    return out


def ecb_groups(folder: Path, reader: StateReader, test: bool) -> list[Group]:
    groups: dict[str, Group] = defaultdict(list)
    for document in read_ecbplus(folder):
        if (document.topic in DEVELOPMENT) != test:
            continue
        tree = reader.tree(document.text)
        for mention in document.mentions:
            words = list(mention.words)
            first = tree.tokens(words[0])
            if not len(first):
                continue
            clause = tree.span(*_clause(tree, _head(tree, first)))
            one = telling(tree, words, clause, mention.instance, document.name)
            if one:
                groups[document.topic].append(one)
    return list(groups.values())


def _clause(tree: Tree, head: int) -> tuple[int, int]:
    below = [i for i in tree.subtree(head) if tree.sentence[i] == tree.sentence[head]]
    return min(below), max(below) + 1


def batch_of(items: Group) -> dict[str, Tensor]:
    longest = max(len(item.states) for item in items)
    arrays = {name: np.zeros((len(items), longest), np.float32) for name in ("inside", "trigger", "clause")}
    states = np.zeros((len(items), longest, 384), np.float32)
    for row, item in enumerate(items):
        n = len(item.states)
        states[row, :n] = item.states
        arrays["inside"][row, :n] = 1
        arrays["trigger"][row, :n], arrays["clause"][row, :n] = item.trigger, item.clause
    return {"states": torch.from_numpy(states)} | {k: torch.from_numpy(v) for k, v in arrays.items()}


def pulled(one: Tensor, other: Tensor, same: Tensor, apart: Tensor, scale: Tensor) -> Tensor:
    """Contrastive loss over pairs: `same` those of one event, `apart` those that are compared at all."""
    cosines = F.normalize(one.float(), dim=-1) @ F.normalize(other.float(), dim=-1).T
    scores = (cosines * scale.exp()).masked_fill(~apart, -1e4)
    logs = scores - scores.logsumexp(1, keepdim=True)
    kept = same & apart
    counted = kept.any(1)
    nearness = -(logs * kept).sum(1)[counted] / kept.sum(1)[counted]
    margin = F.binary_cross_entropy_with_logits(12 * (cosines - 0.5), kept.float(), reduction="none")
    weights = torch.where(kept, 4.0, 1.0) * apart
    return nearness.mean() + (margin * weights).sum() / weights.sum()


class Trainer(BranchTrainer):
    branch: MeaningBranch

    def __init__(
        self, args: argparse.Namespace, branch: MeaningBranch, rng: random.Random, groups: list[Group],
        tests: dict[str, list[Group]], kept: list[Example],
    ) -> None:  # fmt: skip
        branch.scale = torch.nn.Parameter(torch.tensor(2.5))
        super().__init__(args, branch, rng, {"kept": args.kept_weight}, ("mix", "scale"))
        self.groups, self.tests, self.kept = groups, tests, kept

    def epoch(self):
        items: list[tuple[int, Telling]] = []
        order: list[list[int]] = []
        groups = list(enumerate(self.groups))
        self.rng.shuffle(groups)
        batch: list[int] = []
        for number, group in groups:
            kept = self.rng.sample(group, min(len(group), self.args.most))
            batch += range(len(items), len(items) + len(kept))
            items += [(number, one) for one in kept]
            if len(batch) >= self.args.batch:
                order.append(batch)
                batch = []
        return items, order

    def losses(self, items) -> dict[str, Tensor]:
        tellings = [one for _, one in items]
        batch = batch_of(tellings)
        x = self.branch.words(batch["states"], batch["inside"])
        events = self.branch.event(x, batch["inside"], batch["trigger"], batch["clause"])
        sentences = self.branch.sentence(x, batch["inside"])
        names = np.array([f"{number} {one.event}" for number, one in items])
        places = np.array([f"{number} {one.document}" for number, one in items])
        same = torch.from_numpy(names[:, None] == names[None])
        apart = torch.from_numpy(places[:, None] != places[None])
        scale = self.branch.scale
        chosen = [self.kept[i] for i in self.rng.sample(range(len(self.kept)), 24)]
        passage = collate(chosen)
        words, whole = self.branch(passage["states"], passage["inside"])
        target = self.branch.project(passage["whole"])
        inside = passage["inside"] > 0
        return {
            "events": pulled(events, events, same, apart, scale),
            "sentences": 0.5 * pulled(events, sentences, same, apart, scale),
            "kept": (1 - F.cosine_similarity(whole.float(), target)).mean()
            + 0.3 * (1 - F.cosine_similarity(words.float()[inside], passage["words"][inside])).mean(),
        }

    @torch.no_grad()
    def scores(self) -> dict[str, object]:
        out: dict[str, object] = {}
        for name, groups in self.tests.items():
            found = [self._precision(group) for group in groups if len(group) > 3]
            out[name] = [round(float(np.nanmean([one[i] for one in found])), 4) for i in (0, 1)]
        return out

    def _precision(self, group: Group) -> tuple[float, float]:
        """Average precision of pairs of one event among all pairs of a group: events, events with sentences."""
        events, sentences = self.vectors(group)
        names = np.array([one.event for one in group])
        places = np.array([one.document for one in group])
        apart = places[:, None] != places[None]
        same = names[:, None] == names[None]
        return _average(events @ events.T, same, apart), _average(events @ sentences.T, same, apart)

    @torch.no_grad()
    def vectors(self, group: Group) -> tuple[np.ndarray, np.ndarray]:
        parts: list[list[Tensor]] = [[], []]
        for start in range(0, len(group), 64):
            batch = batch_of(group[start : start + 64])
            x = self.branch.words(batch["states"], batch["inside"])
            parts[0].append(self.branch.event(x, batch["inside"], batch["trigger"], batch["clause"]))
            parts[1].append(self.branch.sentence(x, batch["inside"]))
        return tuple(F.normalize(torch.cat(part), dim=-1).numpy() for part in parts)  # type: ignore[return-value]


def _average(scores: np.ndarray, same: np.ndarray, apart: np.ndarray) -> float:
    order = np.argsort(-scores[apart], kind="stable")
    hits = same[apart][order]
    if not hits.any():
        return float("nan")
    return float((np.cumsum(hits) / np.arange(1, len(hits) + 1))[hits].mean())


def main() -> None:
    args = parse_arguments()
    torch.set_num_threads(args.threads)
    torch.manual_seed(args.seed)
    rng = random.Random(args.seed)
    args.out.mkdir(parents=True, exist_ok=True)
    log = json.loads((args.init.parent / "log.json").read_text())["arguments"]
    reader = StateReader([state_name(log["depth"])], args.cache, args.threads)
    folder = HERE / "written/stories"
    train = [
        g for p in sorted(folder.glob("*.txt")) if not p.name.startswith("test_") for g in written_groups(p, reader)
    ]
    train += ecb_groups(args.ecb, reader, test=False)
    tests = {
        "written": written_groups(folder / "test_world.txt", reader),
        "ecb": ecb_groups(args.ecb, reader, test=True),
    }
    texts = passages(HERE / "written", None, rng)
    texts = [text for text in texts if len(text.split()) > 14][: args.passages]
    kept = examples(texts, reader, Teacher(args.minilm))
    branch = MeaningBranch([int(i) for i in log["layers"].split(",")], args.minilm, log["inner"], log["width"])
    branch.load_state_dict(torch.load(args.init, weights_only=True), strict=False)
    trainer = Trainer(args, branch, rng, train, tests, kept)
    trainer.log["reader"] = {key: log[key] for key in ("layers", "inner", "width", "depth")}
    trainer.run()


def parse_arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--minilm", type=Path, required=True)
    parser.add_argument("--init", type=Path, required=True, help="branch.pt of train_meaning.py")
    parser.add_argument("--ecb", type=Path, required=True, help="folder of ECB+")
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--cache", type=Path, required=True)
    parser.add_argument("--epochs", type=float, default=8)
    parser.add_argument("--batch", type=int, default=80, help="tellings a step")
    parser.add_argument("--most", type=int, default=60, help="tellings of a family or topic in an epoch")
    parser.add_argument("--passages", type=int, default=4000)
    parser.add_argument("--kept-weight", type=float, default=1.0)
    parser.add_argument("--layer-rate", type=float, default=1e-4)
    parser.add_argument("--head-rate", type=float, default=5e-4)
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--every", type=int, default=100)
    return parser.parse_args()


if __name__ == "__main__":
    main()
