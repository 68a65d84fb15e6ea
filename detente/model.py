"""The vocabulary of the record: what an article yields, and the conventions every layer keeps.

Offsets are characters into `Article.text`, half-open. Times are half-open intervals with a precision and a basis.
Actor and recipient are roles, never grammatical subject and object. Probabilities are floats in 0-1. `None` means
only "the text does not say". Every id is a hash of content, so that reading twice adds nothing.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from datetime import datetime

__all__ = [
    "EVENT_WIDTHS",
    "HELD_BY",
    "MEANING_WIDTH",
    "NO_SUCH_OFFICE",
    "READ_LANGUAGES",
    "Act",
    "Article",
    "Basis",
    "Clue",
    "Dimension",
    "Dropped",
    "Event",
    "Evidence",
    "Fate",
    "Flag",
    "Kind",
    "Meaning",
    "Mention",
    "Pledge",
    "PledgeKind",
    "Precision",
    "Quantity",
    "QuantityRole",
    "Reading",
    "RedLine",
    "Rejected",
    "Role",
    "Span",
    "Speaker",
    "Stance",
    "Stand",
    "Statement",
    "Status",
    "TimeMention",
    "TimexType",
    "When",
    "Why",
    "content_id",
]

READ_LANGUAGES = ("en", "und")  # what is read: English, and what is too short to tell
Precision = Literal["minute", "day", "week", "month", "season", "year", "decade", "interval"]
Basis = Literal[
    "said", "relative to publication", "relative to an event", "stated", "page metadata", "inferred", "given", "unknown"
]
TimexType = Literal["DATE", "TIME", "DURATION", "SET"]
Role = Literal["actor", "place", "modifier"]
Flag = Literal["agrees", "out of date", "wrong", "former", "unknown"]
Status = Literal["happened", "ongoing", "planned", "possible", "hypothetical", "denied", "cancelled"]
Kind = Literal["direct", "indirect", "mixed"]
Act = Literal[
    "assert", "demand", "request", "warn", "promise", "reject", "accuse", "praise", "propose", "hope", "deny", "concede"
]
Stance = Literal["support", "oppose", "demand", "concern", "hope"]
RedLine = Literal["named", "meant"]
PledgeKind = Literal["promise", "agreement"]
Fate = Literal["made", "kept", "broken"]
Dimension = Literal["count", "money", "share", "length", "mass", "area", "volume", "duration", "other"]
QuantityRole = Literal["subject", "object", "oblique", "modifier", "alone"]


def content_id(*parts: object) -> str:
    """Id of a thing by what it says: the first 16 hex digits of the SHA-256 of its parts.

    >>> content_id("a", 1) == content_id("a", 1) != content_id("a", 2)
    True
    """
    return hashlib.sha256("\x1f".join(map(str, parts)).encode()).hexdigest()[:16]


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """Half-open range of characters of `Article.text`."""

    start: int
    end: int

    def overlaps(self, other: Span) -> bool:
        """Whether the two share at least one character."""
        return self.start < other.end and other.start < self.end

    def contains(self, other: Span) -> bool:
        """Whether `other` lies wholly inside."""
        return self.start <= other.start and other.end <= self.end


@dataclass(frozen=True, slots=True)
class When:
    """A half-open interval [start, end) of naive UTC datetimes in which something lies, and how we know.

    `start` and `end` are None only together with the basis "unknown", for an interval open on that side, or in a
    `TimeMention` that is no stretch of the time line (a duration, a set, "recently").
    `precision` is how finely the source speaks; "interval" where the bounds are all that is known.
    `expression` is the wording it came from.
    """

    start: datetime | None
    end: datetime | None
    precision: Precision | None
    basis: Basis
    expression: str | None = None

    @property
    def known(self) -> bool:
        """Whether at least one bound is known."""
        return self.start is not None or self.end is not None

    def to_dict(self) -> dict[str, str | None]:
        """The export form: ISO 8601 days, or minutes where a clock time is meant."""
        return {
            "start": iso(self.start, self.precision),
            "end": iso(self.end, self.precision),
            "precision": self.precision,
            "basis": self.basis,
            "expression": self.expression,
        }


def iso(moment: datetime | None, precision: Precision | None) -> str | None:
    """A bound as text: "2023-06-19", or "2023-06-19T14:30" for minute precision."""
    if moment is None:
        return None
    return moment.strftime("%Y-%m-%dT%H:%M" if precision == "minute" else "%Y-%m-%d")


HELD_BY, NO_SUCH_OFFICE = "held that day by ", "no such office in "  # steps of a mention whose office is a slip
MEANING_WIDTH = 128
EVENT_WIDTHS = (64, 64, 128)  # of its word, of its clause, and of the event as a whole
UNKNOWN_TIME = When(None, None, None, "unknown")


@dataclass(frozen=True, slots=True)
class Dropped:
    """Characters that are not the article's own text (share bars, bylines, comment forms), and why."""

    span: Span
    reason: str


@dataclass(frozen=True, slots=True)
class Clue:
    """One reason to place an unstated publication date in an interval: the words and what they imply."""

    span: Span
    bounds: When
    reason: str


@dataclass(frozen=True, slots=True)
class Article:
    """One text of one outlet, unaltered.

    `published` carries its basis: stated in the text, page metadata, given by the user, inferred from content
    as an interval, or unknown; it is never today. `title_span` is the headline inside `text`, where it stands there.
    """

    text: str
    path: str | None = None
    url: str | None = None
    title: str | None = None
    title_span: Span | None = None
    outlet: str | None = None
    authors: tuple[str, ...] = ()
    published: When = UNKNOWN_TIME
    published_clues: tuple[Clue, ...] = ()
    language: str = "en"
    retrieved: datetime | None = None
    dropped: tuple[Dropped, ...] = ()

    @property
    def sha256(self) -> str:
        """Hash of the text; the same text from two places is one article."""
        return hashlib.sha256(self.text.encode("utf-8", "surrogatepass")).hexdigest()

    @property
    def id(self) -> str:
        """The first 16 hex digits of `sha256`."""
        return self.sha256[:16]


@dataclass(frozen=True, slots=True)
class Rejected:
    """An input that did not become an article, with its reason."""

    source: str
    reason: str


@dataclass(frozen=True, slots=True)
class Why:
    """Why something was coded so: rule or model with its version, the deciding words, and the steps taken."""

    origin: str
    words: tuple[Span, ...] = ()
    steps: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Mention:
    """A span that refers to an actor. A plural ("both sides") yields one mention per actor over the same span.

    `actor` is the id of a state (ISO 3166 alpha-3), body, group or person; `state` is the state it belongs to.
    `office_written` is the office as the text gives it, `office_held` the office held on the article's date.
    `sector` is PLOVER's sector of a body, of who sits in a seat of government, and of an office held then.
    """

    span: Span
    actor: str
    name: str
    state: str | None
    role: Role
    person: bool = False
    office_written: str | None = None
    office_held: str | None = None
    flag: Flag | None = None
    why: Why = Why("unstated")
    sector: str | None = None


@dataclass(frozen=True, slots=True)
class TimeMention:
    """A time expression and the interval it denotes, if it denotes one.

    `type` is TimeML's kind of TIMEX3 and `timex` its value in TimeML's notation: "2023-06-19", "2023-W25", "P2Y",
    "XXXX-WXX-1", "PAST_REF"; what the text leaves open is written X.
    """

    span: Span
    value: When
    why: Why = Why("unstated")
    type: TimexType = "DATE"
    timex: str | None = None


@dataclass(frozen=True, slots=True)
class Evidence:
    """The words a claim rests on; `quote` is exactly `Article.text[start:end]`."""

    span: Span
    quote: str


@dataclass(frozen=True, slots=True)
class Event:
    """Who did what to whom, when, in what status, on what evidence.

    `actor` and `recipient` hold codes of states, bodies and groups (the state of a person, whose name is in
    `people`). `symmetric` events (a meeting, an agreement) have both sides in either role.
    `actor_sector` and `recipient_sector` are PLOVER's sectors (GOV, REB, ...), empty where the text says none.
    `type`, `mode` and `context` are PLOVER's, `cameo` is a CAMEO code. `intensity` is on PLOVER's -10..10 scale.
    """

    actor: tuple[str, ...]
    recipient: tuple[str, ...]
    symmetric: bool
    type: str
    mode: str | None
    context: tuple[str, ...]
    cameo: str | None
    status: Status
    when: When
    place: str | None
    issues: tuple[str, ...]
    people: tuple[str, ...]
    intensity: float | None
    confidence: float
    reported_by: tuple[str, ...]
    evidence: tuple[Evidence, ...]
    why: Why
    actor_sector: tuple[str, ...] = ()
    recipient_sector: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who says it: the name as resolved, the actor's id, the state, and the office held that day."""

    name: str
    id: str | None
    state: str | None
    office: str | None


@dataclass(frozen=True, slots=True)
class Statement:
    """Who said what: the content span, the cue, the speaker, and through whom we know it.

    `content` and `start`/`end` are one span; further pieces of a split quote are statements of their own.
    `attribution` is the chain of relays from the outlet's source to the speaker (Xinhua, ...), outermost first.
    `condition` is the clause on which what is said depends ("if the talks fail"), where there is one.
    `confidence` is a probability that speaker, cue and content are right.
    """

    speaker: Speaker
    speaker_span: Span | None
    addressee: tuple[str, ...]
    cue: str
    cue_span: Span
    content: str
    span: Span
    kind: Kind
    act: Act
    issues: tuple[str, ...]
    stance: str | None
    attribution: tuple[str, ...]
    about: tuple[str, ...]
    when: When
    why: Why
    condition: Evidence | None = None
    confidence: float = 1.0


@dataclass(frozen=True, slots=True)
class Stand:
    """One showing of a position in one article: who stands how on what, in which words.

    `holder` is the code of a state or body, else the id or name of a person or group; `person` speaks for it.
    `object` is what the stand is taken on, in the article's words. `strength` is 1 (a wish), 2 (plain) or 3 (firm).
    `red_line` is "named" where the text calls it one and "meant" where it only amounts to one.
    `own` is False where somebody else (the last of `reported_by`) says that the holder holds it.
    """

    holder: str
    person: str | None
    issue: str
    stance: Stance
    strength: int
    red_line: RedLine | None
    addressee: tuple[str, ...]
    object: Evidence | None
    wording: Evidence
    condition: Evidence | None
    own: bool
    reported_by: tuple[str, ...]
    when: When
    why: Why


@dataclass(frozen=True, slots=True)
class Pledge:
    """One report of a commitment in one article: that it was made, kept or broken.

    `promisor` and `promisee` are codes as in events; who agreed with each other stands in `promisor` ("agreement").
    `content` is what was promised; None where the text only says that promises were kept or broken.
    `due` is when it is to be done, of unknown basis where the text sets no day; `when` is when the pledge was made,
    or what `fate` says was done.
    """

    promisor: tuple[str, ...]
    promisee: tuple[str, ...]
    kind: PledgeKind
    content: Evidence | None
    condition: Evidence | None
    due: When
    fate: Fate
    issues: tuple[str, ...]
    wording: Evidence
    reported_by: tuple[str, ...]
    when: When
    why: Why


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number with its unit, as one article tells it.

    `span` is the whole phrase: number, unit and what hedges them ("at least 12 Indian soldiers"). `low` and `high` are
    bounds in the unit, equal for a plain number, None where the words leave a side open. `about` says that the words
    do: "about 12", "more than 12" (whose `low` is then exclusive), "a dozen", "dozens".
    `unit` is the lemma of what is counted ("soldier"; "person" where nobody says), or a normal unit, with magnitudes
    and prefixes folded into the bounds: "USD" (ISO 4217), "%", "m", "m2", "kg", "s", "barrel"; a rate is "barrel/day".
    `clause` is the verb, event noun or predicate that governs it, and `role` what it is there, in the active voice:
    both "killed 12" and "12 were killed" are objects; "modifier" stands before an event noun ("seven-hour talks") or
    inside a participant ("officials of three states met"); "alone" goes with no clause.
    """

    span: Span
    low: float | None
    high: float | None
    about: bool
    unit: str
    dimension: Dimension
    clause: Span | None
    role: QuantityRole
    why: Why


@dataclass(frozen=True, slots=True)
class Meaning:
    """Vectors by which articles, events and sentences are compared, as signed bytes.

    `gist` is that of the article's beginning; `sentences` has one for each sentence, one after the other, each of
    `MEANING_WIDTH`; `events` has for each event of the reading three of `EVENT_WIDTHS`. Only the angle between two
    vectors of one kind means something, and that between an event's last one and a sentence's.
    """

    gist: bytes
    events: bytes
    sentences: bytes


@dataclass(frozen=True, slots=True)
class Reading:
    """All that one article yields. A pure function of the article and the reader's version."""

    article: Article
    reader: str
    sentences: tuple[Span, ...] = ()
    mentions: tuple[Mention, ...] = ()
    times: tuple[TimeMention, ...] = ()
    events: tuple[Event, ...] = field(default=())
    statements: tuple[Statement, ...] = field(default=())
    stands: tuple[Stand, ...] = ()
    pledges: tuple[Pledge, ...] = ()
    quantities: tuple[Quantity, ...] = ()
    meaning: Meaning | None = None
