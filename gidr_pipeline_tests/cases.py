"""One made report on its way to the reader: what it prints, how it is laid out and written, and what befalls it.

What belongs here: putting these together, reproducibly from a seed, and which of the results no reader can tell apart.
What does not: the kinds of each (`layouts`, `characters`, `damage`, `row_damage`, `habits`, `text_damage`), or judging
(`judging`).
"""

import random
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import combinations

from gidr_pipeline.forms import TABLES, TableName
from gidr_pipeline_tests.characters import CHARACTERS
from gidr_pipeline_tests.damage import FIGURE_DAMAGES, Damage
from gidr_pipeline_tests.extractors.prose import write_prose
from gidr_pipeline_tests.habits import HABITS, without_marks
from gidr_pipeline_tests.judging import WrongValue, fails_in_print
from gidr_pipeline_tests.layouts import LAYOUTS
from gidr_pipeline_tests.made import Figure, Grid, Key, Made, grids, is_figure, make_report, print_report
from gidr_pipeline_tests.row_damage import ROW_DAMAGES
from gidr_pipeline_tests.text_damage import TEXT_DAMAGES

TABLE_DAMAGES: Mapping[str, Damage] = {**FIGURE_DAMAGES, **ROW_DAMAGES, **HABITS}
_ATTEMPTS = 12


@dataclass(frozen=True)
class Case:
    """Names of what happens to the report of a seed. Equal cases give the same bytes."""

    seed: int
    layout: str = "tabs"
    characters: str = "UTF-8"
    size: int | None = None
    damages: tuple[str, ...] = ()
    """What befalls each of the three tables, in this order, but what the agency does before what happens later."""
    text_damages: tuple[str, ...] = ()
    misprint: bool = False
    """Whether one figure of the tables with sums is another than the sums want, before any damage."""

    @cached_property
    def adding_up(self) -> Made:
        """The report before a misprint."""
        return make_report(random.Random(self.seed), size=self.size)

    @cached_property
    def made(self) -> Made:
        """The report as the agency wrote it."""
        return (
            with_misprint(self.adding_up, random.Random(f"misprint {self.seed}")) if self.misprint else self.adding_up
        )

    @cached_property
    def damaged(self) -> Mapping[TableName, Grid]:
        """Its tables after all damage."""
        return self._damage(self.made, self.damages, 0)

    @property
    def blanks(self) -> frozenset[Key]:
        """The cells that the agency left empty, or where it printed a dash."""
        cells = (cell for grid in self.damaged.values() for row in grid for cell in row)
        return frozenset(cell.key for cell in cells if isinstance(cell, Figure) and not is_figure(cell))

    @cached_property
    def _laid_out(self) -> str:
        """The whole text in its layout, after all damage."""
        written = CHARACTERS[self.characters].cell
        tables = {
            name: self._lay_out([[_rewritten(cell, written) for cell in row] for row in grid])
            for name, grid in self.damaged.items()
        }
        prose = write_prose(self.made, random.Random(f"prose {self.seed}"))
        paragraphs = {name: "\n".join(getattr(prose, name)) for name in ("overview", "problems", "other_matters")}
        places: dict[TableName, str] = {name: f"\0{name}\0" for name in TABLES}
        text = written(print_report(self.made, places, paragraphs))
        for name, place in places.items():
            text = text.replace(place, tables[name])
        for i, damage in enumerate(self.text_damages):
            text = TEXT_DAMAGES[damage](text, random.Random(f"{i} {self.seed}"))
        return text

    @property
    def text(self) -> str:
        """The text that reaches the reader, before it is encoded."""
        return CHARACTERS[self.characters].text(self._laid_out)

    @property
    def data(self) -> bytes:
        return CHARACTERS[self.characters].encode(self.text)

    def _lay_out(self, grid: Grid) -> str:
        return LAYOUTS[self.layout](grid) if any(map(any, grid)) else ""

    def _damage(self, made: Made, damages: tuple[str, ...], attempt: int) -> dict[TableName, Grid]:
        tables = {name: [list(row) for row in grid] for name, grid in grids(made).items()}
        for damage in sorted(damages, key=lambda damage: damage not in HABITS):
            for name in TABLES:
                rng = random.Random(f"{attempt or ''}{damage} {name} {self.seed}")
                if any(map(any, tables[name])):
                    tables[name] = TABLE_DAMAGES[damage](tables[name], rng)
        return tables

    def detectable(self, wrong: Iterable[WrongValue]) -> list[WrongValue]:
        """Those of the wrong values where a reader could tell; nothing else is left out of any count.

        Another report prints the figures that were read. No reader can tell where that report gives the very same text
        of the table with fewer faults, or with none: each damage is a fault, and so is a figure that breaks a sum. For
        example a misprint whose figure was lost leaves what a report without it leaves. Nor can a reader tell where the
        rows stand in the text just as that report prints them, complete and whole. For example a row without places
        that lost one zero and doubled another is a clean row of other figures.
        """
        left: list[WrongValue] = []
        for name in TABLES:
            here = [each for each in wrong if each.key[0] == name]
            read = {each.key: int(each.value) for each in here}
            other = replace(self.made, cells={**self.made.cells, **read})
            if here and not (self._has_whole_rows(other, read) or self._has_table(other, name)):
                left += here
        return left

    def _has_whole_rows(self, other: Made, keys: Iterable[Key]) -> bool:
        """Whether the rows of these cells stand in the text as the other report prints them, plus signs aside."""
        bare = {
            name: [[without_marks(cell).lstrip("+") for cell in cells] for cells in grid]
            for name, grid in self.damaged.items()
        }
        for key in keys:
            name = key[0]
            whole = next((cells for cells in grids(other)[name] if key in map(_key, cells)), None)
            if not whole or not all(is_figure(cell) for cell in whole if isinstance(cell, Figure)):
                return False
            line = self._lay_out([[cell.lstrip("+") for cell in whole]])
            stands = any(self._lay_out([cells]) == line for cells in _without_empty_ends(bare[name]) if cells)
            block = rf"^{re.escape(self._written(line))}(?!\s*\d)"
            if not stands and not re.search(block, self._laid_out, re.MULTILINE):
                return False
        return True

    def _written(self, text: str) -> str:
        return CHARACTERS[self.characters].cell(text)

    def _has_table(self, other: Made, name: TableName) -> bool:
        """Whether the other report gives the same text of this table with fewer faults."""
        harmed = self._lay_out(_without_empty_ends(self.damaged[name]))
        own = 1 if fails_in_print(other) else 0
        return any(
            self._lay_out(_without_empty_ends(self._damage(other, damages, attempt)[name])) == harmed
            for attempt, damages in self._other_ways()
            if not damages or len(damages) + own < len(self.damages) + self.misprint
        )

    def _other_ways(self) -> Iterator[tuple[int, tuple[str, ...]]]:
        for count in range(len(self.damages) + 1):
            for damages in combinations(self.damages, count):
                for attempt in range(_ATTEMPTS if damages else 1):
                    yield attempt, damages


def _rewritten(cell: str, written: Callable[[str], str]) -> str:
    """A cell in other characters; a figure still knows its cell of the form, be it empty."""
    return Figure(written(cell), cell.key) if isinstance(cell, Figure) else written(cell)


def _key(cell: str) -> Key | None:
    return cell.key if isinstance(cell, Figure) else None


def _without_empty_ends(grid: Grid) -> Grid:
    """Its rows without empty cells at the end, which many layouts fill up or cut off."""
    return [row[: max((i + 1 for i, cell in enumerate(row) if cell), default=0)] for row in grid]


def with_misprint(made: Made, rng: random.Random) -> Made:
    """The report with one figure of the tables of requests and challenges that breaks its sums."""
    keys = [key for key, value in made.cells.items() if key[0] != "proactive" and value is not None]
    key = rng.choice(keys)
    return replace(made, cells={**made.cells, key: (made.cells[key] or 0) + rng.choice([1, 3, 7, 10, 20])})
