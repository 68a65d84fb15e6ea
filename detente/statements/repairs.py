"""Second looks at what all rules found: two rules on one cue, content the parse gave to the wrong cue."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from detente.statements.attribution import Attribution
    from detente.statements.passage import Passage, Range

__all__ = ["prefer_nouns", "return_contents"]


def prefer_nouns(passage: Passage, found: list[Attribution]) -> list[Attribution]:
    """Without verbs whose object is a cue noun with content of its own: "expressed hope that ..." is one cue."""
    governors = {passage.tree.heads[a.anchor] for a in found if a.rule.startswith("verb-noun")}
    return [a for a in found if not (a.rule in ("verb:thing", "verb:quote") and a.anchor in governors)]


def return_contents(passage: Passage, found: list[Attribution]) -> None:
    """Give a piece that begins right after another cue, or goes on with that cue's content, to that cue.

    The parser now and then hangs a clause on a verb further up; the words of the nearer cue stand in between.
    """
    for a in found:
        for piece in [p for p in a.pieces if p[0] > a.cue[1]]:
            nearer = _nearer(passage, found, a, piece)
            if nearer is not None:
                a.pieces.remove(piece)
                nearer.pieces = _extended(nearer.pieces, piece)


def _nearer(passage: Passage, found: list[Attribution], a: Attribution, piece: Range) -> Attribution | None:
    tree = passage.tree
    for b in found:
        if b is a or not a.cue[1] <= b.anchor < piece[0] or a.covers(b.anchor) or b.entry.scope == "act":
            continue
        if tree.sentence[b.anchor] != tree.sentence[piece[0]]:
            continue
        if not b.pieces and b.cue[1] == piece[0] and b.frame in ("quote", "clause"):
            return b
        if (
            b.pieces
            and len(a.pieces) > 1
            and b.pieces[-1][1] <= piece[0]
            and not any(passage.is_word(i) for i in range(b.pieces[-1][1], piece[0]))
        ):
            return b
    return None


def _extended(pieces: list[Range], piece: Range) -> list[Range]:
    return [*pieces[:-1], (pieces[-1][0], piece[1])] if pieces else [piece]
