"""One entry of a section: what a user says under one id, and the row it becomes.

One rule holds in all sections: an entry whose id is there already adds to the lists of the one that is there, and
replaces it only with `override: true`; words in use elsewhere are taken over only where `override` lists them.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Generic, TypeVar, get_args, get_type_hints

import msgspec

from detente.extension.document import at
from detente.extension.messages import nearest
from detente.lexicon import Row

if TYPE_CHECKING:
    from collections.abc import Mapping

    from detente.errors import DataError
    from detente.extension.document import Document, Keys

__all__ = ["OVERRIDE", "Entry", "keys_of"]

R = TypeVar("R", bound=Row)
OVERRIDE = "override"
HOW = "write `override: true` to replace it as a whole"
_COMPLAINT = re.compile(r"(.*?)(?: - at `(?:key in )?\$?(.*)`)?", re.DOTALL)
_STEP = re.compile(r"\.([^.\[\]]+)|\[(\d+)\]")
_MISSING = re.compile(r"missing required field `(\w+)`")


@lru_cache
def keys_of(shape: type[Row]) -> tuple[str, ...]:
    """The keys of a shape, as files have them."""
    return tuple(field.encode_name for field in msgspec.structs.fields(shape))


@dataclass(frozen=True, slots=True)
class Entry(Generic[R]):
    """What one file says under one id.

    Attributes:
        id: The id.
        raw: Its keys as written, without `id` and `override`.
        override: Whether it replaces what is there under this id.
        taken: Triggers or names that it takes over from others.
        document, keys: Where it stands.
        shape: What it becomes.
        id_key: The field of the shape that holds the id, if one does.
    """

    id: str
    raw: Mapping[str, Any]
    override: bool
    taken: tuple[str, ...]
    document: Document
    keys: Keys
    shape: type[R]
    id_key: str | None = None

    @property
    def place(self) -> str:
        """The file, for messages about other entries."""
        return self.document.place

    def takes(self, word: str) -> bool:
        """Whether it takes a trigger or name over from another."""
        return self.override or word in self.taken

    def error(self, key: str, message: str, *inner: str | int) -> DataError:
        """An error in one key ("" for the entry as a whole), or in what lies `inner` of it."""
        way = (*((key,) if key else ()), *inner)
        section = [one for one in self.keys if isinstance(one, str) and one != self.id]
        names = (*section, self.id, *(one for one in way if isinstance(one, str)))
        return self.document.error((*self.keys, *way), message, *names)

    def row(self, there: R | None, place: str) -> R:
        """The entry as a row: new, added to what is there under its id, or in its place.

        Args:
            there: What is there already, shipped or from an earlier file.
            place: Where that stands, for messages.

        Raises:
            DataError: A key or value does not fit, or would change what is there without `override: true`.
        """
        self._check_keys()
        if there is None and self.override:
            raise self.error(OVERRIDE, f"there is no {self.id!r} to replace; leave `{OVERRIDE}` out")
        if there is None or self.override:
            return self._converted(self.raw)
        before = msgspec.to_builtins(there)
        added = {key: self._added(key, before.get(key), given, place) for key, given in self.raw.items()}
        return self._converted(before | added)

    def _check_keys(self) -> None:
        known = [key for key in keys_of(self.shape) if key != self.id_key]
        for key in self.raw:
            if key not in known:
                raise self.error(key, nearest("no such key", key, [*known, OVERRIDE]))

    def _added(self, key: str, before: Any, given: Any, place: str) -> Any:
        if isinstance(before, dict) and isinstance(given, dict):
            return before | {name: self._added(key, before.get(name), one, place) for name, one in given.items()}
        if isinstance(before, (list, tuple)) and isinstance(given, list):
            return [*before, *(one for one in given if one not in before)]
        if before is not None and not isinstance(before, (list, tuple, dict)):
            said = f"{self.id!r} is in {place} with {before!r} here; an entry adds to its lists only"
            raise self.error(key, f"{said}; {HOW}")
        return given

    def _converted(self, raw: Mapping[str, Any]) -> R:
        whole = dict(raw) | ({self.id_key: self.id} if self.id_key else {})
        try:
            return msgspec.convert(whole, type=self.shape, strict=False)
        except msgspec.ValidationError as error:
            raise self._refused(str(error)) from error

    def _refused(self, complaint: str) -> DataError:
        """What msgspec says, with the key, the value and what is allowed."""
        found = _COMPLAINT.fullmatch(complaint)
        what, way = (found[1], found[2] or "") if found else (complaint, "")
        keys: list[str | int] = [int(number) if number else key for key, number in _STEP.findall(way)]
        first = str(keys[0]) if keys else ""
        missing = _MISSING.search(what)
        given = at(self.raw, tuple(keys))
        if missing:
            what = f"{missing[1]!r} is missing"
        elif "enum value" in what:
            what = nearest(f"{given!r} is unknown", str(given), self._allowed(first))
        elif "`array`" in what.partition(",")[0]:
            what = f"a list in [brackets] is wanted, not {given!r}"
        else:
            what = f"{what[:1].lower()}{what[1:]}: {given!r}".replace("`", "")
        return self.error(first, what, *keys[1:])

    def _allowed(self, key: str) -> tuple[str, ...]:
        name = next((f.name for f in msgspec.structs.fields(self.shape) if f.encode_name == key), "")
        return _literals(get_type_hints(self.shape).get(name))


def _literals(hint: Any) -> tuple[str, ...]:
    """The values that a type allows by name."""
    parts = get_args(hint)
    return tuple(one for part in parts for one in ((part,) if isinstance(part, str) else _literals(part)))
