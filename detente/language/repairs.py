"""Readings that English hardly allows and the network sometimes gives, put right before rules see them."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from detente.language.network import Analysis

__all__ = ["repair_visiting"]


def repair_visiting(words: list[str], a: Analysis) -> None:
    """Make "met with visiting ministers" a meeting with ministers, where the parse has them visited.

    "with" takes no clause without a subject: an -ing form straight after it that has an object modifies that object.
    The object takes the place of the form, and what else hung on the form goes to the verb above.
    """
    for i in range(1, len(words)):
        before = i - 1
        if a.xpos[i] != "VBG" or words[before].lower() != "with" or a.heads[before] != i or a.deps[before] != "mark":
            continue
        found = next((j for j, head in enumerate(a.heads) if head == i and a.deps[j] == "obj" and j > i), None)
        above = a.heads[i]
        if found is None or above == i:
            continue
        for j, head in enumerate(a.heads):
            if head == i and j != before:
                a.heads[j] = above
        a.heads[found], a.deps[found] = above, "obl"
        a.heads[before], a.deps[before], a.upos[before] = found, "case", "ADP"
        a.heads[i], a.deps[i] = found, "amod"
