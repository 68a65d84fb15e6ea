"""One YAML file as plain values, with the line of each.

A scalar is text, or null, until the shape of its entry says otherwise: `on`, `no`, `030` and `2024-05-01` mean what
they say.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import yaml

from detente.errors import DataError
from detente.extension.messages import nearest

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["SECTIONS", "Document", "Keys", "at", "read_document"]

SECTIONS = ("predicates", "sets", "types", "issues", "actors")

Keys = tuple[str | int, ...]
"""The way to a value: keys of mappings and numbers of list items."""


@dataclass(frozen=True, slots=True)
class Document:
    """One file: where it lies, what it holds, and in which line each value stands."""

    place: str
    sections: Mapping[str, Any]
    lines: Mapping[Keys, int]

    def error(self, keys: Keys, message: str, *names: str) -> DataError:
        """An error that names file, line and key.

        Args:
            keys: The way to the value.
            message: What is wrong, and what would be right.
            names: What the message calls it, where that is not the keys.
        """
        line = next(self.lines[keys[:end]] for end in range(len(keys), -1, -1) if keys[:end] in self.lines)
        named = names or tuple(key for key in keys if isinstance(key, str))
        return DataError(f"{self.place}, line {line}: {': '.join((*named, message))}")


def at(values: Any, keys: Keys) -> Any:
    """The value that keys lead to; None where they lead nowhere."""
    for key in keys:
        if isinstance(values, dict):
            values = values.get(key)
        elif isinstance(values, list) and isinstance(key, int):
            values = values[key]
        else:
            return None
    return values


def read_document(place: str, text: str) -> Document:
    """Parse one file.

    Raises:
        DataError: It is not YAML, holds a section that there is not or none, or one key twice.
    """
    builder = _Builder(place)
    try:
        node = yaml.compose(text, Loader=yaml.CSafeLoader)
    except yaml.MarkedYAMLError as error:
        line = f", line {error.problem_mark.line + 1}" if error.problem_mark else ""
        raise DataError(f"{place}{line}: not YAML: {error.problem or error.context}") from error
    except yaml.YAMLError as error:  # such as a character that YAML forbids
        raise DataError(f"{place}: not YAML: {str(error).splitlines()[0]}") from error
    held = builder.build(node, ()) if node is not None else None
    if not isinstance(held, dict) or not held:
        raise DataError(f"{place}: no sections; there are: {', '.join(SECTIONS)}")
    document = Document(place, held, builder.lines)
    for section in held:
        if section not in SECTIONS:
            raise document.error((section,), nearest("no such section", section, SECTIONS))
    return document


class _Builder:
    """Makes plain values of YAML nodes and notes where each begins."""

    def __init__(self, place: str) -> None:
        self.lines: dict[Keys, int] = {}
        self._place, self._open = place, set[int]()

    def build(self, node: yaml.Node, keys: Keys) -> Any:
        self.lines.setdefault(keys, node.start_mark.line + 1)
        if isinstance(node, yaml.ScalarNode):
            return None if node.tag == "tag:yaml.org,2002:null" else node.value
        if id(node) in self._open:
            raise self._refused(node, "an anchor holds itself")
        self._open.add(id(node))
        built: Any
        if isinstance(node, yaml.SequenceNode):
            built = [self.build(one, (*keys, number)) for number, one in enumerate(node.value)]
        else:
            built = self._mapping(node, keys)
        self._open.remove(id(node))
        return built

    def _mapping(self, node: yaml.Node, keys: Keys) -> dict[str, Any]:
        found: dict[str, Any] = {}
        for key, value in node.value:
            if not isinstance(key, yaml.ScalarNode):
                raise self._refused(key, "a key is one word or phrase")
            if key.value in found:
                raise self._refused(key, f"the key {key.value!r} stands twice")
            self.lines[*keys, key.value] = key.start_mark.line + 1
            found[key.value] = self.build(value, (*keys, key.value))
        return found

    def _refused(self, node: yaml.Node, message: str) -> DataError:
        return DataError(f"{self._place}, line {node.start_mark.line + 1}: {message}")
