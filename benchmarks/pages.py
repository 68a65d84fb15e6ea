"""Where a benchmark's tables stand in a page: between two marks."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path


def show(page: Path, marks: tuple[str, str], tables: str, write: bool) -> None:
    """Print tables, or with `write` put them between the marks of a page.

    Raises:
        ValueError: The page lacks a mark.
    """
    if not write:
        print(tables)
        return
    begin, end = marks
    text = page.read_text(encoding="utf-8")
    if begin not in text or end not in text:
        raise ValueError(f"{page} lacks the lines {begin!r} and {end!r}")
    before, _, rest = text.partition(begin)
    _, _, after = rest.partition(end)
    page.write_text(f"{before}{begin}\n{tables}\n{end}{after}", encoding="utf-8")
