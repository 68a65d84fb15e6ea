"""PLOVER's types as data: quad class, scores, and what a type becomes when another predicate takes it in."""

from __future__ import annotations

import msgspec

from detente.lexicon import Row, load_lexicon

__all__ = ["Confidence", "EventType", "HomeRule", "Ontology", "TopicRule", "load_ontology"]


class EventType(Row, frozen=True, kw_only=True):
    """One of PLOVER's types.

    Attributes:
        quad: 1 verbal cooperation, 2 material cooperation, 3 verbal conflict, 4 material conflict.
        score, scores: Intensity of the type, and of each of its modes that has its own (-10..10).
        lasting: Whether a progressive form means that it goes on, rather than that it is being said.
        speech: Whether to say it is to do it.
        ended: The type that stopping, lifting or cancelling it is (None where only the status changes).
        refused: Whether declining to do it is REJECT.
        cameo: The CAMEO root that stands for it where the predicate names no finer code.
        definition: One sentence for the codebook.
    """

    quad: int
    score: float
    cameo: str
    definition: str
    scores: dict[str, float] = msgspec.field(default_factory=dict)
    modes: tuple[str, ...] = ()
    lasting: bool = False
    speech: bool = False
    ended: str | None = None
    refused: bool = False
    sides: bool = False


class Taken(Row, frozen=True, kw_only=True):
    """Mode and CAMEO code of an event that takes in another (REQUEST of a CONSULT is "meet", 026)."""

    mode: str | None = None
    cameo: str | None = None


class TopicRule(Row, frozen=True, kw_only=True):
    """When an article is about two states, and which acts it then completes.

    Attributes:
        mentions: Least number of mentions of states.
        second: Least share of the second state.
        both: Least share of the two.
        weight: Least weight of a predicate whose recipient is implied.
        types: Types whose unsaid recipient is taken to be the other state.
        modes: Modes of which the same holds.
    """

    mentions: int
    second: float
    both: float
    weight: float
    types: frozenset[str]
    modes: frozenset[str]


class HomeRule(Row, frozen=True, kw_only=True):
    """When a side without a name belongs to the state of the other side, or to the only one of its sentence.

    Attributes:
        beside: For the sector of the unnamed side, the sectors of the other side with which it is at home.
        alone: Sectors of an unnamed side that is at home whatever the other side.
        guests: Nouns of people who may be from anywhere.
        strangers, violent: Nouns of people who, where they do what the types `violent` are, may be from anywhere but
            the place that stands with their own noun.
        outposts: Nouns of what stands for a state in another one; who is beside it is not at home in that state.
        travelling: Sectors of whom a people's name tells where they come from, not where they are ("a Chinese firm").
        abroad, anywhere, far: Types by which those of the sectors `far` reach into other states; what they do to the
            sectors `anywhere` tells nothing of whose these are.
        talkers: Sectors whose "attack" on each other in one state is one of words.
        mentions, share: Least number of mentions, and share of all, with which an article is about one state.
    """

    beside: dict[str, frozenset[str]]
    alone: frozenset[str]
    guests: frozenset[str]
    strangers: frozenset[str]
    violent: frozenset[str]
    outposts: frozenset[str]
    travelling: frozenset[str]
    abroad: frozenset[str]
    anywhere: frozenset[str]
    far: frozenset[str]
    talkers: frozenset[str]
    mentions: int
    share: float


class Confidence(Row, frozen=True, kw_only=True):
    """Factors on a predicate's weight where no judge weighs it; set by hand and not calibrated.

    Attributes:
        status: Of each status.
        no_actor: An actor that no mention names.
        no_recipient: No recipient, or one that no mention names.
        indirect: A side that stands on a modifier ("B's policy").
        implied: A recipient taken from the governed clause or from the article's topic.
        floor: The least confidence with which an event is told.
    """

    status: dict[str, float]
    no_actor: float
    no_recipient: float
    indirect: float
    implied: float
    floor: float


class Ontology(Row, frozen=True, kw_only=True):
    """All types and what holds over them.

    Attributes:
        types: By name.
        taken: Mode and code of REQUEST, REJECT, THREATEN and AGREE by what is asked, refused, threatened or promised.
        topic: When an article is about two states.
        homes: Whose unnamed groups are.
        lands: Nouns that describe a land.
        news_days: How many days before publication undated news may lie.
        confidence: How confidence is reckoned.
    """

    types: dict[str, EventType]
    taken: dict[str, dict[str, Taken]]
    topic: TopicRule
    homes: HomeRule
    lands: frozenset[str]
    news_days: int
    confidence: Confidence

    def intensity(self, type_: str, mode: str | None) -> float:
        """PLOVER's score of the mode, or else of the type."""
        found = self.types[type_]
        return found.scores.get(mode or "", found.score)


def load_ontology() -> Ontology:
    """Read `data/events/ontology.yml`."""
    return load_lexicon("events/ontology.yml", Ontology)
