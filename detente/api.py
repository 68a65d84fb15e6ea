"""What `import detente` offers."""

from __future__ import annotations

import os
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from detente import reading
from detente.errors import InputRejected, UsageError
from detente.extension import load_extension
from detente.ingest import IngestOptions, Origin, article_from_text, gather
from detente.model import Article, Reading, Rejected
from detente.record import open

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

__all__ = ["open", "read"]


def read(
    source: str | os.PathLike[str] | Article,
    published: date | None = None,
    extend: str | os.PathLike[str] | Sequence[str | os.PathLike[str]] = (),
) -> Reading:
    """Read one article.

    Args:
        source: A path, an http(s) address, the text itself (anything with a line break or a space that is no file),
            or an `Article`.
        published: The day it appeared, where neither the text nor the page says so.
        extend: Files of your own predicates, issues and actors (docs/extending.md).

    Raises:
        DataError: A file of `extend` is not well formed; the message names line, key, value and what would be right.
        InputRejected: The input is no article; the reason is in the message.
        UsageError: The input holds several articles; use `detente read` or `detente.ingest.gather`.

    >>> import detente
    >>> reading = detente.read("Wang Yi met Antony Blinken in Beijing on 26 April 2024.")  # doctest: +SKIP
    >>> [(event.type, event.actor, event.recipient) for event in reading.events]  # doctest: +SKIP
    [('CONSULT', ('CHN',), ('USA',))]
    """
    extension = load_extension([extend] if isinstance(extend, str | os.PathLike) else extend)
    if isinstance(source, Article):
        return reading.read(source, extension)
    text = os.fspath(source)
    if isinstance(source, str) and _is_text(text):
        return reading.read(article_from_text(text, Origin(given=published)), extension)
    found = list(islice(gather([text], IngestOptions(published=published)), 2))  # a folder may hold any number
    if len(found) > 1:
        raise UsageError(f"{text} holds several articles; read() takes one")
    if not found:
        raise InputRejected(text, "no article")
    if isinstance(found[0], Rejected):
        raise InputRejected(found[0].source, found[0].reason)
    return reading.read(found[0], extension)


def _is_text(source: str) -> bool:
    if source.startswith(("http://", "https://")):
        return False
    return "\n" in source or (" " in source.strip() and not _exists(source))


def _exists(path: str) -> bool:
    try:
        return Path(path).exists()
    except OSError:  # such as a text that is longer than a name can be
        return False
