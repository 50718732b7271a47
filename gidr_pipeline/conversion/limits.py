"""How large what comes from strangers may be. A report has 10 KB of text, 50 rows and some 10 pages."""

from typing import NamedTuple

from gidr_pipeline.conversion.model import Unconvertible


class Limits(NamedTuple):
    """Of a process that converts."""

    memory: int
    """Bytes of address space."""
    seconds: int
    """Of the processor, for one file."""
    patience: int
    """Seconds on the clock, for one file, before its process is ended."""


OF_FILES = Limits(memory=1024**3, seconds=10, patience=30)
OF_PICTURES = Limits(memory=6 * 1024**3, seconds=300, patience=600)
"""Of reading pages that are pictures, which takes some seconds each."""
PICTURE_DOTS = 40_000_000
"""Dots of one picture; a page of A4 with 400 dots an inch has 16 million."""
FILES_EACH = 1_000
"""That one process converts before another takes its place."""
ANSWER = 64 * 1024**2
"""Bytes of what is given back of one file."""
OFFICE_SECONDS = 60
"""On the clock and of the processor, for LibreOffice to convert one file."""
OFFICE_MEMORY = 4 * 1024**3
"""Bytes of address space of LibreOffice."""
INFLATED = 64 * 1024**2
"""Bytes of one part of an archive, counted as they come."""
PARTS = 10_000
"""Files in an archive."""
TEXT = 500_000
"""Characters of text, those of some hundred reports."""
LINES = 10_000
"""Lines of text."""
CELLS = 30_000
"""Cells of all tables, each counted once."""
PLACES = 2_000_000
"""Places of one table that its cells cover."""
COLUMNS = 1_000
"""Of a table, and the most that one cell may cover, as in browsers."""
DEPTH = 200
"""Tables, boxes and other things inside each other."""
OPEN_TAGS = 5_000
"""Elements of a web page that are open at once."""
PAGES = 300
PICTURED_PAGES = 40
PAGE_OBJECTS = 200_000
"""Characters and shapes of one page."""
RULES = 20_000
"""Ruling lines of one page."""


def too_large(what: str) -> Unconvertible:
    """The refusal of a file that has more of something than any report."""
    return Unconvertible("too_large", f"it has {what}, more than any report; take the report alone out of it")
