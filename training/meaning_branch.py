"""The meaning branch: layers of its own over the reader's lower ones, a vector for each word and one for the passage."""

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
    """States of words to vectors of words (384) and of the passage (`width`).

    Args:
        layers: Layers of MiniLM that the branch's own begin as.
        minilm: File of MiniLM's weights.
        inner: Width of the layers' inner ones.
        width: Numbers of a passage; the leading principal components of MiniLM's 384.
    """

    def __init__(self, layers: Sequence[int], minilm: Path, inner: int, width: int) -> None:
        super().__init__(layers, minilm, inner)
        self.heads = nn.ModuleDict({"word": nn.Linear(384, 384), "whole": nn.Linear(384, 384)})
        for head in self.heads.values():
            nn.init.eye_(head.weight)
            nn.init.zeros_(head.bias)
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

    def forward(self, states: Tensor, inside: Tensor) -> tuple[Tensor, Tensor]:
        """Vectors of the words (passages, words, 384) and of the passages (passages, width)."""
        x = self.mixed(states, ((1.0 - inside) * FAR)[:, None, None, :])
        mean = (x * inside[..., None]).sum(1) / inside.sum(1, keepdim=True)
        return self.heads["word"](x), self.project(self.heads["whole"](mean))
