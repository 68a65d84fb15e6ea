"""From entries of dictionaries to a user's states, bodies, offices and persons, as far as these are not known yet."""

from __future__ import annotations

from typing import TYPE_CHECKING

from detente.petrarch.bodies import BodyWriter
from detente.petrarch.codes import Meaning, load_codes
from detente.petrarch.descriptions import Descriptions
from detente.petrarch.names import Named, spellings
from detente.petrarch.outcome import DESCRIBED, Conversion
from detente.petrarch.persons import PersonWriter

if TYPE_CHECKING:
    from collections.abc import Iterable

    from detente.actors.directory import Directory
    from detente.petrarch.codes import Coded, Codes
    from detente.petrarch.dictionary import Dictionary, Entry

__all__ = ["convert"]


def convert(dictionaries: Iterable[Dictionary], directory: Directory) -> Conversion:
    """Convert dictionaries together.

    Args:
        dictionaries: What was read.
        directory: What is known already; names that it has are not given again, nor to anybody else.
    """
    done, codes = Conversion(), load_codes(directory)
    descriptions = Descriptions(directory, codes.words)
    bodies = BodyWriter(done, directory, codes.words, descriptions)
    persons = PersonWriter(done, directory, codes.words, descriptions)
    for dictionary in dictionaries:
        done.left += dictionary.left
        for entry in dictionary.entries:
            names, coded = _names(entry, codes, done), _coded(entry, codes, done)
            if not names or not coded:
                continue
            if bodies.is_whole(names, coded):
                bodies.add_names(names, coded)
                continue
            owners = {meaning.owner for _, meaning in coded}
            unread = [one for one in names if not any(descriptions.is_read(one.name, owner) for owner in owners)]
            if len(unread) < len(names):
                done.counts[DESCRIBED] += len(names) - len(unread)
            names = unread
            if not names:
                continue
            if persons.is_person(names, coded):
                persons.add(names, coded)
            else:
                bodies.add(names, coded)
    done.left.sort(key=lambda left: (left.line.file, left.line.number))
    return done


def _names(entry: Entry, codes: Codes, done: Conversion) -> list[Named]:
    """The names as newspapers write them, each once."""
    found: dict[str, Named] = {}
    for line, written in entry.names:
        names = spellings(written, codes.words)
        if not names:
            done.leave(line, "no name that stands so in a text")
        for name in names:
            found.setdefault(Named(line, name).key, Named(line, name))
    return list(found.values())


def _coded(entry: Entry, codes: Codes, done: Conversion) -> list[Coded]:
    """The codes that mean something here; where none does, the names are left for that reason."""
    read = [(code, codes.meaning(code.code)) for code in entry.codes]
    good = [(code, meaning) for code, meaning in read if isinstance(meaning, Meaning)]
    bad = [(code, reason) for code, reason in read if isinstance(reason, str)]
    if good:
        for code, reason in bad:
            done.leave(code.line, reason)
    else:
        for line, _ in entry.names:
            done.leave(line, bad[0][1])
    return good
