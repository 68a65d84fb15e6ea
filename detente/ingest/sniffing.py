"""What a file is, by its first bytes rather than by its name."""

from __future__ import annotations

import json
import re
from functools import lru_cache
from typing import Literal

from detente.errors import InputRejected
from detente.ingest.decoding import decode, utf16_without_mark
from detente.lexicon import Row, load_table

__all__ = ["HEAD", "Form", "refuse_binary", "sniff"]

Form = Literal["text", "page", "feed", "json", "json lines"]
HEAD = 65_536


class Signature(Row, frozen=True):
    """First bytes of a binary format; `sure` where no text could begin so, else a NUL byte must follow."""

    kind: str
    offset: int
    hex: str
    sure: bool


@lru_cache(maxsize=1)
def load_signatures() -> tuple[tuple[Signature, bytes], ...]:
    """The shipped signatures."""
    return tuple((row, bytes.fromhex(row.hex)) for row in load_table("ingest/signatures.tsv", Signature))


def refuse_binary(head: bytes, source: str) -> None:
    """Refuse a head that is not the beginning of a text.

    Raises:
        InputRejected: It is empty or binary; the reason names the format where it is known.
    """
    if not head:
        raise InputRejected(source, "empty file")
    nul = b"\0" in head
    for row, magic in load_signatures():
        if head.startswith(magic, row.offset) and (row.sure or nul):
            raise InputRejected(source, f"not text: {row.kind}")
    if nul and not head.startswith((b"\xff\xfe", b"\xfe\xff", b"\0\0\xfe\xff")) and not utf16_without_mark(head):
        raise InputRejected(source, "not text: NUL bytes")


def sniff(head: bytes, name: str) -> Form:
    """The form of a file from its first bytes; the name decides only where they leave it open.

    Args:
        head: The first `HEAD` bytes.
        name: File name or content type.
    """
    text = decode(head, name)[:HEAD].lstrip("\ufeff \t\r\n")
    name = name.lower()
    if text.startswith("<") or "html" in name:
        return _markup_form(text[:8000], name)
    if re.match(r'\{\s*(?:"|\}|$)|\[\s*(?:\{|\]$)', text) or (text.startswith("{") and "json" in name):
        return _json_form(text, name)
    return "text"


def _markup_form(text: str, name: str) -> Form:
    html = re.search(r"<html[\s>]", text, re.IGNORECASE)
    if not html and re.search(r"<(?:\w{1,10}:)?(?:rss|feed|rdf)[\s>]", text, re.IGNORECASE):
        return "feed"
    tags = r"<!doctype html|</?(?:html|head|body|title|meta|link|script|style|div|p|article|section)[\s/>]"
    tags += r"|</?(?:main|header|h[1-6]|span|a|br|ul|table)[\s/>]"
    return "page" if re.search(tags, text, re.IGNORECASE) or text.startswith("<?xml") else "text"


def _json_form(text: str, name: str) -> Form:
    if name.endswith((".jsonl", ".ndjson")) or "ndjson" in name or "jsonlines" in name:
        return "json lines"
    lines = [line for line in text.splitlines()[:3] if line.strip()]
    whole = [_is_object(line) for line in lines[:2]]
    return "json lines" if len(lines) > 1 and any(whole) else "json"


def _is_object(line: str) -> bool:
    try:
        return isinstance(json.loads(line), dict)
    except (ValueError, RecursionError):
        return False
