"""detente reads news of relations between states and keeps a record that shows its sources.

`detente.read(path_or_text)` gives the `Reading` of one article; `detente.open(path)` the `Record` that keeps readings.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from detente.api import open, read

__all__ = ["__version__", "open", "read"]

__version__ = "0.1.0"


def __getattr__(name: str) -> object:
    """Load the public functions when they are first asked for, so that the program's help need not wait for them."""
    if name in ("open", "read"):
        return getattr(import_module("detente.api"), name)
    raise AttributeError(f"module 'detente' has no attribute {name!r}")
