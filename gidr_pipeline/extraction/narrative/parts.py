"""Which parts of a report are prose: its lines but for the rows and headers of tables.

What belongs here: telling such lines, and joining them. What does not: where the tables are (`tables`), and what the
prose says (`claims`).
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import takewhile

from gidr_pipeline.extraction.form_words import is_label
from gidr_pipeline.extraction.model import Span
from gidr_pipeline.extraction.text.line import Line

_MOST_PLACES = 2
_FEWEST_FIGURES = 4
_LONGEST = {True: 9, False: 3}
"""Characters of a figure with what touches it, and of what stands apart from it."""
_DIGIT = re.compile(r"\d")
_SENTENCE_END = "。"


def prose_lines(text: str, lines: Iterable[Line], tables: Sequence[Span] = ()) -> Iterator[Span]:
    """The lines outside tables that are no rows, with no separated places but for a sentence alone in one, as in the
    text of a sheet; of one that a table begins in, what stands before."""
    for line in lines:
        at, end = line.span
        if line.places > _MOST_PLACES and not line.is_prose:
            if len(line.words) != 1 or line.values or not line.words[0].text.endswith(_SENTENCE_END):
                continue
            at, end = line.words[0].span
        if any(start <= at < stop for start, stop in tables) or _is_a_row(text[at:end]):
            continue
        yield Span(at, min((start for start, stop in tables if at < start < end <= stop), default=end))


def joined(lines: Iterable[Span]) -> list[Span]:
    """Runs of lines, given in the order of the text, as one part each."""
    parts: list[Span] = []
    for line in lines:
        if parts and parts[-1].end + 1 == line.start:
            parts[-1] = Span(parts[-1].start, line.end)
        else:
            parts.append(line)
    return parts


def _is_a_row(line: str) -> bool:
    """Whether a line is a row of a table, though its figures may not be read: a label, and figures apart from each
    other with hardly anything around them."""
    parts = line.split()
    if len(parts) <= _FEWEST_FIGURES:
        return False
    behind = list(takewhile(lambda part: len(part) <= _LONGEST[bool(_DIGIT.search(part))], reversed(parts)))
    label = "".join(parts[: len(parts) - len(behind)])
    figures = sum(bool(_DIGIT.search(part)) for part in behind)
    return figures >= _FEWEST_FIGURES and bool(label) and is_label(label)
