"""Who does it and to whom: the arguments of a trigger by what they mean."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from detente.events.clauses import cases, deep_agent, deep_object, obliques, surface_subject

if TYPE_CHECKING:
    from detente.events.matching import Match
    from detente.events.status import Fate
    from detente.language.tree import Tree

__all__ = ["Candidate", "Roles", "complements", "find_roles"]

NAME_DEPS = ("compound", "amod", "nmod:desc")


@dataclass(frozen=True, slots=True)
class Candidate:
    """A token that may fill a role, and how it stands to the trigger ("subject", "obj", "with", "owner")."""

    token: int
    slot: str


@dataclass(frozen=True, slots=True)
class Roles:
    """Candidates of each role, best first; `parties` are those of a plural that holds both sides."""

    actor: tuple[Candidate, ...]
    recipient: tuple[Candidate, ...]
    fallback: tuple[Candidate, ...] = ()


def find_roles(tree: Tree, match: Match, fate: Fate) -> Roles:
    """The candidates for both roles of a matched trigger."""
    if match.trigger.word_class == "noun":
        return _noun_roles(tree, match, fate)
    if match.trigger.word_class == "adjective":
        return _adjective_roles(tree, match)
    return _verb_roles(tree, match)


def _verb_roles(tree: Tree, match: Match) -> Roles:
    predicate, i = match.trigger.predicate, match.head
    actor: list[Candidate] = []
    for slot in predicate.by:
        if slot == "subj":
            agent = deep_agent(tree, i)
            actor.extend([Candidate(agent, "subject")] if agent is not None else [])
        else:
            actor.extend(Candidate(j, "place" if slot == "in" else slot) for j in obliques(tree, i, slot))
    recipient = [c for slot in match.trigger.to for c in _fill(tree, match, slot)]
    owners = tuple(Candidate(j, "owner") for j in match.nominals)
    clauses = tuple(Candidate(j, "clause") for j in complements(tree, match, nominal=False))
    taken = {c.token for c in recipient}
    return Roles(tuple(actor), tuple(recipient), tuple(c for c in (*owners, *clauses) if c.token not in taken))


def _fill(tree: Tree, match: Match, slot: str) -> list[Candidate]:
    i = match.head
    if slot == "obj":
        found = deep_object(tree, i)
        return [Candidate(found, "obj")] if found is not None and found not in match.nominals else []
    if slot == "iobj":
        return [Candidate(j, "iobj") for j in tree.children_by(i, "iobj")]
    if slot == "subj":
        found = surface_subject(tree, i)
        return [Candidate(found, "subj")] if found is not None else []
    return [Candidate(j, slot) for at in (i, *match.nominals) for j in obliques(tree, at, slot) if j not in match.nominals]


def _adjective_roles(tree: Tree, match: Match) -> Roles:
    subject = surface_subject(tree, match.head)
    if subject is None and tree.deps[match.head] == "amod":
        subject = tree.heads[match.head]
    actor = (Candidate(subject, "subject"),) if subject is not None else ()
    recipient = tuple(Candidate(j, slot) for slot in match.trigger.to for j in obliques(tree, match.head, slot))
    clauses = tuple(Candidate(j, "clause") for j in complements(tree, match, nominal=False))
    return Roles(actor, recipient, clauses)


def _noun_roles(tree: Tree, match: Match, fate: Fate) -> Roles:
    predicate, i = match.trigger.predicate, match.head
    own = [Candidate(j, "owner") for j in tree.children_by(i, "nmod:poss")]
    by = [Candidate(j, "by") for j in tree.children[i] if "by" in cases(tree, j)]
    of = [Candidate(j, "of") for j in obliques(tree, i, "of")]
    lent = _lent(tree, i, fate)
    names = [Candidate(j, "name") for j in tree.children[i] if tree.deps[j] in NAME_DEPS and j not in match.words]
    actor, recipient = [*own, *by], []
    if predicate.of == "actor":
        actor += of
    for slot in match.trigger.to:
        if slot == "of":
            recipient += of if predicate.of != "actor" else []
        elif slot not in ("obj", "iobj", "by"):
            recipient += [Candidate(j, slot) for j in obliques(tree, i, slot)]
            recipient += _verb_side(tree, i, slot, fate)
    actor += lent
    for name in names:
        nominal = tree.upos[name.token] in ("PROPN", "NOUN")
        if nominal and predicate.compound == "recipient" and actor:
            recipient.append(name)
        else:
            actor.append(name)
            recipient.append(name)
    clauses = tuple(Candidate(j, "clause") for j in complements(tree, match, nominal=False))
    return Roles(tuple(actor), tuple(recipient), clauses)


def _lent(tree: Tree, i: int, fate: Fate) -> list[Candidate]:
    if fate.actor is None:
        return []
    agent = deep_agent(tree, fate.actor)
    return [Candidate(agent, "subject")] if agent is not None and agent != i else []


def _verb_side(tree: Tree, i: int, slot: str, fate: Fate) -> list[Candidate]:
    """A phrase that hangs on the support verb though it means the noun ("imposed a ban on X")."""
    if fate.actor is None or slot in ("in", "at"):
        return []
    return [Candidate(j, slot) for j in obliques(tree, fate.actor, slot) if j != i]


def complements(tree: Tree, match: Match, *, nominal: bool) -> list[int]:
    """Clauses that a trigger governs, with the nominals it governs when asked for."""
    found: list[int] = []
    for at in (match.head, *match.nominals):
        for j in tree.children[at]:
            dep = tree.deps[j]
            if j in match.words:
                continue
            if dep in ("xcomp", "ccomp") or (dep in ("advcl", "acl") and _bound(tree, j)):
                found.append(j)
            elif nominal and (dep == "obj" or (dep in ("obl", "nmod") and any(p in match.trigger.to for p in cases(tree, j)))):
                found.append(j)
    return found


def _bound(tree: Tree, j: int) -> bool:
    marked = cases(tree, j)
    return any(word in marked for word in ("to", "of", "for", "against", "from", "on", "that", "about", "with", "over", "into", "as"))
