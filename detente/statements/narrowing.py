"""Contents made narrower for the wide view: without who is asked, the noun before a clause, the writer's additions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from detente.statements.passage import DASHES

if TYPE_CHECKING:
    from detente.statements.attribution import Attribution
    from detente.statements.passage import Passage, Range
    from detente.statements.settings import SpanWords

__all__ = ["narrow_spans"]

MIN_LEFT = 2
ADDRESSED = ("warn", "request", "promise", "demand")
CLAUSAL = ("clause", "quote", "parenthetical")
FINITE = ("VBD", "VBZ", "VBP", "VBG")


def narrow_spans(passage: Passage, a: Attribution, words: SpanWords) -> None:
    """Leave out of the contents what corpora leave out."""
    _leave_out_addressee(passage, a)
    _leave_out_carrier(passage, a, words)
    a.pieces = [_without_afterthought(passage, a, piece) for piece in a.pieces]


def _leave_out_addressee(passage: Passage, a: Attribution) -> None:
    """Only what somebody is asked about or warned of, not who is asked."""
    if a.frame != "object-preposition" or a.addressee is None:
        return
    start, end = a.pieces[-1]
    if len(a.pieces) > 1 and passage.tree.lowers[start] in a.entry.prepositions and start + 1 < end:
        a.pieces[-1] = (start + 1, end)
        return
    case = next(
        (i for i in range(max(start, a.addressee), end) if passage.tree.lowers[i] in a.entry.prepositions), None
    )
    if a.entry.act in ADDRESSED and case is not None and case + 1 < end and start <= a.addressee < case:
        a.pieces[-1] = (case + 1, end)


def _leave_out_carrier(passage: Passage, a: Attribution, words: SpanWords) -> None:
    """Only the clause in "repeated his claim that ...", only what is said nothing about."""
    tree = passage.tree
    noun = tree.child(a.anchor, "obj")
    if a.rule != "verb:thing" or noun is None or tree.lemmas[noun].lower() not in words.carriers:
        return
    start, end = a.pieces[-1]
    for i in tree.children_by(noun, "acl", "ccomp", "nmod", "obl"):
        case = passage.case_of(i)
        if not noun < i < end or case is None or not start <= noun < case:
            continue
        first = case if tree.lowers[case] == "that" else case + 1
        if tree.lowers[case] in words.carried and case == tree.subtree(i)[0]:
            a.pieces[-1] = (first, end)
            return


def _without_afterthought(passage: Passage, a: Attribution, piece: Range) -> Range:
    """The piece without a relative clause or an apposition after a comma, or a predicate of the cue's, at its end."""
    tree, (start, end) = passage.tree, piece
    if start < a.anchor or passage.inside[end - 1] >= 0:
        return piece
    for comma in range(start + MIN_LEFT, end - MIN_LEFT):
        mark = tree.words[comma]
        named = a.frame not in CLAUSAL
        if passage.inside[comma] >= 0 or not (mark == "," or (named and mark in DASHES)):
            continue
        if _is_afterthought(passage, comma + 1, end, named=named):
            return start, comma
    other = _next_predicate(passage, a, start, end)
    return (passage.trim(start, other) or piece) if other is not None else piece


def _is_afterthought(passage: Passage, i: int, end: int, *, named: bool) -> bool:
    """Whether a relative clause or an apposition begins at i and reaches the end; in a clause, one with an article."""
    tree = passage.tree
    if tree.lowers[i] in ("which", "who", "whose"):
        head = next((j for j in tree.ancestors(i) if tree.deps[j].startswith("acl")), None)
    elif named or tree.xpos[i] == "DT":
        head = next((j for j in (i, *tree.ancestors(i)) if tree.deps[j] == "appos"), None)
        head = head if head is not None and tree.subtree(head)[0] in (i, i - 1) and tree.heads[head] < i else None
    else:
        return False
    return head is not None and tree.subtree(head)[-1] + 1 >= end


def _next_predicate(passage: Passage, a: Attribution, start: int, end: int) -> int | None:
    """Where a second verb of the cue's subject begins that the parse joins to the content ("says he fell and left")."""
    tree = passage.tree
    tag = tree.xpos[a.anchor]
    if a.frame != "clause" or tag not in FINITE:
        return None
    for root in tree.children[a.anchor]:
        if not start <= root < end or _form(passage, root) == tag:
            continue
        for verb in tree.children_by(root, "conj"):
            joined = tree.child(verb, "cc")
            if (
                joined is not None
                and verb < end
                and _form(passage, verb) == tag
                and tree.child(verb, "nsubj", "nsubj:pass", "expl") is None
            ):
                return tree.subtree(verb)[0]
    return None


def _form(passage: Passage, verb: int) -> str:
    """The tag of the first word of the verb group."""
    tree = passage.tree
    return tree.xpos[min((verb, *tree.children_by(verb, "aux", "aux:pass", "cop")))]
