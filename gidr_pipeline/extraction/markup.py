"""What the tags of HTML separate where their source has no line ends: cells, rows and paragraphs on one line.

What belongs here: finding which tags stand for a tab or a line end. What does not: taking tags out (`normalise`). Where
each cell of a table has a line of its own, the line ends of the source tell enough, and its tags separate nothing.
"""

import re
from collections.abc import Iterator

_SEPARATING = re.compile(
    r"""(?ix)
    (?P<row> <tr\b[^<>]{0,400}> (?P<cells> (?: (?! </?(?:tr|table|tbody)\b ). )* ) (?= <tr\b | </t(?:r|able|body)\b ) )
    | (?P<cell> <t[dh]\b[^<>]{0,400}> (?: (?! </?(?:t[dhr]|table|tbody)\b ). )* </t[dh]\s*> )
    | (?P<block> (?: <tr | </?(?:p|div|h[1-6]|title|li|[ou]l|table|section|article|center|blockquote))\b[^<>]{0,400}> )
    """
)
_CELL = re.compile(r"<t[dh]\b[^<>]{0,400}>", re.IGNORECASE)


def separators(text: str) -> Iterator[tuple[int, str]]:
    """Where a tag separates what stands on one line: the place of its first character, and what to read there.

    A row's cells are separated by tabs, so that empty ones keep their place; rows and paragraphs by line ends.
    """
    start = 0
    for line in text.split("\n"):
        if "<" in line and not _has_places(line.strip()):
            yield from ((start + at, separator) for at, separator in _in_line(line))
        start += len(line) + 1


def _has_places(line: str) -> bool:
    """Whether tabs or bars separate its cells, in which a tag separates nothing."""
    return line.startswith("|") or line.endswith("|") or ("\t" in line and "<tr" not in line.lower())


def _in_line(line: str) -> Iterator[tuple[int, str]]:
    for found in _SEPARATING.finditer(line):
        if found["row"] or found["block"]:
            before, behind = line[: found.start()], line[found.end() :]
            closes = line.startswith("</", found.start())
            if before and not before.isspace() and (not closes or (behind and not behind.isspace())):
                yield found.start(), "\n"
            if found["row"]:
                yield from _in_row(line, *found.span("cells"))


def _in_row(line: str, start: int, end: int) -> Iterator[tuple[int, str]]:
    first = True
    for found in _CELL.finditer(line, start, end):
        if first:
            first = False
        else:
            yield found.start(), "\t"
