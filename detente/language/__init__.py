"""Text to trees, by our own small neural reader."""

from detente.language.reader import Reader
from detente.language.tree import Entity, Tree

__all__ = ["Entity", "Reader", "Tree", "load_reader"]


def load_reader(threads: int = 1) -> Reader:
    """The shipped reader, ready to parse; loading takes a good part of a second, so keep it."""
    return Reader(threads=threads)
