"""Runs that are disturbed: killed at every step, a full disk, files that change underfoot. The next run mends it."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from gidr_pipeline.ingest import Observer
from gidr_pipeline_tests.folders import LONG_AGO_NS, NAMES, RAW, House, versions_of_others

pytestmark = pytest.mark.xdist_group("processes")

STOPS = ("planned", "read", "checking", "publishing", "finished")
# One interpreter does the imports and forks for each run while none of its threads is at work.
_RUNS = """
import os, resource, signal, sys
from gidr_pipeline.ingest import Observer, ingest
from gidr_pipeline.settings import Settings

class Stopper(Observer):
    def __init__(self, at): self.at = at
    def stop(self, where):
        if where.startswith(self.at):
            os.kill(os.getpid(), signal.SIGKILL)
    def stage(self, what): self.stop(what)
    def planned(self, files): self.stop("planned")
    def read(self, files, rejected): self.stop("read")
    def finished(self, outcome): self.stop("finished")

for job in sys.argv[1:]:
    raw, warehouse, stop, limit = job.split("|")
    if not os.fork():
        if limit:
            signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
            resource.setrlimit(resource.RLIMIT_FSIZE, (int(limit), int(limit)))
        try:
            ingest(Settings.resolve(raw, warehouse), observer=Stopper(stop))
        except Exception:
            os._exit(1)
        os._exit(0)
    print(os.waitstatus_to_exitcode(os.wait()[1]), flush=True)
"""


def change(house: House) -> None:
    """Something of everything: new, changed, gone, rejected."""
    house.put("new/1.txt", (RAW / NAMES[0]).read_bytes())
    house.put("new/empty.txt", b"")
    house.put(NAMES[1], (RAW / NAMES[2]).read_bytes(), LONG_AGO_NS + 1)
    (house.raw / NAMES[4]).unlink()


@pytest.fixture(scope="module")
def undisturbed(loaded_once: House, tmp_path_factory: pytest.TempPathFactory) -> House:
    house = loaded_once.clone(tmp_path_factory.mktemp("undisturbed"))
    change(house)
    house.run()
    return house


def run_each(*jobs: tuple[House, str, int | None]) -> list[int]:
    """Run over each house until a step at which the run is killed, or with no file allowed to be larger than so many
    bytes; give the exit codes."""
    words = [f"{house.raw}|{house.warehouse}|{stop}|{limit or ''}" for house, stop, limit in jobs]
    done = subprocess.run(
        [sys.executable, "-c", _RUNS, *words], stdout=subprocess.PIPE, text=True, check=True, timeout=300
    )
    return [int(code) for code in done.stdout.split()]


def changed_clone(house: House, folder: Path) -> House:
    folder.mkdir()
    clone = house.clone(folder)
    change(clone)
    return clone


def test_killed_at_any_step_the_old_or_the_new_warehouse_is_there_and_the_next_run_makes_the_new_one(
    loaded_once: House, undisturbed: House, tmp_path: Path
) -> None:
    houses = {stop: changed_clone(loaded_once, tmp_path / stop) for stop in STOPS}
    codes = run_each(*((house, stop, None) for stop, house in houses.items()))
    assert codes == [-signal.SIGKILL] * len(STOPS)
    for stop, house in houses.items():
        assert house.undated() == (undisturbed if stop == "finished" else loaded_once).undated(), stop
        house.run()
        assert house.undated() == undisturbed.undated(), stop
        assert house.leaves_nothing_behind(), stop


def test_a_full_disk_leaves_the_old_warehouse(loaded_once: House, undisturbed: House, tmp_path: Path) -> None:
    """Full while the old warehouse is copied, and full while rows are added to the copy."""
    houses = {share: changed_clone(loaded_once, tmp_path / str(share)) for share in (0.9, 1.0)}
    codes = run_each(
        *((house, "never", int(house.warehouse.stat().st_size * share)) for share, house in houses.items())
    )
    assert codes == [1, 1]
    for share, house in houses.items():
        assert house.undated() == loaded_once.undated(), share
        assert house.leaves_nothing_behind(), share
        house.run()
        assert house.undated() == undisturbed.undated(), share


def test_a_file_that_changes_during_the_run_is_loaded_whole_and_once(loaded_once: House, tmp_path: Path) -> None:
    house = loaded_once.clone(tmp_path)
    house.put("late.txt", (RAW / NAMES[0]).read_bytes())

    class Changer(Observer):
        def read(self, files: int, rejected: int) -> None:  # noqa: ARG002
            house.put("late.txt", (RAW / NAMES[3]).read_bytes(), LONG_AGO_NS + 7)

    house.run(observer=Changer())
    assert house.rows("SELECT source_bytes FROM dim_report WHERE report_id = 'late.txt'") == [
        ((RAW / NAMES[0]).stat().st_size,)
    ]
    house.run()
    assert house.rows("SELECT source_bytes FROM dim_report WHERE report_id = 'late.txt'") == [
        ((RAW / NAMES[3]).stat().st_size,)
    ]


def test_a_reader_of_another_version_reads_all_while_the_old_warehouse_serves(
    loaded_once: House, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    house = loaded_once.clone(tmp_path)
    before = house.reports()
    served = []

    class Asking(Observer):
        def stage(self, what: str) -> None:  # noqa: ARG002
            served.append(house.reports())

    versions_of_others(monkeypatch, reader_version="another")
    assert house.run(observer=Asking()).files_opened == len(NAMES)
    assert len(served) >= 4
    assert all(reports == before for reports in served)


def test_a_file_named_as_a_second_report_takes_no_rows_along(loaded_once: House, tmp_path: Path) -> None:
    house = loaded_once.clone(tmp_path)
    both = (RAW / NAMES[0]).read_bytes() + b"\n\n" + (RAW / NAMES[4]).read_bytes()
    house.put("a.txt", both)
    house.put("a.txt#2", b"?")
    house.run()
    assert {"a.txt", "a.txt#2"} <= set(house.reports())
    assert house.rejected() == {"a.txt#2": "unsupported_type"}
    house.put("a.txt", both + b"\n", LONG_AGO_NS + 1)
    house.run()
    assert {"a.txt", "a.txt#2"} <= set(house.reports())
    assert house.rejected() == {"a.txt#2": "unsupported_type"}
    (house.raw / "a.txt#2").unlink()
    house.run()
    assert {"a.txt", "a.txt#2"} <= set(house.reports())
    assert house.rejected() == {}


def test_a_file_that_stays_unreadable_is_tried_again_and_nothing_is_published(
    loaded_once: House, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    house = loaded_once.clone(tmp_path)
    house.put("locked.txt", (RAW / NAMES[0]).read_bytes())
    real = os.open

    def locked(path: bytes, *arguments: int) -> int:
        if os.fspath(path).endswith(b"locked.txt" if isinstance(path, bytes) else "locked.txt"):
            raise PermissionError(13, "Permission denied")
        return real(path, *arguments)

    with monkeypatch.context() as patch:
        patch.setattr(os, "open", locked)
        assert house.run().published
        assert house.rejected() == {"locked.txt": "unreadable"}
        again = house.run()
        assert (again.published, again.files_opened) == (False, 1)
    assert house.run().new == 1
    assert house.rejected() == {}
