"""Pledges: reports that somebody promised or agreed to something, or kept or broke what was promised."""

from detente.pledges.coder import PledgeCoder, load_pledge_coder

__all__ = ["PledgeCoder", "load_pledge_coder"]
