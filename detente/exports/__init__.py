"""Exports: the record as data, in the tables and columns of the contract."""

from detente.exports.write import export

__all__ = ["export"]
