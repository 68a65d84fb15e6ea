"""Second looks at what all rules found: two rules on one cue, content the parse gave to the wrong cue."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from detente.statements.attribution import Source
from detente.statements.sources import can_speak

if TYPE_CHECKING:
    from collections.abc import Iterator

    from detente.statements.attribution import Attribution
    from detente.statements.passage import Passage, Range

__all__ = ["note_relays", "prefer_nouns", "return_contents", "take_in_examples"]


def prefer_nouns(passage: Passage, found: list[Attribution]) -> list[Attribution]:
    """Without verbs whose object is a cue noun with content of its own: "expressed hope that ..." is one cue."""
    cues = {i for a in found if a.rule != "noun:quote" for i in range(*a.cue)}
    found = [a for a in found if a.rule != "noun:quote" or a.anchor not in cues]
    governors = {passage.tree.heads[a.anchor] for a in found if a.rule.startswith("verb-noun")}
    return [a for a in found if not (a.rule in ("verb:thing", "verb:quote") and a.anchor in governors)]


def return_contents(passage: Passage, found: list[Attribution]) -> None:
    """Give a piece that begins right after another cue, or goes on with that cue's content, to that cue.

    The parser now and then hangs a clause on a verb further up; the words of the nearer cue stand in between.
    """
    sentence = passage.tree.sentence
    beside: defaultdict[int, list[Attribution]] = defaultdict(list)
    for a in found:
        beside[sentence[a.anchor]].append(a)
    for a in found:
        for piece in [p for p in a.pieces if p[0] > a.cue[1]]:
            nearer = _nearer(passage, beside[sentence[piece[0]]], a, piece)
            if nearer is not None:
                a.pieces.remove(piece)
                nearer.pieces = _extended(nearer.pieces, piece)


def _nearer(passage: Passage, beside: list[Attribution], a: Attribution, piece: Range) -> Attribution | None:
    """The attribution of the sentence of `piece` to which it belongs rather than to `a`."""
    for b in beside:
        if b is a or not a.cue[1] <= b.anchor < piece[0] or a.covers(b.anchor) or b.entry.scope == "act":
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


def take_in_examples(passage: Passage, found: list[Attribution]) -> None:
    """Widen contents by ", including ..." and ", such as ..." right after them, whatever the parse hangs it on."""
    tree = passage.tree
    for a in found:
        for k, (start, end) in enumerate(a.pieces):
            if end + 1 < len(tree) and tree.words[end] == "," and tree.lowers[end + 1] in ("including", "such"):
                head = tree.heads[end + 1] if tree.heads[end + 1] > end else end + 1
                run = passage.runs((i for i in passage.below(head) if i > end), a.own_tokens())
                if run and tree.sentence[start] == tree.sentence[end + 1]:
                    a.pieces[k] = (start, run[0][1])


def note_relays(passage: Passage, found: list[Attribution]) -> None:
    """Note through whom an attribution comes by its own clause."""
    for a in found:
        a.relays += _cited(passage, a)


def _cited(passage: Passage, a: Attribution) -> Iterator[Source]:
    """Who quotes the speaker ("quoted her as saying"), and whom the clause cites ("said, citing the ministry")."""
    tree, verbs = passage.tree, passage.source_words.relay_verbs
    head = tree.heads[a.anchor]
    if tree.lemmas[head] in verbs and (relay := tree.child(head, "nsubj", "obl:agent")) is not None:
        yield Source(relay, tuple(passage.phrase(relay)), "subject")
    for i in (*tree.children_by(a.anchor, "advcl"), *tree.children_by(head, "advcl")):
        cited = tree.child(i, "obj") if tree.lemmas[i] in verbs else None
        if cited is not None and can_speak(passage, cited):
            yield Source(cited, tuple(passage.phrase(cited)), "phrase")
