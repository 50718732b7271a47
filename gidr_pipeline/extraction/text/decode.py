"""From bytes to text: which encoding a document is in, or why it is no text that can be trusted.

UTF-8 with and without byte order mark, UTF-16 and UTF-32, GB18030 (and with it GBK and GB2312) are read. Up to one byte
in a thousand may be damaged: NUL stays as it is, and what the encoding does not know becomes U+FFFD, as does a
character that the end of a cut-off file left incomplete.
"""

import codecs
import re
from dataclasses import dataclass

from gidr_pipeline.extraction.model import Rejection

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
    (b"\x84\x31\x95\x33", "gb18030"),
)
_OTHER_FORMATS = (
    (b"%PDF-", "a PDF file"),
    (b"PK\x03\x04", "a Word, Excel or zip file"),
    (b"\xd0\xcf\x11\xe0", "an old Word or Excel file"),
    (b"{\\rtf", "an RTF file"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"\x1f\x8b", "a compressed file"),
)
# But for the mark that ends a cell in the text of a Word table.
_CONTROL = re.compile(r"[\x00-\x06\x08\x0e-\x1b\x7f]")
# Characters of everyday official Chinese: text decoded with the wrong table has next to none of them.
_EVERYDAY = re.compile(r"[的一是在有和公开政府信息工作年度报告情况申请行]")
# What one lost byte may leave: it takes the others of its character with it, and in GB18030 shifts all up to the next
# ASCII character.
_DAMAGE = re.compile("[\ufffd\0]{1,3}")
_DAMAGE_OF_GB18030 = re.compile("[\ufffd\0](?:[^\0-\x7f]*[\ufffd\0])*")
_MOST_UNREADABLE = 0.02
_LEAST_WHOLE = 1000
_CHINESE = re.compile(r"[㐀-鿿豈-﫿⺀-⿟]")


_EMPTY = Rejection("empty", "The file is empty. Extract the text of the report again.")


@dataclass(frozen=True, slots=True)
class Decoded:
    """The text of a document, without byte order mark. `damaged` tells how many of its characters are NUL or stand for
    bytes that the encoding does not know."""

    text: str
    encoding: str
    damaged: int = 0

    @property
    def notes(self) -> list[str]:
        """What a reader of the report should know."""
        return [f"characters that can't be read, since their bytes are damaged: {self.damaged}"] if self.damaged else []


def decode(data: bytes) -> Decoded | Rejection:
    """Decode a document; a Rejection (`empty`, `not_text`, `encoding`) where that is impossible or not certain."""
    if not data:
        return _EMPTY
    for magic, what in _OTHER_FORMATS:
        if data.startswith(magic):
            return Rejection("not_text", f"This is {what}. Convert it to text (UTF-8) and put the .txt file here.")
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            decoded = _attempt(data, encoding)
            return _judge(decoded) if decoded else _undecodable(f"marked as {encoding}, but not valid in it")
    if b"\x00" in data:
        attempts = [_attempt(data, encoding) for encoding in ("utf-16-le", "utf-16-be")]
        likely = [decoded for decoded in attempts if decoded and _looks_chinese(decoded.text)]
        if likely:
            return _judge(max(likely, key=lambda decoded: len(_EVERYDAY.findall(decoded.text))))
    if data.count(0) * _LEAST_WHOLE > len(data):
        return Rejection("not_text", "The file has binary content. Convert the report to text (UTF-8).")
    for encoding in ("utf-8", "gb18030"):
        decoded = _attempt(data, encoding)
        if decoded:
            return _judge(decoded)
    return _undecodable("neither valid UTF-8 nor valid GB18030")


def _attempt(data: bytes, encoding: str) -> Decoded | None:
    """The text in this encoding; None where more than a few bytes are not valid in it."""
    decoder = codecs.getincrementaldecoder(encoding)()
    try:
        text = decoder.decode(data)
    except UnicodeDecodeError:
        text = data.decode(encoding, "replace")
        lost = len((_DAMAGE_OF_GB18030 if encoding == "gb18030" else _DAMAGE).findall(text))
        unreadable = text.count("\ufffd") + text.count("\0")
        if lost * _LEAST_WHOLE > len(data) or unreadable > len(text) * _MOST_UNREADABLE:
            return None
        return Decoded(text.removeprefix("\ufeff"), encoding, unreadable)
    is_cut = bool(decoder.getstate()[0])  # in the middle of a character
    text = data.decode(encoding, "replace") if is_cut else text
    return Decoded(text.removeprefix("\ufeff"), encoding, text.count("\0") + is_cut)


def _looks_chinese(text: str) -> bool:
    chinese = len(_CHINESE.findall(text))
    return chinese > 0 and len(_EVERYDAY.findall(text)) >= chinese / 20


def _judge(decoded: Decoded) -> Decoded | Rejection:
    text = decoded.text
    if not text:
        return _EMPTY
    if not text.strip():
        return Rejection("empty", "The file holds only white space. Extract the text of the report again.")
    if len(_CONTROL.findall(text)) > len(text) / 100:
        return Rejection("not_text", "The file has binary content. Convert the report to text (UTF-8).")
    if decoded.encoding == "gb18030" and not _looks_chinese(text):
        return _undecodable("not UTF-8, and read as GB18030 it is no Chinese text")
    return decoded


def _undecodable(what: str) -> Rejection:
    return Rejection("encoding", f"The text is {what}. Save it again as UTF-8.")
