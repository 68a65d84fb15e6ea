"""Words that two sentences have in common in whatever order: scarce ones, or those of sentences that tell the same."""

from __future__ import annotations

from collections import defaultdict
from datetime import timedelta
from functools import cached_property
from itertools import combinations
from typing import TYPE_CHECKING

from detente.model import Span
from detente.stories.aligning import Pair, may_be_alike
from detente.stories.dates import dates_in
from detente.stories.dispute_words import load_dispute_words
from detente.stories.facts import Fact, Period
from detente.stories.runs import Match
from detente.stories.sayings import said_of
from detente.stories.statuses import negated
from detente.stories.terms import WORD, load_weigher

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import datetime

    from detente.stories.outline import Outline
    from detente.stories.pages import Page
    from detente.stories.stems import Stems

__all__ = ["ScarceWords", "scarce_matches", "shared_words"]

DAY = timedelta(days=1)
SURE = 100.0  # log-odds of sentences that have scarce words in common
BEFORE = 30  # characters in which a word that denies others stands before them


class ScarceWords:
    """Stems that stand in few sentences of an article.

    Args:
        outline: The article's sentences.
    """

    def __init__(self, outline: Outline) -> None:
        self.page, self.outline = outline.page, outline

    @cached_property
    def sentences(self) -> list[Stems]:
        """Of each sentence its telling stems."""
        return [one.stems for one in self.outline.sentences]

    @cached_property
    def at(self) -> dict[str, list[int]]:
        """The sentences in which a scarce stem stands."""
        found: dict[str, list[int]] = defaultdict(list)
        for number, stems in enumerate(self.sentences):
            for stem in stems.places:
                found[stem].append(number)
        few = load_dispute_words().twice.few
        return {stem: numbers for stem, numbers in found.items() if len(numbers) <= few}

    def days(self, number: int) -> set[datetime]:
        """The days that a sentence names."""
        periods = [fact.content for fact in dates_in(self.page, self.page.reading.sentences[number])]
        return {one.start for one in periods if isinstance(one, Period) and one.end - one.start <= DAY}


def scarce_matches(one: ScarceWords, other: ScarceWords) -> Iterator[tuple[Pair, Match | None]]:
    """Sentences of two articles with scarce words in common, and these words where they are a wording.

    They stand close together in both sentences, or wherever they stand where both tell of one day.
    """
    settings = load_dispute_words().twice
    common: dict[tuple[int, int], set[str]] = defaultdict(set)
    for stem in one.at.keys() & other.at.keys():
        for n in one.at[stem]:
            for m in other.at[stem]:
                common[n, m].add(stem)
    for (n, m), stems in sorted(common.items()):
        if _weight(stems) < settings.unlike and not may_be_alike(one.outline, n, other.outline, m):
            continue
        first, second = one.sentences[n], other.sentences[m]
        pair = Pair(one.page.reading.sentences[n], other.page.reading.sentences[m], SURE)
        for group in _close_together(first, second, stems):
            if _weight(group) < settings.scarce or group <= first.names | second.names:
                continue
            match = _match(one.page, first, other.page, second, group)
            if match is not None:
                yield pair, match
        if len(stems) > 1 and _weight(stems) >= settings.dated and one.days(n) & other.days(m):
            yield pair, None


def shared_words(page: Page, one: Stems, other_page: Page, other: Stems, sure: bool = False) -> Match | None:
    """The words that two sentences that tell the same have in common, where they are more than names.

    Where it is sure that they do, fewer such words are enough, or names with other words between them.
    """
    settings = load_dispute_words().twice
    common = one.places.keys() & other.places.keys()
    plain = common - one.names - other.names
    if len(plain) >= settings.telling and _weight(plain) >= settings.alike:
        return _match(page, one, other_page, other, plain)
    if not sure or len(common) < settings.telling:
        return None
    match = _match(page, one, other_page, other, common)
    return match if match is None or plain or _words(match) > len(common) else None


def _words(match: Match) -> int:
    """How many words the shorter of two wordings has."""
    return min(len(WORD.findall(fact.evidence.quote)) for fact in (match.one, match.other))


def _close_together(one: Stems, other: Stems, stems: Iterable[str]) -> list[set[str]]:
    """Stems that stand within a few words of each other in both sentences."""
    window = load_dispute_words().twice.window
    groups: list[set[str]] = []
    for a, b in combinations(sorted(stems), 2):
        if all(abs(found.places[a][0] - found.places[b][0]) <= window for found in (one, other)):
            joined = {a, b}.union(*(group for group in groups if group & {a, b}))
            groups = [group for group in groups if not group & joined] + [joined]
    return groups


def _weight(stems: Iterable[str]) -> float:
    return sum(map(load_weigher().rarity, stems))


def _match(page: Page, one: Stems, other_page: Page, other: Stems, stems: Iterable[str]) -> Match | None:
    first, second = _wording(page, one, stems), _wording(other_page, other, stems)
    return None if _denied(page, first) != _denied(other_page, second) else Match(first, second, "agrees")


def _denied(page: Page, fact: Fact) -> bool:
    """Whether words are denied, by themselves or by what stands before them in the sentence."""
    span = fact.evidence.span
    return negated(page.text[max(page.sentence(span.start).start, span.start - BEFORE) : span.end])


def _wording(page: Page, found: Stems, stems: Iterable[str]) -> Fact:
    spans = [found.places[stem][1] for stem in stems]
    whole = Span(min(one.start for one in spans), max(one.end for one in spans))
    words = page.words(whole)
    return Fact("wording", words, page.evidence(whole), said_of(words))
