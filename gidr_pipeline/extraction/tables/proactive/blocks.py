"""The first table as its form has it: blocks of heads with rows below, and the figures that stand at each label.

What belongs here: dividing the lines of the table among blocks, labels and rows, in the order of the text. What does
not: which figure of a row belongs to which column (`ways`), or figures that stand apart from all labels (`apart`).
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import accumulate, pairwise

from gidr_pipeline.extraction.tables.heads import heads_in
from gidr_pipeline.extraction.tables.labels import Found
from gidr_pipeline.extraction.tables.regions import TableText
from gidr_pipeline.extraction.tables.wordings import pattern_of_any, plain
from gidr_pipeline.extraction.text.figures import Kind, Token
from gidr_pipeline.extraction.text.line import Line
from gidr_pipeline.forms import Label, Table, every_label, load_forms

_REACH = 12
_BROKEN = 3
_BEGINS = re.compile(r"信息内容|第二十条")


@dataclass
class Block:
    """Heads of columns with the rows below them."""

    lines: list[Line] = field(default_factory=list)
    """The lines of the heads."""
    rows: list[Label] = field(default_factory=list)
    astray: list[Line] = field(default_factory=list)
    """Lines of figures right below the heads, without a label."""


@dataclass
class Group:
    """Labels that share lines, mostly one, and what stands beside and below them."""

    found: list[Found]
    block: Block
    has_piece_above: bool = False
    """Whether a piece of a number, which may end in a figure beside the label, stands on a line of its own above."""
    lines: list[Line] = field(default_factory=list)
    behind: str | None = None
    """The first of other words that follow: further figures are not theirs."""
    until: int | None = None
    """The line of what follows: the next label, head or other words."""
    is_regular: bool = True
    """Whether no line without words and figures holds anything else, such as a run of bars."""

    @property
    def last_line(self) -> int:
        """The last line with words of a label."""
        return max(each.last_line for each in self.found)


@dataclass
class Row:
    """The text of one row of the form."""

    group: Group
    lines: Sequence[Line]
    tokens: Sequence[Token]
    """The figures, blanks and illegible places, those for words in a cell too."""
    is_shared: bool = False
    """Whether they stand at several labels, and which are whose is not told."""

    @property
    def is_bare(self) -> bool:
        """Whether nothing stands at its label, not even an empty place."""
        return not self.tokens and not any(t.kind is Kind.EMPTY for line in self.group.lines for t in line.tokens)

    @property
    def begins(self) -> int | None:
        """The line of its first figure, of a row without any that of its label if empty places follow it there."""
        label = [line for line in self.group.lines if line.number == self.group.last_line and line.places > 1]
        has_empty = any(token.kind is Kind.EMPTY and token.column for line in label for token in line.tokens)
        return self.tokens[0].line if self.tokens else self.group.last_line if has_empty else None

    @property
    def is_beside(self) -> bool:
        """Whether it has several figures, all on a line of its label."""
        return len(self.tokens) > 1 and all(token.line <= self.group.last_line for token in self.tokens)


def columns_of(table: Table, row: Label) -> list[Label]:
    """The columns that a row of the table has, in the form's order."""
    return [column for column in table.columns if row.columns is None or column.code in row.columns]


def far_apart(lines: Sequence[Line]) -> list[int]:
    """Which of some lines stand farther below the one before than others do: of lines 3, 4, 5, 9 and 10 that at 3."""
    gaps = [b.number - a.number for a, b in pairwise(lines)]
    return [at for at, gap in enumerate(gaps, 1) if gap > min(gaps)]


def blocks_of(text: TableText) -> tuple[list[Block], list[Group]]:
    """The blocks and the labels of the table, each with their lines."""
    walk = _Walk(text)
    for line in [*[line for line in text.header if line.tokens][-_REACH:], *text.lines]:
        if line.tokens:
            walk.take(line)
        elif walk.group and line.span.start < line.span.end:
            walk.group.is_regular = False
            walk.take_prose(line)
    return walk.blocks, walk.groups


def cells_of_others(text: TableText) -> Iterator[str]:
    """The cells in the table that only another edition has, in rows of this one: `rules.created` of 本年新制作数量."""
    every = {cell for form in load_forms() for cell in form.tables["proactive"].cells()}
    others = every - {*text.table.cells()}
    for group in blocks_of(text)[1]:
        heads = [head.code for head in heads_in(group.block.lines, every_label("proactive", "columns"))]
        rows = [text.every[each.row].code for each in group.found if each.has_figures]
        yield from (f"{row}.{head}" for row in rows if row in text.own for head in heads if (row, head) in others)


class _Walk:
    """Down the lines of a table: what belongs to the last head or label, and what begins the next."""

    def __init__(self, text: TableText) -> None:
        self.text = text
        self.starts: dict[int, list[Found]] = {}
        for each in text.found:
            self.starts.setdefault(each.first_line, []).append(each)
        self.inside = {number for each in text.found for number in range(each.first_line, each.last_line + 1)}
        self.blocks, self.groups = [Block()], list[Group]()
        self.group: Group | None = None
        self.before: Line | None = None

    def take(self, line: Line) -> None:
        words = [word for word in line.words if word.text.strip() != "|"]
        inside = line.number in self.inside
        begins = any(_BEGINS.search(plain(word.text)) for word in words)
        measures = every_label("proactive", "columns")
        is_head = bool(words) and (begins or (not inside and any(heads_in([line], measures))))
        if is_head:
            self._open_block(line)
        if line.number in self.starts:
            self._take_label(line)
        elif words and not inside and not is_head:
            self._take_words(words, line)
        if self.group and self.group.behind is None:
            self.group.lines.append(line)
        elif line.values:
            self.blocks[-1].astray.append(line)
        self.before = line

    def take_prose(self, line: Line) -> None:
        """A note below labels that have all their figures: those in the lines that follow are the note's."""
        group = self.group
        if line.is_prose and group and group.behind is None:
            widths = [len(columns_of(self.text.table, self.text.every[each.row])) for each in group.found]
            if sum(len(each.values) for each in group.lines) >= sum(widths):
                group.behind, group.until = plain(line.content), line.number

    def _open_block(self, line: Line) -> None:
        self._end_group(line)
        if self.blocks[-1].rows or self.blocks[-1].astray:
            self.blocks.append(Block())
        self.blocks[-1].lines.append(line)

    def _take_label(self, line: Line) -> None:
        here, block = self.starts[line.number], self.blocks[-1]
        if self.group and here[0].first_line <= self.group.last_line:
            self.group.found += here
        else:
            self._end_group(line)
            self.group = Group(list(here), block, bool(line.values) and _has_piece(self.before))
            self.groups.append(self.group)
        block.rows += [self.text.every[each.row] for each in here]

    def _take_words(self, words: Sequence[Token], line: Line) -> None:
        """Words that are neither label nor head; in a bracket that the label opens they are still its own."""
        label = "".join(word.text for each in self.group.lines for word in each.words) if self.group else ""
        if label.count("(") > label.count(")"):
            return
        if self.group and self.group.behind is None:
            self.group.behind, self.group.until = plain(words[0].text), line.number
        elif not self.group and not line.values:
            self.blocks[-1].lines.append(line)

    def _end_group(self, line: Line) -> None:
        if self.group and self.group.until is None:
            self.group.until = line.number
        self.group = None


def _has_piece(above: Line | None) -> bool:
    """Whether a number stands alone on the line above a label, in a place or in each that a cell covers, long enough
    to be a part of one below."""
    texts = {token.text for token in above.values} if above and not above.words and above.places > 1 else set()
    return len(texts) == 1 and sum(map(str.isdecimal, texts.pop())) >= _BROKEN


def rows_of(text: TableText, groups: Sequence[Group]) -> dict[str, Row]:
    """What stands for each row of the edition whose label was found, or lost between two that were."""
    rows: dict[str, Row] = {}
    for at, group in enumerate(groups):
        labels = [text.every[each.row] for each in group.found]
        following = groups[at + 1].found[0].row if at + 1 < len(groups) else len(text.every)
        lost = [label for label in text.every[group.found[-1].row + 1 : following] if label.code in text.own]
        lines = [(line, tokens) for line in group.lines if (tokens := _values_of(line))]
        here: Mapping[str, Row] | None = None
        # Of several rows of one figure any may have lost it too.
        if lost and (len(lost) == 1 or all(len(columns_of(text.table, text.own[row.code])) > 1 for row in lost)):
            here = _divided(text, group, lines, [*labels, *lost])
        here = here or _divided(text, group, lines, labels)
        if here is None:
            everything = [token for _, tokens in lines for token in tokens]
            shared = bool(everything) and len(labels) > 1
            here = {label.code: Row(group, [line for line, _ in lines], everything, shared) for label in labels}
        rows |= here
    return {code: row for code, row in rows.items() if code in text.own}


def with_figures_from_above(table: Table, rows: Mapping[str, Row], blocks: Sequence[Block]) -> dict[str, Row]:
    """The rows, those of one figure with the one above their label where it stands there in all blocks of such rows,
    between the heads and the first label, and none stands behind the last."""
    if any(row.tokens and row.tokens[0].line <= row.group.last_line for row in rows.values()):
        return dict(rows)  # where figures stand beside their labels, one above them has slid there
    headed = [block for block in blocks if len(_codes_over(block, table)) == 1 and block.rows]
    dealt = [_dealt_from_above(table, rows, block) for block in headed]
    # In one block alone the number of a page may stand above the labels.
    whole = len(dealt) > 1 and all(dealt)
    return dict(rows) | {code: row for block in dealt for code, row in block.items()} if whole else dict(rows)


def _codes_over(block: Block, table: Table) -> list[str]:
    return [head.code for head in heads_in(block.lines, table.columns)]


def _dealt_from_above(table: Table, rows: Mapping[str, Row], block: Block) -> dict[str, Row]:
    """The rows of a block, each with the figure above its label; nothing where a label has none above it, the last one
    some below it, or heads of others stand over them."""
    own = [(label, row) for label in block.rows if (row := rows.get(label.code))]
    above = [(line, token) for line in block.astray for token in line.values]
    if not (above and own and own[-1][1].is_bare) or any(row.is_shared for _, row in own):
        return {}
    figures = [*above, *((line, token) for _, row in own for line in row.lines for token in _values_of(line))]
    columns = [[column.code for column in columns_of(table, label)] for label, _ in own]
    if len(figures) != len(own) or any(each != _codes_over(block, table) for each in columns):
        return {}
    return {
        label.code: Row(row.group, [line], [token]) for (label, row), (line, token) in zip(own, figures, strict=True)
    }


def _values_of(line: Line) -> list[Token]:
    """The figures of a line, and words in a cell right of the label; left of it is the number of the line."""
    label = min((word.column for word in line.words if word.column is not None), default=None)
    tokens = []
    for token in line.tokens:
        right = label is None or token.column is None or label < token.column
        if token.kind is Kind.WORDS:
            in_cell = line.places > 1 and label is not None and right and token.column is not None
            if in_cell and not pattern_of_any(every_label("proactive", "rows")).search(plain(token.text)):
                tokens.append(token._replace(kind=Kind.ILLEGIBLE))
        elif token.kind is not Kind.EMPTY and right:
            tokens.append(token)
    return tokens


def _divided(
    text: TableText, group: Group, lines: Sequence[tuple[Line, list[Token]]], labels: Sequence[Label]
) -> dict[str, Row] | None:
    """The figures of several labels, each with its own line or each figure with one; None where they do not divide."""
    widths = [len(columns_of(text.table, text.own.get(label.code, label))) for label in labels]
    if len(labels) < 2:
        return None
    counts = [len(tokens) for _, tokens in lines]
    if counts == widths:
        return {label.code: Row(group, [line], tokens) for label, (line, tokens) in zip(labels, lines, strict=True)}
    if sum(widths) != sum(counts) or set(counts) != {1} or any(line.places > 1 for line, _ in lines):
        return None
    ends = [*accumulate(widths)]
    if far_apart([line for line, _ in lines]) not in ([], ends[:-1]):
        return None
    parts = [lines[end - width : end] for end, width in zip(ends, widths, strict=True)]
    return {
        label.code: Row(group, [line for line, _ in part], [token for _, tokens in part for token in tokens])
        for label, part in zip(labels, parts, strict=True)
    }
