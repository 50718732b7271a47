"""Reading on a Dask cluster that exists already, for those who outgrow one machine.

What belongs here: reaching its scheduler, and making sure that its workers read the same folder with the same program
into the same staging area. What does not: what is read (`reading`), and how batches are handed out (`executors`).

Only reading is spread. The warehouse is built where the run was started.
"""

import os
import socket
import time
from collections.abc import Iterator
from concurrent.futures import CancelledError, Future, wait
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from gidr_pipeline.executors import Workers
from gidr_pipeline.raw_folder import location
from gidr_pipeline.reading import Batch, Places, Wanted, read_batch
from gidr_pipeline.staging import read_files
from gidr_pipeline.versions import reader_version

if TYPE_CHECKING:
    from distributed import Client

SECONDS_WITHOUT_WORKERS = 60
"""How long a run waits for another worker when the last one is gone: time enough to start one again."""
_SECONDS_TO_ANSWER = 15
_SECONDS_BETWEEN_LOOKS = 5
_SAME_TIME_NS = 2_000_000_000
"""Some file systems that machines share keep time no finer than this."""


class ClusterUnusable(Exception):
    """The cluster cannot be used, or would read something else than this machine. The message is for people."""


@contextmanager
def cluster_workers(address: str) -> Iterator[Workers]:
    """The workers of the cluster whose scheduler is at `address` (`tcp://host:8786`).

    Raises ClusterUnusable where Dask is not installed, the scheduler does not answer, or no worker is there; and from
    the iteration over results, where scheduler or workers go away, or a worker runs another program or sees another
    folder. What goes wrong in the body for another reason is raised as it is.
    """
    try:
        from distributed import Client
        from distributed.comm.addressing import resolve_address
    except ImportError as error:
        raise ClusterUnusable(
            f"GIDR_DASK_SCHEDULER is {address}, but Dask is not installed here: pip install 'gidr-pipeline[dask]', or "
            "unset GIDR_DASK_SCHEDULER to read on this machine alone"
        ) from error

    try:
        # A client that was made for what is no address complains once more when it is cleared away.
        resolve_address(address)
        client = Client(address, timeout=_SECONDS_TO_ANSWER, set_as_default=False)  # type: ignore[no-untyped-call]
    except (OSError, ValueError, TimeoutError) as error:
        raise ClusterUnusable(
            f"the Dask scheduler at {address} cannot be reached ({error}). Check GIDR_DASK_SCHEDULER, or unset it to "
            "read on this machine alone"
        ) from error
    with client:
        try:
            client.wait_for_workers(1, timeout=_SECONDS_TO_ANSWER)
        except TimeoutError as error:
            raise ClusterUnusable(f"the Dask scheduler at {address} has no workers; start some") from error
        yield _Cluster(client, address)


class _Cluster(Workers):
    """The workers of a Dask cluster, by the client that is connected to its scheduler."""

    def __init__(self, client: "Client", address: str) -> None:
        from distributed.comm.core import CommClosedError
        from distributed.scheduler import KilledWorker

        self.client, self.address = client, address
        # Dask itself reads again what a dead worker had, until it has killed several.
        self.lost = (KilledWorker,)
        self._gone = (CancelledError, CommClosedError)
        super().__init__(client.get_executor(pure=False), max(1, self._threads()))  # type: ignore[no-untyped-call]

    def submit(self, places: Places, files: list[Wanted]) -> "Future[Batch]":
        if self.client.status == "closed":
            raise self._gone_away()
        future: Future[Batch] = self.executor.submit(read_elsewhere, places, files, reader_version())
        return future

    def result(self, future: "Future[Batch]") -> Batch:
        # Dask would wait for ever for a worker to come, with the warehouse locked all the while.
        seen = time.monotonic()
        while not wait([future], timeout=min(_SECONDS_BETWEEN_LOOKS, SECONDS_WITHOUT_WORKERS)).done:
            if self._threads():
                seen = time.monotonic()
            elif time.monotonic() - seen >= SECONDS_WITHOUT_WORKERS:
                raise ClusterUnusable(
                    f"the Dask scheduler at {self.address} has had no workers for {SECONDS_WITHOUT_WORKERS} seconds; "
                    "start some and run again"
                )
        try:
            return future.result()
        except self._gone as error:
            raise self._gone_away() from error
        except ModuleNotFoundError as error:
            raise ClusterUnusable(
                f"the workers of {self.address} cannot run this program ({error}); install it there in the same version"
            ) from error

    def check(self, places: Places, files: list[Wanted], batch: Batch) -> None:
        listed = {wanted.path: wanted for wanted in files}
        for path in batch.vanished:
            if os.path.lexists(location(places.raw, path, listed[path].raw_name)):
                raise ClusterUnusable(
                    f"{path} is below {places.raw} here, but not where a worker of {self.address} looked for it. "
                    "Workers must see the raw folder at the same path"
                )
        if batch.name is None:
            return
        try:
            opened = read_files(places.staging, batch.name)
        except OSError as error:
            raise ClusterUnusable(
                f"what a worker of {self.address} wrote below {places.staging} is not to be seen there from here. "
                "Workers must see the staging area at the same path (GIDR_STAGING)"
            ) from error
        for path, size, mtime_ns in opened.select("path", "size", "mtime_ns").iter_rows():
            wanted = listed[path]
            if not (_same(wanted.size, wanted.mtime_ns, size, mtime_ns) or _is_now(places.raw, wanted, size, mtime_ns)):
                raise ClusterUnusable(
                    f"{path} below {places.raw} is not the same file where a worker of {self.address} read it: its "
                    "size or time differ from here. Workers must see the raw folder itself, not a copy of it"
                )

    def _threads(self) -> int:
        if self.client.status == "closed":
            raise self._gone_away()
        try:
            return sum(self.client.nthreads().values())  # type: ignore[no-untyped-call]
        except OSError as error:
            raise self._gone_away() from error

    def _gone_away(self) -> ClusterUnusable:
        return ClusterUnusable(f"the Dask scheduler at {self.address} has gone away during the run")


def _is_now(root: Path, wanted: Wanted, size: int | None, mtime_ns: int | None) -> bool:
    """Whether a file that is not as it was listed is so because it was changed, or taken away, since."""
    try:
        status = os.stat(location(root, wanted.path, wanted.raw_name))  # noqa: PTH116
    except OSError:
        return True
    return _same(status.st_size, status.st_mtime_ns, size, mtime_ns)


def _same(size: int | None, mtime_ns: int | None, other_size: int | None, other_mtime_ns: int | None) -> bool:
    same_size = size is None or other_size is None or size == other_size
    return same_size and (mtime_ns is None or other_mtime_ns is None or abs(mtime_ns - other_mtime_ns) < _SAME_TIME_NS)


def read_elsewhere(places: Places, files: list[Wanted], expected: str) -> Batch:
    """Read a batch on a worker. Raises ClusterUnusable where this is not the program, or not the folder, of the run."""
    where = f"the worker {socket.gethostname()} (process {os.getpid()})"
    if reader_version() != expected:
        raise ClusterUnusable(
            f"{where} runs another version of this program ({reader_version()}, not {expected}); install the same "
            "version there and restart it"
        )
    if not places.raw.is_dir():
        raise ClusterUnusable(f"{where} does not see the raw folder {places.raw}; mount it there at the same path")
    return read_batch(places, files)
