"""A page: what was read of one article, looked up by span."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Protocol, TypeVar

from detente.model import Evidence, Span
from detente.stories.memory import Memory

if TYPE_CHECKING:
    from collections.abc import Iterable

    from detente.model import Mention, Quantity, Reading, Statement, TimeMention
    from detente.record import Record

__all__ = ["Page", "PageShelf", "Pages"]

REMEMBERED = 1024
AT_ONCE = 64


class _Spanned(Protocol):
    @property
    def span(self) -> Span: ...


S = TypeVar("S", bound=_Spanned)
Pages = Callable[[str], "Page"]


class Page:
    """What was read of one article.

    Args:
        reading: All that it yielded.
    """

    def __init__(self, reading: Reading) -> None:
        self.reading = reading
        self.text = reading.article.text
        self._shelves: dict[str, defaultdict[int, list[int]]] = {}

    @cached_property
    def _starts(self) -> list[int]:
        return [span.start for span in self.reading.sentences]

    @cached_property
    def named(self) -> Counter[str]:
        """In how many sentences each actor is named."""
        places = {(one.actor, self.sentence_number(one.span.start)) for one in self.reading.mentions}
        return Counter(actor for actor, number in places if number is not None)

    @property
    def day(self) -> int | None:
        """The day on which the article appeared at the earliest, as an ordinal."""
        start = self.reading.article.published.start
        return start.toordinal() if start else None

    @property
    def dated(self) -> bool:
        """Whether somebody says when it appeared."""
        return self.reading.article.published.basis not in ("inferred", "unknown")

    def evidence(self, span: Span) -> Evidence:
        """A span with its words."""
        return Evidence(span, self.text[span.start : span.end])

    def words(self, span: Span) -> str:
        """The words of a span."""
        return self.text[span.start : span.end]

    def sentence(self, at: int) -> Span:
        """The sentence that has a character, else the whole text."""
        place = self.sentence_number(at)
        return self.reading.sentences[place] if place is not None else Span(0, len(self.text))

    def sentence_number(self, at: int) -> int | None:
        """The number of the sentence that has a character."""
        place = bisect_right(self._starts, at) - 1
        if place < 0 or at >= self.reading.sentences[place].end:
            return None
        return place

    def sentence_after(self, span: Span) -> Span | None:
        """The sentence after the one in which a span ends."""
        place = self.sentence_number(max(span.start, span.end - 1))
        if place is None or place + 1 >= len(self.reading.sentences):
            return None
        return self.reading.sentences[place + 1]

    def times(self, span: Span) -> list[TimeMention]:
        """Times in a span; of overlapping ones the longest."""
        return _outer(self._near(span, "times", self.reading.times), span)

    def quantities(self, span: Span) -> list[Quantity]:
        """Quantities in a span."""
        return _outer(self._near(span, "quantities", self.reading.quantities), span)

    def mentions(self, span: Span) -> list[Mention]:
        """Mentions in a span."""
        near = self._near(span, "mentions", self.reading.mentions)
        return [one for one in near if one.span.overlaps(span)]

    def _near(self, span: Span, kind: str, found: Sequence[S]) -> Sequence[S]:
        """Of what was found those that may overlap with a span: where this lies in a sentence, that sentence's."""
        number = self.sentence_number(span.start)
        if number is None or span.end > self.reading.sentences[number].end:
            return found
        shelves = self._shelves.get(kind)
        if shelves is None:
            shelves = self._shelves[kind] = defaultdict(list)
            for place, one in enumerate(found):
                for at in self._sentences(one.span):
                    shelves[at].append(place)
        return [found[place] for place in shelves.get(number, ())]

    def _sentences(self, span: Span) -> Iterable[int]:
        """The numbers of the sentences with which a span overlaps."""
        first = max(0, bisect_right(self._starts, span.start) - 1)
        last = bisect_left(self._starts, span.end)
        return (at for at in range(first, last) if self.reading.sentences[at].overlaps(span))

    def statements(self, span: Span) -> list[Statement]:
        """Statements in whose words a span stands, the innermost first."""
        found = [one for one in self.reading.statements if one.span.contains(span)]
        return sorted(found, key=lambda one: one.span.end - one.span.start)


class PageShelf:
    """Pages of a record by the ids of articles; of those asked for last each is read once.

    Args:
        record: The record.
    """

    def __init__(self, record: Record) -> None:
        self._record = record
        self._kept: Memory[str, Page] = Memory(self._read, REMEMBERED)

    def __call__(self, article_id: str) -> Page:
        """The page of an article."""
        return self._kept[article_id]

    def fetch(self, articles: Iterable[str]) -> None:
        """Read some articles in one go, those that are not here yet."""
        missing = [one for one in dict.fromkeys(articles) if one not in self._kept]
        for start in range(0, len(missing), AT_ONCE):
            for reading in self._record.plain_readings(missing[start : start + AT_ONCE]):
                self._kept[reading.article.id] = Page(reading)

    def _read(self, article_id: str) -> Page:
        (reading,) = self._record.plain_readings([article_id])
        return Page(reading)


def _outer(found: Iterable[S], span: Span) -> list[S]:
    inside = [one for one in found if one.span.overlaps(span)]
    return [
        one
        for n, one in enumerate(inside)
        if not any(
            other.span.contains(one.span) and (other.span != one.span or m < n)
            for m, other in enumerate(inside)
            if m != n
        )
    ]
