"""Tests that a pattern of time must pass on the text around it: the homonyms and look-alikes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from detente.times.interval import DAY, QUARTER

if TYPE_CHECKING:
    from collections.abc import Callable

    from detente.language.tree import Tree
    from detente.times.meaning import Meaning
    from detente.times.words import Settings, Words

__all__ = ["GUARDS", "Guards", "is_bare"]

_BARE_TAGS = frozenset({"PUNCT", "CCONJ", "ADP", "AUX", "VERB", "SPACE"})
_CLOCK_MARKS = ("meridiem", "zone", "coast", "local", "daypart")
_DASHES = frozenset("-\u2010\u2011\u2012\u2013\u2014")
_NOMINAL = frozenset({"NOUN", "PROPN", "ADJ", "NUM"})
GUARDS = frozenset(
    [
        "month",
        "year",
        "year-number",
        "round-year",
        "weekday",
        "season",
        "name",
        "holiday",
        "good-friday",
        "lower",
        "long-unit",
        "no-noun-after",
        "no-noun-before-number",
        "not-than",
        "not-rate",
        "bare",
        "clock",
        "current",
        "present",
        "quarter",
        "finer",
        "own-span",
        "soon",
        "no-share",
        "moment",
        "unspecified",
        "century",
        "september-11",
    ]
)


class Guards:
    """The named guards of rules; each says whether tokens [start, end) of a tree may be the expression."""

    def __init__(self, words: Words, settings: Settings) -> None:
        self._words, self._settings = words, settings
        self._tests: dict[str, Callable[[Tree, int, int, Meaning], bool]] = {
            "month": lambda tree, start, end, _: self.is_unnamed(tree, start, end),
            "year": self._is_year,
            "year-number": self._is_readable_year,
            "round-year": lambda _tree, _start, _end, meaning: (meaning.decade or 1) % 10 == 0,
            "weekday": lambda tree, start, end, _: self.is_unnamed(tree, start, end),
            "season": lambda tree, _start, end, _m: _word(tree, end) != "of",
            "holiday": lambda tree, start, end, _: not _inside_name(tree, start, end, settings.openers),
            "good-friday": lambda tree, _start, end, _: not _capital(tree, end),
            "lower": lambda tree, start, end, _: tree.words[start].islower() or _opens(tree, start, end),
            "name": lambda tree, start, end, _: self.is_unnamed(tree, start, end),
            "long-unit": lambda _tree, _start, _end, meaning: meaning.unit >= DAY or meaning.count is not None,
            "no-noun-after": lambda tree, _start, end, _: not _nominal(tree, end),
            "no-noun-before-number": lambda tree, start, _end, _: (
                _word(tree, start - 1) not in settings.not_year_before
            ),
            "not-than": lambda tree, _start, end, _: _word(tree, end) != "than",
            "not-rate": _is_no_rate,
            "no-share": lambda tree, _start, end, meaning: meaning.unit != QUARTER or _word(tree, end) != "of",
            "bare": lambda tree, _start, end, _: is_bare(tree, end),
            "clock": self._is_clock,
            "current": lambda tree, _start, end, _: (
                not _nominal(tree, end) and _word(tree, end) not in settings.not_now
            ),
            "present": lambda tree, start, end, _: (
                _word(tree, end) not in ("that", "-") and _word(tree, start - 1) != "every"
            ),
            "finer": lambda _tree, _start, _end, meaning: (meaning.unit2 or 0) < meaning.unit,
            "own-span": lambda tree, _start, end, meaning: (
                (meaning.unit >= DAY or meaning.count is not None) and not self._is_of_period(tree, end)
            ),
            "moment": lambda tree, _start, end, _: _word(tree, end) not in ("of", "when", "that"),
            "unspecified": lambda tree, start, _end, _: (
                _word(tree, start - 1) not in settings.specifying and tree.upos[max(start - 1, 0)] not in ("ADJ", "DET")
            ),
            "quarter": lambda tree, _start, end, _: (
                _word(tree, end) not in settings.not_quarter and _word(tree, end + 1) not in settings.not_quarter
            ),
            "soon": lambda tree, start, end, _: (
                _word(tree, start - 1) not in settings.not_soon
                and _word(tree, end) not in settings.not_soon
                and tree.xpos[tree.heads[start]] != "VBD"
            ),
            "september-11": lambda _tree, _start, _end, meaning: (meaning.month, meaning.day) == (9, 11),
            "century": lambda _tree, _start, _end, meaning: 1 <= (meaning.century or 0) <= 40,
        }

    def passes(self, guard: str | None, tree: Tree, start: int, end: int, meaning: Meaning) -> bool:
        """Whether the guard lets the match stand."""
        return guard is None or self._tests[guard](tree, start, end, meaning)

    def is_unnamed(self, tree: Tree, start: int, end: int) -> bool:
        """Whether the words are no part of a name such as a newspaper's."""
        settings = self._settings
        if _word(tree, start - 1) in settings.not_after:
            return False
        return not (_word(tree, end) in settings.not_before and tree.words[end][:1].isupper())

    def _is_of_period(self, tree: Tree, end: int) -> bool:
        """Whether the words go on with the period that they are a part of: "the last three months of 2012"."""
        after = _word(tree, end + 1)
        named = after in self._words.roles["month"] or (len(after) == 4 and after.isdigit())
        return _word(tree, end) == "of" and (
            named or (after == "the" and _word(tree, end + 2) in self._words.roles["unit"])
        )

    def _is_clock(self, tree: Tree, start: int, end: int, meaning: Meaning) -> bool:
        """Whether it is a time of day: with a.m., a zone or a day, or after a preposition; not a score or a verse."""
        if meaning.clock is None:
            return True
        hour, minute = meaning.clock
        if hour > 24 or minute > 59 or (hour == 24 and minute):
            return False
        marked = any(word in self._words.roles[role] for word in tree.lowers[start:end] for role in _CLOCK_MARKS)
        told = marked or meaning.form != "clock" or not tree.lowers[end - 1].replace(":", "").isdigit()
        return told or _word(tree, start - 1) in self._settings.clock_after

    def _is_readable_year(self, _tree: Tree, _start: int, _end: int, meaning: Meaning) -> bool:
        low, high = self._settings.years_read
        year2 = meaning.year2 if meaning.year2 is not None else (meaning.year or 0) + 1
        return low <= (meaning.year or 0) < min(year2, high + 1)

    def _is_year(self, tree: Tree, start: int, end: int, meaning: Meaning) -> bool:
        settings = self._settings
        before, after = _word(tree, start - 1), _word(tree, end)
        if not self._is_readable_year(tree, start, end, meaning):
            return False
        if end - start > 1:
            return True
        if before in settings.not_year_before:
            return False
        compound = after in settings.not_year_after or (before == "-" and _touches(tree, start - 2, start))
        if compound and not _year_span(tree, start, (settings.years_read[0], settings.years_free[1])):
            return False
        low, high = settings.years_free
        free = low <= (meaning.year or 0) <= high
        if _counts(tree, start, end):
            return False
        return free or before in self._words.roles["yearprep"]


def is_bare(tree: Tree, end: int) -> bool:
    """Whether nothing follows that could be the event counted from."""
    if end >= len(tree) or not tree.words[end][:1].isalnum():
        return True
    return tree.upos[end] in _BARE_TAGS and tree.xpos[end] != "VBG"


def _is_no_rate(tree: Tree, start: int, end: int, meaning: Meaning) -> bool:
    """Whether "a day" is a length and not the unit of a rate ("barrels a day", "$10 an hour")."""
    if meaning.unit == QUARTER and meaning.count == "1":
        return False  # a fourth of something
    if meaning.count == "X" and (tree.lowers[end - 1][-1:] != "s" or tree.lowers[start - 1 : start] == ["as"]):
        return False  # "some day", "as many days"
    if start == 0 or tree.lowers[start] not in ("a", "an") or meaning.count != "1":
        return True
    return tree.upos[start - 1] not in ("NOUN", "NUM", "SYM") and not tree.lowers[start - 1][-1:].isdigit()


def _word(tree: Tree, i: int) -> str:
    return tree.lowers[i] if 0 <= i < len(tree.lowers) else ""


def _nominal(tree: Tree, i: int) -> bool:
    return i < len(tree.words) and tree.upos[i] in _NOMINAL


def _inside_name(tree: Tree, start: int, end: int, openers: frozenset[str]) -> bool:
    """Whether a capitalised word stands right before or after, as in a person's name or a title."""
    before = start - 1
    if before >= 0 and tree.sentence[before] == tree.sentence[start] and _capital(tree, before):
        opens = tree.sentences[tree.sentence[before]][0] == before
        return not (opens and tree.lowers[before] in openers) or _capital(tree, end)
    return _capital(tree, end)


def _opens(tree: Tree, start: int, end: int) -> bool:
    """Whether the words stand at the head of a sentence and no name follows."""
    return tree.sentences[tree.sentence[start]][0] == start and not _capital(tree, end)


def _capital(tree: Tree, i: int) -> bool:
    """Whether a capitalised word stands at a place."""
    return 0 <= i < len(tree.words) and tree.lowers[i].isalpha() and tree.words[i][:1].isupper()


def _year_span(tree: Tree, i: int, readable: tuple[int, int]) -> bool:
    """Whether a number is one side of a span of years: "1992-1995"."""
    words = tree.lowers
    for first in (i, i - 2):
        if not 0 <= first < len(words) - 2 or words[first + 1] not in _DASHES:
            continue
        low, high = words[first], words[first + 2]
        if low.isdigit() and high.isdigit() and len(low) == len(high) == 4:
            return readable[0] <= int(low) < int(high) < readable[1]
    return False


def _touches(tree: Tree, first: int, last: int) -> bool:
    """Whether the tokens are written without space, as "A-2020" is."""
    return first >= 0 and all(tree.ends[i] == tree.starts[i + 1] for i in range(first, last))


def _counts(tree: Tree, start: int, end: int) -> bool:
    """Whether a number counts the plural noun after it and no preposition of time stands before it."""
    if end >= len(tree.words) or tree.xpos[end] not in ("NNS", "NNPS"):
        return False
    if tree.heads[start] == end and tree.deps[start] == "nummod":
        return _word(tree, start - 1) not in ("the", "in", "since", "of", "'s", "his", "their", "its")
    return False
