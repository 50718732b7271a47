"""Tables whose rows have nothing between their figures: 予以公开1200014.

What belongs here: the ways to divide the digits at each label into figures that add up. What does not: which of them go
together (`solve`), and one place with two figures (`sequences`).
"""

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import accumulate, islice

from gidr_pipeline.extraction.model import Span
from gidr_pipeline.extraction.tables.faults import ROW
from gidr_pipeline.extraction.tables.glued import channels_in, divisions
from gidr_pipeline.extraction.tables.model import Candidate, Candidates, Gap, RowFigures
from gidr_pipeline.extraction.tables.sums import RowSum
from gidr_pipeline.extraction.text.figures import Kind, Token

_DIGITS = re.compile(r"(?<![\d.,])[0-9]+$")
_MOST_WAYS = 200
_NEARLY_ALL = 0.9


def divided(rows: Sequence[RowFigures], width: int, along: RowSum) -> Candidates:
    """For each row the ways to divide the digits at its label into as many figures as it has cells; none where not
    nearly all rows have digits enough, or their total does not come last."""
    runs = {row.row: run for row in rows if (run := _run_of(row, width))}
    if along.total != width - 1 or len(runs) < _NEARLY_ALL * len(rows) or not runs:
        return {}
    nothing = Candidate(ROW.unexplained, (Gap.UNSEEN,) * width, (None,) * width, faults=("unexplained",))
    ways = {row.row: list(_ways(runs[row.row], width, along)) if row.row in runs else [] for row in rows}
    return {row: [*found, nothing] if len(found) <= _MOST_WAYS else [nothing] for row, found in ways.items()}


def _run_of(row: RowFigures, width: int) -> Token | None:
    """The digits that stand at a label, or end its words; None where there are more than those of one row."""
    found = [token for token in row.tokens if token.text.isdecimal()]
    if len(found) < len(row.tokens):
        return None
    for word in (word for line in row.lines for word in line.words):
        digits = _DIGITS.search(word.text)
        if digits and len(digits[0]) >= width:
            start = word.span.start + digits.start()
            found.append(word._replace(text=digits[0], span=Span(start, start + len(digits[0]))))
    return found[0] if len(found) == 1 and len(found[0].text) >= width else None


def _ways(run: Token, width: int, along: RowSum) -> Iterator[Candidate]:
    """As many digits as cells can be divided in one way, whether they add up or not. One more than can be weighed tells
    that there are too many."""
    alone = len(run.text) == width
    ways = divisions(run.text, width) if alone else channels_in(run.text, width, width)
    for texts in islice(ways, _MOST_WAYS + 1):
        ends = [*accumulate(map(len, texts), initial=run.span.start)]
        cells = tuple(
            run._replace(kind=Kind.FIGURE, span=Span(*ends[at : at + 2]), text=text, value=Decimal(text))
            for at, text in enumerate(texts)
        )
        values = tuple(map(int, texts))
        yield Candidate(0.0, cells, values, bool(along.rest(values)), () if alone else ("run together",))
