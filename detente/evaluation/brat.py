"""Attributions in brat's standoff form, as PolNeAR publishes them.

A `.ann` file holds text-bound annotations ("T1<tab>Source 0 15<tab>words"; a split span is "10 20;30 40") and events
that join them ("E1<tab>Attribution:T4 Content:T3 Cue:T2 Source:T1"). The text of `NAME.ann` is `NAME.txt` beside it or
in the folder `text` next to that of the annotations.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from detente.errors import UsageError
from detente.evaluation.attribution import Gold, GoldDocument, Spans

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

__all__ = ["annotations_in", "read_brat"]


def annotations_in(path: Path) -> list[Path]:
    """The `.ann` files of a folder and of the folders in it, or the file itself."""
    return [path] if path.suffix == ".ann" else sorted(path.glob("**/*.ann"))


def read_brat(path: Path) -> Iterator[GoldDocument]:
    """Documents of a folder of `.ann` files with their texts.

    Raises:
        UsageError: A text is missing, or a line is no brat; the message names file and line.
    """
    for file in annotations_in(path):
        with _text_of(file).open(encoding="utf-8", newline="") as text:
            yield GoldDocument(file.stem, text.read(), list(_attributions(file)))


def _text_of(file: Path) -> Path:
    name = f"{file.stem}.txt"
    for place in (file.with_name(name), file.parent.parent / "text" / name):
        if place.exists():
            return place
    raise UsageError(f"{file} has no text: neither {name} beside it nor in a folder 'text' next to its own")


def _attributions(file: Path) -> Iterator[Gold]:
    spans: dict[str, Spans] = {}
    joined: list[dict[str, Spans]] = []
    for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), 1):
        try:
            known_as, _, rest = line.partition("\t")
            if line.startswith("T"):
                spans[known_as] = _spans(rest.split("\t")[0].partition(" ")[2])
            elif line.startswith("E"):
                joined.append(_roles(rest, spans))
        except ValueError as error:
            raise UsageError(f"{file}, line {number} is no brat annotation: {line!r} ({error})") from error
    for roles in joined:
        content = [span for role, found in roles.items() if role.startswith("Content") for span in found]
        if content:
            yield Gold(content=content, cue=roles.get("Cue", []), source=roles.get("Source", []), source_head=None)


def _spans(offsets: str) -> Spans:
    """Spans of "10 20;30 40".

    >>> _spans("10 20;30 40")
    [(10, 20), (30, 40)]
    """
    ends = [piece.split() for piece in offsets.split(";")]
    return [(int(start), int(end)) for start, end in ends]


def _roles(arguments: str, spans: dict[str, Spans]) -> dict[str, Spans]:
    """What each role of an event points at; the trigger, its first, is left out, and what is not in the file."""
    parts = (part.partition(":") for part in arguments.split()[1:])
    return {role: spans[known_as] for role, _, known_as in parts if known_as in spans}
