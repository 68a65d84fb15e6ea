"""Text to trees, by our own small neural reader."""

from detente.language.network import model_version
from detente.language.reader import Reader
from detente.language.tree import Entity, Tree

__all__ = ["Entity", "Reader", "Tree", "load_reader", "model_version"]


def load_reader(threads: int = 1) -> Reader:
    """The shipped reader, ready to parse; loading takes a good part of a second, so keep it."""
    return Reader(threads=threads)
