r"""Texts in which characters are written as escapes, as databases, web services and mail have them.

What belongs here: reading escapes as the characters that they stand for. What does not: what stands between them
(`lines`, `listed`).

    {"content": "一、总体情况\n2022年，…\n规章\t1\t0\t3\n"}      {"data": "\u89c4\u7ae0<\/td><td>1<\/td>"}
    &lt;td&gt;&#35268;&#31456;&lt;/td&gt;      %E8%A7%84%E7%AB%A0      =E8=A7=84=E7=AB=A0      è§„ (规 misread)
"""

import html
import json
import re
from collections.abc import Callable
from typing import NamedTuple

from gidr_pipeline.extraction.text.normalise import CONTINUED, UNREADABLE

_FEWEST = 20
_HEX = "[0-9a-fA-F]"
_CHINESE = re.compile("[一-鿿]")


class _Escapes(NamedTuple):
    """Escapes of one kind: signs of which each has one, those that tell that a text has them, what they look like, and
    what one stands for."""

    signs: str
    telling: str
    every: str
    meant: Callable[[str], str]
    alone: bool = False
    """Whether a text that has them has no Chinese character besides; an address among others is none."""

    def read(self, text: str) -> str:
        if not any(sign in text for sign in self.signs) or (self.alone and _CHINESE.search(text)):
            return text
        if len(re.findall(self.telling, text)) < _FEWEST:
            return text
        return re.sub(self.every, lambda each: self.meant(each[0]).ljust(len(each[0]), CONTINUED), text)


def without_escapes(text: str) -> str:
    r"""A text with the characters that its escapes stand for, of each kind of which it has many, each with signs that
    it is continued for the rest of its escape. Nothing moves.

    >>> without_escapes(r"\u89c4\u7ae0\n" * 20).replace(CONTINUED, "")[:3]
    '规章\n'
    """
    for kind in _KINDS:
        text = kind.read(text)
    return text


def _of_json(escape: str) -> str:
    """Half of a character is unreadable."""
    if escape == r"\r\n":
        return "\n"
    character = str(json.loads(f'"{escape}"'))
    return UNREADABLE if "\ud800" <= character <= "\udfff" else character


def _of_bytes(escape: str) -> str:
    """A character of UTF-8; nothing for the end of a line that mail has broken."""
    return bytes.fromhex(re.sub(r"[=%\s]", "", escape)).decode(errors="replace")


def _of_western(escape: str) -> str:
    """The character of UTF-8 whose bytes were taken for western characters."""
    return b"".join(_byte_of(each) for each in escape).decode(errors="replace")


def _byte_of(character: str) -> bytes:
    return bytes([ord(character)]) if character < "\u0100" else character.encode("cp1252")


def _escaped_bytes(sign: str) -> str:
    """A character of one byte or several, between which mail may break a line."""
    further = rf"(?:(?:=\r?\n)?{sign}[89abAB]{_HEX}){{1,3}}"
    return rf"{sign}[0-7]{_HEX}|{sign}[c-fC-F]{_HEX}{further}"


_BEHIND = "".join(
    map(re.escape, {chr(byte) for byte in range(0x80, 0xC0)} | {*bytes(range(0x80, 0xC0)).decode("cp1252", "ignore")})
)
"""What the second and any further byte of a character of UTF-8 is taken for."""
_KINDS = (
    # No command of TeX is among those that tell.
    _Escapes(
        "\\",
        rf"\\[nt](?![a-z])|\\u{_HEX}{{4}}|<\\/",
        rf'\\u[dD][89abAB]..\\u[dD][c-fC-F]..|\\u{_HEX}{{4}}|\\r\\n|\\[\\nrt"/]',
        _of_json,
    ),
    _Escapes(
        "&",
        # Those of spaces may tell that a cell is empty (`normalise`).
        rf"&lt;/|&amp;(?:lt|#)|&#(?!12288;)(?:\d{{4,6}}|x{_HEX}{{3,5}});",
        rf"&(?:lt|gt|amp|quot|apos|#(?!160;|12288;)\d{{1,7}}|#[xX]{_HEX}{{1,6}});",
        html.unescape,
    ),
    _Escapes("%", rf"(?:%{_HEX}{{2}}){{3}}", _escaped_bytes("%"), _of_bytes, alone=True),
    _Escapes("=", rf"(?:={_HEX}{{2}}){{3}}", _escaped_bytes("=") + r"|=\r?\n", _of_bytes, alone=True),
    _Escapes(
        "äåæçèéÃ",
        f"[ä-é][{_BEHIND}]{{2}}|(?:[ÂÃ][{_BEHIND}]){{3}}",
        f"[Â-ß][{_BEHIND}]|[à-ï][{_BEHIND}]{{2}}",
        _of_western,
        alone=True,
    ),
)
