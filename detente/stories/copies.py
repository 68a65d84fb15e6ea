"""Copies: the same text published again, cut, or edited; found by MinHash of its shingles."""

from __future__ import annotations

import zlib
from typing import TYPE_CHECKING

import numpy as np
import rensa

from detente.record.joins import CopyRow
from detente.stories.terms import load_weigher

if TYPE_CHECKING:
    from collections.abc import Mapping

    from detente.record import Record

__all__ = ["bands_of", "copy_links", "sketch_of"]

SHINGLE = 4
NUMBERS = 64
ROWS = 4
SEED = 1
LEAST = 0.4


def sketch_of(text: str) -> bytes:
    """MinHash of a text's shingles: `NUMBERS` of 32 bits."""
    stems = load_weigher().stems(text)
    shingles = [" ".join(stems[i : i + SHINGLE]) for i in range(max(1, len(stems) - SHINGLE + 1))]
    made = rensa.RMinHash(num_perm=NUMBERS, seed=SEED)
    made.update(shingles)
    return np.array(made.digest(), np.uint32).tobytes()


def bands_of(sketch: bytes) -> list[int]:
    """Numbers of which two texts share one where they have many shingles in common."""
    size = 4 * ROWS
    return [zlib.crc32(bytes([i // size]) + sketch[i : i + size]) for i in range(0, len(sketch), size)]


def copy_links(record: Record, article: int, sketch_of_it: bytes, alike: Mapping[int, float]) -> list[CopyRow]:
    """Links of an article to those of which it is a copy, or that are copies of it."""
    sketch = np.frombuffer(sketch_of_it, np.uint32)
    out = []
    for other in sorted(alike):
        shared = float((sketch == np.frombuffer(record.joins.profile(other).sketch, np.uint32)).mean())
        if shared >= LEAST:
            out.append(CopyRow(article, other, "copy", shared, (f"{shared:.0%} of the shingles",)))
    return out
