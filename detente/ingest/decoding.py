"""Bytes become text: by byte-order mark, as UTF-8, by the declared charset, as UTF-16, cp1252, or by statistics."""

from __future__ import annotations

import codecs
import re

from detente.errors import InputRejected

__all__ = ["decode", "utf16_without_mark"]

MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)


def decode(raw: bytes, source: str, declared: str | None = None) -> str:
    """The text of `raw`, newlines kept; single bad bytes in otherwise good UTF-8 become U+FFFD.

    Args:
        raw: The bytes of a whole file, page or line.
        source: Name for the message.
        declared: Charset that a header or a page declares; believed only after UTF-8 failed.

    Raises:
        InputRejected: No encoding fits.
    """
    for mark, encoding in MARKS:
        if raw.startswith(mark):
            return raw[len(mark) :].decode(encoding, "replace")
    if wide := utf16_without_mark(raw):
        return raw.decode(wide, "replace")
    text = _strictly(raw, "utf-8") or _nearly_utf8(raw) or _strictly(raw, declared)
    text = text or _as_cp1252(raw) or _by_statistics(raw)
    if raw and not text:
        raise InputRejected(source, "undecodable: no known encoding fits")
    return text or ""


def utf16_without_mark(raw: bytes) -> str | None:
    """UTF-16 that lacks its mark: every other byte of the beginning is NUL, and no other byte is."""
    head = raw[:2000]
    even, odd = head[::2].count(0), head[1::2].count(0)
    if len(head) < 4 or min(even, odd) > 0 or max(even, odd) < 0.4 * len(head[::2]):
        return None
    return "utf-16-le" if odd else "utf-16-be"


def _strictly(raw: bytes, encoding: str | None) -> str | None:
    try:
        return raw.decode(encoding) if encoding else None
    except (ValueError, LookupError):  # a charset that fails, one with a NUL in its name, one that there is not
        return None


def _nearly_utf8(raw: bytes) -> str | None:
    """UTF-8 with a few bad bytes: good multi-byte characters outnumber them five to one."""
    text = raw.decode("utf-8", "replace")
    bad = text.count("\ufffd")
    good = len(re.findall(r"[^\x00-\x7f\ufffd]", text))
    return text if good >= 5 * bad else None


def _as_cp1252(raw: bytes) -> str | None:
    """Western European text, where at most one byte in ten is not ASCII."""
    high = len(re.findall(rb"[\x80-\xff]", raw))
    return _strictly(raw, "cp1252") if high <= 0.1 * len(raw) else None


def _by_statistics(raw: bytes) -> str | None:
    from charset_normalizer import from_bytes

    best = from_bytes(raw[:200_000]).best()
    return raw.decode(best.encoding, "replace") if best is not None else None
