"""What passes between the steps of the decoder: figures at labels → hypotheses → candidates of a row → a solution."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import Enum
from functools import cached_property

from gidr_pipeline.extraction.text.figures import Kind, Token
from gidr_pipeline.extraction.text.line import Line


class Gap(Enum):
    """What a cell holds where no token of the text is its own."""

    BLANK = "blank"
    """An empty field whose place the text keeps."""
    LOST = "lost"
    """The text has lost it; arithmetic may tell it."""
    UNSEEN = "unseen"
    """Left blank or lost, which nothing tells."""


Filling = Token | Gap


@dataclass(frozen=True, slots=True)
class RowFigures:
    """The figures that stand at the label of a row, in the order of the text.

    `columns` are the columns of the form in whose places they stand, where the text keeps places; `whole` tells that it
    keeps a place for every cell of this row, so that an empty one is a blank cell. Several figures may share a place.
    """

    row: str
    tokens: tuple[Token, ...]
    lines: tuple[Line, ...] = ()
    columns: tuple[int, ...] | None = None
    whole: bool = False
    by_order: bool = False
    """Whether only the order of the text gives them to this row, no label beside them."""

    @property
    def on_each_line(self) -> list[int]:
        """How many of them stand on each line that has any."""
        return [*Counter(token.line for token in self.tokens).values()]


@dataclass(frozen=True)
class Candidate:
    """One way to read a row: what each cell holds, what it counts for in sums (None: it may be any number), and what
    it costs. `fails` tells that the row does not add up, `faults` what is supposed to have happened to it."""

    cost: float
    cells: tuple[Filling, ...]
    values: tuple[int | None, ...]
    fails: bool = False
    faults: tuple[str, ...] = ()

    @cached_property
    def outputs(self) -> tuple[object, ...]:
        """What would be given for each cell: a number, `Gap.BLANK`, or None for nothing."""
        return tuple(map(_output, self.cells, self.values))


def _output(cell: Filling, value: int | None) -> object:
    if isinstance(cell, Gap):
        return value if cell is Gap.LOST else cell if cell is Gap.BLANK else None
    return Gap.BLANK if cell.kind is Kind.BLANK else value


Candidates = Mapping[str, Sequence[Candidate]]
"""For each row the ways to read it."""


@dataclass(frozen=True)
class Hypothesis:
    """A supposition about the whole table, with the candidates of each row that it allows, made only where it may be
    the cheapest."""

    name: str
    cost: float
    least: float
    """What its rows cost at least, as the numbers of their figures tell."""
    make: Callable[[], Candidates] = field(repr=False)
    is_by_order: bool = False
    """Whether only the order of the text gives figures to rows: then one misprint may break it, no more."""

    @cached_property
    def candidates(self) -> Candidates:
        return self.make()


@dataclass(frozen=True, slots=True)
class Habit:
    """What is supposed of a whole table: whether cells without a figure may be blank, which column has lost its
    figures, whether the text keeps the places of nearly all rows, and whether several rows show empty places, leave
    their total blank, or give nothing but their total."""

    blanks: bool = False
    lost_column: int | None = None
    keeps_places: bool = False
    shows_blanks: bool = False
    blanks_inside: bool = False
    blank_totals: bool = False
    only_totals: bool = False


def count_of(token: Token) -> int | None:
    """The value of a token as a count: None unless it is a whole number from 0 up, or a blank, which counts as 0."""
    if token.kind is Kind.BLANK:
        return 0
    if token.kind is not Kind.FIGURE or token.value is None or token.value < 0 or token.value % 1:
        return None
    return int(token.value)
