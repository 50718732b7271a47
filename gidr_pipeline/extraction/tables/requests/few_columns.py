"""Tables of requests with fewer columns than the form: the totals alone, some of the applicants, or natural persons,
all others, and totals.

                                自然人  法人或其他组织  总计
    一、本年新收政府信息公开申请数量   5        1          6        5 | nothing told of the five kinds | 6

What belongs here: seeing that a table is so, and the reading of its rows. What does not: a table of all columns, some
of them left blank or lost (`suppositions`).
"""

import re
from collections.abc import Sequence

from gidr_pipeline.extraction.tables.labels import pattern_of, pattern_of_any, plain
from gidr_pipeline.extraction.tables.model import Candidate, Gap, RowFigures, count_of
from gidr_pipeline.extraction.tables.regions import TableText
from gidr_pipeline.extraction.tables.sums import Sums
from gidr_pipeline.extraction.text.figures import Token
from gidr_pipeline.extraction.text.line import Line
from gidr_pipeline.forms import Label

FEW_COLUMNS = "few columns"
"""The name of the hypothesis, and what is said of the reading of a row under it."""

Columns = tuple[int | None, ...]
"""For each figure of a row which of the form's columns it stands in; None where it adds up several."""

_ORGANISATIONS = re.compile("法人(?:[或和及与、]?(?:其[他它])?组织)?|(?:企业|企事业)?单位")
_FEWEST_HOLDING = 3


def few_columns_of(text: TableText, rows: Sequence[RowFigures], sums: Sums) -> Columns | None:
    """The columns of a table all of whose labels stand in the text, each with as many figures; None of any other.

    Totals alone where neither the head nor most rows name an applicant; the three of natural persons, organisations and
    all where the head names these and no other, and the first two add up to the third; the applicants that the head
    names, if they are as many, and all sums down hold.
    """
    columns = text.table.columns
    total = len(columns) - 1
    counts = [[count_of(token) for token in row.tokens] for row in rows]
    if len(rows) != len(text.own) or len(set(map(len, counts))) > 1 or any(None in each for each in counts):
        return None
    named = sum(pattern_of_any(columns[:-2]).search(_words(row.lines)) is not None for row in rows)
    head, applicants = _words(text.header), pattern_of_any(columns[:-1])
    if len(counts[0]) == 1 and not applicants.search(head) and 2 * named < len(rows):
        return (total,)
    others = pattern_of_any(columns[1:-1]).search(_ORGANISATIONS.sub("", head))
    if len(counts[0]) == 3 and not others and pattern_of_any(columns[:1]).search(head) and _ORGANISATIONS.search(head):
        telling = [each for each in counts if any(each)]
        holding = sum((one or 0) + (other or 0) == both for one, other, both in telling)
        if holding >= max(_FEWEST_HOLDING, len(telling) - 1):
            return (0, None, total)
    applicants_named = _applicants_in(_ORGANISATIONS.sub("", head), columns)
    values = {row.row: each for row, each in zip(rows, counts, strict=True)}
    places = range(len(counts[0]))
    holds = any(map(any, counts)) and all(each.rest(values, at) == 0 for each in sums.down for at in places)
    return tuple(applicants_named) if len(applicants_named) == len(places) < total and holds else None


def _applicants_in(head: str, columns: Sequence[Label]) -> list[int]:
    """The applicants that a head names, if each once, in the form's order; nothing where it names the totals too."""
    found = sorted(
        (each.start(), at) for at, column in enumerate(columns) for each in pattern_of(column).finditer(head)
    )
    places = [at for _, at in found]
    return places if len(columns) - 1 not in places and places == sorted(set(places)) else []


def in_few_columns(tokens: Sequence[Token], columns: Columns, width: int) -> Candidate:
    """The reading of a row of such a table."""
    under = {column: token for column, token in zip(columns, tokens, strict=True) if column is not None}
    cells = tuple(under.get(at, Gap.UNSEEN) for at in range(width))
    values = tuple(count_of(under[at]) if at in under else None for at in range(width))
    return Candidate(0.0, cells, values, faults=(FEW_COLUMNS,))


def _words(lines: Sequence[Line]) -> str:
    return plain("".join(token.text for line in lines for token in line.words))
