"""Heads that read events off word vectors: what tells one, what each party is to it, and the judge of proposals.

A proposal is a trigger with two sides, each of which may be missing: with a trigger it is an event that rules or heads
put forward, without one it is a pair of parties of which the type is asked.
"""

from __future__ import annotations

import math

import torch
import torch.nn.functional as F
from torch import Tensor, nn
from written_events import MODES, STATUSES

TYPES = tuple(MODES)
ROLES = ("none", "actor", "recipient", "mutual")
FAR = -10000.0


class EventHeads(nn.Module):
    """Scores of triggers, of parties beside triggers, and of proposals, over word vectors with a root before them."""

    def __init__(self, width: int = 384, hidden: int = 256, side: int = 64, heads: int = 4, dropout: float = 0.25):
        super().__init__()
        self.drop = nn.Dropout(dropout)
        self.trigger = nn.Sequential(nn.Linear(width, hidden), nn.GELU(), self.drop, nn.Linear(hidden, len(TYPES) + 1))
        self.narrow = nn.Linear(width, hidden)
        self.keys = nn.Linear(width, hidden)
        self.unsaid = nn.Parameter(torch.zeros(2, hidden))
        self.attention_heads = heads
        self.side_trigger = nn.Linear(hidden, side)
        self.side_party = nn.Linear(hidden, side)
        self.side_weight = nn.Parameter(torch.randn(len(ROLES), side + 1, side + 1) * 0.02)
        self.query = nn.Linear(3 * hidden, hidden)
        self.hidden = nn.Linear(6 * hidden, hidden)
        self.raw = nn.Linear(hidden, len(TYPES) + 1)
        self.status = nn.Linear(hidden, len(STATUSES))
        self.pair_query = nn.Linear(2 * hidden, hidden)
        self.pair_hidden = nn.Linear(5 * hidden, hidden)
        self.told = nn.Linear(hidden, len(TYPES) + 1)
        self.pair_raw = nn.Linear(hidden, len(TYPES) + 1)

    def read(self, x: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        """Trigger scores (batch, words, types + none), and narrow vectors and keys (batch, 1 + words, hidden)."""
        x = self.drop(x)
        return self.trigger(x[:, 1:]), self.narrow(x), self.keys(x)

    def sides(self, triggers: Tensor, parties: Tensor) -> Tensor:
        """Scores (links, roles) of what each party is to the trigger beside it."""
        one = torch.ones_like(triggers[:, :1])
        a = torch.cat([F.gelu(self.side_trigger(triggers)), one], -1)
        b = torch.cat([F.gelu(self.side_party(parties)), one], -1)
        return torch.einsum("ni,rij,nj->nr", a, self.side_weight.to(a.dtype), b)

    def judge(
        self, z: Tensor, keys: Tensor, row: Tensor, scope: Tensor, trigger: Tensor, source: Tensor, target: Tensor
    ) -> tuple[Tensor, Tensor]:
        """Scores of each proposal: its type, its status.

        Args:
            z, keys: What `read` gave.
            row: The sentence of each proposal (n).
            scope: Which words it may look at (n, words).
            trigger, source, target: Masks over the words (n, words); empty for what is missing.
        """
        t = self.pooled(z, row, trigger, 0)
        return self.judged(z, keys, row, scope, t, self.pooled(z, row, source, 1), self.pooled(z, row, target, 1))

    def judged(
        self, z: Tensor, keys: Tensor, row: Tensor, scope: Tensor, t: Tensor, a: Tensor, b: Tensor
    ) -> tuple[Tensor, Tensor]:
        """`judge` from the vectors (n, hidden) of trigger and sides."""
        seen = self.attend(self.query(torch.cat([t, a, b], -1)), z, keys, row, scope)
        hidden = self.drop(F.gelu(self.hidden(torch.cat([t, a, b, a * b, z[row, 0], seen], -1))))
        return self.raw(hidden), self.status(hidden)

    def pair(
        self, z: Tensor, keys: Tensor, row: Tensor, scope: Tensor, source: Tensor, target: Tensor
    ) -> tuple[Tensor, Tensor]:
        """Scores of what two sides are to each other, in PLOVER's terms and in ours; arguments as of `judge`."""
        return self.paired(z, keys, row, scope, self.pooled(z, row, source, 1), self.pooled(z, row, target, 1))

    def paired(
        self, z: Tensor, keys: Tensor, row: Tensor, scope: Tensor, a: Tensor, b: Tensor
    ) -> tuple[Tensor, Tensor]:
        """`pair` from the vectors (n, hidden) of the sides."""
        seen = self.attend(self.pair_query(torch.cat([a, b], -1)), z, keys, row, scope)
        hidden = self.drop(F.gelu(self.pair_hidden(torch.cat([a, b, a * b, z[row, 0], seen], -1))))
        return self.told(hidden), self.pair_raw(hidden)

    def pooled(self, z: Tensor, row: Tensor, mask: Tensor, missing: int) -> Tensor:
        """Mean of the words under each mask (n, words); a learned vector where the mask is empty."""
        total = mask.sum(-1, keepdim=True)
        mean = torch.matmul(mask[:, None].to(z.dtype), z[row, 1:]).squeeze(1) / total.clamp(min=1)
        return torch.where(total > 0, mean, self.unsaid[missing].to(mean.dtype))

    def attend(self, query: Tensor, z: Tensor, keys: Tensor, row: Tensor, scope: Tensor) -> Tensor:
        """What each query finds among the words of its sentence (n, hidden)."""
        n, hidden = query.shape
        size = hidden // self.attention_heads
        k, v = (part[row, 1:].view(n, -1, self.attention_heads, size).transpose(1, 2) for part in (keys, z))
        scores = torch.matmul(k, query.view(n, self.attention_heads, size, 1)).squeeze(-1) / math.sqrt(size)
        scores = scores.float() + (1.0 - scope)[:, None, :] * FAR
        return torch.matmul(scores.softmax(-1)[:, :, None].to(v.dtype), v).reshape(n, hidden)


def event_losses(out: dict[str, Tensor], batch: dict[str, Tensor], weights: dict[str, Tensor]) -> dict[str, Tensor]:
    """Losses of what is annotated; `weights` holds class weights of "trigger" and "status"."""

    def cross(name: str, smoothing: float = 0.0) -> Tensor:
        return F.cross_entropy(
            out[name].float().flatten(0, -2), batch[name].flatten(), weights.get(name), ignore_index=-100,
            label_smoothing=smoothing,
        )  # fmt: skip

    losses = {}
    if (batch["trigger"] != -100).any():
        losses["trigger"] = cross("trigger")
    if "role" in out:
        losses["role"] = cross("role")
    if "status" in out and (batch["status"] != -100).any():
        losses["status"] = cross("status", 0.02)
    for name in ("raw", "told", "pair_raw"):
        soft = batch[name]
        total = soft.sum()
        if name in out and total > 0:
            smooth = 0.95 * soft + 0.05 * soft.sum(-1, keepdim=True) / soft.shape[-1]
            losses[name] = -(smooth * out[name].float().log_softmax(-1)).sum() / total
    return losses
