"""The reader's network: MiniLM with word shapes, a mix of its layers, tag heads and biaffine dependencies.

One pass over a window of text (one or more sentences) gives, for each word, universal and Penn tags, FEATS, entity
tags, whether a sentence begins there, and scores of every head within its own sentence. `[CLS]` is the root.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import torch
import torch.nn.functional as F
from safetensors.torch import load_file
from torch import Tensor, nn

if TYPE_CHECKING:
    from pathlib import Path

FAR = -10000.0


class Layer(nn.Module):
    """One post-norm transformer layer, with plain matrix products for attention (fast in bf16 on CPU)."""

    def __init__(self, width: int, heads: int, inner: int, dropout: float) -> None:
        super().__init__()
        self.heads = heads
        self.qkv = nn.Linear(width, 3 * width)
        self.out = nn.Linear(width, width)
        self.norm1 = nn.LayerNorm(width, eps=1e-12)
        self.up = nn.Linear(width, inner)
        self.down = nn.Linear(inner, width)
        self.norm2 = nn.LayerNorm(width, eps=1e-12)
        self.drop = nn.Dropout(dropout)

    def forward(self, x: Tensor, bias: Tensor) -> Tensor:
        batch, length, width = x.shape
        size = width // self.heads
        q, k, v = (part.view(batch, length, self.heads, size).transpose(1, 2) for part in self.qkv(x).split(width, -1))
        scores = torch.matmul(q, k.transpose(-1, -2)) / math.sqrt(size) + bias
        mixed = torch.matmul(scores.softmax(-1), v).transpose(1, 2).reshape(batch, length, width)
        x = self.norm1(x + self.drop(self.out(mixed)))
        return self.norm2(x + self.drop(self.down(F.gelu(self.up(x)))))


class Encoder(nn.Module):
    """MiniLM-L6; the token-type table is widened to word shapes, since the vocabulary has no case."""

    def __init__(self, shapes: int, width: int = 384, depth: int = 6, vocabulary: int = 30522, dropout: float = 0.1):
        super().__init__()
        self.word = nn.Embedding(vocabulary, width, sparse=True)
        self.position = nn.Embedding(512, width)
        self.shape = nn.Embedding(shapes, width)
        self.norm = nn.LayerNorm(width, eps=1e-12)
        self.layers = nn.ModuleList(Layer(width, 12, 4 * width, dropout) for _ in range(depth))
        self.drop = nn.Dropout(dropout)

    def forward(self, ids: Tensor, mask: Tensor, shapes: Tensor) -> list[Tensor]:
        places = torch.arange(ids.shape[1], device=ids.device)[None]
        x = self.drop(self.norm(self.word(ids) + self.position(places) + self.shape(shapes)))
        bias = ((1.0 - mask.to(x.dtype)) * FAR)[:, None, None, :]
        states = [x]
        for layer in self.layers:
            x = layer(x, bias)
            states.append(x)
        return states

    @torch.no_grad()
    def load_minilm(self, path: Path) -> None:
        """Copy the weights of all-MiniLM-L6-v2; every word shape begins as token type 0."""
        w = {name.removeprefix("bert."): value for name, value in load_file(path).items()}
        self.word.weight.copy_(w["embeddings.word_embeddings.weight"])
        self.position.weight.copy_(w["embeddings.position_embeddings.weight"])
        self.shape.weight.copy_(w["embeddings.token_type_embeddings.weight"][:1].expand_as(self.shape.weight))
        for kind in ("weight", "bias"):
            getattr(self.norm, kind).copy_(w[f"embeddings.LayerNorm.{kind}"])
            for i, layer in enumerate(self.layers):
                base = f"encoder.layer.{i}."
                parts = [w[f"{base}attention.self.{name}.{kind}"] for name in ("query", "key", "value")]
                getattr(layer.qkv, kind).copy_(torch.cat(parts))
                getattr(layer.out, kind).copy_(w[f"{base}attention.output.dense.{kind}"])
                getattr(layer.norm1, kind).copy_(w[f"{base}attention.output.LayerNorm.{kind}"])
                getattr(layer.up, kind).copy_(w[f"{base}intermediate.dense.{kind}"])
                getattr(layer.down, kind).copy_(w[f"{base}output.dense.{kind}"])
                getattr(layer.norm2, kind).copy_(w[f"{base}output.LayerNorm.{kind}"])


class ReaderNetwork(nn.Module):
    """Encoder and heads. `sizes` holds the number of labels of "upos", "xpos", "feats", "entity" and "dep"."""

    def __init__(self, sizes: dict[str, int], shapes: int, arc: int = 256, label: int = 96, dropout: float = 0.25):
        super().__init__()
        width = 384
        self.encoder = Encoder(shapes)
        self.mix = nn.Parameter(torch.tensor([0.0] * 6 + [2.0]))
        self.drop = nn.Dropout(dropout)
        self.arc, self.label, self.deps = arc, label, sizes["dep"]
        self.tags = nn.ModuleDict({name: nn.Linear(width, sizes[name]) for name in ("upos", "xpos", "feats")})
        self.entity_hidden = nn.Linear(width, 128)
        self.entity = nn.Linear(128, sizes["entity"])
        self.begin = nn.Sequential(nn.Linear(3 * width, 128), nn.GELU(), nn.Linear(128, 1))
        self.project = nn.Linear(width, 2 * arc + 2 * label)
        self.arc_weight = nn.Linear(arc + 1, arc, bias=False)
        self.label_weight = nn.Linear(label + 1, self.deps * (label + 1), bias=False)
        nn.init.zeros_(self.arc_weight.weight)
        nn.init.normal_(self.label_weight.weight, std=0.02)
        nn.init.orthogonal_(self.project.weight)

    def words(self, ids: Tensor, mask: Tensor, shapes: Tensor, first: Tensor) -> Tensor:
        """Vectors (batch, 1 + words, width) of the root and of each word's first piece."""
        states = self.encoder(ids, mask, shapes)
        weights = self.mix.softmax(0)
        mixed = sum(weights[i] * state for i, state in enumerate(states))
        return torch.gather(mixed, 1, first[:, :, None].expand(-1, -1, mixed.shape[-1]))

    def forward(self, ids: Tensor, mask: Tensor, shapes: Tensor, first: Tensor) -> dict[str, Tensor]:
        """Scores before any decision; `first` (batch, 1 + words) is each word's first piece, with the root at 0."""
        return self.heads(self.drop(self.words(ids, mask, shapes, first)))

    def heads(self, x: Tensor) -> dict[str, Tensor]:
        """Scores of every head over word vectors (batch, 1 + words, width)."""
        y = x[:, 1:]
        out = {name: head(y) for name, head in self.tags.items()}
        out["entity"] = self.entity(self.drop(F.gelu(self.entity_hidden(y))))
        out["begin"] = self.begin(neighbours(x)).squeeze(-1)
        z = self.drop(F.leaky_relu(self.project(x), 0.1))
        arc_dep, arc_head, label_dep, label_head = z.split([self.arc, self.arc, self.label, self.label], -1)
        one = torch.ones_like(z[:, :, :1])
        out["arc"] = torch.matmul(self.arc_weight(torch.cat([arc_dep, one], -1)[:, 1:]), arc_head.transpose(1, 2))
        out["label_dep_side"] = torch.cat([label_dep, one], -1)[:, 1:]
        out["label_dep"] = self.label_weight(out["label_dep_side"])
        out["label_head"] = torch.cat([label_head, one], -1)
        return out

    def labels(self, out: dict[str, Tensor], heads: Tensor) -> Tensor:
        """Scores (batch, words, relations) of each relation, given each word's head (0 is the root)."""
        batch, words = heads.shape
        side = out["label_head"]
        chosen = torch.gather(side, 1, heads[:, :, None].expand(-1, -1, side.shape[-1]))
        return torch.matmul(out["label_dep"].view(batch, words, self.deps, self.label + 1), chosen[..., None]).squeeze(
            -1
        )


def within_sentence(arc: Tensor, sentence: Tensor, valid: Tensor) -> Tensor:
    """Forbid heads outside a word's own sentence; the root column stays open.

    Args:
        arc: Scores (batch, words, 1 + words).
        sentence: Number of each word's sentence (batch, words).
        valid: 1 for words, 0 for padding (batch, words).
    """
    same = (sentence[:, :, None] == sentence[:, None, :]).to(arc.dtype) * valid[:, None, :].to(arc.dtype)
    closed = (1.0 - same) * FAR
    return arc + torch.cat([torch.zeros_like(closed[:, :, :1]), closed], -1)


def neighbours(x: Tensor) -> Tensor:
    """Each word's vector between those of the words before and after it (batch, words, 3 widths)."""
    after = torch.cat([x[:, 2:], torch.zeros_like(x[:, :1])], 1)
    return torch.cat([x[:, :-1], x[:, 1:], after], -1)
