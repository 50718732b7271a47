"""What a person sees of a run: progress while it lasts, and a summary at a glance.

What belongs here: words and layout. What does not: the numbers (`warehouse.findings`) and the run (`ingest`).
"""

from pathlib import Path
from types import TracebackType

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TaskProgressColumn, TextColumn, TimeRemainingColumn
from rich.table import Table
from rich.text import Text

from gidr_pipeline.observer import Observer
from gidr_pipeline.settings import Settings
from gidr_pipeline.warehouse.findings import (
    Listing,
    RuleFindings,
    cell_counts,
    flagged_reports,
    incomplete_reports,
    rejected_documents,
    rule_findings,
    undetermined_reports,
)
from gidr_pipeline.warehouse.news import News, news_of
from gidr_pipeline.warehouse.published import read_only

SHOWN = 5
_PIPED_WIDTH = 200


def console(*, stderr: bool = False) -> Console:
    """A console that wraps lines to the terminal, and leaves them whole where the output is piped."""
    made = Console(stderr=stderr, highlight=False)
    return made if made.is_terminal else Console(stderr=stderr, highlight=False, soft_wrap=True, width=_PIPED_WIDTH)


class Terminal(Observer):
    """Shows progress of `gidr JOB` on `err` while both are terminals, and the summary on `out`. Use it as a context."""

    def __init__(self, job: str, out: Console, err: Console) -> None:
        self._job, self._out, self._err = job, out, err
        self._progress = Progress(
            TextColumn("{task.description}"),
            BarColumn(),
            MofNCompleteColumn(),
            TaskProgressColumn("", show_speed=True),
            TimeRemainingColumn(),
            console=err,
            transient=True,
            refresh_per_second=4,
            disable=not (out.is_terminal and err.is_terminal),
        )
        self._task = self._progress.add_task("starting", total=None)
        self._rejected = 0

    def __enter__(self) -> "Terminal":
        self._progress.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self._progress.stop()

    def waiting(self, warehouse: Path) -> None:
        self._err.print(f"Another run is loading {warehouse}; waiting until it is done.", markup=False)

    def nothing_to_reread(self, pattern: str) -> None:
        self._err.print(f"No file below the raw folder matches {printable(pattern)}; none is read again.", markup=False)

    def planned(self, files: int) -> None:
        self._progress.update(self._task, description="reading", total=files, completed=0)

    def read(self, files: int, rejected: int) -> None:
        self._rejected += rejected
        described = f"reading, {self._rejected:,} rejected" if self._rejected else "reading"
        self._progress.update(self._task, advance=files, description=described)

    def stage(self, what: str) -> None:
        self._progress.update(self._task, description=what)

    def failed(self, why: str) -> None:
        """Say in one paragraph why the run did not come to its end."""
        self._progress.stop()
        self._err.print(Text(f"gidr {self._job}: ", style="bold red") + Text(why))

    def hint(self, what: str) -> None:
        """Say something by the way."""
        self._out.print(Text(f"\n{what}", style="dim"))

    def summary(self, settings: Settings, run: str, opened: tuple[int, int] | None) -> None:
        """What this run took in, how it was read, what was left out, and what does not add up. `opened` are the files
        that were opened, of how many, where any were to be."""
        self._progress.stop()
        with read_only(settings.warehouse) as con:
            news = news_of(con, run)
            cells = cell_counts(con)
            verdicts = rule_findings(con, SHOWN)
            rejected = rejected_documents(con, SHOWN)
            left_out = rejected_documents(con, SHOWN, beside_pages=False)
            unclear = undetermined_reports(con, SHOWN)
            incomplete = incomplete_reports(con, SHOWN)
            flagged = flagged_reports(con)
        self._out.print(_overview(news, opened, cells, rejected, flagged, settings))
        self._out.print()
        self._out.print(_rules(verdicts))
        for found in verdicts:
            for finding in found.first:
                self._line(finding.report_id, f"{found.rule}, {finding.scope}: {finding.detail or ''}")
            self._more(found.failed - len(found.first), "fact_reconciliation")
        self._listed("Left out", left_out, "rejected_document")
        if beside := rejected.found - left_out.found:
            self._out.print(Text(f"\nLeft out beside saved web pages (…_files/): {beside:,}", style="bold"))
        self._listed("Agency or year not determined", unclear, "dim_report")
        self._listed("Incomplete", incomplete, "flagged_report")

    def _listed(self, title: str, listing: Listing, table: str) -> None:
        if not listing.found:
            return
        self._out.print(Text(f"\n{title}: {listing.found:,}", style="bold"))
        for row in listing.first:
            shown = (str(value) for value in row[1:] if value is not None)
            self._line(str(row[0]), ": ".join(shown))
        self._more(listing.found - len(listing.first), table)

    def _line(self, report_id: str, what: str) -> None:
        self._out.print(Text("  ") + Text(printable(report_id), style="cyan") + Text(f"  {printable(what)}"))

    def _more(self, number: int, table: str) -> None:
        if number > 0:
            self._out.print(Text(f"  and {number:,} more, see {table}"))


def printable(text: str) -> str:
    """The text on one line, with nothing in it that a terminal would act on."""
    return "".join(sign if sign.isprintable() else repr(sign)[1:-1] for sign in text)


def _overview(
    news: News,
    opened: tuple[int, int] | None,
    cells: dict[str, int],
    rejected: Listing,
    flagged: int,
    settings: Settings,
) -> Table:
    counts = news.counts
    reports = counts.new + counts.changed + counts.unchanged
    rows = {
        "Reports": f"{reports:,}  ({counts.new:,} new, {counts.changed:,} changed, {counts.unchanged:,} unchanged; "
        f"{counts.removed:,} removed)",
        "Cells": f"{sum(cells.values()):,}  ({', '.join(f'{number:,} {status}' for status, number in cells.items())})",
        "Left out": f"{rejected.found:,} of {rejected.looked_at:,} reports and files",
        "Flagged": f"{flagged:,} of {reports:,} reports, {news.reports:,} of them newly, see flagged_report",
        **({"Opened": f"{opened[0]:,} of {opened[1]:,} files in {settings.raw_dir}"} if opened else {}),
        "Warehouse": f"{settings.warehouse}" + ("" if news.published else "  (already up to date)"),
    }
    table = Table.grid(padding=(0, 2))
    for name, value in rows.items():
        table.add_row(Text(name, style="bold"), Text(printable(value)))
    return table


def _rules(verdicts: list[RuleFindings]) -> Table:
    table = Table(box=None, padding=(0, 2), pad_edge=False)
    table.add_column("Rule")
    for name in ("holds", "fails", "not assessable"):
        table.add_column(name, justify="right")
    for found in verdicts:
        failed = Text(f"{found.failed:,}", style="bold red" if found.failed else "")
        table.add_row(found.rule, f"{found.passed:,}", failed, f"{found.not_assessable:,}")
    return table
