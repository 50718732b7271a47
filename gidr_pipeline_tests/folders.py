"""Raw folders and warehouses for tests that run the real thing.

What belongs here: making a folder with the five reports, running over it, asking the warehouse. What does not: tests.
"""

import os
import shutil
from pathlib import Path
from typing import Any

import duckdb

from gidr_pipeline.ingest import Outcome, ingest
from gidr_pipeline.settings import Settings

RAW = Path(__file__).parents[1] / "raw"
NAMES = sorted(path.name for path in RAW.glob("*.txt"))
LONG_AGO_NS = 1_600_000_000_123_456_789


class House:
    """A raw folder with the five reports, and the warehouse that comes of it."""

    def __init__(self, folder: Path, *, reports: bool = True) -> None:
        self.settings = Settings.resolve(folder / "raw", folder / "warehouse" / "gidr.duckdb")
        self.raw.mkdir()
        if reports:
            for name in NAMES:
                self.put(name, (RAW / name).read_bytes())

    @property
    def raw(self) -> Path:
        return self.settings.raw_dir

    @property
    def warehouse(self) -> Path:
        return self.settings.warehouse

    def put(self, name: str, data: bytes, mtime_ns: int = LONG_AGO_NS) -> Path:
        path = self.raw / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
        os.utime(path, ns=(mtime_ns, mtime_ns))
        return path

    def run(self, **options: Any) -> Outcome:
        return ingest(self.settings, **options)

    def rows(self, query: str) -> list[tuple[Any, ...]]:
        with duckdb.connect(str(self.warehouse), read_only=True) as con:
            return con.sql(query).fetchall()

    def reports(self) -> list[str]:
        return [row[0] for row in self.rows("SELECT report_id FROM dim_report ORDER BY report_id")]

    def rejected(self) -> dict[str, str]:
        return dict(self.rows("SELECT report_id, reason FROM rejected_document"))

    def contents(self) -> dict[str, list[tuple[Any, ...]]]:
        """Every row of every table that people query, in an order of its own."""
        with duckdb.connect(str(self.warehouse), read_only=True) as con:
            names = con.sql("SELECT table_name FROM duckdb_tables() WHERE table_name != 'source_file'").fetchall()
            return {name: con.sql(f"SELECT * FROM {name} ORDER BY ALL").fetchall() for (name,) in names}

    def clone(self, folder: Path) -> "House":
        """This house as it stands, with its warehouse, in another folder."""
        other = self.copy(folder)
        shutil.copytree(self.warehouse.parent, other.warehouse.parent)
        return other

    def copy(self, folder: Path) -> "House":
        """Another house with the same raw folder and no warehouse yet."""
        other = House(folder, reports=False)
        shutil.copytree(self.raw, other.raw, dirs_exist_ok=True, symlinks=True)
        return other
