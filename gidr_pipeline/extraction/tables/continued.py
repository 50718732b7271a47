"""Rows of several lines whose figures are in their places all the same: continued below the label, or beside a stray.

What belongs here: what layout and the rows' own sums tell of such rows together. What does not: rows of one line
(`rows`), or the place of figures that only arithmetic finds (`options`, `repair`).
"""

from collections import Counter
from collections.abc import Container, Sequence

from gidr_pipeline.extraction.tables.blocks import Block
from gidr_pipeline.extraction.tables.options import Sum, count_of
from gidr_pipeline.extraction.tables.style import holds
from gidr_pipeline.extraction.text.figures import Kind, Token
from gidr_pipeline.extraction.text.line import Line

_NEARLY_ALL = 0.8
_HOLDING_FOR_FAILING = 2


def rows_over_lines(
    blocks: Sequence[Block], lines: Sequence[Line], widths: Sequence[int], along: Sequence[Sum]
) -> dict[int, tuple[Token, ...]]:
    """The figures of rows with a block of several lines, in order, by the row's place in the form's order; those that
    are not certain are left out. `along` are the sums of every row, of which there must be some."""
    own = [block for block in blocks if len(block.rows) == 1 and block.values and not any(block.places)]
    worded = {line.number for line in lines if line.words}
    shape = _shape_of_most(own, worded, along)
    found: dict[int, tuple[Token, ...]] = {}
    for block in own:
        width = widths[block.rows[0]]
        whole = _beside_strays(block, width, along)
        if len(shape) > 1 and sum(shape) == width and _shape(block, worded) == shape:
            found[block.rows[0]] = _figures(block)
        elif whole:
            found[block.rows[0]] = whole
    return found


def _figures(block: Block) -> tuple[Token, ...]:
    return tuple(token for values in block.values for token in values)


def _shape_of_most(blocks: Sequence[Block], worded: Container[int], along: Sequence[Sum]) -> tuple[int, ...]:
    """How many figures a row has on each of its lines, where nearly all rows have them alike and add up so; else ()."""
    shapes = [_shape(block, worded) for block in blocks]
    ((shape, times),) = Counter(shapes).most_common(1) or [((), 0)]
    alike = [_figures(block) for block, each in zip(blocks, shapes, strict=True) if each == shape]
    verdicts = [_adds_up(figures, along) for figures in alike if any(map(count_of, figures))] if shape else []
    sound = verdicts.count(True) >= _HOLDING_FOR_FAILING * verdicts.count(False)
    return shape if sound and times >= _NEARLY_ALL * len(blocks) else ()


def _shape(block: Block, worded: Container[int]) -> tuple[int, ...]:
    """How many figures stand on the label's last line and on those below, where these have nothing else. Figures beside
    words may be those of cells that stand higher than others, whose order the lines do not tell."""
    lines = [values[0].line for values in block.values]
    go_on = lines == [*range(block.last_line, block.last_line + len(lines))]
    return tuple(map(len, block.values)) if go_on and not any(line in worded for line in lines[1:]) else ()


def _beside_strays(block: Block, width: int, along: Sequence[Sum]) -> tuple[Token, ...]:
    """A whole row beside its label that adds up, where nothing but figures alone on their lines stand below, like the
    number of a page. Were one the end of a number that was broken over lines, the row would not add up without it."""
    whole = [values for values in block.values if len(values) > 1]
    if len(whole) != 1 or len(block.values) == 1 or len(whole[0]) != width:
        return ()
    beside = block.first_line <= whole[0][0].line <= block.last_line
    clean = all(token.kind is Kind.FIGURE for token in whole[0])
    return tuple(whole[0]) if beside and clean and _adds_up(whole[0], along) else ()


def _adds_up(figures: Sequence[Token], along: Sequence[Sum]) -> bool:
    """Whether the sums of a row hold; figures too few for them hold none."""
    last = max(each.total for each in along)
    return len(figures) > last and holds([count_of(token) for token in figures], along)
