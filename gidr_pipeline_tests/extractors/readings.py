"""What the reader makes of the golden texts: what it gets wrong in each, and how many cells it reads in each way.

What belongs here: asking the reader and comparing with the truth. What does not: what is expected of it (`floors`,
`test_golden`).
"""

from collections import Counter
from collections.abc import Callable, Mapping
from functools import cache

from gidr_pipeline.extraction import extract_document
from gidr_pipeline.extraction.model import Document
from gidr_pipeline_tests import judging
from gidr_pipeline_tests.extractors.golden import golden_texts, truth

TEXTS = {f"{golden.report}/{golden.way}": golden for golden in golden_texts()}
"""`REPORT/SOURCE.EXTRACTOR` to the text."""


@cache
def read(name: str) -> Document:
    return extract_document(TEXTS[name].path.read_bytes())


def wrong_values(name: str) -> list[str]:
    """Cells with another value than the printed one."""
    return [str(each) for each in judging.wrong_values(truth(TEXTS[name].report), read(name))]


def wrong_heads(name: str) -> list[str]:
    """An agency, year or edition that is another than the report's."""
    return judging.wrong_heads(truth(TEXTS[name].report), read(name))


def wrong_splits(name: str) -> list[str]:
    """Another number of reports than the one that it holds."""
    found = len(read(name).reports)
    return [] if found == 1 else [f"{found} reports"]


def wrong_alarms(name: str) -> list[str]:
    """Sums, or claims of the prose, that fail and hold in print."""
    return [f"{rule} of {scope}" for rule, scope in fails()[name] - _fails_in_print(name)]


WRONG: Mapping[str, Callable[[str], list[str]]] = {
    "value": wrong_values,
    "head": wrong_heads,
    "split": wrong_splits,
    "alarm": wrong_alarms,
}
"""Everything that can be wrong with what is read of a text."""


@cache
def fails() -> dict[str, set[judging.Sum]]:
    """The rules and scopes that fail, prose included, by text."""
    return judging.fails({name: (truth(TEXTS[name].report), read(name)) for name in TEXTS})


def misprint_found() -> int:
    """In how many texts all sums fail that do so in print."""
    return sum(failing >= _fails_in_print(name) for name, failing in fails().items() if _fails_in_print(name))


def _fails_in_print(name: str) -> set[judging.Sum]:
    return judging.fails_in_print(truth(TEXTS[name].report))


@cache
def cells_read() -> dict[str, int]:
    """Cells read with their value, over all reports, by kind of document and extractor."""
    read_cells: Counter[str] = Counter()
    for name, golden in TEXTS.items():
        kinds = judging.count_cells(truth(golden.report), read(name), name).cells
        read_cells[golden.way] += kinds["exact"] + kinds["repaired"]
    return dict(read_cells)
