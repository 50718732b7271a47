"""Progress of a run in Dagster's log, at a pace that a person can read and a run history can keep.

What belongs here: words and their pace. What does not: what is shown in a terminal (`terminal`).
"""

import time
from collections.abc import Callable
from pathlib import Path

from gidr_pipeline.observer import Observer, Outcome

FIRST_PAUSE, LONGEST_PAUSE = 10.0, 300.0
"""Seconds between two lines: they double, so that the lines grow with the logarithm of the corpus at first."""


class Logged(Observer):
    """Hands everything on to another observer and says in a log how far the run is."""

    def __init__(self, listener: Observer, log: Callable[[str], None], clock: Callable[[], float] = time.monotonic):
        self._listener, self._log, self._clock = listener, log, clock
        self._files = self._done = self._rejected = 0
        self._began = self._due = clock()
        self._pause = FIRST_PAUSE

    def waiting(self, warehouse: Path) -> None:
        self._log(f"another run is loading {warehouse}; waiting until it is done")
        self._listener.waiting(warehouse)

    def nothing_to_reread(self, pattern: str) -> None:
        self._log(f"no file matches {pattern}; none is read again")
        self._listener.nothing_to_reread(pattern)

    def planned(self, files: int) -> None:
        self._files = files
        self._began = self._clock()
        self._due = self._began + self._pause
        self._log(f"{files:,} files to read")
        self._listener.planned(files)

    def read(self, files: int, rejected: int) -> None:
        self._done += files
        self._rejected += rejected
        now = self._clock()
        if now >= self._due:
            rate = self._done / (now - self._began)
            left = (self._files - self._done) / rate
            self._log(
                f"{self._done:,} of {self._files:,} files read, {rate:,.0f} a second, about {_duration(left)} left, "
                f"{self._rejected:,} rejected"
            )
            self._pause = min(2 * self._pause, LONGEST_PAUSE)
            self._due = now + self._pause
        self._listener.read(files, rejected)

    def stage(self, what: str) -> None:
        self._log(what)
        self._listener.stage(what)

    def finished(self, outcome: Outcome) -> None:
        self._listener.finished(outcome)


def _duration(seconds: float) -> str:
    return f"{seconds:.0f} s" if seconds < 90 else f"{seconds / 60:.0f} min"
