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

__all__ = ["Row", "data_digest", "data_path", "load_lexicon", "load_table"]

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
    text = (source or data_path(name)).read_text(encoding="utf-8")
    lines = [(at, line) for at, line in enumerate(text.splitlines(), 1) if line and not line.startswith("#")]
    if not lines:
        raise DataError(f"{place}: no header")
    header = lines[0][1].split("\t")
    fields = msgspec.structs.fields(row)
    for column in header:
        if column not in {field.encode_name for field in fields}:
            raise DataError(f"{place}: unknown column {column!r}; allowed: {', '.join(f.encode_name for f in fields)}")
    cells = [line.split("\t") for _, line in lines[1:]]
    for (at, _), found in zip(lines[1:], cells, strict=True):
        if len(found) != len(header):
            raise DataError(f"{place}, line {at}: {len(found)} cells where the header has {len(header)}")
    columns = dict(zip(header, zip(*cells, strict=True), strict=True)) if cells else {}
    numbers = [at for at, _ in lines[1:]]
    typed = {f.encode_name: _typed(place, numbers, f, columns.get(f.encode_name)) for f in fields if cells}
    return tuple(row(**dict(zip(typed, values, strict=True))) for values in zip(*typed.values(), strict=True))


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
