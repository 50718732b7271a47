"""How large what comes from strangers may be. A report has 10 KB of text, 50 rows and some 10 pages."""

from gidr_pipeline.conversion.model import Unconvertible

MEMORY = 1024**3
"""Bytes of address space of the process that converts."""
SECONDS = 10
"""Of the processor, for one file."""
PATIENCE = 30
"""Seconds on the clock, for one file, before its process is ended."""
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
PAGE_OBJECTS = 200_000
"""Characters and shapes of one page."""
RULES = 20_000
"""Ruling lines of one page."""


def too_large(what: str) -> Unconvertible:
    """The refusal of a file that has more of something than any report."""
    return Unconvertible("too_large", f"it has {what}, more than any report; take the report alone out of it")
