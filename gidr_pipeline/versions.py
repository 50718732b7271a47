"""Which program read, judged and stored: four digests, each of all that decides one kind of result and of nothing else.

What belongs here: what a version is made of. What does not: what follows when one has changed (`steps`).

- `reader_version`: what is read of a file. With another one every file is read again.
- `tables_version`: how what was read stands in tables. With another one these are loaded from the staging area.
- `rules_version`: what is judged of the tables. With another one every report is judged again, from the tables.
- `views_version`: the views. With another one they are made anew.
"""

import hashlib
import json
import tomllib
from collections.abc import Iterable, Iterator
from functools import cache
from importlib import resources
from importlib.metadata import PackageNotFoundError, version
from importlib.resources.abc import Traversable
from typing import Any

from gidr_pipeline import __version__
from gidr_pipeline.conversion.apart import reads_pictures

_WIDE = ("wide.py", "codes.py")
"""What both tables and views are made by."""
_READ_BY = ("conversion", "extraction", "frames.py", "schemas.py", "raw_folder.py", "reading.py", "staging.py")
_CONVERTED_BY = ("lxml", "pypdfium2", "python-calamine", "selectolax")
_PICTURES_READ_BY = ("rapidocr", "onnxruntime", "opencv-python-headless", "opencv-python")
"""Libraries of the extra `ocr`, one of them under either name: with them, files that were left out without them are
read."""
_WORDS = ("label_en", "says")
"""Keys of a form that are for people alone: no text is searched for them."""


def _is_installed(distribution: str) -> bool:
    try:
        return bool(version(distribution))
    except PackageNotFoundError:
        return False


@cache
def reader_version() -> str:
    """The package's version and a digest of the code, the forms and the libraries by which a file is read."""
    forms = [_as_read(form) for form in _forms()]
    libraries = [version(name) for name in _CONVERTED_BY]
    if reads_pictures():
        libraries += [version(name) for name in _PICTURES_READ_BY if _is_installed(name)]
    return f"{__version__}+{_digest(_code([*_READ_BY, 'forms']), forms, libraries)}"


@cache
def listing_version() -> str:
    """A digest of how the raw folder is listed. Nothing follows from it but what Dagster shows."""
    return _digest(_files(["raw_folder.py", "steps/listing.py"]))


@cache
def tables_version() -> str:
    """A digest of the tables and of how they are filled. No sum and no indicator stands in them."""
    made = ["schema.sql", "catalog.py", "load.py", "bodies.py", *_WIDE]
    names = ["reconciliation/agency.py", "reconciliation/generic_names.toml"]
    code = _code([*(f"warehouse/{name}" for name in made), *names, "agencies", "forms"])
    forms = [_as_read(form) | {"identities": []} for form in _forms()]
    [columns] = [tomllib.loads(file.read_text("utf-8"))["wide"] for file in _files(["warehouse/codes.toml"])]
    return _digest(code, forms, columns)


@cache
def rules_version() -> str:
    """A digest of the rules, of the sums of the forms, and of how rules are brought to the tables."""
    return _digest(_files(["reconciliation", "warehouse/judge.py", "forms"]))


@cache
def views_version() -> str:
    """A digest of the views, and of the labels in them."""
    return _digest(_files([*(f"warehouse/{name}" for name in ("views.sql", "codes.toml", *_WIDE)), "forms"]))


def _as_read(part: Any) -> Any:
    """A form without its words for people and without the sums over two years: no reading of one text hangs on them."""
    if isinstance(part, dict):
        return {key: _as_read(value) for key, value in part.items() if key not in _WORDS}
    if isinstance(part, list):
        return [_as_read(each) for each in part if not (isinstance(each, dict) and _over_years(each))]
    return part


def _over_years(entry: dict[str, Any]) -> bool:
    return any("@" in term for side in ("left", "right") for term in entry.get(side, ()))


def _forms() -> list[dict[str, Any]]:
    return [tomllib.loads(file.read_text("utf-8")) for file in _files(["forms"]) if _is_form(file)]


def _code(parts: Iterable[str]) -> Iterator[Traversable]:
    """The files of these parts but the forms, of which other words count for one thing than for another."""
    return (file for file in _files(parts) if not _is_form(file))


def _is_form(file: Traversable) -> bool:
    return file.name.startswith("edition_")


def short_digest(*parts: bytes | str, length: int = 16) -> str:
    """What tells these parts, one after the other, from others: the first hexadecimal digits of their SHA-256."""
    digest = hashlib.sha256()
    for part in parts:
        digest.update(part.encode() if isinstance(part, str) else part)
    return digest.hexdigest()[:length]


def _digest(files: Iterable[Traversable], *data: Any) -> str:
    more = json.dumps(data, sort_keys=True)
    return short_digest(more, *(f"{file.name}\0".encode() + file.read_bytes() + b"\0" for file in files), length=12)


def _files(parts: Iterable[str]) -> Iterator[Traversable]:
    """The code and data of these parts of the package, always in the same order."""
    for part in parts:
        yield from _below(resources.files("gidr_pipeline").joinpath(part))


def _below(place: Traversable) -> Iterator[Traversable]:
    if not place.is_dir():
        yield place
        return
    for file in sorted(place.iterdir(), key=lambda file: file.name):
        if file.is_dir() or file.name.endswith((".py", ".toml", ".tsv")):
            yield from _below(file)
