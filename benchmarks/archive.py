"""A made archive: articles of templates and drawn words over real states and invented officials, for measuring joining.

Nothing here was written by anyone or read by the reader. Stories have a few made events, which their articles tell with
other dates, places and numbers; articles tell events of the background besides. The vectors are random ones around the
centre of the story, the event or the pair of states.
"""

from __future__ import annotations

import csv
import random
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from itertools import combinations
from typing import TYPE_CHECKING, Literal

import numpy as np

from detente.lexicon import data_path, load_table
from detente.model import (
    EVENT_WIDTHS,
    MEANING_WIDTH,
    UNKNOWN_TIME,
    Article,
    Event,
    Evidence,
    Meaning,
    Mention,
    Quantity,
    Reading,
    Span,
    TimeMention,
    When,
    Why,
)
from detente.stories.terms import StemCount

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from numpy.typing import NDArray

    from detente.model import Status

__all__ = ["Archive", "event_name", "story_name"]

FIRST_DAY = datetime(2021, 1, 1)
STATES = 60
PAIRS = 400
MOST_IN_STORY = 12
UNDATED = 0.02
COPIES = 0.06
EDITS = 0.04
BACKGROUND = 0.3  # share of an article's events that are of the background
BACKGROUNDS = 3  # events of the background that a pair of states has
SENTENCES = (14, 26)
EVENTS = (3, 8)
FILLER = (14, 26)
NAMED = 0.4  # share of events that name a person
POOL = 50_000  # words and vectors that are drawn once, to be used from any place on
KINDS: dict[str, tuple[str, str]] = {
    "CONSULT": ("met", "in {place} on {day} for talks on {words}"),
    "AGREE": ("signed", "an accord with {number} clauses in {place} on {day} on {words}"),
    "ASSAULT": ("struck", "positions near {place} on {day}, killing {number} people and leaving {words}"),
    "ACCUSE": ("accused", "over {words} in {place} on {day}"),
    "SANCTION": ("sanctioned", "{number} firms on {day} because of {words} at {place}"),
    "AID": ("sent", "{number} tonnes of {words} by way of {place} on {day}"),
    "MOBILIZE": ("deployed", "{number} soldiers to {place} on {day} amid {words}"),
    "REJECT": ("rejected", "a draft of {words} on {day} in {place}"),
}
FIRST_PARTS = ["Vel", "Mar", "Tos", "Kir", "Bren", "Oda", "Luc", "Sar", "Fen", "Gil", "Hav", "Jor", "Nim", "Pel", "Qua"]
LAST_PARTS = ["dovar", "lisek", "manto", "reva", "stole", "thune", "vandi", "wicz", "yema", "zorin", "bekka", "corvo"]
OFFICES = ["president", "prime minister", "foreign minister", "defence minister", "envoy", "spokesman"]


@dataclass(frozen=True, slots=True)
class _State:
    iso3: str
    name: str
    capital: str


@dataclass(frozen=True, slots=True)
class _Happening:
    """A made event, as it was."""

    name: str
    kind: str
    actor: _State
    recipient: _State
    day: datetime
    place: str
    number: int
    words: tuple[str, ...]
    person: str | None
    centre: NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class _Story:
    name: str
    day: int
    size: int
    sides: tuple[_State, _State]
    officials: tuple[str, ...]
    words: tuple[str, ...]
    events: tuple[_Happening, ...]
    centre: NDArray[np.float32]


@dataclass(slots=True)
class _Page:
    """An article while it is being made."""

    length: int = 0
    pieces: list[str] = field(default_factory=list)
    sentences: list[Span] = field(default_factory=list)
    mentions: list[Mention] = field(default_factory=list)
    times: list[TimeMention] = field(default_factory=list)
    events: list[Event] = field(default_factory=list)
    quantities: list[Quantity] = field(default_factory=list)
    senses: list[NDArray[np.float32]] = field(default_factory=list)
    meanings: list[NDArray[np.float32]] = field(default_factory=list)

    def add(self, text: str) -> None:
        """Write on."""
        self.pieces.append(text)
        self.length += len(text)

    def mention(self, start: int, words: str, state: _State, office: str | None) -> None:
        """Note who stands there: a state, or a person of it with an office."""
        actor = state.iso3 if office is None else words.lower().replace(" ", "-")
        span = Span(start, start + len(words))
        self.mentions.append(Mention(span, actor, words, state.iso3, "actor", office is not None, office, None))

    def end_sentence(self, start: int, centre: NDArray[np.float32]) -> None:
        """Note the sentence that was written since, and what it is about."""
        self.sentences.append(Span(start, self.length - 1))
        self.meanings.append(centre)


def story_name(path: str | None) -> str:
    """The made story of an article, by its path."""
    return (path or "").split("/")[1]


def event_name(event: Event) -> str:
    """The made event that an event tells."""
    return event.why.origin


class Archive:
    """A made archive, the same for the same arguments.

    Args:
        articles: How many.
        days: Over how many days they appear.
        seed: Another number is another archive.
    """

    def __init__(self, articles: int, days: int = 3 * 365, seed: int = 7) -> None:
        self._articles, self._days = articles, days
        self._random = random.Random(seed)
        draw = np.random.default_rng(seed)
        self._pool = draw.normal(size=(POOL, MEANING_WIDTH)).astype(np.float32)
        pairs = list(combinations(_states(), 2))
        self._random.shuffle(pairs)
        self._pairs = pairs[:PAIRS]
        self._pair_weights = np.cumsum(1 / np.arange(1, PAIRS + 1) ** 0.8)
        self._pair_centres = self._noise(PAIRS)
        self._kind_centres = {kind: self._noise(1)[0] for kind in KINDS}
        counts = [
            row for row in load_table("stories/rarity.tsv", StemCount) if row.stem.isalpha() and len(row.stem) > 2
        ]
        frequency = np.array([row.passages for row in counts], np.float64)
        drawn = draw.choice(len(counts), POOL + FILLER[1], p=frequency / frequency.sum())
        self._drawn = [counts[number].stem for number in drawn.tolist()]
        self._rare = [row.stem for row in counts if row.passages < 200]
        self._background = [
            self._happening(f"made:b{pair}.{n}", pair, FIRST_DAY - timedelta(days=self._random.randrange(30, 4000)))
            for pair in range(PAIRS)
            for n in range(BACKGROUNDS)
        ]

    def readings(self) -> Iterator[Reading]:
        """The articles with all that was read out of them, roughly in order of their days."""
        made, stories = 0, 0
        per_day = self._articles / self._days
        while made < self._articles:
            story = self._story(stories, min(self._days - 1, int(made / per_day)))
            stories += 1
            before: list[Reading] = []
            for number in range(min(story.size, self._articles - made)):
                reading = self._variant(story, number, before) or self._article(story, number)
                before.append(reading)
                made += 1
                yield reading

    def _story(self, number: int, day: int) -> _Story:
        rng = self._random
        size = min(MOST_IN_STORY, int(1 / (rng.random() + 1e-9) ** 0.8))
        pair = int(np.searchsorted(self._pair_weights, rng.random() * self._pair_weights[-1]))
        date = FIRST_DAY + timedelta(days=day)
        events = tuple(
            self._happening(f"made:s{number}.{n}", pair, date + timedelta(days=rng.randrange(-2, 3)))
            for n in range(rng.randrange(2, 6))
        )
        centre = 0.6 * self._pair_centres[pair] + self._noise(1)[0]
        words = tuple(rng.choice(self._rare) for _ in range(25))
        return _Story(
            f"s{number}", day, size, self._pairs[pair], (self._person(), self._person()), words, events, centre
        )

    def _happening(self, name: str, pair: int, day: datetime) -> _Happening:
        rng = self._random
        kind = rng.choice(list(KINDS))
        sides = list(self._pairs[pair])
        rng.shuffle(sides)
        centre = self._kind_centres[kind] + 0.5 * self._pair_centres[pair] + 1.5 * self._noise(1)[0]
        place = rng.choice(sides).capital
        words = tuple(rng.choice(self._rare) for _ in range(4))
        person = self._person() if rng.random() < NAMED else None
        return _Happening(name, kind, sides[0], sides[1], day, place, rng.randrange(3, 90), words, person, centre)

    def _person(self) -> str:
        rng = self._random
        return f"{rng.choice(FIRST_PARTS)}o {rng.choice(FIRST_PARTS)}{rng.choice(LAST_PARTS)}"

    def _variant(self, story: _Story, number: int, before: list[Reading]) -> Reading | None:
        """A copy of an article that came before, or one with another last sentence."""
        rng = self._random
        if not before or rng.random() > COPIES + EDITS:
            return None
        one = rng.choice(before)
        note = f"\nDispatch {number} of {story.name}."
        text = one.article.text + note
        if rng.random() < EDITS / (COPIES + EDITS):
            cut = one.sentences[-1]
            text = one.article.text[: cut.start] + "x" * (cut.end - cut.start) + note
        path = f"made/{story.name}/{number}.txt"
        return replace(one, article=replace(one.article, text=text, path=path, published=self._published(story)))

    def _published(self, story: _Story) -> When:
        if self._random.random() < UNDATED:
            return UNKNOWN_TIME
        return _day(FIRST_DAY + timedelta(days=story.day + int(self._random.expovariate(0.7))))

    def _article(self, story: _Story, number: int) -> Reading:
        rng = self._random
        page = _Page()
        told = [self._chosen(story) for _ in range(rng.randrange(EVENTS[0], EVENTS[1] + 1))]
        told = list({one.name: one for one in told}.values())
        count = max(rng.randrange(*SENTENCES), len(told) + 2)
        places = set(rng.sample(range(count), len(told)))
        waiting = iter(told)
        sides = " and ".join(side.name for side in story.sides)
        title = f"{sides}: {' '.join(rng.sample(story.words, 4))} {number} {story.name}"
        page.add(f"{title}\n\n")
        for place in range(count):
            if place in places:
                self._tell(page, story, next(waiting))
            else:
                self._fill(page, story)
        article = Article(
            text="".join(page.pieces).rstrip(),
            path=f"made/{story.name}/{number}.txt",
            title=title,
            title_span=Span(0, len(title)),
            outlet=rng.choice(["Alpha Wire", "Beta Post", "Gamma Times", "Delta News"]),
            published=self._published(story),
        )
        meaning = Meaning(
            self._near([story.centre], 0.9),
            self._near_events(page.senses),
            self._near(page.meanings, 0.6),
        )
        return Reading(
            article, "made", tuple(page.sentences), tuple(page.mentions), tuple(page.times),
            tuple(page.events), quantities=tuple(page.quantities), meaning=meaning,
        )  # fmt: skip

    def _chosen(self, story: _Story) -> _Happening:
        rng = self._random
        if rng.random() > BACKGROUND:
            return rng.choice(story.events)
        start = BACKGROUNDS * self._pairs.index(story.sides)
        return self._background[start + rng.randrange(BACKGROUNDS)]

    def _near(self, centres: Sequence[NDArray[np.float32]], spread: float) -> bytes:
        """Vectors around others, as they are kept."""
        rows = np.array(centres, np.float32)
        rows /= np.linalg.norm(rows, axis=1, keepdims=True)
        rows += (spread / rows.shape[1] ** 0.5) * self._noise(len(rows))[:, : rows.shape[1]]
        rows *= 127 / np.abs(rows).max(axis=1, keepdims=True)
        return rows.round().astype(np.int8).tobytes()

    def _near_events(self, centres: Sequence[NDArray[np.float32]]) -> bytes:
        """The three vectors of each event, one after the other."""
        parts = [
            np.frombuffer(self._near([centre[:width] for centre in centres], 0.6), np.int8).reshape(-1, width)
            for width in EVENT_WIDTHS
        ]
        return np.concatenate(parts, axis=1).tobytes()

    def _noise(self, rows: int) -> NDArray[np.float32]:
        """Normal numbers, out of those that were drawn once."""
        start = self._random.randrange(len(self._pool) - rows)
        return self._pool[start : start + rows]

    def _fill(self, page: _Page, story: _Story) -> None:
        """A sentence that tells nothing: drawn words, every fifth one of the story's."""
        count, at = self._random.randrange(*FILLER), self._random.randrange(POOL)
        words = self._drawn[at : at + count]
        words[1::5] = (story.words + story.words)[at % 25 :][: len(words[1::5])]
        side, official = story.sides[at % 2], story.officials[at // 2 % 2]
        start = page.length
        page.add(f"{official} of {side.name} {' '.join(words)}.\n")
        page.mention(start, official, side, OFFICES[at % len(OFFICES)])
        page.mention(start + len(official) + 4, side.name, side, None)
        page.end_sentence(start, story.centre)

    def _tell(self, page: _Page, story: _Story, one: _Happening) -> None:
        rng = self._random
        status: Status = "planned" if rng.random() < 0.1 else "happened"
        day = one.day + timedelta(days=0 if rng.random() < 0.85 else rng.randrange(1, 3))
        number = one.number if rng.random() < 0.8 else one.number + rng.randrange(1, 5)
        place = one.place if rng.random() < 0.85 else f"{one.place} province"
        verb, rest = KINDS[one.kind]
        words = " ".join(rng.sample(one.words, 3))
        written = f"{day:%B} {day.day}, {day.year}"
        start = page.length
        clause = f"{one.actor.name} {verb} {one.recipient.name} "
        rest = rest.format(place=place, day=written, words=words, number=number)
        named = one.person if one.person and rng.random() < 0.8 else None
        quote = f"{clause}{rest}{f', said {named}' if named else ''}."
        page.add(f"{quote}\n")
        sentence = Span(start, page.length - 1)
        page.mention(start, one.actor.name, one.actor, None)
        page.mention(start + len(clause) - len(one.recipient.name) - 1, one.recipient.name, one.recipient, None)
        if named:
            page.mention(start + quote.index(named), named, one.actor, OFFICES[one.number % len(OFFICES)])
        when = _day(day, written) if rng.random() < 0.9 else UNKNOWN_TIME
        at = start + quote.index(written)
        page.times.append(TimeMention(Span(at, at + len(written)), _day(day, written)))
        trigger = start + len(one.actor.name) + 1
        event = Event(
            actor=(one.actor.iso3,),
            recipient=(one.recipient.iso3,),
            symmetric=one.kind in {"CONSULT", "AGREE"},
            type=one.kind,
            mode=None,
            context=("diplomatic",),
            cameo=None,
            status=status,
            when=when,
            place=place if rng.random() < 0.7 else None,
            issues=(),
            people=(named,) if named else (),
            intensity=None,
            confidence=round(rng.uniform(0.5, 0.99), 3),
            reported_by=(),
            evidence=(Evidence(sentence, quote),),
            why=Why(one.name, (Span(trigger, trigger + len(verb)),)),
        )
        page.events.append(event)
        page.senses.append(one.centre)
        self._count(page, start, quote, number, Span(trigger, trigger + len(verb)))
        page.end_sentence(start, one.centre)

    @staticmethod
    def _count(page: _Page, start: int, quote: str, number: int, clause: Span) -> None:
        at = quote.find(f" {number} ")
        if at >= 0:
            value = float(number)
            unit: Literal["count"] = "count"
            span = Span(start + at + 1, start + at + 1 + len(str(number)))
            page.quantities.append(Quantity(span, value, value, False, "person", unit, clause, "object", Why("made")))


def _states() -> list[_State]:
    rows = csv.DictReader(data_path("actors/states.tsv").read_text("utf-8").splitlines(), delimiter="\t")
    states = [r for r in rows if r["kind"] == "state" and r["capitals"]][:STATES]
    return [_State(r["iso3"], r["name"], r["capitals"].split("|")[0]) for r in states]


def _day(day: datetime, words: str | None = None) -> When:
    return When(day, day + timedelta(days=1), "day", "given" if words is None else "said", words)
