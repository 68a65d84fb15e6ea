"""PETRARCH's validation files (.xml): sentences with the events that its coder should find.

One of the public files is no well-formed XML: it closes `<Sentence .../>` in the line that opens it, and has words
between its tags. So files are read line by line: what opens a record opens it, however it is written.
"""

from __future__ import annotations

import html
import re
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from detente.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

__all__ = ["CodedDyad", "PetrarchFile", "PetrarchRecord", "read_petrarch"]

_TAG = re.compile(r"<(?P<close>/?)(?P<name>[A-Za-z]+)(?P<rest>[^>]*)>")
_ATTRIBUTE = re.compile(r"""(\w+)\s*=\s*("[^"]*"|'[^']*')""")


@dataclass(frozen=True, slots=True)
class CodedDyad:
    """One `EventCoding`: codes of source and target as written, and of the event."""

    source: str
    target: str
    code: str


@dataclass(frozen=True, slots=True)
class PetrarchRecord:
    """One `Sentence`: its attributes, text, events, the author's remarks, and the line that opens it."""

    id: str
    category: str
    line: int
    text: str = ""
    events: tuple[CodedDyad, ...] = ()
    remarks: str = ""
    error: str | None = None

    @property
    def is_scored(self) -> bool:
        """Whether it has a text, and tests no error message."""
        return bool(self.text) and self.error is None


@dataclass(frozen=True, slots=True)
class PetrarchFile:
    """The records of a file, and the verb dictionary that it was made with."""

    verbs: str
    records: tuple[PetrarchRecord, ...]


@dataclass(slots=True)
class _Reading:
    """The state of reading one file, line by line."""

    path: Path
    verbs: str = ""
    started: bool = False
    record: PetrarchRecord | None = None
    within: str = ""
    opened: int = 0
    words: list[str] = field(default_factory=list)
    done: list[PetrarchRecord] = field(default_factory=list)

    def fail(self, line: int, fault: str) -> UsageError:
        return UsageError(f"{self.path}, line {line}: {fault}")


def read_petrarch(path: Path) -> PetrarchFile:
    """All records of a file.

    Raises:
        UsageError: A record does not end, a tag stands where none can, or an attribute is missing; the message names
            the line.
    """
    state = _Reading(path)
    for number, kind, content in _tokens(path):
        if kind == "tag":
            _read_tag(state, number, content)
        elif kind == "remark" and state.record is not None:
            state.record = replace(state.record, remarks=f"{state.record.remarks} {' '.join(content.split())}".strip())
        elif kind == "words" and state.within:
            state.words.append(content)
    if state.record is not None:
        raise state.fail(state.record.line, f"the record {state.record.id!r} does not end")
    if not state.done:
        raise state.fail(1, "there is no <Sentence> within <Sentences>")
    return PetrarchFile(state.verbs, tuple(state.done))


def _tokens(path: Path) -> Iterator[tuple[int, str, str]]:
    """Tags, remarks and words between them, each with its line."""
    remark, begun = "", 0
    for number, line in enumerate(path.read_text(encoding="utf-8", errors="replace").splitlines(), 1):
        rest = line
        while rest:
            if begun:
                inside, end, rest = rest.partition("-->")
                remark += f" {inside}"
                if end:
                    yield begun, "remark", remark
                    remark, begun = "", 0
                continue
            before, start, after = rest.partition("<!--")
            yield from _split(number, before)
            begun, rest = (number, after) if start else (0, "")
            if start and not after:
                remark = ""
    if begun:
        raise UsageError(f"{path}, line {begun}: a remark does not end")


def _split(number: int, text: str) -> Iterator[tuple[int, str, str]]:
    at = 0
    for found in _TAG.finditer(text):
        if text[at : found.start()].strip():
            yield number, "words", text[at : found.start()]
        yield number, "tag", found[0]
        at = found.end()
    if text[at:].strip():
        yield number, "words", text[at:]


def _read_tag(state: _Reading, number: int, tag: str) -> None:
    found = _TAG.fullmatch(tag)
    if found is None:
        raise state.fail(number, f"no tag: {tag}")
    name, closes = found["name"], bool(found["close"])
    if name == "Sentences":
        state.started = not closes
    elif name in ("Text", "Parse", "Verbfile") and (state.record or name == "Verbfile"):
        _read_block(state, number, name, closes)
    elif not state.started or state.within == "Parse":
        return
    elif name == "Sentence":
        _read_record(state, number, closes, dict(_attributes(found["rest"])))
    elif name == "EventCoding" and not closes:
        _read_event(state, number, dict(_attributes(found["rest"])))
    elif state.within == "Text":
        raise state.fail(number, f"{tag} stands in a text")


def _attributes(rest: str) -> Iterator[tuple[str, str]]:
    return ((name, html.unescape(value[1:-1])) for name, value in _ATTRIBUTE.findall(rest))


def _read_block(state: _Reading, number: int, name: str, closes: bool) -> None:
    if not closes:
        if state.within:
            raise state.fail(number, f"<{name}> stands in the <{state.within}> of line {state.opened}")
        state.within, state.opened, state.words = name, number, []
        return
    if state.within != name:
        raise state.fail(number, f"</{name}> closes what is not open")
    words = " ".join(html.unescape(" ".join(state.words)).split())
    state.within = ""
    if name == "Verbfile":
        state.verbs = words
    elif name == "Text" and state.record is not None:
        state.record = replace(state.record, text=_plain(words))


def _plain(text: str) -> str:
    """The words of a text whose quotation marks were set for a parser."""
    return re.sub(r"''", '"', re.sub(r"\s*``\s*", ' "', text)).strip()


def _read_record(state: _Reading, number: int, closes: bool, attributes: dict[str, str]) -> None:
    if closes:
        if state.record is None or state.within:
            raise state.fail(
                number, "</Sentence> closes no record" if not state.within else f"<{state.within}> is open"
            )
        state.done.append(state.record)
        state.record = None
        return
    if state.record is not None:
        raise state.fail(number, f"the record {state.record.id!r} of line {state.record.line} has not ended")
    for name in ("id", "category"):
        if name not in attributes:
            raise state.fail(number, f"the record has no {name}")
    state.record = PetrarchRecord(attributes["id"], attributes["category"], number)


def _read_event(state: _Reading, number: int, attributes: dict[str, str]) -> None:
    if state.record is None:
        raise state.fail(number, "<EventCoding> stands in no record")
    if "error" in attributes:
        state.record = replace(state.record, error=attributes["error"])
        return
    if any(name.startswith("noevent") for name in attributes) or not attributes:
        return
    for name in ("sourcecode", "targetcode", "eventcode"):
        if name not in attributes:
            raise state.fail(number, f"<EventCoding> has no {name}")
    event = CodedDyad(attributes["sourcecode"], attributes["targetcode"], attributes["eventcode"])
    state.record = replace(state.record, events=(*state.record.events, event))
