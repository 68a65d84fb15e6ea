"""Settings that all tests share."""

from __future__ import annotations

import os

from hypothesis import settings

# A run of CI must be repeatable; searching with other examples each time is for developers.
settings.register_profile("ci", derandomize=True)
if os.environ.get("CI"):
    settings.load_profile("ci")
