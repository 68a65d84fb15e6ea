"""The word lists of `data/quantities/`, read and made ready to look up."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Generic, TypeVar

from detente.errors import DataError
from detente.lexicon import load_lexicon
from detente.quantities.words import ClauseWords, Guards, Hedges, HedgeWords, Money, NumberWords, Unit

if TYPE_CHECKING:
    from collections.abc import Mapping

    from detente.language.tree import Tree

__all__ = ["Lexicon", "Phrases", "load_quantity_lexicon"]


T = TypeVar("T")


class Phrases(Generic[T]):
    """Phrases of lower-case words, the longest first; dashes between their words are passed over.

    Args:
        phrases: Each phrase and what it stands for.
        backward: Whether they are looked for from their last word.
    """

    def __init__(self, phrases: Mapping[str, T], *, backward: bool = False) -> None:
        self._step = -1 if backward else 1
        at: dict[str, list[tuple[tuple[str, ...], T]]] = defaultdict(list)
        for phrase, value in phrases.items():
            words = tuple(phrase.split())[:: self._step]
            at[words[0]].append((words[1:], value))
        self._at = {word: sorted(entries, key=lambda entry: -len(entry[0])) for word, entries in at.items()}

    def match(self, tree: Tree, i: int, limit: int) -> tuple[int, T] | None:
        """The phrase that begins (ends) at token i and stops before `limit`: its last (first) token and its value."""
        for words, value in self._at.get(tree.lowers[i], ()):
            j = i
            for word in words:
                j += self._step
                if j != limit and tree.words[j] == "-" != word:
                    j += self._step
                if (limit - j) * self._step <= 0 or tree.lowers[j] != word:
                    break
            else:
                return j, value
        return None


@dataclass(frozen=True, slots=True)
class Lexicon:
    """All words of quantities.

    Attributes:
        measures: Units by their words; `short` those that hold only where nothing else fits.
        before, after: Hedges by their words, to what they do to the bounds.
    """

    numbers: NumberWords
    money: Money
    guards: Guards
    clauses: ClauseWords
    hedges: Hedges
    measures: Phrases[Unit]
    single: dict[str, Unit]
    short: dict[str, Unit]
    before: Phrases[str]
    after: Phrases[str]


def load_quantity_lexicon() -> Lexicon:
    """The shipped words.

    Raises:
        DataError: A word stands for two units, or a phrase hedges in two ways.
    """
    hedges = load_lexicon("quantities/hedges.yml", Hedges)
    units = load_lexicon("quantities/units.yml", tuple[Unit, ...])
    words = _by_word({unit: unit.words for unit in units})
    return Lexicon(
        numbers=load_lexicon("quantities/numbers.yml", NumberWords),
        money=load_lexicon("quantities/currencies.yml", Money),
        guards=load_lexicon("quantities/guards.yml", Guards),
        clauses=load_lexicon("quantities/clauses.yml", ClauseWords),
        hedges=hedges,
        measures=Phrases(words),
        single={word: unit for word, unit in words.items() if " " not in word},
        short=_by_word({unit: unit.short for unit in units}),
        before=Phrases(_by_kind("before", hedges.before), backward=True),
        after=Phrases(_by_kind("after", hedges.after)),
    )


def _by_word(units: Mapping[Unit, tuple[str, ...]]) -> dict[str, Unit]:
    found: dict[str, Unit] = {}
    for unit, words in units.items():
        for word in words:
            if word in found:
                raise DataError(f"quantities/units.yml: {word!r} stands for two units; one may have it")
            found[word] = unit
    return found


def _by_kind(side: str, hedges: HedgeWords) -> dict[str, str]:
    found: dict[str, str] = {}
    for kind in hedges.__struct_fields__:
        for phrase in getattr(hedges, kind):
            if phrase in found:
                raise DataError(f"quantities/hedges.yml: {side}: {phrase!r} stands twice; one kind may have it")
            found[phrase] = kind
    return found
