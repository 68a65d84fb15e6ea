"""What two sentences that tell the same say alike, slot by slot: the same value, or one that says more.

That they tell the same was found without any event; so nothing here disputes anything.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from detente.model import Span
from detente.stories.comparing import compare_contents
from detente.stories.dispute_words import load_dispute_words
from detente.stories.facts import Amount, Fact, Fate, Ground, Parties, Period
from detente.stories.parties import hull, is_person, parties_of, readable, speaker_party
from detente.stories.places import closer
from detente.stories.runs import Match, shared_runs
from detente.stories.sameness import load_sameness
from detente.stories.sayings import said_of, shared_part
from detente.stories.scarce import shared_words
from detente.stories.sentences import acts_in
from detente.stories.statuses import fate_fact, grade_of, is_guess, negated, status_in
from detente.stories.terms import WORD

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence, Set

    from detente.model import Event, Mention, Statement
    from detente.stories.aligning import Pair
    from detente.stories.pages import Page
    from detente.stories.sentences import Sentence

__all__ = ["matches"]


def matches(one: Sentence, other: Sentence, pair: Pair) -> list[Match]:
    """All that the two sentences of a pair say alike; where they are not close, only what they say with equal values.

    Args:
        one: A sentence.
        other: One of another article.
        pair: How sure it is that they tell the same.
    """
    found = [
        *_matched(one.dates, other.dates, pair),
        *_matched(one.amounts, other.amounts, pair),
        *_matched(one.places, other.places, pair),
        *_sayings(one, other, pair.close("wording")),
        *shared_runs(one.wordlist, other.wordlist),
    ]
    listed = _listed(one, other) if pair.told("participants") else None
    if listed is not None:
        found.append(listed)
    if pair.close("participants"):
        found += _parties(one, other, pair.sure("participants"))
    if pair.close("speaker"):
        found += _speakers(one, other, pair.sure("speaker"))
    if pair.close("status"):
        found += _statuses(one, other, pair.sure("status"))
    if pair.close("wording"):
        alike = shared_words(one.page, one.stems, other.page, other.stems, pair.sure("wording") and pair.close("date"))
        if alike is not None and not any(match.one.slot == "wording" for match in found):
            found.append(alike)
    return [
        replace(match, one=_guessed(one.page, match.one), other=_guessed(other.page, match.other)) for match in found
    ]


def _guessed(page: Page, fact: Fact) -> Fact:
    spared = fact.slot in ("wording", "speaker", "status")
    return replace(fact, guess=fact.guess or (not spared and is_guess(page, fact.evidence.span)))


def _matched(one: Sequence[Fact], other: Sequence[Fact], pair: Pair) -> Iterator[Match]:
    """Facts that agree; of the others those of which one says more, each once."""
    if not one or not other or not pair.told(one[0].slot):
        return
    close = pair.close(one[0].slot)
    finer = close and pair.close("date")  # that both name one day is no evidence that one says more of the same
    pairs = [(a, b, compare_contents(a.content, b.content)) for a in one for b in other if a.slot == b.slot]
    alone = len(one) == len(other) == 1
    taken: set[int] = set()
    for wanted in ("agrees", "finer"):
        for a, b, verdict in pairs:
            if verdict != wanted or {id(a), id(b)} & taken:
                continue
            if _equally(a, b, close) if verdict == "agrees" else finer and _closely(a, b, alone):
                taken |= {id(a), id(b)}
                yield Match(a, b, verdict)


def _equally(one: Fact, other: Fact, close: bool) -> bool:
    """Whether two facts that agree do so of themselves: a weekday's date a week off, or a whole state, tells little."""
    a, b = one.content, other.content
    if isinstance(a, Period) and isinstance(b, Period):
        return max(a.start, b.start) < min(a.end, b.end)
    if isinstance(a, Ground) and isinstance(b, Ground):
        return close or a.level != "state"
    return True


def _closely(one: Fact, other: Fact, alone: bool) -> bool:
    """Whether of two facts that go together one says more of the same."""
    a, b = one.content, other.content
    if isinstance(a, Period) and isinstance(b, Period):
        longest = max((a.end - a.start).days, (b.end - b.start).days)
        return _equally(one, other, True) and (alone or longest <= load_dispute_words().twice.days)
    if isinstance(a, Amount) and isinstance(b, Amount):
        return a.unit == b.unit and None not in (a.low, b.low) and (_plain(a) or _plain(b))
    if isinstance(a, Ground) and isinstance(b, Ground):
        return closer(a, b)
    return True


def _plain(amount: Amount) -> bool:
    return amount.low == amount.high and not amount.about


def _parties(one: Sentence, other: Sentence, sure: bool) -> Iterator[Match]:
    """Persons whom both name, and sides that both name where both have an event with them.

    Of persons whom an article names all the time the sentences say little, unless it is sure that they tell the same.
    """
    sides = one.sides & other.sides
    for known_as, (fact, person) in one.actors.items():
        if not sure and person and (_often(one, known_as) or _often(other, known_as)):
            continue
        if known_as in other.actors and (person or known_as in sides):
            theirs = other.actors[known_as][0]
            verdict = compare_contents(fact.content, theirs.content)
            if verdict in ("agrees", "finer"):
                yield Match(fact, theirs, verdict)


def _listed(one: Sentence, other: Sentence) -> Match | None:
    """The states and bodies that both name, where these are many and most of those that either names."""
    first, second = _sides_in(one), _sides_in(other)
    common = first.keys() & second.keys()
    if len(common) < load_dispute_words().twice.listed or 2 * len(common) <= max(len(first), len(second)):
        return None
    return Match(_together(one, first, common), _together(other, second, common), "agrees")


def _sides_in(told: Sentence) -> dict[str, Mention]:
    """States and bodies that a sentence names, each where it does first."""
    found: dict[str, Mention] = {}
    for one in told.mentions:
        if not one.person:
            found.setdefault(one.state or one.actor, one)
    return found


def _together(told: Sentence, named: dict[str, Mention], wanted: Set[str]) -> Fact:
    """Those who take part: some of those whom a sentence names."""
    mentions = [mention for known_as, mention in named.items() if known_as in wanted]
    span = hull(one.span for one in mentions)
    parties = parties_of(told.page, mentions, told.page.words(span))
    return Fact("participants", readable(parties), told.page.evidence(span), parties)


def _often(told: Sentence, known_as: str) -> bool:
    """Whether the article of a sentence names an actor in many of its sentences."""
    page = told.page
    return page.named[known_as] >= load_sameness().often * len(page.reading.sentences)


def _statuses(one: Sentence, other: Sentence, sure: bool) -> Iterator[Match]:
    """What has become of an act that both code as an event, or, where it is sure, one tells by a word of its kind."""
    for event in one.events:
        fact = fate_fact(one.page, event)
        counterpart = _fate_of(other, one, event, sure) if fact is not None else None
        if fact is not None and counterpart is not None and _agree(fact, counterpart):
            yield Match(fact, counterpart, "agrees")
    for event in other.events:
        fact = fate_fact(other.page, event)
        if fact is None or any(_kind(one, mine) & _kind(other, event) for mine in one.events):
            continue
        counterpart = _fate_of(one, other, event, sure)
        if counterpart is not None and _agree(counterpart, fact):
            yield Match(counterpart, fact, "agrees")


def _agree(one: Fact, other: Fact) -> bool:
    return compare_contents(one.content, other.content) == "agrees"


def _fate_of(told: Sentence, teller: Sentence, event: Event, sure: bool) -> Fact | None:
    """What a sentence says has become of an event that another one tells."""
    kinds = _kind(teller, event)
    for mine in told.events:
        if (mine.type == event.type or _kind(told, mine) & kinds) and _one_doer(mine, event):
            return fate_fact(told.page, mine)
    for word in WORD.finditer(told.words) if sure else ():
        if told.events or not acts_in(word[0]) & kinds:
            continue
        span = Span(told.span.start + word.start(), told.span.start + word.end())
        (whole,) = status_in(told.page, told.span)
        stage = whole.value
        kept = whole.evidence if stage != "done" else told.page.evidence(span)
        value = load_dispute_words().statuses.values
        shown = {"done": "happened", "ahead": "planned", "off": "cancelled", "not": "denied", "late": "cancelled"}
        fate = Fate(stage, told.page.day, grade=grade_of(word[0]))
        return replace(whole, value=value.get(shown.get(stage, stage), stage), evidence=kept, content=fate)
    return None


def _one_doer(one: Event, other: Event) -> bool:
    """Whether two events have an actor in common, or of mutual ones a side."""
    if one.symmetric and other.symmetric:
        return bool({*one.actor, *one.recipient} & {*other.actor, *other.recipient})
    return bool(set(one.actor) & set(other.actor))


def _kind(told: Sentence, event: Event) -> frozenset[str]:
    return frozenset(kind for span in event.why.words for kind in acts_in(told.page.words(span)))


def _sayings(one: Sentence, other: Sentence, close: bool) -> Iterator[Match]:
    """Statements of one speaker, or of a speaker and the state for which he speaks: the words, and who said them.

    Each goes with the one of the other sentence with which it has most in common.
    """
    settings = load_dispute_words().twice
    pairs = [
        (_shared(mine, theirs), n, m, mine, theirs)
        for n, mine in enumerate(one.statements)
        for m, theirs in enumerate(other.statements)
        if _one_voice(mine, theirs) and negated(mine.content) == negated(theirs.content)
    ]
    taken: set[tuple[int, int]] = set()
    for share, n, m, mine, theirs in sorted(pairs, key=lambda pair: (-pair[0], pair[1:3])):
        if share < (settings.said if close else 2 * settings.said) or {(0, n), (1, m)} & taken:
            continue
        taken |= {(0, n), (1, m)}
        lengths = sorted((len(mine.content), len(theirs.content)))
        more = lengths[1] > settings.longer * lengths[0]
        yield Match(_wording(one.page, mine), _wording(other.page, theirs), "finer" if more else "agrees", mine)


def _shared(one: Statement, other: Statement) -> float:
    """What part of the shorter of two statements the other has too; nothing where that is a word or two."""
    first, second = said_of(one.content), said_of(other.content)
    few = len(first.wording.stems & second.wording.stems) < load_dispute_words().twice.telling
    return 0.0 if few else shared_part(first, second)


def _speakers(one: Sentence, other: Sentence, sure: bool) -> Iterator[Match]:
    """Who speaks in both: the same, or the one for the other; if that is not sure, what they say must be alike."""
    pairs = [(mine, theirs) for mine in one.statements for theirs in other.statements if _one_voice(mine, theirs)]
    for mine, theirs in pairs:
        share = _shared(mine, theirs)
        if not (sure and mine.speaker.id == theirs.speaker.id) and share < load_dispute_words().twice.said:
            continue
        first, second = _speaker(one.page, mine), _speaker(other.page, theirs)
        verdict = compare_contents(first.content, second.content) if first and second else None
        if first and second and verdict in ("agrees", "finer"):
            yield Match(first, second, verdict, mine)


def _one_voice(one: Statement, other: Statement) -> bool:
    """Whether both have one speaker, or one a person or office and the other the state or body behind it."""
    a, b = one.speaker, other.speaker
    if a.id and b.id and (a.id == b.id):
        return True
    persons = sum(bool(x.id and is_person(x.id)) for x in (a, b))
    return persons < 2 and bool(a.state) and a.state == b.state


def _wording(page: Page, statement: Statement) -> Fact:
    return Fact("wording", statement.content, page.evidence(statement.span), said_of(statement.content))


def _speaker(page: Page, statement: Statement) -> Fact | None:
    speaker, span = statement.speaker, statement.speaker_span
    if span is None or not (speaker.id or speaker.state):
        return None
    evidence = page.evidence(span)
    parties = speaker_party(speaker, evidence.quote)
    return Fact("speaker", speaker.name, evidence, parties) if isinstance(parties, Parties) else None
