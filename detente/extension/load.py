"""All of a user's files together."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from detente.errors import DataError, UsageError
from detente.extension.document import Document, at, read_document
from detente.extension.entry import OVERRIDE, Entry, keys_of
from detente.extension.messages import nearest
from detente.lexicon import Row

if TYPE_CHECKING:
    import os
    from collections.abc import Iterable, Iterator

    from detente.extension.document import Keys

__all__ = ["NO_EXTENSION", "Extension", "load_extension"]

R = TypeVar("R", bound=Row)


@dataclass(frozen=True, slots=True)
class Extension:
    """All that a user adds, file after file; two of the same text are equal.

    Attributes:
        documents: The files.
        digest: Eight hex digits over their text; "" where there is none.
    """

    documents: tuple[Document, ...] = field(default=(), compare=False)
    digest: str = ""

    def has(self, section: str) -> bool:
        """Whether a file has this section."""
        return any(section in document.sections for document in self.documents)

    def check_parts(self, section: str, parts: Iterable[str]) -> None:
        """See that a section holds no other parts than these.

        Raises:
            DataError: It holds another; the message names the nearest.
        """
        parts = list(parts)
        for document in self.documents:
            held = document.sections.get(section)
            if held is not None and not isinstance(held, dict):
                raise document.error((section,), f"parts are wanted: {', '.join(parts)}")
            for part in held or ():
                if part not in parts:
                    raise document.error((section, part), nearest("no such part", part, parts))

    def entries(self, shape: type[R], *keys: str, id_key: str | None = None) -> Iterator[Entry[R]]:
        """The entries of a section or of a part of it: a mapping by id, or a list of entries with `id`.

        Args:
            shape: What each entry becomes.
            keys: The section, and its part.
            id_key: The field of the shape that holds the id.

        Raises:
            DataError: It is neither a mapping nor a list, or an entry has no id.
        """
        for document in self.documents:
            held = at(document.sections, keys)
            if held is not None:
                for id_, raw, way in _listed(document, held, keys):
                    yield _entry(document, id_, raw, way, shape, id_key)


NO_EXTENSION = Extension()


def _listed(document: Document, held: Any, keys: Keys) -> Iterator[tuple[str, Any, Keys]]:
    if isinstance(held, dict):
        yield from ((id_, raw, (*keys, id_)) for id_, raw in held.items())
        return
    if not isinstance(held, list):
        raise document.error(keys, f"entries are wanted, each under its id, not {held!r}")
    for number, raw in enumerate(held):
        if not isinstance(raw, dict) or not isinstance(raw.get("id"), str):
            raise document.error((*keys, number), f"entry {number + 1} has no `id`")
        yield raw["id"], raw, (*keys, number)


def _entry(document: Document, id_: str, raw: Any, keys: Keys, shape: type[R], id_key: str | None) -> Entry[R]:
    if isinstance(raw, list) and len(keys_of(shape)) == 1:
        raw = {keys_of(shape)[0]: raw}
    if not isinstance(raw, dict):
        raise document.error(keys, f"keys with values are wanted, not {raw!r}")
    flag = raw.get(OVERRIDE, "false")
    taken = tuple(flag) if isinstance(flag, list) and all(isinstance(one, str) for one in flag) else ()
    if not taken and flag not in ("true", "false"):
        raise document.error((*keys, OVERRIDE), f"true, or a list of the words to take over, not {flag!r}")
    kept = {key: value for key, value in raw.items() if key not in (OVERRIDE, "id")}
    return Entry(id_, kept, flag == "true", taken, document, keys, shape, id_key)


def load_extension(paths: Iterable[str | os.PathLike[str]]) -> Extension:
    """Read a user's files.

    Args:
        paths: YAML files with sections (`predicates`, `issues`, `actors` ...).

    Raises:
        UsageError: A file cannot be read.
        DataError: One is not YAML, holds a section that there is not, or one key twice.
    """
    documents: list[Document] = []
    digest = hashlib.sha256()
    for path in map(Path, paths):
        try:
            text = path.read_bytes()
            documents.append(read_document(str(path), text.decode("utf-8-sig")))
        except OSError as error:
            raise UsageError(f"cannot read the extension {path}: {(error.strerror or str(error)).lower()}") from error
        except UnicodeDecodeError as error:
            raise DataError(f"{path}: not UTF-8 text (at byte {error.start})") from error
        digest.update(hashlib.sha256(text).digest())
    return Extension(tuple(documents), digest.hexdigest()[:8] if documents else "")
