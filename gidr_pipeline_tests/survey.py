"""How much of damaged reports is read, and whether any value is wrong: `python -m gidr_pipeline_tests.survey`.

Prints a table with, for each layout and each kind of damage, the share of cells that are exact, repaired, without a
value, and wrong; and the same of the text that real extractors made (`extractors`). The printed figures are the truth:
where a report prints a misprint, the misprint is what has to be read.
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
from gidr_pipeline.extraction.model import Document, Status
from gidr_pipeline_tests.damage import DAMAGES, UNDETECTABLE
from gidr_pipeline_tests.extractors.golden import golden_texts, truth
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
        tally.add(count_cells(made, extract_document(text.encode()), f"{layout}, {damage}, seed {seed}"))
    return tally


def survey_extractors() -> dict[str, Tally]:
    """Read what real extractors made of made reports, by the format of the document and the extractor."""
    tallies: dict[str, Tally] = {}
    for golden in golden_texts():
        document = extract_document(golden.path.read_bytes())
        tally = count_cells(truth(golden.report), document, f"{golden.report}/{golden.way}")
        tallies.setdefault(f"{golden.format}, {golden.extractor}", Tally()).add(tally)
    return dict(sorted(tallies.items()))


def count_cells(made: Made, document: Document, where: str) -> Tally:
    """How the cells of a document's first report compare with what was printed; `where` is said of each example."""
    tally = Tally()
    cells = {(cell.table, cell.row, cell.column): cell for report in document.reports[:1] for cell in report.cells}
    for key, figure in made.cells.items():
        cell = cells.get(key)
        if cell is None or cell.value is None:
            tally.cells["null"] += figure is not None
        elif cell.value != figure:
            tally.cells["wrong"] += 1
            tally.examples.append(f"{where}: {'.'.join(key)} is {cell.value} ({cell.status}), printed {figure}")
        else:
            tally.cells["repaired" if cell.status is Status.REPAIRED else "exact"] += 1
    return tally


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
    surveys = {
        "whole reports, by layout": by_layout,
        "text of real extractors, by format and extractor": survey_extractors(),
        "damaged reports, by damage": by_damage,
    }
    for title, tallies in surveys.items():
        table = Table(title=f"{title}: cells in %")
        for column in ("", "exact", "repaired", "no value", "wrong (count)"):
            table.add_column(column, justify="left" if not column else "right")
        for name, tally in tallies.items():
            table.add_row(*_row(name, tally))
        console.print(table)
    for example in [e for tallies in surveys.values() for tally in tallies.values() for e in tally.examples][:20]:
        console.print(example)


if __name__ == "__main__":
    main()
