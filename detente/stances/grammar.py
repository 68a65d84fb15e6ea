"""What the rules ask of a tree: subjects, negations, clauses, phrases and their parts."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection

    from detente.language.tree import Tree

__all__ = [
    "antecedent_of",
    "clause_root",
    "has_child",
    "is_asked",
    "is_negated",
    "is_over",
    "is_supposed",
    "modals_of",
    "run_around",
    "split_clauses",
    "subject_of",
    "trim",
]

SUBJECTS = ("nsubj", "nsubj:pass", "nsubj:outer", "csubj", "csubj:pass")
RELATIVES = frozenset({"which", "that", "who", "whom"})
CLAUSES = ("root", "ccomp", "parataxis", "advcl", "acl", "acl:relcl", "advcl:relcl", "csubj", "csubj:pass")
CLIMB = 5
SAYING = frozenset({"NOUN", "VERB", "PROPN", "ADJ", "NUM", "PRON", "ADV", "X"})
CLOSING = frozenset('”"’»')
OPENING = frozenset('“"‘«„(')
BARE = frozenset({"VB", "VBP"})
COMPLEMENTS = ("obj", "obl", "xcomp", "ccomp", "advcl", "advmod", "iobj", "obl:agent")


def has_child(tree: Tree, i: int, lowers: Collection[str]) -> bool:
    """Whether one of the words hangs on token i."""
    return any(tree.lowers[j] in lowers for j in tree.children[i])


def is_negated(tree: Tree, i: int, negations: Collection[str]) -> bool:
    """Whether a negation hangs on the word, or on the word it completes ("does not want to accept")."""
    if has_child(tree, i, negations) or is_over(tree, i):
        return True
    subject = tree.child(i, *SUBJECTS)
    return (
        subject is not None
        and subject < i
        and any(
            tree.lowers[j] in ("no", "neither", "nobody", "none") for j in (subject, *tree.children_by(subject, "det"))
        )
    )


def is_over(tree: Tree, i: int) -> bool:
    """Whether a word holds no longer."""
    return any(tree.lowers[j] == "longer" and has_child(tree, j, ("no",)) for j in tree.children_by(i, "advmod"))


def modals_of(tree: Tree, i: int) -> set[str]:
    """Auxiliaries of a predicate in lower case."""
    return {tree.lowers[j] for j in tree.children_by(i, "aux", "aux:pass")}


def subject_of(tree: Tree, verb: int) -> int | None:
    """The subject of a predicate: its own, or the one it shares as a relative, participle, conjunct or infinitive."""
    i = verb
    for _ in range(CLIMB):
        subject = tree.child(i, *SUBJECTS)
        if subject is not None:
            if tree.lowers[subject] in RELATIVES and tree.deps[i].endswith("relcl"):
                return _among(tree, tree.heads[i])
            return subject
        relation, head = tree.deps[i], tree.heads[i]
        if head == i:
            return None
        if relation == "acl" and tree.upos[head] in ("NOUN", "PROPN", "PRON"):
            return head
        if relation == "xcomp":
            named = tree.child(head, "obj", "iobj")
            if named is not None and named < i:
                return named
        elif relation not in ("conj", "advcl", "ccomp", "parataxis"):
            return None
        if relation in ("ccomp", "parataxis") and tree.upos[i] == "VERB" and tree.xpos[i] not in ("VBG", "VB"):
            return None
        i = head
    return None


def _among(tree: Tree, i: int) -> int:
    """The subject of "she was among those who ...", else the token itself."""
    subject = tree.child(i, "nsubj")
    among = tree.lowers[i] == "those" and has_child(tree, i, ("among",)) and tree.child(i, "cop") is not None
    return subject if among and subject is not None else i


def antecedent_of(tree: Tree, i: int) -> int:
    """The word a relative pronoun stands for, or the token itself."""
    if tree.lowers[i] not in ("which", "that", "who"):
        return i
    for j in tree.ancestors(i):
        if tree.deps[j].endswith("relcl"):
            return tree.heads[j]
    return i


def clause_root(tree: Tree, i: int, start: int, end: int) -> int:
    """The head of the clause of token i, inside tokens [start, end)."""
    while start <= tree.heads[i] < end and tree.heads[i] != i:
        clause = tree.deps[i] in CLAUSES or (tree.deps[i] == "conj" and tree.child(i, *SUBJECTS) is not None)
        if clause and (tree.upos[i] in ("VERB", "AUX") or tree.child(i, "cop") is not None):
            return i
        i = tree.heads[i]
    return i


def run_around(tree: Tree, head: int, start: int, end: int, without: Collection[int] = ()) -> tuple[int, int]:
    """The subtree of `head` without some parts, as the tokens between its first and last inside [start, end)."""
    out = [head]
    for j in out:
        out.extend(c for c in tree.children[j] if c not in without and start <= c < end)
    return trim(tree, min(out), max(out) + 1)


def trim(tree: Tree, start: int, end: int) -> tuple[int, int]:
    """The range without outer punctuation, conjunctions and "that"; closing marks that were opened inside stay."""
    while start < end - 1 and (
        (tree.upos[start] in ("PUNCT", "CCONJ", "SPACE") and tree.words[start] not in OPENING)
        or (tree.deps[start] == "mark" and tree.lowers[start] == "that")
    ):
        start += 1
    while end > start + 1 and tree.upos[end - 1] in ("PUNCT", "SPACE", "CCONJ"):
        if tree.words[end - 1] in ("”", '"', "’", ")") and any(tree.words[j] in '“"‘(' for j in range(start, end - 1)):
            break
        end -= 1
    return start, end


def is_asked(tree: Tree, i: int) -> bool:
    """Whether the sentence of token i is a question."""
    last = tree.sentences[tree.sentence[i]][1]
    return any(tree.words[j] == "?" for j in range(max(last - 2, 0), last))


def is_supposed(tree: Tree, i: int, start: int, doubtful: Collection[str]) -> bool:
    """Whether a word stands in a question, in a condition or under "may"."""
    if is_asked(tree, i):
        return True
    for j in (i, *tree.ancestors(i)):
        if j < start:
            break
        if not modals_of(tree, j).isdisjoint(doubtful):
            return True
        if any(tree.lowers[m] in ("if", "whether", "unless", "lest") for m in tree.children_by(j, "mark")):
            return True
        if tree.deps[j] in ("ccomp", "acl:relcl", "root", "parataxis"):
            break
    return False


def split_clauses(tree: Tree, head: int, start: int, end: int) -> list[tuple[int, int]]:
    """The range of a clause, in pieces where further clauses are coordinated with it ("to stop A, to lift B and C").

    A conjunct counts as a clause where both have something of their own to say it on.
    """
    cuts = [start]
    heads = [head]
    for i in heads:
        heads.extend(j for j in tree.children_by(i, "conj") if start <= j < end and tree.upos[j] in ("VERB", "AUX"))
    for before, j in pairwise(heads):
        own = [c for c in tree.children[before] if tree.deps[c] in COMPLEMENTS and before < c < j]
        mine = [c for c in tree.children[j] if tree.deps[c] in COMPLEMENTS]
        if own and mine and _is_alike(tree.xpos[j], tree.xpos[head]):
            cuts.append(_opening(tree, j, max(cuts[-1], before)))
    cuts = sorted({*cuts, *_further_infinitives(tree, start, end)})
    ends = [*cuts[1:], end]
    parts = [_without_to(tree, *trim(tree, a, b)) for a, b in zip(cuts, ends, strict=True) if a < b]
    return [(a, b) for a, b in parts if any(tree.upos[i] in SAYING for i in range(a, b))] or parts[:1]


def _is_alike(one: str, other: str) -> bool:
    """Whether two verbs may be coordinated by their tags; bare and present forms are often mistaken for each other."""
    return one == other or {one, other} <= BARE


def _opening(tree: Tree, i: int, after: int) -> int:
    """Where the clause of a conjunct begins: at its first token of its own."""
    return min((j for j in tree.subtree(i) if j > after and j <= i), default=i)


def _further_infinitives(tree: Tree, start: int, end: int) -> list[int]:
    """Where ", to lift ..." and "and not to break ..." open, wherever the parse hangs them."""
    if start == 0 or "to" not in (tree.lowers[start - 1], tree.lowers[start]):
        return []
    out = []
    for i in range(start + 2, end):
        if tree.lowers[i] == "to" and tree.deps[i] == "mark" and tree.upos[tree.heads[i]] == "VERB":
            first = i - 1 if tree.lowers[i - 1] == "not" else i
            before = first - 1 - (tree.words[first - 1] in CLOSING)
            if tree.deps[before] == "cc" or (tree.words[before] == "," and tree.upos[before - 1] != "VERB"):
                out.append(first)
    return out


def _without_to(tree: Tree, start: int, end: int) -> tuple[int, int]:
    while start < end - 1 and (
        (tree.lowers[start] == "to" and tree.upos[start] == "PART") or tree.upos[start] in ("CCONJ", "PUNCT")
    ):
        start += 1
    return trim(tree, start, end)
