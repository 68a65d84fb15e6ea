"""The two sides of an event, or the reason that it has none."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from detente.events.clauses import marks
from detente.events.recipients import RecipientFinder
from detente.events.roles import complements, find_roles, is_filled, is_vague

if TYPE_CHECKING:
    from detente.events.composition import Meaning
    from detente.events.fate import Fate
    from detente.events.matching import Match
    from detente.events.ontology import Ontology
    from detente.events.roles import Roles
    from detente.events.sides import Side, SideFinder
    from detente.language.tree import Tree

__all__ = ["Parties", "find_parties"]

MOST_PARTIES = 4
CIVIL = "CVL"  # who lives in a place that is attacked
MUTUAL = ("CONSULT", "AGREE", "COOPERATE", "SUPPORT")
ONE_WAY = ("SANCTION",)
EACH = ("each", "one")
OTHER = ("other", "another")
SHARED = ("with", "between", "of", "among", "obj", "owner", "alongside")


@dataclass(frozen=True, slots=True)
class Parties:
    """Sides of an event; a symmetric one keeps them all in `actor` when they stand in one plural.

    In a `reciprocal` one each of them does it to each other ("accused each other").
    """

    actor: tuple[Side, ...]
    recipient: tuple[Side, ...]
    symmetric: bool = False
    reciprocal: bool = False

    @property
    def named(self) -> bool:
        """Whether at least one side has a code."""
        return any(side.code for side in (*self.actor, *self.recipient))

    def pairs(self) -> list[tuple[Side | None, Side | None]]:
        """One pair for each event: every actor with every recipient, or each two of one plural."""
        if self.reciprocal:
            return [(a, b) for a in self.actor for b in self.actor if a.code != b.code]
        if self.symmetric and not self.recipient:
            if len(self.actor) > MOST_PARTIES:
                return []
            return [(a, b) for n, a in enumerate(self.actor) for b in self.actor[n + 1 :] if a.is_apart(b)]
        actors: list[Side | None] = [*self.actor] or [None]
        recipients: list[Side | None] = [*self.recipient] or [None]
        found: dict[object, tuple[Side | None, Side | None]] = {}
        for a in actors:
            for b in recipients:
                if a is None or b is None or not (a.code and b.code):
                    found[a, b] = (a, b)
                elif a.code != b.code:
                    found.setdefault((a.code, b.code), (a, b))
                elif a.token != b.token and a.is_apart(b):
                    found[a, b] = (a, b)
        return list(found.values())


def find_parties(
    tree: Tree,
    match: Match,
    inner: list[Match],
    fate: Fate,
    finder: SideFinder,
    meaning: Meaning,
    ontology: Ontology,
) -> Parties | None:
    """The sides of a matched trigger, or None where they do not make an event.

    A symmetric type needs two sides; a noun without support verb needs both; a verb of speech needs someone who speaks.

    Args:
        tree: The text.
        match: The trigger.
        inner: The events that it takes in; their recipient is its own where it names none ("promised aid to B").
        fate: What became of it.
        finder: Resolves the sides.
        meaning: Its composed meaning.
        ontology: The types.
    """
    roles = find_roles(tree, match, fate)
    if not _complete(tree, match, inner, fate):
        return None
    if match.trigger.predicate.symmetric:
        return _symmetric(tree, match, roles, finder)
    actor = finder.actor(roles.actor)
    recipient = RecipientFinder(tree, finder, ontology).find(match, inner, roles, actor)
    recipient = finder.settle(recipient, actor, match.type)
    actor = finder.settle(actor, recipient, match.type, agent=True)
    codes = {side.code for side in actor if side.code}
    if meaning.type == "THREATEN" and fate.condition and not any(side.code for side in recipient):
        recipient = _threatened(tree, match, finder, frozenset(codes)) or recipient
    if _is_mutual(match, meaning) and len(codes) > 1 and not any(side.code for side in recipient):
        return Parties(tuple(side for side in actor if side.code), (), True)
    if 1 < len(codes) <= MOST_PARTIES and _is_each_other(tree, match):
        return Parties(tuple(side for side in actor if side.code), (), reciprocal=True)
    if not _enough(match, fate, actor, recipient, ontology):
        return None
    if codes & {side.code for side in recipient}:
        return _inward(actor, recipient, meaning, ontology)
    return Parties(actor, recipient)


def _inward(
    actor: tuple[Side, ...], recipient: tuple[Side, ...], meaning: Meaning, ontology: Ontology
) -> Parties | None:
    """What one party of a state does to another; of what a state does to itself the recipient stays without a name."""
    if meaning.type == "ASSAULT":
        if meaning.mode is None and all(side.sector in ontology.homes.talkers for side in (*actor, *recipient)):
            return None
        recipient = tuple(replace(b, sector=CIVIL) if b.place and b.sector is None else b for b in recipient)
    told = tuple(b for b in recipient if all(a.is_apart(b) for a in actor))
    if told and not (meaning.type in MUTUAL and all(side.organ for side in (*actor, *told))):
        return Parties(actor, told)
    if meaning.type in MUTUAL or meaning.status in ("possible", "hypothetical"):
        return None
    return Parties(actor, tuple(replace(side, code="", actor="") for side in recipient))


def _threatened(tree: Tree, match: Match, finder: SideFinder, codes: frozenset[str]) -> tuple[Side, ...]:
    """Whom a condition names: who is to act, or to stop, lest the threat be carried out."""
    for clause in tree.children_by(match.head, "advcl"):
        if {"if", "unless"} & set(marks(tree, clause)):
            return finder.within(clause, codes, places=False)
    return ()


def _is_each_other(tree: Tree, match: Match) -> bool:
    """Whether an argument of the trigger is "each other", "one another" or, of "each", "the other"."""
    for j in tree.subtree(match.head):
        if tree.lowers[j] not in OTHER or (tree.heads[j] == match.head and tree.deps[j] == "nsubj"):
            continue
        if j and (tree.lowers[j - 1] in EACH or any(tree.lowers[k] == "each" for k in _near(tree, match.head))):
            return True
    return False


def _near(tree: Tree, i: int) -> list[int]:
    """The dependents of i, and theirs."""
    return [k for j in tree.children[i] for k in (j, *tree.children[j])]


def _is_mutual(match: Match, meaning: Meaning) -> bool:
    predicate = match.trigger.predicate
    if meaning.type == "SUPPORT":
        return predicate.to[0] == "with"
    return meaning.type == "AGREE" or (
        meaning.type in MUTUAL and "with" in predicate.to and predicate.mode != "third-party"
    )


def _complete(tree: Tree, match: Match, inner: list[Match], fate: Fate) -> bool:
    """Whether the clause holds what the predicate needs beside its sides."""
    needs = match.trigger.predicate.needs
    if "complement" in needs and not (inner or complements(tree, match, nominal=True)):
        return False
    if ("inner" in needs and not inner) or not is_filled(tree, match):
        return False
    return not (match.trigger.word_class == "noun" and is_vague(tree, match, fate))


def _symmetric(tree: Tree, match: Match, roles: Roles, finder: SideFinder) -> Parties | None:
    if match.trigger.word_class == "noun":
        beside = [c for c in roles.recipient if "to" not in marks(tree, c.token)]
        sides = finder.everyone((*roles.actor, *beside))
        return Parties(sides, (), True) if len(sides) > 1 else None
    actor = finder.actor(roles.actor)
    codes = frozenset(side.code for side in actor)
    others = finder.recipient(roles.recipient, codes)
    if "recipient" in match.trigger.predicate.needs and not others and len(codes) < 2:
        return None
    if not others:
        others = finder.fellow(roles.recipient, actor) or _unnamed_fellow(match, roles, actor, finder)
    if not others and match.nominals:
        others = finder.recipient(roles.fallback[:1], codes)
    if len(codes - {""}) > 1 and not any(side.direct for side in others):
        return Parties(actor, (), True)
    if actor and others:
        return Parties(actor, others, others[0].slot in SHARED)
    if len(actor) > 1:
        return Parties(actor, (), True)
    return _alone(match, actor, others or finder.unnamed(roles.recipient))


def _unnamed_fellow(match: Match, roles: Roles, actor: tuple[Side, ...], finder: SideFinder) -> tuple[Side, ...]:
    """Another party of the actor's own state that has no name ("met opposition leaders"), not an organ of it."""
    settled = finder.settle(finder.unnamed(roles.recipient[:1]), actor, match.type)
    return tuple(s for s in settled if s.code and not s.organ and all(s.is_apart(one) for one in actor))


def _alone(match: Match, actor: tuple[Side, ...], others: tuple[Side, ...]) -> Parties | None:
    """An agreement or a deal may name one side only; a meeting needs another, if an unnamed one."""
    if actor and match.type in ("AGREE", "SUPPORT") and match.trigger.word_class == "verb":
        return Parties(actor, others)
    return Parties(actor, others, True) if actor and others else None


def _enough(match: Match, fate: Fate, actor: tuple[Side, ...], recipient: tuple[Side, ...], ontology: Ontology) -> bool:
    predicate, type_ = match.trigger.predicate, ontology.types[match.type]
    named = any(side.code for side in recipient)
    if not actor and not recipient:
        return False
    if "recipient" in predicate.needs and not named:
        return False
    if "place" in predicate.needs and not any(side.code and side.direct for side in recipient):
        return False
    if "person" in predicate.needs and not any(side.code and (side.people or side.direct) for side in recipient):
        return False
    if (
        match.trigger.word_class == "noun"
        and fate.actor is None
        and not any(step.startswith("same") for step in fate.steps)
    ):
        return named and any(side.code for side in actor)
    if match.trigger.word_class == "noun" and match.type in ONE_WAY and not named and actor and actor[0].slot == "name":
        return False
    if type_.sides:
        return bool(actor) and named
    return bool(actor) or named
