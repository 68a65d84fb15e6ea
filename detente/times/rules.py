"""The rules of time as data: their shape, their checks at load, and their compiled form."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import msgspec

from detente.errors import DataError
from detente.lexicon import Row, load_lexicon
from detente.times.alphabet import Alphabet
from detente.times.guards import GUARDS
from detente.times.interpret import CAPTURES
from detente.times.meaning import FORMS, Meaning
from detente.times.pattern import PatternCompiler, capture_name, literals

if TYPE_CHECKING:
    from collections.abc import Mapping

    from detente.times.words import Words

__all__ = ["CompiledRule", "RuleBook", "load_rule_book"]

_GROUP = re.compile(r"\(\?P<(\w+)>")


class Rule(Row, frozen=True):
    """An entry of rules.yml; the fields are explained there."""

    id: str
    near: tuple[str, ...]
    form: str
    pattern: str
    guard: str | None = None
    constants: dict[str, int] = msgspec.field(default_factory=dict, name="with")


class RuleFile(Row, frozen=True):
    """The whole of rules.yml."""

    macros: dict[str, str]
    rules: list[Rule]


@dataclass(frozen=True)
class CompiledRule:
    """A rule with its regular expression over letters, compiled when first tried; `order` is its place in the file."""

    order: int
    rule: Rule
    expression: str

    @cached_property
    def regex(self) -> re.Pattern[str]:
        """The compiled expression."""
        return re.compile(self.expression)


@dataclass(frozen=True, slots=True)
class RuleBook:
    """All rules over one alphabet, by the letters of which one must be near for a rule to be tried."""

    alphabet: Alphabet
    rules: tuple[CompiledRule, ...]
    near: Mapping[str, tuple[CompiledRule, ...]]

    def rules_near(self, letters: str) -> list[CompiledRule]:
        """The rules that a run of letters can match, each once, in the order of the file."""
        found = {compiled.order: compiled for letter in set(letters) for compiled in self.near.get(letter, ())}
        return [found[order] for order in sorted(found)]


def load_rule_book(words: Words) -> RuleBook:
    """Read and compile `times/rules.yml`.

    Raises:
        DataError: A rule names an unknown role, macro, capture, form, guard or field.
    """
    book = load_lexicon("times/rules.yml", RuleFile)
    alphabet = Alphabet(words, literals([*book.macros.values(), *(rule.pattern for rule in book.rules)]))
    compiler = PatternCompiler(alphabet.letters, book.macros)
    compiled = tuple(
        CompiledRule(order, _checked(rule), compiler.translate(rule.pattern)) for order, rule in enumerate(book.rules)
    )
    near: dict[str, list[CompiledRule]] = defaultdict(list)
    letters = {role: alphabet.letters(role) for one in compiled for role in one.rule.near}
    for one in compiled:
        _check_captures(one)
        for letter in {letter for role in one.rule.near for letter in letters[role]}:
            near[letter].append(one)
    return RuleBook(alphabet, compiled, {letter: tuple(rules) for letter, rules in near.items()})


def _checked(rule: Rule) -> Rule:
    fields = frozenset(Meaning.__dataclass_fields__)
    for kind, value, allowed in (("form", rule.form, FORMS), ("guard", rule.guard, GUARDS)):
        if value is not None and value not in allowed:
            raise DataError(f"times/rules.yml: {rule.id}: {kind} {value!r}; allowed: {', '.join(sorted(allowed))}")
    for name in rule.constants:
        if name not in fields:
            raise DataError(f"times/rules.yml: {rule.id}: with {name!r}; allowed: {', '.join(sorted(fields))}")
    return rule


def _check_captures(one: CompiledRule) -> None:
    for name in _GROUP.findall(one.expression):
        if capture_name(name) not in CAPTURES:
            allowed = ", ".join(sorted(CAPTURES))
            raise DataError(f"times/rules.yml: {one.rule.id}: capture {name!r}; allowed: {allowed}")
