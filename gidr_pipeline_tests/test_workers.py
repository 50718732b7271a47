"""Reading by other processes and machines: the same rows, whoever dies."""

import os
import signal
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import psutil
import pytest
from distributed import LocalCluster

from gidr_pipeline import cluster, executors, ingest
from gidr_pipeline.cluster import ClusterUnusable
from gidr_pipeline.executors import Workers, local_workers, read_all
from gidr_pipeline.ingest import Observer
from gidr_pipeline.reading import Batch, Wanted, read_batch
from gidr_pipeline_tests.folders import NAMES, RAW, House

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
    monkeypatch.setattr(ingest, "POOL_FROM", 1)


def on_cluster(local: House, folder: Path, address: str) -> House:
    house = local.copy(folder)
    house.settings = replace(house.settings, dask_scheduler=address)
    return house


def assert_same_rows(one: House, other: House) -> None:
    for table, rows in one.contents().items():
        cut = 14 if table == "dim_report" else None
        assert [row[:cut] for row in other.contents()[table]] == [row[:cut] for row in rows], table


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
    monkeypatch.setattr(cluster, "build_version", lambda: "another")
    with pytest.raises(ClusterUnusable, match="another version of this program"):
        house.run()
    assert not house.warehouse.exists()


def test_workers_that_do_not_see_the_folder_are_refused(local: House) -> None:
    with pytest.raises(ClusterUnusable, match="does not see the raw folder"):
        cluster.read_elsewhere(local.raw / "nowhere", [], cluster.build_version())


def test_workers_that_see_another_folder_are_refused(local: House, dask: LocalCluster) -> None:
    batch = read_batch(local.raw / "01", [Wanted("00/0.txt", None, None)])
    assert batch.vanished == ["00/0.txt"]
    with (
        cluster.cluster_workers(dask.scheduler_address) as workers,
        pytest.raises(ClusterUnusable, match="at the same path"),
    ):
        workers.check(local.raw, batch)


def test_a_scheduler_that_is_not_there_is_named(local: House, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cluster, "_SECONDS_TO_ANSWER", 0.5)
    house = on_cluster(local, tmp_path, "tcp://127.0.0.1:9")
    with pytest.raises(ClusterUnusable, match=r"tcp://127.0.0.1:9 cannot be reached"):
        house.run()


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


def test_a_file_that_kills_every_reader_is_rejected_alone(local: House, monkeypatch: pytest.MonkeyPatch) -> None:
    """The reader that dies is found by halves; the process that dies is a real one."""
    monkeypatch.setattr(executors, "read_batch", read_or_die)
    files = [Wanted(f"{number:02}/{number}.txt", None, None) for number in range(2)]
    with local_workers(2) as workers:
        batches = list(read_all(local.raw, files, 8 * workers.number, workers))
    reports = [row[0] for batch in batches for row in batch.tables["dim_report"].select("report_id").rows()]
    rejected = [row for batch in batches for row in batch.tables["rejected_document"].rows()]
    assert reports == ["00/0.txt"]
    assert [(row[0], row[1]) for row in rejected] == [("01/1.txt", "conversion_failed")]
    assert "killed the process" in rejected[0][2]
    sources = [row for batch in batches for row in batch.tables["source_file"].rows(named=True)]
    assert all(row["mtime_ns"] for row in sources), "it would be read again every night"


def read_or_die(root: Path, files: list[Wanted]) -> Batch:
    if any(wanted.path == "01/1.txt" for wanted in files):
        os.kill(os.getpid(), signal.SIGKILL)
    return read_batch(root, files)


def test_workers_are_never_asked_for_more_than_a_few_batches(local: House) -> None:
    """What bounds the memory: results wait to be taken, and nobody reads ahead of that without end."""
    asked: list[int] = []

    class Counting(Workers):
        def submit(self, root: Path, files: list[Wanted]):  # type: ignore[no-untyped-def]
            asked.append(len(files))
            return super().submit(root, files)

    files = [Wanted(f"{number:02}/{number}.txt", None, None) for number in range(_REPORTS)]
    batches = read_all(local.raw, files, _REPORTS, Counting(executors.InlineExecutor(), 1))
    next(batches)
    assert len(asked) == 2
    assert sum(batch.files for batch in batches) == _REPORTS - 2
