"""The meaning branch: layers of its own over the reader's lower ones, and vectors of passages, events and sentences."""

from __future__ import annotations

from typing import TYPE_CHECKING

import torch
from branch import Branch
from network import FAR
from torch import Tensor, nn

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path


class MeaningBranch(Branch):
    """States of words to vectors of `width` numbers.

    Args:
        layers: Layers of MiniLM that the branch's own begin as.
        minilm: File of MiniLM's weights.
        inner: Width of the layers' inner ones.
        width: Numbers of a vector; those of a passage are the leading principal components of MiniLM's 384.
    """

    def __init__(self, layers: Sequence[int], minilm: Path, inner: int, width: int) -> None:
        super().__init__(layers, minilm, inner)
        self.heads = nn.ModuleDict({"word": nn.Linear(384, 384), "whole": nn.Linear(384, 384)})
        for head in self.heads.values():
            nn.init.eye_(head.weight)
            nn.init.zeros_(head.bias)
        self.heads["event"] = nn.Linear(3 * 384, width)
        self.heads["sentence"] = nn.Linear(384, width)
        self.register_buffer("components", torch.zeros(384, width))

    @torch.no_grad()
    def fit_projection(self, vectors: Tensor) -> None:
        """Set the principal components of MiniLM's vectors (passages, 384)."""
        vectors = vectors / vectors.norm(dim=1, keepdim=True)
        _, _, rows = torch.linalg.svd(vectors, full_matrices=False)
        self.components.copy_(rows[: self.components.shape[1]].T)

    def project(self, vectors: Tensor) -> Tensor:
        """MiniLM's vectors (passages, 384) in the branch's width."""
        return vectors @ self.components

    def words(self, states: Tensor, inside: Tensor) -> Tensor:
        """States (passages, words, 384) after the branch's layers."""
        return self.mixed(states, ((1.0 - inside) * FAR)[:, None, None, :])

    def forward(self, states: Tensor, inside: Tensor) -> tuple[Tensor, Tensor]:
        """Vectors of the words (passages, words, 384) as MiniLM's, and of the passages (passages, width)."""
        x = self.words(states, inside)
        return self.heads["word"](x), self.passage(x, inside)

    def passage(self, x: Tensor, inside: Tensor) -> Tensor:
        """Vectors of passages (passages, width)."""
        return self.project(self.heads["whole"](mean(x, inside)))

    def sentence(self, x: Tensor, inside: Tensor) -> Tensor:
        """Vectors of sentences (passages, width)."""
        return self.heads["sentence"](mean(x, inside))

    def event(self, x: Tensor, inside: Tensor, trigger: Tensor, clause: Tensor) -> Tensor:
        """Vectors of events (passages, width), one a sentence: of their words, and of the clause that tells them.

        Args:
            x: States after the layers (passages, words, 384).
            inside: Which words are there.
            trigger: Which words tell the event.
            clause: Which words are of its clause.
        """
        return self.heads["event"](torch.cat([mean(x, trigger), mean(x, clause), mean(x, inside)], -1))


def mean(x: Tensor, kept: Tensor) -> Tensor:
    """Mean over the words that are kept."""
    return (x * kept[..., None]).sum(1) / kept.sum(1, keepdim=True).clamp(min=1)
