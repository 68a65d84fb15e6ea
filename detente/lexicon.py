"""The only reader of `data/`: typed, strict, and precise about what is wrong where.

A lexicon is YAML, a table is tab-separated text with a header. Rows become frozen `msgspec.Struct`s; an unknown key,
a missing one or a value of another type raises `DataError` with file, place, value and what is allowed.
"""

from __future__ import annotations

import hashlib
import re
from functools import lru_cache
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import msgspec
import yaml

from detente.errors import DataError

if TYPE_CHECKING:
    from importlib.resources.abc import Traversable

__all__ = ["Row", "data_digest", "data_path", "load_columns", "load_lexicon", "load_table"]

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


def load_columns(name: str, row: type[Row], *, source: Path | None = None) -> dict[str, tuple[str, ...]]:
    """Read a tab-separated table as columns of bare cells, for tables too long to make every row of; "" is empty.

    Raises:
        DataError: A column that `row` does not know, or a ragged line; the values are not looked at.
    """
    columns, numbers = _read_columns(name, row, source)
    return {f.encode_name: columns.get(f.encode_name, ("",) * len(numbers)) for f in msgspec.structs.fields(row)}


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
    header = lines[0].split("\t")
    known = [field.encode_name for field in msgspec.structs.fields(row)]
    for column in header:
        if column not in known:
            raise DataError(f"{place}: unknown column {column!r}; allowed: {', '.join(known)}")
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
    if str(field.type).startswith(("tuple", "list")):
        values: list[Any] = [cell.split("|") if cell else default for cell in cells]
    else:
        values = [cell or default for cell in cells]
    try:
        return msgspec.convert(values, type=list[field.type], strict=False)
    except msgspec.ValidationError as error:
        at = re.search(r"\$\[(\d+)\]", str(error))
        where = f", line {lines[int(at[1])]}" if at else ""
        raise DataError(f"{place}{where}, {field.encode_name}: {error}") from error
