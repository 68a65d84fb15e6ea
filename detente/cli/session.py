"""One run over the inputs: what is held is skipped, what is read is kept at once, what is rejected is named."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from detente.errors import InputRejected
from detente.model import Article, Reading, Rejected

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from detente.cli.progress import Meter
    from detente.cli.tally import Tally
    from detente.record import Record

__all__ = ["Session"]


@dataclass(frozen=True, slots=True)
class Session:
    """Where a run keeps what it reads, and where it says so.

    `again`: what the record holds is read all the same, and replaced.
    """

    book: Record
    tally: Tally
    meter: Meter
    again: bool = False

    def unread(self, inputs: Iterable[Article | Rejected], reader: str) -> Iterator[Article]:
        """The articles that this version of the reader has not read yet."""
        for one in inputs:
            if isinstance(one, Rejected):
                self.reject(one)
            elif not self.again and self.book.holds(one, reader):
                self.tally.held += 1
                self.meter.note(one.path or one.url)
            else:
                yield one

    def keep(self, readings: Iterable[Reading]) -> None:
        """Add each reading to the record as soon as it is there."""
        for reading in readings:
            source = reading.article.path or reading.article.url
            try:
                self.tally.add(reading, self.book.add(reading, self.again))
            except InputRejected as error:
                self.reject(Rejected(error.source, error.reason))
            self.meter.note(source)

    def reject(self, rejected: Rejected) -> None:
        """Name, count and note an input that is no article."""
        self.book.reject(rejected)
        self.tally.rejected[rejected.reason] += 1
        self.meter.name(rejected)
        self.meter.note(rejected.source)
