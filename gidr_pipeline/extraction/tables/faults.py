"""What the faults of a text cost, from `faults.toml`: a mapping of names to numbers for each table."""

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib import resources

from gidr_pipeline.forms import TableName


@cache
def faults_of(table: TableName) -> Mapping[str, float]:
    """The costs for reading a table, `{"margin": 0.9, "misprint": 3.0, …}`."""
    text = resources.files(__package__).joinpath("faults.toml").read_text(encoding="utf-8")
    costs: Mapping[str, float] = tomllib.loads(text)[table]
    return costs
