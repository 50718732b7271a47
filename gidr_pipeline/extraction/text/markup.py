"""What the tags of HTML separate: the cells and rows of its tables, and paragraphs on one line.

What belongs here: which characters of tags, and which line ends between them, are to be read as a tab, a space or a
line end. What does not: taking tags out (`normalise`).
"""

import re
from bisect import bisect_right
from collections.abc import Iterator

_ROWS, _CELLS = "(?:tr|row)", "(?:t[dh]|cell)"
"""The tags of rows and cells in HTML, and in the XML that some extractors write."""
_ROW = re.compile(
    rf"""(?ix)
    <{_ROWS}\b[^<>]{{0,400}}> (?P<cells> [^<]* (?: <(?! /?(?:{_ROWS}|table|tbody)\b ) [^<]* )* )
    (?= <{_ROWS}\b | </(?:{_ROWS}|table|tbody)\b )
    """
)
_IN_LINE = re.compile(
    rf"""(?ix)
    (?P<cell> <{_CELLS}\b[^<>]{{0,400}}>
        [^<\n]* (?: <(?! /?(?:{_ROWS}|{_CELLS}|table|tbody)\b ) [^<\n]* )* </{_CELLS}\s*> )
    | (?P<block>
        (?: <{_ROWS} | </?(?:p|div|h[1-6]|title|li|[ou]l|table|section|article|center|blockquote))\b[^<>]{{0,400}}> )
    """
)
_IN_ROW = re.compile(rf"(?P<cell><{_CELLS}\b[^<>]{{0,400}}>)|\n", re.IGNORECASE)
_TAG_OR_SPACE = re.compile(r"<[^<>]*>|\s|&\w+;")
_ROW_BEGINS = re.compile(f"<{_ROWS}\\b", re.IGNORECASE)
_LONGEST_ROW = 400


def separators(text: str) -> Iterator[tuple[int, str]]:
    """What to read, character by character, where tags separate something; all other characters of tags are blanks.

    The cells of a row are separated by tabs, so that empty ones keep their place, and line ends inside it are spaces; a
    row too long for a table of figures holds the page itself. Rows and paragraphs that share a line are separated by
    line ends.
    """
    rows = [row for row in _ROW.finditer(text) if len(_TAG_OR_SPACE.sub("", row["cells"])) <= _LONGEST_ROW]
    for row in rows:
        yield from _in_row(text, *row.span("cells"))
    starts, ends = [row.start("cells") for row in rows], [0, *(row.end() for row in rows)]
    begin = 0
    for line in text.split("\n"):
        if "<" in line and not _has_places(line.strip()):
            # What stands before the first of these or behind the last is space.
            first, last = begin + len(line) - len(line.lstrip()), begin + len(line.rstrip())
            for found in _IN_LINE.finditer(text, begin, begin + len(line)):
                inside_row = found.start() < ends[bisect_right(starts, found.start())]
                closes_line = text.startswith("</", found.start()) and found.end() >= last
                if not (found["cell"] or inside_row or found.start() <= first or closes_line):
                    yield found.start(), "\n"
        begin += len(line) + 1


def _in_row(text: str, start: int, end: int) -> Iterator[tuple[int, str]]:
    first = True
    for found in _IN_ROW.finditer(text, start, end):
        if not found["cell"]:
            yield found.start(), " "
        elif first:
            first = False
        else:
            yield found.start(), "\t"


def _has_places(line: str) -> bool:
    """Whether tabs or bars separate its cells, in which a tag separates nothing."""
    return line.startswith("|") or line.endswith("|") or ("\t" in line and not _ROW_BEGINS.search(line))
