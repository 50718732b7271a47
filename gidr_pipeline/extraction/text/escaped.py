r"""Texts in which characters are written as escapes, as a row of a database or JSON has them.

What belongs here: reading escapes as the characters that they stand for. What does not: what stands between them
(`lines`, `listed`).

    {"title": "某局2022年…报告", "content": "一、总体情况\n2022年，…\n规章\t1\t0\t3\n"}
    {"data": "<td>\u89c4\u7ae0<\/td><td>1<\/td>"}
"""

import json
import re

from gidr_pipeline.extraction.text.normalise import UNREADABLE, ZERO_WIDTH

_FEWEST = 20
_TELLING = re.compile(r"\\n(?![a-z])|\\u[0-9a-fA-F]{4}|<\\/")
"""No command of TeX is among these."""
_HIGH, _LOW, _ANY = (rf"\\u{digits}" for digits in ("[dD][89abAB]..", "[dD][c-fC-F]..", "[0-9a-fA-F]{4}"))
_ESCAPE = re.compile(rf'{_HIGH}{_LOW}|{_ANY}|\\r\\n|\\[nrt"/]')


def without_escapes(text: str) -> str:
    r"""A text with the characters that its escapes stand for, each with as many that take no place as keep all others
    where they are, if it has many that end lines, stand for a character or close a tag of HTML.

    >>> without_escapes(r"\u89c4\u7ae0\n" * 20).replace(ZERO_WIDTH, "")[:3]
    '规章\n'
    """
    if "\\" not in text or len(_TELLING.findall(text)) < _FEWEST:
        return text
    return _ESCAPE.sub(lambda escape: _meant(escape[0]).ljust(len(escape[0]), ZERO_WIDTH), text)


def _meant(escape: str) -> str:
    """The character of an escape; half of one is unreadable."""
    if escape == r"\r\n":
        return "\n"
    character = str(json.loads(f'"{escape}"'))
    return UNREADABLE if "\ud800" <= character <= "\udfff" else character
