"""Scores of the attribution branch by itself, with the measures of `detente.evaluation.attribution`."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import torch
from attribution_examples import Read, collate_cues, collate_windows, joined, own_windows
from attribution_heads import NO_CUE
from examples import batches

from detente.evaluation.attribution import Found, GoldDocument, score
from detente.statements.tagger import Links

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from attribution_branch import AttributionBranch

    from detente.evaluation.written_attributions import Passage
    from detente.language.tree import Tree

Words = tuple[int, int]


@dataclass(slots=True)
class Guess:
    """An attribution as the branch has it: anchor (-1 for nobody's), how likely a cue, label, and what it joins."""

    anchor: int
    likely: float
    act: int
    links: Links


def gold_of(name: str, passage: Passage, tree: Tree) -> GoldDocument:
    """A marked passage as a gold document."""
    rows = []
    for one in passage.told:
        head = None
        if one.sources:
            (a, b) = one.sources[0]
            inside = [i for i in range(len(tree)) if tree.starts[i] < b and tree.ends[i] > a]
            tops = [i for i in inside if tree.heads[i] not in inside or tree.heads[i] == i]
            head = (tree.starts[tops[0]], tree.ends[tops[0]]) if tops else None
        contents = [_words(tree, span) for span in one.contents]
        pieces = [(tree.starts[s], tree.ends[e - 1]) for s, e in joined(tree, [w for w in contents if w])]
        rows.append({"content": pieces, "cue": list(one.cues), "source": list(one.sources), "source_head": head})
    return GoldDocument(name, passage.text, rows)


def _words(tree: Tree, span: Words) -> Words | None:
    inside = [i for i in range(len(tree)) if tree.starts[i] < span[1] and tree.ends[i] > span[0]]
    return (inside[0], inside[-1] + 1) if inside else None


@torch.no_grad()
def guesses(branch: AttributionBranch, texts: Sequence[Read], most: int, least: float = 0.05) -> list[list[Guess]]:
    """What the branch finds in each text: every word that is a cue with at least that probability, and nobody."""
    items = [(n, window) for n, text in enumerate(texts) for window in own_windows(text, most)]
    out: list[list[Guess]] = [[] for _ in texts]
    for group in batches([window for _, window in items], 2000, None):
        part = [items[i] for i in group]
        arrays = collate_windows([window for _, window in part], gold=False)
        batch = {k: torch.from_numpy(v) for k, v in arrays.items()}
        with torch.autocast("cpu", dtype=torch.bfloat16):
            cue, query, key = branch.heads.read(branch.words(batch))
        likely = cue.float().softmax(-1)
        sure = (1 - likely[..., NO_CUE]) * batch["valid"]
        cues = [(row, word + 1) for row, word in (sure > least).nonzero().tolist()]
        cues += [(row, 0) for row in range(len(part))]
        asked = collate_cues([window for _, window in part], cues, arrays["valid"].shape[1])
        with torch.autocast("cpu", dtype=torch.bfloat16):
            links = branch.heads.link(query, key, {k: torch.from_numpy(v) for k, v in asked.items()}).float().numpy()
        acts = likely[..., :NO_CUE].argmax(-1)
        for (row, anchor), scores in zip(cues, links, strict=True):
            number, window = part[row]
            base = window.start
            made = Links.of(base, scores[: window.end - window.start])
            if anchor:
                at = anchor - 1
                out[number].append(Guess(base + at, float(sure[row, at]), int(acts[row, at]), made))
            else:
                out[number].append(Guess(-1, 1.0, NO_CUE, made))
    return out


@dataclass(slots=True)
class Row:
    """A guess in words of its text."""

    guess: Guess
    cue: Words | None
    source: Words | None
    pieces: list[Words]


def rows_of(text: Read, found: Sequence[Guess], least: float) -> Iterator[Row]:
    """Guesses that are likely enough, with their words."""
    for one in found:
        if one.likely < least:
            continue
        pieces = joined(text.tree, one.links.pieces())
        if not pieces:
            continue
        cue = one.links.run("cue", one.anchor, 0.5) if one.anchor >= 0 else None
        yield Row(one, cue, one.links.source(0.5) if cue else None, pieces)


def outermost_rows(rows: Sequence[Row]) -> list[Row]:
    """Those whose anchor lies in no other's content."""

    def inner(one: Row) -> bool:
        return any(a <= one.guess.anchor < b for other in rows if other is not one for a, b in other.pieces)

    return [one for one in rows if not inner(one)]


def found_of(tree: Tree, rows: Sequence[Row]) -> Iterator[Found]:
    """Rows as the scorer takes them."""

    def place(span: Words) -> Words:
        return tree.starts[span[0]], tree.ends[span[1] - 1]

    for one in rows:
        name = " ".join(tree.words[slice(*one.source)]) if one.source else None
        for piece in one.pieces:
            yield Found(place(piece), place(one.cue) if one.cue else None, name)


def branch_scores(
    branch: AttributionBranch, texts: Sequence[tuple[Read, GoldDocument]], most: int, least: float, *, nested: bool
) -> dict[str, float]:
    """F1 of content tokens, exact and partial contents and cues, and accuracy of sources, in per cent."""
    found = {}
    for (text, gold), some in zip(texts, guesses(branch, [text for text, _ in texts], most), strict=True):
        rows = list(rows_of(text, some, least))
        found[gold.id] = list(found_of(text.tree, rows if nested else outermost_rows(rows)))
    tally = score((gold for _, gold in texts), lambda document: found[document.id])
    out = {name: round(100 * tally.f1(name), 1) for name in ("tokens", "exact", "partial", "cue")}
    return out | {"source": round(100 * tally.precision("source"), 1)}
