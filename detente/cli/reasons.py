"""An event, statement, position or commitment explained: sentence, decision, date, actors, article."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from detente.brief.dates import date_words
from detente.brief.wording import clean
from detente.cli.context import passage
from detente.model import Article, Event, Evidence, Mention, Pledge, Reading, Span, Stand, Statement, When, Why
from detente.record import StoredEvent, StoredPledge, StoredStand, StoredStatement

__all__ = ["explain"]

NameOf = Callable[[str], str]
Row = tuple[str, str]


Claim = StoredEvent | StoredStatement | StoredStand | StoredPledge


def explain(
    stored: Claim, reading: Reading, name_of: NameOf, styled: bool, around: Sequence[Row] = ()
) -> Iterator[RenderableType]:
    """All that `detente why` shows of a claim.

    Args:
        stored: The event, the statement, or the report of a position or commitment.
        reading: All that its article yielded.
        name_of: The name of a code.
        styled: Whether colour and weight can mark words.
        around: What the whole record has beside it, as rows of label and text.
    """
    kind, title, facts = _told(stored, name_of)
    yield Text.assemble((f"{kind} ", "bold"), (stored.id, "dim"))
    yield Text(title, "bold")
    spans, why = _grounds(stored)
    yield Padding(Group(*passage(reading, spans, why.words, styled)), (1, 0, 1, 2))
    rows = [
        *_why(why),
        *facts,
        *around,
        *_mentions(reading, spans),
        *_article(reading.article, spans),
        ("Reader", reading.reader),
    ]
    yield _table(rows)


def _told(stored: Claim, name_of: NameOf) -> tuple[str, str, list[Row]]:
    """What kind of claim it is, its title, and what it says."""
    match stored:
        case StoredStatement(statement=statement):
            return "Statement", *_statement(statement, name_of)
        case StoredStand(stand=stand):
            return "Red line" if stand.red_line else "Position", *_stand(stand, name_of)
        case StoredPledge(pledge=pledge):
            return "Commitment", *_pledge(pledge, name_of)
    return "Event", *_event(stored, name_of)


def _grounds(stored: Claim) -> tuple[tuple[Span, ...], Why]:
    match stored:
        case StoredStatement(statement=statement):
            why = statement.why
            why = why if why.words else Why(why.origin, (statement.cue_span,), why.steps)
            return tuple(filter(None, (statement.span, statement.cue_span, statement.speaker_span))), why
        case StoredStand(stand=stand):
            return _spans(stand.wording, stand.object, stand.condition), stand.why
        case StoredPledge(pledge=pledge):
            return _spans(pledge.wording, pledge.content, pledge.condition), pledge.why
    return _spans(*stored.event.evidence), stored.event.why


def _spans(*pieces: Evidence | None) -> tuple[Span, ...]:
    return tuple(piece.span for piece in pieces if piece is not None)


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
        ("Condition", _quoted(statement.condition)),
        ("Confidence", f"{statement.confidence:.2f}" if statement.confidence < 1 else ""),
        ("Reported by", _reported(statement.attribution)),
    ]
    return title, [row for row in facts if row[1]]


def _stand(stand: Stand, name_of: NameOf) -> tuple[str, list[Row]]:
    holder = clean(name_of(stand.holder))
    line = {"named": "so called", "meant": "so meant, not so called", None: ""}[stand.red_line]
    facts = [
        ("Issue", stand.issue),
        ("Stance", f"{stand.stance}, {STRENGTHS[stand.strength]}"),
        ("Red line", line),
        ("On", _quoted(stand.object)),
        ("Put to", _names(stand.addressee, name_of)),
        ("Condition", _quoted(stand.condition)),
        ("Said by", clean(stand.person or "") or ("itself" if stand.own else "")),
        ("When", _when(stand.when)),
        ("Reported by", _reported(stand.reported_by) if stand.own else f"{_reported(stand.reported_by)}, of {holder}"),
    ]
    return holder, [row for row in facts if row[1]]


STRENGTHS = {1: "weakly", 2: "plainly", 3: "firmly"}


def _pledge(pledge: Pledge, name_of: NameOf) -> tuple[str, list[Row]]:
    mark = " – " if pledge.kind == "agreement" else ", "
    title = mark.join(clean(name_of(code)) for code in pledge.promisor)
    others = [code for code in pledge.promisee if code not in pledge.promisor]
    facts = [
        ("Reported", f"{pledge.kind}, {pledge.fate}"),
        ("Promised", _quoted(pledge.content) or "the text does not say what"),
        ("To", _names(others, name_of)),
        ("Condition", _quoted(pledge.condition)),
        ("Due", _when(pledge.due) if pledge.due.known else "no day set"),
        ("When", _when(pledge.when)),
        ("Issues", ", ".join(pledge.issues)),
        ("Reported by", _reported(pledge.reported_by)),
    ]
    return title, [row for row in facts if row[1]]


def _quoted(piece: Evidence | None) -> str:
    return f"“{clean(piece.quote)}”" if piece else ""


def _reported(chain: Sequence[str]) -> str:
    return ", then ".join(map(clean, chain)) or "the article itself"


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
