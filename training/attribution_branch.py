"""The attribution branch: layers of its own over the reader's lower ones, within one sentence, and the heads."""

from __future__ import annotations

from typing import TYPE_CHECKING

import torch
from attribution_heads import AttributionHeads
from branch import Branch
from network import FAR
from torch import Tensor, nn

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

# Whether a word stands outside quotations, is a mark, or stands inside; whether a paragraph begins with it.
MARKS = 6


class AttributionBranch(Branch):
    """States of words to cues and what they join.

    Args:
        layers: Layers of MiniLM that the branch's own begin as.
        minilm: File of MiniLM's weights.
        width: Numbers of a word that the reader gives; what is not 384 is narrowed first.
        inner: Width of the layers' inner ones.

    `gate` guesses cues from the reader's states alone: what it finds none in need not be read.
    """

    def __init__(self, layers: Sequence[int], minilm: Path, width: int = 384, inner: int = 1536) -> None:
        super().__init__(layers, minilm, inner)
        self.narrow = nn.Linear(width, 384) if width != 384 else None
        self.mark = nn.Parameter(torch.zeros(MARKS, 384))
        self.gate = nn.Linear(width, 1)
        self.heads = AttributionHeads()

    def words(self, batch: dict[str, Tensor]) -> Tensor:
        """Vectors (windows, words, 384)."""
        states = batch["states"]
        x = self.narrow(states) if self.narrow is not None else states
        x = x + self.mark[batch["marks"]]
        x = self.mixed(x, ((1.0 - batch["inside"]) * FAR)[:, None, None, :])
        return x.flatten(0, 1)[batch["flat"]]

    def forward(self, batch: dict[str, Tensor]) -> dict[str, Tensor]:
        """Scores of all words as cues, and beside the cues of `batch` (see `attribution_examples.collate_windows`)."""
        cue, query, key = self.heads.read(self.words(batch))
        gate = self.gate(batch["states"]).squeeze(-1).flatten()[batch["flat"]]
        return {"cue": cue, "link": self.heads.link(query, key, batch), "gate": gate}
