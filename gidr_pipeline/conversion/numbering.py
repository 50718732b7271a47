"""Numbers of paragraphs that Word counts itself: `一、`, `（二）`, `3.` are nowhere in the text of such a file.

What belongs here: lists, their levels and what they print. What does not: the paragraphs (`word`).
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from lxml import etree

_DIGITS = "〇一二三四五六七八九"
_CHINESE = frozenset(
    (
        *("chineseCounting", "chineseCountingThousand", "chineseLegalSimplified", "ideographDigital"),
        *("japaneseCounting", "japaneseDigitalTenThousand", "taiwaneseCounting", "taiwaneseCountingThousand"),
    )
)
_CIRCLED = frozenset(("decimalEnclosedCircle", "decimalEnclosedCircleChinese"))
_LEVELS = 9


class _Level(NamedTuple):
    start: int
    kind: str
    text: str


@dataclass
class Numbering:
    """The lists of a document; counts on with each paragraph that it is asked for."""

    levels: Mapping[str, Mapping[int, _Level]]
    """By list."""
    families: Mapping[str, str]
    """The definition of each list: lists of one definition count together."""
    styles: Mapping[str, tuple[str | None, int]]
    """The list and the level that a style of paragraphs has."""
    _counts: dict[str, dict[int, int]] = field(default_factory=dict)

    @classmethod
    def of(cls, numbering: etree._Element | None, styles: etree._Element | None) -> "Numbering":
        """From the parts of the file that define lists and styles, as far as it has them."""
        definitions: dict[str, dict[int, _Level]] = {}
        levels: dict[str, Mapping[int, _Level]] = {}
        families: dict[str, str] = {}
        for node in numbering if numbering is not None else ():
            if _is(node, "abstractNum"):
                defined = [each for each in node if _is(each, "lvl")]
                definitions[_attribute(node, "abstractNumId")] = {
                    _number(each, "ilvl"): _level(each) for each in defined
                }
            elif _is(node, "num"):
                family = _inner(node, "abstractNumId")
                identity = _attribute(node, "numId")
                levels[identity] = definitions.get(family, {})
                families[identity] = family
                restarts = any(_is(each, "lvlOverride") for each in node)
                if restarts:
                    families[identity] = f"{family} of {identity}"
        by_style: dict[str, tuple[str | None, int]] = {}
        based: dict[str, str] = {}
        for style in styles if styles is not None else ():
            if _is(style, "style"):
                name = _attribute(style, "styleId")
                based[name] = _inner(style, "basedOn")
                if (own := _list_of(style)) is not None:
                    by_style[name] = own
        for name in based:
            above, steps = name, 0
            while above and above not in by_style and steps < _LEVELS:
                above, steps = based.get(above, ""), steps + 1
            if above in by_style:
                by_style.setdefault(name, by_style[above])
        return cls(levels, families, by_style)

    def of_paragraph(self, paragraph: etree._Element) -> str:
        """The number that stands before a paragraph, nothing where it has none."""
        if not self.levels:
            return ""
        own = _list_of(paragraph)
        properties = next((each for each in paragraph if _is(each, "pPr")), None)
        styled = self.styles.get(_inner(properties, "pStyle")) if properties is not None else None
        identity, at = own or styled or (None, 0)
        if own and own[0] is None and styled:
            identity = styled[0]
        level = self.levels.get(identity or "", {}).get(at)
        if identity is None or level is None:
            return ""
        counts = self._counts.setdefault(self.families[identity], {})
        counts[at] = counts.get(at, level.start - 1) + 1
        for deeper in [each for each in counts if each > at]:
            del counts[deeper]
        text = level.text
        for each in range(_LEVELS):
            if f"%{each + 1}" in text:
                shown = self.levels[identity].get(each, level)
                text = text.replace(f"%{each + 1}", _printed(counts.get(each, shown.start), shown.kind))
        return text


def _level(node: etree._Element) -> _Level:
    start = _inner(node, "start")
    kind = _inner(node, "numFmt")
    return _Level(int(start) if start.isdecimal() else 1, kind, "" if kind == "bullet" else _inner(node, "lvlText"))


def _list_of(holder: etree._Element) -> tuple[str | None, int] | None:
    """The list and the level that a paragraph or a style has of its own."""
    properties = next((each for each in holder if _is(each, "pPr")), None)
    of_list = None if properties is None else next((each for each in properties if _is(each, "numPr")), None)
    if of_list is None:
        return None
    level = _inner(of_list, "ilvl")
    return _inner(of_list, "numId") or None, int(level) if level.isdecimal() else 0


def _printed(count: int, kind: str) -> str:
    if kind in _CHINESE and 0 < count < 100:
        tens, ones = divmod(count, 10)
        return ("" if not tens else "十" if tens == 1 else f"{_DIGITS[tens]}十") + (_DIGITS[ones] if ones else "")
    if kind in _CIRCLED and 0 < count <= 20:
        return chr(ord("①") + count - 1)
    if kind in ("lowerLetter", "upperLetter") and 0 < count <= 26:
        return chr(ord("a" if kind == "lowerLetter" else "A") + count - 1)
    return "" if kind == "none" else str(count)


def _is(node: etree._Element, name: str) -> bool:
    return isinstance(node.tag, str) and node.tag.rpartition("}")[2] == name


def _attribute(node: etree._Element, name: str) -> str:
    return next((str(value) for key, value in node.attrib.items() if str(key).rpartition("}")[2] == name), "")


def _inner(parent: etree._Element | None, name: str) -> str:
    """The value of an element inside another."""
    found = None if parent is None else next((each for each in parent if _is(each, name)), None)
    return "" if found is None else _attribute(found, "val")


def _number(node: etree._Element, name: str) -> int:
    value = _attribute(node, name)
    return int(value) if value.isdecimal() and len(value) < 3 else 0
