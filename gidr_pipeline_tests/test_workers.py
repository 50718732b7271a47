"""Reading by other processes and machines: the same rows, whoever dies."""

import gc
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import CancelledError
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

import psutil
import pytest
from distributed import LocalCluster

from gidr_pipeline import cluster, executors
from gidr_pipeline.cluster import ClusterUnusable
from gidr_pipeline.executors import Workers, read_all, workers_for
from gidr_pipeline.ingest import Observer
from gidr_pipeline.reading import Batch, Places, Wanted, read_batch
from gidr_pipeline.staging import Staging, read_files
from gidr_pipeline_tests.folders import NAMES, RAW, House

pytestmark = pytest.mark.xdist_group("processes")

_REPORTS = 8


@pytest.fixture(scope="module")
def local(tmp_path_factory: pytest.TempPathFactory) -> House:
    """A house with more reports than the workers are handed at once, loaded by this process."""
    house = House(tmp_path_factory.mktemp("local"), reports=False)
    for number in range(_REPORTS):
        house.put(f"{number:02}/{number}.txt", (RAW / NAMES[number % 5]).read_bytes())
    house.put("empty.txt", b"")
    house.run()
    return house


@pytest.fixture(scope="module")
def dask() -> Iterator[LocalCluster]:
    with LocalCluster(
        n_workers=2, threads_per_worker=1, processes=True, dashboard_address=":0", silence_logs=50
    ) as running:
        yield running


@pytest.fixture(autouse=True)
def small_batches(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(executors, "FILES_PER_BATCH", 2)
    monkeypatch.setattr(executors, "POOL_FROM", 1)


def on_cluster(local: House, folder: Path, address: str) -> House:
    house = local.copy(folder)
    house.settings = replace(house.settings, dask_scheduler=address)
    return house


def assert_same_rows(one: House, other: House) -> None:
    assert other.undated() == one.undated()


def test_a_cluster_of_which_a_worker_is_killed_gives_the_same_rows(
    local: House, dask: LocalCluster, tmp_path: Path
) -> None:
    house = on_cluster(local, tmp_path, dask.scheduler_address)
    killed: list[int] = []

    class Killer(Observer):
        def read(self, files: int, rejected: int) -> None:  # noqa: ARG002
            if not killed:
                killed.append(next(iter(dask.workers.values())).pid)
                os.kill(killed[0], signal.SIGKILL)

    assert house.run(observer=Killer()).new == _REPORTS
    assert killed
    assert_same_rows(local, house)


def test_workers_with_another_program_are_refused(
    local: House, dask: LocalCluster, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    house = on_cluster(local, tmp_path, dask.scheduler_address)
    monkeypatch.setattr(cluster, "reader_version", lambda: "another")
    with pytest.raises(ClusterUnusable, match="another version of this program"):
        house.run()
    assert not house.warehouse.exists()


def test_workers_that_do_not_see_the_folder_are_refused(local: House) -> None:
    with pytest.raises(ClusterUnusable, match="does not see the raw folder"):
        cluster.read_elsewhere(Places(local.raw / "nowhere", local.raw), [], cluster.reader_version())


def test_workers_that_see_another_folder_are_refused(local: House, dask: LocalCluster, tmp_path: Path) -> None:
    batch = read_batch(Places(local.raw / "01", tmp_path), [Wanted("00/0.txt")])
    assert batch.vanished == ["00/0.txt"]
    with (
        cluster.cluster_workers(dask.scheduler_address) as workers,
        pytest.raises(ClusterUnusable, match="raw folder at the same path"),
    ):
        workers.check(Places(local.raw, tmp_path), [listed(local.raw, "00/0.txt")], batch)


def test_workers_that_write_into_another_staging_area_are_refused(
    local: House, dask: LocalCluster, tmp_path: Path
) -> None:
    files = [listed(local.raw, "00/0.txt")]
    batch = read_batch(Places(local.raw, tmp_path / "there"), files)
    with (
        cluster.cluster_workers(dask.scheduler_address) as workers,
        pytest.raises(ClusterUnusable, match="staging area at the same path"),
    ):
        workers.check(Places(local.raw, tmp_path / "here"), files, batch)


def listed(root: Path, path: str, known: tuple[str, ...] = ()) -> Wanted:
    status = (root / path).stat()
    return Wanted(path, None, known, status.st_size, status.st_mtime_ns)


@pytest.mark.parametrize("known", [False, True], ids=["new content", "the content that the warehouse has"])
def test_workers_that_see_a_stale_copy_of_the_folder_are_refused(
    local: House, dask: LocalCluster, tmp_path: Path, known: bool
) -> None:
    """Known content is the worse case: the copy says that nothing has changed."""
    path = "00/0.txt"
    shutil.copytree(local.raw, tmp_path / "raw")
    (tmp_path / "raw" / path).write_bytes((RAW / NAMES[1]).read_bytes())
    (sha256,) = local.rows("SELECT sha256 FROM source_file WHERE path = '00/0.txt'")[0]
    files = [listed(tmp_path / "raw", path, (sha256,) if known else ())]
    stale = read_batch(Places(local.raw, tmp_path), files)
    with cluster.cluster_workers(dask.scheduler_address) as workers:
        workers.check(Places(local.raw, tmp_path), [listed(local.raw, path)], stale)
        with pytest.raises(ClusterUnusable, match="not the same file"):
            workers.check(Places(tmp_path / "raw", tmp_path), files, stale)


def test_a_file_that_changed_since_it_was_listed_is_no_stale_copy(
    local: House, dask: LocalCluster, tmp_path: Path
) -> None:
    before = listed(local.raw, "00/0.txt")._replace(size=1, mtime_ns=1)
    gone = before._replace(path="gone.txt")
    places = Places(local.raw, tmp_path)
    batch = read_batch(places, [before, gone])
    assert batch.vanished == ["gone.txt"]
    with cluster.cluster_workers(dask.scheduler_address) as workers:
        workers.check(places, [before, gone], batch)


def test_a_run_whose_workers_are_all_gone_stops(local: House, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cluster, "SECONDS_WITHOUT_WORKERS", 0.1)
    with LocalCluster(n_workers=1, threads_per_worker=1, processes=False, dashboard_address=":0") as lonely:
        house = on_cluster(local, tmp_path, lonely.scheduler_address)

        class Dismisser(Observer):
            def read(self, files: int, rejected: int) -> None:  # noqa: ARG002
                for worker in lonely.workers.values():
                    lonely.sync(worker.close)

        with pytest.raises(ClusterUnusable, match="has had no workers for"):
            house.run(observer=Dismisser())
    assert not house.warehouse.exists()


@pytest.mark.parametrize(
    "error", [TimeoutError(110, "timed out"), ModuleNotFoundError("No module named 'x'"), CancelledError()], ids=repr
)
def test_what_goes_wrong_on_this_machine_is_not_blamed_on_the_cluster(dask: LocalCluster, error: Exception) -> None:
    with pytest.raises(type(error)) as caught, cluster.cluster_workers(dask.scheduler_address):
        raise error
    assert caught.value is error


def test_a_cluster_without_workers_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cluster, "_SECONDS_TO_ANSWER", 1)
    with (
        LocalCluster(n_workers=0, processes=False, dashboard_address=":0") as empty,
        pytest.raises(ClusterUnusable, match="has no workers"),
        cluster.cluster_workers(empty.scheduler_address),
    ):
        pass


def test_a_scheduler_that_is_not_there_is_named(local: House, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cluster, "_SECONDS_TO_ANSWER", 0.5)
    house = on_cluster(local, tmp_path, "tcp://127.0.0.1:9")
    with pytest.raises(ClusterUnusable, match=r"tcp://127.0.0.1:9 cannot be reached"):
        house.run()


def test_what_is_no_address_is_named_and_nothing_else_complains(monkeypatch: pytest.MonkeyPatch) -> None:
    complaints: list[object] = []
    monkeypatch.setattr(sys, "unraisablehook", complaints.append)
    with pytest.raises(ClusterUnusable, match="garbage cannot be reached"), cluster.cluster_workers("garbage"):
        pass
    gc.collect()
    assert complaints == []


def test_a_worker_that_dies_loses_no_report(local: House, tmp_path: Path) -> None:
    house = local.copy(tmp_path)
    seen: list[int] = []

    class Killer(Observer):
        def read(self, files: int, rejected: int) -> None:  # noqa: ARG002
            if not seen:
                seen.extend(children())
                for pid in seen[:2]:
                    os.kill(pid, signal.SIGKILL)

    house.run(observer=Killer())
    assert seen
    assert_same_rows(local, house)


def children() -> list[int]:
    return [child.pid for child in psutil.Process().children() if "spawn_main" in " ".join(child.cmdline())]


def test_a_file_that_kills_every_reader_is_rejected_alone(
    local: House, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The reader that dies is found by halves; the process that dies is a real one."""
    monkeypatch.setattr(executors, "read_batch", read_or_die)
    files = [Wanted(f"{number:02}/{number}.txt") for number in range(2)]
    staging = Staging(tmp_path, "now")
    with workers_for(2) as workers:
        batches = list(read_all(Places(local.raw, staging.folder), files, 8 * workers.number, workers))
    contents = staging.index(verified=True).contents.with_columns(path="sha256")
    frames = list(staging.frames(contents, ["reports", "rejections"]))
    rejected = [row for frame in frames for row in frame["rejections"].rows()]
    assert sum(frame["reports"].height for frame in frames) == 1
    assert [row[1] for row in rejected] == ["conversion_failed"]
    assert "killed the process" in rejected[0][2]
    opened = [row for batch in batches for row in read_files(staging.folder, str(batch.name)).rows(named=True)]
    assert [row["sha256"] for row in opened if row["path"] == "01/1.txt"] == [rejected[0][0]]
    assert all(row["mtime_ns"] for row in opened), "it would be read again every night"


def test_a_machine_that_starts_no_process_is_not_taken_for_bad_files(local: House, tmp_path: Path) -> None:
    """A program that is read from standard input, say, cannot be started again in another process."""
    house = local.copy(tmp_path)
    script = (
        "import sys; from gidr_pipeline import executors, ingest; from gidr_pipeline.settings import Settings; "
        "executors.POOL_FROM = 1; ingest.ingest(Settings.resolve(*sys.argv[1:]))"
    )
    ran = subprocess.run(
        [sys.executable, "-", house.raw, house.warehouse], input=script, capture_output=True, text=True, check=False
    )
    assert "no process to read in can be started on this machine" in ran.stderr
    assert house.staged().contents.is_empty()
    house.run()
    assert_same_rows(local, house)


def read_or_die(places: Places, files: list[Wanted]) -> Batch:
    if any(wanted.path == "01/1.txt" for wanted in files):
        os.kill(os.getpid(), signal.SIGKILL)
    return read_batch(places, files)


def test_a_run_that_is_interrupted_waits_for_no_worker(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "cpu_count", lambda: 1)
    with suppress(KeyboardInterrupt), workers_for(10**6) as workers:
        worker = psutil.Process(workers.executor.submit(os.getpid).result())
        workers.executor.submit(time.sleep, 600)
        raise KeyboardInterrupt
    assert worker.wait(timeout=60) in (None, -signal.SIGTERM)


def test_workers_are_never_asked_for_more_than_a_few_batches(local: House, tmp_path: Path) -> None:
    """What bounds the memory: results wait to be taken, and nobody reads ahead of that without end."""
    asked: list[int] = []

    class Counting(Workers):
        def submit(self, places: Places, files: list[Wanted]):  # type: ignore[no-untyped-def]
            asked.append(len(files))
            return super().submit(places, files)

    files = [Wanted(f"{number:02}/{number}.txt") for number in range(_REPORTS)]
    workers = Counting(executors.InlineExecutor(), 1)
    batches = read_all(Places(local.raw, tmp_path), files, _REPORTS, workers)
    next(batches)
    assert len(asked) == 2
    assert sum(batch.files for batch in batches) == _REPORTS - 2
