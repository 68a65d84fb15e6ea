"""The event branch: upper layers of their own over the reader's lower ones, within one sentence, and the event heads.

The reader's first layers are shared and stay as they ship; word vectors at that depth go through the branch's own
transformer layers, in which a word sees only its own sentence, and from there to `EventHeads`.
"""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import onnx
from branch import Branch, state_name
from event_heads import EventHeads
from role_head import within

from detente.language.network import open_session

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from torch import Tensor


class Lower:
    """The shipped reader's first `depth` layers, as they run there (int8): pieces to states."""

    def __init__(self, reader: Path, depth: int, threads: int = 1) -> None:
        name = state_name(depth)
        with tempfile.TemporaryDirectory() as scratch:
            path = Path(scratch) / "lower.onnx"
            graph = onnx.load(reader)
            graph.graph.output.append(onnx.helper.make_tensor_value_info(name, onnx.TensorProto.FLOAT, None))
            onnx.save(onnx.utils.Extractor(graph).extract_model(["ids", "mask", "shapes"], [name]), path)
            self._session = open_session(path, threads)

    def __call__(self, batch: dict[str, NDArray]) -> NDArray:
        """States (batch, 1 + words, width) of the window's first piece and of each word's."""
        states = self._session.run(None, {name: batch[name] for name in ("ids", "mask", "shapes")})[0]
        return np.take_along_axis(states, batch["first"][:, :, None], 1)


class EventBranch(Branch):
    """The branch's layers, which begin as those of MiniLM, and the heads."""

    def __init__(self, layers: list[int], minilm: Path, hidden: int = 256) -> None:
        super().__init__(layers, minilm)
        self.heads = EventHeads(hidden=hidden)

    def words(self, states: Tensor, sentence: Tensor, valid: Tensor) -> Tensor:
        """Word vectors (batch, 1 + words, width), the window's own before them, after the branch's layers, mixed."""
        return self.mixed(states, within(sentence, valid))

    def forward(self, batch: dict[str, Tensor]) -> dict[str, Tensor]:
        """Scores of all that `batch` asks for (see `event_examples.collate_events`)."""
        heads = self.heads
        trigger, z, keys = heads.read(self.words(batch["states"], batch["sentence"], batch["valid"]))
        out = {"trigger": trigger}
        if len(batch["link_trigger"]):
            triggers = heads.pooled(z, batch["trigger_row"], batch["trigger_mask"], 0)
            parties = heads.pooled(z, batch["party_row"], batch["party_mask"], 1)
            out["role"] = heads.sides(triggers[batch["link_trigger"]], parties[batch["link_party"]])
        if len(batch["row"]):
            names = ("row", "scope", "trigger_part", "source_part", "target_part")
            out["raw"], out["status"] = heads.judge(z, keys, *(batch[name] for name in names))
        if len(batch["pair_row"]):
            names = ("pair_row", "pair_scope", "pair_source", "pair_target")
            out["told"], out["pair_raw"] = heads.pair(z, keys, *(batch[name] for name in names))
        return out
