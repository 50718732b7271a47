"""Figures of the first table that stand apart from their labels, under heads of their own that account for them all.

The k-th head of a name belongs to the k-th block of rows that has the column, and has as many figures below it as that
has rows. What belongs here: reading such a table. What does not: figures at labels (`blocks`, `ways`).

    行政许可 / 其他对外管理服务事项 / … / 上一年项目数量 / 7 / 8 / 本年增/减 / 0 / 1 / …
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from gidr_pipeline.extraction.tables.heads import heads_in
from gidr_pipeline.extraction.tables.proactive.blocks import Block, columns_of, far_apart
from gidr_pipeline.extraction.text.figures import Token
from gidr_pipeline.forms import Label, Table


def read_apart(table: Table, blocks: Sequence[Block]) -> Mapping[str, Sequence[Token]]:
    """The figures of each row that they account for, in the form's order of its columns."""
    return _Apart.of(table, blocks).rows(blocks)


@dataclass
class _Apart:
    """What the heads of figures are matched with."""

    table: Table
    sets: Sequence[Sequence[Label]]
    """The rows of each block that has labels."""
    headed: bool
    """Whether heads stand over labels, too."""
    figures: dict[tuple[str, str], Token] = field(default_factory=dict)
    failed: set[str] = field(default_factory=set)
    """The columns of which some figures do not fit."""
    times: Counter[str] = field(default_factory=Counter)
    """How often each head was met."""

    @classmethod
    def of(cls, table: Table, blocks: Sequence[Block]) -> "_Apart":
        own = {row.code: row for row in table.rows}
        sets = [rows for block in blocks if (rows := [own[row.code] for row in block.rows if row.code in own])]
        headed = any(block.rows and any(heads_in(block.lines, table.columns)) for block in blocks)
        return cls(table, sets, headed)

    def _with(self, code: str) -> list[Sequence[Label]]:
        """The sets of rows that have a column."""
        return [rows for rows in self.sets if any(c.code == code for c in columns_of(self.table, rows[0]))]

    def rows(self, blocks: Sequence[Block]) -> dict[str, Sequence[Token]]:
        """The figures of each row, nothing where any can't be accounted for."""
        filled = [block for block in blocks if any(line.values for line in block.astray)]
        if not all(self._takes(block) for block in filled):
            return {}
        gaps = [_gap(block) for block in filled]
        for block, gap in zip(filled, gaps, strict=True):
            # Between a head and a single figure cells were left blank: it may be another's.
            if gap > min(gaps) and sum(len(line.values) for line in block.astray) == 1:
                self.failed |= {head.code for head in heads_in(block.lines, self.table.columns)}
        self.failed |= {code for code, count in self.times.items() if count != len(self._with(code))}
        found = {row.code: tokens for row, tokens in self._complete()}
        in_order = all(
            (spans := [self.figures[row.code, c.code].span for c in columns_of(self.table, row) if self._has(row, c)])
            == sorted(spans)
            for rows in self.sets
            for row in rows
        )
        return found if in_order else {}

    def _has(self, row: Label, column: Label) -> bool:
        return (row.code, column.code) in self.figures

    def _takes(self, block: Block) -> bool:
        """Give the figures of a block to the rows that its heads mean; False where nothing can be given any more."""
        codes = [head.code for head in heads_in(block.lines, self.table.columns)]
        if not codes:
            return False
        wanted = self._with(codes[0])[self.times[codes[0]] :]
        rows = wanted[0] if wanted else []
        self.times.update(codes)
        tokens = [token for line in block.astray for token in line.values]
        surplus = len(tokens) - len(rows) * len(codes)
        if surplus > 0 and not (self.headed and surplus % len(self.sets[0]) == 0):
            return False  # a row that gained a figure moved all behind it; the first set's heads stand over its labels
        if surplus or not (len(codes) == 1 or self._stands_by_row(block, codes, rows)):
            self.failed |= {*codes}
        else:
            self.figures |= dict(zip(((row.code, code) for row in rows for code in codes), tokens, strict=True))
        return True

    def _stands_by_row(self, block: Block, codes: Sequence[str], rows: Sequence[Label]) -> bool:
        """Whether the figures under all heads of some rows stand row by row: each row on a line, or with a gap between
        rows."""
        if not rows or codes != [column.code for column in columns_of(self.table, rows[0])]:
            return False
        lines = [line for line in block.astray if line.values]
        width = len(codes)
        if len(rows) == 1 or [len(line.values) for line in lines] == [width] * len(rows):
            return True
        return len(lines) == width * len(rows) and far_apart(lines) == [*range(width, len(lines), width)]

    def _complete(self) -> Iterator[tuple[Label, Sequence[Token]]]:
        for row in (row for rows in self.sets for row in rows):
            columns = columns_of(self.table, row)
            if all(self._has(row, column) and column.code not in self.failed for column in columns):
                yield row, [self.figures[row.code, column.code] for column in columns]


def _gap(block: Block) -> int:
    """How many lines below the last words over them the first figures of a block stand."""
    first = next(line.number for line in block.astray if line.values)
    return first - max((line.number for line in block.lines if line.words and line.number < first), default=first)
