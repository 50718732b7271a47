"""Tables in a shape that was read before, recalled without looking at every line again.

The shape of a table is its section's text with the figures taken out. Bodies of one place print their reports from one
template through one program, so that thousands of reports differ in nothing but figures. The shapes of a report's three
tables are learnt together, where careful reading gave each figure a cell of its own as it stands, every row by its own
label, and every sum holds; they are recalled together, where the sums hold too. So recalling gives what careful reading
gives, which the tests hold it to. Whatever figures may decide is not learnt.

What belongs here: learning and recalling. What does not: reading (`report` and what it calls).
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import accumulate
from operator import add

from gidr_pipeline.extraction.model import Cell, Cells, Report, Section, Span, Status
from gidr_pipeline.extraction.narrative.parts import prose_lines
from gidr_pipeline.extraction.segment import Heading, Outline, best_chain, find_headings, heading_lines, sections_of
from gidr_pipeline.extraction.tables.align import words_of
from gidr_pipeline.extraction.tables.regions import TableText
from gidr_pipeline.extraction.text.figures import Kind, Token, decimal
from gidr_pipeline.extraction.text.line import Line
from gidr_pipeline.forms import TABLES, Form, TableName, form_of

# A number by itself. That its first character comes first makes the search for one several times as fast.
_FIGURE = re.compile(
    r"([-+0-9](?<![^\s|][-+0-9])(?:(?<=0)|(?<=[1-9])\d{0,13}|(?<=[-+])(?:0|[1-9]\d{0,13}))(?:\.\d{1,4})?)(?![^\s|])"
)
_REST_OF_LINE = re.compile(r"([^\n]*)(?:\n\s*(?=\n|\Z))?")
_WIDE = re.compile(" (?<!  )(?: {2,}+(?=\0)|(?<=\0 ) {2,}+)")
# Where these stand, what a figure is may depend on its digits, or lines are joined: cells in quotes, rules of a grid,
# ordinals torn off, two figures alone on a line, and figures at the end of a line so long that it may be prose.
_UNCERTAIN = re.compile(
    r'(?:^|[,\t])[^\S\n]*"|\+[-=:]|(?:^|[\t|]) *[.、]|^ *\0 +\0 *$|^[^\n\t|\0]{40,}\0(?: +\0)? *$', re.MULTILINE
)
_NOT_IN_A_SHAPE = "\0"
_WORDS = re.compile("[㐀-鿿]")
_MOST_SHAPES = 1000
_LONGEST = 100_000


@dataclass(frozen=True, slots=True)
class _Shape:
    """What is known of a shape. Figures are numbered from 0 in the order of the text, which is that of the cells."""

    edition: str
    rows: tuple[str, ...]
    columns: tuple[str, ...]
    sums: tuple[tuple[tuple[int, ...], tuple[int, ...]], ...]
    """Figures of which the first are as much together as the second."""
    signed: frozenset[int]
    """Figures that may have a sign."""
    amounts: frozenset[int]
    """Figures that may have a fraction."""
    words: str
    """All words below the heading."""
    prose: tuple[Span, ...]
    """The lines above the first label that count as prose, their places from the end of the heading."""
    labels: tuple[str, ...]
    """The codes of the labels found."""


@dataclass(frozen=True, slots=True)
class Recalled:
    """A table whose shape is known."""

    section: Section
    edition: str
    cells: Cells
    whole: Token
    """Its words from the line below the heading to that of the last figure, as one."""
    prose: tuple[Span, ...]
    """The lines of it that count as prose."""
    blank_end: int
    """The end of the blank lines below."""
    labels: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Figures:
    """The text of a section up to the line of its last figure and the blank ones below, taken apart."""

    shape: str
    figures: list[str]
    starts: list[int]
    end: int
    """The end of the line of the last figure."""
    blank_end: int
    """The end of the blank lines below."""

    @classmethod
    def of(cls, text: str, section: Section) -> "_Figures":
        begin = section.heading.end
        parts = _FIGURE.split(text[begin : section.span.end])
        starts = list(accumulate(map(len, parts), initial=begin))
        behind = _REST_OF_LINE.match(parts[-1])
        assert behind is not None  # it matches nothing at least
        literals = [*parts[:-1:2], behind[0]]
        # How wide the gaps beside figures are depends on the figures; whether there is one does not.
        shape = "\0".join(literals)
        shape = _WIDE.sub("  ", shape) if "   " in shape else shape
        end, blank_end = starts[-2] + behind.end(1), starts[-2] + behind.end()
        return cls(shape, parts[1::2], starts[1:-1:2], end, blank_end)


_known: dict[tuple[str, ...], dict[TableName, _Shape]] = {}
"""By the texts of the three tables without figures."""


def forget() -> None:
    """Forget all shapes."""
    _known.clear()


def recall(text: str) -> dict[TableName, Recalled]:
    """The tables of a text of one report, if their shapes are known; else none of them."""
    lines = heading_lines(text) if _known and _NOT_IN_A_SHAPE not in text else []
    if not lines:
        return {}
    headings = find_headings(text, lines)
    sections = {section.code: section for section in sections_of(lines, best_chain(headings), len(text))}
    if not sections.keys() >= set(TABLES) or _has_another_report(headings):
        return {}
    taken = {name: _Figures.of(text, sections[name]) for name in TABLES}
    shapes = _known.get(tuple(taken[name].shape for name in TABLES), {})
    tables = {
        name: table for name, shape in shapes.items() if (table := _recall(name, shape, sections[name], taken[name]))
    }
    return tables if len(tables) == len(TABLES) else {}


def _recall(name: TableName, shape: _Shape, section: Section, taken: _Figures) -> Recalled | None:
    figures = taken.figures
    if not _are_cells(figures, shape):
        return None
    values = tuple(map(decimal, figures))
    if not _hold(shape.sums, values):
        return None
    number, ends = len(figures), map(add, taken.starts, map(len, figures))
    cells = Cells(
        (name,) * number,
        shape.rows,
        shape.columns,
        (Status.REPORTED,) * number,
        values,
        tuple(taken.starts),
        tuple(ends),
        (None,) * number,
    )
    below = section.heading.end
    whole = Token(Kind.WORDS, Span(below + 1, taken.end), shape.words, 0, None)
    prose = tuple(Span(below + start, below + end) for start, end in shape.prose)
    return Recalled(section, shape.edition, cells, whole, prose, taken.blank_end, shape.labels)


def _are_cells(figures: Sequence[str], shape: _Shape) -> bool:
    """Whether figures are what their cells may hold."""
    return "".join(figures).isdigit() or not any(
        (figure[0] in "+-" and at not in shape.signed) or ("." in figure and at not in shape.amounts)
        for at, figure in enumerate(figures)
    )


def fit(
    tables: Mapping[TableName, Recalled], lines: Sequence[Line], headings: Sequence[Heading], outline: Outline
) -> bool:
    """Whether recalled tables are all that their sections hold, when every line has been looked at."""
    if _has_another_report(headings) or any(table.section not in outline.sections for table in tables.values()):
        return False
    behind = [(table.blank_end, table.section.span.end) for table in tables.values()]
    return not any(line.tokens and start < line.span.start < end for line in lines for start, end in behind)


def learn(text: str, report: Report, texts: Mapping[TableName, TableText], headings: Sequence[Heading]) -> None:
    """Remember the shapes of a report's tables if all were read without any doubt."""
    sections = {section.code: section for section in report.sections}
    if report.edition is None or report.notes or _has_another_report(headings) or _NOT_IN_A_SHAPE in text:
        return
    if not sections.keys() >= set(TABLES) or len(text) > _LONGEST:
        return
    taken = {name: _Figures.of(text, sections[name]) for name in TABLES}
    shapes: dict[TableName, _Shape] = {}
    for name, table in texts.items():
        cells = [cell for cell in report.cells if cell.table == name]
        if not _is_certain(table, cells, taken[name], sections[name]) or _heads(headings, table):
            return
        shapes[name] = _shape(text, report.edition, table, cells, taken[name], sections[name])
        if not _hold(shapes[name].sums, list(map(decimal, taken[name].figures))):
            return
    if len(_known) >= _MOST_SHAPES:
        forget()
    _known[tuple(taken[name].shape for name in TABLES)] = shapes


def _is_certain(table: TableText, cells: Sequence[Cell], taken: _Figures, section: Section) -> bool:
    """Whether each figure is a cell as it stands, in the form's order, and every row's by words of its own."""
    if not table.found or table.twice or table.span.start <= section.heading.end or _UNCERTAIN.search(taken.shape):
        return False
    starts = [cell.span.start if cell.span else -1 for cell in cells]
    reported = all(cell.status is Status.REPORTED and not cell.note for cell in cells)
    if not reported or starts != taken.starts or [cell.value for cell in cells] != list(map(decimal, taken.figures)):
        return False
    literals = taken.shape.split("\0")
    rows = [cell.row for cell in cells]
    own = [at for at, row in enumerate(rows) if table.table.name != "challenges" and (at == 0 or row != rows[at - 1])]
    if not all(_WORDS.search(literals[at]) for at in own):
        return False
    its_lines = table.region[0].span.start > section.heading.end and table.region[-1].span.end <= section.span.end
    rest = [line for line in table.region if line.span.start > taken.blank_end and line.tokens]
    return its_lines and not rest and table.span.end == taken.end


def _shape(
    text: str, edition: str, table: TableText, cells: Sequence[Cell], taken: _Figures, section: Section
) -> _Shape:
    figure_of = {(cell.row, cell.column): at for at, cell in enumerate(cells)}
    columns = {column.code: column for column in table.table.columns}
    of_cells = [(at, columns[cell.column]) for at, cell in enumerate(cells)]
    below, its_lines = section.heading.end, [line for line in table.region if line.span.start <= taken.end]
    above = prose_lines(text, (line for line in its_lines if line.span.start < table.span.start))
    return _Shape(
        edition,
        tuple(cell.row for cell in cells),
        tuple(cell.column for cell in cells),
        tuple(_sums(form_of(edition), table.table.name, figure_of)),
        frozenset(at for at, column in of_cells if column.signed),
        frozenset(at for at, column in of_cells if column.unit),
        words_of(its_lines).text,
        tuple(Span(start - below, end - below) for start, end in above),
        tuple(table.every[each.row].code for each in table.found),
    )


def _sums(
    form: Form, name: TableName, figure_of: Mapping[tuple[str, str], int]
) -> Iterator[tuple[tuple[int, ...], tuple[int, ...]]]:
    """The table's own sums as figures on their two sides."""
    for identity in form.identities:
        if identity.table != name or any(term.year_offset for term in (*identity.left, *identity.right)):
            continue
        by_row = identity.scope == form.tables[name].row_axis
        for code in form.scopes(identity):
            one, other = (
                [(figure_of[(code, t.code) if by_row else (t.code, code)], t.sign) for t in side]
                for side in (identity.left, identity.right)
            )
            yield (
                tuple(at for at, sign in one if sign > 0) + tuple(at for at, sign in other if sign < 0),
                tuple(at for at, sign in other if sign > 0) + tuple(at for at, sign in one if sign < 0),
            )


def _hold(sums: Sequence[tuple[tuple[int, ...], tuple[int, ...]]], values: Sequence[Decimal]) -> bool:
    value = values.__getitem__
    return all(sum(map(value, one)) == sum(map(value, other)) for one, other in sums)


def _has_another_report(headings: Sequence[Heading]) -> bool:
    return sum(heading.section == 0 for heading in headings) > 1


def _heads(headings: Sequence[Heading], table: TableText) -> bool:
    return any(table.region[0].number <= heading.line <= table.lines[-1].number for heading in headings)
