"""`detente who`: who held what, when."""

import json
from datetime import datetime, time
from typing import Annotated

import typer
from rich.table import Table

from detente.actors.directory import Directory, load_directory
from detente.actors.phrases import key_of
from detente.actors.who import BASES, Holding, Question, find_actor, find_territory, understand
from detente.actors.who import who as look_up
from detente.cli.days import day_after, first_day
from detente.cli.names import disputed, load_names
from detente.cli.options import ExtendPaths
from detente.cli.output import errors, stdout
from detente.errors import UsageError
from detente.extension import Extension, load_extension

__all__ = ["who"]

FORMS = ("text", "jsonl")
LISTED = 6


def who(
    asked: Annotated[
        list[str],
        typer.Argument(metavar="NAME|OFFICE [STATE]", show_default=False, help="A person, or an office and its state."),
    ],
    on: Annotated[
        str | None, typer.Option(metavar="DATE", help="Day, month or year asked for; without it, all times.")
    ] = None,
    form: Annotated[str, typer.Option("--format", metavar="|".join(FORMS), help="The form.")] = "text",
    extend: ExtendPaths = None,
) -> None:
    """Tell who held an office, or which offices a person held, on a date.

    A name may be written in any order and spelling that comes near. A state or body is named by name, code, adjective
    or capital, before or after the office. Dates are as precise as they are known; the last column says on whose word.

    \b
    detente who "foreign minister" China --on 2023-06-19
    detente who "Wang Yi" --on 2023-06
    detente who secretary-general NATO
    detente who "prime minister" --on 2024-05-01 --format jsonl
    """  # noqa: D301 - click wants a backspace before lines that it must not fill
    if form not in FORMS:
        raise UsageError(f"--format {form} is unknown; there are: {', '.join(FORMS)}")
    start, end = (first_day(on, "--on"), day_after(on, "--on")) if on is not None else (None, None)
    begins, stops = (datetime.combine(day, time()) if day else None for day in (start, end))
    extension = load_extension(extend or ())
    directory = load_directory(extension)
    words, actor = _split(directory, asked, extension)
    held = look_up(directory, words, begins, stops, actor)
    if form == "jsonl":
        stdout().write("".join(json.dumps(_row(directory, one), ensure_ascii=False) + "\n" for one in held))
    elif held:
        stdout().show([_table(directory, held)])
    if not held:
        errors().write(_nobody(directory, words, actor, on, stops))


def _split(directory: Directory, asked: list[str], extension: Extension) -> tuple[str, str | None]:
    """The words, and the state or body that the last of them name if the words before make sense alone.

    Raises:
        UsageError: They are an office, and what follows is no state or body; the message names the nearest.
    """
    asked = [word.strip(" ,") for word in asked]
    whole = " ".join(asked)
    if key_of(whole) in directory.full_names.values or find_actor(directory, whole) is not None:
        return whole, None
    for cut in range(1, len(asked)):
        words, actor = " ".join(asked[:cut]), find_actor(directory, " ".join(asked[cut:]))
        question = understand(directory, words) if actor is not None else Question()
        if question.roles or question.persons:
            return words, actor
    if understand(directory, whole) == Question() and understand(directory, " ".join(asked[:-1])).roles:
        return " ".join(asked[:-1]), load_names(extension).code(asked[-1])
    return whole, None


def _row(directory: Directory, one: Holding) -> dict[str, str | None]:
    spell = one.spell
    return {
        "person": one.person.name,
        "id": one.person.id,
        "office": spell.office.title + (" (acting)" if spell.acting else ""),
        "state": spell.office.state,
        "sector": directory.sector(spell.office),
        "from": spell.since,
        "to": spell.until,
        "basis": BASES[spell.basis],
    }


def _table(directory: Directory, held: list[Holding]) -> Table:
    table = Table(box=None, pad_edge=False, header_style="dim", padding=(0, 2, 0, 0))
    columns = ("person", "office", "state", "from", "to", "basis")
    for column in columns:
        table.add_column(column, overflow="fold", style={"person": "bold", "basis": "dim"}.get(column, ""))
    for one in held:
        row = _row(directory, one)
        table.add_row(*(row[column] or "" for column in columns))
    return table


def _nobody(directory: Directory, words: str, actor: str | None, on: str | None, stops: datetime | None) -> str:
    """Why there is no answer, and what comes nearest."""
    territory = find_territory(directory, words)
    if territory is not None:
        return f"{disputed(territory, directory.actor_name)}; ask for the office of a state\n"
    question = understand(directory, words, actor)
    of = f" of {directory.actor_name(actor)}" if actor else ""
    if question == Question(actor=actor):
        return f"no person or office is known as {words!r}; give a full name (Wang Yi) or a title (foreign minister)\n"
    held = sorted(look_up(directory, words, None, None, actor), key=lambda one: one.spell.start)
    if question == Question(actor=question.actor):
        name = directory.actor_name(question.actor or "")
        word = "leader" if question.actor in directory.states else "head"
        return f"{name} is neither person nor office; put one of its offices before it ({word} {name})\n"
    if not held:
        return f"nobody is known for {words!r}{of}\n"
    before = [one for one in held if stops is None or one.spell.start < stops]
    near, which = (before[-LISTED:], "last before") if before else (held[:LISTED], "first after")
    shown = [(one.spell, one.person.name, one.spell.office) for one in near]
    lines = [f"  {s.since}..{s.until or ''} {name}, {office.title} ({office.state})" for s, name, office in shown]
    return "\n".join([f"nobody is known for {words!r}{of} on {on}; the {which}:", *lines, ""])
