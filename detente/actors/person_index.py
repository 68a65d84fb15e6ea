"""Where names lead in the table of persons: written when the table is made, so that reading it takes no time.

`actors/person_names.tsv` has five blocks of "key<TAB>value", parted by empty lines: full names and family names to the
numbers of their rows; the first words of full names to the most words a name beginning so has; names of three parts
without their last to their row; codes of states and bodies to the rows of those who are theirs or hold offices there.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from detente.actors.phrases import Phrases, key_of, keys_of
from detente.lexicon import data_path

if TYPE_CHECKING:
    from detente.actors.tables import PersonRow, Words

__all__ = ["INDEX", "Numbers", "PersonIndex", "family_of", "index_text", "read_index"]

INDEX = "actors/person_names.tsv"
THREE = 3


class Numbers(Mapping[str, tuple[int, ...]]):
    """Numbers of rows by key; a value is read when it is asked for.

    >>> Numbers({"bush": "12 40"})["bush"]
    (12, 40)
    """

    __slots__ = ("_texts",)

    def __init__(self, texts: dict[str, str]) -> None:
        self._texts = texts

    def __getitem__(self, key: str) -> tuple[int, ...]:
        return tuple(map(int, self._texts[key].split(" ")))

    def get(self, key: str, default: Any = None) -> Any:
        """As of any mapping, without the error inside."""
        text = self._texts.get(key)
        return default if text is None else tuple(map(int, text.split(" ")))

    def __contains__(self, key: object) -> bool:
        return key in self._texts

    def __iter__(self) -> Iterator[str]:
        return iter(self._texts)

    def __len__(self) -> int:
        return len(self._texts)


@dataclass(frozen=True, slots=True)
class PersonIndex:
    """Names to numbers of rows.

    Attributes:
        full_names: Keys of full names, of aliases of several words and of double family names.
        families: Folded family names, and aliases of one word.
        openings: First and first family name of a person with two family names ("vladimir padrino"); -1 if several.
        by_state: Codes of states and bodies.
    """

    full_names: Phrases[tuple[int, ...]]
    families: Numbers
    openings: dict[str, int]
    by_state: Numbers


def read_index(
    changed: Mapping[int, tuple[PersonRow | None, PersonRow]] | None = None, words: Words | None = None
) -> PersonIndex:
    """Read the index that is shipped.

    Args:
        changed: Rows that a user added or put in place of another, by number: the row before and the row now.
        words: The word lists; only wanted with `changed`.
    """
    text = data_path(INDEX).read_bytes().decode("utf-8")
    blocks = list(map(_block, text.rstrip("\n").split("\n\n")))
    if changed and words is not None:
        _amend(blocks, changed, words)
    full, families, longest, openings, by_state = blocks
    return PersonIndex(
        Phrases({first: int(count) for first, count in longest.items()}, Numbers(full)),
        Numbers(families),
        {opening: int(number) for opening, number in openings.items()},
        Numbers(by_state),
    )


def _block(text: str) -> dict[str, str]:
    cells = text.replace("\n", "\t").split("\t")
    return dict(zip(cells[::2], cells[1::2], strict=True))


def _amend(
    blocks: list[dict[str, str]], changed: Mapping[int, tuple[PersonRow | None, PersonRow]], words: Words
) -> None:
    """Take the rows before out of the blocks and put the rows now in."""
    full, families, longest, openings, by_state = blocks
    before = _entries({number: row for number, (row, _) in changed.items() if row is not None}, words)
    now = _entries({number: row for number, (_, row) in changed.items()}, words)
    for block, old, new in (
        (full, before.full, now.full),
        (families, before.families, now.families),
        (by_state, before.by_state, now.by_state),
    ):
        for key, gone in old.items():
            kept = [number for number in block.get(key, "").split(" ") if number and int(number) not in gone]
            block[key] = " ".join(kept)
        for key, numbers in new.items():
            block[key] = " ".join([*filter(None, (block.get(key, ""),)), *map(str, numbers)])
        for key in old:
            if not block[key]:
                del block[key]
    for first, count in _longest(now.full).items():
        longest[first] = str(max(int(longest.get(first, "0")), count))
    for opening, number in now.openings.items():
        openings[opening] = str(number if openings.get(opening, str(number)) == str(number) else -1)


def index_text(persons: Sequence[PersonRow], words: Words) -> str:
    """The text of the index of these persons."""
    found = _entries(dict(enumerate(persons)), words)
    blocks = [
        _joined(found.full),
        _joined(found.families),
        _counted(_longest(found.full)),
        _counted(found.openings),
        _joined(found.by_state),
    ]
    return "\n\n".join(blocks) + "\n"


@dataclass(frozen=True, slots=True)
class _Entries:
    """What some rows put into the blocks."""

    full: dict[str, list[int]] = field(default_factory=dict)
    families: dict[str, list[int]] = field(default_factory=dict)
    openings: dict[str, int] = field(default_factory=dict)
    by_state: dict[str, list[int]] = field(default_factory=dict)


def _entries(persons: Mapping[int, PersonRow], words: Words) -> _Entries:
    found, doubles = _Entries(), dict[str, int]()
    given = words.male_names | words.female_names
    for (number, row), key in zip(persons.items(), keys_of([row.name for row in persons.values()]), strict=False):
        for name in (key, *map(key_of, row.aliases)):
            _enter(found.full if " " in name else found.families, name, number)
        family = family_of(row.family, row.state, key, words)
        if len(family) > 1:
            _enter(found.families, family, number)
        written = key_of(row.family) if row.family else ""
        if " " in written:
            doubles.setdefault(written, number)
        opening = key.rpartition(" ")[0]
        if row.state in words.double_families and key.count(" ") == THREE - 1 and opening.split(" ")[1] not in given:
            found.openings[opening] = number if opening not in found.openings else -1
        for state in {row.state, *(spell.partition(".")[0] for spell in row.spells)}:
            _enter(found.by_state, state, number)
    for name, number in doubles.items():
        found.full.setdefault(name, [number])
    return found


def _longest(full: Mapping[str, object]) -> dict[str, int]:
    """The most words of a name by its first word."""
    longest: dict[str, int] = {}
    for name in full:
        first = name.partition(" ")[0]
        longest[first] = max(longest.get(first, 0), name.count(" ") + 1)
    return longest


def _enter(block: dict[str, list[int]], key: str, number: int) -> None:
    numbers = block.setdefault(key, [])
    if not numbers or numbers[-1] != number:
        numbers.append(number)


def _joined(block: dict[str, list[int]]) -> str:
    return "\n".join(f"{key}\t{' '.join(map(str, numbers))}" for key, numbers in sorted(block.items()))


def _counted(block: dict[str, int]) -> str:
    return "\n".join(f"{key}\t{number}" for key, number in sorted(block.items()))


def family_of(family: str | None, state: str, key: str, words: Words) -> str:
    """The folded family name of a person: as the table has it, else the first or last word by the order of names.

    Args:
        family: The table's own family name, if it has one.
        state: Code of the person's state.
        key: The folded name.
        words: The word lists.

    >>> from detente.actors.tables import load_words
    >>> [family_of(None, state, key, load_words()) for state, key in (("CHN", "xi jinping"), ("USA", "joe biden"))]
    ['xi', 'biden']
    """
    if family:
        names = key_of(family).split(" ")
        while len(names) > 1 and names[0] in words.particles:
            del names[0]
        return " ".join(names)
    order = words.family_first.get(state)
    if order is not None:
        parts = key.split(" ")
        eastern = len(parts) > 1 and parts[0] in words.asian_surnames and parts[0] not in words.western_first
        if eastern and (order == "always" or len(parts) == THREE):
            return parts[0]
    last = key[key.rfind(" ") + 1 :]
    return family_of("", "", key[: -len(last) - 1], words) if last in words.generations and last != key else last
