"""Reading on a Dask cluster that exists already, for those who outgrow one machine.

What belongs here: reaching its scheduler, and making sure that its workers read the same folder with the same program.
What does not: what is read (`reading`), and how batches are handed out (`executors`).

Only reading is spread. The warehouse is built where the run was started.
"""

import os
import socket
from collections.abc import Iterator
from concurrent.futures import CancelledError, Future
from contextlib import contextmanager
from pathlib import Path

from gidr_pipeline.executors import Workers
from gidr_pipeline.reading import Batch, Wanted, read_batch
from gidr_pipeline.warehouse.catalog import build_version

_SECONDS_TO_ANSWER = 15


class ClusterUnusable(Exception):
    """The cluster cannot be used, or would read something else than this machine. The message is for people."""


@contextmanager
def cluster_workers(address: str) -> Iterator[Workers]:
    """The workers of the cluster whose scheduler is at `address` (`tcp://host:8786`).

    Raises ClusterUnusable where Dask is not installed, the scheduler does not answer or goes away, or no worker is
    there; and from the iteration over results, where a worker runs another program or sees another folder.
    """
    try:
        from distributed import Client
        from distributed.comm.core import CommClosedError
        from distributed.scheduler import KilledWorker
    except ImportError as error:
        raise ClusterUnusable(
            f"GIDR_DASK_SCHEDULER is {address}, but Dask is not installed here: pip install 'gidr-pipeline[dask]', or "
            "unset GIDR_DASK_SCHEDULER to read on this machine alone"
        ) from error

    class _Cluster(Workers):
        # Dask itself reads again what a dead worker had, until it has killed several.
        lost = (KilledWorker,)

        def submit(self, root: Path, files: list[Wanted]) -> "Future[Batch]":
            future: Future[Batch] = self.executor.submit(read_elsewhere, root, files, build_version())
            return future

        def check(self, root: Path, batch: Batch) -> None:
            for path in batch.vanished:
                if os.path.lexists(root / path):
                    raise ClusterUnusable(
                        f"{path} is below {root} here, but not where a worker of {address} looked for it. Workers must "
                        "see the raw folder at the same path"
                    )

    try:
        client = Client(address, timeout=_SECONDS_TO_ANSWER, set_as_default=False)  # type: ignore[no-untyped-call]
    except (OSError, ValueError, TimeoutError) as error:
        raise ClusterUnusable(
            f"the Dask scheduler at {address} cannot be reached ({error}). Check GIDR_DASK_SCHEDULER, or unset it to "
            "read on this machine alone"
        ) from error
    with client:
        try:
            client.wait_for_workers(1, timeout=_SECONDS_TO_ANSWER)
            number = sum(client.nthreads().values())  # type: ignore[no-untyped-call]
            executor = client.get_executor(pure=False)  # type: ignore[no-untyped-call]
            yield _Cluster(executor, number)
        except TimeoutError as error:
            raise ClusterUnusable(f"the Dask scheduler at {address} has no workers; start some") from error
        except (CancelledError, CommClosedError) as error:
            raise ClusterUnusable(f"the Dask scheduler at {address} has gone away during the run") from error
        except ModuleNotFoundError as error:
            raise ClusterUnusable(
                f"the workers of {address} cannot run this program ({error}); install it there in the same version"
            ) from error


def read_elsewhere(root: Path, files: list[Wanted], expected: str) -> Batch:
    """Read a batch on a worker. Raises ClusterUnusable where this is not the program, or not the folder, of the run."""
    where = f"the worker {socket.gethostname()} (process {os.getpid()})"
    if build_version() != expected:
        raise ClusterUnusable(
            f"{where} runs another version of this program (build {build_version()}, not {expected}); install the same "
            "version there and restart it"
        )
    if not root.is_dir():
        raise ClusterUnusable(f"{where} does not see the raw folder {root}; mount it there at the same path")
    return read_batch(root, files)
