"""Whoever listens to a run while it goes on.

What belongs here: what can be heard. What does not: how it is shown (`terminal`, `assets.progress`).
"""

from dataclasses import dataclass
from pathlib import Path

from gidr_pipeline.warehouse.integrity import IntegrityResult


@dataclass(frozen=True)
class Outcome:
    """What a run did. The counts are of reports by content, the first three of them changes to the warehouse."""

    new: int
    changed: int
    removed: int
    unchanged: int
    files_listed: int
    files_opened: int
    published: bool
    integrity: tuple[IntegrityResult, ...]


class Observer:
    """What a run tells while it goes on; a subclass listens to what it cares for."""

    def waiting(self, warehouse: Path) -> None:
        """Another run holds the warehouse."""

    def nothing_to_reread(self, pattern: str) -> None:
        """Files were to be read again, and none is called so."""

    def planned(self, files: int) -> None:
        """So many files are going to be opened."""

    def read(self, files: int, rejected: int) -> None:
        """So many more files were read, and so many files or reports of them rejected."""

    def stage(self, what: str) -> None:
        """Something begins that has no count."""

    def finished(self, outcome: Outcome) -> None:
        """The run is over and the warehouse is sound."""
