"""Quantities: every number with its unit and the clause that it belongs to."""

from detente.quantities.finder import QuantityFinder, load_quantity_finder

__all__ = ["QuantityFinder", "load_quantity_finder"]
