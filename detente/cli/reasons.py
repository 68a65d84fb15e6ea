"""An event or statement explained: sentence, decision, date, actors, article."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from detente.brief.dates import date_words
from detente.brief.wording import clean
from detente.cli.context import passage
from detente.model import Article, Event, Mention, Reading, Span, Statement, When, Why
from detente.record import StoredEvent, StoredStatement

__all__ = ["explain"]

NameOf = Callable[[str], str]
Row = tuple[str, str]


def explain(
    stored: StoredEvent | StoredStatement, reading: Reading, name_of: NameOf, styled: bool
) -> Iterator[RenderableType]:
    """All that `detente why` shows of a claim.

    Args:
        stored: The event or statement.
        reading: All that its article yielded.
        name_of: The name of a code.
        styled: Whether colour and weight can mark words.
    """
    event = isinstance(stored, StoredEvent)
    title, facts = _event(stored, name_of) if isinstance(stored, StoredEvent) else _statement(stored.statement, name_of)
    yield Text.assemble(("Event " if event else "Statement ", "bold"), (stored.id, "dim"))
    yield Text(title, "bold")
    spans, why = _grounds(stored)
    yield Padding(Group(*passage(reading, spans, why.words, styled)), (1, 0, 1, 2))
    rows = [
        *_why(why),
        *facts,
        *_mentions(reading, spans),
        *_article(reading.article, spans),
        ("Reader", reading.reader),
    ]
    yield _table(rows)


def _grounds(stored: StoredEvent | StoredStatement) -> tuple[tuple[Span, ...], Why]:
    if isinstance(stored, StoredEvent):
        return tuple(evidence.span for evidence in stored.event.evidence), stored.event.why
    statement = stored.statement
    why = (
        statement.why if statement.why.words else Why(statement.why.origin, (statement.cue_span,), statement.why.steps)
    )
    return tuple(filter(None, (statement.span, statement.cue_span, statement.speaker_span))), why


def _event(stored: StoredEvent, name_of: NameOf) -> tuple[str, list[Row]]:
    event = stored.event
    actors, recipients = (_names(side, name_of) for side in (event.actor, event.recipient))
    title = (" – " if event.symmetric else " → ").join(filter(None, (actors, recipients)))
    coded = [event.type, *([event.mode] if event.mode else [])]
    coded += [f"CAMEO {event.cameo}"] if event.cameo else []
    coded += [f"intensity {event.intensity:g}"] if event.intensity is not None else []
    facts = [
        ("Coded as", ", ".join(coded)),
        ("Context", ", ".join(event.context)),
        ("Sectors", _sectors(event)),
        ("Status", event.status),
        ("When", _when(event.when)),
        ("Where", clean(name_of(event.place)) if event.place else ""),
        ("People", ", ".join(map(clean, event.people))),
        ("Issues", ", ".join(event.issues)),
        ("Reported by", " via ".join(map(clean, event.reported_by)) or "the article itself"),
        ("Confidence", f"{event.confidence:.2f}"),
    ]
    return title, [row for row in facts if row[1]]


def _sectors(event: Event) -> str:
    """What part of a society each side is: "GOV → REB"; a dash where the text does not say."""
    sides = [", ".join(side) or "–" for side in (event.actor_sector, event.recipient_sector)]
    return " → ".join(sides) if event.actor_sector or event.recipient_sector else ""


def _statement(statement: Statement, name_of: NameOf) -> tuple[str, list[Row]]:
    speaker = statement.speaker
    belongs = ", ".join(filter(None, (speaker.office, speaker.state and name_of(speaker.state))))
    title = clean(speaker.name) + (f" ({clean(belongs)})" if belongs else "")
    facts = [
        ("Said", f"{statement.kind} speech, {statement.act}, by the cue “{clean(statement.cue)}”"),
        ("Words", f"“{clean(statement.content)}”"),
        ("To", _names(statement.addressee, name_of)),
        ("About", _names(statement.about, name_of)),
        ("When", _when(statement.when)),
        ("Issues", ", ".join(statement.issues)),
        ("Stance", clean(statement.stance or "")),
        ("Reported by", ", then ".join(map(clean, statement.attribution)) or "the article itself"),
    ]
    return title, [row for row in facts if row[1]]


def _why(why: Why) -> Iterator[Row]:
    yield "Decided by", clean(why.origin)
    for number, step in enumerate(why.steps, 1):
        yield ("Steps" if number == 1 else ""), f"{number}. {clean(step)}"


def _when(when: When) -> str:
    if not when.known:
        return f"unknown; the text says “{clean(when.expression)}”" if when.expression else "the text does not say"
    said = f", from “{clean(when.expression)}”" if when.expression else ""
    bound = "; the article was out by then" if when.start is None and not when.expression else ""
    return f"{date_words(when)}: {when.basis}{said}{bound}"


def _mentions(reading: Reading, spans: Sequence[Span]) -> Iterator[Row]:
    """How the actors named in the evidence were made out."""
    near = [m for m in reading.mentions if any(span.overlaps(m.span) for span in spans)]
    outer = [m for m in near if not any(o.span != m.span and o.span.contains(m.span) for o in near)]
    lines = dict.fromkeys(_mention(mention, reading.article) for mention in outer)
    for number, line in enumerate(lines):
        yield ("Actors" if number == 0 else ""), line


def _mention(mention: Mention, article: Article) -> str:
    words = clean(article.text[mention.span.start : mention.span.end])
    code = mention.state or mention.actor
    office = f", {clean(mention.office_held)}" if mention.office_held else ""
    flag = f"; office written “{clean(mention.office_written)}”: {mention.flag}" if mention.office_written else ""
    how = "; ".join(filter(None, (mention.why.origin, *map(clean, mention.why.steps))))
    return f"“{words}” is {clean(mention.name)} ({code}{office}{flag}), as {mention.role}, by {how}"


def _article(article: Article, spans: Sequence[Span]) -> Iterator[Row]:
    outlet = f"{clean(article.outlet)}: " if article.outlet else ""
    yield "Article", outlet + clean(article.title or "untitled")
    yield "", clean(article.url or article.path or "standard input")
    if spans:
        yield "", f"characters {min(span.start for span in spans):,} to {max(span.end for span in spans):,}"
    yield "Published", _when(article.published)
    for clue in article.published_clues:
        words = clean(article.text[clue.span.start : clue.span.end])
        yield "", f"“{words}”: {clean(clue.reason)}"


def _names(codes: Sequence[str], name_of: NameOf) -> str:
    return ", ".join(clean(name_of(code)) for code in codes)


def _table(rows: Sequence[Row]) -> Table:
    grid = Table.grid(padding=(0, 2, 0, 0))
    grid.add_column(style="cyan", no_wrap=True)
    grid.add_column()
    for label, value in rows:
        grid.add_row(Text(label), Text(value))
    return grid
