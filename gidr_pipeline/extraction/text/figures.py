"""What a single cell's text says: a figure, a blank, something illegible, or words.

A figure is clean when nothing but a number stands in the cell, with its sign, thousands separators, unit or a
remark in brackets. Everything else that has digits (or letters that scans take for digits) is illegible on its own;
`could_be` tells which numbers its surviving characters allow.
"""

import re
from decimal import Decimal
from enum import Enum, auto
from functools import lru_cache
from typing import NamedTuple

from gidr_pipeline.extraction.form_words import is_label
from gidr_pipeline.extraction.model import Span
from gidr_pipeline.extraction.text.normalise import SPACE_ENTITY
from gidr_pipeline.extraction.text.quantity import (
    CURRENCY,
    FRACTION,
    MEASURE,
    OR_SO,
    REMARK,
    ROUGHLY,
    SCALES,
    SIGN,
    UNITS,
)


class Kind(Enum):
    FIGURE = auto()
    """A cleanly printed number."""
    BLANK = auto()
    """A dash, a slash or 无: the cell says that there is nothing."""
    EMPTY = auto()
    """A place of the layout with nothing in it."""
    ILLEGIBLE = auto()
    """Digits, or letters that may be digits, among other characters."""
    WORDS = auto()


class Token(NamedTuple):
    """The content of one place in the text. `span` holds the number itself for a figure, else the whole content."""

    kind: Kind
    span: Span
    text: str
    line: int
    column: int | None
    """The place's number in its line, where the layout has separators that keep places; else None."""
    value: Decimal | None = None
    unit: str | None = None
    remark: str | None = None


VALUES = (Kind.FIGURE, Kind.BLANK, Kind.ILLEGIBLE)
"""What may stand for the value of a cell."""

_FIGURE = re.compile(
    rf"(?:(?P<currency>{CURRENCY})\s*+)?(?P<number>(?:(?P<sign>{SIGN})\s*+)?(?P<digits>\d{{1,3}}(?:[,，]\d{{3}})+|\d+)(?P<fraction>{FRACTION})?)"
    rf"\s*+(?P<unit>{MEASURE})?\s*+(?P<remark>{REMARK}|[①-⑳]|注)?\s*+[。;，]?"
)
_TRAILING = re.compile(
    rf"(?<![约近逾过])(?:(?<=[㐀-鿿):\"])\s*+|(?<!\s)\s++)"
    rf"(?P<figure>(?:{CURRENCY}\s*+)?(?:(?:{SIGN})\s*+)?\d[\d,，]*(?:{FRACTION})?\s*+(?:{MEASURE})?\s*+(?:{REMARK})?)$"
)
_QUANTITY = re.compile(rf"(?!.*\d\D*\s\D*\d)(?:[\d\s.,~→]|{SIGN}|{ROUGHLY}|{OR_SO}|[十百千]|{MEASURE})++")
"""Nothing but words of a rough number, or of several that no space sets apart: `约300`, `3 万余`, `增3减1`."""
_BLANK = re.compile(r"(?:\\?-)+|\\?/|\\|无|\(?[无空]\)?|空白|暂无|无此项|未发生|不适用|[Nn]/?[Aa]")
_BLANK_WORDS = frozenset(("空白", "暂无", "无此项", "未发生", "不适用"))
_ZERO = ("零", "〇")
# What libraries of tables write where a cell, or one of the header, has nothing.
_NOTHING = re.compile(
    rf"nan|none|null|Col\d{{1,2}}|Unnamed: \d{{1,2}}(?:_level_\d)?|(?:{SPACE_ENTITY})+", re.IGNORECASE
)
_EMPHASIS = re.compile(r"(?P<mark>\*{1,3}|_{1,3}|`+|~~)(?P<content>.*[^\s*_`~].*)(?P=mark)")
_CHINESE = re.compile(r"[㐀-鿿]")
_PLAIN_WORDS = re.compile(r"[㐀-鿿][㐀-鿿、()]{,48}[㐀-鿿)]")
# What stands at the head and foot of printed pages: page numbers, dates, times.
_DATE = r"(?:20\d\d[-/.]\d{1,2}[-/.]\d{1,2}|\d{1,2}/\d{1,2}/(?:20)?\d\d)"
_TIME = r"\d{1,2}:\d\d(?:\s*[AP]M)?"
_MOMENT = re.compile(r"20\d\d[-/.][01]?\d[-/.][0-3]?\d|[012]?\d:[0-5]\d(?::[0-5]\d)?")
"""A day, or the time of one."""
_OF_PAGES = r"\d{1,3}\s*/\s*\d{1,3}"
PAGE = re.compile(rf"{_OF_PAGES}|-+\s*\d{{1,3}}\s*-+|{_TIME}|{_DATE}(?:,?\s*{_TIME})?")
_PAGE_OF = re.compile(_OF_PAGES)
MOST_STORED = 14
"""Digits of a whole number that the warehouse holds exactly."""
_LONGEST = 1000
"""Characters of a place that may hold a figure."""
_SHARE = re.compile(r"[-+]?\d[\d.]*%")
_ORDINAL = re.compile(r"\d{1,2}\s*[.、](?!\d)")
_DIGITLIKE = re.compile(r"[0-9OoQDUCclIiSsBZzbqgT?□■�]")
_DIGITS = re.compile(r"[0-9]+")
_MOST_DIGITS = 11
INSTEAD = re.compile(r"[#*?]{1,2}")
"""Signs that stand where a figure was."""
_ANY_DIGIT = "0123456789"
# What a character that stands where a digit was may have been.
_CONFUSED = {
    "O": "0", "o": "0", "Q": "0", "D": "0", "U": "0", "C": "06", "c": "0", "l": "1", "I": "1", "i": "1", "|": "1",
    "!": "1", "S": "5", "s": "5", "B": "8", "Z": "2", "z": "2", "b": "6", "q": "9", "g": "9", "T": "7",
    **dict.fromkeys("?*#□■�", _ANY_DIGIT),
}  # fmt: skip


def read_alone(content: str, start: int, line: int, column: int | None = None) -> Token | None:
    """The token of a place with nothing but digits or plain Chinese words in it; None for any other content."""
    if content.isascii():
        if content.isdigit() and (content[0] != "0" or content == "0") and len(content) <= MOST_STORED:
            return Token(Kind.FIGURE, Span(start, start + len(content)), content, line, column, decimal(content))
    elif _PLAIN_WORDS.fullmatch(content) and content not in _BLANK_WORDS:
        return Token(Kind.WORDS, Span(start, start + len(content)), content, line, column)
    return None


def read_place(text: str, start: int, end: int, line: int, column: int | None) -> list[Token]:
    """The content of the place `text[start:end]`: one token, or two where words and a figure share it."""
    bare = text[start:end].strip()
    alone = read_alone(bare, text.index(bare, start), line, column) if bare else None
    if alone:
        return [alone]
    if len(bare) > _LONGEST:
        at = text.index(bare, start)
        return [Token(Kind.WORDS, Span(at, at + len(bare)), bare, line, column)]
    bounds = _bare(text, start, end) if bare else None
    if bounds is None:
        return [Token(Kind.EMPTY, Span(start, end), "", line, column)]
    start, end = bounds
    content = text[start:end]
    if _NOTHING.fullmatch(content):
        return [Token(Kind.EMPTY, Span(start, end), content, line, column)]
    if content in _ZERO:
        return [Token(Kind.FIGURE, Span(start, end), content, line, column, Decimal(0))]
    if _BLANK.fullmatch(content):
        return [Token(Kind.BLANK, Span(start, end), content, line, column)]
    figure = _figure(content, start, line, column)
    if figure:
        return [figure]
    if _might_be_number(content):
        return [Token(Kind.ILLEGIBLE, Span(start, end), content, line, column)]
    may_trail = _CHINESE.search(content) and _DIGITS.search(content) and not _ORDINAL.fullmatch(content)
    trailing = _TRAILING.search(content) if may_trail else None
    label = content[: trailing.start()].strip() if trailing else ""
    if trailing and len(label) > 1 and is_label(label):
        at = start + trailing.start("figure")
        number = _figure(text[at:end], at, line, column)
        if number:
            words = Span(start, start + trailing.start())
            return [Token(Kind.WORDS, words, text[words.start : words.end], line, column), number]
    return [Token(Kind.WORDS, Span(start, end), content, line, column)]


@lru_cache(maxsize=4096)
def decimal(digits: str) -> Decimal:
    """The number that these digits are; the small ones that most cells hold are made once."""
    return Decimal(digits)


def could_be(token: Token, value: Decimal) -> bool:
    """Whether the surviving characters of an illegible token allow this number: as many digits, each the same or one
    that scans take for it, and at least one character that tells something."""
    characters, digits = _characters(token), str(value)
    return (
        len(characters) == len(digits)
        and not says_nothing(token)
        and all(digit in _CONFUSED.get(c, c) for c, digit in zip(characters, digits, strict=True))
    )


def speaks_for(token: Token, value: int) -> bool:
    """Whether what is left of a number's characters tells it: `(14)`, `07`, `1l`."""
    return could_be(token, Decimal(value)) or digits_of(token) == value


def digits_of(token: Token) -> int | None:
    """The one number among the characters of a token: 14 of `(14)`, 7 of `07*`, none of `l4`."""
    numbers = [] if _has_doubtful_letters(token) else _DIGITS.findall(token.text)
    return int(numbers[0]) if len(numbers) == 1 and len(numbers[0]) <= _MOST_DIGITS else None


def _has_doubtful_letters(token: Token) -> bool:
    """Whether a token has a letter that scans take for a digit: `l1` may be 11."""
    return any(_CONFUSED.get(character, _ANY_DIGIT) != _ANY_DIGIT for character in _characters(token))


def says_nothing(token: Token) -> bool:
    """Whether none of an illegible token's characters is a digit or resembles one."""
    return all(_CONFUSED.get(character) == _ANY_DIGIT for character in _characters(token))


def _characters(token: Token) -> list[str]:
    return [c for c in token.text if not c.isspace() and c not in ",'\""]


def _bare(text: str, start: int, end: int) -> tuple[int, int] | None:
    """The bounds without white space, quotes and markup around; None where nothing is left."""
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    if start == end:
        return None
    if text[start] == text[end - 1] == '"' and end - start > 1 and text.count('"', start, end) == 2:
        return _bare(text, start + 1, end - 1)
    if text[start] in "*_`~" and end - start < _LONGEST:
        emphasis = _EMPHASIS.fullmatch(text, start, end)
        return _bare(text, *emphasis.span("content")) if emphasis else (start, end)
    return start, end


def _figure(content: str, start: int, line: int, column: int | None) -> Token | None:
    found = _FIGURE.fullmatch(content)
    if found is None:
        return None
    digits = found["digits"].replace(",", "").replace("，", "")
    if (len(digits) > 1 and digits[0] == "0") or len(digits) > MOST_STORED:
        return None
    value = Decimal(digits + (found["fraction"] or "").replace("\\", ""))
    if found["sign"] and found["sign"][-1] in "-减少":
        value = -value
    unit = found["unit"] or found["currency"]
    if unit and unit not in UNITS:
        value *= SCALES.get(unit[0], 1)
    span = Span(start + found.start("number"), start + found.end("number"))
    return Token(Kind.FIGURE, span, content, line, column, value, unit, found["remark"])


def is_page(content: str) -> bool:
    """Whether a place says which page of how many this is, if it is the only one of its line: `2/5`."""
    return _PAGE_OF.fullmatch(content) is not None


def _might_be_number(content: str) -> bool:
    if len(content) > 24 or any(kind.fullmatch(content) for kind in (_ORDINAL, PAGE, _MOMENT)):
        return False
    if _CHINESE.search(content):
        return bool(_DIGITS.search(content) and _QUANTITY.fullmatch(content) and not _ORDINAL.match(content))
    if INSTEAD.fullmatch(content) or _SHARE.fullmatch(content):
        return True
    telling = _DIGITLIKE.findall(content)
    return bool(telling) and len(telling) * 2 >= sum(not c.isspace() for c in content)
