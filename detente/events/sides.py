"""From argument tokens to the codes of states, bodies and groups, and the people behind them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Protocol

from detente.events.clauses import cases, conjuncts

if TYPE_CHECKING:
    from collections.abc import Sequence

    from detente.actors import Sectors
    from detente.events.homes import Homes
    from detente.events.roles import Candidate
    from detente.events.voices import Voices
    from detente.events.words import Words
    from detente.language.tree import Tree
    from detente.model import Mention

__all__ = ["Linked", "Side", "SideFinder"]

MODIFIERS = ("nmod:poss", "amod", "compound", "nmod:desc", "flat", "appos", "nmod", "det", "nmod:unmarked", "obl")
OWNING = (
    "of",
    "from",
    "in",
    "by",
    "between",
    "for",
    "among",
    "with",
    "at",
    "to",
    "against",
    "throughout",
    "across",
)
SEEN = "seen"
NEVER_PLACES = ("subject", "by")
SAME = ("appos", "flat", "nmod:desc")
REACHED = ("to", "with", "against", "for", "on", "from", "toward", "towards", "of", "by", "between")
DEPTH = 3


class Linked(Protocol):
    """What this layer needs of `ActorMentions`."""

    @property
    def mentions(self) -> tuple[Mention, ...]:
        """All mentions, in text order."""

    def at(self, i: int) -> tuple[Mention, ...]:
        """All mentions whose range covers token i."""


class Topic(Protocol):
    """What this layer needs of the article's topic."""

    def other(self, actor: tuple[Side, ...]) -> tuple[Side, ...]:
        """The state that an act of `actor` is most likely meant for."""


@dataclass(frozen=True, slots=True)
class Side:
    """One party of an event.

    Attributes:
        code: State, body or group; "" for one that no mention names.
        token: The word that stands for it.
        slot: How it was reached ("subject", "with", "clause", "topic").
        people: Persons named.
        direct: Whether the mention stands on the argument itself, not on a modifier of it.
        actor: Which body, group or person of the code it is; the code itself for a state as such.
        sector: PLOVER's sector, None where the words say none.
        organ: Whether the sector is one of the state's own.
        place: Whether it is named as a place.
        home: Whether it has no name and the code is that of the state it is at home in.
    """

    code: str
    token: int
    slot: str
    people: tuple[str, ...] = ()
    direct: bool = True
    actor: str = ""
    sector: str | None = None
    organ: bool = False
    place: bool = False
    home: bool = False

    def is_apart(self, other: Side) -> bool:
        """Whether two sides of one state are two parties: government and rebels, court and minister."""
        if self.code != other.code:
            return True
        if self._is_own() and self.actor == other.actor:
            return False
        if self.sector is not None and other.sector is not None:
            own = self._is_own() and other._is_own() and self.actor != other.actor
            return own or self.sector != other.sector
        told, untold = (self, other) if self.sector is not None else (other, self)
        return told.sector is not None and not told.organ and untold.is_state()

    def is_state(self) -> bool:
        """Whether it is a state as such that acts or is addressed."""
        return self.direct and not self.place and self.code != "" and self.actor == self.code

    def _is_own(self) -> bool:
        """Whether it is a body or person of its own, not just somebody of a state."""
        return self.actor not in ("", self.code)


class SideFinder:
    """Resolves candidates through the actor mentions of one article."""

    def __init__(
        self,
        tree: Tree,
        actors: Linked,
        words: Words,
        topic: Topic | None = None,
        voices: Voices | None = None,
        sectors: Sectors | None = None,
        homes: Homes | None = None,
    ) -> None:
        self._homes = homes
        self._topic = topic
        self._sectors = sectors
        self._found: dict[tuple[Candidate, bool, frozenset[str]], tuple[Side, ...]] = {}
        self._voices = voices
        self._tree = tree
        self._actors = actors
        self._words = words

    @property
    def words(self) -> Words:
        """The closed word lists."""
        return self._words

    def settle(
        self, sides: Sequence[Side], others: Sequence[Side], type_: str, *, agent: bool = False
    ) -> tuple[Side, ...]:
        """The sides, those without a name given the state they are at home in, where that is told (`Homes.settle`)."""
        return tuple(sides) if self._homes is None else self._homes.settle(sides, others, type_, agent=agent)

    def actor(self, candidates: Sequence[Candidate]) -> tuple[Side, ...]:
        """The first candidate that is someone who can act; an unnamed one where none is named."""
        for candidate in candidates:
            found = self._group(candidate, agent=candidate.slot in ("subject", "by"))
            if found:
                return found
        return self._unnamed([c for c in candidates if c.slot in ("subject", "by", "owner")])

    def recipient(self, candidates: Sequence[Candidate], apart_from: frozenset[str] = frozenset()) -> tuple[Side, ...]:
        """The first candidate that names someone other than those given."""
        for candidate in candidates:
            found = tuple(side for side in self._group(candidate, False, apart_from) if side.code not in apart_from)
            if any(side.code for side in found):
                return found
        return ()

    def is_someone(self, candidates: Sequence[Candidate]) -> bool:
        """Whether a candidate is a person or body, though one that no mention names."""
        return any(
            self.can_act(c.token) and not self._is_place(c.token)
            for c in candidates
            if c.slot not in ("clause", "owner", "name")
        )

    def _is_place(self, token: int) -> bool:
        number = self._tree.entity[token]
        return number >= 0 and self._tree.entities[number].label == "LOC" and not self._actors.at(token)

    def someone(self, token: int) -> tuple[Side, ...]:
        """Who stands at a token, whatever its role: those whom mentions name on or below it, else an unnamed agent."""
        sides = self._one(token, SEEN, False, True)
        if sides or not self.can_act(token) or self._is_place(token) or self._actors.at(token):
            return sides
        return (self._as(token, Side("", token, SEEN, (), False)),)

    def is_person(self, token: int) -> bool:
        """Whether a token stands for a person: a pronoun of one, or a name."""
        return any(mention.person for mention in self._actors.at(token)) or (
            self._tree.upos[token] == "PRON" and not self._actors.at(token)
        )

    def unnamed(self, candidates: Sequence[Candidate]) -> tuple[Side, ...]:
        """The first candidate that is no clause, as a side without a code."""
        return self._unnamed([c for c in candidates if c.slot not in ("clause", "name")])

    def _unnamed(self, candidates: Sequence[Candidate]) -> tuple[Side, ...]:
        for candidate in candidates:
            lemma = self._tree.lemmas[candidate.token].lower()
            if candidate.slot != "subject" and (lemma in self._words.time_nouns or lemma.isdigit()):
                continue
            if (
                self._tree.upos[candidate.token] in ("NOUN", "PROPN", "ADJ", "NUM", "PRON")
                or self._tree.entity[candidate.token] >= 0
            ):
                return (self._as(candidate.token, Side("", candidate.token, candidate.slot, (), False)),)
        return ()

    def everyone(self, candidates: Sequence[Candidate]) -> tuple[Side, ...]:
        """All sides that any candidate names, each once."""
        return _each([s for c in candidates for s in self._group(c, agent=c.slot == "subject")])

    def fellow(self, candidates: Sequence[Candidate], actor: Sequence[Side]) -> tuple[Side, ...]:
        """The first candidate that names anyone, where that is another party of the actor's own state."""
        codes = {side.code for side in actor}
        for candidate in candidates if actor else ():
            group = [side for side in self._group(candidate, False) if side.code]
            found = tuple(
                side
                for side in group
                if side.sector is not None
                and self._is_party(candidate.token, side)
                and all(side.code == one.code and side.is_apart(one) for one in actor)
            )
            if found or any(side.code not in codes for side in group):
                return found
        return ()

    def _is_party(self, token: int, side: Side) -> bool:
        """Whether the argument itself is the party, not an act or thing of it ("the decision by the court")."""
        return side.direct or (self._sectors is not None and self._sectors.of_noun(self._tree, token) is not None)

    def _as(self, token: int, side: Side) -> Side:
        """The side with the sector that its argument `token` and its mention say."""
        if self._sectors is None:
            return side
        sector = self._sectors.of_noun(self._tree, token) if token != side.token or not side.code else None
        if sector is None and side.code:
            mention = next((m for m in self._actors.at(self._speaking(side.token)) if code_of(m) == side.code), None)
            if mention is not None:
                sector = self._sectors.of_mention(self._tree, side.token, mention)
        return replace(side, sector=sector, organ=self._sectors.is_organ(sector)) if sector is not None else side

    def earlier(self, token: int, apart_from: frozenset[str]) -> tuple[Side, ...]:
        """The last other mention before a description in its sentence ("... Taiwan ... near the island")."""
        first = self._tree.sentences[self._tree.sentence[token]][0]
        for j in range(token - 1, first - 1, -1):
            for mention in self._actors.at(j):
                if code_of(mention) and code_of(mention) not in apart_from and not mention.person:
                    return (Side(code_of(mention), j, "description", (), False),)
        return ()

    def implied(self, actor: tuple[Side, ...]) -> tuple[Side, ...]:
        """The other of the two states that the article is about, where the actor is one of them."""
        return self._topic.other(actor) if self._topic is not None else ()

    def within(self, root: int, apart_from: frozenset[str], *, places: bool) -> tuple[Side, ...]:
        """The first mention in a clause that is none of those given; a place only where it is reached or `places`."""
        for token in self._tree.subtree(root):
            for mention in self._actors.at(token):
                code = code_of(mention)
                reached = places or mention.role != "place" or any(word in REACHED for word in cases(self._tree, token))
                if reached and code and code not in apart_from:
                    return (Side(code, token, "clause", (), False),)
        return ()

    def _group(self, candidate: Candidate, agent: bool, apart: frozenset[str] = frozenset()) -> tuple[Side, ...]:
        key = (candidate, agent, apart)
        found = self._found.get(key)
        if found is None:
            found = self._found[key] = self._resolved(candidate, agent, apart)
        return found

    def _resolved(self, candidate: Candidate, agent: bool, apart: frozenset[str]) -> tuple[Side, ...]:
        lemma = self._tree.lemmas[candidate.token].lower()
        if candidate.slot not in ("subject", "obj", "owner", "name") and (
            lemma in self._words.time_nouns or lemma in self._words.topic_nouns
        ):
            return ()
        places = candidate.slot not in NEVER_PLACES
        found: list[Side] = []
        for token in self._members(candidate):
            sides = self._one(token, candidate.slot, agent, places, apart)
            found += [self._as(token, side) for side in sides] or self._beside(token, candidate.slot, found)
        return _each(found)

    def _beside(self, token: int, slot: str, named: list[Side]) -> list[Side]:
        """Another party of the state whose government stands before it ("the Sudanese government and rebels")."""
        if not named or not named[-1].organ or not named[-1].code or self._actors.at(token):
            return []
        side = self._as(token, Side("", token, slot, (), False))
        if side.sector is None or side.organ:
            return []
        return [replace(side, code=named[-1].code, actor=named[-1].code, home=True)]

    def _members(self, candidate: Candidate) -> list[int]:
        """The token with those coordinated with it; before a noun also the other half of "A-B"."""
        found = conjuncts(self._tree, candidate.token)
        if candidate.slot == "name":
            found += [j for j in self._tree.children_by(candidate.token, "compound") if self._actors.at(j)]
        return found

    def _with_others(self, sides: tuple[Side, ...], token: int, slot: str) -> tuple[Side, ...]:
        """Sides with those that a plural names below ("the ministers of A and B")."""
        if len(sides) > 1 or self._tree.xpos[token] != "NNS":
            return sides
        owners = [
            k
            for j in self._tree.children_by(token, "nmod")
            if "of" in cases(self._tree, j)
            for k in conjuncts(self._tree, j)
        ]
        below = [side for k in owners for side in self._mentions(k, slot, False, True)]
        return tuple({side.code: side for side in (*sides, *below)}.values())

    def _one(
        self, token: int, slot: str, agent: bool, places: bool, apart: frozenset[str] = frozenset()
    ) -> tuple[Side, ...]:
        sides = tuple(side for side in self._mentions(token, slot, True, places) if side.code not in apart)
        if sides:
            return self._with_others(sides, token, slot)
        if self._tree.upos[token] == "VERB":
            for j in self._tree.children_by(token, "nsubj", "nsubj:pass", "obj"):
                sides = self._one(j, slot, False, places, apart)
                if sides:
                    return sides
        if self._actors.at(self._speaking(token)):
            return ()
        if slot == "place" or (agent and not self.can_act(token)):
            return ()
        return self._below(token, slot, places, apart)

    def can_act(self, token: int) -> bool:
        """Whether a word is of someone who can act: a person, a body, a craft."""
        tree = self._tree
        if tree.lemmas[token].lower() in self._words.agents or tree.upos[token] in (
            "PROPN",
            "PRON",
            "NUM",
            "DET",
            "ADJ",
        ):
            return True
        if tree.entity[token] >= 0 or tree.lemmas[token].lower().endswith(self._words.agent_suffixes):
            return True
        return self._sectors is not None and self._sectors.of_noun(tree, token) is not None

    def _below(self, token: int, slot: str, places: bool, apart: frozenset[str]) -> tuple[Side, ...]:
        for j in self._tree.children_by(token, *SAME):
            sides = self._mentions(j, slot, True, places)
            if sides:
                return sides
        level = [token]
        for _ in range(DEPTH):
            open_ = [i for i in level if i == token or self._tree.lemmas[i].lower() not in self._words.harms]
            lower = sorted((j for i in open_ for j in self._tree.children[i] if self._modifies(j)), key=self._order)
            for j in lower:
                sides = tuple(side for side in self._mentions(j, slot, False, True) if side.code not in apart)
                if sides:
                    return self._with_fellows(sides, j, lower, slot)
            level = lower
        return ()

    def _with_fellows(self, sides: tuple[Side, ...], j: int, level: list[int], slot: str) -> tuple[Side, ...]:
        """Sides with those of coordinated and parallel modifiers ("French and German ministers")."""
        fellows = conjuncts(self._tree, j)[1:]
        if self._tree.deps[j] in ("amod", "compound"):
            fellows += [
                k
                for k in level
                if k != j and self._tree.deps[k] == self._tree.deps[j] and self._tree.heads[k] == self._tree.heads[j]
            ]
        extra = [side for k in fellows for side in self._mentions(k, slot, False, True)]
        return tuple({side.code: side for side in (*sides, *extra)}.values())

    def _modifies(self, j: int) -> bool:
        dep = self._tree.deps[j]
        if dep in ("nmod", "obl"):
            return any(word in OWNING for word in cases(self._tree, j))
        return dep in MODIFIERS

    def _order(self, j: int) -> int:
        return MODIFIERS.index(self._tree.deps[j])

    def _mentions(self, token: int, slot: str, direct: bool, places: bool) -> tuple[Side, ...]:
        found: dict[str, Side] = {}
        for mention in self._actors.at(self._speaking(token)):
            if mention.role == "place" and not places:
                continue
            code = code_of(mention)
            if code not in found:
                people = (mention.name,) if mention.person else ()
                place = mention.role == "place"
                found[code] = Side(code, token, slot, people, direct, mention.actor, place=place)
        return tuple(found.values())

    def _speaking(self, token: int) -> int:
        """The speaker for "we" and "I" in what is said; any other token itself."""
        if self._voices is None or self._tree.lowers[token] not in self._words.first_person:
            return token
        voice = self._voices.of(token)
        return token if voice is None else voice[0]


def _each(sides: Sequence[Side]) -> tuple[Side, ...]:
    """The sides by code, persons joined; parties of one state that stand together apart ("police and protesters")."""
    alone = len({side.code for side in sides}) == 1 and len({side.sector for side in sides} - {None}) > 1
    found: dict[tuple[str, str | None], Side] = {}
    for side in sides:
        key = (side.code, side.sector if alone else None)
        old = found.get(key)
        found[key] = side if old is None else replace(old, people=(*old.people, *side.people))
    return tuple(found.values())


def code_of(mention: Mention) -> str:
    """The state of a mention, else the body or group itself; "" for a person of whom no state is known."""
    return mention.state or ("" if mention.person else mention.actor)
