"""The command `gidr`.

What belongs here: arguments, exit codes, and starting the job. What does not: what is shown (`terminal`, `show`), and
any work. Everything heavy is imported where it is needed, so that `gidr --help` is instant.

Exit codes: 0 the run is done, however many reports it flagged; 1 it could not run, or the new warehouse was not sound;
2 the command line was wrong; 130 interrupted.
"""

import os
import sys
import traceback
from pathlib import Path
from typing import TYPE_CHECKING

import click

from gidr_pipeline import __version__
from gidr_pipeline.settings import Settings

if TYPE_CHECKING:
    from gidr_pipeline.terminal import Terminal

_raw_dir = click.option("--raw-dir", type=click.Path(path_type=Path), help="Raw reports  [GIDR_RAW_DIR, else raw/]")
_warehouse = click.option(
    "--warehouse", type=click.Path(path_type=Path), help="Warehouse  [GIDR_WAREHOUSE, else warehouse/gidr.duckdb]"
)


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="gidr")
def main() -> None:
    """Annual reports on government information disclosure (政府信息公开工作年度报告), from raw text to a warehouse."""


@main.command()
@_raw_dir
@_warehouse
@click.option("--allow-removals", is_flag=True, help="Go on where most reports, or the whole raw folder, are gone.")
def ingest(raw_dir: Path | None, warehouse: Path | None, allow_removals: bool) -> None:
    """Bring the warehouse up to date with the raw reports and say what was found.

    Runs the same Dagster job as the nightly schedule.
    """
    from gidr_pipeline.terminal import Terminal, console

    settings = Settings.resolve(raw_dir, warehouse)
    with Terminal(console(), console(stderr=True)) as terminal:
        try:
            problem = _run_job(settings, allow_removals, terminal)
        except KeyboardInterrupt:
            terminal.failed("interrupted; the warehouse is as it was")
            sys.exit(130)
        if problem is not None:
            terminal.failed(_in_words(problem))
            sys.exit(1)
        terminal.summary(settings)


def _run_job(settings: Settings, allow_removals: bool, terminal: "Terminal") -> Exception | None:
    """Run the job `ingest` in this process; give what stopped it, if anything did."""
    import dagster as dg

    from gidr_pipeline.assets.resources import Folders
    from gidr_pipeline.definitions import build_definitions
    from gidr_pipeline.schedules import INGEST

    folders = Folders(raw_dir=str(settings.raw_dir), warehouse=str(settings.warehouse))
    job = build_definitions(folders, terminal).resolve_job_def(INGEST)
    home = os.environ.get("DAGSTER_HOME")
    with dg.DagsterInstance.get() if home else dg.DagsterInstance.ephemeral() as instance:
        try:
            job.execute_in_process(
                instance=instance,
                run_config={
                    "loggers": {"console": {"config": {"log_level": "CRITICAL"}}},
                    "ops": {"load_warehouse": {"config": {"allow_removals": allow_removals}}},
                },
            )
        except Exception as error:  # told to the person; Dagster has the whole of it in its log
            return error
    return None


def _in_words(problem: Exception) -> str:
    """The message of an error that is meant for people; the whole traceback of one that nobody expected."""
    import duckdb

    from gidr_pipeline.cluster import ClusterUnusable
    from gidr_pipeline.ingest import RemovalsRefused
    from gidr_pipeline.raw_folder import RawFolderUnusable
    from gidr_pipeline.warehouse.integrity import IntegrityError
    from gidr_pipeline.warehouse.publish import WarehouseUnusable

    for_people = (RemovalsRefused, RawFolderUnusable, IntegrityError, WarehouseUnusable, ClusterUnusable, OSError)
    if isinstance(problem, for_people):
        return str(problem)
    if isinstance(problem, duckdb.Error):  # a full disk, above all
        return f"the next warehouse could not be written, and the old one is as it was: {problem}"
    return "".join(traceback.format_exception(problem))


@main.command()
@click.argument("report_id")
@_warehouse
def show(report_id: str, warehouse: Path | None) -> None:
    """Lay one report out as the form prints it, with what is repaired, lost or does not add up."""
    from gidr_pipeline.show import show_report
    from gidr_pipeline.terminal import console

    path = Settings.resolve(None, warehouse).warehouse
    if not path.exists():
        raise click.ClickException(f"there is no warehouse at {path}; run gidr ingest first")
    try:
        show_report(console(), path, report_id)
    except LookupError as error:
        raise click.ClickException(str(error.args[0])) from error
