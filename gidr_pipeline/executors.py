"""Handing batches of files to whoever reads them, with a bounded number in flight.

What belongs here: in which process work is done, and what becomes of work whose process died. What does not: what the
work is (`reading`), and processes on other machines (`cluster`).
"""

import multiprocessing
import os
import signal
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import BrokenExecutor, Executor, Future, ProcessPoolExecutor
from contextlib import AbstractContextManager, contextmanager, nullcontext
from itertools import islice
from typing import ParamSpec, TypeVar

from gidr_pipeline.reading import Batch, Places, Wanted, read_batch, rejected_batch
from gidr_pipeline.worker_process import begin

POOL_FROM = 400
"""Files from which starting processes, each with its own imports, pays."""
FILES_PER_BATCH = 300
"""At most: what a batch costs whatever its size is spread over so many, and its frames are still small."""
_FEWEST_PER_BATCH = 8
"""Unless the files are fewer: a batch of one or two costs more than what they hold."""
_BATCHES_EACH = 4
_KILLED = (
    "reading it killed the process that read it, again when it was read alone; the memory of this machine may not "
    "suffice for it, or the program is at fault: please report it together with the file"
)

P = ParamSpec("P")
T = TypeVar("T")


class Workers:
    """Readers of batches over a `concurrent.futures.Executor`: `number` of them, whose processes may die.

    A batch whose future raises one of `lost` was not read because the process that read it died.
    """

    lost: tuple[type[BaseException], ...] = (BrokenExecutor,)

    def __init__(self, executor: Executor, number: int) -> None:
        self.executor, self.number = executor, number

    def submit(self, places: Places, files: list[Wanted]) -> "Future[Batch]":
        """The future of these files, read by somebody."""
        return self.executor.submit(read_batch, places, files)

    def result(self, future: "Future[Batch]") -> Batch:
        """Wait for a batch that was submitted."""
        return future.result()

    def check(self, places: Places, files: list[Wanted], batch: Batch) -> None:
        """Raise where what was read of these files cannot be trusted."""

    def dismiss(self) -> None:
        """Nothing more is going to be submitted: what the workers hold is free for the steps that follow."""


def read_all(places: Places, files: Iterable[Wanted], number: int, workers: Workers) -> Iterator[Batch]:
    """Read `number` files in batches, a few for each worker under way, and give the batches in the order of the files.

    Files whose reader died are read again in a process of their own. One that kills that too is rejected: it must not
    stop this run, nor every run to come.
    """
    size = min(FILES_PER_BATCH, max(_FEWEST_PER_BATCH, -(-number // (_BATCHES_EACH * workers.number))))
    remaining = iter(files)
    under_way: deque[tuple[list[Wanted], Future[Batch]]] = deque()

    def fill() -> None:
        while len(under_way) < 2 * workers.number and (chunk := list(islice(remaining, size))):
            under_way.append((chunk, workers.submit(places, chunk)))

    fill()
    while under_way:
        chunk, future = under_way.popleft()
        try:
            batch = workers.result(future)
        except workers.lost:
            yield from _read_carefully(places, chunk)
        else:
            workers.check(places, chunk, batch)
            yield batch
        fill()
    workers.dismiss()


def _read_carefully(places: Places, files: list[Wanted]) -> Iterator[Batch]:
    """Read files of which one may kill its reader, by halves, each in a process of its own.

    Raises OSError where no such process can be started: that is no fault of the files.
    """
    with _pool(1) as process:
        try:
            process.submit(int).result()
        except BrokenExecutor as error:
            raise OSError(
                "no process to read in can be started on this machine; what was read so far is kept"
            ) from error
        try:
            batch = process.submit(read_batch, places, files).result()
        except BrokenExecutor:
            batch = None
    if batch is not None:
        yield batch
    elif len(files) == 1:
        yield rejected_batch(places, files[0], "conversion_failed", _KILLED)
    else:
        half = len(files) // 2
        yield from _read_carefully(places, files[:half])
        yield from _read_carefully(places, files[half:])


def workers_for(files: int, cluster: AbstractContextManager[Workers] | None = None) -> AbstractContextManager[Workers]:
    """Who reads so many files: this process for few of them, otherwise the cluster where there is one, or else
    processes on this machine."""
    if files < POOL_FROM:
        return nullcontext(Workers(InlineExecutor(), 1))
    return _processes() if cluster is None else cluster


@contextmanager
def _processes() -> Iterator[Workers]:
    workers = _Pool(os.cpu_count() or 1)
    try:
        yield workers
    except BaseException:
        workers.abandon()
        raise
    workers.executor.shutdown()


class _Pool(Workers):
    """Processes on this machine, which are replaced when one of them has died."""

    def __init__(self, number: int) -> None:
        self.executor: ProcessPoolExecutor
        super().__init__(_pool(number), number)

    def submit(self, places: Places, files: list[Wanted]) -> "Future[Batch]":
        with _uninterrupted():
            try:
                return super().submit(places, files)
            except BrokenExecutor:
                self.executor = _pool(self.number)
                return super().submit(places, files)

    def abandon(self) -> None:
        """End the processes with what they have under way, which may take long and which nobody waits for."""
        under_way = [*(self.executor._processes or {}).values()]  # Python has no other way before 3.14.
        self.executor.shutdown(wait=False, cancel_futures=True)
        for process in under_way:
            process.terminate()

    def dismiss(self) -> None:
        self.executor.shutdown()


@contextmanager
def _uninterrupted() -> Iterator[None]:
    """A process that is started meanwhile never hears of Ctrl+C, which a terminal sends to all: that is for the run to
    hear, which ends the others."""
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _pool(number: int) -> ProcessPoolExecutor:
    # Polars keeps threads, so a fork could hang; and a fork would inherit the lock and hold it after our death.
    return ProcessPoolExecutor(number, mp_context=multiprocessing.get_context("spawn"), initializer=begin)


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
