"""Heads that read events off the reader's word vectors: what tells one, its status, its sides, and late pairs.

A late pair is two parties of a sentence that was encoded once, unmarked: their pooled vectors, the root's and what the
pair attends to decide its type. `EventHeads` is put into a `ReaderNetwork` as `events` and trained with it.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import torch
import torch.nn.functional as F
from torch import Tensor, nn
from written_events import MODES, STATUSES

if TYPE_CHECKING:
    from network import ReaderNetwork

TYPES = tuple(MODES)
ROLES = ("none", "actor", "recipient", "mutual")
FAR = -10000.0


class EventHeads(nn.Module):
    """Scores of triggers, their types, statuses and sides, and of pairs of parties."""

    def __init__(self, width: int = 384, hidden: int = 256, side: int = 64, heads: int = 4, dropout: float = 0.25):
        super().__init__()
        self.mix = nn.Parameter(torch.tensor([0.0] * 6 + [2.0]))
        self.drop = nn.Dropout(dropout)
        self.trigger = nn.Sequential(nn.Linear(width, hidden), nn.GELU(), self.drop, nn.Linear(hidden, len(TYPES) + 1))
        self.narrow = nn.Linear(width, hidden)
        self.keys = nn.Linear(width, hidden)
        self.unsaid = nn.Parameter(torch.zeros(hidden))
        self.pool_heads = heads
        self.trigger_query = nn.Linear(hidden, hidden)
        self.trigger_hidden = nn.Linear(3 * hidden, hidden)
        self.kind = nn.Linear(hidden, len(TYPES))
        self.status = nn.Linear(hidden, len(STATUSES))
        self.side_trigger = nn.Linear(hidden, side)
        self.side_party = nn.Linear(hidden, side)
        self.side_weight = nn.Parameter(torch.randn(len(ROLES), side + 1, side + 1) * 0.02)
        self.pair_query = nn.Linear(2 * hidden, hidden)
        self.pair_hidden = nn.Linear(5 * hidden, hidden)
        self.told = nn.Linear(hidden, len(TYPES) + 1)
        self.raw = nn.Linear(hidden, len(TYPES) + 1)

    def forward(self, x: Tensor, batch: dict[str, Tensor]) -> dict[str, Tensor]:
        """Scores of all that `batch` asks for (see `event_examples.collate_events`) over vectors (batch, 1 + words)."""
        x = self.drop(x)
        z, keys = self.narrow(x), self.keys(x)
        out = {"trigger": self.trigger(x[:, 1:])}
        if len(batch["trigger_row"]):
            triggers = self.pooled(z, batch["trigger_row"], batch["trigger_mask"])
            seen = self.attend(self.trigger_query(triggers), z, keys, batch["trigger_row"], batch["trigger_scope"])
            joined = torch.cat([triggers, z[batch["trigger_row"], 0], seen], -1)
            hidden = self.drop(F.gelu(self.trigger_hidden(joined)))
            out |= {"type": self.kind(hidden), "status": self.status(hidden)}
            if len(batch["link_trigger"]):
                parties = self.pooled(z, batch["party_row"], batch["party_mask"])
                out["role"] = self.sides(triggers[batch["link_trigger"]], parties[batch["link_party"]])
        if len(batch["pair_row"]):
            hidden = self.pairs(z, keys, batch)
            out |= {"told": self.told(hidden), "raw": self.raw(hidden)}
        return out

    def sides(self, triggers: Tensor, parties: Tensor) -> Tensor:
        """Scores (links, roles) of what each party is to the trigger beside it."""
        one = torch.ones_like(triggers[:, :1])
        a = torch.cat([F.gelu(self.side_trigger(triggers)), one], -1)
        b = torch.cat([F.gelu(self.side_party(parties)), one], -1)
        return torch.einsum("ni,rij,nj->nr", a, self.side_weight.to(a.dtype), b)

    def pairs(self, z: Tensor, keys: Tensor, batch: dict[str, Tensor]) -> Tensor:
        """What each pair is, (pairs, hidden)."""
        row = batch["pair_row"]
        a, b = (self.pooled(z, row, batch[name]) for name in ("source_mask", "target_mask"))
        seen = self.attend(self.pair_query(torch.cat([a, b], -1)), z, keys, row, batch["pair_scope"])
        return self.drop(F.gelu(self.pair_hidden(torch.cat([a, b, a * b, z[row, 0], seen], -1))))

    def pooled(self, z: Tensor, row: Tensor, mask: Tensor) -> Tensor:
        """Mean of the words under each mask (n, words); a learned vector where the mask is empty."""
        total = mask.sum(-1, keepdim=True)
        mean = torch.matmul(mask[:, None].to(z.dtype), z[row, 1:]).squeeze(1) / total.clamp(min=1)
        return torch.where(total > 0, mean, self.unsaid.to(mean.dtype))

    def attend(self, query: Tensor, z: Tensor, keys: Tensor, row: Tensor, scope: Tensor) -> Tensor:
        """What each query finds among the words of its sentence (n, hidden)."""
        n, hidden = query.shape
        size = hidden // self.pool_heads
        k, v = (part[row, 1:].view(n, -1, self.pool_heads, size).transpose(1, 2) for part in (keys, z))
        scores = torch.matmul(k, query.view(n, self.pool_heads, size, 1)).squeeze(-1) / math.sqrt(size)
        scores = scores.float() + (1.0 - scope)[:, None, :] * FAR
        return torch.matmul(scores.softmax(-1)[:, :, None].to(v.dtype), v).reshape(n, hidden)


def event_scores(network: ReaderNetwork, batch: dict[str, Tensor]) -> dict[str, Tensor]:
    """One pass of the encoder and of the event heads."""
    heads = network.events
    states = network.encoder(batch["ids"], batch["mask"], batch["shapes"])
    weights = heads.mix.softmax(0)
    mixed = sum(weights[i] * state for i, state in enumerate(states))
    return heads(torch.gather(mixed, 1, batch["first"][:, :, None].expand(-1, -1, mixed.shape[-1])), batch)


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
    if "type" in out:
        losses["type"] = cross("type", 0.05)
        losses["status"] = cross("status", 0.02)
    if "role" in out:
        losses["role"] = cross("role")
    for name in ("told", "raw") if "told" in out else ():
        soft = batch[name]
        total = soft.sum()
        if total > 0:
            smooth = 0.95 * soft + 0.05 * soft.sum(-1, keepdim=True) / soft.shape[-1]
            losses[name] = -(smooth * out[name].float().log_softmax(-1)).sum() / total
    return losses
