"""What is read of the files that programs made: nothing wrong, and no less than these shares exact."""

import pytest

from gidr_pipeline.conversion.apart import convert_apart
from gidr_pipeline.conversion.office import suite
from gidr_pipeline.extraction import read_converted
from gidr_pipeline_tests.conversion.golden import WAYS, golden_files
from gidr_pipeline_tests.judging import count_cells, wrong_heads

_FILES = golden_files()
_FLOORS = {"chromium-no-rules.pdf": 0.98}
"""The shares of the cells with a figure that are exact; all where none is named, and then blanks are known too."""
_NEED_OFFICE = (".doc", ".odt", ".rtf")

pytestmark = pytest.mark.xdist_group("conversion")


def test_every_way_has_a_file() -> None:
    assert {path.name for _, path in _FILES.values()} == WAYS.keys()


@pytest.mark.parametrize("name", _FILES)
def test_golden_file(name: str) -> None:
    made, path = _FILES[name]
    if path.suffix in _NEED_OFFICE and suite() is None:
        pytest.skip("LibreOffice, which converts this format, is not installed")
    document = read_converted(convert_apart(path.read_bytes()))
    tally = count_cells(made, document, name)
    assert (len(document.reports), wrong_heads(made, document), tally.cells["wrong"]) == (1, [], 0)
    floor = _FLOORS.get(path.name)
    assert tally.cells["exact"] >= (floor or 1) * tally.printed
    assert floor or tally.cells["blank"] == len(made.cells) - tally.printed
