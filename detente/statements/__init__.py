"""Statements: who said what, with speaker, cue, speech act, issues and the chain of those who relay it."""

from detente.statements.attributor import Attributed, Attributor, load_attributor
from detente.statements.tagger import tagger_version

__all__ = ["Attributed", "Attributor", "load_attributor", "tagger_version"]
