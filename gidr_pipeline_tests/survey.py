"""How much of made reports is read, and whether anything is wrong: `python -m gidr_pipeline_tests.survey`.

Prints a table with, for each layout, each way of writing, each kind of damage and each extractor, the share of printed
figures that are read exactly, repaired or not at all, and how many values are wrong; of the cells that print nothing,
how many are known to be blank; the sums and claims that fail and hold in print, or the other way round; and reports on
which the reader raised. The printed figures are the truth: where a report prints a misprint, the misprint is what has
to be read.
"""

import argparse
from collections.abc import Iterable, Mapping
from typing import Any

from rich.console import Console
from rich.table import Table

from gidr_pipeline.extraction import extract_document
from gidr_pipeline.extraction.model import Document
from gidr_pipeline_tests.cases import TABLE_DAMAGES, Case
from gidr_pipeline_tests.characters import CHARACTERS
from gidr_pipeline_tests.extractors.golden import golden_texts, truth
from gidr_pipeline_tests.judging import Tally, count_cells, fails, fails_in_print, wrong_heads, wrong_values
from gidr_pipeline_tests.layouts import LAYOUTS
from gidr_pipeline_tests.made import Made
from gidr_pipeline_tests.text_damage import TEXT_DAMAGES


def survey(cases: Iterable[Case]) -> Tally:
    """Read the reports of some cases. What no reader could tell apart is not counted."""
    tally = Tally()
    documents: dict[str, tuple[Made, Document]] = {}
    for case in cases:
        name = repr(case)
        try:
            document = extract_document(case.data)
        except Exception as error:  # one report that can't be read is no reason to miss the others
            tally.cells["exceptions"] += 1
            tally.examples.append(f"{name}: {error!r}")
            continue
        wrong = [*wrong_values(case.made, document, case.blanks)]
        if wrong and not case.detectable(wrong):
            tally.cells["undetectable"] += 1
            continue
        tally.add(count_cells(case.made, document, name, case.blanks))
        heads = wrong_heads(case.made, document)
        tally.cells["wrong heads"] += len(heads)
        tally.examples += [f"{name}: {head}" for head in heads]
        documents[name] = case.made, document
    for name, failing in fails(documents).items():
        printed = fails_in_print(documents[name][0])
        tally.cells["false alarms"] += len(failing - printed)
        tally.cells["missed alarms"] += len(printed - failing)
        tally.examples += [f"{name}: {rule} of {scope} fails" for rule, scope in failing - printed]
    return tally


def survey_extractors() -> dict[str, Tally]:
    """Read what real extractors made of made reports, by the format of the document and the extractor."""
    documents = {
        f"{golden.report}/{golden.way}": (golden, truth(golden.report), extract_document(golden.path.read_bytes()))
        for golden in golden_texts()
    }
    failing = fails({name: (made, document) for name, (_, made, document) in documents.items()})
    tallies: dict[str, Tally] = {}
    for name, (golden, made, document) in documents.items():
        tally = tallies.setdefault(f"{golden.format}, {golden.extractor}", Tally())
        tally.add(count_cells(made, document, name))
        tally.cells["wrong heads"] += len(wrong_heads(made, document))
        tally.cells["false alarms"] += len(failing[name] - fails_in_print(made))
        tally.cells["missed alarms"] += len(fails_in_print(made) - failing[name])
    return dict(sorted(tallies.items()))


def _in_all_layouts(seeds: int, damages: tuple[str, ...] = (), **others: Any) -> Tally:
    """So many reports in each layout, no two alike."""
    return survey(
        Case(seed * len(LAYOUTS) + at, layout, damages=damages, **others)
        for at, layout in enumerate(LAYOUTS)
        for seed in range(seeds)
    )


def surveys(seeds: int) -> Iterable[tuple[str, Mapping[str, Tally]]]:
    """Title to what it tells, line by line, with so many reports for each layout and kind of damage."""
    whole = [(seed, misprint) for seed in range(5 * seeds) for misprint in (False, True)]
    yield (
        "whole reports, every second with a misprint, by layout",
        {layout: survey(Case(seed, layout, misprint=misprint) for seed, misprint in whole) for layout in LAYOUTS},
    )
    yield (
        "whole reports in all layouts, by characters",
        {name: _in_all_layouts(seeds, characters=name) for name in CHARACTERS},
    )
    yield "text of real extractors, by format and extractor", survey_extractors()
    yield (
        "damaged tables in all layouts, by damage",
        {name: _in_all_layouts(seeds, (name,)) for name in TABLE_DAMAGES},
    )
    yield (
        "damaged tables with a misprint, by damage",
        {name: _in_all_layouts(seeds, (name,), misprint=True) for name in TABLE_DAMAGES},
    )
    yield (
        "damaged texts in all layouts, by damage",
        {name: _in_all_layouts(seeds, text_damages=(name,)) for name in TEXT_DAMAGES},
    )


_COLUMNS = (
    "exact %", "repaired %", "no value %", "wrong", "blanks", "known %", "wrong heads", "false alarms", "missed",
    "raised",
)  # fmt: skip


def _row(name: str, tally: Tally) -> list[str]:
    count = tally.cells
    blanks = count["blank"] + count["unseen"]
    return [
        name,
        *(f"{100 * count[kind] / (tally.printed or 1):.2f}" for kind in ("exact", "repaired", "null")),
        str(count["wrong"]),
        str(blanks or ""),
        f"{100 * count['blank'] / blanks:.1f}" if blanks else "",
        *(str(count[kind] or "") for kind in ("wrong heads", "false alarms", "missed alarms", "exceptions")),
    ]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seeds", type=int, default=1, help="reports for each layout and damage")
    parser.add_argument("--examples", type=int, default=20, help="how many wrong values are told in full")
    arguments = parser.parse_args()
    console = Console(width=140)
    examples: list[str] = []
    for title, tallies in surveys(arguments.seeds):
        table = Table(title=title)
        for column in ("", *_COLUMNS):
            table.add_column(column, justify="right" if column else "left")
        for name, tally in tallies.items():
            table.add_row(*_row(name, tally))
            examples += tally.examples
        console.print(table)
    for example in examples[: arguments.examples]:
        console.print(example, soft_wrap=True, markup=False, highlight=False)


if __name__ == "__main__":
    main()
