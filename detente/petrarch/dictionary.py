"""The format of PETRARCH's and TABARI's actor dictionaries, line by line.

An entry is a name, further names on lines that begin with "+", and codes in [brackets], on the line of a name or on
lines of their own. A code may hold for a time: [AFGGOV >011222], [AFGGOV 030101-041231], [HTIOPP <061231]. In a name
"_" parts words that stand together and " " words that others may stand between; a comment follows ";" or "#".
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from detente.errors import InputRejected

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["Code", "Dictionary", "Entry", "Left", "Line", "read_dictionary"]

_CODE = re.compile(r"\[([^\]]*)\]")
_COMMENT = re.compile(r"\s*[;#].*|<!--.*?-->")
_RESTRICTED = re.compile(r"(\S+)\s+([<>]?)\s*(\d{6,8})(?:\s*-\s*(\d{6,8}))?")
_OWN = re.compile(r"'.*'|\"[^\"]*\"|\[.*\]|\b[A-Z0-9][A-Z0-9-]{2,}\b")


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a file: its number and its text without the comment."""

    file: str
    number: int
    text: str

    def left(self, reason: str) -> Left:
        """The line as one that could not be converted."""
        return Left(self, reason)


@dataclass(frozen=True, slots=True)
class Left:
    """A line that could not be converted, and why."""

    line: Line
    reason: str

    @property
    def kind(self) -> str:
        """The reason without what it says of this line alone."""
        return _OWN.sub("…", self.reason)

    def __str__(self) -> str:
        return f"{self.line.file}:{self.line.number}: {self.line.text}: {self.reason}"


@dataclass(frozen=True, slots=True)
class Code:
    """A code, and the first and last day on which it holds, as digits (None is open)."""

    line: Line
    code: str
    first: str | None = None
    last: str | None = None

    @property
    def dated(self) -> bool:
        """Whether it holds for a time only."""
        return self.first is not None or self.last is not None


@dataclass(slots=True)
class Entry:
    """One actor: names, the first of which heads it, and codes."""

    names: list[tuple[Line, str]] = field(default_factory=list)
    codes: list[Code] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Dictionary:
    """The entries of one file, and the lines that are no part of any."""

    entries: tuple[Entry, ...]
    left: tuple[Left, ...]


def read_dictionary(path: Path) -> Dictionary:
    """Read one file.

    Raises:
        InputRejected: It cannot be read.
    """
    try:
        data = path.read_bytes()
    except OSError as error:
        raise InputRejected(str(path), (error.strerror or str(error)).lower()) from error
    if b"\0" in data:
        raise InputRejected(str(path), "not text: NUL bytes")
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = data.decode("cp1252", errors="replace")
    return _Parser(str(path)).parse(text)


class _Parser:
    def __init__(self, file: str) -> None:
        self._file = file
        self._entries: list[Entry] = []
        self._left: list[Left] = []
        self._open: Entry | None = None
        self._apart = True

    def parse(self, text: str) -> Dictionary:
        for number, written in enumerate(text.splitlines(), 1):
            line = Line(self._file, number, _COMMENT.sub("", written.replace("[###]", "[---]")).strip())
            if line.text:
                self._read(line)
            self._apart = not written.strip()
        for entry in self._entries:
            if not entry.codes:
                self._left += [line.left("no code") for line, _ in entry.names]
        return Dictionary(tuple(entry for entry in self._entries if entry.codes), tuple(self._left))

    def _read(self, line: Line) -> None:
        name = _CODE.sub("", line.text).strip()
        if "[" in name or "]" in name or name.startswith(("<", "&")):
            self._left.append(line.left("no entry of a dictionary of actors"))
            return
        if name.startswith("+"):
            self._open = None if self._apart else self._open
            if self._open is not None:
                self._open.names.append((line, name[1:].strip()))
        elif name:
            self._open = Entry([(line, name)])
            self._entries.append(self._open)
        if self._open is None:
            self._left.append(line.left("no entry right before it"))
            return
        for code in _CODE.findall(line.text):
            self._add_code(self._open, line, code.strip())

    def _add_code(self, entry: Entry, line: Line, text: str) -> None:
        found = _RESTRICTED.fullmatch(text)
        if found is not None:
            code, sign, one, two = found.groups()
            first, last = (None, one) if sign == "<" else (one, two)
            entry.codes.append(Code(line, code, first, last))
            return
        if re.search(r"\s", text):
            self._left.append(line.left(f"the dates of [{text}] cannot be read"))
        entry.codes.append(Code(line, (text.split() or [""])[0]))
