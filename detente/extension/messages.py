"""How an error says what would be right."""

from __future__ import annotations

import difflib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = ["nearest"]

_ALIKE, _NEAREST, _LISTED = 0.6, 3, 40


def nearest(message: str, given: str, known: Iterable[str]) -> str:
    """A message with what was probably meant, and with all that there is if that is little.

    >>> nearest("no such key", "verb", ["verbs", "nouns"])
    'no such key; did you mean verbs? There are: verbs, nouns'
    """
    known = list(known)
    near = difflib.get_close_matches(given, known, n=_NEAREST, cutoff=_ALIKE)
    advice = [f"did you mean {' or '.join(near)}?"] if near else []
    if len(known) <= _LISTED:
        advice.append(f"{'There' if near else 'there'} are: {', '.join(known)}")
    return "; ".join((message, " ".join(advice))) if advice else message
