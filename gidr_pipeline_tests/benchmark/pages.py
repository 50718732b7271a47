"""`python -m gidr_pipeline_tests.benchmark.pages 100000`: how long each page of `gidr browse` and each query of the
README take at size.

The reports are those of a small corpus many times over (`multiplied`): reading 100,000 would take twenty minutes.
"""

import html
import http.client
import os
import re
import socket
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from urllib.parse import quote

import click
import duckdb
import psutil
from rich.console import Console
from rich.table import Table

from gidr_pipeline_tests.benchmark.corpus import write_corpus
from gidr_pipeline_tests.benchmark.multiplied import multiply
from gidr_pipeline_tests.benchmark.watch import ingest, machine, query_seconds

_SMALL = 500
_TIMES = 5
_COUNTING = 8.0
"""Seconds that a server has to count what goes over all reports before the first click."""
_MEBI = 2**20


@click.command()
@click.argument("reports", default=100_000, type=click.IntRange(min=_SMALL))
def main(reports: int) -> None:
    """Measure pages and queries over REPORTS reports: the first time after the warehouse was published, and the best
    of five thereafter."""
    console = Console(highlight=False, width=120)
    console.print(machine())
    with tempfile.TemporaryDirectory(prefix="gidr-benchmark-") as folder:
        place = Path(folder)
        with console.status(f"making {reports:,} reports"):
            small = place / "small" / "gidr.duckdb"
            ingest(write_corpus(place / "raw", _SMALL).root, small)
            large = place / "gidr.duckdb"
            multiply(small, large, reports // _SMALL)
        table = Table("page", "first", "again", "aim", title=f"{reports:,} reports", title_justify="left")
        port = _free_port()
        command = [sys.executable, "-m", "gidr_pipeline", "browse", "--warehouse", str(large), "--port", str(port)]
        with subprocess.Popen(command, stdout=subprocess.DEVNULL) as server:
            try:
                _wait_for(port)
                time.sleep(_COUNTING)
                for name, path in _paths(large):
                    first, *again = (_seconds(port, path) for _ in range(_TIMES + 1))
                    table.add_row(name, f"{first * 1e3:.0f} ms", f"{min(again) * 1e3:.0f} ms", "≤ 300 ms")
                pages, seconds = _to_the_end(port, path)
                table.add_row(f"… to the end, {pages} pages", f"{seconds * 1e3:.0f} ms", "", "")
                peak = _peak(server.pid)
            finally:
                server.terminate()
        table.add_row("the README's queries, slowest", f"{max(query_seconds(large)) * 1e3:.0f} ms", "", "≤ 1000 ms")
        table.add_row("memory, peak", f"{peak / _MEBI:.0f} MiB", "", "≤ 477 MiB")
    console.print(table)


def _paths(warehouse: Path) -> list[tuple[str, str]]:
    with duckdb.connect(os.fspath(warehouse), read_only=True) as con:
        [(report_id, agency_id)] = con.sql(
            "SELECT report_id, agency_id FROM dim_report WHERE agency_id IS NOT NULL ORDER BY ingested_at DESC LIMIT 1"
        ).fetchall()
    return [
        ("a report", f"/zh/report/{quote(report_id)}"),
        ("a body over the years", f"/zh/body/{quote(agency_id)}"),
        ("findings", "/zh/findings"),
        ("… by place, sorted", f"/zh/findings?place={quote('广东省')}&sort=difference"),
        ("… open ones", "/zh/findings?show=open"),
        ("… open ones of a year", "/zh/findings?show=open&year=2022"),
        ("… absent parts", "/zh/findings?show=incomplete"),
        ("the whole", "/zh/"),
        ("provinces ranked", "/zh/ranking"),
        ("bodies ranked", "/zh/ranking?by=body&year=2022"),
        ("all reports", "/zh/search"),
        ("reports by name and year", f"/zh/search?q={quote('财政局 2022')}"),
        ("words that stand in no text", f"/zh/search?q={quote('某某某某')}&text=1"),
    ]


def _free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as server:
        return int(server.getsockname()[1])


def _wait_for(port: int) -> None:
    for _ in range(200):
        try:
            with socket.create_connection(("127.0.0.1", port), timeout=1):
                return
        except OSError:
            time.sleep(0.1)
    raise RuntimeError("the server did not come up")


def _seconds(port: int, path: str) -> float:
    return _asked(port, path)[0]


def _to_the_end(port: int, path: str | None) -> tuple[int, float]:
    """Go on with a search as its pages lead: how many they are, and how long they take together."""
    pages, seconds = 0, 0.0
    while path:
        took, page = _asked(port, path)
        link = re.search(r'class="further" rel="next" href="([^"]+)"', page)
        pages, seconds, path = pages + 1, seconds + took, html.unescape(link[1]) if link else None
    return pages, seconds


def _asked(port: int, path: str) -> tuple[float, str]:
    connection = http.client.HTTPConnection("127.0.0.1", port)
    began = time.perf_counter()
    connection.request("GET", path)
    answer = connection.getresponse()
    page = answer.read()
    seconds = time.perf_counter() - began
    connection.close()
    if answer.status != 200:
        raise RuntimeError(f"{path} answered {answer.status}")
    return seconds, page.decode()


def _peak(pid: int) -> int:
    """The most memory that the process has held; what it holds now where the system does not tell."""
    status = Path(f"/proc/{pid}/status")
    found = re.search(r"VmHWM:\s+(\d+) kB", status.read_text()) if status.exists() else None
    return int(found[1]) * 1024 if found else int(psutil.Process(pid).memory_info().rss)


if __name__ == "__main__":
    main()
