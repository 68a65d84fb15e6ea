"""`detente brief`: what the record holds between two actors."""

from typing import Annotated

import typer

from detente.brief import FORMATS, Period, build_brief, render
from detente.cli.age import remark_on_age
from detente.cli.days import day_after, first_day
from detente.cli.joined import open_joined
from detente.cli.names import load_names
from detente.cli.options import DEFAULT_RECORD, ExtendPaths, RecordPath
from detente.cli.output import errors, stdout
from detente.cli.pairs import frequent_pairs
from detente.errors import UsageError
from detente.extension import Extension, load_extension
from detente.issues.lexicon import Issue, load_issues

__all__ = ["brief"]


def brief(  # noqa: PLR0913, PLR0917 - each is an option
    one: Annotated[str, typer.Argument(metavar="ACTOR", show_default=False, help="A state or body.")],
    other: Annotated[str, typer.Argument(metavar="ACTOR", show_default=False, help="The other.")],
    record: RecordPath = DEFAULT_RECORD,
    since: Annotated[str | None, typer.Option(metavar="DATE", help="First day, month or year.")] = None,
    until: Annotated[str | None, typer.Option(metavar="DATE", help="Last day, month or year.")] = None,
    form: Annotated[str, typer.Option("--format", metavar="|".join(FORMATS), help="The form.")] = "text",
    extend: ExtendPaths = None,
    full: Annotated[bool, typer.Option("--full", help="Show every line of long lists.")] = False,
) -> None:
    """Show what lies between two actors: meetings, deeds, where each stands, promises, who said what, what is planned.

    An actor is a state or body by name, code or adjective, in any case: China, CHN, chinese, NATO, "south korea".
    Each line names its source in [brackets] and ends with an id that `detente why` explains. Reports of one event are
    one line; copies of a text count as one source, and what the sources dispute stands below.

    \b
    detente brief USA CHN
    detente brief "south korea" japan --since 2023-03 --until 2024
    detente brief russia ukraine --format html > brief.html
    """  # noqa: D301 - click wants a backspace before lines that it must not fill
    extension = load_extension(extend or ())
    names = load_names(extension)
    pair = (names.code(one), names.code(other))
    if pair[0] == pair[1]:
        raise UsageError(f"both are {names.name(pair[0])}; name two actors, such as `detente brief {pair[0]} RUS`")
    wanted = next((known for known in FORMATS if known == form), None)
    if wanted is None:
        raise UsageError(f"--format {form} is unknown; there are: {', '.join(FORMATS)}")
    period = _period(since, until)
    out = stdout()
    with open_joined(record) as book:
        built = build_brief(book, pair, names.name, period, full, _titles(extension))
        out.write(render(built, wanted, out.width, out.styled))
        pairs = frequent_pairs(book) if built.empty else []
        remark_on_age(book)
    if pairs:
        errors().write(f"Pairs with most events: {', '.join(' '.join(pair) for pair in pairs)}.\n")


def _titles(extension: Extension) -> dict[str, str]:
    """The titles that a user gives to issues."""
    issues = load_issues(extension) if extension.has("issues") else {}
    return {entry.id: issues[entry.id].title for entry in extension.entries(Issue, "issues") if "title" in entry.raw}


def _period(since: str | None, until: str | None) -> Period:
    start = first_day(since, "--since") if since is not None else None
    end = day_after(until, "--until") if until is not None else None
    if start and end and start >= end:
        raise UsageError(f"--since {since} lies after --until {until}")
    return Period(start, end)
