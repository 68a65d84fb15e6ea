"""Parses written by hand, and stand-ins for the layers below."""

from __future__ import annotations

from dataclasses import dataclass, field

from detente.language.tree import Tree
from detente.model import Mention, Span

XPOS = {
    "NOUN": "NN",
    "PROPN": "NNP",
    "ADP": "IN",
    "DET": "DT",
    "PRON": "PRP",
    "PUNCT": ".",
    "PART": "TO",
    "AUX": "MD",
    "ADJ": "JJ",
}


def tree_of(*rows: str) -> Tree:
    """A tree of one sentence from rows "word lemma UPOS[/XPOS] dep head" with heads counted from 1, 0 for the root."""
    cells = [row.split() for row in rows]
    words = [cell[0] for cell in cells]
    starts, at = [], 0
    for word in words:
        starts.append(at)
        at += len(word) + 1
    tags = [cell[2].split("/") for cell in cells]
    heads = [int(cell[4]) - 1 if cell[4] != "0" else i for i, cell in enumerate(cells)]
    return Tree(
        text=" ".join(words),
        words=words,
        lemmas=[cell[1] for cell in cells],
        upos=[tag[0] for tag in tags],
        xpos=[tag[1] if len(tag) > 1 else XPOS.get(tag[0], "X") for tag in tags],
        morphs=[""] * len(words),
        deps=[cell[3] for cell in cells],
        heads=heads,
        starts=starts,
        ends=[start + len(word) for start, word in zip(starts, words, strict=True)],
        sentences=[(0, len(words))],
    )


@dataclass
class Actors:
    """Mentions by word: every token whose word is a key is a mention of that state."""

    tree: Tree
    states: dict[str, str]
    places: tuple[str, ...] = ()
    mentions: tuple[Mention, ...] = field(init=False)

    def __post_init__(self) -> None:
        self.mentions = tuple(m for i in range(len(self.tree)) for m in self.at(i))

    def at(self, i: int) -> tuple[Mention, ...]:
        word = self.tree.words[i]
        if word not in self.states:
            return ()
        span = Span(self.tree.starts[i], self.tree.ends[i])
        return (Mention(span, self.states[word], word, self.states[word], "place" if word in self.places else "actor"),)


class NoIssues:
    """No issue anywhere."""

    def within(self, start: int, end: int) -> tuple[str, ...]:
        return ()
