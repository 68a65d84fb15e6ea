"""Sentence boundaries the parser missed: full stops with a capital or an opening quotation mark after them.

The tokenizer leaves the stop of an abbreviation on its word, so a stop that is a token of its own ends a sentence.
Where the parse runs on over one, clauses after it hang on a verb before it, and would be given to its speaker.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from detente.language.tree import Tree

__all__ = ["split_run_on_sentences"]

STOPS = frozenset(".?!")
CLOSING = frozenset("”’\"')]»") | {"''"}
OPENING = frozenset("“‘\"'«„") | {"``", "''"}
CLAUSAL = ("root", "ccomp", "parataxis", "conj", "advcl", "xcomp", "acl")


def split_run_on_sentences(tree: Tree) -> Tree:
    """The tree with such sentences cut; what hung across a cut hangs on the new root of its part."""
    sentences: list[tuple[int, int]] = []
    for start, end in tree.sentences:
        cuts = [i for i in range(start + 1, end) if _is_boundary(tree, start, i)]
        sentences += zip([start, *cuts], [*cuts, end], strict=True)
    if len(sentences) == len(tree.sentences):
        return tree
    heads, deps = list(tree.heads), list(tree.deps)
    known = set(tree.sentences)
    for start, end in sentences:
        if (start, end) not in known:
            _root(tree, start, end, heads, deps)
    return replace(tree, heads=heads, deps=deps, sentences=sentences)


def _is_boundary(tree: Tree, start: int, i: int) -> bool:
    """Whether a new sentence begins at token i of the sentence that begins at `start`."""
    words, last = tree.words, i - 1
    if tree.starts[i] == tree.ends[last]:
        return False
    while last > start and words[last] in CLOSING and tree.starts[last] == tree.ends[last - 1]:
        last -= 1
    if last <= start or words[last] not in STOPS or tree.starts[last] != tree.ends[last - 1]:
        return False
    opens = words[i] in OPENING and i + 1 < len(tree) and tree.starts[i + 1] == tree.ends[i]
    return opens or words[i][:1].isupper()


def _root(tree: Tree, start: int, end: int, heads: list[int], deps: list[str]) -> None:
    """Make the part [start, end) a tree of its own."""
    loose = [i for i in range(start, end) if not start <= tree.heads[i] < end or tree.heads[i] == i]
    ranked = sorted(loose, key=lambda i: (tree.upos[i] not in ("VERB", "AUX"), _rank(tree.deps[i]), i))
    root = ranked[0]
    for i in loose:
        heads[i] = root
        if tree.deps[i] in CLAUSAL and i != root:
            deps[i] = "parataxis"
    deps[root] = "root"


def _rank(dep: str) -> int:
    return CLAUSAL.index(dep) if dep in CLAUSAL else len(CLAUSAL)
