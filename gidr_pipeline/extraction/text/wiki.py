"""Tables in the markup of wikis: their marks read as bars between cells, all else of it as space.

What belongs here: that markup. What does not: what bars mean (`lines`).

    {| class="wikitable"                 (nothing)
    ! 信息内容 !! 本年制发件数             |信息内容 |本年制发件数
    |-                                   (nothing)
    | colspan="2" | 规章 || 3            |规章 | 3
"""

import re

_OPENED = re.compile(r"^\s*\{\|", re.MULTILINE)
_RULE = re.compile(r"^[^\S\n]*(?:\{\||\|[-}+])[^\n]*", re.MULTILINE)
_ATTRIBUTES = re.compile(r'(?<=[|!])[^\S\n]*(?:[a-z]+[^\S\n]*=[^\S\n]*"?[^"|\n]*"?[^\S\n]*)+\|(?!\|)')
_BETWEEN = re.compile(r"\|\||!!")
_HEAD = re.compile(r"^(?P<space>[^\S\n]*)!", re.MULTILINE)


def without_wiki(text: str) -> str:
    """A text with bars alone between the cells of its wiki tables, where it has any. Nothing moves."""
    if "{|" not in text or not _OPENED.search(text):
        return text
    text = _ATTRIBUTES.sub(_space, _RULE.sub(_space, text))
    return _HEAD.sub(r"\g<space>|", _BETWEEN.sub(" |", text))


def _space(found: re.Match[str]) -> str:
    return " " * len(found[0])
