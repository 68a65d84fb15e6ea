"""Words in a row that two articles share, as wordings: within two sentences, or rare ones wherever they stand."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from detente.model import Span
from detente.stories.dispute_words import load_dispute_words
from detente.stories.facts import Fact
from detente.stories.sayings import said_of
from detente.stories.terms import WORD, load_weigher

if TYPE_CHECKING:
    import re
    from collections.abc import Iterator, Sequence

    from detente.model import Statement
    from detente.stories.facts import Verdict
    from detente.stories.pages import Page

__all__ = ["Match", "Wordlist", "longest_runs", "rare_runs", "shared_runs"]

_QUOTES = "\"“”‘’'"
Place = tuple[int, int, int]  # of a run: where it begins in the one and in the other, and how many words it has


@dataclass(frozen=True, slots=True)
class Match:
    """A fact of one article and one of another that go together; `said` is the statement that the first is of."""

    one: Fact
    other: Fact
    verdict: Verdict
    said: Statement | None = None


class Wordlist:
    """Words of a stretch of text in lower case, and where each few of them in a row (by their hash) stand first.

    Args:
        page: The article.
        span: The stretch; the whole text by default.
    """

    def __init__(self, page: Page, span: Span | None = None) -> None:
        self.page = page
        self._whole = span or Span(0, len(page.text))
        found = "\n".join(WORD.findall(page.text, self._whole.start, self._whole.end))
        self.words = found.lower().replace("’", "'").split("\n") if found else []
        least = load_dispute_words().twice.run
        keys = [hash(words) for words in zip(*(self.words[n:] for n in range(least)), strict=False)]
        self.starts = dict(zip(reversed(keys), range(len(keys) - 1, -1, -1), strict=True))

    @cached_property
    def _found(self) -> list[re.Match[str]]:
        return list(WORD.finditer(self.page.text, self._whole.start, self._whole.end))

    def span(self, first: int, last: int) -> Span:
        """Where the words from one to another stand."""
        return Span(self._found[first].start(), self._found[last].end())


def shared_runs(one: Wordlist, other: Wordlist) -> Iterator[Match]:
    """The words that two sentences have one after the other, where they are more than names and numbers.

    They are rare together, or many.
    """
    settings = load_dispute_words().twice
    for place in longest_runs(one, other):
        telling = _telling(one, place)
        rare = len(telling) >= settings.telling and _weight(one, place, telling) >= settings.alike
        if rare and telling[-1] - telling[0] + 1 >= settings.run:
            yield _match(one, other, place, telling)
        elif place[2] >= settings.long and _plain(one, place) >= settings.long:
            yield _match(one, other, place, range(place[2]))


def rare_runs(one: Wordlist, other: Wordlist) -> Iterator[Match]:
    """Words in a row that tell so much, or that both quote, that they are of one thing wherever they stand."""
    settings = load_dispute_words().twice
    for place in longest_runs(one, other):
        telling = _telling(one, place)
        if not telling or telling[-1] - telling[0] + 1 < settings.run:
            continue
        match = _match(one, other, place, telling)
        if _weight(one, place, telling) >= settings.anywhere or (
            _quoted(one.page, match.one) and _quoted(other.page, match.other)
        ):
            yield match


def longest_runs(one: Wordlist, other: Wordlist) -> list[Place]:
    """Runs of words that two wordings have in common, the longest from each place, none within another."""
    found: list[Place] = []
    end = 0
    for n, m in sorted((one.starts[key], other.starts[key]) for key in one.starts.keys() & other.starts.keys()):
        if n >= end:
            length = _run(one.words[n:], other.words[m:])
            if length:  # else two others have one hash
                found.append((n, m, length))
            end = n + length
    return found


def _run(one: Sequence[str], other: Sequence[str]) -> int:
    return next((n for n, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))


def _plain(one: Wordlist, place: Place) -> int:
    """How many words of a run name nobody, no time and no number."""
    return sum(not _names(one.page, one.span(place[0] + at, place[0] + at)) for at in range(place[2]))


def _telling(one: Wordlist, place: Place) -> list[int]:
    """Which words of a run tell something."""
    n, _, length = place
    return [at for at in range(length) if _tells(one.page, one.span(n + at, n + at))]


def _weight(one: Wordlist, place: Place, telling: Sequence[int]) -> float:
    """How rare the telling words of a run are together."""
    return sum(_rarity(one.words[place[0] + n]) for n in telling)


def _tells(page: Page, span: Span) -> bool:
    """Whether a word tells something: a rare one that names nobody, no time and no number."""
    word = page.words(span)
    if word.istitle() or word[0].isdigit() or _rarity(word) < load_dispute_words().twice.rarity:
        return False
    return not _names(page, span)


def _names(page: Page, span: Span) -> bool:
    return bool(page.mentions(span) or page.times(span) or page.quantities(span))


def _rarity(word: str) -> float:
    weigher = load_weigher()
    return max((weigher.rarity(stem) for stem in weigher.stems(word)), default=0.0)


def _match(one: Wordlist, other: Wordlist, place: Place, telling: Sequence[int]) -> Match:
    n, m, _ = place
    first, second = (words.span(at + telling[0], at + telling[-1]) for words, at in ((one, n), (other, m)))
    return Match(_wording(one.page, first), _wording(other.page, second), "agrees")


def _wording(page: Page, span: Span) -> Fact:
    words = page.words(span)
    return Fact("wording", words, page.evidence(span), said_of(words))


def _quoted(page: Page, fact: Fact) -> bool:
    """Whether a quotation mark stands right before or behind the words, or they are within direct speech."""
    span = fact.evidence.span
    beside = page.text[max(0, span.start - 1) : span.start] + page.text[span.end : span.end + 1]
    return any(mark in _QUOTES for mark in beside) or any(one.kind == "direct" for one in page.statements(span))
