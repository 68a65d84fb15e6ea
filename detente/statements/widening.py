"""Contents made wider for the wide view: with adverbials of the cue, fronted words, what stands for a missing part."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from detente.statements.attribution import Attribution
    from detente.statements.passage import Passage
    from detente.statements.settings import SpanWords

__all__ = ["widen_spans"]

MAX_OPENING = 20
OPEN_MARKS = ("“", '"', "``", "''")
CLAUSAL = ("clause", "quote", "parenthetical")
SPLITS = ("clause", "quote", "predicate")


def widen_spans(passage: Passage, a: Attribution, words: SpanWords) -> None:
    """Take into the contents what corpora take in."""
    _take_in_adjuncts(passage, a, words)
    if a.frame in CLAUSAL and a.rule.startswith("verb"):
        _take_in_opening(passage, a)
        _take_in_subject(passage, a)
    _take_in_fronted(passage, a)
    _fill_gap(passage, a, words)


def _take_in_adjuncts(passage: Passage, a: Attribution, words: SpanWords) -> None:
    """Widen an object by the adverbials of the cue right after it."""
    tree = passage.tree
    if a.frame not in ("thing", "preposition") or not a.rule.startswith("verb:") or a.pieces[-1][0] < a.anchor:
        return
    start, end = a.pieces[-1]
    limit = tree.sentences[tree.sentence[end - 1]][1]
    while end < limit and (last := _adjunct(passage, a, end, words)) is not None:
        end = last
    a.pieces[-1] = passage.trim(start, end) or a.pieces[-1]


def _adjunct(passage: Passage, a: Attribution, start: int, words: SpanWords) -> int | None:
    """The end of an adverbial of the cue that begins at `start`."""
    tree = passage.tree
    head = next((i for i in (start, *tree.ancestors(start)) if tree.heads[i] == a.anchor), None)
    if head is None or passage.relation(head) not in ("obl", "advcl", "xcomp", "ccomp"):
        return None
    tokens, case = tree.subtree(head), passage.case_of(head)
    fits = tokens[0] == start and case is not None and tree.lowers[case] in words.adjuncts
    return tokens[-1] + 1 if fits and a.own_tokens().isdisjoint(range(start, tokens[-1] + 1)) else None


def _take_in_opening(passage: Passage, a: Attribution) -> None:
    """Widen content before its cue to the beginning of its sentence."""
    tree = passage.tree
    start, end = a.pieces[0]
    first = passage.after_dateline(tree.sentences[tree.sentence[start]][0], end)
    reaches = first < start <= first + MAX_OPENING and passage.paragraph[first] == passage.paragraph[start]
    if end > a.cue[0] or not reaches:
        return
    if a.own_tokens().isdisjoint(range(first, start)):
        a.pieces[0] = (first, end) if tree.deps[first] == "cc" else passage.trim(first, end) or a.pieces[0]


def _take_in_subject(passage: Passage, a: Attribution) -> None:
    """Widen content after its cue by its own subject or conjunction ("said because the vote is fair, “we ...”")."""
    tree = passage.tree
    start, end = a.pieces[0]
    if not a.cue[1] < start or tree.sentence[start] != tree.sentence[a.anchor] or passage.inside[a.anchor] >= 0:
        return
    for i in range(a.cue[1], start):
        subject = tree.deps[i].startswith(("nsubj", "expl")) and start <= tree.heads[i] < end
        if subject or (tree.deps[i] == "mark" and tree.heads[i] > i and tree.lowers[i] != "as"):
            first = max(a.cue[1], tree.subtree(i)[0])
            if a.own_tokens().isdisjoint(range(first, start)):
                a.pieces[0] = passage.trim(first, end) or a.pieces[0]
            return


def _take_in_fronted(passage: Passage, a: Attribution) -> None:
    """Add the words before a cue between commas: "In the end, she told us, the dam will fill"."""
    tree = passage.tree
    if a.frame not in CLAUSAL or a.source is None or a.source.how != "subject" or not a.pieces:
        return
    start, first = a.pieces[0][0], min(a.source.tokens)
    opening = tree.sentences[tree.sentence[first]][0]
    reaches = opening < first - 1 <= opening + MAX_OPENING
    if start < a.cue[1] or tree.sentence[start] != tree.sentence[first] or not reaches:
        return
    before = start - 1 if tree.words[start] != "," and tree.words[start - 1] not in OPEN_MARKS else start - 2
    if tree.words[first - 1] == "," and tree.words[before] == "," and passage.inside[first] < 0:
        a.pieces[:0] = [p for p in (passage.trim(opening, first - 1),) if p is not None]


def _fill_gap(passage: Passage, a: Attribution, words: SpanWords) -> None:
    """Add what stands for a part of the content: "which" in "which he said was ...", or the noun before it."""
    tree = passage.tree
    if a.frame not in SPLITS or not a.rule.startswith("verb") or a.source is None or a.source.how != "subject":
        return
    if not a.pieces or a.pieces[0][0] < a.cue[0]:
        return
    first = min(a.source.tokens)
    opener = first - 1
    if opener < 0 or tree.sentence[opener] != tree.sentence[first]:
        return
    if a.frame == "predicate" and tree.lowers[opener] in ("which", "what"):
        a.pieces.insert(0, (opener, first))
        return
    if tree.upos[opener - 1] == "ADP":
        return
    clause = next((i for i in (a.anchor, *tree.ancestors(a.anchor)) if tree.deps[i].startswith("acl")), None)
    if tree.lowers[opener] in words.openers and tree.upos[opener] == "PRON":
        if tree.heads[opener] != a.anchor or tree.lowers[opener] == "what":
            a.pieces.insert(0, (opener, first))
    elif clause == a.anchor and tree.subtree(clause)[0] == first and tree.heads[clause] < first:
        phrase = [i for i in passage.phrase(tree.heads[clause], (clause,)) if i < first]
        a.pieces[:0] = passage.runs(phrase)[-1:]
