"""Content cut where others' or the writer's words begin: ", according to X, though ...", ", while B demands ..."."""

from __future__ import annotations

from typing import TYPE_CHECKING

from detente.statements.nesting import nested_pairs
from detente.statements.sources import is_relay_source

if TYPE_CHECKING:
    from detente.statements.attribution import Attribution
    from detente.statements.passage import Passage, Range

__all__ = ["trim_contents"]

CONTRASTS = ("while", "whereas", "though", "although")


def trim_contents(passage: Passage, found: list[Attribution]) -> None:
    """Cut the contents of verbs after an "according to" of their sentence and before another's contrasting claim.

    A medium or document so named relays the statement; its own row goes.
    """
    relaying: set[int] = set()
    for outer, inner in nested_pairs(found):
        if (
            not outer.rule.startswith("verb:")
            or outer.entry.scope == "act"
            or outer.source is None
            or inner.source is None
        ):
            continue
        if passage.inside[inner.cue[0]] >= 0 or inner.cue[0] < outer.cue[1]:
            continue
        if inner.frame == "according":
            _cut_from(passage, outer, inner.cue[0])
            if is_relay_source(passage, inner.source):
                outer.relays.insert(0, inner.source)
                relaying.add(id(inner))
        elif _contrasts(passage, inner):
            _cut_from(passage, outer, passage.tree.subtree(inner.anchor)[0])
    found[:] = [a for a in found if a.pieces and id(a) not in relaying]


def _contrasts(passage: Passage, inner: Attribution) -> bool:
    """Whether the cue heads ", while X demands ..." with a subject of its own."""
    tree, verb = passage.tree, inner.anchor
    if tree.deps[verb] != "advcl" or tree.child(verb, "nsubj") is None or inner.entry.scope == "act":
        return False
    mark, start = tree.child(verb, "mark"), tree.subtree(verb)[0]
    comma = tree.words[start] == "," or (start > 0 and tree.words[start - 1] == ",")
    return comma and mark is not None and tree.lowers[mark] in CONTRASTS


def _cut_from(passage: Passage, outer: Attribution, at: int) -> None:
    outer.pieces = [cut for start, end in outer.pieces if (cut := _cut(passage, start, end, at)) is not None]


def _cut(passage: Passage, start: int, end: int, at: int) -> Range | None:
    """The part before `at` of a piece that reaches over it; what follows later in its sentence goes."""
    same = passage.tree.sentence[start] == passage.tree.sentence[at]
    if start >= at:
        return None if same else (start, end)
    return passage.trim(start, at) if end > at else (start, end)
