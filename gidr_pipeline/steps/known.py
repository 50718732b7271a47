"""What the published warehouse knows, and the guard that keeps an unmounted disk from emptying it.

What belongs here: looking at the published warehouse before a step. What does not: changing it.
"""

from dataclasses import dataclass
from pathlib import Path

import duckdb
import polars as pl

from gidr_pipeline.versions import short_digest
from gidr_pipeline.warehouse.integrity import IntegrityError, IntegrityResult, check_integrity, last_results
from gidr_pipeline.warehouse.published import Build, build_of

FILE_KEY = ["path", "reason", "detail", "sha256", "read_at"]
"""What tells whether a file is loaded as it is staged."""


class RemovalsRefused(Exception):
    """The run would empty the warehouse or more than half of it. The message is for people."""


@dataclass(frozen=True)
class Known:
    """What the warehouse knows: `reports` (report_id, source_sha256), the `files` (FILE_KEY) that are loaded as this
    program would load them, and how its integrity was found when it was published."""

    build: Build
    reports: pl.DataFrame
    files: pl.DataFrame
    integrity: tuple[IntegrityResult, ...] = ()

    @property
    def is_kept(self) -> bool:
        """Whether the next warehouse is made from this one, and not afresh."""
        return self.build.reader and self.build.tables


def known_of(published: duckdb.DuckDBPyConnection | None) -> Known:
    """Raises IntegrityError where today's checks are others, and do not hold in the published warehouse."""
    files = pl.DataFrame(schema=dict.fromkeys(FILE_KEY[:-1], pl.String) | {"read_at": pl.Datetime("us")})
    if published is None:
        return Known(Build(), _NO_REPORTS, files)
    build, reports = build_of(published), reports_of(published)
    if not (build.reader and build.tables):
        return Known(build, reports, files)
    files = published.sql(f"SELECT {', '.join(FILE_KEY)} FROM source_file").pl()
    integrity = (last_results(published) or sound(published)) if build.whole else ()
    return Known(build, reports, files, integrity)


_NO_REPORTS = pl.DataFrame(schema={"report_id": pl.String, "source_sha256": pl.String})


def reports_of(published: duckdb.DuckDBPyConnection | None) -> pl.DataFrame:
    """`report_id` and `source_sha256` of every report in the warehouse."""
    return _NO_REPORTS if published is None else published.sql("SELECT report_id, source_sha256 FROM dim_report").pl()


def sound(con: duckdb.DuckDBPyConnection, written: pl.DataFrame | None = None) -> tuple[IntegrityResult, ...]:
    """The results of the integrity checks, all of which hold. Raises IntegrityError where one does not."""
    results = check_integrity(con, written)
    if not all(result.passed for result in results):
        raise IntegrityError(results)
    return results


def version_of(sources: pl.DataFrame, *versions: str) -> str:
    """What tells these files with these contents (FILE_KEY), treated by these versions of the program, from others."""
    return short_digest("\n".join((*versions, sources.select(FILE_KEY).sort("path").write_csv())))


def guard(lost: int, known: int, raw_dir: Path, *, allow_removals: bool) -> None:
    """Raise RemovalsRefused where more than half of the known reports are lost and nobody said that this is meant."""
    if lost * 2 > known and not allow_removals:
        raise RemovalsRefused(
            f"{lost} of the {known} reports in the warehouse are no longer to be had from {raw_dir}. The warehouse is "
            "left as it is. Check whether the folder is complete, or one in it was renamed, and with it its "
            f"reports; {ALLOW} takes the loss as meant"
        )


ALLOW = "--allow-removals, or allow_removals: true in the launchpad,"
