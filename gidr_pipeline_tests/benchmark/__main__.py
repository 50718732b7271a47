"""`python -m gidr_pipeline_tests.benchmark 1000 10000`: make corpora, run the real job, print ratios.

What belongs here: what is compared with what, and the table.
"""

import shutil
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import click
from rich.console import Console
from rich.table import Table

from gidr_pipeline_tests.benchmark.corpus import change, compressed_five, write_corpus
from gidr_pipeline_tests.benchmark.floor import (
    floor_seconds,
    format_seconds,
    listing_seconds,
    reading_seconds,
    seconds_around_tables,
    slowest_seconds,
)
from gidr_pipeline_tests.benchmark.watch import Run, ingest, judge, machine, query_seconds, sizes, staged_bytes

_READ_SINGLY = 400
_CHANGED = 100
_MEBI = 2**20
_PIPED_WIDTH = 140


@dataclass(frozen=True)
class Row:
    """A line of the table: what was done, how long it took or how large it is, against what, and the aim."""

    what: str
    measured: str
    ratio: str
    aim: str


@click.command()
@click.argument("sizes_wanted", metavar="[REPORTS]...", nargs=-1, type=click.IntRange(min=200))
@click.option("--seed", default=1, show_default=True)
@click.option("--folder", type=click.Path(path_type=Path), help="Where to work  [else a temporary folder]")
@click.option("--keep", is_flag=True, help="Leave the corpora and warehouses there.")
def main(sizes_wanted: tuple[int, ...], seed: int, folder: Path | None, keep: bool) -> None:
    """Measure runs over corpora of REPORTS reports (1000 where none is given) against the floor: one process that
    reads every file, hashes it, decodes it and finds its numbers."""
    console = Console(highlight=False)
    if not console.is_terminal:
        console = Console(highlight=False, width=_PIPED_WIDTH)
    console.print(machine())
    if folder:
        folder.mkdir(parents=True, exist_ok=True)
    place = Path(tempfile.mkdtemp(prefix="gidr-benchmark-", dir=folder))
    try:
        before: tuple[int, Run] | None = None
        for number in sorted(sizes_wanted or (1000,)):
            before = number, _measure(console, place / str(number), number, seed, before)
    finally:
        if not keep:
            shutil.rmtree(place)


def _measure(console: Console, place: Path, number: int, seed: int, before: tuple[int, Run] | None) -> Run:
    with console.status(f"making {number:,} reports"):
        corpus = write_corpus(place / "raw", number, seed)
    warehouse = place / "warehouse" / "gidr.duckdb"
    with console.status(f"{number:,} reports: the floor"):
        floor = floor_seconds(corpus.files)
        sample = corpus.files[:: max(1, number // _READ_SINGLY)]
        singly = reading_seconds(corpus.root, sample) / len(sample)
        damaged = sorted(corpus.damaged)[:_READ_SINGLY]
        kinds_of_reports = {"clean": [path for path in sample if path not in corpus.damaged], "damaged": damaged}
        means = {kind: reading_seconds(corpus.root, files) / len(files) for kind, files in kinds_of_reports.items()}
        around = seconds_around_tables(sample) / len(sample)
        longest = slowest_seconds(sorted({*sample, *damaged}))
        formats = format_seconds()
    with console.status(f"{number:,} new reports"):
        new = ingest(corpus.root, warehouse)
    kinds, queries = sizes(warehouse), query_seconds(warehouse)
    with console.status("a night with nothing new"):
        listing = listing_seconds(corpus.root)
        empty = min((ingest(corpus.root, warehouse) for _ in range(2)), key=lambda run: run.seconds)
        start = _start_seconds(place)
    with console.status("every report judged again"):
        judged = judge(corpus.root, warehouse)
    for at, path in enumerate(corpus.files[:: max(1, number // _CHANGED)][:_CHANGED]):
        change(path, seed + 1 + at)
    with console.status(f"a night with {_CHANGED} changed"):
        changed = ingest(corpus.root, warehouse)
    table = Table(title=f"{number:,} reports, {corpus.size / number / 1000:.1f} KB on average", title_justify="left")
    for name in ("what", "measured", "ratio", "aim"):
        table.add_column(name)

    def rows() -> Iterator[Row]:
        yield Row(
            "zlib makes a report",
            f"{corpus.compressed:.0%} of its size",
            f"five reports: {compressed_five():.0%}",
            "no less",
        )
        yield Row("floor, one core", f"{floor:.2f} s, {floor / number * 1e6:.0f} µs a report", "1", "")
        yield Row(
            "reading a report, one core", f"{singly * 1e3:.2f} ms", f"{singly * number / floor:.1f} × floor", "≤ 8 ×"
        )
        for kind, mean in means.items():
            yield Row(f"… a {kind} one", f"{mean * 1e3:.2f} ms", f"{mean * number / floor:.1f} × floor", "")
        yield Row(
            "… its title, sections and prose",
            f"{around * 1e3:.2f} ms",
            f"{around * number / floor:.1f} × floor",
            "≤ 8 ×",
        )
        yield Row("… the slowest of all", f"{longest * 1e3:.0f} ms", f"{longest * number / floor:.0f} × floor", "")
        for name, (converting, reading) in formats.items():
            yield Row(f"… a {name}", f"{converting * 1e3:.0f} ms to convert, {reading * 1e3:.0f} ms to read", "", "")
        aim = "≤ 6 ×" if number >= 100_000 else "≤ 10 ×" if number >= 10_000 else ""
        yield Row("new reports, raw to published", f"{new.seconds:.1f} s", f"{new.seconds / floor:.1f} × floor", aim)
        yield Row("peak memory of all processes", f"{new.peak / _MEBI:,.0f} MiB", "", "≤ 1,430 MiB")
        if before:
            smaller, run = before
            yield Row(
                f"growth from {smaller:,}, {number / smaller:.0f} × the reports",
                "",
                f"time {new.seconds / run.seconds:.1f} ×, memory {new.peak / run.peak:.2f} ×",
                "≤ 11 ×, ≤ 1.3 ×",
            )
        yield Row(
            "a night with nothing new",
            f"{empty.seconds:.1f} s, of which start-up {start:.1f} s",
            f"{max(0.0, empty.seconds - start) / listing:.1f} × listing ({listing:.2f} s) + start-up",
            "≤ 3 ×",
        )
        yield Row(
            f"a night with {_CHANGED} changed",
            f"{changed.seconds:.1f} s",
            f"{changed.seconds - empty.seconds:+.1f} s",
            "≤ 10 s more",
        )
        yield Row("every report judged again", f"{judged.seconds:.1f} s", f"{judged.seconds - start:+.1f} s", "")
        staged = staged_bytes(warehouse)
        yield Row("staging area", f"{staged / _MEBI:,.1f} MiB", f"{staged / corpus.size:.0%} of raw", "")
        yield Row(
            "warehouse", f"{kinds['file'] / _MEBI:,.1f} MiB", f"{kinds['file'] / corpus.size:.0%} of raw", "≤ 60 %"
        )
        for kind, aim in (("facts", "≤ 10 %"), ("texts", ""), ("reconciliation", ""), ("other", "")):
            yield Row(f"… {kind}", f"{kinds[kind] / _MEBI:,.1f} MiB", f"{kinds[kind] / corpus.size:.0%} of raw", aim)
        slowest = f"slowest {max(queries):.2f} s"
        yield Row(f"the README's {len(queries)} queries", slowest, "", "each < 1 s")

    for row in rows():
        table.add_row(row.what, row.measured, row.ratio, row.aim)
    console.print(table)
    return new


def _start_seconds(place: Path) -> float:
    """Seconds of a night with nothing new over a single report: all of it is starting up."""
    single = write_corpus(place / "single", 1)
    warehouse = place / "single-warehouse" / "gidr.duckdb"
    ingest(single.root, warehouse)
    return min(ingest(single.root, warehouse).seconds for _ in range(2))


if __name__ == "__main__":
    main()
