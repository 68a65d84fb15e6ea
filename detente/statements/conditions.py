"""Conditions: the clause on which what is said depends ("if the talks fail", "only after the truce")."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from detente.lexicon import Row, load_lexicon

if TYPE_CHECKING:
    from collections.abc import Iterator

    from detente.language.tree import Tree

__all__ = ["Condition", "condition_of", "find_conditions"]

SHORTEST = 2


class ConditionWords(Row, frozen=True):
    """Words that open a condition; see `conditions.yml`."""

    marks: frozenset[str]
    phrases: tuple[str, ...]
    loose: tuple[str, ...]
    present: frozenset[str]
    occasions: frozenset[str]
    inverted: frozenset[str]
    before: frozenset[str]
    unless_before: frozenset[str]
    empty: frozenset[str]


class Condition(NamedTuple):
    """Tokens [start, end) of a condition, its opening word included, and the token that depends on it."""

    start: int
    end: int
    governor: int


@lru_cache(maxsize=1)
def _load_words() -> tuple[ConditionWords, dict[str, tuple[tuple[str, ...], ...]]]:
    words = load_lexicon("statements/conditions.yml", ConditionWords)
    rows = sorted((tuple(phrase.split()) for phrase in (*words.phrases, *words.loose)), key=len, reverse=True)
    return words, {first: tuple(row for row in rows if row[0] == first) for first in {row[0] for row in rows}}


def condition_of(tree: Tree, start: int, end: int, anchor: int) -> Condition | None:
    """The condition of content [start, end) with its cue at `anchor`: inside the content, else hanging on the cue."""
    inside = next(find_conditions(tree, start, end), None)
    if inside is not None:
        return inside
    first, last = tree.sentences[tree.sentence[anchor]]
    around = find_conditions(tree, first, last)
    return next((c for c in around if c.governor == anchor or start <= c.governor < end), None)


def find_conditions(tree: Tree, start: int, end: int) -> Iterator[Condition]:
    """All conditions that open in tokens [start, end), in order; one inside another is part of it."""
    words, phrases = _load_words()
    done = start
    for i in range(start, end):
        word = tree.lowers[i]
        if i < done or not (word in words.marks or word in words.inverted or word in words.present or word in phrases):
            continue
        found = _by_phrase(tree, words, phrases.get(word, ()), i, end) or _by_mark(tree, words, i, start)
        if found is not None:
            yield Condition(found.start, min(found.end, end), found.governor)
            done = found.end


def _by_phrase(
    tree: Tree, words: ConditionWords, rows: tuple[tuple[str, ...], ...], i: int, end: int
) -> Condition | None:
    row = next((row for row in rows if tuple(tree.lowers[i : i + len(row)]) == row), None)
    if row is None or i + len(row) >= end:
        return None
    found = _from_head(tree, i, _head_after(tree, i, i + len(row)), len(row))
    if found is None or " ".join(row) not in words.loose:
        return found
    return found if tree.upos[found.governor] == "VERB" or tree.words[i - 1] == "," else None


def _head_after(tree: Tree, start: int, first: int) -> int:
    """The head of what begins at `first`: the highest token of the sentence after the phrase that hangs before it."""
    last = tree.sentences[tree.sentence[start]][1]
    i = first
    while start < tree.heads[i] < last and tree.heads[i] != i and tree.heads[i] >= first:
        i = tree.heads[i]
    return i


def _by_mark(tree: Tree, words: ConditionWords, i: int, start: int) -> Condition | None:
    head, word = tree.heads[i], tree.lowers[i]
    if word in words.inverted:
        subject = tree.child(head, "nsubj", "nsubj:pass", "expl")
        opens = tree.deps[i] in ("aux", "aux:pass", "cop") and subject == i + 1 + _determiners(tree, i + 1, subject)
        if not opens or tree.deps[head] != "advcl" or tree.child(head, "mark") is not None:
            return None
        return _from_head(tree, i, head, 1)
    if word in words.present:
        return _from_head(tree, i, head, 1) if _is_present(tree, words, i, head) else None
    if word in words.marks and tree.deps[i] == "advcl" and tree.child(i, "ccomp") is not None:
        return _from_head(tree, i, i, 1)  # "provided they come"
    clause = tree.deps[head].startswith(("advcl", "acl", "conj", "parataxis"))
    if word not in words.marks or tree.deps[i] != "mark" or not clause or head < i:
        return None
    before = tree.lemmas[i - 1].lower() if i else ""
    if before in words.unless_before:
        return None
    opening = i - 1 if before in words.before and i - 1 >= start else i
    rest = [j for j in tree.subtree(head) if j > i and tree.upos[j] != "PUNCT"]
    if len(rest) < SHORTEST and all(tree.lowers[j] in words.empty for j in rest):
        return None
    return _from_head(tree, opening, head, 1)


def _is_present(tree: Tree, words: ConditionWords, i: int, head: int) -> bool:
    """Whether the clause that token i opens is in the present, and tells of no mere occasion."""
    if tree.deps[i] not in ("mark", "advmod") or head < i or not tree.deps[head].startswith("advcl"):
        return False
    finite = (head, *tree.children_by(head, "cop", "aux", "aux:pass"))
    return tree.lemmas[head] not in words.occasions and any(tree.xpos[j] in ("VBZ", "VBP") for j in finite)


def _determiners(tree: Tree, start: int, subject: int | None) -> int:
    """How many tokens of the subject's phrase stand before its head from `start` on."""
    if subject is None or subject < start:
        return 0
    return subject - start if all(tree.heads[j] == subject for j in range(start, subject)) else 0


def _from_head(tree: Tree, start: int, head: int, length: int) -> Condition | None:
    """The unbroken run of the head's subtree from the opening word on."""
    below = {j for j in tree.subtree(head) if j >= start}
    end = start + length
    while end in below or (end < max(below, default=0) and tree.upos[end] == "PUNCT"):
        end += 1
    while end > start and tree.upos[end - 1] == "PUNCT":
        end -= 1
    if end - start <= length:
        return None
    governor = tree.heads[head]
    while start <= governor < end and tree.heads[governor] != governor:
        governor = tree.heads[governor]
    return Condition(start, end, governor)
