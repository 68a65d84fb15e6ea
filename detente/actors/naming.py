"""Names of actors by code, without what finds them in a text."""

from __future__ import annotations

from functools import lru_cache
from types import MappingProxyType
from typing import TYPE_CHECKING

from detente.actors.tables import BodyRow, CollectiveRow, StateRow, TerritoryRow
from detente.lexicon import load_table

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["load_actor_names"]


@lru_cache(maxsize=1)
def load_actor_names() -> Mapping[str, str]:
    """The display names of states, bodies, collectives and territories.

    >>> load_actor_names()["FIN"]
    'Finland'

    Raises:
        DataError: A table is not well formed.
    """
    names = {row.iso3: row.name for row in load_table("actors/states.tsv", StateRow)}
    names |= {row.id: row.name for row in load_table("actors/bodies.tsv", BodyRow)}
    names |= {row.id: row.name or row.id for row in load_table("actors/collectives.tsv", CollectiveRow)}
    names |= {row.id: row.name for row in load_table("actors/territories.tsv", TerritoryRow)}
    return MappingProxyType(names)
