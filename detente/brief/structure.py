"""A brief as JSON: the tree of its parts, times in the form of the exports, nothing lost."""

from __future__ import annotations

import json
from dataclasses import fields, is_dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from detente.model import When

if TYPE_CHECKING:
    from detente.brief.parts import Brief

__all__ = ["render_json"]


def render_json(brief: Brief) -> str:
    """One JSON object, indented."""
    return json.dumps(_plain(brief), ensure_ascii=False, indent=2) + "\n"


def _plain(value: Any) -> Any:
    if isinstance(value, When):
        return value.to_dict()
    if is_dataclass(value):
        return {field.name: _plain(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, tuple):
        return [_plain(each) for each in value]
    return value.isoformat() if isinstance(value, date) else value
