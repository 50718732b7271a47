"""Where the tables stand in a report: the lines of each, and the labels on them.

What belongs here: finding a table's region and where it ends. What does not: what its figures are (`at_labels`,
`orders`).
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import takewhile

from gidr_pipeline.extraction.model import Section, Span
from gidr_pipeline.extraction.tables.beside import without_columns_beside
from gidr_pipeline.extraction.tables.captions import without_compared
from gidr_pipeline.extraction.tables.labels import Found, find_labels, words_of
from gidr_pipeline.extraction.tables.measures_beside import without_measures_beside
from gidr_pipeline.extraction.tables.rows_beside import without_rows_beside
from gidr_pipeline.extraction.tables.twice import stands_twice, without_copies
from gidr_pipeline.extraction.tables.wordings import groups_over, pattern_of, pattern_of_any, plain, printed_label
from gidr_pipeline.extraction.text.line import Line
from gidr_pipeline.forms import TABLES, Label, Table, TableName, every_label, load_forms


@dataclass(frozen=True)
class TableText:
    """The text of one table."""

    table: Table
    region: Sequence[Line]
    """The lines where it was looked for."""
    found: Sequence[Found]
    """Its labels in the order of the text, by place in `every`."""
    lines: Sequence[Line]
    """From the first label to the end of the table."""
    every: tuple[Label, ...]
    """The rows of all editions."""
    own: Mapping[str, Label]
    """The rows of the report's own edition by code."""
    twice: bool
    """Whether the text has such a table twice."""
    leaves_zeros_blank: bool = False
    """Whether the tables of the report have figures, and no zero among them."""

    @property
    def span(self) -> Span:
        """From the first label to the last value."""
        if not self.lines:
            return Span(0, 0)
        last = max((line.span.end for line in self.lines if line.values), default=0)
        return Span(self.lines[0].span.start, max(last, self.lines[0].span.end))

    @property
    def header(self) -> Sequence[Line]:
        """The lines above the first label."""
        return [line for line in self.region if self.found and line.number < self.found[0].first_line]


def find_regions(
    lines: Sequence[Line], sections: Sequence[Section]
) -> dict[TableName, tuple[Sequence[Line], list[Found]]]:
    """The lines where each table is looked for, and the labels there: its section, or the whole report where that has
    more than twice as many, and half of all if its section has no figure: a heading alone has words of labels."""
    for name in TABLES:
        lines = without_compared(lines, every_label(name, "rows"), sections)
    lines = without_copies(lines, every_label("requests", "rows"))
    spans = {section.code: section.span for section in sections}
    starts = [line.span.start for line in lines]
    regions: dict[TableName, tuple[Sequence[Line], list[Found]]] = {}
    for name in TABLES:
        span, rows = spans.get(name), every_label(name, "rows")
        inside = lines[bisect_right(starts, span.start) : bisect_left(starts, span.end)] if span else []
        own, has_figures = inside, any(line.values for line in inside)
        found = find_labels(words_of(inside), rows, inside) if inside else []
        if len(found) * 2 < len(rows):
            everywhere = find_labels(words_of(lines), rows, lines)
            may_be_there = span is None or has_figures or len(everywhere) * 2 > len(rows)
            if len(found) * 2 < len(everywhere) and may_be_there:
                inside, found = list(lines), everywhere
        if name == "challenges" and span:
            last = max(section.span.start for section in sections)
            below = _whole_behind(own, lines[bisect_left(starts, span.end) :], lines[bisect_left(starts, last) :])
            inside, found = (below, find_labels(words_of(below), rows, below)) if below else (inside, found)
        regions[name] = inside, found
    return regions


def _whole_behind(own: Sequence[Line], behind: Sequence[Line], last: Sequence[Line]) -> Sequence[Line]:
    """The lines of the challenges where their section, of the lines `own`, has nothing but its heading: from `last`,
    those of the last section on; or, where it has most of their figures as words of a page, from those `behind` it,
    where converters give the table besides, with these figures in their order. Nothing where it may be another."""
    if not any(line.tokens or line.is_prose for line in own):
        return _below_results(last)
    cells = len(every_label("challenges", "rows")) * len(every_label("challenges", "columns"))
    figures = [token.value for line in own for token in line.values]
    if any(line.places for line in own) or not cells // 2 < len(figures) < cells or sum(map(bool, figures)) < _SEVERAL:
        return []
    below = _below_results(behind)
    further = iter([token.value for line in below for token in line.values])
    return below if all(figure in further for figure in figures) else []


def _below_results(lines: Sequence[Line]) -> Sequence[Line]:
    """The lines from the heads of challenges on that have figures below, as where all tables stand behind the last
    section, whose own have nothing but their headings; none where there are no such heads."""
    rows, columns = every_label("challenges", "rows"), every_label("challenges", "columns")
    result, name = pattern_of(columns[0]), pattern_of_any((*columns[:-1], *rows))
    words = ["".join(plain(word.text) for word in line.words) for line in lines]
    filled = max((at for at, line in enumerate(lines) if line.values), default=0)
    heads = [at for at in range(filled) if result.search(words[at]) and not lines[at].values]
    if not heads:
        return []
    above = takewhile(lambda at: len(words[at]) <= _SHORT or name.search(words[at]), range(heads[-1], -1, -1))
    return lines[min(at for at in above if name.search(words[at])) :]


_SEVERAL = 2
_FEWEST_FIGURES = 10
_SHORT = 4
"""Characters of what may stand among heads and figures: rules, or nothing."""


def leave_zeros_blank(regions: Iterable[Sequence[Line]]) -> bool:
    """Whether the tables in these regions have figures, and no zero among them: nobody has none, so zeros are left
    blank, or were a sign of their own."""
    figures = [token.value for region in regions for line in region if not line.is_prose for token in line.values]
    return len(figures) >= _FEWEST_FIGURES and all(value != 0 for value in figures)


def table_text(
    table: Table, region: Sequence[Line], found: Sequence[Found], *, leaves_zeros_blank: bool = False
) -> TableText:
    """The text of a table of a known edition in the region where it was found."""
    every, own = every_label(table.name, "rows"), {row.code: row for row in table.rows}
    if found:
        region = [*without_measures_beside(table, region)] if table.name == "proactive" else region
        region = without_columns_beside(table, region, found[0].first_line)
        region = without_rows_beside(table, region) if table.name == "challenges" else region
    # A label that this edition has only as the name of a group carries no figures of its own.
    found = [
        each for i, each in enumerate(found) if every[each.row].code in own or _has_values(every, found, i, region)
    ]
    twice = table.name != "challenges" and bool(found) and stands_twice(every, found, region)
    return TableText(
        table, region, found, _to_the_next_table(table.name, found, region), every, own, twice, leaves_zeros_blank
    )


def _has_values(every: Sequence[Label], found: Sequence[Found], index: int, region: Sequence[Line]) -> bool:
    """Whether figures stand between a label and the next, on lines of its own: not where it is the name of the group of
    a label that begins above and would have none."""
    here = found[index]
    if index and printed_label(every[here.row]) in groups_over(every[found[index - 1].row]):
        above = range(found[index - 1].first_line, here.first_line)
        if not any(line.values for line in region if line.number in above):
            return False
    stop = found[index + 1].first_line if index + 1 < len(found) else here.last_line + 2
    return any(line.values for line in region if here.first_line <= line.number < stop)


def _to_the_next_table(name: TableName, found: Sequence[Found], region: Sequence[Line]) -> list[Line]:
    """The lines from the table's first label up to the first words of another table, whose heading may be lost."""
    lines = [line for line in region if found and line.number >= found[0].first_line]
    other = _words_of_others(name)
    for at, line in enumerate(lines):
        if line.number > found[-1].last_line and any(other.search(plain(word.text)) for word in line.words):
            return lines[:at]
    return lines


@cache
def _words_of_others(name: TableName) -> re.Pattern[str]:
    """What only the other tables of the forms print, as labels of rows or columns."""
    tables = [form.tables[each] for form in load_forms() for each in TABLES]
    own = [label for t in tables if t.name == name for label in (*t.rows, *t.columns)]
    printed, matched = "\n".join(label.label_zh for label in own), {word for label in own for word in label.match}
    words = {word for t in tables if t.name != name for label in (*t.rows, *t.columns) for word in label.match}
    return re.compile("|".join(sorted(word for word in words - matched if not re.search(word, printed))))
