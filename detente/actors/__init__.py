"""Actors: states, bodies, groups and persons in a text, with offices at a date.

linker = load_linker()
mentions = linker.link(tree, article.published)
mentions.at(7)              # all mentions over token 7, longest first
who(linker.directory, "Chinese foreign minister", start, end)
"""

from __future__ import annotations

from detente.actors.directory import Directory, load_directory
from detente.actors.draft import ActorMentions
from detente.actors.linker import Linker, load_linker
from detente.actors.sectors import Sectors, load_sectors
from detente.actors.who import Holding, who

__all__ = [
    "ActorMentions",
    "Directory",
    "Holding",
    "Linker",
    "Sectors",
    "load_directory",
    "load_linker",
    "load_sectors",
    "who",
]
