"""Texts in a frame: what a web page lays out as a table of one column, converters print between rules and bars.

What belongs here: reading such a frame as space. What does not: frames of tables with several columns, whose bars
separate their cells (`lines`).

    +---------------------+
    | 二、主动公开情况     |          二、主动公开情况
    | +------+----+       |          +------+----+
    | | 规章 | 0  |       |          | 规章 | 0  |
    | +------+----+       |          +------+----+
    +---------------------+
"""

import re

_RULE = re.compile(r"(?P<indent>[^\S\n]*)\+[-=]{8,}\+[^\S\n]*")
_FEWEST_LINES = 20
"""Lines in a frame that holds more than a cell."""
_DEEPEST = 4


def without_frames(text: str) -> str:
    """A normalised text with spaces for the frames around much of it, one in another. Nothing moves."""
    for _ in range(_DEEPEST):
        if "-+\n" not in text and "-+ " not in text:
            break
        bare = _without_outermost(text)
        if bare == text:
            break
        text = bare
    return text


def _without_outermost(text: str) -> str:
    lines, start = text.split("\n"), None
    bare = list(lines)
    for at, line in enumerate(lines):
        rule = _RULE.fullmatch(line)
        if start is None:
            start, indent = (at, rule["indent"]) if rule else (None, "")
        elif rule and rule["indent"] == indent:
            if at - start > _FEWEST_LINES:
                bare[start : at + 1] = [_within(each, len(indent)) for each in lines[start : at + 1]]
            start = at
        elif not (line.startswith(f"{indent}|") and line.rstrip().endswith("|")):
            start = at if rule else None
            indent = rule["indent"] if rule else ""
    return "\n".join(bare)


def _within(line: str, indent: int) -> str:
    """A line without what of a frame is on it."""
    if _RULE.fullmatch(line):
        return " " * len(line)
    end = len(line.rstrip()) - 1
    return f"{line[:indent]} {line[indent + 1 : end]} {line[end + 1 :]}"
