"""Bytes → text: byte order marks, UTF-8, what the page declares, GB18030, and a last guess."""

import codecs
import re

from charset_normalizer import from_bytes

_MARKS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
_NO_CHARSETS = {"punycode", "idna", "undefined", "unicode_escape", "raw_unicode_escape"}  # codecs, but of no page; slow
_META = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w-]{3,20})", re.I)


def decode(data: bytes) -> str | None:
    """Decode a text file; None where the bytes are no text."""
    for mark, name in _MARKS:
        if data.startswith(mark):
            return data.decode(name, "replace")
    declared = _META.search(data[:4096])
    data = _without_torn_end(data)
    for name in ("utf-8", declared[1].decode("ascii") if declared else "", "gb18030"):
        if (text := _strictly(data, name)) is not None:
            return text
    return _nearly(data, "utf-8") or _nearly(data, "gb18030") or _guess(data)


def _without_torn_end(data: bytes) -> bytes:
    """Drop the last bytes of UTF-8 that was cut off within a character."""
    try:
        data.decode("utf-8")
    except UnicodeDecodeError as error:
        if error.reason == "unexpected end of data" and len(data) - error.start < 4:
            return data[: error.start]
    return data


def _strictly(data: bytes, name: str) -> str | None:
    try:
        text = None if codecs.lookup(name).name.replace("-", "_") in _NO_CHARSETS else data.decode(name)
    except (UnicodeError, LookupError):
        return None
    return text if text is not None and _readable(text) else None


def _nearly(data: bytes, name: str) -> str | None:
    """Text of which hardly a byte is damaged; in another encoding nearly all would be."""
    text = data.decode(name, "replace")
    return text if _readable(text) and text.count("\ufffd") <= max(2, len(text) // 1000) else None


def _guess(data: bytes) -> str | None:
    best = from_bytes(data[:200_000]).best()
    if best is None:
        return None
    text = data.decode(best.encoding, "replace")
    return text if _readable(text) and text.count("\ufffd") * 50 < len(text) else None


def _readable(text: str) -> bool:
    """Text holds hardly any control characters; what was no text is full of them."""
    sample = text[:20_000]
    odd = sum(1 for char in sample if char < " " and char not in "\t\n\r\f\v\x1a")
    return odd * 200 <= len(sample)
