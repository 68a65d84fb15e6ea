"""From what the user names to files: a file, a folder with all below it, or a glob."""

from __future__ import annotations

import glob
import os
import stat
from pathlib import Path
from typing import TYPE_CHECKING

from detente.errors import InputRejected

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["files_at", "reason_of", "shown"]


def files_at(source: str) -> Iterator[Path]:
    """The files that `source` names, in a fixed order.

    A folder is walked whole, symbolic links followed but no folder twice, names that begin with a dot left out.

    Raises:
        InputRejected: There is nothing there, or nothing that can be read.
    """
    kind = _kind(source)
    if kind == "folder":
        yield from _nonempty(_walk(Path(source), set()), source, "folder without files")
    elif kind == "file":
        yield Path(source)
    elif glob.has_magic(source):
        matches = (Path(match) for match in sorted(glob.glob(source, recursive=True)))
        found = (file for match in matches for file in _below(match))
        yield from _nonempty(found, source, "no file matches")
    else:
        raise InputRejected(source, "no such file or folder")


def _below(match: Path) -> Iterator[Path]:
    if match.is_dir():
        yield from _walk(match, set())
    else:
        yield match


def _kind(source: str) -> str | None:
    """What stands at a path; None for nothing."""
    try:
        mode = os.stat(source).st_mode
    except (FileNotFoundError, NotADirectoryError):
        return None
    except ValueError as error:
        raise InputRejected(source, "not a path") from error
    except OSError as error:
        raise InputRejected(source, reason_of(error)) from error
    if stat.S_ISDIR(mode):
        return "folder"
    if stat.S_ISREG(mode) or source.startswith("/dev/"):
        return "file"
    raise InputRejected(source, "not a regular file")


def _walk(folder: Path, seen: set[tuple[int, int]]) -> Iterator[Path]:
    """Files below a folder; one that cannot be listed or was seen by another way is passed on as it stands."""
    try:
        status = folder.stat()
        entries = sorted(folder.iterdir()) if (status.st_dev, status.st_ino) not in seen else []
    except OSError:
        yield folder
        return
    seen.add((status.st_dev, status.st_ino))
    for entry in entries:
        if entry.name.startswith("."):
            continue
        if _is_folder(entry):
            yield from _walk(entry, seen)
        else:
            yield entry


def _is_folder(entry: Path) -> bool:
    try:
        return entry.is_dir()
    except OSError:
        return False


def _nonempty(files: Iterator[Path], source: str, reason: str) -> Iterator[Path]:
    empty = True
    for file in files:
        empty = False
        yield file
    if empty:
        raise InputRejected(source, reason)


def shown(path: Path) -> str:
    r"""A path as text, which a name in the file system need not be: bytes that are no UTF-8 as "\\xff"."""
    return os.fsencode(path).decode("utf-8", "backslashreplace")


def reason_of(error: OSError) -> str:
    """An operating system's error as a short clause."""
    return (error.strerror or type(error).__name__).lower()
