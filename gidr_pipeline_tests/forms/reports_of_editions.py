"""Made reports on the two newest editions that this copy of the program has, read, and what is amiss.

`python -m gidr_pipeline_tests.forms.reports_of_editions [ingest]` prints it as JSON for `test_new_edition`.
"""

import json
import os
import random
import re
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from gidr_pipeline.extraction import extract_document
from gidr_pipeline.forms import load_forms
from gidr_pipeline_tests.damage import FIGURE_DAMAGES
from gidr_pipeline_tests.habits import HABITS
from gidr_pipeline_tests.layouts import LAYOUTS
from gidr_pipeline_tests.made import Made, grids, make_report, print_report

_YEARS = {"2019": 2020, "2021": 2024}
_LAYOUTS = ("tabs", "spaces", "bars between", "markdown", "HTML", "aligned with spaces", "a cell a line", "on one line")
_KINDS = (
    "lose any",
    "lose two",
    "two figures",
    "run together",
    "letters",
    "lose zero",
    "zeros left blank",
    "some zeros left blank",
)


def made_for(edition: str, seed: int) -> Made:
    made = make_report(random.Random(seed), edition, 60)
    return replace(made, year=_YEARS.get(edition, int(edition)))


def _texts(made: Made, seed: int) -> Iterator[tuple[str, str]]:
    """A report as text, by what it is like: clean, and in other layouts with something amiss in a table."""
    tables = grids(made)
    for layout in _LAYOUTS:
        yield layout, print_report(made, {name: LAYOUTS[layout](grid) for name, grid in tables.items()})
    ways = {**FIGURE_DAMAGES, **HABITS}
    for kind in _KINDS:
        amiss = {name: ways[kind]([[*row] for row in grid], random.Random(seed)) for name, grid in tables.items()}
        for layout in ("tabs", "bars between", "markdown"):
            yield f"{layout}, {kind}", print_report(made, {name: LAYOUTS[layout](grid) for name, grid in amiss.items()})


def _without_signs(made: Made) -> str:
    """A report that has nothing by which a person could tell its edition."""
    tables = grids(made)
    rows = [row for row in tables["requests"] if not any(re.search("其[他它]处理|逾期|^3.其他$", cell) for cell in row)]
    return print_report(made, {"proactive": "", "requests": LAYOUTS["tabs"](rows[3:]), "challenges": ""})


def _cut(text: str) -> Iterator[tuple[str, str]]:
    for share in (0.35, 0.5, 0.65, 0.8):
        yield f"cut off at {share}", text[: int(len(text) * share)]


def _amiss(made: Made, text: str, *, is_clean: bool = False, is_told: bool = True) -> str | None:
    """What was read of a text that is not what was made; unless it is clean a cell may have no figure."""
    (report,) = extract_document(text.encode()).reports
    if is_told and report.edition != made.edition:
        return f"read as on {report.edition}"
    cells = {(cell.table, cell.row, cell.column): cell.value for cell in report.cells}
    allowed = () if is_clean else (None,)
    wrong = [
        (key, value, made.cells.get(key))
        for key, value in cells.items()
        if value not in (made.cells.get(key), *allowed)
    ]
    return f"{len(wrong)} cells, of which {wrong[0]}" if wrong else None


def _read() -> dict[str, object]:
    problems, texts = [], 0
    for seed, form in enumerate(load_forms()[-2:]):
        made = made_for(form.edition, seed)
        for like, text in _texts(made, seed):
            texts += 1
            if what := _amiss(made, text, is_clean=like in _LAYOUTS):
                problems.append(f"{form.edition}, {like}: {what}")
        clean = print_report(made, {name: LAYOUTS["tabs"](grid) for name, grid in grids(made).items()})
        for like, text in (("without signs", _without_signs(made)), *_cut(clean)):
            if what := _amiss(made, text, is_told=False):
                problems.append(f"{form.edition}, {like}: {what}")
    return {"problems": problems, "texts": texts}


def _ingest() -> dict[str, object]:
    import duckdb

    raw = Path(os.environ["GIDR_RAW_DIR"])
    raw.mkdir()
    for form in load_forms():
        made = made_for(form.edition, 1)
        text = print_report(made, {name: LAYOUTS["tabs"](grid) for name, grid in grids(made).items()})
        (raw / f"{form.edition}.txt").write_text(text, encoding="utf-8")
    subprocess.run([sys.executable, "-m", "gidr_pipeline", "ingest"], check=True, stdout=subprocess.DEVNULL)
    with duckdb.connect("warehouse/gidr.duckdb", read_only=True) as con:
        columns = [name for name, *_ in con.sql("DESCRIBE report_wide").fetchall()]
        return {
            "editions": con.sql("SELECT edition, count(*) FROM dim_report GROUP BY 1 ORDER BY 1").fetchall(),
            "rule": con.sql("SELECT label_zh, formula FROM dim_rule WHERE code = 'challenges_of_requests'").fetchall(),
            "flagged": [zh for (zh,) in con.sql("SELECT DISTINCT rule_zh FROM flagged_report").fetchall()],
            "longest": max(map(len, columns)),
            "columns": columns,
        }


if __name__ == "__main__":
    print(json.dumps(_ingest() if sys.argv[1:] == ["ingest"] else _read(), ensure_ascii=False))
