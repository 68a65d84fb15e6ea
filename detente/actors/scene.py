"""One text being linked: its tokens, what the tables know, and what has been found so far."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from detente.actors.phrases import fold_tokens

if TYPE_CHECKING:
    from datetime import datetime

    from detente.actors.directory import Directory
    from detente.actors.draft import Draft
    from detente.language.tree import Tree
    from detente.model import When

__all__ = ["Figure", "Scene", "open_scene"]

TOGGLES = {"“": True, "``": True, "”": False, '"': None, "''": None}


@dataclass(slots=True)
class Figure:
    """A person who appears in the text: known to the tables (`number`) or only from here."""

    actor: str
    name: str
    family: str
    state: str | None
    number: int | None
    first: int
    sex: str = ""
    roles: set[str] = field(default_factory=set)


@dataclass(slots=True)
class Scene:
    """The state of linking one text. `owner[i]` is the name or person found over token i."""

    tree: Tree
    directory: Directory
    published: When
    folded: list[str]
    owner: list[Draft | None]
    drafts: list[Draft] = field(default_factory=list)
    figures: dict[str, Figure] = field(default_factory=dict)
    by_family: dict[str, list[Figure]] = field(default_factory=dict)
    counts: Counter[str] = field(default_factory=Counter)
    quoted: list[bool] = field(default_factory=list)
    years: list[tuple[int, int]] | None = None

    @property
    def start(self) -> datetime | None:
        """Earliest the article can have been written."""
        return self.published.start

    @property
    def end(self) -> datetime | None:
        """Latest the article can have been written."""
        return self.published.end

    def claim(self, draft: Draft) -> Draft:
        """Keep a draft and let it own its tokens."""
        self.drafts.append(draft)
        for i in range(draft.start, draft.end):
            self.owner[i] = draft
        return draft

    def release(self, draft: Draft) -> None:
        """Take a draft back: the words mean something else."""
        self.drafts.remove(draft)
        for i in range(draft.start, draft.end):
            if self.owner[i] is draft:
                self.owner[i] = None

    def last_seen(self, actor: str, before: int) -> int:
        """The token before `before` where the last mention of an actor begins, -1 if there is none."""
        return max((d.start for d in self.drafts if d.actor == actor and d.start < before), default=-1)

    def head_of(self, start: int, end: int) -> int:
        """The token of [start, end) whose head lies outside, the last one if several do."""
        heads = self.tree.heads
        outside = [i for i in range(start, end) if not start <= heads[i] < end or heads[i] == i]
        return outside[0] if outside else end - 1

    def wording(self, start: int, end: int) -> str:
        """The words of [start, end) as written, without articles and marks before them."""
        upos = self.tree.upos
        while start < end - 1 and upos[start] in ("DET", "PUNCT", "PART", "CCONJ"):
            start += 1
        return " ".join(self.tree.text[self.tree.starts[start] : self.tree.ends[end - 1]].split())

    def years_told(self) -> list[tuple[int, int]]:
        """Tokens that are a year of 1900 to 2099, each with the year; found on first use."""
        if self.years is None:
            words = enumerate(self.tree.words)
            self.years = [(i, int(w)) for i, w in words if len(w) == 4 and w.isdigit() and w[:2] in ("19", "20")]
        return self.years

    def main_states(self) -> list[str]:
        """States by how often the text names them or their people, most often first."""
        return [state for state, _ in self.counts.most_common()]

    def count(self) -> None:
        """Weigh the states found so far; the first sentences count three times."""
        opening = self.tree.sentences[min(2, len(self.tree.sentences) - 1)][1] if self.tree.sentences else 0
        self.counts = Counter()
        for draft in self.drafts:
            if draft.state and draft.kind not in ("none", "collective"):
                self.counts[draft.state] += 3 if draft.start < opening else 1


def open_scene(tree: Tree, directory: Directory, published: When) -> Scene:
    """Begin linking a text."""
    scene = Scene(tree, directory, published, fold_tokens(tree.words, tree.lowers), [None] * len(tree))
    scene.quoted = _quoted(tree)
    return scene


def _quoted(tree: Tree) -> list[bool]:
    """Whether each token stands inside double quotation marks, counted anew in each paragraph."""
    out, inside, end = [], False, 0
    for word, start, stop in zip(tree.words, tree.starts, tree.ends, strict=True):
        if "\n" in tree.text[end:start]:
            inside = False
        end = stop
        if word in TOGGLES:
            opens = TOGGLES[word]
            inside = not inside if opens is None else opens
        out.append(inside)
    return out
