"""The two sides of an event, or the reason that it has none."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from detente.events.fate import Fate
from detente.events.roles import complements, find_roles, has_infinitive, is_vague

if TYPE_CHECKING:
    from detente.events.composition import Meaning
    from detente.events.matching import Match
    from detente.events.ontology import Ontology
    from detente.events.roles import Candidate, Roles
    from detente.events.sides import Side, SideFinder
    from detente.language.tree import Tree

__all__ = ["Parties", "find_parties"]

MOST_PARTIES = 4
MUTUAL = ("CONSULT", "AGREE", "COOPERATE", "SUPPORT")
FORCE = ("MOBILIZE", "ASSAULT")
SHARED = ("with", "between", "of", "among", "obj", "owner", "alongside")
DOMESTIC = ("obj", "against")


@dataclass(frozen=True, slots=True)
class Parties:
    """Sides of an event; a symmetric one keeps them all in `actor` when they stand in one plural."""

    actor: tuple[Side, ...]
    recipient: tuple[Side, ...]
    symmetric: bool = False

    @property
    def named(self) -> bool:
        """Whether at least one side has a code."""
        return any(side.code for side in (*self.actor, *self.recipient))

    def pairs(self) -> list[tuple[Side | None, Side | None]]:
        """One pair for each event: every actor with every recipient, or each two of one plural."""
        if self.symmetric and not self.recipient:
            if len(self.actor) > MOST_PARTIES:
                return []
            return [(a, b) for n, a in enumerate(self.actor) for b in self.actor[n + 1 :]]
        actors: list[Side | None] = [*self.actor] or [None]
        recipients: list[Side | None] = [*self.recipient] or [None]
        return [
            (a, b)
            for a in actors
            for b in recipients
            if a is None or b is None or a.code != b.code or a.token != b.token
        ]


def find_parties(
    tree: Tree, match: Match, inner: list[Match], fate: Fate, finder: SideFinder, meaning: Meaning, ontology: Ontology
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
    predicate = match.trigger.predicate
    roles = find_roles(tree, match, fate)
    if predicate.symmetric:
        return _symmetric(tree, match, roles, fate, finder)
    actor = finder.actor(roles.actor)
    codes = frozenset(side.code for side in actor if side.code)
    if "complement" in predicate.needs and not (inner or complements(tree, match, nominal=True)):
        return None
    if "inner" in predicate.needs and not inner:
        return None
    if "infinitive" in predicate.needs and not has_infinitive(tree, match):
        return None
    if match.trigger.word_class == "noun" and is_vague(tree, match, fate):
        return None
    recipient = _recipient(tree, match, inner, roles, finder, actor, ontology)
    mutual = meaning.type == "AGREE" or (meaning.type in MUTUAL and "with" in predicate.to)
    if mutual and len(codes) > 1 and not any(side.code for side in recipient):
        return Parties(tuple(side for side in actor if side.code), (), True)
    if not _enough(match, fate, actor, recipient, ontology):
        return None
    if meaning.type in MUTUAL and codes & {side.code for side in recipient}:
        return None
    if any(side.code in codes for side in recipient) and meaning.status in ("possible", "hypothetical"):
        return None
    return Parties(actor, recipient)


def _symmetric(tree: Tree, match: Match, roles: Roles, fate: Fate, finder: SideFinder) -> Parties | None:
    if match.trigger.word_class == "noun":
        if is_vague(tree, match, fate):
            return None
        sides = finder.everyone((*roles.actor, *roles.recipient))
        return Parties(sides, (), True) if len(sides) > 1 else None
    actor = finder.actor(roles.actor)
    codes = frozenset(side.code for side in actor)
    others = finder.recipient(roles.recipient, codes)
    if "recipient" in match.trigger.predicate.needs and not others and len(codes) < 2:
        return None
    if not others and match.nominals:
        others = finder.recipient(roles.fallback[:1], codes)
    if actor and others:
        return Parties(actor, others, others[0].slot in SHARED)
    if len(actor) > 1:
        return Parties(actor, (), True)
    return _alone(match, actor, others or finder.unnamed(roles.recipient))


def _alone(match: Match, actor: tuple[Side, ...], others: tuple[Side, ...]) -> Parties | None:
    """An agreement or a deal may name one side only; a meeting needs another, if an unnamed one."""
    if actor and match.type in ("AGREE", "SUPPORT") and match.trigger.word_class == "verb":
        return Parties(actor, others)
    return Parties(actor, others, True) if actor and others else None


def _recipient(
    tree: Tree,
    match: Match,
    inner: list[Match],
    roles: Roles,
    finder: SideFinder,
    actor: tuple[Side, ...],
    ontology: Ontology,
) -> tuple[Side, ...]:
    codes = frozenset(side.code for side in actor if side.code)
    type_ = ontology.types[match.type]
    direct = [c for c in roles.recipient if c.slot in ("obj", "iobj") or c.slot == match.trigger.to[0]]
    within = [c for m in inner[:1] for c in find_roles(tree, m, Fate()).recipient]
    rest = [c for c in roles.recipient if c not in direct]
    owners = [c for c in roles.fallback if c.slot == "owner"]
    found = finder.recipient((*direct, *within, *rest, *owners), codes)
    if found:
        return found
    if type_.speech or match.type in ("PROTEST", "CONSULT"):
        for clause in (c for c in roles.fallback if c.slot == "clause"):
            found = finder.within(clause.token, codes, places=match.type in ("THREATEN", "PROTEST", "CONSULT"))
            if found:
                return found
    if type_.quad > 2 or match.type in ("CONCEDE", "RETREAT", "AID"):
        found = finder.recipient([c for c in roles.recipient if c.slot in DOMESTIC])
    predicate = match.trigger.predicate
    if not found and match.type in FORCE:
        found = _described(tree, roles.recipient, finder, codes, ontology)
    if (
        not found
        and not finder.is_someone(roles.recipient)
        and (match.type in ontology.topic.types or predicate.mode in ontology.topic.modes)
    ):
        found = finder.implied(actor)
    return found or finder.unnamed((*direct, *rest))


def _described(
    tree: Tree, candidates: tuple[Candidate, ...], finder: SideFinder, codes: frozenset[str], ontology: Ontology
) -> tuple[Side, ...]:
    for candidate in candidates:
        definite = any(tree.lowers[j] in ("the", "that", "this") for j in tree.children_by(candidate.token, "det"))
        if definite and tree.lemmas[candidate.token] in ontology.lands:
            return finder.earlier(candidate.token, codes)
    return ()


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
    if type_.sides:
        return bool(actor) and named
    return bool(actor) or named
