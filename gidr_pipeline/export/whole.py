"""A folder that is filled at once, or not at all.

What belongs here: that alone.
"""

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def written_whole(folder: Path) -> Iterator[Path]:
    """A folder to write into, whose files go to their places in `folder` at the end; where the body raises, none does.

    Raises OSError where the folder cannot be written to.
    """
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=".unfinished-", dir=folder) as name:
        unfinished = Path(name)
        yield unfinished
        for path in [each for each in unfinished.rglob("*") if each.is_file()]:
            place = folder / path.relative_to(unfinished)
            place.parent.mkdir(parents=True, exist_ok=True)
            os.replace(path, place)  # noqa: PTH105 (says what it does)
