"""From the bytes of a document to the reports in it: decode, segment, read tables and prose, repair.

Data flows one way through the modules: `decode` → `normalise` (with `markup`) and `flattened` → `lines` (with `prose`,
`spaced` and `figures`: what a line or a place holds) → `documents` and `segment` (reports, sections) → `report`, which
for each table goes through `regions`, `beside` and `align` (its lines and labels), `blocks`, `rows` and `continued`
(figures to rows) or `order`, `streams` and `apart` (figures that stand apart from the labels), `columns` and `heads`
(whether these are the form's), `twice` and `doubts` (what speaks against a placed figure), and `tables`, `proactive`
(with `money`) or `challenges` (rows to cells, with `candidates`, `options`, `pieces` and `repair` for what is damaged),
and for the prose through `narrative`. Tables in a shape that was read before go through `shapes` instead. Nothing here
knows Dagster or DuckDB.
"""

import hashlib
from functools import cache
from importlib import resources
from importlib.resources.abc import Traversable

from gidr_pipeline import __version__
from gidr_pipeline.extraction.decode import decode
from gidr_pipeline.extraction.documents import read_document
from gidr_pipeline.extraction.model import Document, Rejection

__all__ = ["extract_document", "extractor_version"]


def extract_document(data: bytes) -> Document:
    """Read the reports in a text document. What can't be read gives a Document with a Rejection, never an exception."""
    decoded = decode(data)
    if isinstance(decoded, Rejection):
        return Document(None, None, rejection=decoded)
    return read_document(decoded)


@cache
def extractor_version() -> str:
    """The package's version and a digest of everything that decides what is read: code and forms.

    It changes with any of them, so that no warehouse mixes readings of different programs.
    """
    digest = hashlib.sha256()
    for package in ("extraction", "forms", "reconciliation"):
        for file in _files(resources.files("gidr_pipeline").joinpath(package)):
            digest.update(file.name.encode() + b"\0" + file.read_bytes() + b"\0")
    return f"{__version__}+{digest.hexdigest()[:12]}"


def _files(folder: Traversable) -> list[Traversable]:
    files = [file for file in folder.iterdir() if file.name.endswith((".py", ".toml"))]
    return sorted(files, key=lambda file: file.name)
