"""A page of the program as JSON: the tree of its parts, times in the form of the exports, nothing lost."""

from __future__ import annotations

import json
from dataclasses import fields, is_dataclass
from datetime import date
from typing import Any

from detente.model import When

__all__ = ["json_text"]


def json_text(page: object) -> str:
    """The parts of a page as one JSON object, indented."""
    return json.dumps(_plain(page), ensure_ascii=False, indent=2) + "\n"


def _plain(value: Any) -> Any:
    if isinstance(value, When):
        return value.to_dict()
    if is_dataclass(value):
        return {field.name: _plain(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, tuple):
        return [_plain(each) for each in value]
    return value.isoformat() if isinstance(value, date) else value
