"""To whom it is done: said, owned, taken over from an inner event, described, or implied by the article's topic."""

from __future__ import annotations

from typing import TYPE_CHECKING

from detente.events.clauses import cases, deep_agent, is_passive
from detente.events.fate import Fate
from detente.events.roles import Candidate, find_roles

if TYPE_CHECKING:
    from collections.abc import Sequence

    from detente.events.matching import Match
    from detente.events.ontology import Ontology
    from detente.events.roles import Roles
    from detente.events.sides import Side, SideFinder
    from detente.language.tree import Tree

__all__ = ["RecipientFinder"]

OWNERS = ("nmod:poss", "amod", "compound")
DOMESTIC = ("obj", "against")
FORCEFUL = 4
OWN_PEOPLE = ("MOBILIZE", "RETREAT", "AID", "COOPERATE")
FORCE = ("MOBILIZE", "ASSAULT")
REACHING = ("THREATEN", "PROTEST", "CONSULT")


class RecipientFinder:
    """Finds the recipient of one matched trigger."""

    def __init__(self, tree: Tree, finder: SideFinder, ontology: Ontology) -> None:
        self._tree = tree
        self._finder = finder
        self._ontology = ontology
        self._harms = finder.words.harms

    def find(self, match: Match, inner: list[Match], roles: Roles, actor: tuple[Side, ...]) -> tuple[Side, ...]:
        """The recipient, as a side without code where only its words are known, or nothing."""
        if match.trigger.predicate.topical:
            return self._finder.implied(actor)
        codes = frozenset(side.code for side in actor if side.code)
        candidates = [c for one in roles.recipient for c in self._doers(match, one)]
        direct = [c for c in candidates if c.slot in ("obj", "iobj") or c.slot == match.trigger.to[0]]
        rest = [c for c in candidates if c not in direct]
        within = [c for m in inner[:1] for c in find_roles(self._tree, m, Fate()).recipient]
        owners = [c for c in roles.fallback if c.slot == "owner"]
        said = (*self._asked(match), *direct, *within, *rest, *owners)
        return (
            self._fellow(match, said, len(direct), actor)
            or self._finder.recipient(said, codes)
            or self._in_clause(match, roles, codes)
            or self._at_home(match, candidates)
            or self._described(match, roles, codes)
            or self._opponent(match, roles, actor)
            or (self._implied(match, roles, actor) if not self._finder.recipient(said) else ())
            or self._finder.unnamed(roles.recipient)
            or self._taken(match, owners)
        )

    def _fellow(
        self, match: Match, said: Sequence[Candidate], direct: int, actor: tuple[Side, ...]
    ) -> tuple[Side, ...]:
        """Another party of the actor's own state, named, or the direct object without a name."""
        found = self._finder.fellow(said, actor)
        first = said[: max(direct, 1)]
        if found or not first or self._finder.recipient(first):
            return found
        owners = [Candidate(j, "owner") for j in self._tree.children_by(first[0].token, "nmod:poss")]
        unnamed = next((s for c in (*first[:1], *owners) for s in self._finder.unnamed([c]) if s.sector), None)
        settled = self._finder.settle((unnamed,), actor, match.type) if unnamed is not None else ()
        return settled if any(side.code for side in settled) else ()

    def _taken(self, match: Match, owners: list[Candidate]) -> tuple[Side, ...]:
        """The people that a trigger took in with its object ("let the sailors go"), or whose that object is."""
        tree = self._tree
        if match.type in OWN_PEOPLE and match.trigger.predicate.mode != "release":
            return ()
        for owner in owners:
            below = [j for j in tree.children[owner.token] if tree.deps[j] == "nmod:poss" or "of" in cases(tree, j)]
            people = [j for j in (owner.token, *below) if self._finder.can_act(j) and not self._is_missile(j)]
            if people:
                return self._finder.unnamed([Candidate(people[0], "owner")])
        return ()

    def _is_missile(self, token: int) -> bool:
        return self._tree.lemmas[token].lower() in self._finder.words.tested

    def _asked(self, match: Match) -> list[Candidate]:
        """Who is to act by a demand: the subject of the clause that it governs ("demands that B stop")."""
        if match.type != "REQUEST":
            return []
        clauses = self._tree.children_by(match.head, "ccomp")
        subjects = [self._tree.child(j, "nsubj") for j in clauses if not is_passive(self._tree, j)]
        return [Candidate(j, "obj") for j in subjects if j is not None]

    def _doers(self, match: Match, candidate: Candidate) -> list[Candidate]:
        """Who did the harm that is condemned or demanded to end, never whom it was done to; another as it stands."""
        tree, token = self._tree, candidate.token
        if not self._ontology.types[match.type].speech:
            return [candidate]
        if self._is_harm(tree.heads[token]) and tree.heads[token] != match.head and candidate.slot != "by":
            return []
        if not self._is_harm(token):
            return [candidate]
        by = [j for k in tree.children[token] for j in (k, *tree.children[k]) if "by" in cases(tree, j)]
        owners = [j for j in tree.children[token] if tree.deps[j] in OWNERS and not self._finder.is_person(j)]
        return [Candidate(j, candidate.slot) for j in (*by, *owners)]

    def _opponent(self, match: Match, roles: Roles, actor: tuple[Side, ...]) -> tuple[Side, ...]:
        """For harm to one of the two states that an article is about, condemned by a third: the other of the two."""
        if not self._ontology.types[match.type].speech:
            return ()
        harmed = [c for c in roles.recipient if self._is_harm(c.token) or self._is_harm(self._tree.heads[c.token])]
        others = self._finder.implied(self._finder.recipient(harmed)[:1])
        return tuple(side for side in others if side.code not in {one.code for one in actor})

    def _is_harm(self, token: int) -> bool:
        return self._tree.upos[token] in ("NOUN", "PROPN", "VERB") and self._tree.lemmas[token].lower() in self._harms

    def _in_clause(self, match: Match, roles: Roles, codes: frozenset[str]) -> tuple[Side, ...]:
        if not self._ontology.types[match.type].speech and match.type not in REACHING:
            return ()
        for clause in (c for c in roles.fallback if c.slot == "clause"):
            agent = deep_agent(self._tree, clause.token) if self._tree.deps[clause.token] == "ccomp" else None
            found = () if agent is None else self._finder.recipient([Candidate(agent, "subject")], codes)
            if not found and not self._is_undergone(clause.token):
                found = self._finder.within(clause.token, codes, places=match.type in REACHING)
            if found:
                return found
        return ()

    def _is_undergone(self, clause: int) -> bool:
        """Whether a clause says what should be done, not by whom ("warned that funds must not be used")."""
        return is_passive(self._tree, clause) and self._tree.deps[clause] == "ccomp"

    def _at_home(self, match: Match, candidates: list[Candidate]) -> tuple[Side, ...]:
        """The actor's own state, for what a state can do to its own people."""
        if self._ontology.types[match.type].quad <= 2 and match.type not in ("CONCEDE", "RETREAT", "AID"):
            return ()
        return self._finder.recipient([c for c in candidates if c.slot in DOMESTIC])

    def _described(self, match: Match, roles: Roles, codes: frozenset[str]) -> tuple[Side, ...]:
        """The land that a description stands for ("near the island")."""
        if match.type not in FORCE:
            return ()
        for candidate in roles.recipient:
            words = [self._tree.lowers[j] for j in self._tree.children_by(candidate.token, "det")]
            if self._tree.lemmas[candidate.token] in self._ontology.lands and {"the", "that", "this"} & set(words):
                return self._finder.earlier(candidate.token, codes)
        return ()

    def _implied(self, match: Match, roles: Roles, actor: tuple[Side, ...]) -> tuple[Side, ...]:
        predicate, topic = match.trigger.predicate, self._ontology.topic
        if self._ontology.types[match.type].quad == FORCEFUL and match.trigger.word_class != "verb":
            return ()
        if predicate.weight < topic.weight or self._finder.is_someone(roles.recipient):
            return ()
        if match.type in topic.types or (
            predicate.mode in topic.modes and all(c.slot == "name" for c in roles.recipient)
        ):
            return self._finder.implied(actor)
        return ()
