"""Finds the expressions of time in a text's tokens, without knowing when it was written."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from detente.times.alphabet import BLANK
from detente.times.guards import Guards
from detente.times.interpret import Interpreter
from detente.times.meaning import Expression
from detente.times.pattern import capture_name

if TYPE_CHECKING:
    from collections.abc import Iterator

    from detente.language.tree import Tree
    from detente.times.rules import CompiledRule, RuleBook
    from detente.times.words import Settings, Words

__all__ = ["Scanner"]

_DIGITS = frozenset("0123456789")
_Match = tuple[int, int, "CompiledRule", "re.Match[str]"]


class Scanner:
    """Turns tokens into letters and runs the rules over them; the longest expression wins."""

    def __init__(self, book: RuleBook, words: Words, settings: Settings) -> None:
        self._book, self._words = book, words
        self._guards = Guards(words, settings)
        self._interpreter = Interpreter(words, settings)
        self._near = re.compile(f"[{re.escape(''.join(book.near))}]")

    def expressions(self, tree: Tree) -> list[Expression]:
        """All expressions of a text in its order, durations and sets among them; none overlap."""
        places, letters = self._letters(tree)
        found: list[Expression] = []
        for start, end in self._runs(letters):
            found.extend(self._in_run(tree, places, letters, start, end))
        return found

    def _letters(self, tree: Tree) -> tuple[list[int], str]:
        """The tokens looked at and one letter for each; a lone line break inside running text is passed over."""
        get = self._book.alphabet.words.get
        out = [get(word, BLANK) for word in tree.lowers]
        rare = self._words.homographs
        for i, word in enumerate(tree.lowers):
            if out[i] != BLANK:
                if word in rare and not self._is_time(tree, i, word):
                    out[i] = BLANK
            elif word[:1] in _DIGITS or not _DIGITS.isdisjoint(word[-2:]):
                out[i] = self._book.alphabet.number(word)
        breaks = {i for i, word in enumerate(tree.words) if word == "\n"}
        places = [i for i in range(len(out)) if i not in breaks] if breaks else list(range(len(out)))
        return places, "".join([out[i] for i in places] if breaks else out)

    def _is_time(self, tree: Tree, i: int, word: str) -> bool:
        rule = self._words.homographs[word]
        if rule.capital and not tree.words[i][:1].isupper():
            return False
        if tree.upos[i] in rule.not_upos:
            return False
        if rule.name and tree.entity[i] >= 0:
            return False
        at_head = tree.sentences[tree.sentence[i]][0] == i if tree.sentences else i == 0
        if rule.initial and at_head and not tree.upos[i]:
            return i + 1 < len(tree) and tree.lowers[i + 1][:1].isdigit()
        return True

    def _runs(self, letters: str) -> Iterator[tuple[int, int]]:
        """Stretches of letters without a blank that hold one which can be part of a time."""
        end = 0
        for hit in self._near.finditer(letters):
            if hit.start() < end:
                continue
            start = letters.rfind(BLANK, 0, hit.start()) + 1
            end = letters.find(BLANK, hit.start())
            end = len(letters) if end < 0 else end
            yield start, end

    def _in_run(self, tree: Tree, places: list[int], letters: str, start: int, end: int) -> list[Expression]:
        matches: list[_Match] = [
            (hit.start(), hit.end(), one, hit)
            for one in self._book.rules_near(letters[start:end])
            for hit in _all_matches(one.regex, letters, start, end)
        ]
        matches.sort(key=lambda match: (match[0] - match[1], match[2].order, match[0]))
        taken: list[tuple[int, int]] = []
        found: list[Expression] = []
        for _, last, one, hit in matches:
            first = _extent(hit)[0]  # what leads to it may belong to another; what follows belongs to it
            if any(first < other_last and other_first < last for other_first, other_last in taken):
                continue
            expression = self._expression(tree, places, one, hit)
            if expression is not None:
                taken.append((first, last))
                found.append(expression)
        return sorted((one for one in found if one.meaning.form != "lost"), key=lambda one: one.start)

    def _expression(self, tree: Tree, places: list[int], one: CompiledRule, hit: re.Match[str]) -> Expression | None:
        captures = {
            capture_name(name): [tree.lowers[places[k]] for k in range(*hit.span(name))]
            for name in hit.re.groupindex
            if hit.start(name) >= 0 and capture_name(name) != "x"
        }
        meaning = self._interpreter.meaning(one.rule.form, captures, one.rule.constants)
        first, last = _extent(hit)
        start, end = places[first], places[last - 1] + 1
        if not self._guards.passes(one.rule.guard, tree, start, end, meaning):
            return None
        return Expression(start, end, meaning, one.rule.id)


def _extent(hit: re.Match[str]) -> tuple[int, int]:
    """The part of a match to keep: its capture "x", in whichever branch it stands, else all of it."""
    spans = (hit.span(name) for name in hit.re.groupindex if capture_name(name) == "x" and hit.start(name) >= 0)
    return next(spans, hit.span())


def _all_matches(regex: re.Pattern[str], letters: str, start: int, end: int) -> Iterator[re.Match[str]]:
    """Matches at every place of a run, overlapping ones too."""
    at = start
    while at < end:
        hit = regex.search(letters, at, end)
        if hit is None:
            return
        yield hit
        at = hit.start() + 1
