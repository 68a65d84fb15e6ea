"""Weights in a data file: the bias, and one for each feature by name."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path


def show_weights(bias: float, weights: Mapping[str, float], into: Path | None = None) -> None:
    """Print weights, and put them in place of those in a file, whose other lines stay."""
    lines = "".join(f"\n  {name}: {value:.2f}" for name, value in weights.items())
    print(f"bias: {bias:.2f}\nweights:{lines}")
    if into is not None:
        text = into.read_text(encoding="utf-8")
        text = re.sub(r"(?m)^bias: .*$", f"bias: {bias:.2f}", text)
        text = re.sub(r"(?m)^weights:.*(\n  .*)*", f"weights:{lines}", text)
        into.write_text(text, encoding="utf-8")
