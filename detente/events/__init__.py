"""Events: who did what to whom, when, and in what status, coded by rule over Universal Dependencies.

coder = load_event_coder()
events = coder.code(tree, actors, times, issues, article)
"""

from __future__ import annotations

from detente.events.coder import EventCoder, load_event_coder

__all__ = ["EventCoder", "load_event_coder"]
