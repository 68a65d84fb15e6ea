"""Outlets: by the host of a URL, by a line that is nothing but an outlet's name, or by a dateline."""

from __future__ import annotations

import re
from functools import lru_cache
from urllib.parse import urlsplit

from detente.ingest.lines import fold
from detente.lexicon import Row, load_table

__all__ = ["outlet_named", "outlet_of_dateline", "outlet_of_url"]


DATELINE = re.compile(r"[A-Z][A-Z'.-]+[^()]{0,60}\(([A-Z][\w.&' -]{1,38})\)\s?[-–—]")


class Outlet(Row, frozen=True):
    """A host and the outlet that publishes there; no name for a platform where many do."""

    host: str
    name: str | None = None


@lru_cache(maxsize=1)
def load_outlets() -> dict[str, str | None]:
    """The shipped hosts with their outlets."""
    return {outlet.host: outlet.name for outlet in load_table("ingest/outlets.tsv", Outlet)}


@lru_cache(maxsize=1)
def _by_name() -> dict[str, str]:
    return {fold(name): name for name in load_outlets().values() if name}


def outlet_named(line: str) -> str | None:
    """The outlet whose name is the whole of `line`."""
    return _by_name().get(fold(line)) if len(line) < 60 else None


def outlet_of_dateline(line: str) -> str | None:
    """The agency that a dateline names between its date and its dash.

    >>> outlet_of_dateline("LIMA, May 3 (Andes Wire) -- Envoys met."), outlet_of_dateline("LIMA (on the sea) is")
    ('Andes Wire', None)
    """
    found = DATELINE.match(line[:120])
    return found.group(1) if found else None


def outlet_of_url(url: str | None) -> str | None:
    """The outlet at the host of `url`: its name where we know it, else the host; None for platforms and no URL.

    >>> outlet_of_url("https://www.example.org/a"), outlet_of_url("https://medium.com/@x/y")
    ('example.org', None)
    """
    try:
        host = (urlsplit(url or "").hostname or "").removeprefix("www.")
    except ValueError:
        return None
    known = load_outlets()
    parts = host.split(".")
    for suffix in (".".join(parts[start:]) for start in range(len(parts) - 1)):
        if suffix in known:
            return known[suffix]
    return host if "." in host and not host.replace(".", "").isdigit() else None
