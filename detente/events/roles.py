"""Who does it and to whom: the arguments of a trigger by what they mean."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from detente.events.clauses import NOMINAL, cases, deep_agent, deep_object, is_passive, obliques, surface_subject

if TYPE_CHECKING:
    from detente.events.fate import Fate
    from detente.events.matching import Match
    from detente.language.tree import Tree

__all__ = [
    "Candidate",
    "Roles",
    "complements",
    "find_roles",
    "has_addressee",
    "has_infinitive",
    "is_filled",
    "is_vague",
]

GOAL = ("on", "against", "to", "at", "upon", "iobj")
OCCASION = ("in", "during", "on", "with", "at", "after", "before", "following", "ahead", "for", "amid", "through")
TEMPORAL = ("in", "during", "after", "at", "following", "before", "amid", "since")
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
        if slot in ("subj", "surface"):
            agent = deep_agent(tree, i) if slot == "subj" else surface_subject(tree, i)
            actor.extend([Candidate(agent, "subject")] if agent is not None else [])
        else:
            actor.extend(Candidate(j, "place" if slot == "in" else slot) for j in obliques(tree, i, slot))
    slots = match.trigger.to if "iobj" in match.trigger.to else ("iobj", *match.trigger.to)
    recipient = [c for slot in slots for c in _fill(tree, match, slot)]
    if match.trigger.to[0] not in GOAL:
        recipient.sort(key=lambda c: c.slot != "obj")
    owners = tuple(Candidate(j, "owner") for j in match.nominals)
    clauses = tuple(Candidate(j, "clause") for j in complements(tree, match, nominal=False))
    taken = {c.token for c in recipient}
    return Roles(tuple(actor), tuple(recipient), tuple(c for c in (*owners, *clauses) if c.token not in taken))


def _fill(tree: Tree, match: Match, slot: str) -> list[Candidate]:
    i = match.head
    if slot == "obj":
        found = deep_object(tree, i)
        if found is None or found in match.nominals:
            found = _raised(tree, i) if found is None else None
        return [Candidate(found, "obj")] if found is not None else []
    if slot == "iobj":
        return [Candidate(j, "iobj") for j in _indirect(tree, i)]
    if slot == "subj":
        found = surface_subject(tree, i)
        return [Candidate(found, "subj")] if found is not None else []
    at = [i, *match.nominals]
    own = tree.child(i, "obj")
    if own is not None and own not in at:
        at.append(own)
    return [Candidate(j, slot) for k in at for j in obliques(tree, k, slot) if j not in match.nominals]


def _raised(tree: Tree, i: int) -> int | None:
    """The person asked, where the parse makes it the subject of what is asked ("urged B to stop")."""
    for j in tree.children_by(i, "xcomp", "ccomp"):
        subject = tree.child(j, "nsubj", "nsubj:pass")
        if subject is not None and any(tree.lowers[k] == "to" for k in tree.children_by(j, "mark")):
            return subject
    return None


def _indirect(tree: Tree, i: int) -> list[int]:
    found = tree.children_by(i, "iobj")
    if not found and tree.child(i, "obj") is not None and is_passive(tree, i):
        subject = surface_subject(tree, i)
        return [] if subject is None else [subject]
    return found


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
    by += [Candidate(j, "by") for c in of for j in obliques(tree, c.token, "by")]
    lent = _lent(tree, match, fate)
    place = [Candidate(j, "place") for k in (i, *(c.token for c in of)) for j in obliques(tree, k, "in")]
    names = [Candidate(j, "name") for j in tree.children[i] if tree.deps[j] in NAME_DEPS and j not in match.words]
    actor, recipient = [*own, *by], []
    if predicate.of == "actor":
        actor += of
    for slot in match.trigger.to:
        if slot == "of":
            recipient += of if predicate.of != "actor" else []
        elif slot not in ("obj", "iobj", "by"):
            recipient += [Candidate(j, slot) for j in obliques(tree, i, slot)]
            recipient += [
                Candidate(j, slot) for c in of for j in obliques(tree, c.token, slot) if predicate.of == "actor"
            ]
            recipient += _verb_side(tree, i, slot, fate)
    if fate.reversed:
        recipient = lent + recipient
        actor += [c for slot in ("from", "by") for c in _verb_side(tree, i, slot, fate)] + [
            Candidate(j, "from") for j in obliques(tree, i, "from")
        ]
    else:
        actor += lent
    for name in names:
        nominal = tree.upos[name.token] in ("PROPN", "NOUN")
        if nominal and predicate.compound == "recipient" and actor:
            recipient.append(name)
        else:
            actor.append(name)
            recipient.append(name)
    if "in" in predicate.by:
        actor += place
    clauses = tuple(Candidate(j, "clause") for j in complements(tree, match, nominal=False))
    return Roles(tuple(actor), tuple(recipient), clauses)


def _lent(tree: Tree, match: Match, fate: Fate) -> list[Candidate]:
    """The subject of the support verb, or of the clause that a meeting or visit is the occasion of."""
    i, verb = match.head, fate.actor
    if verb is None and match.type == "CONSULT" and tree.deps[i] == "obl" and tree.upos[tree.heads[i]] == "VERB":
        reached = any(obliques(tree, i, slot) for slot in match.trigger.to if slot not in ("obj", "of"))
        verb = tree.heads[i] if reached and any(word in OCCASION for word in cases(tree, i)) else None
    if verb is None:
        return []
    agent = deep_agent(tree, verb)
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
            if (
                dep in ("xcomp", "ccomp")
                or (dep in ("advcl", "acl") and _bound(tree, j))
                or (
                    nominal
                    and (
                        dep == "obj" or (dep in ("obl", "nmod") and any(p in match.trigger.to for p in cases(tree, j)))
                    )
                )
            ):
                found.append(j)
    return found


def has_addressee(tree: Tree, match: Match) -> bool:
    """Whether the trigger has someone it is said to ("asked B to stop", not "asked not to be named")."""
    filled = (c.token for slot in ("iobj", *match.trigger.to) for c in _fill(tree, match, slot))
    return _raised(tree, match.head) is not None or any(tree.upos[j] in NOMINAL for j in filled)


def has_infinitive(tree: Tree, match: Match) -> bool:
    """Whether the trigger governs a to-infinitive ("told B to stop")."""
    return any(
        "to" in cases(tree, j) and tree.upos[j] in ("VERB", "AUX", "ADJ", "NOUN")
        for j in tree.children_by(match.head, "xcomp", "ccomp", "advcl")
    )


def is_filled(tree: Tree, match: Match) -> bool:
    """Whether someone it is said to and the infinitive stand there, where the predicate needs them."""
    needs = match.trigger.predicate.needs
    if "addressee" in needs and not has_addressee(tree, match):
        return False
    return "infinitive" not in needs or has_infinitive(tree, match)


def is_vague(tree: Tree, match: Match, fate: Fate) -> bool:
    """Whether a noun only names a kind of event ("sets store by dialogue with B"), not one that took place."""
    i = match.head
    if fate.steps or fate.actor is not None or tree.deps[i] not in ("obl", "nmod", "obj", "conj", "appos"):
        return False
    if (
        tree.child(i, "det", "nmod:poss", "nummod") is not None
        or "Number=Plur" in tree.morphs[i]
        or tree.xpos[i] == "NNS"
    ):
        return False
    if (
        any(tree.deps[j] in NAME_DEPS and tree.upos[j] in ("PROPN", "ADJ") for j in tree.children[i])
        and tree.deps[i] != "nmod"
    ):
        return False
    return not any(word in TEMPORAL for word in cases(tree, i))


def _bound(tree: Tree, j: int) -> bool:
    marked = cases(tree, j)
    return any(
        word in marked
        for word in ("to", "of", "for", "against", "from", "on", "that", "about", "with", "over", "into", "as")
    )
