"""Who holds a stand: the state or body that a speaker or a subject acts for."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from detente.actors import ActorMentions
    from detente.language.tree import Tree
    from detente.model import Mention, Statement
    from detente.stances.lexicon import HolderWords

__all__ = ["Holders", "Side"]

SEATS = frozenset({"capital", "state", "body"})
DESCRIBING = ("appos", "nmod:desc", "compound", "flat", "amod")
PAIR = 2
ISO_LENGTH = 3
DATES = ("obl:unmarked", "obl:tmod")  # "spoke Friday": no Mr Friday
SERVING = ("nmod:poss", "compound", "amod", "nmod:desc")
OF_STATE = ("amod", "compound", "nmod:poss", "nmod", "nmod:desc")


class Side(NamedTuple):
    """The holder of a stand (code of a state or body, else id or name), and the person who speaks for it."""

    holder: str
    person: str | None = None


class Holders:
    """Resolves holders in one text.

    Args:
        tree: The parsed text.
        actors: Its actor mentions.
        words: The words that tell who speaks for whom.
    """

    def __init__(self, tree: Tree, actors: ActorMentions, words: HolderWords) -> None:
        self.tree = tree
        self.actors = actors
        self.words = words
        self._served: dict[str, str | None] = {}

    def of_speaker(self, statement: Statement, tokens: tuple[int, int]) -> Side | None:
        """The side a statement's speaker speaks for; None for journalists, documents, experts and the public."""
        speaker = statement.speaker
        mention = self._mention_of(speaker.id, tokens)
        if mention is not None and not mention.person:
            gone = not self._around(tokens).isdisjoint(self.words.past)
            return None if gone else self._of_body(mention)
        if mention is not None:
            return self._of_person(mention, tokens)
        if self._is_sent(tokens, speaker.state):
            return None
        if speaker.id is not None and speaker.state is not None:
            served = self._body_of(speaker.id) if self._is_nation(speaker.state) else None
            return Side(served or speaker.state, speaker.name if self._is_person(tokens) else None)
        return self._of_unknown(statement, tokens)

    def joint(self, tokens: tuple[int, int]) -> list[Side]:
        """Both sides where a plural without a state stands for two named just before ("the presidents agreed")."""
        tree = self.tree
        heads = [i for i in range(*tokens) if tree.upos[i] in ("NOUN", "PROPN") and "Number=Plur" in tree.morphs[i]]
        if len(heads) != 1 or tree.lemmas[heads[0]].lower() not in self.words.pairs:
            return []
        number = tree.sentence[heads[0]]
        start = tree.sentences[max(number - 1, 0)][0]
        named = [
            m
            for i in range(start, tokens[0])
            for m in self.actors.at(i)
            if m.role == "actor" and tree.deps[i] not in DATES
        ]
        for mentions in ([m for m in named if m.person], named):
            states = dict.fromkeys(m.state for m in mentions if m.state is not None)
            if len(states) == PAIR:
                return [Side(state) for state in states]
        return []

    def at(self, i: int, *, ground: bool = False) -> list[Side]:
        """The sides that token i names: several for a plural, none for what holds no stand.

        Args:
            i: A token, such as a subject.
            ground: Whether a place counts ("for Moscow", as a parser of places may see it).
        """
        known = [m for m in self.actors.at(i) if m.sector not in self.words.media]
        mentions = [m for m in known if m.role == "actor" or (ground and m.role == "place")]
        if mentions:
            longest = [m for m in mentions if m.span == mentions[0].span]
            people = [m for m in mentions if m.person]
            found = [self._of_mention(m, (i, i + 1)) for m in (people[:1] or longest)]
            return [side for side in found if side is not None]
        if self.tree.lemmas[i].lower() not in self.words.offices or self._is_outsider(self._described(i)):
            return []
        states = dict.fromkeys(m.state for j in self._parts(i) for m in self.actors.at(j) if m.state)
        return [Side(state) for state in list(states)[:1] if state is not None]

    def states_at(self, tokens: Iterable[int]) -> tuple[str, ...]:
        """Codes of states and bodies of the actors at the tokens."""
        found = (m.state or m.actor for i in tokens for m in self.actors.at(i) if not (m.person and m.state is None))
        return tuple(dict.fromkeys(found))

    def _mention_of(self, id_: str | None, tokens: tuple[int, int]) -> Mention | None:
        if id_ is None:
            return None
        found = (m for i in range(*tokens) for m in self.actors.at(i) if m.actor == id_)
        return next(found, None)

    def _of_mention(self, mention: Mention, tokens: tuple[int, int]) -> Side | None:
        return self._of_person(mention, tokens) if mention.person else self._of_body(mention)

    def _of_body(self, mention: Mention) -> Side | None:
        if mention.why.origin == "people":
            return None
        if self._is_for_itself(mention):
            return Side(mention.actor)
        return Side(mention.state or mention.actor)

    def _of_person(self, mention: Mention, tokens: tuple[int, int]) -> Side | None:
        if mention.sector in self.words.media or self._is_outsider(self._around(tokens)):
            return None
        former = mention.flag == "former" and mention.office_held is None
        if mention.state is None and mention.office_written is None:
            return Side(mention.actor, mention.name) if self._is_political(tokens) else None
        served = self._body_of(mention.actor) if mention.office_held is None else None
        if served is not None and self._is_nation(mention.state) and not former:
            return Side(served, mention.name)
        own = mention.state is None or former or self._is_for_itself(mention)
        return Side(mention.actor if own or mention.state is None else mention.state, mention.name)

    def _is_sent(self, tokens: tuple[int, int], code: str | None) -> bool:
        """Whether a speaker is sent to the body of a code by others ("the envoys of Peru at the UN")."""
        tree = self.tree
        sent = any(tree.lemmas[i].lower() in self.words.sent for i in range(*tokens))
        cases = (i for i in range(*tokens) if tree.lowers[i] == "to" and tree.deps[i] == "case")
        return sent and any(code in self.states_at([tree.heads[i]]) for i in cases)

    @staticmethod
    def _is_nation(code: str | None) -> bool:
        """Whether a code is of a state by its form (ISO 3166), not of a body."""
        return code is not None and len(code) == ISO_LENGTH

    def _body_of(self, actor: str) -> str | None:
        """The body that the text says a person works for ("the UN's Ana Silva", "Ana Silva, a UN rapporteur")."""
        if actor not in self._served:
            found = (body for m in self.actors.mentions if m.actor == actor for body in self._bodies_at(m))
            self._served[actor] = next(found, None)
        return self._served[actor]

    def _bodies_at(self, mention: Mention) -> Iterator[str]:
        tree = self.tree
        start = max(bisect_right(tree.starts, mention.span.start) - 1, 0)
        end = bisect_left(tree.starts, mention.span.end)
        near = dict.fromkeys(j for i in range(start, end) for j in (i, *tree.children_by(i, *SERVING)))
        lemmas = {tree.lemmas[j].lower() for j in near}
        owners = [m for j in near for m in self.actors.at(j) if m.role == "modifier" and not m.person]
        if lemmas.isdisjoint(self.words.sent) and all(m.why.origin == "body" for m in owners):
            yield from (m.state or m.actor for m in owners)

    def _is_for_itself(self, mention: Mention) -> bool:
        ruling = mention.sector == "PTY" and mention.state in self.words.one_party
        return mention.sector in self.words.themselves and not ruling

    def _of_unknown(self, statement: Statement, tokens: tuple[int, int]) -> Side | None:
        """A source that the table of actors does not know, by the nouns that describe it."""
        speaker, around = statement.speaker, self._around(tokens)
        if self._is_outsider(around) or not around.isdisjoint(self.words.past):
            return None
        seat = next((m for i in range(*tokens) for m in self.actors.at(i) if m.why.origin in SEATS), None)
        if seat is not None and seat.span == statement.speaker_span:
            return self._of_body(seat)
        person = self._is_person(tokens)
        if speaker.state is not None:
            fits = person or not self.words.offices.isdisjoint(around)
            return Side(speaker.state, speaker.name if person else None) if fits else None
        return Side(speaker.name, speaker.name) if person and self._is_political(tokens) else None

    def _is_political(self, tokens: tuple[int, int]) -> bool:
        return not self.words.political.isdisjoint(self._around(tokens))

    def _is_person(self, tokens: tuple[int, int]) -> bool:
        tree = self.tree
        last = tokens[1] - 1
        if any(tree.xpos[i] == "POS" for i in range(*tokens)) and tree.entity[last] < 0:
            return False  # "Novak's statement" is no person
        return any(tree.entity[i] >= 0 and tree.entities[tree.entity[i]].label == "PER" for i in range(*tokens))

    def _is_outsider(self, lemmas: set[str]) -> bool:
        return not lemmas.isdisjoint(self.words.outsiders) and lemmas.isdisjoint(self.words.political)

    def _around(self, tokens: tuple[int, int]) -> set[str]:
        """Lemmas of the head nouns of a phrase and of what describes it."""
        tree, inside = self.tree, range(*tokens)
        heads = (i for i in inside if not (tree.deps[i].startswith("nmod") and tree.heads[i] in inside))
        return {lemma for i in heads for lemma in self._described(i)}

    def _described(self, i: int) -> set[str]:
        tree = self.tree
        if tree.upos[i] not in ("NOUN", "PROPN", "PRON", "ADJ", "DET"):
            return set()
        parts = [i, *tree.children_by(i, *DESCRIBING)]
        if tree.deps[i] in ("appos", "flat", "nmod:desc"):
            parts.append(tree.heads[i])
        return {tree.lemmas[j].lower() for j in parts if tree.upos[j] in ("NOUN", "PROPN", "DET", "ADJ")}

    def _parts(self, i: int) -> list[int]:
        return [i, *self.tree.children_by(i, *OF_STATE)]
