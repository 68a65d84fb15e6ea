"""What one telling of a happening says: its facts in all slots, found around the words that tell it.

The words that decided on an event, and the clauses of numbers, say which numbers and times are the event's own; where a
sentence tells it and nobody coded an event there, only what the sentence says once is taken.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from detente.model import Span
from detente.stories.amounts import amounts_in, told_class
from detente.stories.comparing import compare
from detente.stories.dates import NOT_FIRM, dates_in
from detente.stories.dispute_words import load_dispute_words
from detente.stories.facts import Amount, Fact
from detente.stories.offices import offices_in
from detente.stories.parties import hull, parties_of, readable, speaker_party
from detente.stories.places import places_in
from detente.stories.statuses import denials_in, fate_fact, is_guess

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from detente.model import Event, Evidence, Mention
    from detente.stories.pages import Page

__all__ = ["Telling", "facts_told"]

MOST_CHARACTERS = 80  # of the words that name one side


@dataclass(frozen=True, slots=True)
class Telling:
    """A place of an article that tells a happening: its words, and the event if one was coded there.

    Attributes:
        sides: Codes of those who take part in the happening.
        people: Ids of its persons, whose offices are asked for.
        words: Classes of the words by which articles tell it (`told_class`).
    """

    evidence: tuple[Evidence, ...]
    event: Event | None
    sides: frozenset[str]
    people: frozenset[str] = frozenset()
    words: frozenset[str] = frozenset()


def facts_told(page: Page, telling: Telling) -> list[Fact]:
    """All that a telling says, slot by slot."""
    found = [*_dates(page, telling), *_amounts(page, telling), *_places(page, telling), *_parties(page, telling)]
    found += _offices(page, telling)
    found += _speakers(page, telling)
    found += _fates(page, telling)
    return [_guessed(page, telling, one) for one in found]


def _guessed(page: Page, telling: Telling, fact: Fact) -> Fact:
    """The fact, marked where its clause, or the event itself, is only a guess."""
    unsure = telling.event is not None and telling.event.status in ("possible", "hypothetical")
    spared = fact.slot in ("office", "speaker", "status")
    return replace(fact, guess=fact.guess or (not spared and (unsure or is_guess(page, fact.evidence.span))))


def _sentences(page: Page, telling: Telling) -> list[Span]:
    return list(dict.fromkeys(page.sentence(one.span.start) for one in telling.evidence))


def _dates(page: Page, telling: Telling) -> list[Fact]:
    event = telling.event
    sentences = _sentences(page, telling)
    if event is not None and event.when.start is not None and event.when.expression is not None:
        for span in (*sentences, Span(0, len(page.text))):
            for time in page.times(span):
                if time.value.start == event.when.start and page.words(time.span) == event.when.expression:
                    firm = (
                        event.when.basis not in NOT_FIRM and _beside(page, time.span, event) and _alone(page, time.span)
                    )
                    return [replace(fact, firm=firm) for fact in dates_in(page, time.span)]
    return _only([fact for span in sentences for fact in dates_in(page, _evidence_in(telling, span))])


def _only(facts: list[Fact]) -> list[Fact]:
    """What a place says only once, and may say of something else: it can agree, and disputes nothing."""
    return [replace(fact, firm=False) for fact in facts] if len(facts) == 1 else []


def _beside(page: Page, span: Span, event: Event) -> bool:
    """Whether no word that begins another clause stands between a time or place and the words that tell the event."""
    whole = event.evidence[0].span
    if not event.why.words or not whole.contains(span):
        return False
    told = min(event.why.words, key=lambda word: min(abs(word.end - span.start), abs(span.end - word.start)))
    between = page.text[min(told.end, span.end) : max(told.start, span.start)]
    return not any(word in load_dispute_words().dates.apart for word in between.lower().split())


def _alone(page: Page, span: Span) -> bool:
    """Whether a time is no part of an enumeration: "on Friday and Sunday" is a time of several things."""
    joins = load_dispute_words().dates.together
    others = [one.span for one in page.times(page.sentence(span.start)) if not one.span.overlaps(span)]
    gaps = (page.text[min(one.end, span.end) : max(one.start, span.start)].lower().split() for one in others)
    return not any(gap and joins.issuperset(gap) for gap in gaps)


def _amounts(page: Page, telling: Telling) -> Iterator[Fact]:
    """Numbers of the clause that tells it; lengths of time also from a sentence that goes on with it."""
    event = telling.event
    for span in _sentences(page, telling):
        near = _evidence_in(telling, span)
        for fact in amounts_in(page, span):
            amount = fact.content
            if isinstance(amount, Amount) and _own(fact, amount, near, telling.words):
                yield replace(fact, topic="" if fact.slot == "duration" else _topic(amount))
        after = page.sentence_after(span)
        if after is not None and event is not None and event.type == "CONSULT" and _goes_on(page, after):
            yield from (fact for fact in amounts_in(page, after) if fact.slot == "duration")


def _topic(amount: Amount) -> str:
    """What befell the counted, or else their part in what is told: articles tell one thing by different verbs."""
    return amount.told if amount.told in load_dispute_words().counted.told else amount.role


def _evidence_in(telling: Telling, sentence: Span) -> Span:
    spans = [one.span for one in telling.evidence if one.span.overlaps(sentence)]
    return hull(spans) if spans else sentence


def _own(fact: Fact, amount: Amount, near: Span, words: frozenset[str]) -> bool:
    """Whether a number belongs to the happening: by its clause, or by what befell people in the words that tell it."""
    if fact.slot == "duration":
        return near.contains(fact.evidence.span) and (amount.told in words or amount.told in _lasting())
    if not amount.told or amount.role == "modifier":
        return False
    told = load_dispute_words().counted.told
    return amount.told in words or (amount.told in told and near.contains(fact.evidence.span))


def _lasting() -> frozenset[str]:
    return frozenset(told_class(word) for word in load_dispute_words().counted.lasting)


def _goes_on(page: Page, sentence: Span) -> bool:
    """Whether a sentence tells how long what was told before it went on: "It lasted an hour"."""
    words = page.words(sentence).lower().split()[:6]
    counted = load_dispute_words().counted
    return bool(words) and words[0] in counted.goes_on and any(word in counted.lasting for word in words[1:])


def _places(page: Page, telling: Telling) -> list[Fact]:
    event = telling.event
    sentences = _sentences(page, telling)
    for span in sentences if event is not None and event.place else ():
        assert event is not None
        assert event.place is not None
        at = page.words(span).lower().find(event.place.lower())
        if at >= 0:
            where = Span(span.start + at, span.start + at + len(event.place))
            return [replace(fact, firm=_beside(page, where, event)) for fact in places_in(page, where)]
    spans = [
        one.span
        for sentence in sentences
        for one in page.mentions(_evidence_in(telling, sentence))
        if one.role == "place" and not one.person
    ]
    return _only(places_in(page, spans[0])) if len(spans) == 1 else []


def _parties(page: Page, telling: Telling) -> Iterator[Fact]:
    """How each of the happening's sides is named where it is told: its persons, else the fullest words for it."""
    by_side: dict[str, list[list[Mention]]] = {}
    for sentence in _sentences(page, telling):
        here: dict[str, list[Mention]] = {}
        for one in page.mentions(_evidence_in(telling, sentence)):
            side = one.state or one.actor
            if one.role == "actor" and side in telling.sides and not _is_pronoun(page, one):
                here.setdefault(side, []).append(one)
        for side, mentions in here.items():
            by_side.setdefault(side, []).append(mentions)
    for side, named in by_side.items():
        mentions = max(named, key=lambda found: len({one.actor for one in found if one.person}))  # the first of several
        persons = [one for one in mentions if one.person]
        kept = persons or [max(mentions, key=lambda one: (one.span.end - one.span.start, -one.span.start))]
        if _hull(kept).end - _hull(kept).start > MOST_CHARACTERS:
            kept = kept[:1]
        whole = _hull(kept)
        parties = parties_of(page, kept, page.words(whole))
        yield Fact("participants", readable(parties), page.evidence(whole), parties, side)


def _hull(mentions: Iterable[Mention]) -> Span:
    return hull(one.span for one in mentions)


def _is_pronoun(page: Page, mention: Mention) -> bool:
    return page.words(mention.span).lower() in load_dispute_words().parties.pronouns


def _offices(page: Page, telling: Telling) -> Iterator[Fact]:
    """The offices that the article gives to persons of the happening: those nearest, and others that dispute them."""
    sentences = _sentences(page, telling)
    kept: list[Fact] = []
    found = [one for one in page.reading.mentions if one.actor in telling.people and one.office_written]
    for one in sorted(found, key=lambda one: (not any(s.contains(one.span) for s in sentences), one.span)):
        for fact in offices_in(page, one.span):
            if fact.topic != one.actor:
                continue
            if all(compare(fact, other) == "differs" for other in kept if other.topic == fact.topic):
                kept.append(fact)
                yield fact


def _speakers(page: Page, telling: Telling) -> list[Fact]:
    """Who is said to have told it."""
    for word in telling.event.why.words[:1] if telling.event is not None else ():
        for statement in page.statements(word)[:1]:
            if statement.speaker_span is not None and (statement.speaker.id or statement.speaker.state):
                words = page.evidence(statement.speaker_span)
                parties = speaker_party(statement.speaker, words.quote)
                return [Fact("speaker", statement.speaker.name, words, parties)]
    return []


def _fates(page: Page, telling: Telling) -> list[Fact]:
    """What has become of it; of a sentence in which no event was coded only that it denies or calls off the act."""
    if telling.event is not None:
        fate = fate_fact(page, telling.event)
        return [fate] if fate else []
    return [fact for span in _sentences(page, telling) for fact in denials_in(page, span, telling.words)]
