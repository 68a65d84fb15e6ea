"""Our types and statuses in the terms of PLOVER's own coding."""

from __future__ import annotations

__all__ = ["told_type"]

UNREAL = ("possible", "hypothetical")
FORESEEN = {
    **dict.fromkeys(("CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT"), "AGREE"),
    **dict.fromkeys(("SANCTION", "COERCE", "ASSAULT", "PROTEST", "MOBILIZE"), "THREATEN"),
}


def told_type(type_: str, status: str) -> str | None:
    """Our type and status in the terms of PLOVER's own coding, or None where it would code nothing.

    To announce is to agree or to threaten there: a planned act of cooperation is AGREE, one of conflict THREATEN.

    >>> told_type("AID", "planned"), told_type("CONSULT", "cancelled"), told_type("AID", "possible")
    ('AGREE', 'REJECT', None)
    """
    if status in UNREAL:
        return None
    if status == "planned":
        return FORESEEN.get(type_, type_)
    if type_ == "CONSULT" and status in ("cancelled", "denied"):
        return "REJECT"
    return None if status == "denied" else type_
