"""Real runs of `gidr ingest`, watched from outside: seconds, and memory of all processes together.

What belongs here: starting a run and what can be seen of it and of the warehouse it leaves. What does not: what is
compared with what (`__main__`).
"""

import os
import re
import subprocess
import sys
import threading
import time
from dataclasses import dataclass
from pathlib import Path

import duckdb
import psutil

_EVERY = 0.2
README = Path(__file__).parents[2] / "README.md"


@dataclass(frozen=True)
class Run:
    """`seconds` of the wall clock, and the `peak` in bytes of what all processes of the run held at a time."""

    seconds: float
    peak: int


def ingest(raw: Path, warehouse: Path) -> Run:
    """Run `gidr ingest` in a process of its own. Raises RuntimeError with its words where it fails."""
    return _run("ingest", raw, warehouse)


def judge(raw: Path, warehouse: Path) -> Run:
    """Run `gidr judge` likewise."""
    return _run("judge", raw, warehouse)


def _run(word: str, raw: Path, warehouse: Path) -> Run:
    environment = os.environ | {"GIDR_RAW_DIR": str(raw), "GIDR_WAREHOUSE": str(warehouse)}
    environment.pop("DAGSTER_HOME", None)
    began = time.perf_counter()
    command = [sys.executable, "-m", "gidr_pipeline", word]
    with subprocess.Popen(
        command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    ) as process:
        watch = _Watch(process.pid)
        words, _ = process.communicate()
        seconds = time.perf_counter() - began
        watch.stop()
    if process.returncode:
        raise RuntimeError(f"gidr {word} failed: {words}")
    return Run(seconds, watch.peak)


class _Watch:
    """Looks at a process and its children now and then. Pages that several of them share count once where the system
    tells (Linux), else once for each."""

    def __init__(self, pid: int) -> None:
        self.peak = 0
        self._root = psutil.Process(pid)
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._look, daemon=True)
        self._thread.start()

    def stop(self) -> None:
        self._over.set()
        self._thread.join()

    def _look(self) -> None:
        while not self._over.wait(_EVERY):
            try:
                processes = [self._root, *self._root.children(recursive=True)]
            except psutil.Error:
                return
            self.peak = max(self.peak, sum(_held(process) for process in processes))


def _held(process: psutil.Process) -> int:
    try:
        memory = process.memory_full_info()
    except psutil.Error:
        return 0
    return int(getattr(memory, "pss", 0) or memory.rss)


def sizes(warehouse: Path) -> dict[str, int]:
    """Bytes of the warehouse file, and the bytes of the blocks that its facts, its texts and the rest fill."""
    with duckdb.connect(str(warehouse), read_only=True) as con:
        block = con.sql("SELECT block_size FROM pragma_database_size()").fetchall()[0][0]
        tables = [name for (name,) in con.sql("SELECT table_name FROM duckdb_tables()").fetchall()]
        blocks = {
            table: con.sql(
                "SELECT count(DISTINCT id) FROM (SELECT block_id AS id FROM pragma_storage_info(?) "
                "UNION ALL SELECT unnest(additional_block_ids) FROM pragma_storage_info(?)) WHERE id >= 0",
                params=[table, table],
            ).fetchall()[0][0]
            for table in tables
        }
    found = {"file": warehouse.stat().st_size, "facts": 0, "texts": 0, "reconciliation": 0, "other": 0}
    for table, number in blocks.items():
        match table:
            case "fact_proactive" | "fact_request" | "fact_challenge":
                kind = "facts"
            case "report_text" | "section_place" | "fact_narrative":
                kind = "texts"
            case "fact_reconciliation":
                kind = "reconciliation"
            case _:
                kind = "other"
        found[kind] += number * block
    return found


def staged_bytes(warehouse: Path) -> int:
    """Bytes of the staging area beside the warehouse."""
    return sum(path.stat().st_size for path in (warehouse.parent / "staging").rglob("*") if path.is_file())


def query_seconds(warehouse: Path) -> list[float]:
    """Seconds for each query of the README, in a connection of its own."""
    queries = re.findall(r"```sql\n(.*?)```", README.read_text("utf-8"), re.S)
    if not queries:
        raise RuntimeError("the README has no queries")
    seconds = []
    for query in queries:
        with duckdb.connect(str(warehouse), read_only=True) as con:
            began = time.perf_counter()
            con.sql(query).fetchall()
            seconds.append(time.perf_counter() - began)
    return seconds


def machine() -> str:
    """The machine in one line."""
    model = "unknown processor"
    for line in Path("/proc/cpuinfo").read_text().splitlines() if Path("/proc/cpuinfo").exists() else []:
        if line.startswith("model name"):
            model = line.partition(":")[2].strip()
            break
    memory = psutil.virtual_memory().total / 2**30
    python = ".".join(map(str, sys.version_info[:3]))
    versions = f"Python {python}, DuckDB {duckdb.__version__}"
    return f"{os.cpu_count()} cores ({model}), {memory:.0f} GiB, {sys.platform}, {versions}"
