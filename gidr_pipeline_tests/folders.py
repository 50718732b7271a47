"""Raw folders and warehouses for tests that run the real thing.

What belongs here: making a folder with the five reports, running over it, asking the warehouse. What does not: tests.
"""

import os
import shutil
import sys
from pathlib import Path
from typing import Any

import duckdb
import pytest

from gidr_pipeline.extraction import extract_document
from gidr_pipeline.ingest import Outcome, ingest
from gidr_pipeline.settings import Settings
from gidr_pipeline.staging import Index, Staging
from gidr_pipeline.warehouse.catalog import BOOKKEEPING, catalog
from gidr_pipeline.warehouse.history import HISTORY

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

    def leaves_nothing_behind(self) -> bool:
        """Whether no more lies beside the warehouse than is to stay there."""
        left = {path.name for path in self.warehouse.parent.iterdir()}
        return left - {self.warehouse.name, "staging"} == {f".{self.warehouse.name}.lock"}

    def opened(self, files: list[str]) -> list[str]:
        """Those of some opened files that are raw reports, by their names below the raw folder."""
        return sorted(os.path.relpath(path, self.raw) for path in files if path.startswith(f"{self.raw}/"))

    def staged(self) -> Index:
        """What its staging area holds."""
        return Staging.of(self.settings).index(verified=False)

    def rows(self, query: str) -> list[tuple[Any, ...]]:
        with duckdb.connect(str(self.warehouse), read_only=True) as con:
            return con.sql(query).fetchall()

    def reports(self) -> list[str]:
        return [row[0] for row in self.rows("SELECT report_id FROM dim_report ORDER BY report_id")]

    def rejected(self) -> dict[str, str]:
        return dict(self.rows("SELECT report_id, reason FROM rejected_document"))

    def contents(self) -> dict[str, list[tuple[Any, ...]]]:
        """Every row of every table that hangs on the raw folder, and not on the runs, in an order of its own."""
        with duckdb.connect(str(self.warehouse), read_only=True) as con:
            tables = con.sql("SELECT table_name FROM duckdb_tables() ORDER BY 1").fetchall()
            names = [name for (name,) in tables if name not in (*BOOKKEEPING, *HISTORY)]
            return {name: con.sql(f"SELECT * FROM {name} ORDER BY ALL").fetchall() for name in names}

    def undated(self) -> dict[str, list[tuple[Any, ...]]]:
        """The same without the time when a content was read."""
        rows = self.contents()
        at = [column.name for column in catalog()["dim_report"].columns].index("ingested_at")
        return rows | {"dim_report": [(*row[:at], *row[at + 1 :]) for row in rows["dim_report"]]}

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


def misprinted() -> bytes:
    """The first report, its total of requests received another than its parts and its outcomes allow."""
    document = extract_document((RAW / NAMES[0]).read_bytes())
    [cell] = [cell for cell in document.reports[0].cells if (cell.row, cell.column) == ("received", "total")]
    assert document.text is not None
    assert cell.span is not None
    text = f"{document.text[: cell.span.start]}{(cell.value or 0) + 7}{document.text[cell.span.end :]}"
    return text.encode()


def versions_of_others(monkeypatch: pytest.MonkeyPatch, **versions: str) -> None:
    """Let the program have other versions than its files give it: `reader_version="another"`."""
    for name, version in versions.items():
        for module in [each for key, each in sys.modules.items() if key.startswith("gidr_pipeline.")]:
            if hasattr(module, name):
                monkeypatch.setattr(module, name, lambda version=version: version)
