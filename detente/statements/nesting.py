"""Cues inside what another cue attributes: kept as the chain of relays, not as statements of their own."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import replace
from typing import TYPE_CHECKING

from detente.statements.sources import is_relay_source

if TYPE_CHECKING:
    from detente.statements.attribution import Attribution
    from detente.statements.passage import Passage, Range

__all__ = ["lift_participles", "lift_relatives", "nested_pairs", "outermost", "unfold_relays"]


def lift_participles(passage: Passage, found: list[Attribution]) -> None:
    """Give ", adding that ..." and "... and added: ..." in somebody's words to that somebody, and cut it from them."""
    tree = passage.tree
    for outer, inner in nested_pairs(found):
        verb = tree.heads[inner.anchor] if inner.rule.startswith("verb-noun") else inner.anchor
        if passage.inside[verb] >= 0 or inner.entry.scope != "speech" or tree.child(verb, "nsubj") is not None:
            continue
        start = tree.subtree(verb)[0]
        if tree.xpos[verb] == "VBG" and passage.relation(verb) in ("advcl", "conj", "ccomp", "parataxis"):
            lifted = "," in (tree.words[start - 1] if start else "", tree.words[start])
        else:
            lifted = _goes_on_quoting(passage, outer, inner, verb)
        if lifted:
            outer.pieces = [p for a, b in outer.pieces for p in _cut(passage, a, b, start)]
            inner.source = outer.source
    found[:] = [a for a in found if a.pieces]


def _goes_on_quoting(passage: Passage, outer: Attribution, inner: Attribution, verb: int) -> bool:
    """Whether a second verb of saying, joined to the first one's content, has a quotation or that-clause of its own."""
    tree = passage.tree
    if tree.deps[verb] != "conj" or tree.xpos[verb] != tree.xpos[outer.anchor] or tree.child(verb, "cc") is None:
        return False
    begins = inner.pieces[0][0] if inner.pieces else 0
    second_that = tree.lowers[begins] == "that"
    joint = tree.child(verb, "cc")
    comma = joint is not None and joint > 0 and tree.words[joint - 1] == ","
    past = tree.xpos[verb] == "VBD" and _is_present(passage, tree.heads[verb])
    if (comma or past) and tree.heads[verb] >= outer.cue[1]:
        return begins >= inner.cue[1]
    return begins >= inner.cue[1] and (passage.inside[begins] >= 0 or second_that)


def _is_present(passage: Passage, root: int) -> bool:
    """Whether the content's verb is in the present, so that a past one after "and" tells of the saying."""
    tree = passage.tree
    return any(tree.xpos[i] in ("VBZ", "VBP") for i in (root, *tree.children_by(root, "aux", "cop")))


def lift_relatives(passage: Passage, found: list[Attribution]) -> None:
    """Make ", which X has called ..." after somebody's words a statement of X, and cut it from those words."""
    tree = passage.tree
    for outer, inner in nested_pairs(found):
        verb = inner.anchor
        subject = tree.child(verb, "nsubj")
        if (
            not tree.deps[verb].startswith("acl:relcl")
            or subject is None
            or inner.entry.scope != "speech"
            or passage.inside[verb] >= 0
        ):
            continue
        start = tree.subtree(verb)[0]
        start += tree.words[start] == ","
        last = tree.subtree(verb)[-1]
        goes_on = any(a <= start and last + 1 < b and tree.upos[last + 2] in ("AUX", "VERB") for a, b in outer.pieces)
        if tree.xpos[start] in ("WDT", "WP") and tree.words[start - 1] == "," and start < subject and not goes_on:
            outer.pieces = [p for a, b in outer.pieces for p in _cut(passage, a, b, start)]


def _cut(passage: Passage, start: int, end: int, at: int) -> list[Range]:
    if at in (start - 1, start):
        return []
    if not start < at < end:
        return [(start, end)]
    trimmed = passage.trim(start, at)
    return [trimmed] if trimmed else []


def nested_pairs(found: list[Attribution]) -> list[tuple[Attribution, Attribution]]:
    """(outer, inner) wherever the cue of the inner lies in a piece of the outer."""
    order = sorted(range(len(found)), key=lambda k: found[k].anchor)
    anchors = [found[k].anchor for k in order]
    out = []
    for a in found:
        for start, end in a.pieces:
            low, high = bisect_right(anchors, start - 1), bisect_right(anchors, end - 1)
            out += [(a, found[k]) for k in order[low:high] if found[k] is not a]
    return out


def outermost(found: list[Attribution]) -> list[Attribution]:
    """Those whose cue lies in nobody else's content; of two in each other's, the one with more content."""
    inner: set[int] = set()
    for a, b in sorted(nested_pairs(found), key=lambda pair: (-sum(e - s for s, e in pair[0].pieces), pair[0].anchor)):
        if id(a) not in inner:
            inner.add(id(b))
    return [a for a in found if id(a) not in inner]


def unfold_relays(passage: Passage, found: list[Attribution]) -> list[Attribution]:
    """Outermost attributions, but those within a relay's words in place of the relay, which joins their chain.

    "According to the agency, the envoy said ..." is the envoy's statement, by way of the agency. Sentences of the
    relay's text that name no speaker go on with the one before.
    """
    out: list[Attribution] = []
    for a in outermost(found):
        inner = [b for b in found if b is not a and a.covers(b.anchor)] if _is_relay(passage, a) else []
        inner = [b for b in inner if b.source is not None and b.source.how != "possessor" and b.entry.scope != "act"]
        if not inner or a.source is None:
            out.append(a)
            continue
        unfolded = unfold_relays(passage, inner)
        for b in unfolded:
            b.relays[:0] = [a.source, *a.relays]
        own = [piece for piece in a.pieces if not _is_passed_on(passage, piece, unfolded)]
        _continue_speech(passage, [piece for piece in a.pieces if piece not in own], unfolded)
        if own:
            out.append(replace(a, pieces=own))
        out += [b for b in unfolded if b.entry.scope == "speech" or not any(s <= b.anchor < e for s, e in own)]
    return out


def _is_passed_on(passage: Passage, piece: Range, inner: list[Attribution]) -> bool:
    """Whether a piece of the relay's words is others' words: several sentences of a readout, or mostly covered."""
    start, end = piece
    if not any(start <= b.anchor < end for b in inner):
        return False
    covered = {i for b in inner for s, e in b.pieces for i in range(max(s, start), min(e, end))}
    several = passage.tree.sentence[start] != passage.tree.sentence[end - 1]
    quoted = any(
        passage.inside[s] >= 0 > passage.inside[b.anchor] for b in inner for s, _ in b.pieces if start <= s < end
    )
    return several or quoted or len(covered) > passage.settings.relay_share * (end - start)


def _is_relay(passage: Passage, a: Attribution) -> bool:
    """Whether the source passes on others' words: a medium, a document, an agency."""
    return a.source is not None and a.entry.scope == "speech" and is_relay_source(passage, a.source)


def _continue_speech(passage: Passage, pieces: list[Range], inner: list[Attribution]) -> None:
    """Sentences of the relay's text that attribute nothing go on with the speaker before, in the same paragraph."""
    tree = passage.tree
    for start, end in pieces:
        speaker: Attribution | None = None
        for number in range(tree.sentence[start], tree.sentence[end - 1] + 1):
            first, last = max(start, tree.sentences[number][0]), min(end, tree.sentences[number][1])
            here = [b for b in inner if first <= b.anchor < last]
            if here:
                speaker = here[-1]
            elif speaker is not None and passage.paragraph[speaker.anchor] == passage.paragraph[first]:
                piece = passage.trim(first, last)
                if piece is not None:
                    speaker.pieces.append(piece)
                    speaker.continued.add(piece)
