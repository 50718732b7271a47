"""A table that stands in the text twice: as a page shows it on a screen and on a telephone, or for two years.

Both are read, and what both say is given: it is so whichever is meant. Where words over one tell that it is that of the
year before (上年同期), the other is read alone.

What belongs here: parting the two, and what is certain of them. What does not: seeing that there are two (`twice`).
"""

import re
from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal
from itertools import starmap, takewhile

from gidr_pipeline.extraction.model import Cell
from gidr_pipeline.extraction.tables.captions import Caption, caption_of
from gidr_pipeline.extraction.tables.cells import illegible
from gidr_pipeline.extraction.tables.labels import find_labels, words_of
from gidr_pipeline.extraction.tables.regions import TableText, table_text
from gidr_pipeline.extraction.tables.wordings import pattern_of, plain
from gidr_pipeline.extraction.text.line import Line
from gidr_pipeline.forms import every_label

_NAMED = re.compile(r":\s*(\d+(?:\.\d+)?)(?![\d,.])")
_TWO = "the table stands in the text twice, with other figures here"


def read_copies(text: TableText, read: Callable[[TableText], Sequence[Cell]], year: int | None) -> Sequence[Cell]:
    """The cells of a table, `read` giving those of one: of two what both give, where they can be parted. `year` is that
    of the report."""
    copies = list(_copies_of(text)) if text.twice else []
    if len(copies) != 2:
        return read(text)
    own = _without_earlier_years(copies, year)
    if len(own) == 1 or _figures_of(copies[0]) == _figures_of(copies[1]):
        return read((own or copies)[0])
    return list(starmap(_agreed, zip(*map(read, copies), strict=True)))


def _agreed(one: Cell, other: Cell) -> Cell:
    """The cell that both give; open where they differ."""
    if (one.status, one.value) == (other.status, other.value) or (one.value is not None and one.value == other.value):
        return one
    return illegible(one.table, one.row, one.column, one.span or other.span, _TWO)


def _copies_of(text: TableText) -> Iterator[TableText]:
    """The table once for each line with its first label, with what stands above that since the figures before."""
    first = pattern_of(text.every[text.found[0].row])
    starts = [at for at, line in enumerate(text.region) if any(first.search(plain(w.text)) for w in line.words)]
    ends = [_above(text.region, at) for at in starts[1:]]
    for begin, end in zip([0, *ends], [*ends, len(text.region)], strict=True):
        region = text.region[begin:end]
        found = find_labels(words_of(region), every_label(text.table.name, "rows"), region)
        copy = table_text(text.table, region, found, leaves_zeros_blank=text.leaves_zeros_blank)
        if not copy.twice and 2 * len(found) > len(text.found):
            yield copy


def _figures_of(copy: TableText) -> list[Decimal]:
    """The figures of a table in the order of the text, those behind the name of their column among them."""
    return [
        value
        for line in copy.lines
        for token in line.tokens
        for value in ([token.value] if token.value is not None else map(Decimal, _NAMED.findall(token.text)))
    ]


def _above(region: Sequence[Line], at: int) -> int:
    """Where the lines begin that stand above a line, and have no figures."""
    return at - sum(1 for _ in takewhile(lambda line: not line.values, reversed(region[:at])))


def _without_earlier_years(copies: Sequence[TableText], year: int | None) -> Sequence[TableText]:
    """Those of the latest year, if the caption of each names one; else those whose caption does not say that they are
    of the year before. One that stands first, under no year, is the report's own: a later under a year before that of
    the report is not."""
    captions = [_captions_of(copy) for copy in copies]
    years = [{each.year for each in said if each.year} for said in captions]
    if all(len(each) == 1 for each in years):
        last = max(set.union(*years))  # of two of the same year nothing tells which is meant
        return [copy for copy, each in zip(copies, years, strict=True) if last in each]
    are_earlier = [any(each.is_earlier or each.is_to_compare for each in said) for said in captions]
    if year and not (years[0] or are_earlier[0]) and any(int(each) < year for each in years[1]):
        return copies[:1]
    return [copy for copy, is_earlier in zip(copies, are_earlier, strict=True) if not is_earlier]


def _captions_of(copy: TableText) -> list[Caption]:
    words = (word.text for line in copy.header for word in line.words)
    return [found for each in words if (found := caption_of(each))]
