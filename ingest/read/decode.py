"""Bytes become text: byte order marks, declared character sets, UTF-8, UTF-16, Windows-1251, KOI8-R, Windows-1252."""

from __future__ import annotations

import codecs
import re

from .cyrillic import guess_single_byte
from .outcome import Refused

_BOMS = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_MAGIC = (
    (b"%PDF", "a PDF file"),
    (b"PK\x03\x04", "a Word (.docx), OpenDocument or zip file"),
    (b"\xd0\xcf\x11\xe0", "an old Word or Excel file"),
    (b"{\\rtf", "an RTF file"),
    (b"\x89PNG", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"GIF8", "a GIF image"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"7z\xbc\xaf", "a 7z archive"),
    (b"Rar!", "a RAR archive"),
    (b"\x7fELF", "a program"),
    (b"SQLite format 3", "a database"),
)
_CONVERT = "convert it to text or html first"
_UNKNOWN_ENCODING = (
    "its character encoding is not recognised (tried UTF-8, UTF-16, Windows-1251, KOI8-R, Windows-1252)",
    "save it as UTF-8",
)
# declared by servers and editors by default, so it says nothing of the text
_SAYS_NOTHING = {"ascii", "iso8859-1", "cp1252"}
_CONTROLS = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")
_NEWLINES = re.compile(r"\r\n?")


def decode(data: bytes, declared: str | None = None) -> str:
    """The text of `data`, newlines as ``\\n``, without a byte order mark; nothing else is changed.

    declared: the character set that an HTTP header or a page names; kept when the bytes agree with it. Raises `Refused`.
    """
    _check_magic(data)
    text = _marked(data)
    if text is None:
        text = _unmarked(data, declared)
    if len(_CONTROLS.findall(text[:100_000])) > max(1, len(text[:100_000]) // 100):
        raise Refused("it is a binary file", _CONVERT)
    return _NEWLINES.sub("\n", text)


def _check_magic(data: bytes) -> None:
    for magic, what in _MAGIC:
        if data.startswith(magic):
            raise Refused(f"it is {what}, not text", _CONVERT)


def _marked(data: bytes) -> str | None:
    for mark, codec in _BOMS:
        if data.startswith(mark):
            try:
                return data.decode(codec)
            except UnicodeDecodeError as error:
                raise Refused(f"it begins with a {codec} mark but breaks that encoding at byte {error.start}", "save it as UTF-8") from None
    return None


def _unmarked(data: bytes, declared: str | None) -> str:
    wide = _guess_wide(data)
    if wide is None and b"\0" in data:
        raise Refused("it is a binary file (it holds NUL bytes)", _CONVERT)
    for codec in (wide, "utf-8", _known(declared)):
        if codec and (text := _try(data, codec)) is not None:
            return text
    _check_broken(data)
    single = guess_single_byte(data)
    if single is None:
        raise Refused(*_UNKNOWN_ENCODING)
    return data.decode(single)


def _guess_wide(data: bytes) -> str | None:
    """UTF-16 without a mark: every second byte of the sample is nearly always the high byte of Latin or Cyrillic (0 or 4)."""
    sample = data[:4096]
    if len(data) < 4 or len(data) % 2 or not (b"\0" in sample or b"\4" in sample):
        return None
    for codec, high, low in (("utf-16-le", sample[1::2], sample[0::2]), ("utf-16-be", sample[0::2], sample[1::2])):
        if sum(byte in b"\x00\x04\x20" for byte in high) > 0.85 * len(high) and sum(byte in b"\x00\x04" for byte in low) < 0.1 * len(low):
            return codec if any(byte in b"\x00\x04" for byte in high) else None
    return None


def _check_broken(data: bytes) -> None:
    """Bytes that are UTF-8 but for a few are damaged, not in another encoding."""
    text = data.decode("utf-8", errors="replace")
    beyond = sum(char > "\x7f" for char in text)
    if text.count("\ufffd") < 0.2 * beyond:
        at = len(text.partition("\ufffd")[0].encode())
        raise Refused(f"it is UTF-8 but damaged at byte {at}", "repair the file, or save it again as UTF-8")


def _known(declared: str | None) -> str | None:
    """The codec's name of a declared character set, None when there is none or it says nothing."""
    try:
        name = codecs.lookup(declared or "").name
    except LookupError:
        return None
    return None if name in _SAYS_NOTHING else name


def _try(data: bytes, codec: str) -> str | None:
    try:
        return data.decode(codec)
    except (UnicodeDecodeError, LookupError, ValueError):
        return None
