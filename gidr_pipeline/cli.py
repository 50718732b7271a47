"""The command `gidr`.

What belongs here: arguments, exit codes, and starting the job. What does not: what is shown (`terminal`, `show`), and
any work. Everything heavy is imported where it is needed, so that `gidr --help` is instant.

Exit codes: 0 the run is done, however many reports it flagged; 1 it could not run, or the new warehouse was not sound;
2 the command line was wrong; 130 interrupted.
"""

import gc
import os
import signal
import sys
import traceback
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from gidr_pipeline import __version__
from gidr_pipeline.settings import Settings

if TYPE_CHECKING:
    from dagster import MetadataValue

    from gidr_pipeline.terminal import Terminal

_raw_dir = click.option("--raw-dir", type=click.Path(path_type=Path), help="Raw reports  [GIDR_RAW_DIR, else raw/]")
_warehouse = click.option(
    "--warehouse", type=click.Path(path_type=Path), help="Warehouse  [GIDR_WAREHOUSE, else warehouse/gidr.duckdb]"
)


_OBJECTS_BETWEEN_COLLECTIONS = 50_000


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="gidr")
def main() -> None:
    """Annual reports on government information disclosure (政府信息公开工作年度报告), from raw text to a warehouse."""


@main.command()
@_raw_dir
@_warehouse
@click.option("--allow-removals", is_flag=True, help="Go on where most reports, or the whole raw folder, are gone.")
@click.option("--reread", default="", help="Read these files again although they are staged: 2022/** or **.")
def ingest(raw_dir: Path | None, warehouse: Path | None, allow_removals: bool, reread: str) -> None:
    """Bring the warehouse up to date with the raw reports and say what was found.

    Runs the same Dagster job as the nightly schedule.
    """
    meant = {"allow_removals": allow_removals, "reread": reread, "tries": 1}
    _run("ingest", Settings.resolve(raw_dir, warehouse), {"list_reports": {"config": meant}})


@main.command()
@_warehouse
def judge(warehouse: Path | None) -> None:
    """Judge every report by today's rules, from the tables of the warehouse alone, and say what was found."""
    _run("judge", Settings.resolve(None, warehouse), {"judge_reports": {"config": {"again": True}}})


def _run(job: str, settings: Settings, ops: dict[str, Any]) -> None:
    """Run a job in this process and show how it goes and what came of it; exit where it did not succeed."""
    # Told to end by another program is as told by a person.
    before = signal.signal(signal.SIGTERM, signal.default_int_handler)
    try:
        _run_and_show(job, settings, ops)
    except KeyboardInterrupt:
        click.echo(f"gidr {job}: interrupted; the warehouse is the one that was last published", err=True)
        sys.exit(130)
    finally:
        signal.signal(signal.SIGTERM, before)


def _run_and_show(job: str, settings: Settings, ops: dict[str, Any]) -> None:
    # What Dagster and the others import makes a hundred thousand objects that stay: Python's cycle collector would go
    # through all of them a hundred times before the run begins.
    gc.set_threshold(_OBJECTS_BETWEEN_COLLECTIONS)
    from gidr_pipeline.terminal import Terminal, console
    from gidr_pipeline.warehouse.published import kept_open

    with Terminal(job, console(), console(stderr=True)) as terminal, kept_open():
        result = _executed(job, settings, ops, terminal)
        if isinstance(result, Exception):
            terminal.failed(_in_words(result))
            sys.exit(1)
        listed, read = result.made.get("raw_reports"), result.made.get("extracted_reports")
        opened = (read["files_opened"].value, listed["dagster/row_count"].value) if read and listed else None
        # It ran, whether or not anybody reads to the end what came of it: rich exits where nobody does.
        with suppress(OSError, SystemExit):
            terminal.summary(settings, result.run_id, opened)
            if not os.environ.get("DAGSTER_HOME"):
                terminal.hint(
                    "Set DAGSTER_HOME to the folder that Dagster's pages use, and they show this run as well."
                )


@dataclass(frozen=True)
class _Done:
    """A run that succeeded, and the metadata of the assets that it made."""

    run_id: str
    made: "Mapping[str, Mapping[str, MetadataValue[Any]]]"


def _executed(job: str, settings: Settings, ops: dict[str, Any], terminal: "Terminal") -> _Done | Exception:
    """Run a job of the definitions in this process; give what stopped it, if anything did."""
    import dagster as dg

    from gidr_pipeline.assets.resources import Folders
    from gidr_pipeline.definitions import build_definitions

    folders = Folders(raw_dir=str(settings.raw_dir), warehouse=str(settings.warehouse))
    home = os.environ.get("DAGSTER_HOME")
    with dg.DagsterInstance.get() if home else dg.DagsterInstance.ephemeral() as instance:
        try:
            result = (
                build_definitions(folders, terminal)
                .resolve_job_def(job)
                .execute_in_process(
                    instance=instance,
                    run_config={
                        "loggers": {"console": {"config": {"log_level": "CRITICAL"}}},
                        "ops": ops,
                    },
                )
            )
        except dg.DagsterExecutionInterruptedError:
            raise KeyboardInterrupt from None
        except Exception as error:  # told to the person; Dagster has the whole of it in its log
            return error
    events = result.get_asset_materialization_events()
    made = {event.asset_key.to_user_string(): event.materialization.metadata for event in events if event.asset_key}
    return _Done(result.run_id, made)


def _in_words(problem: Exception) -> str:
    """The message of an error that is meant for people; the whole traceback of one that nobody expected."""
    import dagster as dg
    import duckdb

    if isinstance(problem, dg.Failure) and problem.description:
        return problem.description
    if isinstance(problem, OSError):
        return str(problem)
    if isinstance(problem, duckdb.Error):  # a full disk, above all
        return f"the next warehouse could not be written, and the old one is as it was: {problem}"
    return "".join(traceback.format_exception(problem))


@main.command()
@click.argument("report_id")
@_warehouse
@click.option("--context", is_flag=True, help="What stands in the text around figures that are in question.")
def show(report_id: str, warehouse: Path | None, context: bool) -> None:
    """Lay one report out as the form prints it, with what is repaired, lost or does not add up."""
    from gidr_pipeline.show import show_report
    from gidr_pipeline.terminal import console
    from gidr_pipeline.warehouse.published import WarehouseUnusable

    try:
        show_report(console(), Settings.resolve(None, warehouse).warehouse, report_id, context=context)
    except (LookupError, WarehouseUnusable) as error:
        raise click.ClickException(str(error.args[0])) from error


@main.command()
@click.argument("folder", type=click.Path(path_type=Path, file_okay=False))
@_warehouse
@click.option(
    "--format", "file_format", type=click.Choice(["parquet", "csv", "xlsx"]), default="parquet", show_default=True
)
def export(folder: Path, warehouse: Path | None, file_format: str) -> None:
    """Write all tables into FOLDER, one file each, with a data dictionary (datapackage.json).

    Left out is report_cell, which has what the three facts have, and from xlsx report_text and report_section, whose
    texts are longer than a cell can be.
    """
    import duckdb

    from gidr_pipeline.export import export as write
    from gidr_pipeline.export import left_out
    from gidr_pipeline.warehouse.published import WarehouseUnusable

    try:
        names = write(Settings.resolve(None, warehouse).warehouse, folder, file_format)
    except (WarehouseUnusable, OSError, duckdb.Error) as error:
        raise click.ClickException(str(error)) from error
    click.echo(f"{len(names)} tables in {folder}, described in {folder / 'datapackage.json'}")
    for name, why in left_out(file_format).items():
        click.echo(f"without {name}: {why}")


@main.command()
@_warehouse
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen at.")
@click.option("--port", default=8017, show_default=True, type=click.IntRange(0, 65535), help="Port to listen at.")
@click.option("--allow-host", "names", multiple=True, help="Another name by which browsers may call this server.")
@click.option(
    "--export", "folder", type=click.Path(path_type=Path, file_okay=False), help="Write the pages as files instead."
)
@click.option(
    "--where", default="", help="With --export: only reports for which this holds, in SQL over report_overview."
)
def browse(
    warehouse: Path | None, host: str, port: int, names: tuple[str, ...], folder: Path | None, where: str
) -> None:
    """Open pages over the warehouse: each report beside its text, findings, bodies over the years, rankings."""
    path = Settings.resolve(None, warehouse).warehouse
    if where and folder is None:
        raise click.UsageError("--where chooses what --export writes")
    if folder is not None:
        _export_pages(path, folder, where)
        return
    import socket

    import uvicorn

    from gidr_pipeline.browse.app import make_app

    hosts = [host, "localhost", "127.0.0.1", *names]
    try:
        family = socket.AF_INET6 if ":" in host else socket.AF_INET
        listening = socket.create_server((host, port), family=family)
    except OSError as error:
        raise click.ClickException(f"cannot listen at {host} port {port}: {error.strerror or error}") from error
    config = uvicorn.Config(make_app(path, hosts), log_level="warning", server_header=False)
    click.echo(f"http://{host}:{listening.getsockname()[1]}/ shows {path}; Ctrl+C ends it")
    with suppress(KeyboardInterrupt):
        uvicorn.Server(config).run([listening])


def _export_pages(path: Path, folder: Path, where: str) -> None:
    import duckdb

    from gidr_pipeline.browse.export import export_pages
    from gidr_pipeline.terminal import console
    from gidr_pipeline.warehouse.published import WarehouseUnusable

    with console(stderr=True).status("pages") as status:
        try:
            number = export_pages(
                path, folder, where, on_page=lambda done, known: status.update(f"page {done:,} of {known:,}")
            )
        except (WarehouseUnusable, OSError, ValueError, duckdb.Error) as error:
            raise click.ClickException(str(error).splitlines()[0]) from error
    click.echo(f"{number:,} files in {folder}; begin with {folder / 'index.html'}")
