"""What an event becomes under the words around it: a refused act is REJECT, a conditional strike is THREATEN."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from detente.events.clauses import marks
from detente.events.roles import complements, is_filled

if TYPE_CHECKING:
    from detente.events.fate import Fate
    from detente.events.matching import Match
    from detente.events.ontology import Ontology
    from detente.events.words import Words
    from detente.language.tree import Tree
    from detente.model import Status

__all__ = ["Meaning", "absorbed", "compose", "is_menace"]

TOLD = ("VBD", "VBZ", "VBP")
BARE = ("VB", "VBG")
ASIDE = ("as", "although", "though", "while", "after", "before", "because", "since", "when", "even")
REACH = ("obj", "xcomp", "conj", "ccomp", "obl", "nmod", "nsubj", "nsubj:pass", "advcl")


@dataclass(frozen=True, slots=True)
class Meaning:
    """Type, mode, CAMEO code and status after composition, and the steps that led there."""

    type: str
    mode: str | None
    cameo: str | None
    status: Status
    steps: tuple[str, ...] = ()

    def became(self, step: str, **changes: str | None) -> Meaning:
        """With some fields changed, and why."""
        return replace(self, steps=(*self.steps, step), **changes)  # type: ignore[arg-type]


def absorbed(tree: Tree, match: Match, matches: dict[int, Match]) -> list[Match]:
    """The matches that this one takes in ("agreed to withdraw"), nearest first."""
    inner = match.trigger.predicate.inner
    if inner == "none" or not is_filled(tree, match):
        return []
    level = complements(tree, match, nominal=inner == "all")
    found: list[Match] = []
    for _ in range(4):
        found.extend(matches[j] for j in level if j in matches and matches[j] is not match)
        level = [k for j in level for k in tree.children[j] if tree.deps[k] in REACH and not _is_apart(tree, k)]
    return found


def _is_apart(tree: Tree, i: int) -> bool:
    """Whether a clause below what is taken in tells of something else ("..., although B refused")."""
    if tree.deps[i] == "conj":
        return tree.xpos[i] in TOLD and tree.xpos[tree.heads[i]] in BARE
    if tree.deps[i] != "advcl" or not set(marks(tree, i)) & set(ASIDE):
        return False
    return tree.xpos[i] in TOLD or tree.child(i, "aux", "cop") is not None


def compose(tree: Tree, match: Match, inner: list[Match], fate: Fate, ontology: Ontology, words: Words) -> Meaning:
    """The meaning of a match given what it takes in and what governs it."""
    predicate = match.trigger.predicate
    detail = match.detail or predicate
    meaning = Meaning(predicate.type, detail.mode, detail.cameo, fate.status)
    if predicate.status is not None and fate.status in ("happened", "ongoing"):
        meaning = meaning.became(f"status {predicate.status} in the word itself", status=predicate.status)
    if fate.status == "possible" and predicate.type in words.hostile and _is_tried(tree, fate):
        meaning = meaning.became("an attempt is the act", status="happened")
    if inner:
        meaning = _take_in(meaning, inner[0], ontology, _is_vow(tree, match, inner[0], words))
    if fate.ended or (_is_undone(meaning, fate, words) and ontology.types[meaning.type].ended is not None):
        meaning = _end(meaning, ontology)
    return _foreseen(meaning, fate, ontology, words) if "future" in fate.steps else meaning


def _is_undone(meaning: Meaning, fate: Fate, words: Words) -> bool:
    """Whether what was cancelled had been there: not a plan, and not what is only put off."""
    if meaning.status != "cancelled":
        return False
    return not any("planned: " in step or step.removeprefix("cancelled: ") in words.deferring for step in fate.steps)


def _foreseen(meaning: Meaning, fate: Fate, ontology: Ontology, words: Words) -> Meaning:
    """What will come on a condition is a threat, what will not come a refusal."""
    type_, status = meaning.type, meaning.status
    hostile = bool(fate.condition) and type_ in words.hostile and status in ("planned", "hypothetical")
    if hostile or (fate.condition == "unless" and type_ != "THREATEN"):
        return _turned(meaning, "THREATEN", ontology, f"{type_} on a condition is THREATEN")
    if status == "denied" and ontology.types[type_].refused and not ontology.types[type_].sides:
        return _turned(meaning, "REJECT", ontology, f"will not {type_} is REJECT")
    return meaning


def _turned(meaning: Meaning, type_: str, ontology: Ontology, step: str) -> Meaning:
    """Turned into another type, with the mode and code that this one has for what it was."""
    taken = ontology.taken[type_].get(meaning.type)
    mode, cameo = (taken.mode, taken.cameo) if taken is not None else (None, ontology.types[type_].cameo)
    return meaning.became(step, type=type_, mode=mode, cameo=cameo, status="happened")


def _is_tried(tree: Tree, fate: Fate) -> bool:
    """Whether the act was tried: "tried to kill", not "in an attempt to kill"."""
    return (
        fate.governor is not None
        and tree.xpos[fate.governor] in ("VBD", "VBN")
        and any(step in ("wished: try", "wished: attempt") for step in fate.steps)
    )


def _take_in(meaning: Meaning, inner: Match, ontology: Ontology, vow: bool) -> Meaning:
    if meaning.type == "AGREE" and vow:
        meaning = meaning.became(f"promise of {inner.type} is THREATEN", type="THREATEN", mode=None, cameo="130")
    if meaning.type == "THREATEN" and not vow and inner.trigger.word_class == "verb":
        return meaning
    taken = ontology.taken.get(meaning.type, {}).get(inner.type)
    if taken is None:
        return meaning
    return meaning.became(f"takes in {inner.type}", mode=taken.mode or meaning.mode, cameo=taken.cameo or meaning.cameo)


def _is_vow(tree: Tree, match: Match, inner: Match, words: Words) -> bool:
    """Whether what is promised is harm: a hostile act, governed directly and not negated."""
    if (
        inner.type not in words.hostile
        or inner.trigger.word_class != "verb"
        or inner.head not in tree.children_by(match.head, "xcomp", "advcl", "acl")
    ):
        return False
    return not any(tree.lowers[j] in words.negators for j in tree.children[inner.head])


def is_menace(tree: Tree, match: Match, inner: list[Match], words: Words) -> bool:
    """Whether a warning is a threat: it has an addressee, or what it says is a condition, a duty or harm."""
    if tree.lemmas[match.head] not in words.warnings or match.type != "THREATEN" or match.trigger.word_class != "verb":
        return True
    clauses = tree.children_by(match.head, "ccomp")
    if not clauses or tree.child(match.head, "obj", "iobj") is not None or any(m.type in words.hostile for m in inner):
        return True
    return any(
        (tree.deps[k] == "aux" and tree.lowers[k] in words.must)
        or (tree.deps[k] == "mark" and tree.lowers[k] in ("if", "unless"))
        for clause in clauses
        for k in tree.subtree(clause)
    )


def _end(meaning: Meaning, ontology: Ontology) -> Meaning:
    ended, status = ontology.types[meaning.type].ended, meaning.status
    if ended is None:
        return meaning.became("ended", status="cancelled" if status in ("happened", "ongoing") else status)
    step = f"{meaning.type} ended is {ended}"
    happened: Status = "happened" if status == "cancelled" else status
    return meaning.became(step, type=ended, mode=None, cameo=ontology.types[ended].cameo, status=happened)
