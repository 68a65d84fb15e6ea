"""A user's own YAML beside the shipped lexicons: read once, checked, and handed to each layer section by section.

extension = load_extension([Path("arctic.yml")])
for entry in extension.entries("issues", Issue):
    issues[entry.id] = entry.row(issues.get(entry.id), "issues/issues.yml")
"""

from __future__ import annotations

from detente.extension.document import SECTIONS
from detente.extension.entry import Entry
from detente.extension.load import NO_EXTENSION, Extension, load_extension
from detente.extension.messages import nearest

__all__ = ["NO_EXTENSION", "SECTIONS", "Entry", "Extension", "load_extension", "nearest"]
