"""The only reader of `data/`: typed, strict, and precise about what is wrong where.

A lexicon is YAML, a table is tab-separated text with a header. Rows become frozen `msgspec.Struct`s; an unknown key,
a missing one or a value of another type raises `DataError` with file, place, value and what is allowed.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence
from functools import lru_cache
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar, overload

import msgspec
import yaml

from detente.errors import DataError

if TYPE_CHECKING:
    from importlib.resources.abc import Traversable

__all__ = ["ExtendedTable", "LongTable", "Row", "data_digest", "data_path", "load_lexicon", "load_table"]

T = TypeVar("T")
R = TypeVar("R", bound="Row")


class Row(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A row of a table or an entry of a lexicon; subclasses declare its fields."""


def data_path(name: str) -> Traversable:
    """Where the shipped file `name` (such as "actors/states.tsv") lies."""
    return files("detente").joinpath("data").joinpath(name)


@lru_cache(maxsize=1)
def data_digest() -> str:
    """Eight hex digits over all lexicons and tables that ship; another wording of a rule is another reading."""
    digest = hashlib.sha256()
    for path in sorted(Path(str(data_path("."))).rglob("*")):
        if path.suffix in (".yml", ".tsv"):
            digest.update(path.read_bytes())
    return digest.hexdigest()[:8]


def load_lexicon(name: str, shape: type[T], *, source: Path | None = None) -> T:
    """Read a YAML lexicon into `shape`.

    Args:
        name: Path under `data/`, used in messages too.
        shape: What the file holds, e.g. `dict[str, Predicate]` or `list[Cue]`.
        source: A user's own file to read instead of the shipped one.

    Raises:
        DataError: The file is not YAML or does not fit the shape.
    """
    place = str(source) if source else name
    text = (source or data_path(name)).read_text(encoding="utf-8")
    try:
        return msgspec.convert(yaml.load(text, Loader=yaml.CSafeLoader), type=shape)
    except yaml.YAMLError as error:
        raise DataError(f"{place}: not YAML: {error}") from error
    except msgspec.ValidationError as error:
        raise DataError(f"{place}: {error}") from error


def load_table(name: str, row: type[R], *, source: Path | None = None) -> tuple[R, ...]:
    """Read a tab-separated table; an empty cell is the field's default, a cell of a list field is split at "|".

    Lines that begin with "#" are comments. The header names the fields of `row`, in any order.

    Raises:
        DataError: A column that `row` does not know, a missing one, a ragged line or a value that does not fit.
    """
    place = str(source) if source else name
    columns, numbers = _read_columns(name, row, source)
    typed = {f.encode_name: _typed(place, numbers, f, columns.get(f.encode_name)) for f in msgspec.structs.fields(row)}
    return tuple(row(**dict(zip(typed, values, strict=True))) for values in zip(*typed.values(), strict=True))


class LongTable(Sequence[R]):
    """A tab-separated table with more rows than a run needs: a row is read when it is asked for.

    Args:
        name: Path under `data/`.
        row: The type of its rows.

    Raises:
        DataError: A column that `row` does not know; a ragged line or wrong value when that row is asked for.
    """

    def __init__(self, name: str, row: type[R]) -> None:
        lines = data_path(name).read_bytes().decode("utf-8").rstrip("\n").split("\n")
        self._name, self._row, self._lines, self._rows = name, row, lines, dict[int, R]()
        self._header = _header(name, lines[0], row)

    def __len__(self) -> int:
        return len(self._lines) - 1

    @overload
    def __getitem__(self, number: int) -> R: ...
    @overload
    def __getitem__(self, number: slice) -> list[R]: ...
    def __getitem__(self, number: int | slice) -> R | list[R]:
        if isinstance(number, slice):
            return [self[one] for one in range(len(self))[number]]
        row = self._rows.get(number)
        if row is None:
            row = self._rows[number] = self._read(range(len(self))[number] + 1)
        return row

    def numbers(self) -> dict[str, int]:
        """The number of each row by its first cell."""
        return {line[: line.index("\t")]: number for number, line in enumerate(self._lines[1:])}

    def _read(self, at: int) -> R:
        cells = self._lines[at].split("\t")
        place = f"{self._name}, line {at + 1}"
        if len(cells) != len(self._header):
            raise DataError(f"{place}: {len(cells)} cells where the header has {len(self._header)}")
        found = zip(self._header.items(), cells, strict=True)
        try:
            return msgspec.convert({c: x.split("|") if many else x for (c, many), x in found if x}, type=self._row)
        except msgspec.ValidationError as error:
            raise DataError(f"{place}: {error}") from error


class ExtendedTable(LongTable[R]):
    """A long table with rows put beside its own or in their place.

    Attributes:
        changed: By number, the row that was there (None for a new one) and the one that is.

    Args:
        base: The table as shipped; it stays as it is.
    """

    def __init__(self, base: LongTable[R]) -> None:
        self._name, self._row, self._lines, self._header = base._name, base._row, base._lines, base._header
        self._rows = dict(base._rows)
        self._numbers = base.numbers()
        self.changed: dict[int, tuple[R | None, R]] = {}

    def __len__(self) -> int:
        return len(self._numbers)

    def numbers(self) -> dict[str, int]:
        """The number of each row by its id."""
        return self._numbers

    def put(self, id_: str, row: R) -> None:
        """Enter a row under its id."""
        number = self._numbers.get(id_)
        if number is None:
            number, before = len(self._numbers), None
            self._numbers[id_] = number
        else:
            before = self.changed[number][0] if number in self.changed else self[number]
        self._rows[number] = row
        self.changed[number] = (before, row)


def _header(place: str, line: str, row: type[Row]) -> dict[str, bool]:
    """The columns that a header names, and whether their cells are lists."""
    fields = {field.encode_name: _is_list(field.type) for field in msgspec.structs.fields(row)}
    for column in line.split("\t"):
        if column not in fields:
            raise DataError(f"{place}: unknown column {column!r}; allowed: {', '.join(fields)}")
    return {column: fields[column] for column in line.split("\t")}


def _is_list(kind: object) -> bool:
    return str(kind).startswith(("tuple", "list"))


def _read_columns(name: str, row: type[Row], source: Path | None) -> tuple[dict[str, tuple[str, ...]], list[int]]:
    """Cells by column, and the number of each line."""
    place = str(source) if source else name
    text = (source or data_path(name)).read_bytes().decode("utf-8")
    lines, numbers = text.splitlines(), list(range(1, text.count("\n") + 2))
    if text.startswith("#") or "\n#" in text or "\n\n" in text:
        numbers = [at for at, line in enumerate(lines, 1) if line and line[0] != "#"]
        lines = [lines[at - 1] for at in numbers]
    if not lines:
        raise DataError(f"{place}: no header")
    header = _header(place, lines[0], row)
    cells = [line.split("\t") for line in lines]
    try:
        columns = list(zip(*cells, strict=True))
    except ValueError as error:
        at, found = next((at, len(found)) for at, found in enumerate(cells) if len(found) != len(header))
        message = f"{place}, line {numbers[at]}: {found} cells where the header has {len(header)}"
        raise DataError(message) from error
    return {column[0]: column[1:] for column in columns}, numbers[1 : len(lines)]


def _typed(place: str, lines: list[int], field: Any, column: tuple[str, ...] | None) -> list[Any]:
    """The values of one column as the field has them; an absent column is empty."""
    default = None if field.default is msgspec.NODEFAULT else field.default
    cells = column or ("",) * len(lines)
    if _is_list(field.type):
        values: list[Any] = [cell.split("|") if cell else default for cell in cells]
    else:
        values = [cell or default for cell in cells]
    try:
        return msgspec.convert(values, type=list[field.type], strict=False)
    except msgspec.ValidationError as error:
        at = re.search(r"\$\[(\d+)\]", str(error))
        where = f", line {lines[int(at[1])]}" if at else ""
        raise DataError(f"{place}{where}, {field.encode_name}: {error}") from error
