"""Families of dispatches that we wrote: who tells which event, which facts agree, which are one story.

A family begins with `=== NAME`; a dispatch with `--- a | OUTLET | 2019-05-14`, and `| copy of x` or `| rewrite of x`
where it is one; its title and its paragraphs follow. Sections begin with three closing angle brackets: events
(`E1 happened | a: "words of a that tell it" | b: "..."`), stages (`E2 E1`), facts (`E1 number differs | a: "eleven
fishermen" | b: "nine of them"`), stories (`a b`).
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from detente.errors import DataError
from detente.model import Article, Span, When

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

__all__ = ["Dispatch", "Family", "Quoted", "ToldEvent", "ToldFact", "read_families"]

_QUOTED = re.compile(r'(\w): "(.*)"')


@dataclass(frozen=True, slots=True)
class Dispatch:
    """One article of a family; `source` is the dispatch that it was copied or rewritten from."""

    letter: str
    outlet: str
    day: date
    text: str
    source: str | None = None

    @property
    def article(self) -> Article:
        """As `detente read --published` would take it."""
        start = datetime(self.day.year, self.day.month, self.day.day)
        title = self.text.partition("\n")[0]
        return Article(
            text=self.text,
            path=None,
            title=title,
            title_span=Span(0, len(title)),
            outlet=self.outlet,
            published=When(start, start + timedelta(days=1), "day", "given"),
        )


@dataclass(frozen=True, slots=True)
class Quoted:
    """Words of a dispatch."""

    letter: str
    span: Span
    quote: str


@dataclass(frozen=True, slots=True)
class ToldEvent:
    """An event, and the words that tell it."""

    name: str
    status: str
    told: tuple[Quoted, ...]


@dataclass(frozen=True, slots=True)
class ToldFact:
    """A fact of an event that several dispatches tell: `kind` is "agrees", "differs" or "finer"."""

    event: str
    slot: str
    kind: str
    told: tuple[Quoted, ...]


@dataclass(slots=True)
class Family:
    """One affair, told by several dispatches."""

    name: str
    dispatches: dict[str, Dispatch]
    events: list[ToldEvent] = field(default_factory=list)
    stages: list[list[str]] = field(default_factory=list)
    facts: list[ToldFact] = field(default_factory=list)
    stories: list[list[str]] = field(default_factory=list)


def read_families(path: Path) -> Iterator[Family]:
    """The families of a file.

    Raises:
        DataError: A line is not of the form, or a quote does not stand in its dispatch.
    """
    for block in re.split(r"(?m)^=== ", path.read_text("utf-8"))[1:]:
        name, _, rest = block.partition("\n")
        body, *sections = re.split(r"(?m)^>>> ", rest)
        family = Family(name.strip(), dict(_dispatches(body)))
        for section in sections:
            kind, _, lines = section.partition("\n")
            for line in lines.splitlines():
                if line.strip():
                    _take(path, family, kind.strip(), line.strip())
        yield family


def _dispatches(body: str) -> Iterator[tuple[str, Dispatch]]:
    for part in re.split(r"(?m)^--- ", body)[1:]:
        head, _, text = part.partition("\n")
        letter, outlet, day, *more = (piece.strip() for piece in head.split("|"))
        yield (
            letter,
            Dispatch(letter, outlet, date.fromisoformat(day), text.strip(), more[0].split()[-1] if more else None),
        )


def _take(path: Path, family: Family, kind: str, line: str) -> None:
    head, *told = line.split(" | ")
    words = head.split()
    match kind:
        case "stages":
            family.stages.append(words)
        case "stories":
            family.stories.append(words)
        case "events":
            family.events.append(ToldEvent(words[0], words[1], _quotes(path, family, told)))
        case "facts":
            family.facts.append(ToldFact(words[0], words[1], words[2], _quotes(path, family, told)))
        case _:
            raise DataError(f"{path}: {family.name}: unknown section {kind!r}")


def _quotes(path: Path, family: Family, told: list[str]) -> tuple[Quoted, ...]:
    out = []
    for part in told:
        found = _QUOTED.fullmatch(part.strip())
        if not found or found[1] not in family.dispatches:
            raise DataError(f'{path}: {family.name}: expected LETTER: "words", got {part!r}')
        start = family.dispatches[found[1]].text.find(found[2])
        if start < 0:
            raise DataError(f"{path}: {family.name}: dispatch {found[1]} has no {found[2]!r}")
        out.append(Quoted(found[1], Span(start, start + len(found[2])), found[2]))
    return tuple(out)
