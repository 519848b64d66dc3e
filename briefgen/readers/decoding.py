"""Bytes of a text file to characters: by mark, as UTF-8, as declared, then as is likely."""

from __future__ import annotations

import codecs
import re

from briefgen.errors import Code, ReaderError
from briefgen.readers.wordlist import word_set

# The longer mark first: UTF-32's little-endian mark begins with UTF-16's.
_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_HTML_CHARSET = re.compile(rb"<meta[^>]{0,300}?charset\s*=\s*[\"']?\s*([\w.:-]+)", re.IGNORECASE)
_XML_CHARSET = re.compile(rb"^\s*<\?xml[^>]{0,200}?encoding\s*=\s*[\"']([\w.:-]+)", re.IGNORECASE)
# What browsers do: pages that say Latin-1 or ASCII mean Windows-1252.
_AS_BROWSERS_READ = {"iso8859-1": "cp1252", "ascii": "cp1252", "iso8859-9": "cp1254"}
# Guessing looks at this much: more text does not make the guess better, and it is slow.
_SAMPLE = 64 * 1024


def decode(data: bytes, *, declared: str | None = None) -> str:
    """The characters in ``data``; ``declared`` is a charset that the format itself names.

    Raises ReaderError when no encoding fits, as with binary data.
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return data[len(mark) :].decode(encoding, errors="replace")
    if (utf16 := _unmarked_utf16(data)) is not None:
        return utf16
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        pass
    if declared and (text := _decode_as(data, declared)) is not None:
        return text
    return _guess(data)


def declared_in_html(data: bytes) -> str | None:
    """The charset that a page states in its first 4 kB, as browsers look for it."""
    found = _HTML_CHARSET.search(data[:4096]) or _XML_CHARSET.search(data[:4096])
    return found[1].decode("ascii") if found else None


def _unmarked_utf16(data: bytes) -> str | None:
    """UTF-16 without its mark shows as zero bytes at every second place of Western text."""
    sample = data[:512]
    if len(data) % 2 or sample.count(0) < len(sample) * 0.35:
        return None
    for zeros, encoding in ((sample[1::2], "utf-16-le"), (sample[::2], "utf-16-be")):
        if zeros.count(0) > len(zeros) * 0.7:
            try:
                return data.decode(encoding)
            except UnicodeDecodeError:
                return None
    return None


def _decode_as(data: bytes, charset: str) -> str | None:
    try:
        name = codecs.lookup(charset).name
        return data.decode(_AS_BROWSERS_READ.get(name, name))
    except (LookupError, UnicodeError, ValueError):
        return None


def _guess(data: bytes) -> str:
    from charset_normalizer import from_bytes

    best = from_bytes(data[:_SAMPLE]).best()
    if best is None or b"\0" in data:
        raise ReaderError(
            "is not text in any known encoding",
            remedy="save it as plain text in UTF-8",
            code=Code.MALFORMED,
        )
    # Short Western texts are the usual case, and look like anything: prefer Windows-1252 for them.
    western = _decode_as(data, "cp1252")
    if western is not None and best.encoding in _MISTAKEN_FOR_WESTERN:
        return western
    return data.decode(best.encoding, errors="replace")


# Guesses that charset-normalizer makes of a few accented letters or curly quotation marks.
_MISTAKEN_FOR_WESTERN = word_set(
    """
    cp1250 cp1252 cp1254 cp1257 cp1258 latin_1 iso8859_2 iso8859_3 iso8859_4 iso8859_9
    iso8859_10 iso8859_13 iso8859_14 iso8859_15 iso8859_16 mac_roman mac_latin2 mac_iceland
    mac_turkish cp437 cp775 cp850 cp852 cp858 cp860 cp861 cp863 cp865 hp_roman8 ptcp154
    cp037 cp500 cp1026 cp1140 cp273 cp1125 kz1048
    """
)
