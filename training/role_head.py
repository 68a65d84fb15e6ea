"""The head that tells a place name that acts from one that says where, over the finished reader's own layers.

A small transformer layer looks at the sentence once more, from three depths of the frozen encoder; the name's vector
and that of the word it hangs on decide. Several such heads, from other seeds, are averaged. The reader stays as it is.
"""

from __future__ import annotations

import torch
import torch.nn.functional as F
from network import FAR, Layer
from torch import Tensor, nn

# Outputs of the embedding and of the third and fifth layer, as the exported graph calls them.
DEPTHS = tuple(f"/encoder/{at}/LayerNormalization_output_0" for at in ("norm", "layers.2/norm2", "layers.4/norm2"))
SENTENCES = "/CumSum_output_0"


class RoleHead(nn.Module):
    """One head: `width` numbers a word, one layer of attention within the sentence, one score a word."""

    def __init__(self, width: int = 64, dropout: float = 0.3, encoder: int = 384) -> None:
        super().__init__()
        self.drop = nn.Dropout(dropout)
        self.narrow = nn.Linear(len(DEPTHS) * encoder, width)
        self.layer = Layer(width, 4, 2 * width, dropout)
        self.hidden = nn.Linear(2 * width, 64)
        self.score = nn.Linear(64, 1)

    def forward(self, x: Tensor, bias: Tensor, heads: Tensor) -> Tensor:
        return self.judge(self.narrow(self.drop(x)), bias, heads)

    def judge(self, z: Tensor, bias: Tensor, heads: Tensor) -> Tensor:
        """Scores (batch, words) from the narrowed states (batch, 1 + words, width)."""
        z = self.layer(z, bias)
        above = torch.gather(z, 1, heads[:, :, None].expand(-1, -1, z.shape[-1]))
        return self.score(self.drop(F.gelu(self.hidden(torch.cat([z[:, 1:], above], -1))))).squeeze(-1)


class RoleHeads(nn.Module):
    """The mean of several heads: log-odds (batch, words) that the word, if it heads a place name, acts."""

    def __init__(self, count: int, width: int = 64) -> None:
        super().__init__()
        self.members = nn.ModuleList(RoleHead(width) for _ in range(count))

    def forward(self, x: Tensor, sentence: Tensor, valid: Tensor, heads: Tensor) -> Tensor:
        bias = within(sentence, valid)
        scores = [member(x, bias, heads) for member in self.members]
        return sum(scores[1:], scores[0]) / len(scores)


class Attached(nn.Module):
    """The heads with what the reader's graph hands them: states of word pieces, and the first piece of each word."""

    def __init__(self, heads: RoleHeads) -> None:
        super().__init__()
        self.members = heads.members
        self.parts = [member.narrow.out_features for member in heads.members]
        self.narrow = nn.Linear(heads.members[0].narrow.in_features, sum(self.parts))
        with torch.no_grad():
            self.narrow.weight.copy_(torch.cat([member.narrow.weight for member in heads.members]))
            self.narrow.bias.copy_(torch.cat([member.narrow.bias for member in heads.members]))

    def forward(self, low, middle, high, first, sentence, valid, head):
        pieces = self.narrow(torch.cat([low, middle, high], -1))
        words = torch.gather(pieces, 1, first[:, :, None].expand(-1, -1, pieces.shape[-1]))
        bias = within(sentence, valid)
        pairs = zip(self.members, words.split(self.parts, -1), strict=True)
        scores = [member.judge(part, bias, head) for member, part in pairs]
        return sum(scores[1:], scores[0]) / len(scores)


def within(sentence: Tensor, valid: Tensor) -> Tensor:
    """What a word may look at, as scores (batch, 1, 1 + words, 1 + words): its own sentence and the root."""
    root = torch.zeros_like(sentence[:, :1])
    numbers = torch.cat([root, sentence], 1)
    known = torch.cat([torch.ones_like(valid[:, :1]), valid], 1)
    open_ = (numbers[:, :, None] == numbers[:, None, :]).to(known.dtype) * known[:, None, :]
    first = F.pad(torch.ones_like(known[:, :1]), (0, numbers.shape[1] - 1))[:, None, :]
    return ((1.0 - torch.maximum(open_, first.expand_as(open_))) * FAR)[:, None]
