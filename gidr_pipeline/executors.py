"""Handing batches of files to executors, with a bounded number in flight.

What belongs here: in which process work is done. What does not: what the work is (`reading`).
"""

import multiprocessing
import os
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Executor, Future, ProcessPoolExecutor
from contextlib import contextmanager
from itertools import islice
from pathlib import Path
from typing import ParamSpec, TypeVar

from gidr_pipeline.reading import Batch, Wanted, read_batch

POOL_FROM = 400
"""Files from which starting processes, each with its own imports, pays."""
FILES_PER_BATCH = 200

P = ParamSpec("P")
T = TypeVar("T")


def read_all(root: Path, files: Iterable[Wanted], executor: Executor, width: int) -> Iterator[Batch]:
    """Read the files in batches, at most `width` of them under way, and give the batches in the order of the files.

    Any `concurrent.futures.Executor` will do whose workers see the folder `root`.
    """
    remaining = iter(files)
    under_way: deque[Future[Batch]] = deque()
    while chunk := list(islice(remaining, FILES_PER_BATCH)):
        under_way.append(executor.submit(read_batch, root, chunk))
        if len(under_way) >= width:
            yield under_way.popleft().result()
    while under_way:
        yield under_way.popleft().result()


@contextmanager
def local_executor(files: int) -> Iterator[tuple[Executor, int]]:
    """An executor for this machine, and how many batches it should have under way: one process for few files."""
    workers = os.cpu_count() or 1
    if files < POOL_FROM or workers == 1:
        yield InlineExecutor(), 1
        return
    # Polars keeps threads, so a fork could hang; and a fork would inherit the lock and hold it after our death.
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(workers, mp_context=context, initializer=_die_with_parent) as pool:
        try:
            yield pool, 2 * workers
        except BaseException:
            pool.shutdown(wait=False, cancel_futures=True)
            raise


class InlineExecutor(Executor):
    """Runs what is submitted at once, in the thread that submits it."""

    def submit(self, fn: Callable[P, T], /, *args: P.args, **kwargs: P.kwargs) -> Future[T]:
        """The finished future of `fn(*args, **kwargs)`."""
        future: Future[T] = Future()
        try:
            future.set_result(fn(*args, **kwargs))
        except Exception as error:
            future.set_exception(error)
        return future


def _die_with_parent() -> None:
    """Idle workers of a killed run would otherwise wait for work for ever."""

    def watch() -> None:
        if (parent := multiprocessing.parent_process()) is not None:
            parent.join()
            os._exit(1)

    threading.Thread(target=watch, daemon=True).start()
