"""How agencies print their tables: what their pages leave as text, in whose words, and what goes wrong with one report.

What belongs here: choosing, in the shares of real pages. What does not: the layouts and faults themselves (`layouts`,
`pages`, `habits` and its neighbours), figures, prose and folders (`corpus`).
"""

import random
from collections.abc import Mapping
from dataclasses import dataclass

from gidr_pipeline.forms import TableName
from gidr_pipeline_tests.cases import TABLE_DAMAGES
from gidr_pipeline_tests.layouts import LAYOUTS
from gidr_pipeline_tests.made import Figure, Grid
from gidr_pipeline_tests.pages import broken
from gidr_pipeline_tests.samples import BLANKS
from gidr_pipeline_tests.text_damage import TEXT_DAMAGES

_SHARES = {
    "a cell a paragraph": 14,
    "a cell a paragraph, indented": 5,
    "bars behind, runs": 8,
    "bars behind, covered places, runs": 8,
    "a cell a line, bars behind": 8,
    "bars behind": 4,
    "bars around": 4,
    "a bar before each row": 4,
    "printed by a word processor": 4,
    "each line once": 2,
    "tabs": 2,
    "a cell a line, tabs": 2,
    "markdown": 2,
    "markdown, short ruler": 1,
    "merged cells repeated, heads as well": 1,
    "a cell a line, bars behind, runs on the last": 1,
    "bars on lines of their own": 1,
    "figures under labels": 1,
    "cells glued together": 1,
    "words down the page": 1,
}
_WORDS = (
    ("行政规范性文件", "规范性文件"),
    ("制发件数", "制发数"),
    ("废止件数", "废止数"),
    ("现行有效件数", "现行有效数"),
    ("处理决定数量", "处理决定数"),
    ("本年新收", "本年度新收"),
    ("上年结转", "上年度结转"),
    ("总计", "合计"),
    ("其他法律行政法规", "其他法律、行政法规"),
    ("其他", "其它"),
    ("（", "("),
    ("）", ")"),
)
_HEADINGS = {
    "proactive": ("二、主动公开政府信息情况", "二、主动公开政府信息的情况", "二、主动公开情况"),
    "requests": ("三、收到和处理政府信息公开申请情况", "三、收到和处理政府信息公开申请的情况"),
    "challenges": (
        "四、政府信息公开行政复议、行政诉讼情况",
        "四、因政府信息公开工作被申请行政复议、提起行政诉讼情况",
        "四、政府信息公开行政复议和行政诉讼情况",
    ),
}
_OTHER_FAULTS = [name for name in (*TABLE_DAMAGES, *TEXT_DAMAGES) if name != "a second report"]


@dataclass(frozen=True)
class Template:
    """What an agency does year after year."""

    layout: str
    words: tuple[tuple[str, str], ...]
    breaks: str
    """What stands inside some long labels."""
    headings: Mapping[str, str]

    def table(self, grid: Grid) -> str:
        return LAYOUTS[self.layout]([[self._written(cell) for cell in row] for row in grid])

    def _written(self, cell: str) -> str:
        if isinstance(cell, Figure):
            return cell
        for usual, other in self.words:
            cell = cell.replace(usual, other)
        return broken(cell, self.breaks) if self.breaks else cell


def choose_template(rng: random.Random) -> Template:
    layout = rng.choices([*_SHARES], [*_SHARES.values()])[0]
    words = tuple(pair for pair in _WORDS if rng.random() < 0.15)
    breaks = rng.choice([" ", "\n" if layout.startswith("a cell a paragraph") else " ", "", "", "", ""])
    return Template(layout, words, breaks, {section: rng.choice(names) for section, names in _HEADINGS.items()})


def choose_fault(rng: random.Random) -> str | None:
    """What befalls one report in ten: what people do with blanks, as often as anything else."""
    if rng.random() >= 0.1:
        return None
    return rng.choice(BLANKS if rng.random() < 0.5 else _OTHER_FAULTS)


def harm_tables(grids: Mapping[TableName, Grid], fault: str | None, rng: random.Random) -> dict[TableName, Grid]:
    harm = TABLE_DAMAGES.get(fault or "", lambda grid, _: grid)
    return {name: harm(grid, rng) for name, grid in grids.items()}


def harm_text(text: str, fault: str | None, rng: random.Random) -> str:
    return TEXT_DAMAGES[fault](text, rng) if fault in TEXT_DAMAGES else text
