"""What extractors made of made reports, kept beside this module: `golden/REPORT/SOURCE.EXTRACTOR.txt`.

`golden/REPORT/truth.json` has what the report prints. What belongs here: writing, finding and reading these files.
What does not: how they are made (`documents`, `extract`), or judged (`test_golden`, `survey`).
"""

import json
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import cast

from gidr_pipeline.forms import TableName
from gidr_pipeline_tests.made import Made

FOLDER = Path(__file__).parent / "golden"


@dataclass(frozen=True)
class GoldenText:
    """The text that one extractor made of one report. `source` is the kind of document: page, cms, docx …"""

    report: str
    source: str
    extractor: str
    path: Path

    @property
    def way(self) -> str:
        """The document and the extractor, `page.pandoc-gfm`."""
        return f"{self.source}.{self.extractor}"

    @property
    def format(self) -> str:
        """The format of the document: HTML, Word or PDF."""
        return "PDF" if self.source.endswith("-pdf") else "Word" if self.source == "word" else "HTML"


def golden_texts() -> list[GoldenText]:
    """All that are kept, in order of their paths."""
    return [GoldenText(path.parent.name, *path.stem.split(".", 1), path) for path in sorted(FOLDER.glob("*/*.txt"))]


@cache
def truth(report: str) -> Made:
    """What the report prints: agency, year, edition and every cell, None where it is left blank."""
    data = json.loads((FOLDER / report / "truth.json").read_text(encoding="utf-8"))
    cells = {
        (cast(TableName, table), row, column): None if value is None else Decimal(value)
        for table, rows in data["cells"].items()
        for row, columns in rows.items()
        for column, value in columns.items()
    }
    return Made(data["edition"], data["agency"], data["year"], cells)


def keep_truth(report: str, made: Made) -> None:
    """Write what the report prints, with every cell of its form as text."""
    cells: dict[str, dict[str, dict[str, str | None]]] = {}
    for (table, row, column), value in made.cells.items():
        cells.setdefault(table, {}).setdefault(row, {})[column] = None if value is None else str(value)
    data = {"agency": made.agency, "year": made.year, "edition": made.edition, "cells": cells}
    text = json.dumps(data, ensure_ascii=False, indent=1)
    (FOLDER / report / "truth.json").write_text(text + "\n", encoding="utf-8", newline="\n")


def keep_text(report: str, source: str, texts: dict[str, str]) -> None:
    """Write what each extractor made of one document of a report."""
    for extractor, text in texts.items():
        (FOLDER / report / f"{source}.{extractor}.txt").write_bytes(text.encode("utf-8"))
