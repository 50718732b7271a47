"""The least that a program must do with a report, on one core: the measure of everything else.

What belongs here: that work, and the same files read by the reader itself. What does not: a whole run (`watch`).
"""

import hashlib
import os
import re
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from functools import partial
from pathlib import Path
from types import ModuleType
from typing import TypeVar

T = TypeVar("T")
_NUMBERS = re.compile(r"[+-]?\d+(?:\.\d+)?")


def floor_seconds(files: Sequence[Path], passes: int = 3) -> float:
    """Seconds for every file: read, hash, decode, find the numbers. The best of a few passes."""
    return min(_seconds(_least, files) for _ in range(passes))


def reading_seconds(root: Path, files: Sequence[Path], passes: int = 3) -> float:
    """Seconds for every file from bytes to staged rows, in this process, in batches as large as the job's. The best of
    a few passes."""
    from gidr_pipeline.executors import FILES_PER_BATCH
    from gidr_pipeline.reading import Places, Wanted, read_batch

    wanted = [Wanted(os.fspath(path.relative_to(root))) for path in files]
    with tempfile.TemporaryDirectory() as staging:
        places = Places(root, Path(staging))
        read_batch(places, wanted[:20])
        return min(
            _seconds(lambda batch: read_batch(places, list(batch)), _batches(wanted, FILES_PER_BATCH))
            for _ in range(passes)
        )


def seconds_around_tables(files: Sequence[Path], passes: int = 3) -> float:
    """Seconds for what stands around the tables of every file, title, sections and prose: the best of a few passes."""
    from gidr_pipeline.extraction import documents, extract_document, report

    calls: list[Callable[[], object]] = []
    with ExitStack() as stack:
        for module, name in (
            (report, "read_title"),
            (documents, "find_headings"),
            (report, "outline_of"),
            (report, "read_claims"),
        ):
            stack.enter_context(_noted(module, name, calls))
        for path in files:
            extract_document(path.read_bytes())
    return min(_seconds(lambda call: call(), calls) for _ in range(passes))


@contextmanager
def _noted(module: ModuleType, name: str, calls: list[Callable[[], object]]) -> Iterator[None]:
    """Note the calls of a function that a module makes."""
    function = getattr(module, name)

    def noted(*args: object, **kwargs: object) -> object:
        calls.append(partial(function, *args, **kwargs))
        return function(*args, **kwargs)

    setattr(module, name, noted)
    try:
        yield
    finally:
        setattr(module, name, function)


def slowest_seconds(files: Sequence[Path], passes: int = 2) -> float:
    """Seconds that the slowest of the files takes to be read, its best of a few passes."""
    from gidr_pipeline.extraction import extract_document

    def read(path: Path) -> None:
        extract_document(path.read_bytes())

    seconds = ([_seconds(read, [path]) for path in files] for _ in range(passes))
    return max(map(min, zip(*seconds, strict=True)))


def format_seconds(number: int = 20, passes: int = 2) -> dict[str, tuple[float, float]]:
    """For each format of files, the seconds of a report to be converted, and then to be read; the best of a few
    passes."""
    from gidr_pipeline.conversion.apart import convert_apart, reads_pictures
    from gidr_pipeline.extraction import read_converted
    from gidr_pipeline_tests.conversion.forms import FORMATS, SHAPES, case
    from gidr_pipeline_tests.conversion.test_scan import FOLDER

    sets = {name: [case(str(at), name, SHAPES[0], "as it is").data for at in range(number)] for name in FORMATS}
    if reads_pictures():
        sets["scan of three pages"] = [path.read_bytes() for path in sorted(FOLDER.iterdir())]
    seconds: dict[str, tuple[float, float]] = {}
    for name, files in sets.items():
        converted = [convert_apart(data) for data in files]
        converting = min(_seconds(convert_apart, files) for _ in range(passes))
        reading = min(_seconds(read_converted, converted) for _ in range(passes))
        seconds[name] = converting / len(files), reading / len(files)
    return seconds


def listing_seconds(root: Path, passes: int = 3) -> float:
    """Seconds for listing the folder and examining every file, none of them opened."""
    return min(_seconds(_list, [root]) for _ in range(passes))


def _batches(items: Sequence[T], size: int) -> list[Sequence[T]]:
    return [items[at : at + size] for at in range(0, len(items), size)]


def _least(path: Path) -> None:
    data = path.read_bytes()
    hashlib.sha256(data).digest()
    _NUMBERS.findall(data.decode())


def _list(folder: Path) -> None:
    for entry in os.scandir(folder):
        if entry.is_dir(follow_symlinks=False):
            _list(Path(entry.path))
        else:
            entry.stat()


def _seconds(work: Callable[[T], object], items: Sequence[T]) -> float:
    began = time.perf_counter()
    for item in items:
        work(item)
    return time.perf_counter() - began
