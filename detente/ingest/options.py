"""How far ingest may go: limits and permissions, one frozen value passed down every call."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date

__all__ = ["IngestOptions"]


@dataclass(frozen=True, slots=True)
class IngestOptions:
    """Limits for one `gather` call.

    Attributes:
        published: Day on which articles appeared that neither state a date nor carry one in metadata (basis "given").
        allow_private: Whether a URL may lead to a private, loopback, link-local or reserved address.
        max_bytes: Largest file, page or line of JSON Lines that becomes one article.
        timeout: Seconds that one URL may take, redirects included.
        max_redirects: Hops after the first request.
    """

    published: date | None = None
    allow_private: bool = False
    max_bytes: int = 10_000_000
    timeout: float = 30.0
    max_redirects: int = 5
