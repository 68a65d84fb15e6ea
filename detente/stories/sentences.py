"""A sentence of an article and what it says, each part found once, however many sentences it is compared with."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING

from detente.model import Span
from detente.stories.amounts import amounts_in
from detente.stories.dates import dates_in
from detente.stories.dispute_words import load_dispute_words
from detente.stories.facts import Amount, Fact
from detente.stories.parties import parties_of, readable
from detente.stories.places import places_in
from detente.stories.runs import Wordlist
from detente.stories.stems import Stems
from detente.stories.terms import WORD, load_weigher

if TYPE_CHECKING:
    from detente.model import Event, Mention, Statement
    from detente.stories.pages import Page

__all__ = ["Sentence", "acts_in"]

_NAMED = re.compile(r"\b(\w+)\s+(?:the\s+)?([A-Z]\w+(?:[ -](?:of )?[A-Z]\w+)*)")


@dataclass(frozen=True)
class Sentence:
    """A sentence of an article, and what it says; each is found once, however many others it is compared with."""

    page: Page
    span: Span

    @cached_property
    def words(self) -> str:
        """Its words."""
        return self.page.words(self.span)

    @cached_property
    def stems(self) -> Stems:
        """Its telling stems."""
        return Stems.of(self.page, self.span)

    @cached_property
    def events(self) -> list[Event]:
        """The events of which a deciding word stands in it."""
        return [
            one
            for one in self.page.reading.events
            if any(piece.span.overlaps(self.span) for piece in one.evidence) and _deciding(one, self.span)
        ]

    @cached_property
    def statements(self) -> list[Statement]:
        """The statements of which the word for saying or some of the words stand in it."""
        return [
            one
            for one in self.page.reading.statements
            if self.span.contains(one.cue_span) or one.span.overlaps(self.span)
        ]

    @cached_property
    def dates(self) -> list[Fact]:
        """What it says about when."""
        return dates_in(self.page, self.span)

    @cached_property
    def amounts(self) -> list[Fact]:
        """Its numbers, without those that count one of something, which is told of anything, and without dates."""
        dates = {one.evidence.span for one in self.dates}
        return [
            one
            for one in amounts_in(self.page, self.span)
            if isinstance(one.content, Amount)
            and (one.content.dimension == "duration" or (one.content.low, one.content.high) != (1, 1))
            and one.evidence.span not in dates
        ]

    @cached_property
    def places(self) -> list[Fact]:
        """Places that are mentioned as such, and names behind a word of place that are nobody's."""
        spans = [one.span for one in self.mentions if one.role == "place" and not one.person]
        for found in _NAMED.finditer(self.words):
            span = Span(self.span.start + found.start(2), self.span.start + found.end(2))
            if found[1].lower() in load_dispute_words().twice.before_places and not _taken(self, span):
                spans.append(span)
        return [fact for span in sorted(set(spans)) for fact in places_in(self.page, span)]

    @cached_property
    def mentions(self) -> list[Mention]:
        """Whom and what it names."""
        return self.page.mentions(self.span)

    @cached_property
    def sides(self) -> frozenset[str]:
        """Codes of those who act in its events, or to whom something is done."""
        return frozenset(code for event in self.events for code in (*event.actor, *event.recipient))

    @cached_property
    def actors(self) -> dict[str, tuple[Fact, bool]]:
        """Whom it names by more than a pronoun, where it does first, and whether that is a person."""
        found: dict[str, tuple[Fact, bool]] = {}
        for one in self.mentions:
            words = self.page.words(one.span)
            if one.role == "actor" and one.actor not in found and words.lower() not in _pronouns():
                parties = parties_of(self.page, [one], words)
                evidence = self.page.evidence(one.span)
                found[one.actor] = Fact("participants", readable(parties), evidence, parties, one.actor), one.person
        return found

    @cached_property
    def acts(self) -> frozenset[str]:
        """Kinds of acts that its words can tell."""
        return frozenset(kind for word in WORD.findall(self.words) for kind in acts_in(word))

    @cached_property
    def wordlist(self) -> Wordlist:
        """Its words in their order."""
        return Wordlist(self.page, self.span)


def _pronouns() -> frozenset[str]:
    return load_dispute_words().parties.pronouns


def _deciding(event: Event, span: Span) -> bool:
    return not event.why.words or any(span.overlaps(word) for word in event.why.words)


def _taken(told: Sentence, span: Span) -> bool:
    """Whether words are a mention or a time, or begin with the name of a month or day."""
    names = load_dispute_words().dates
    if told.page.words(span).split()[0].lower() in names.months | names.weekdays:
        return True
    return bool(told.page.mentions(span) or told.page.times(span))


@lru_cache(maxsize=10_000)
def acts_in(words: str) -> frozenset[str]:
    """Kinds of acts that words can tell, and their stems where they are of none."""
    stems = load_weigher().stems(words)
    return frozenset(kind for stem in stems for kind in _acts().get(stem, ()))


@lru_cache(maxsize=1)
def _acts() -> dict[str, frozenset[str]]:
    found: dict[str, frozenset[str]] = {}
    for kind, words in load_dispute_words().twice.acts.items():
        for word in words:
            for stem in load_weigher().stems(word):
                found[stem] = found.get(stem, frozenset()) | {kind}
    return found
