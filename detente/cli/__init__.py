"""The command line: `detente read`, `brief`, `compare`, `why`, `search`, `export`.

Data goes to standard output; progress, remarks and errors go to standard error. The exit status is 0 when all was
done, 1 when some inputs were rejected, 2 for wrong usage or a record that cannot be used, 130 after Ctrl-C.
"""

from __future__ import annotations

from detente.cli.app import main

__all__ = ["main"]
