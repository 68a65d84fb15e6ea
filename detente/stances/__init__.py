"""Stances: what a statement, a view told of somebody or a deed shows of a position, red lines among them."""

from detente.stances.coder import StanceCoder, load_stance_coder

__all__ = ["StanceCoder", "load_stance_coder"]
