"""What a run is given from outside: the two folders, and somebody who listens to its progress.

What belongs here: Dagster resources. What does not: the defaults themselves (`settings`).
"""

import dagster as dg
from pydantic import Field

from gidr_pipeline.settings import Settings


class Folders(dg.ConfigurableResource):  # type: ignore[type-arg]
    """The raw folder and the warehouse file; left empty, GIDR_RAW_DIR and GIDR_WAREHOUSE or their defaults."""

    raw_dir: str = Field(default="", description="Raw reports; empty: GIDR_RAW_DIR, else raw/")
    warehouse: str = Field(default="", description="Warehouse file; empty: GIDR_WAREHOUSE, else warehouse/gidr.duckdb")

    def settings(self) -> Settings:
        """Both places as absolute paths."""
        return Settings.resolve(self.raw_dir or None, self.warehouse or None)
