"""Tables of requests with fewer columns than the form: the totals alone, some of the applicants, or natural persons,
all others, and totals.

                                自然人  法人或其他组织  总计
    一、本年新收政府信息公开申请数量   5        1          6        5 | nothing told of the five kinds | 6

What belongs here: seeing that a table is so, and the reading of its rows. What does not: a table of all columns, some
of them left blank or lost (`suppositions`).
"""

import re
from collections.abc import Iterable, Mapping, Sequence

from gidr_pipeline.extraction.tables.model import Candidate, Gap, RowFigures, count_of
from gidr_pipeline.extraction.tables.regions import TableText
from gidr_pipeline.extraction.tables.sums import Sums
from gidr_pipeline.extraction.tables.wordings import pattern_of, pattern_of_any, plain
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
    columns, total = text.table.columns, len(text.table.columns) - 1
    counts = {row.row: [count_of(token) for token in row.tokens] for row in rows}
    widths = {len(each) for each in counts.values()}
    if len(rows) != len(text.own) or len(widths) != 1 or any(None in each for each in counts.values()):
        return None
    head = _words(text.header)
    if widths == {1}:
        return (total,) if _are_totals(rows, head, columns) else None
    applicants = _applicants_in(_ORGANISATIONS.sub("", head), columns)
    if len(applicants) < total and widths == {len(applicants)}:
        return tuple(applicants) if _add_up_down(counts, sums, len(applicants)) else None
    return (0, None, total) if widths == {3} and _are_all_others_together(counts.values(), head, columns) else None


def _are_totals(rows: Sequence[RowFigures], head: str, columns: Sequence[Label]) -> bool:
    """Whether neither the head nor most rows name an applicant."""
    named = sum(pattern_of_any(tuple(columns[:-2])).search(_words(row.lines)) is not None for row in rows)
    return not pattern_of_any(tuple(columns[:-1])).search(head) and 2 * named < len(rows)


def _are_all_others_together(counts: Iterable[Sequence[int | None]], head: str, columns: Sequence[Label]) -> bool:
    """Whether a head of three names natural persons, organisations and no other applicant, and the first two figures of
    the rows add up to the third, in all but one."""
    others = pattern_of_any(tuple(columns[1:-1])).search(_ORGANISATIONS.sub("", head))
    if others or not pattern_of(columns[0]).search(head) or not _ORGANISATIONS.search(head):
        return False
    telling = [each for each in counts if any(each)]
    holding = sum((one or 0) + (other or 0) == both for one, other, both in telling)
    return holding >= max(_FEWEST_HOLDING, len(telling) - 1)


def _add_up_down(counts: Mapping[str, Sequence[int | None]], sums: Sums, width: int) -> bool:
    """Whether every sum down the columns holds, and not of zeros alone."""
    holds = all(each.rest(counts, at) == 0 for each in sums.down for at in range(width))
    return holds and any(map(any, counts.values()))


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
