"""The words that show stands, read from `data/stances/`."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, NamedTuple

from detente.lexicon import Row, load_lexicon
from detente.model import RedLine, Stance  # noqa: TC001 -- msgspec reads the annotations

__all__ = [
    "ContentWords",
    "CueWords",
    "DeedWords",
    "HolderWords",
    "Lexicon",
    "PolicyWords",
    "Predicate",
    "RedLineWords",
    "RedPhrase",
    "TopicWords",
    "VerdictWords",
    "load_stance_words",
]

Frame = Literal["obj", "to", "other", "clause", "gerund", "prep", "stranded"]
Stake = Literal["subject", "on", "condition", "clause"]


class HolderWords(Row, frozen=True):
    """Who holds a stand; see `holders.yml`."""

    outsiders: frozenset[str]
    offices: frozenset[str]
    themselves: frozenset[str]
    one_party: frozenset[str]
    media: frozenset[str]
    political: frozenset[str]
    pairs: frozenset[str]
    sent: frozenset[str]
    past: frozenset[str]


class CueWords(Row, frozen=True):
    """What the act of a statement shows; see `cues.yml`."""

    acts: dict[str, Stance]
    attitudes: frozenset[Stance]
    content_first: frozenset[str]
    silent: frozenset[str]
    unsaid: frozenset[str]
    orders: frozenset[str]
    insisting: frozenset[str]
    backing: frozenset[str]
    taking: frozenset[str]
    asked: frozenset[str]
    about: frozenset[str]
    demands: frozenset[str]
    further: frozenset[str]
    striking: frozenset[str]
    agreeing: frozenset[str]
    charging: frozenset[str]
    blaming: frozenset[str]
    threats: frozenset[str]
    firm: frozenset[str]
    wish: frozenset[str]


class Predicate(Row, frozen=True):
    """Words with one stance and the constructions in which they show it; see `predicates.yml`."""

    stance: Stance
    frames: tuple[Frame, ...]
    negated: Stance | Literal["none"] = "none"
    strength: int = 2
    own: bool = False
    verbs: tuple[str, ...] = ()
    adjectives: tuple[str, ...] = ()
    cases: tuple[str, ...] = ()
    prepositions: frozenset[str] = frozenset()
    only: frozenset[str] = frozenset()
    not_objects: frozenset[str] = frozenset()


class ContentWords(Row, frozen=True):
    """What the words said show; see `content.yml`."""

    firm_modals: frozenset[str]
    modals: frozenset[str]
    obligation_verbs: frozenset[str]
    can: frozenset[str]
    importance: frozenset[str]
    importance_of: frozenset[str]
    importance_verbs: frozenset[str]
    holding: dict[str, Stance]
    holding_to: frozenset[str]
    needed: frozenset[str]
    aims: frozenset[str]
    belonging: frozenset[str]
    belongs: frozenset[str]
    yielding: frozenset[str]
    letting: frozenset[str]
    keeping: frozenset[str]
    untouched: frozenset[str]
    first_person: frozenset[str]
    joint: frozenset[str]
    held: frozenset[str]
    held_own: frozenset[str]
    doubtful: frozenset[str]
    negations: frozenset[str]
    never: frozenset[str]
    idle: frozenset[str]
    topics: frozenset[str]
    pointing: frozenset[str]
    inborn: frozenset[str]
    unworthy: frozenset[str]
    steadfast: frozenset[str]
    mere: frozenset[str]
    inviolate: frozenset[str]
    denying: frozenset[str]
    promising: frozenset[str]
    vowing: frozenset[str]
    thinking: frozenset[str]
    only: frozenset[str]
    excess: frozenset[str]
    going_on: frozenset[str]
    placeholders: frozenset[str]
    acts: frozenset[str]
    shunning: frozenset[str]
    opening: frozenset[str]


class RedLineWords(Row, frozen=True):
    """What names a red line, and what amounts to one; see `red_lines.yml`."""

    named: tuple[str, ...]
    needs_owner: frozenset[str]
    no_more: frozenset[str]
    drawn: frozenset[str]
    judged: frozenset[str]
    crossed: frozenset[str]
    dropped: frozenset[str]
    copulas: frozenset[str]
    about: frozenset[str]
    owner: frozenset[str]
    trains: frozenset[str]
    of: dict[str, str]
    supposed: frozenset[str]
    would: frozenset[str]
    of_held: frozenset[str]
    kept: frozenset[str]
    wanted: frozenset[str]
    phrases: dict[RedLine, dict[Stake, tuple[str, ...]]]


class DeedWords(Row, frozen=True):
    """Events that show a stand by deed; see `deeds.yml`."""

    types: dict[str, Stance]
    silent: frozenset[str]
    statuses: frozenset[str]
    sectors: frozenset[str]
    with_object: frozenset[str]
    least: float


class VerdictWords(Row, frozen=True):
    """Words that judge what they are said of; see `verdicts.yml`."""

    good: frozenset[str]
    bad: frozenset[str]
    good_nouns: frozenset[str]
    bad_nouns: frozenset[str]
    worries: frozenset[str]
    alarming: frozenset[str]
    loaded: frozenset[str]
    called: frozenset[str]
    spoken: frozenset[str]
    harms: frozenset[str]
    worsens: frozenset[str]
    ills: frozenset[str]
    breaks: frozenset[str]
    bonds: frozenset[str]
    commits: frozenset[str]
    saying: frozenset[str]
    failing: frozenset[str]
    enough: frozenset[str]
    doing: frozenset[str]
    shortfalls: frozenset[str]
    steps: frozenset[str]
    ahead: frozenset[str]
    marks: frozenset[str]
    interest: frozenset[str]
    fine: frozenset[str]
    idle_nouns: frozenset[str]


class PolicyWords(Row, frozen=True):
    """What a side will do, or not do; see `policies.yml`."""

    will: frozenset[str]
    governors: frozenset[str]
    keeps: frozenset[str]
    ends: frozenset[str]
    idle: frozenset[str]
    conditioned: frozenset[str]
    demands: frozenset[str]
    list: frozenset[str]
    polite: frozenset[str]


class TopicWords(Row, frozen=True):
    """Which issue a stand raises; see `topics.yml`."""

    regions: frozenset[str]
    share: float
    strong: float
    over: dict[str, tuple[str, ...]]


class RedPhrase(NamedTuple):
    """A row of words that names a red line or amounts to one, and how what is at stake is found."""

    level: RedLine
    stake: Stake | Literal["line"]
    words: str


@dataclass(frozen=True, slots=True)
class Lexicon:
    """All word lists of the part."""

    holders: HolderWords
    cues: CueWords
    predicates: tuple[Predicate, ...]
    content: ContentWords
    red_lines: RedLineWords
    deeds: DeedWords
    verdicts: VerdictWords
    policies: PolicyWords
    topics: TopicWords

    def words_of(self, kind: Literal["verbs", "adjectives", "cases"]) -> dict[str, tuple[Predicate, ...]]:
        """Predicates by their words."""
        out: dict[str, tuple[Predicate, ...]] = {}
        for predicate in self.predicates:
            for word in getattr(predicate, kind):
                out[word] = (*out.get(word, ()), predicate)
        return out

    def red_phrases(self) -> tuple[RedPhrase, ...]:
        """Phrases of red lines, the nouns that name them among them."""
        words = self.red_lines
        lines = [RedPhrase("named", "line", phrase) for phrase in words.named]
        rows = [
            RedPhrase(level, stake, phrase)
            for level, stakes in words.phrases.items()
            for stake, phrases in stakes.items()
            for phrase in phrases
        ]
        return (*lines, *rows)


def load_stance_words() -> Lexicon:
    """The shipped word lists.

    Raises:
        DataError: A file is not well formed.
    """
    return Lexicon(
        load_lexicon("stances/holders.yml", HolderWords),
        load_lexicon("stances/cues.yml", CueWords),
        tuple(load_lexicon("stances/predicates.yml", list[Predicate])),
        load_lexicon("stances/content.yml", ContentWords),
        load_lexicon("stances/red_lines.yml", RedLineWords),
        load_lexicon("stances/deeds.yml", DeedWords),
        load_lexicon("stances/verdicts.yml", VerdictWords),
        load_lexicon("stances/policies.yml", PolicyWords),
        load_lexicon("stances/topics.yml", TopicWords),
    )
