"""What was last asked for, up to a number of things."""

from __future__ import annotations

from collections import OrderedDict
from typing import TYPE_CHECKING, Generic, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = ["Memory"]

K = TypeVar("K")
V = TypeVar("V")


class Memory(Generic[K, V]):
    """Loads what is asked for, and keeps it while there is room.

    Args:
        load: Gives the value of a key.
        room: How many values are kept.
    """

    def __init__(self, load: Callable[[K], V], room: int) -> None:
        self._load, self._room = load, room
        self._kept: OrderedDict[K, V] = OrderedDict()

    def __contains__(self, key: K) -> bool:
        """Whether the value of a key is kept."""
        return key in self._kept

    def __getitem__(self, key: K) -> V:
        """The value of a key."""
        if key in self._kept:
            self._kept.move_to_end(key)
            return self._kept[key]
        self[key] = value = self._load(key)
        return value

    def __setitem__(self, key: K, value: V) -> None:
        """Keep a value that is known already."""
        self._kept[key] = value
        if len(self._kept) > self._room:
            self._kept.popitem(last=False)

    def clear(self) -> None:
        """Forget all."""
        self._kept.clear()
