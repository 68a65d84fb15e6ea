"""Who the subject of a cue is: over coordination, control, participles and relative clauses."""

from __future__ import annotations

from typing import TYPE_CHECKING

from detente.statements.attribution import How, Source

if TYPE_CHECKING:
    from detente.statements.passage import Passage

__all__ = ["find_subject", "is_passive", "phrase_source"]

MAX_CLIMB = 5
SUBJECTS = ("nsubj", "nsubj:outer", "csubj")


def phrase_source(passage: Passage, head: int, how: How, without: tuple[int, ...] = ()) -> Source:
    """The noun phrase of `head` as a source."""
    return Source(head, tuple(passage.phrase(head, without)) or (head,), how)


def is_passive(passage: Passage, verb: int) -> bool:
    """Whether the verb is passive, or a bare past participle after its noun."""
    tree = passage.tree
    return tree.child(verb, "nsubj:pass", "aux:pass", "csubj:pass") is not None or (
        tree.deps[verb] == "acl" and tree.xpos[verb] == "VBN"
    )


def find_subject(passage: Passage, verb: int, climb: int = 0) -> tuple[Source | None, How]:
    """Who does what `verb` says, and how it was found; (None, "passive") for a passive without agent."""
    tree = passage.tree
    subject = tree.child(verb, *SUBJECTS)
    if subject is not None:
        return _relative(passage, verb, subject), "subject"
    if is_passive(passage, verb):
        agent = _agent(passage, verb)
        return (phrase_source(passage, agent, "agent"), "agent") if agent is not None else (None, "passive")
    if climb >= MAX_CLIMB or tree.heads[verb] == verb:
        return None, "none"
    return _from_above(passage, verb, climb)


def _relative(passage: Passage, verb: int, subject: int) -> Source:
    """The subject, or what it stands for where it is a relative pronoun."""
    tree = passage.tree
    if tree.xpos[subject] in ("WP", "WDT") and tree.lowers[subject] in ("who", "which", "that"):
        clause = next((j for j in (verb, *tree.ancestors(verb)) if tree.deps[j].startswith("acl")), None)
        if clause is not None:
            return phrase_source(passage, tree.heads[clause], "antecedent", (clause,))
    return phrase_source(passage, subject, "subject")


def _agent(passage: Passage, verb: int) -> int | None:
    tree = passage.tree
    for i in tree.children[verb]:
        if tree.deps[i] == "obl:agent":
            return i
        if passage.relation(i) == "obl":
            case = passage.case_of(i)
            if case is not None and tree.lowers[case] == "by" and tree.upos[i] in ("NOUN", "PROPN", "PRON"):
                return i
    return None


def _from_above(passage: Passage, verb: int, climb: int) -> tuple[Source | None, How]:
    """The subject a clause without one shares with the word it depends on."""
    tree = passage.tree
    head, relation = tree.heads[verb], passage.relation(verb)
    if relation in ("conj", "advcl") or (relation == "parataxis" and tree.xpos[verb] == "VBG"):
        return find_subject(passage, head, climb + 1)
    if relation in ("xcomp", "ccomp"):
        named = tree.child(head, "obj", "iobj") if relation == "xcomp" else None
        if named is not None:
            return phrase_source(passage, named, "controller"), "controller"
        return find_subject(passage, head, climb + 1)
    if relation == "acl" and tree.upos[head] in ("NOUN", "PROPN", "PRON"):
        return phrase_source(passage, head, "antecedent", (verb,)), "antecedent"
    return None, "none"
