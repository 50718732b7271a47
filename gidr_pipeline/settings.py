"""Where the raw reports, the warehouse and the staging area are, and who reads.

What belongs here: the environment variables and their defaults. What does not: what is done with the folders.
"""

import os
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Settings:
    """The places of a run as absolute paths, and the address of a Dask scheduler where a cluster is to read."""

    raw_dir: Path
    warehouse: Path
    staging: Path
    dask_scheduler: str | None = None

    @classmethod
    def resolve(cls, raw_dir: str | Path | None = None, warehouse: str | Path | None = None) -> "Settings":
        """Take what is given, else GIDR_RAW_DIR and GIDR_WAREHOUSE, else the defaults below the working directory.

        GIDR_STAGING is where the staging area is, else `staging/` beside the warehouse. GIDR_DASK_SCHEDULER is the
        scheduler's address; without it this machine reads alone.
        """
        # A link is followed, so that the next warehouse is built beside the file itself.
        file = Path(warehouse or os.environ.get("GIDR_WAREHOUSE") or "warehouse/gidr.duckdb").resolve()
        return cls(
            raw_dir=Path(raw_dir or os.environ.get("GIDR_RAW_DIR") or "raw").absolute(),
            warehouse=file,
            staging=Path(os.environ.get("GIDR_STAGING") or file.parent / "staging").absolute(),
            dask_scheduler=os.environ.get("GIDR_DASK_SCHEDULER") or None,
        )
