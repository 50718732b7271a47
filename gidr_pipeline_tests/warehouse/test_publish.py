"""The swap of the warehouse file, seen by readers, by other runs, by intruders and after a crash."""

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import duckdb
import pytest

from gidr_pipeline.ingest import Observer
from gidr_pipeline.warehouse.integrity import IntegrityError
from gidr_pipeline.warehouse.integrity_checks import IntegrityCheck
from gidr_pipeline.warehouse.published import WarehouseUnusable, next_path
from gidr_pipeline_tests.folders import LONG_AGO_NS, NAMES, RAW, House

pytestmark = pytest.mark.xdist_group("processes")

RUN = """
import sys
from gidr_pipeline.ingest import Observer, ingest
from gidr_pipeline.settings import Settings
class Told(Observer):
    def waiting(self, warehouse): print("waiting", flush=True)
    def planned(self, files): print("planned", flush=True); sys.stdin.readline() if "hold" in sys.argv else None
print("started", flush=True)
outcome = ingest(Settings.resolve(sys.argv[1], sys.argv[2]), observer=Told())
print("done", outcome.new, outcome.unchanged, flush=True)
"""


def start(house: House, *words: str) -> "subprocess.Popen[str]":
    command = [sys.executable, "-c", RUN, str(house.raw), str(house.warehouse), *words]
    return subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)


def heard(process: "subprocess.Popen[str]") -> str:
    assert process.stdout is not None
    return process.stdout.readline().strip()


def test_a_reader_keeps_the_file_that_it_opened(loaded: House) -> None:
    with duckdb.connect(str(loaded.warehouse), read_only=True) as reader:
        loaded.put("new.txt", (RAW / NAMES[0]).read_bytes())
        loaded.run()
        assert reader.sql("SELECT count(*) FROM dim_report").fetchall() == [(5,)]
        assert reader.sql("SELECT count(DISTINCT report_id) FROM fact_request").fetchall() == [(5,)]
    assert len(loaded.reports()) == 6


def test_a_program_that_has_the_file_open_for_writing_does_not_stop_a_run(loaded: House) -> None:
    code = f"import duckdb, sys; c = duckdb.connect({str(loaded.warehouse)!r}); print('open', flush=True); input()"
    writer = subprocess.Popen([sys.executable, "-c", code], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    try:
        assert heard(writer) == "open"
        loaded.put("new.txt", (RAW / NAMES[0]).read_bytes())
        assert loaded.run().new == 1
        assert len(loaded.reports()) == 6
    finally:
        writer.communicate("\n")


def test_a_stale_log_beside_the_warehouse_is_cleared_away(loaded: House) -> None:
    log = loaded.warehouse.with_name("gidr.duckdb.wal")
    code = (
        f"import duckdb, os; c = duckdb.connect({str(loaded.warehouse)!r}); "
        "c.execute('CREATE TABLE mine AS SELECT 1'); os._exit(0)"
    )
    subprocess.run([sys.executable, "-c", code], check=True)
    assert log.exists()
    loaded.put("new.txt", (RAW / NAMES[0]).read_bytes())
    loaded.run()
    assert not log.exists()
    assert len(loaded.reports()) == 6


@pytest.mark.parametrize("kind", ["text", "database", "truncated", "folder"])
def test_a_file_that_is_no_warehouse_is_never_overwritten(loaded: House, kind: str) -> None:
    whole = loaded.warehouse.read_bytes()
    loaded.warehouse.unlink()
    match kind:
        case "text":
            loaded.warehouse.write_text("my thesis")
        case "truncated":
            loaded.warehouse.write_bytes(whole[: len(whole) // 3])
        case "folder":
            loaded.warehouse.mkdir()
        case "database":
            with duckdb.connect(str(loaded.warehouse)) as con:
                con.execute("CREATE TABLE mine AS SELECT 1")
    before = None if kind == "folder" else loaded.warehouse.read_bytes()
    with pytest.raises(WarehouseUnusable, match="left as it is"):
        loaded.run()
    assert (None if kind == "folder" else loaded.warehouse.read_bytes()) == before


def test_a_link_to_the_warehouse_stays_a_link(house: House, tmp_path: Path) -> None:
    house.warehouse.parent.mkdir()
    (tmp_path / "elsewhere").mkdir()
    house.warehouse.symlink_to(tmp_path / "elsewhere" / "real.duckdb")
    linked = type(house.settings).resolve(house.raw, house.warehouse)
    assert linked.warehouse == tmp_path / "elsewhere" / "real.duckdb"


def test_an_unsound_warehouse_is_not_published(loaded: House, monkeypatch: pytest.MonkeyPatch) -> None:
    contents = loaded.contents()
    never = IntegrityCheck("never", "dim_report", "Nothing is right", "SELECT 1", "SELECT 'x', 'is wrong'")
    monkeypatch.setattr("gidr_pipeline.warehouse.integrity.integrity_checks", lambda: (never,))
    loaded.put("new.txt", (RAW / NAMES[0]).read_bytes())
    with pytest.raises(IntegrityError, match=r"never: 1 \(first: x is wrong"):
        loaded.run()
    assert loaded.contents() == contents
    assert not next_path(loaded.warehouse).exists()


def test_a_second_run_waits_and_says_so(house: House) -> None:
    first = start(house, "hold")
    assert (heard(first), heard(first)) == ("started", "planned")
    second = start(house)
    assert (heard(second), heard(second)) == ("started", "waiting")
    first.communicate("\n")
    rest, _ = second.communicate()
    assert rest.split() == ["done", "0", "5"]


def test_the_lock_of_a_killed_run_is_free_and_its_leftovers_go(house: House) -> None:
    first = start(house, "hold")
    assert (heard(first), heard(first)) == ("started", "planned")
    first.kill()
    first.communicate()
    next_path(house.warehouse).write_text("half")
    next_path(house.warehouse).with_name(f"{next_path(house.warehouse).name}.wal").write_text("half")
    assert house.run().new == 5
    assert house.leaves_nothing_behind()


def test_killed_at_any_point_the_warehouse_is_a_whole_one(loaded: House) -> None:
    """Either the last good one with five reports, or the new one with nine; and the next run completes."""
    for number in range(4):
        loaded.put(f"more/{number}.txt", (RAW / NAMES[number]).read_bytes())
    chance = random.Random(20)
    seen = set()
    for _ in range(5):
        process = start(loaded)
        assert heard(process) == "started"
        time.sleep(chance.uniform(0, 0.8))
        process.send_signal(signal.SIGKILL)
        process.communicate()
        [(reports,)] = loaded.rows("SELECT count(*) FROM dim_report")
        for table in ("fact_request", "report_section", "fact_reconciliation"):
            assert loaded.rows(f"SELECT count(DISTINCT report_id) FROM {table}") == [(reports,)]
        seen.add(reports)
    assert seen <= {5, 9}
    loaded.run()
    assert len(loaded.reports()) == 9


@pytest.mark.parametrize("step", ["planned", "read", "stage"])
def test_an_error_in_any_step_leaves_the_warehouse_as_it_was(loaded: House, step: str) -> None:
    contents, inode = loaded.contents(), loaded.warehouse.stat().st_ino
    loaded.put(NAMES[0], (RAW / NAMES[1]).read_bytes(), LONG_AGO_NS + 1)

    def fail(*_: object) -> None:
        raise OSError(28, "No space left on device")

    observer = Observer()
    setattr(observer, step, fail)
    with pytest.raises(OSError, match="No space"):
        loaded.run(observer=observer)
    assert (loaded.contents(), loaded.warehouse.stat().st_ino) == (contents, inode)
    assert loaded.leaves_nothing_behind()
    assert loaded.run().changed == 1


def test_workers_of_a_killed_run_do_not_linger(house: House) -> None:
    code = """
import os, sys
from gidr_pipeline.executors import workers_for
if __name__ == "__main__":
    with workers_for(10**6) as workers:
        print(*{workers.executor.submit(os.getpid).result() for _ in range(8)}, flush=True)
        os.kill(os.getpid(), 9)
"""
    script = house.raw.parent / "pool.py"
    script.write_text(code)
    run = subprocess.run([sys.executable, str(script)], stdout=subprocess.PIPE, text=True, check=False)
    workers = [int(pid) for pid in run.stdout.split()]
    assert workers
    deadline = time.monotonic() + 20
    while any(Path(f"/proc/{pid}").exists() for pid in workers) and time.monotonic() < deadline:
        time.sleep(0.05)
    alive = [pid for pid in workers if Path(f"/proc/{pid}").exists() and "Z" not in _state(pid)]
    assert alive == []


def _state(pid: int) -> str:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
    except OSError:
        return "Z"


def test_the_published_file_needs_no_log(loaded: House) -> None:
    assert not os.path.lexists(f"{loaded.warehouse}.wal")


def test_no_connection_draws_a_bar_between_what_the_caller_prints(loaded: House) -> None:
    """DuckDB would, for each query of more than two seconds, where nobody runs a file: `python -c`, notebooks."""
    code = (
        "import duckdb, sys\n"
        "from pathlib import Path\n"
        "from gidr_pipeline.warehouse.publish import open_next\n"
        "from gidr_pipeline.warehouse.published import open_published, read_only\n"
        "path = Path(sys.argv[1])\n"
        "opened = (duckdb.connect(), open_published(path), read_only(path), open_next(path, from_published=True))\n"
        "for connection in opened:\n"
        "    with connection as con:\n"
        """        print(*con.sql("SELECT current_setting('enable_progress_bar')").fetchall()[0])\n"""
    )
    done = subprocess.run(
        [sys.executable, "-c", code, str(loaded.warehouse)], stdout=subprocess.PIPE, text=True, check=True
    )
    assert done.stdout.split() == ["True", "False", "False", "False"]
