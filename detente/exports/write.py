r"""Exports: the tables of the contract, streamed as JSON Lines or CSV.

JSON Lines: one object a line; an absent value is null, a list is a list. Characters at which some programs end a line
(U+0085, U+2028, U+2029) are escaped, so that a line is a line everywhere.

CSV (RFC 4180 quoting, lines end in "\n"): an object is spread over columns named like "when.start", as
`pandas.json_normalize` names them; a list is JSON text, so that nothing is lost; true and false are words; an absent
value is an empty cell. A text that a spreadsheet would run as a formula (it begins with "=", "+", "-", "@", a tab or a
carriage return) gets a "'" in front.
"""

from __future__ import annotations

import csv
import json
from collections.abc import Callable, Iterator, Mapping
from types import MappingProxyType
from typing import Any, Protocol, TypeVar

from detente.errors import UsageError
from detente.exports.tables import TABLES, Line, Table
from detente.record.record import Record

__all__ = ["FORMATS", "export"]

_FORMATS_LATER = ("parquet", "polecat", "icews", "gdelt", "plover")
_LINE_ENDS = str.maketrans({"\x85": "\\u0085", "\u2028": "\\u2028", "\u2029": "\\u2029"})
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")

T = TypeVar("T")

_encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


class Writable(Protocol):
    """A text stream that can be written to."""

    def write(self, text: str, /) -> object:
        """Take some text."""


def export(record: Record, what: str, format: str, out: Writable) -> int:
    """Write one table of the record, row by row, in the order of article path and offset.

    Args:
        record: Where to read.
        what: A table: events, statements, articles, mentions, times, positions, commitments, stories or disputes (these
            two of a record that is joined).
        format: jsonl or csv.
        out: A text stream; open files for CSV with `newline=""`.

    Returns:
        The number of rows written.

    Raises:
        UsageError: There is no such table or format, or not yet.
    """
    table = _choose(what, "table", TABLES, ())
    return _choose(format, "format", FORMATS, _FORMATS_LATER)(record, table, out)


def _choose(name: str, kind: str, known: Mapping[str, T], later: tuple[str, ...]) -> T:
    if name in known:
        return known[name]
    problem = "is not in this version of detente yet" if name in later else "is unknown"
    raise UsageError(f"export {kind} {name!r} {problem}; there are: {', '.join(known)}")


def _write_jsonl(record: Record, table: Table, out: Writable) -> int:
    written = 0
    for line in table.lines(record):
        out.write(_encode(line).translate(_LINE_ENDS) + "\n")
        written += 1
    return written


def _write_csv(record: Record, table: Table, out: Writable) -> int:
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(table.columns)
    written = 0
    for line in table.lines(record):
        cells = dict(_cells(line))
        writer.writerow([cells[column] for column in table.columns])
        written += 1
    return written


def _cells(line: Line, prefix: str = "") -> Iterator[tuple[str, Any]]:
    for name, value in line.items():
        if isinstance(value, dict):
            yield from _cells(value, f"{prefix}{name}.")
        else:
            yield prefix + name, _cell(value)


def _cell(value: Any) -> Any:
    if isinstance(value, (list, tuple)):
        return _encode(value)
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str) and value.startswith(_FORMULA_STARTS):
        return "'" + value
    return value


Writer = Callable[[Record, Table, Writable], int]
FORMATS: Mapping[str, Writer] = MappingProxyType({"jsonl": _write_jsonl, "csv": _write_csv})
