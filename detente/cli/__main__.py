"""`python -m detente.cli`."""

from __future__ import annotations

import sys

from detente.cli.app import main

if __name__ == "__main__":
    sys.exit(main())
