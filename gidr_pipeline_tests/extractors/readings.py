"""What the reader makes of the golden texts: what it gets wrong in each, and how much it reads in each way.

What belongs here: asking the reader and comparing with the truth. What does not: what is expected of it (`floors`,
`test_golden`).
"""

from collections.abc import Callable, Mapping
from functools import cache

from gidr_pipeline.extraction import extract_document
from gidr_pipeline.extraction.model import Document
from gidr_pipeline_tests import judging
from gidr_pipeline_tests.extractors.golden import golden_texts, truth

TEXTS = {f"{golden.report}/{golden.way}": golden for golden in golden_texts()}
"""`REPORT/SOURCE.EXTRACTOR` to the text."""
WAYS = {way: [name for name in TEXTS if TEXTS[name].way == way] for way in sorted({g.way for g in TEXTS.values()})}
"""`SOURCE.EXTRACTOR` to the names of its texts."""


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
    return [f"{rule} of {scope}" for rule, scope in _fails(TEXTS[name].way)[name] - _fails_in_print(name)]


def missed_alarms(name: str) -> list[str]:
    """Sums that fail in print and not as they are read."""
    return [f"{rule} of {scope}" for rule, scope in _fails_in_print(name) - _fails(TEXTS[name].way)[name]]


WRONG: Mapping[str, Callable[[str], list[str]]] = {
    "value": wrong_values,
    "head": wrong_heads,
    "split": wrong_splits,
    "alarm": wrong_alarms,
    "missed alarm": missed_alarms,
}
"""Everything that can be wrong with what is read of a text."""


@cache
def _fails(way: str) -> dict[str, set[judging.Sum]]:
    """The rules and scopes that fail, prose included, by text."""
    return judging.fails({name: (truth(TEXTS[name].report), read(name)) for name in WAYS[way]})


def _fails_in_print(name: str) -> set[judging.Sum]:
    return judging.fails_in_print(truth(TEXTS[name].report))


def tally_of_way(way: str) -> judging.Tally:
    """The cells of all reports in one kind of document through one extractor."""
    tally = judging.Tally()
    for name in WAYS[way]:
        tally.add(judging.count_cells(truth(TEXTS[name].report), read(name), name))
    return tally
