"""What an event becomes under the words around it: a refused act is REJECT, a conditional strike is THREATEN."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from detente.events.roles import complements

if TYPE_CHECKING:
    from detente.events.fate import Fate
    from detente.events.matching import Match
    from detente.events.ontology import Ontology
    from detente.events.words import Words
    from detente.language.tree import Tree
    from detente.model import Status

__all__ = ["Meaning", "absorbed", "compose", "is_menace"]

REACH = ("obj", "xcomp", "conj", "ccomp", "obl", "nmod", "nsubj", "nsubj:pass", "advcl")


@dataclass(frozen=True, slots=True)
class Meaning:
    """Type, mode, CAMEO code and status after composition, and the steps that led there."""

    type: str
    mode: str | None
    cameo: str | None
    status: Status
    steps: tuple[str, ...] = ()


def absorbed(tree: Tree, match: Match, matches: dict[int, Match]) -> list[Match]:
    """The matches that this one takes in ("agreed to withdraw"), nearest first."""
    inner = match.trigger.predicate.inner
    if inner == "none":
        return []
    level = complements(tree, match, nominal=inner == "all")
    found: list[Match] = []
    for _ in range(4):
        found.extend(matches[j] for j in level if j in matches and matches[j] is not match)
        level = [k for j in level for k in tree.children[j] if tree.deps[k] in REACH]
    return found


def compose(tree: Tree, match: Match, inner: list[Match], fate: Fate, ontology: Ontology, words: Words) -> Meaning:
    """The meaning of a match given what it takes in and what governs it."""
    predicate = match.trigger.predicate
    detail = match.detail or predicate
    type_, mode, cameo, status = predicate.type, detail.mode, detail.cameo, fate.status
    steps: list[str] = []
    if predicate.status is not None and status in ("happened", "ongoing"):
        status = predicate.status
        steps.append(f"status {status} in the word itself")
    if status == "possible" and type_ in words.hostile and _is_tried(tree, fate):
        status = "happened"
        steps.append("an attempt is the act")
    if inner:
        type_, mode, cameo = _take_in(
            type_, mode, cameo, inner[0], ontology, _is_vow(tree, match, inner[0], words), steps
        )
    if fate.ended or (status == "cancelled" and ontology.types[type_].ended is not None):
        type_, mode, cameo, status = _end(type_, mode, cameo, status, ontology, steps)
    if fate.condition and "future" in fate.steps and type_ in words.hostile and status in ("planned", "hypothetical"):
        taken = ontology.taken["THREATEN"].get(type_)
        steps.append(f"{type_} on a condition is THREATEN")
        type_, mode, cameo, status = (
            "THREATEN",
            taken.mode if taken else None,
            taken.cameo if taken else "130",
            "happened",
        )
    if fate.condition == "unless" and type_ != "THREATEN" and "future" in fate.steps:
        steps.append(f"will {type_} unless is THREATEN")
        type_, mode, cameo, status = "THREATEN", None, "130", "happened"
    if (
        "future" in fate.steps
        and status == "denied"
        and ontology.types[type_].refused
        and not ontology.types[type_].sides
    ):
        taken = ontology.taken["REJECT"].get(type_)
        steps.append(f"will not {type_} is REJECT")
        type_, mode, cameo, status = (
            "REJECT",
            taken.mode if taken else None,
            taken.cameo if taken else "120",
            "happened",
        )
    return Meaning(type_, mode, cameo, status, tuple(steps))


def _is_tried(tree: Tree, fate: Fate) -> bool:
    """Whether the act was tried: "tried to kill", not "in an attempt to kill"."""
    return (
        fate.governor is not None
        and tree.xpos[fate.governor] in ("VBD", "VBN")
        and any(step in ("wished: try", "wished: attempt") for step in fate.steps)
    )


def _take_in(
    type_: str, mode: str | None, cameo: str | None, inner: Match, ontology: Ontology, vow: bool, steps: list[str]
) -> tuple[str, str | None, str | None]:
    if type_ == "AGREE" and vow:
        steps.append(f"promise of {inner.type} is THREATEN")
        type_, mode, cameo = "THREATEN", None, "130"
    if type_ == "THREATEN" and not vow and inner.trigger.word_class == "verb":
        return type_, mode, cameo
    taken = ontology.taken.get(type_, {}).get(inner.type)
    if taken is None:
        return type_, mode, cameo
    steps.append(f"takes in {inner.type}")
    return type_, taken.mode or mode, taken.cameo or cameo


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


def _end(
    type_: str, mode: str | None, cameo: str | None, status: Status, ontology: Ontology, steps: list[str]
) -> tuple[str, str | None, str | None, Status]:
    ended = ontology.types[type_].ended
    if ended is None:
        steps.append("ended")
        return type_, mode, cameo, "cancelled" if status in ("happened", "ongoing") else status
    steps.append(f"{type_} ended is {ended}")
    return ended, None, ontology.types[ended].cameo, "happened" if status == "cancelled" else status
