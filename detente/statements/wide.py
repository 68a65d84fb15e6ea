"""The wide view: what attribution corpora annotate, over what the rules find. The record does not use it.

Corpora take in what the record leaves out (deeds and findings, adverbials that hang on the cue, words before a
quotation in its sentence, the relative pronoun that stands for a part of the content) and leave out what it takes in
(relative clauses and appositions after a comma at the end, who is asked or warned).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from detente.statements.narrowing import narrow_spans
from detente.statements.nesting import nested_pairs, outermost
from detente.statements.sources import can_speak
from detente.statements.widening import widen_spans

if TYPE_CHECKING:
    from detente.statements.attribution import Attribution
    from detente.statements.passage import Passage, Range
    from detente.statements.settings import SpanWords

__all__ = ["wide_view"]

REACH = 9
ADDED = ("advcl", "conj")
DEEDS = ("thing", "to", "gerund")
BY_WORDS = ("verb", "adjective", "noun")


def wide_view(passage: Passage, found: list[Attribution], words: SpanWords) -> list[Attribution]:
    """The outermost of the attributions found, with the spans of corpora; the attributions given are changed."""
    found = [a for a in _chained(passage, found, words) if _is_likely(passage, a, words)]
    for a in found:
        if a.rule.startswith(BY_WORDS):
            narrow_spans(passage, a, words)
    found = _apart(passage, found)
    for a in found:
        if a.rule.startswith(BY_WORDS):
            widen_spans(passage, a, words)
    return _once(_apart(passage, found))


def _once(found: list[Attribution]) -> list[Attribution]:
    """One attribution for each content: that of the cue that begins first ("repeated", not "claim")."""
    first: dict[tuple[Range, ...], Attribution] = {}
    for a in sorted(found, key=lambda a: a.cue):
        first.setdefault(tuple(a.pieces), a)
    return [a for a in found if first[tuple(a.pieces)] is a]


def _apart(passage: Passage, found: list[Attribution]) -> list[Attribution]:
    """The outermost, and tellings joined or added to another's words ("..., but says that ...", "as X warned that")."""
    tree = passage.tree
    kept = {id(a) for a in outermost(found)}
    for a in found:
        added = tree.deps[a.anchor] in ADDED and a.rule == "verb:clause" and a.entry.scope == "speech"
        if added and id(a) not in kept and passage.inside[a.anchor] < 0:
            kept.add(id(a))
    return [a for a in found if id(a) in kept]


def _is_likely(passage: Passage, a: Attribution, words: SpanWords) -> bool:
    """Whether somebody could be the source: no cue in a quotation, no deed of things, of nobody or only possible."""
    tree = passage.tree
    if passage.inside[a.anchor] >= 0:
        quote = passage.quotes[passage.inside[a.anchor]]
        return quote.scare or a.anchor == quote.start
    if not a.rule.startswith("verb:"):
        return True
    if a.source is None:
        return a.frame not in ("preposition", "parenthetical") and (a.frame, a.entry.scope) != ("thing", "act")
    if a.entry.scope != "act":
        return True
    possible = any(tree.lowers[i] in words.possible for i in tree.children_by(a.anchor, "aux"))
    return can_speak(passage, a.source.head) and not possible


def _chained(passage: Passage, found: list[Attribution], words: SpanWords) -> list[Attribution]:
    """One attribution for "refused to back the plan": the second cue's content under both cues."""
    tree = passage.tree
    by_anchor = {a.anchor: a for a in found}
    gone = _through_documents(passage, found)
    for a in found:
        if tree.lemmas[a.anchor] not in words.trying or not a.pieces or tree.lowers[a.pieces[0][0]] != "to":
            continue
        inner = by_anchor.get(tree.heads[a.pieces[0][0]])
        if inner is not None and inner is not a and inner.pieces and a.cue[0] < inner.anchor < inner.pieces[0][0]:
            inner.cue, inner.source = (a.cue[0], inner.cue[1]), a.source
            gone.add(id(a))
    for outer, inner in nested_pairs(found):
        told = inner.entry.scope == "speech" and inner.rule.startswith("verb:")
        if told and outer.entry.scope == "act" and outer.frame in DEEDS and inner.anchor > outer.anchor:
            gone.add(id(outer))
    return [a for a in found if id(a) not in gone]


def _through_documents(passage: Passage, found: list[Attribution]) -> set[int]:
    """Cues like "issued" in "issued a report saying that ...", whose source and place the cue "saying" takes."""
    tree, words = passage.tree, passage.source_words
    issued: dict[int, Attribution] = {}
    for a in found:
        noun = tree.child(a.anchor, "obj") if a.frame == "thing" else None
        if noun is not None and a.anchor < noun:
            lemma = tree.lemmas[noun].lower()
            if lemma in words.documents or lemma in words.utterances:
                issued[noun] = a
    gone: set[int] = set()
    for inner in found:
        noun = next((j for j in tree.ancestors(inner.anchor) if j in issued), None)
        if noun is None:
            beside = [n for n, a in issued.items() if tree.heads[inner.anchor] == a.anchor and n < inner.anchor]
            noun = beside[-1] if beside and tree.xpos[inner.anchor] == "VBG" else None
        if noun is None or not inner.pieces or not noun < inner.anchor <= min(noun + REACH, inner.pieces[0][0]):
            continue
        outer = issued[noun]
        if inner.rule.startswith("verb:") and inner is not outer:
            inner.cue, inner.source = (outer.cue[0], inner.cue[1]), outer.source
            gone.add(id(outer))
    return gone
