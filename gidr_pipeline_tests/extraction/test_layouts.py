"""Made reports, printed in every layout, whole and damaged: whole ones are read exactly, no damage gives a wrong value.

The seeds are few, so that the suite stays quick; `python -m gidr_pipeline_tests.survey` tries as many as one likes.
"""

import pytest

from gidr_pipeline_tests.damage import DAMAGES, UNDETECTABLE
from gidr_pipeline_tests.made import LAYOUTS
from gidr_pipeline_tests.survey import survey


@pytest.mark.parametrize("layout", LAYOUTS)
def test_whole_reports_are_read_exactly(layout: str) -> None:
    tally = survey(layout, None, seeds=range(6))
    assert tally.cells["exact"] > 1000
    assert tally.cells["wrong"] == tally.cells["null"] == tally.cells["repaired"] == 0, tally.examples


@pytest.mark.parametrize("damage", DAMAGES)
def test_no_damage_gives_a_wrong_value(damage: str) -> None:
    tallies = [survey(layout, damage, seeds=range(2)) for layout in LAYOUTS if (damage, layout) not in UNDETECTABLE]
    examples = [example for tally in tallies for example in tally.examples]
    assert not examples
    read = sum(tally.cells["exact"] + tally.cells["repaired"] for tally in tallies)
    assert read > 0.1 * sum(tally.cells.total() for tally in tallies)
