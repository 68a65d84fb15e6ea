"""Phrases that dictionaries list and detente reads by itself: "Iran's oil minister", "the president of Egypt"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from detente.actors.phrases import key_of
from detente.petrarch.names import own_name

if TYPE_CHECKING:
    from detente.actors.directory import Directory
    from detente.petrarch.codes import CodeWords

__all__ = ["Descriptions"]


class Descriptions:
    """Tells names from descriptions of whose they are.

    Args:
        directory: Names of states and bodies, titles, nouns that act.
        words: The word lists.
    """

    def __init__(self, directory: Directory, words: CodeWords) -> None:
        self._directory, self._words = directory, words
        self._nouns = directory.words.actor_nouns | directory.words.member_nouns

    def own_name(self, name: str) -> str:
        """A person's name without state and titles around it ("Iranian President Mohammad Khatami")."""
        who, of, whose = name.partition(" of ")
        if of and " " in who and self._directory.names.values.get(key_of(whose)):  # "Hosni Mubarak of Egypt"
            name = who
        _, rest = self._owned(name)
        titled = rest != name and own_name(rest, self._words) != rest
        return own_name(rest if titled else name, self._words)

    def is_of(self, name: str, owner: str | None) -> bool:
        """Whether a phrase begins with a name of its own state or body."""
        found, rest = self._owned(name)
        return rest != name and owner is not None and found == owner

    def is_read(self, name: str, owner: str | None) -> bool:
        """Whether the reader finds the state or body by the phrase's own words: it has a title or a noun that acts."""
        if self.is_of(name, owner):
            return self._acts(key_of(self._owned(name)[1]))
        what, of, whose = key_of(name).partition(" of ")
        ids = {id_ for one in self._directory.names.values.get(whose.removeprefix("the "), ()) for id_ in one.ids}
        return bool(of) and owner in ids and self._acts(what)

    def _acts(self, key: str) -> bool:
        parts = key.split(" ")
        endings = (" ".join(parts[at:]) for at in range(len(parts)))
        return parts[-1] in self._nouns or any(ending in self._directory.titles.values for ending in endings)

    def _owned(self, name: str) -> tuple[str | None, str]:
        """The state or body whose name the phrase begins with, and the rest; None and the whole where there is none."""
        tokens = name.split(" ")
        for count in range(min(len(tokens) - 1, 4), 0, -1):
            first = key_of(" ".join(tokens[:count])).removesuffix(" 's").removesuffix(" '")
            found = self._directory.names.values.get(first, ())
            owner = next((self._directory.state_of(id_) or id_ for one in found for id_ in one.ids), None)
            if owner is not None:
                return owner, " ".join(tokens[count:])
        return None, name
