"""The costs of faults and the margin, from `faults.toml`, which says what each is."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

from gidr_pipeline.forms import TableName


@dataclass(frozen=True, slots=True)
class RowFaults:
    lost_zero: float
    lost_figure: float
    doubled: float
    stray: float
    stray_beside: float
    torn: float
    torn_close: float
    glued: float
    misread: float
    stray_further: float
    moved_up: float
    slid: float
    moved_among_blanks: float
    blank: float
    blank_total: float
    no_figures: float
    unexplained: float
    unexplained_held: float


@dataclass(frozen=True, slots=True)
class TableFaults:
    blanks: float
    column_lost: float
    against_places: float
    column_more: float
    slipped: float
    dealt: float
    joined: float
    reading_order: float
    wrapped: float
    another_order: float


@cache
def _data() -> dict[str, Any]:
    return tomllib.loads(resources.files(__package__).joinpath("faults.toml").read_text(encoding="utf-8"))


MARGIN: float = _data()["margin"]
SOUND: float = _data()["sound"]
MISPRINT: float = _data()["misprint"]["agency"]
ROW = RowFaults(**_data()["row"])
TABLE = TableFaults(**_data()["table"])


def faults_of(table: TableName) -> Mapping[str, float]:
    """The costs for reading one of the other tables, `{"margin": 0.9, "misprint": 3.0, …}`."""
    costs: Mapping[str, float] = _data()[table]
    return costs
