"""Files and streams that commands write data to."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from io import TextIOWrapper
from pathlib import Path
from typing import TextIO

from detente.errors import UsageError

__all__ = ["finished_file", "text_stdout"]


def text_stdout() -> TextIO:
    """Standard output for data: UTF-8, line ends as they are written."""
    if isinstance(sys.stdout, TextIOWrapper):
        sys.stdout.reconfigure(encoding="utf-8", newline="")
    return sys.stdout


@contextmanager
def finished_file(path: Path) -> Iterator[TextIO]:
    """A file that takes the place of `path` only when it is whole; what is no regular file is written to directly.

    Raises:
        UsageError: It cannot be written.
    """
    if path.is_dir():
        raise UsageError(f"{path} is a folder; name a file in it")
    try:
        path = path.resolve()
        if path.exists() and not path.is_file():  # a pipe or a device, which must not be replaced
            with path.open("w", encoding="utf-8", newline="") as out:
                yield out
            return
    except BrokenPipeError:
        raise
    except OSError as error:
        raise UsageError(f"cannot write {path}: {(error.strerror or str(error)).lower()}") from error
    part = path.with_name(f"{path.name}.{os.getpid()}.part")
    try:
        with part.open("w", encoding="utf-8", newline="") as out:
            yield out
        part.replace(path)
    except OSError as error:
        raise UsageError(f"cannot write {path}: {(error.strerror or str(error)).lower()}") from error
    finally:
        part.unlink(missing_ok=True)
