"""Heads that read attributions off word vectors: which words are cues and of what, and what each cue joins.

Every word is a cue of some label or none. A cue, given as the vector of its anchor, has scores over all words of the
window: whether the word is content of it, its source, part of the cue itself or none of these, and whether a piece of
its content begins or ends there. The vector before the first word stands for nobody, who says what no cue introduces.
"""

from __future__ import annotations

import torch
import torch.nn.functional as F
from torch import Tensor, nn

from detente.evaluation.written_attributions import ACTS
from detente.statements.tagger import DISTANCES, PLACES, ROLES

NO_CUE = len(ACTS)
EDGES = ("begin", "end")
# Tables of additions to scores learn this much faster than they would by themselves.
SCALE = 20.0


class AttributionHeads(nn.Module):
    """Scores of cues, and of all words given a cue."""

    def __init__(self, width: int = 384, hidden: int = 192, dropout: float = 0.25):
        super().__init__()
        outputs = len(ROLES) + len(EDGES)
        self.drop = nn.Dropout(dropout)
        self.cue = nn.Sequential(nn.Linear(width, hidden), nn.GELU(), self.drop, nn.Linear(hidden, len(ACTS) + 1))
        self.query = nn.Linear(width, hidden)
        self.key = nn.Linear(width, hidden)
        self.weight = nn.Parameter(torch.randn(outputs, hidden + 1, hidden + 1) * 0.02)
        self.nobody = nn.Parameter(torch.randn(hidden + 1) * 0.1)
        self.distance = nn.Parameter(torch.zeros(DISTANCES, outputs))
        self.place = nn.Parameter(torch.zeros(PLACES, outputs))

    def read(self, x: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        """Cue scores (batch, words, labels + none), queries and keys (batch, words, hidden + 1)."""
        x = self.drop(x)
        one = torch.ones_like(x[:, :, :1])
        query, key = (torch.cat([self.drop(F.gelu(part(x))), one], -1) for part in (self.query, self.key))
        return self.cue(x), query, key

    def link(self, query: Tensor, key: Tensor, cues: dict[str, Tensor]) -> Tensor:
        """Scores (cues, words, roles + edges) of each word of the window beside each cue.

        Args:
            query, key: What `read` gave.
            cues: What `attribution_examples.collate_cues` gave: the window and word of each cue (0 is nobody); how far
                from it each word stands, and in which sentence and paragraph.
        """
        row, anchor = cues["row"], cues["anchor"]
        asking = torch.where(anchor[:, None] > 0, query[row, (anchor - 1).clamp(min=0)], self.nobody.to(query.dtype))
        asked = torch.einsum("ni,rij->nrj", asking, self.weight.to(query.dtype))
        scores = torch.matmul(asked, key[row].transpose(1, 2)).transpose(1, 2).float()
        return scores + SCALE * (self.distance[cues["distance"]] + self.place[cues["place"]])


def attribution_losses(out: dict[str, Tensor], batch: dict[str, Tensor], weights: Tensor) -> dict[str, Tensor]:
    """Losses of cues, roles and edges; those of words beside a cue are summed, a tenth of them, per cue."""
    cue = F.cross_entropy(out["cue"].float().flatten(0, 1), batch["cue"].flatten(), weights, ignore_index=-100)
    link = out["link"]
    known = batch["valid"][batch["row"]]
    roles = F.cross_entropy(link[..., : len(ROLES)].flatten(0, 1), batch["role"].flatten(), reduction="none")
    edges = F.binary_cross_entropy_with_logits(link[..., len(ROLES) :], batch["edge"], reduction="none").sum(-1)
    count = len(batch["row"])
    is_cue = (batch["cue"] >= 0) & (batch["cue"] != NO_CUE)
    gate = F.binary_cross_entropy_with_logits(out["gate"].float(), is_cue.float(), reduction="none")
    return {
        "cue": cue,
        "gate": (gate * batch["valid"]).sum() / batch["valid"].sum(),
        "role": (roles.view_as(known) * known).sum() / count / 10,
        "edge": (edges * known).sum() / count / 10,
    }
