"""Grammar over Universal Dependencies: subjects, objects and obliques by what they mean, not where they stand."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from detente.language.tree import Tree

__all__ = [
    "NOMINAL",
    "antecedent",
    "cases",
    "conjuncts",
    "deep_agent",
    "deep_object",
    "is_hidden_verb",
    "is_passive",
    "is_verbal",
    "marks",
    "obliques",
    "surface_subject",
]

NOMINAL = ("NOUN", "PROPN", "PRON", "NUM", "DET", "ADJ")
RELATIVE = ("who", "whom", "which", "that", "whose")
DASHES = ("-", "--", "–", "—")
DEPTH = 6


def is_verbal(tree: Tree, i: int) -> bool:
    """Whether token i heads a clause: a verb, or a predicate with a copula."""
    return tree.upos[i] in ("VERB", "AUX") or tree.child(i, "cop") is not None


def is_passive(tree: Tree, i: int) -> bool:
    """Whether the verb at i is passive: an auxiliary or subject says so, or it is a bare past participle."""
    if tree.child(i, "aux:pass", "nsubj:pass", "csubj:pass", "obl:agent") is not None:
        return True
    if tree.xpos[i] != "VBN" or is_hidden_verb(tree, i):
        return False
    if tree.deps[i] == "conj" and not tree.children_by(i, "aux", "nsubj"):
        return is_passive(tree, tree.heads[i]) and tree.child(i, "obj") is None
    return tree.child(i, "aux") is None and tree.child(i, "nsubj") is None


def is_hidden_verb(tree: Tree, i: int) -> bool:
    """Whether the parse takes a finite verb with an object for a participle ("A court on Monday freed B")."""
    return tree.deps[i] == "amod" and i > tree.heads[i] and tree.child(i, "obj") is not None


def cases(tree: Tree, i: int) -> tuple[str, ...]:
    """Prepositions (and "to", "of" fixed to them) that mark the phrase or clause headed by i, in lower case."""
    found: list[str] = []
    for j in tree.children[i]:
        dep = tree.deps[j]
        if dep in ("case", "mark"):
            found.append(tree.lowers[j])
            found.extend(tree.lowers[k] for k in tree.children[j] if tree.deps[k] == "fixed")
        elif dep in ("compound", "nmod:desc") and j < i:
            found.extend(tree.lowers[k] for k in tree.children[j] if tree.deps[k] == "case")
    return tuple(found)


def marks(tree: Tree, i: int) -> tuple[str, ...]:
    """Subordinating words of the clause headed by i: "if", "to", "whether", "as if"."""
    words = [tree.lowers[j] for j in tree.children[i] if tree.deps[j] == "mark"]
    return (
        *words,
        *(tree.lowers[j] for j in tree.children[i] if tree.deps[j] == "advmod" and tree.lowers[j] == "when"),
    )


def obliques(tree: Tree, i: int, preposition: str) -> list[int]:
    """Nominals that depend on i and are marked by the preposition."""
    return [
        j
        for j in tree.children[i]
        if tree.deps[j] in ("obl", "nmod", "obl:agent", "advcl", "xcomp", "acl", "ccomp")
        and preposition in cases(tree, j)
    ]


def conjuncts(tree: Tree, i: int) -> list[int]:
    """Token i and what is coordinated with it, to any depth; a conjunct may hang on the last word of a name."""
    found, names = [i], [i]
    for j in names:
        for k in tree.children[j]:
            if tree.deps[k] == "conj":
                found.append(k)
                names.append(k)
            elif tree.deps[k] == "flat":
                names.append(k)
    return found


def antecedent(tree: Tree, i: int) -> int | None:
    """What the relative clause that token i stands in is about, or None outside one."""
    for _ in range(DEPTH):
        if tree.deps[i].startswith("acl") or tree.deps[i] == "advcl:relcl":
            return tree.heads[i]
        if tree.heads[i] == i:
            return None
        i = tree.heads[i]
    return None


def surface_subject(tree: Tree, i: int, depth: int = 0) -> int | None:
    """The subject of i, its own or the one it shares, is controlled by, or modifies."""
    own = _own_subject(tree, i)
    if own is None and tree.xpos[i] == "VBG":
        own = next((j for j in tree.children_by(i, "obl") if j < i and not cases(tree, j)), None)
    if own is not None:
        return _resolve_relative(tree, own, i)
    if depth > DEPTH or tree.heads[i] == i:
        return None
    head, dep = tree.heads[i], tree.deps[i]
    if dep == "conj":
        return surface_subject(tree, head, depth + 1) if is_verbal(tree, head) or tree.upos[i] == "VERB" else None
    if dep == "xcomp":
        return _controller(tree, head, depth)
    if dep in ("advcl", "ccomp", "cop", "aux"):
        return surface_subject(tree, head, depth + 1)
    if dep == "acl":
        return _subject_of_acl(tree, i, head, depth)
    if dep == "acl:relcl" or is_hidden_verb(tree, i):
        return head
    return None


def _own_subject(tree: Tree, i: int) -> int | None:
    """The subject of i; of two the one after a dash, since the parse may take a dateline for the other."""
    found = tree.children_by(i, "nsubj", "nsubj:pass", "nsubj:outer")
    if len(found) > 1 and found[1] < i and any(tree.lowers[j] in DASHES for j in range(found[0], found[1])):
        return found[1]
    return next(iter(found), None)


def _lacks_object(tree: Tree, i: int) -> bool:
    """Whether the relative clause of verb i is about its object: it has a subject of its own and no other gap."""
    subject = tree.child(i, "nsubj")
    if subject is None or tree.lowers[subject] in RELATIVE or tree.upos[tree.heads[i]] not in NOMINAL:
        return False
    if tree.child(i, "ccomp", "xcomp") is not None:
        return False
    return not any(tree.lowers[j] in (*RELATIVE, "where", "when") for j in tree.children_by(i, "obl", "advmod"))


def _resolve_relative(tree: Tree, subject: int, verb: int) -> int:
    if tree.lowers[subject] in RELATIVE and tree.upos[subject] in ("PRON", "DET", "SCONJ"):
        found = antecedent(tree, verb)
        return subject if found is None else _adjacent(tree, found, subject)
    return subject


def _adjacent(tree: Tree, found: int, pronoun: int) -> int:
    """The antecedent that the parse gives, or the noun just before the pronoun where that one does not reach it."""
    last = pronoun - 1
    while last > 0 and tree.upos[last] in ("PUNCT", "ADP"):
        last -= 1
    if found <= last and (found == last or any(_climbs(tree, j, found) for j in (last,))):
        return found
    near = last
    while tree.deps[near] in ("flat", "compound", "amod", "nmod:desc") and tree.heads[near] < pronoun:
        near = tree.heads[near]
    return near if tree.upos[near] in ("NOUN", "PROPN", "PRON") else found


def _climbs(tree: Tree, i: int, top: int) -> bool:
    """Whether i lies below `top` in one noun phrase."""
    for _ in range(DEPTH):
        if i == top:
            return True
        if tree.heads[i] == i or tree.upos[tree.heads[i]] in ("VERB", "AUX"):
            return False
        i = tree.heads[i]
    return False


def _controller(tree: Tree, head: int, depth: int) -> int | None:
    if tree.upos[head] == "VERB" and not is_passive(tree, head):
        controlled = tree.child(head, "obj", "iobj")
        if controlled is not None and tree.lowers[controlled] not in ("itself", "himself", "herself", "themselves"):
            return controlled
    return surface_subject(tree, head, depth + 1)


def _subject_of_acl(tree: Tree, i: int, head: int, depth: int) -> int | None:
    if "to" not in marks(tree, i):
        return head
    owner = tree.child(head, "nmod:poss")
    if owner is not None:
        return owner
    governor = tree.heads[head]
    if tree.child(head, "cop") is not None:
        return surface_subject(tree, head, depth + 1)
    if tree.deps[head] == "xcomp":
        return surface_subject(tree, governor, depth + 1)
    if tree.deps[head] in ("obj", "nsubj:pass", "obl") and governor != head:
        return surface_subject(tree, governor, depth + 1)
    return None


def deep_agent(tree: Tree, i: int) -> int | None:
    """Who does it: the subject of an active verb, the by-phrase of a passive one."""
    if not is_passive(tree, i):
        return surface_subject(tree, i)
    agents = tree.children_by(i, "obl:agent") or obliques(tree, i, "by")
    if agents:
        return agents[0]
    if tree.deps[i] == "conj" and tree.child(i, "nsubj:pass", "nsubj") is None and is_passive(tree, tree.heads[i]):
        return deep_agent(tree, tree.heads[i])
    return None


def deep_object(tree: Tree, i: int) -> int | None:
    """Whom or what it is done to: object of an active verb, subject of a passive one, antecedent of a relative."""
    own = tree.child(i, "obj")
    if own is not None:
        return _resolve_relative(tree, own, i)
    if is_passive(tree, i):
        return surface_subject(tree, i)
    lone = tree.child(i, "iobj")
    if lone is None:
        lone = next(
            (
                j
                for j in tree.children_by(i, "obl")
                if j > i and tree.upos[j] in ("NOUN", "PROPN") and not cases(tree, j)
            ),
            None,
        )
    if lone is not None:
        return _resolve_relative(tree, lone, i)
    if tree.deps[i] == "acl:relcl" and tree.upos[i] == "VERB" and _lacks_object(tree, i):
        return tree.heads[i]
    if tree.deps[i] == "xcomp" and tree.upos[tree.heads[i]] == "ADJ":
        return surface_subject(tree, tree.heads[i])
    for j in tree.children[i]:
        if tree.deps[j] == "conj" and tree.upos[j] == "VERB" and tree.child(j, "nsubj") is None:
            return None
    return None
