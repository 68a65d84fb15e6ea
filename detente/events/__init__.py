"""Events: who did what to whom, when, and in what status, coded by rules that a learned judge weighs.

coder = load_event_coder()
events = coder.code(tree, actors, times, issues, article)
"""

from __future__ import annotations

from detente.events.coder import EventCoder, load_event_coder
from detente.events.judge import judge_version

__all__ = ["EventCoder", "judge_version", "load_event_coder"]
