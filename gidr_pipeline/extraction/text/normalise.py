"""One-to-one normalisation of characters: whatever it changes, it moves nothing.

Full-width forms, odd spaces, dashes, box-drawing bars and the radical and compatibility forms that PDF fonts give for
ordinary characters become the plain character, and traditional characters simplified ones, with some words that their
readers have for those of the forms. Every offset into the result is an offset into the decoded text.
What NFKC would make of circled and superscript digits is left alone: those are ordinals and footnotes, not figures.
So is the full-width comma, which belongs to prose and labels where the plain one may separate cells.
"""

import re
import sys
import tomllib
import unicodedata
from collections.abc import Mapping
from functools import cache
from importlib import resources

from gidr_pipeline.extraction.text.markup import separators
from gidr_pipeline.extraction.text.sources import without_sources

ZERO_WIDTH = "\u200b"
"""Stands for every character that takes no place: soft hyphen, joiners, marks of direction."""

CONTINUED = "\udfff"
"""Stands for what else belongs to the character before: the rest of an escape. No decoded text has it."""

UNREADABLE = "\ufffd"
"""Stands for what the bytes of a document no longer tell."""

SPACE_ENTITY = "&(?:nbsp|ensp|emsp|#160|#12288);"

_TAG = re.compile(r"</?[a-zA-Z][^<>]{0,400}>")
_TELLING_TAG = re.compile(r"</|/>|<br\b", re.IGNORECASE)
_RAISED = re.compile(r"<sup\b[^<>]{0,100}>(?P<words>[^<>]{0,20})</sup>", re.IGNORECASE)
# One that is all that a line has says that its cell is empty.
_ENTITY = re.compile(rf"^(?P<alone>[^\S\n]*(?:{SPACE_ENTITY})+[^\S\n]*)$|{SPACE_ENTITY}", re.MULTILINE | re.IGNORECASE)
_FENCE = re.compile(r"^[^\S\n]*(?:`{3,}|~{3,})\w{0,20}[^\S\n]*$", re.MULTILINE)
"""What stands in Markdown above and below a text that is to be shown as it is."""
_ATTRIBUTES = re.compile(r"\]\{[^{}\[\]]{0,200}\}")
_SPAN = re.compile(r"\[(?P<words>[^\[\]{}]{0,400})\]\{[^{}\[\]]{0,200}\}")
_DEEPEST = 4
_INLINE = re.compile(r"</?(?:span|font|b|strong|em|i|u|a)\b[^<>]{0,400}>", re.IGNORECASE)
_GONE = "\ue000"
"""Stands for characters of markup inside a line, until all of them are known."""
_ALL_GONE = re.compile(f"{_GONE}+")
_NUMBER_END, _NUMBER_START = re.compile(r"\d[.,]?$"), re.compile(r"[.,]?\d")
# A reading in brackets that converters of web sites put behind a character: 務(wù).
_READING = re.compile("(?<=[一-鿿])[(（][a-zü]{0,4}[āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜ][a-zü]{0,4}[)）]")
_THIN = frozenset("\u00a0\u2008\u2009\u202f")
_ANY_THIN = f"[{''.join(sorted(_THIN))}]"
_THOUSANDS = re.compile(rf"(?<!\d{_ANY_THIN})(?<!\d)([1-9]\d{{0,2}}){_ANY_THIN}(?=\d{{3}}(?!\d|{_ANY_THIN}\d))")
_SET_APART = re.compile(rf"\d{_ANY_THIN}(?=\d)")
_TONES = frozenset("āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜ")
_GRID_RULE = re.compile(r"[ \t]*\+(?:[-=:]+\+)+[ \t]*")
_BROKEN_ATTRIBUTES = re.compile(r"\[|\]?\{[^{}]*[=.#][^{}]*\}|\\(?=\s)")
_NOT_LINE_END = re.compile(r"[^\n]")
_NOTHING = "\u00ad\u180e\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2060\ufeff"
_SPACES = "\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000"
_LINE_ENDS = "\x07\r\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029"
_DASHES = "‐‑‒–—―−─━﹘﹣⁃ー"
_BARS = "│┃┆┇┊┋║丨∣︱"
_QUOTES = "“”„‟＂〝〞「」『』"
# Radical forms that Unicode gives no decomposition for, as fonts of Chinese PDF files map them.
_RADICALS = dict(
    zip(
        "⺀⺁⺄⺆⺈⺊⺌⺍⺎⺕⺗⺘⺝⺟⺠⺣⺤⺨⺩⺪⺫⺬⺭⺮⺶⺷⺼⺾⻁⻂⻃⻄⻅⻆⻉⻊⻋⻌⻍⻎⻐⻓⻔⻘⻙⻚⻛⻜⻝⻟⻢⻣⻤⻥⻦⻧⻨⻩⻪⻬⻮⻰",
        "冫厂乙冂刀卜小小兀彐心手月母民火爪犬王疋目示示竹羊羊肉艹虎衣西西见角贝足车辶辶辶钅长门青韦页风飞食饣马骨鬼鱼鸟卤麦黄黾齐齿龙",
        strict=True,
    )
)


_ZEROS = frozenset("〇零○")
_ZERO_ALONE = re.compile(r"(?<![^\s|,;\"])(?:[〇零](?![^\s|,;\"])|○(?=\s*(?:$|[\d○|,;\"])))", re.MULTILINE)
"""A zero in characters that is a cell; a circle before words may stand before an item of a list."""


@cache
def _traditional() -> Mapping[str, str]:
    """Each traditional character with its simplified one, from `traditional.toml`."""
    data = tomllib.loads(resources.files(__package__).joinpath("traditional.toml").read_text(encoding="utf-8"))
    return dict(zip(data["traditional"], data["simplified"], strict=True))


@cache
def _vocabulary() -> Mapping[str, str]:
    """Words of converters and those of the forms, from `vocabulary.toml`."""
    words: Mapping[str, str] = tomllib.loads(
        resources.files(__package__).joinpath("vocabulary.toml").read_text(encoding="utf-8")
    )["words"]
    return words


@cache
def _table() -> Mapping[str, str]:
    table = dict(_traditional())
    ranges = [(0x2E80, 0x2FE0), (0xF900, 0xFB00), (0xFE30, 0xFE70), (0xFF01, 0xFFEF), (0x1D7CE, 0x1D800)]
    for first, last in ranges + ([(0x2F800, 0x2FA20)] if sys.maxunicode > 0xFFFF else []):
        for code in range(first, last):
            plain = unicodedata.normalize("NFKC", chr(code))
            if len(plain) == 1 and plain not in (chr(code), ","):
                table[chr(code)] = plain
    for characters, plain in (
        (_NOTHING, ZERO_WIDTH),
        (_SPACES, " "),
        (_LINE_ENDS, "\n"),
        (_DASHES, "-"),
        (_BARS, "|"),
        (_QUOTES, '"'),
        ("↓", "-"),  # before a change from the year before
        ("↑", "+"),
        ("\0", UNREADABLE),
    ):
        table.update(dict.fromkeys(characters, plain))
    table.update(_RADICALS)
    # What one form becomes may itself have a plainer one.
    return {character: table.get(plain, plain) for character, plain in table.items() if character != ZERO_WIDTH}


def normalise(text: str) -> str:
    """The text with every character in its plain form, of the same length, lines ending in `\\n`.

    Tags of HTML, and attributes and fences of Markdown, that an extractor left are blanked out: inside a word they take
    no place, elsewhere they are space, but for what separates cells, rows and paragraphs (`markup`). Marks of footnotes
    (`<sup>[1]</sup>`) go with their tags; entities of spaces are space. Readings in brackets behind a character take no
    place. A zero in Chinese characters that stands alone is one in digits. A thin or fixed space before three digits
    sets apart thousands, as a comma does, if none sets apart anything else.
    """
    plain = text.replace("\r\n", " \n")
    characters = set(plain)
    if characters & _TONES:
        plain = _READING.sub(lambda reading: ZERO_WIDTH * len(reading[0]), plain)
    if characters & _THIN and len(_THOUSANDS.findall(plain)) == len(_SET_APART.findall(plain)):
        plain = _THOUSANDS.sub(r"\1,", plain)
    # A text has few of these characters, and replacing each is faster than looking every character up.
    for character in _table().keys() & characters:
        plain = plain.replace(character, _table()[character])
    for word, meant in _vocabulary().items():
        plain = plain.replace(word, meant)
    plain = without_sources(plain)
    if "]{" in plain:
        plain = _ATTRIBUTES.sub(_blank, _without_spans(plain))
        plain = _without_broken_attributes(plain) if "-+" in plain else plain
    if "<" in plain and _TELLING_TAG.search(plain):
        plain = _without_tags(plain)
    plain = _FENCE.sub(lambda fence: " " * len(fence[0]), plain) if "```" in plain or "~~~" in plain else plain
    plain = _ENTITY.sub(_space, plain) if "&" in plain else plain
    return _ZERO_ALONE.sub("0", plain) if characters & _ZEROS else plain


def as_printed(plain: str, printed: str) -> str:
    """Words of a normalised text as their readers see them: brackets and digits in the width of `printed`, traditional
    characters and words of other vocabulary as they stand there, but the ordinary character and space in the place of
    what a font gave for them."""
    return "".join(
        character if character.isspace() or (character >= "㐀" and _is_of_a_font(character, original)) else original
        for character, original in zip(plain, printed, strict=True)
    )


def _is_of_a_font(character: str, original: str) -> bool:
    return original not in _traditional() and _table().get(original) == character


def _space(entity: re.Match[str]) -> str:
    return entity[0] if entity["alone"] else " " * len(entity[0])


def _lowered(raised: re.Match[str]) -> str:
    """Raised words without their tags: a figure, which may belong to the number before it or be a footnote's, makes
    both one that can't be read; any other mark is a footnote's, and goes."""
    words = raised["words"]
    if not words.strip().isdecimal():
        return _blank(raised)
    before, behind = raised.start("words") - raised.start() - 1, raised.end() - raised.end("words")
    return f"?{ZERO_WIDTH * before}{words}{ZERO_WIDTH * behind}"


def _without_spans(text: str) -> str:
    """The text without the brackets and attributes of Markdown's spans, `[0]{style="color:red"}`, one in another."""
    for _ in range(_DEEPEST):
        text, found = _SPAN.subn(_only_words, text)
        if not found:
            break
    return _closed_up(text)


def _only_words(span: re.Match[str]) -> str:
    behind = span.string[span.end("words") : span.end()]
    return _GONE + span["words"] + _NOT_LINE_END.sub(_GONE, behind)


def _closed_up(text: str) -> str:
    """The text with markup inside its lines gone: between the digits of a number or inside a word it takes no place."""
    return _ALL_GONE.sub(_closed, text) if _GONE in text else text


def _closed(gone: re.Match[str]) -> str:
    text, start, end = gone.string, gone.start(), gone.end()
    in_a_number = _NUMBER_END.search(text, max(start - 2, 0), start) and _NUMBER_START.match(text, end)
    return (ZERO_WIDTH if in_a_number or _is_in_a_word(text, start, end) else " ") * (end - start)


def _without_tags(text: str) -> str:
    lowered = _RAISED.sub(_lowered, text)
    without = _closed_up(_INLINE.sub(lambda tag: _NOT_LINE_END.sub(_GONE, tag[0]), lowered))
    characters = list(_TAG.sub(_blank, without))
    for at, separator in separators(text):
        characters[at] = separator
    return "".join(characters)


def _without_broken_attributes(text: str) -> str:
    """The text without the attributes that the cells of a grid table break over lines, and the brackets before them."""
    characters, start, row = list(text), 0, dict[int, list[tuple[int, int]]]()
    for line in text.split("\n"):
        if _GRID_RULE.fullmatch(line) or not line.lstrip().startswith("|"):
            for pieces in row.values():
                _blank_attributes(characters, [at for a, b in pieces for at in range(a, b)])
            row = {}
        else:
            at = start
            for place, content in enumerate(line.split("|")):
                row.setdefault(place, []).append((at, at + len(content)))
                at += len(content) + 1
        start += len(line) + 1
    return "".join(characters)


def _blank_attributes(characters: list[str], cell: list[int]) -> None:
    content = "".join(characters[at] for at in cell)
    for found in _BROKEN_ATTRIBUTES.finditer(content):
        for at in cell[found.start() : found.end()]:
            characters[at] = " "


def _blank(tag: re.Match[str]) -> str:
    inside = _is_in_a_word(tag.string, tag.start(), tag.end())
    return _NOT_LINE_END.sub(ZERO_WIDTH if inside else " ", tag[0])


def _is_in_a_word(text: str, start: int, end: int) -> bool:
    return start > 0 and end < len(text) and text[start - 1] >= "㐀" and text[end] >= "㐀"
