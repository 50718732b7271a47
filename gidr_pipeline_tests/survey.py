"""How much of damaged reports is read, and whether any value is wrong: `python -m gidr_pipeline_tests.survey`.

Prints a table with, for each layout and each kind of damage, the share of cells that are exact, repaired, without a
value, and wrong. The printed figures are the truth: where a report prints a misprint, the misprint is what has to be
read.
"""

import argparse
import copy
import random
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from rich.console import Console
from rich.table import Table

from gidr_pipeline.extraction import extract_document
from gidr_pipeline.extraction.model import Status
from gidr_pipeline_tests.damage import DAMAGES, UNDETECTABLE
from gidr_pipeline_tests.made import LAYOUTS, Made, grids, make_report, print_report


@dataclass
class Tally:
    """Cells by how they were read: `exact` and `repaired` have the printed value, `null` none, `wrong` another one."""

    cells: Counter[str] = field(default_factory=Counter)
    examples: list[str] = field(default_factory=list)

    def add(self, other: "Tally") -> None:
        self.cells += other.cells
        self.examples += other.examples


def survey(layout: str, damage: str | None, seeds: Iterable[int]) -> Tally:
    """Read one made report for each seed; damage harms the tables of requests and challenges."""
    tally = Tally()
    for seed in seeds:
        rng = random.Random(f"{layout}/{damage}/{seed}")
        made = make_report(rng)
        tables = dict(grids(made))
        if damage:
            for name in ("requests", "challenges"):
                tables[name] = DAMAGES[damage](copy.deepcopy(tables[name]), rng)
        text = print_report(made, {name: LAYOUTS[layout](grid) for name, grid in tables.items()})
        _count(tally, made, text, f"{layout}, {damage}, seed {seed}")
    return tally


def _count(tally: Tally, made: Made, text: str, where: str) -> None:
    document = extract_document(text.encode())
    cells = {(cell.table, cell.row, cell.column): cell for report in document.reports[:1] for cell in report.cells}
    for key, truth in made.cells.items():
        cell = cells.get(key)
        if cell is None or cell.value is None:
            tally.cells["null"] += truth is not None
        elif cell.value != truth:
            tally.cells["wrong"] += 1
            tally.examples.append(f"{where}: {'.'.join(key)} is {cell.value} ({cell.status}), printed {truth}")
        else:
            tally.cells["repaired" if cell.status is Status.REPAIRED else "exact"] += 1


def _row(name: str, tally: Tally) -> list[str]:
    total = tally.cells.total() or 1
    return [
        name,
        *(f"{100 * tally.cells[kind] / total:.2f}" for kind in ("exact", "repaired", "null")),
        str(tally.cells["wrong"]),
    ]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seeds", type=int, default=5, help="reports for each layout and damage")
    arguments = parser.parse_args()
    console = Console()
    seeds = range(arguments.seeds)
    by_layout = {layout: survey(layout, None, seeds) for layout in LAYOUTS}
    by_damage = {damage: Tally() for damage in DAMAGES}
    for damage, tally in by_damage.items():
        for layout in LAYOUTS:
            if (damage, layout) in UNDETECTABLE:
                continue
            tally.add(survey(layout, damage, seeds))
    for title, tallies in (("whole reports, by layout", by_layout), ("damaged reports, by damage", by_damage)):
        table = Table(title=f"{title}: cells in %")
        for column in ("", "exact", "repaired", "no value", "wrong (count)"):
            table.add_column(column, justify="left" if not column else "right")
        for name, tally in tallies.items():
            table.add_row(*_row(name, tally))
        console.print(table)
    for example in [example for tally in by_damage.values() for example in tally.examples][:20]:
        console.print(example)


if __name__ == "__main__":
    main()
