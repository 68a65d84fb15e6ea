"""The language of rules: token patterns compiled to regular expressions over one letter a token.

A token of a text becomes one letter that stands for the set of roles it can play (a month, a day's number, the word
"of"). A pattern names roles in capitals and words in lower case, with `?`, `( a | b )`, `name=...` for a capture,
`@name` for a macro and `!x` for "not followed by". There is no repetition, so that a match costs bounded time.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from detente.errors import DataError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

__all__ = ["PatternCompiler", "capture_name", "literals"]

_TOKEN = re.compile(r"\s*(?:(\w+)=|(@\w+)|([()|?!])|([^\s()|?!@=]+))")


def _scan(pattern: str) -> list[tuple[str, str]]:
    """Pieces of a pattern as (kind, text): name, macro, mark, atom."""
    out, at = [], 0
    text = pattern.strip()
    while at < len(text):
        found = _TOKEN.match(text, at)
        if found is None:
            raise DataError(f"times/rules.yml: {pattern!r}: cannot read {text[at:]!r}")
        kind = ("name", "macro", "mark", "atom")[(found.lastindex or 1) - 1]
        out.append((kind, found.group(found.lastindex or 1)))
        at = found.end()
    return out


def is_role(atom: str) -> bool:
    """Whether an atom of a pattern names a role (capitals) and not a word."""
    return atom.isupper() and atom.isalnum() and len(atom) > 1


def literals(patterns: Iterable[str]) -> frozenset[str]:
    """The words that patterns name."""
    return frozenset(
        text for pattern in patterns for kind, text in _scan(pattern) if kind == "atom" and not is_role(text)
    )


def capture_name(group: str) -> str:
    """The capture that a group stands for: a name used in two branches has two groups, "month" and "month__2"."""
    return group.partition("__")[0]


def _number_names(expression: str) -> str:
    seen: dict[str, int] = {}

    def renamed(found: re.Match[str]) -> str:
        name = found.group(1)
        seen[name] = seen.get(name, 0) + 1
        return f"(?P<{name}>" if seen[name] == 1 else f"(?P<{name}__{seen[name]}>"

    return re.sub(r"\(\?P<(\w+)>", renamed, expression)


class PatternCompiler:
    """Compiles patterns for one assignment of letters.

    Args:
        letters: Gives the letters of all tokens that can play a role ("MONTH") or are a word ("=of").
        macros: Patterns by name.
    """

    def __init__(self, letters: Callable[[str], str], macros: Mapping[str, str]) -> None:
        self._letters = letters
        self._macros = macros
        self._classes: dict[str, str] = {}
        self._translated: dict[str, str] = {}

    def compile(self, pattern: str) -> re.Pattern[str]:
        """The regular expression of one pattern.

        Raises:
            DataError: The pattern is malformed or names an unknown macro.
        """
        try:
            return re.compile(self.translate(pattern))
        except re.error as error:
            raise DataError(f"times/rules.yml: {pattern!r}: {error}") from error

    def translate(self, pattern: str) -> str:
        """The regular expression of one pattern as text, which costs a fifth of compiling it.

        Raises:
            DataError: A bracket has no partner, or a macro or role is unknown.
        """
        return _number_names(self._translate(pattern, 0))

    def _translate(self, pattern: str, depth: int) -> str:
        if depth > 8:
            raise DataError(f"times/rules.yml: macros call each other in {pattern!r}")
        out: list[str] = []
        stack: list[int] = []
        prefix = ""
        for kind, text in _scan(pattern):
            if kind == "name":
                prefix = f"(?P<{text}>"
            elif text == "(":
                stack.append(bool(prefix))
                out.append(f"{prefix}(?:")
                prefix = ""
            elif text == ")" and not stack:
                raise DataError(f"times/rules.yml: {pattern!r}: ')' without '('")
            elif text == ")":
                out.append("))" if stack.pop() else ")")
            elif kind == "mark" and text in "|?":
                out.append(text)
            elif text == "!":
                prefix = "(?!"
            else:
                piece = self._piece(kind, text, depth)
                out.append(f"{prefix}{piece})" if prefix else piece)
                prefix = ""
        if stack:
            raise DataError(f"times/rules.yml: {pattern!r}: '(' without ')'")
        return "".join(out)

    def _piece(self, kind: str, text: str, depth: int) -> str:
        if kind == "macro":
            if text[1:] not in self._macros:
                raise DataError(f"times/rules.yml: unknown macro {text!r}; known: {', '.join(self._macros)}")
            if text not in self._translated:
                self._translated[text] = f"(?:{self._translate(self._macros[text[1:]], depth + 1)})"
            return self._translated[text]
        atom = text if is_role(text) else f"={text}"
        if atom not in self._classes:
            found = self._letters(atom)
            self._classes[atom] = f"[{re.escape(found)}]" if found else "(?!)"
        return self._classes[atom]
