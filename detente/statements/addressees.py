"""Who is spoken to: told, written to, talked with, addressed as "you" or asked for something in the content."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from detente.language.tree import Tree
    from detente.statements.attribution import Attribution
    from detente.statements.passage import Passage, Range
    from detente.statements.settings import ContentWords

__all__ = ["hearers_in", "named_at", "told_tokens"]

NAMING = ("amod", "compound", "nmod:poss", "nmod:desc", "appos", "flat", "conj")
OF = ("of", "by", "from", "with", "to", "between")
WITHIN = ("in", "at", "during", "on", "after", "before", "following")


def told_tokens(passage: Passage, a: Attribution, words: ContentWords) -> Iterator[int]:
    """Tokens that name who is told: the hearer of the cue, and who is met or written to ("in a letter to Oslo").

    Args:
        passage: The text.
        a: The cue.
        words: Words of content.
    """
    tree = passage.tree
    if a.addressee is not None and tree.lemmas[a.addressee].lower() not in words.audiences:
        yield from named_at(tree, _hearers(passage, a.addressee))
    for i in tree.children_by(a.anchor, "obl", "advcl"):
        case = tree.child(i, "case")
        if case is None or tree.lowers[case] not in WITHIN or a.covers(i):
            continue
        if tree.lemmas[i].lower() in words.exchanges:
            yield from named_at(tree, _with(tree, i))


def hearers_in(passage: Passage, piece: Range) -> Iterator[int]:
    """Tokens that name a "you" of quoted words ("you, the Danes"), or whom they call by name.

    Args:
        passage: The text.
        piece: Token range of the content.
    """
    tree = passage.tree
    for i in range(*piece):
        if passage.inside[i] < 0:
            continue
        if tree.deps[i] == "vocative":
            yield i
        elif tree.deps[i] == "appos" and tree.lowers[tree.heads[i]] == "you":
            yield from named_at(tree, (i,))


def named_at(tree: Tree, heads: Iterable[int]) -> Iterator[int]:
    """The heads and the words by which they are named."""
    for head in heads:
        yield head
        for i in tree.children_by(head, *NAMING):
            yield i
            yield from tree.children_by(i, *NAMING)


def _hearers(passage: Passage, head: int) -> Iterator[int]:
    """The head, whose it is, and for a meeting who is met there; places and days are left out."""
    tree = passage.tree
    yield head
    for i in tree.children_by(head, "nmod"):
        case = tree.child(i, "case")
        if case is not None and tree.lowers[case] in OF:
            yield i


def _with(tree: Tree, noun: int) -> Iterator[int]:
    for i in tree.children_by(noun, "nmod", "obl"):
        case = tree.child(i, "case")
        if case is not None and tree.lowers[case] in ("to", "with", "between"):
            yield i
