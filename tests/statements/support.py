"""Stand-ins for the parts that statements stand on, and trees written by hand."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from detente.language.tree import Tree
from detente.model import Mention, Span

CASES: dict[str, Any] = yaml.safe_load(
    (Path(__file__).parents[1] / "cases" / "statements.yml").read_text(encoding="utf-8")
)


@dataclass(frozen=True)
class NamedActors:
    """Actor mentions at the words of a small table of names."""

    by_token: dict[int, tuple[Mention, ...]]

    def at(self, i: int) -> tuple[Mention, ...]:
        return self.by_token.get(i, ())


def link_names(tree: Tree, names: dict[str, dict[str, Any]] | None = None) -> NamedActors:
    """Mentions wherever a word of the table stands."""
    table = CASES["names"] if names is None else names
    found: dict[int, tuple[Mention, ...]] = {}
    for i, word in enumerate(tree.words):
        if word in table:
            row = table[word]
            actor = word.lower() if row.get("person") else row["state"]
            found[i] = (
                Mention(
                    Span(tree.starts[i], tree.ends[i]),
                    actor,
                    row["name"],
                    row["state"],
                    "actor",
                    row.get("person", False),
                ),
            )
    return NamedActors(found)


def tree_of(*sentences: str) -> Tree:
    """A tree from words written "form/lemma/upos/dep/head" (head counted from 1 in the sentence, 0 for the root).

    Words are joined with spaces, but not before closing marks and not after opening ones. Sentences that begin with "¶"
    open a new paragraph.
    """
    text = ""
    columns: dict[str, list[Any]] = {
        name: [] for name in ("words", "lemmas", "upos", "deps", "heads", "starts", "ends")
    }
    bounds = []
    for sentence in sentences:
        base = len(columns["words"])
        if text:
            text += "\n\n" if sentence.startswith("¶") else " "
        for number, item in enumerate(sentence.lstrip("¶ ").split()):
            form, lemma, upos, dep, head = item.rsplit("/", 4)
            if number and not re.fullmatch(r"[.,:;?!”’)]|'s|’s", form) and text[-1] not in "“‘(":
                text += " "
            columns["starts"].append(len(text))
            text += form
            columns["ends"].append(len(text))
            columns["words"].append(form)
            columns["lemmas"].append(lemma)
            columns["upos"].append(upos)
            columns["deps"].append(dep)
            columns["heads"].append(base + (int(head) - 1 if int(head) else number))
        bounds.append((base, len(columns["words"])))
    n = len(columns["words"])
    return Tree(text=text, xpos=[""] * n, morphs=[""] * n, sentences=bounds, **columns)
