"""What the branches of the reader share: the reader's own states beneath them, and their layers."""

from __future__ import annotations

from typing import TYPE_CHECKING

import torch
from network import Encoder, Layer
from torch import Tensor, nn

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path


# The mix of all layers, which the heads of the reader see.
MIXED = "/Add_5_output_0"


def state_name(depth: int) -> str:
    """The reader's layer as its graph calls it."""
    return f"/encoder/layers.{depth - 1}/norm2/LayerNormalization_output_0"


class Branch(nn.Module):
    """Layers of a branch, which begin as some of MiniLM's, and the mix of what they give.

    Args:
        layers: Numbers of MiniLM's layers.
        minilm: File of its weights.
        inner: Width of their inner layers; where it is less than MiniLM's, the weightiest units are kept.
    """

    def __init__(self, layers: Sequence[int], minilm: Path, inner: int = 1536) -> None:
        super().__init__()
        whole = Encoder(8)
        whole.load_minilm(minilm)
        self.layers: nn.ModuleList[Layer] = nn.ModuleList(whole.layers[i] for i in layers)
        for layer in self.layers:
            narrow(layer, inner)
        self.mix = nn.Parameter(torch.tensor([0.0] * len(layers) + [2.0]))

    def mixed(self, x: Tensor, bias: Tensor) -> Tensor:
        """Vectors (batch, words, width) after the layers, mixed with those before; `bias` says who sees whom."""
        weights = self.mix.softmax(0)
        mixed = weights[0] * x
        for i, layer in enumerate(self.layers):
            x = layer(x, bias)
            mixed = mixed + weights[i + 1] * x
        return mixed


@torch.no_grad()
def narrow(layer: Layer, inner: int) -> None:
    """Keep the units of the inner layer that have the largest weights before and after them."""
    up, down = layer.up, layer.down
    if inner >= up.out_features:
        return
    kept = (up.weight.norm(dim=1) * down.weight.norm(dim=0)).topk(inner).indices.sort().values
    layer.up, layer.down = nn.Linear(up.in_features, inner), nn.Linear(inner, down.out_features)
    layer.up.weight.copy_(up.weight[kept])
    layer.up.bias.copy_(up.bias[kept])
    layer.down.weight.copy_(down.weight[:, kept])
    layer.down.bias.copy_(down.bias)
