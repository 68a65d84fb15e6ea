"""Authors: a byline or a metadata value taken apart into names."""

from __future__ import annotations

import re
from collections.abc import Mapping

from detente.ingest.lines import Forms, is_name

__all__ = ["authors_of", "byline_authors"]


def byline_authors(names: str, forms: Forms) -> tuple[str, ...]:
    """The authors that the part of a byline after "By" names; () if it does not begin with a name or an agency.

    >>> from detente.ingest.lines import load_forms
    >>> byline_authors("Jane Doe and Ana van Dijk, Staff Writers", load_forms())
    ('Jane Doe', 'Ana van Dijk')
    >>> byline_authors("Monday, Talks Had Stalled", load_forms())
    ()
    """
    parts = [part.strip() for part in re.split(r",|;|\||/|\band\b|&|·|•| [-–—] ", names) if part.strip()]
    found = [part for part in parts if is_name(part, forms) or part.lower() in forms.agencies]
    if not found or found[0] != parts[0]:
        return ()
    people = [part for part in found if part.lower() not in forms.agencies]
    return tuple(dict.fromkeys(_proper(part) for part in people or found))


def authors_of(value: object) -> tuple[str, ...]:
    """Authors from metadata: a text, a list of texts, or objects with a name.

    >>> authors_of([{"name": "Jane Doe"}, "By Ana Roe"])
    ('Jane Doe', 'Ana Roe')
    """
    if isinstance(value, str):
        split = re.split(r";|\||\n", value) if re.search(r"[;|\n]", value) else re.split(r",|\band\b", value)
        bare = (re.sub(r"^\s*by\s+", "", part, flags=re.IGNORECASE).strip() for part in split)
        return tuple(dict.fromkeys(part for part in bare if part))
    if isinstance(value, Mapping):
        return authors_of(value.get("name"))
    if isinstance(value, list | tuple):
        return tuple(dict.fromkeys(author for item in value for author in authors_of(item)))
    return ()


def _proper(name: str) -> str:
    return name.title() if name.isupper() and len(name) > 4 else name
