"""Meaning: vectors by which articles, events and sentences are compared with those of other articles."""

from detente.meaning.embedder import Embedder, embedder_version, load_embedder

__all__ = ["Embedder", "embedder_version", "load_embedder"]
