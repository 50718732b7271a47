"""Rows as a table that Dagster's pages show.

What belongs here: that alone.
"""

from collections.abc import Sequence
from typing import Any

import dagster as dg


def table(columns: Sequence[str], rows: Sequence[Sequence[Any]]) -> dg.TableMetadataValue:
    """The rows with each cell as text, NULL where it is None."""
    schema = dg.TableSchema(columns=[dg.TableColumn(name, "string") for name in columns])
    records = [
        dg.TableRecord({name: None if cell is None else str(cell) for name, cell in zip(columns, row, strict=True)})
        for row in rows
    ]
    return dg.MetadataValue.table(records, schema)
