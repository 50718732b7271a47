"""Which lines are prose."""

import pytest

from gidr_pipeline.extraction.text.prose import is_prose


@pytest.mark.parametrize(
    ("line", "prose"),
    [
        ("2022年，本机关共收到申请3件。", True),
        ("2.没有现成信息需要另行制作    0。              0。", False),
        ("政府集中采购（含下属单位的采购项目。）          12", True),
        ("注：以上数据不含下属单位办理的案件，由法规科提供。            3", True),  # the number of the page
        ("一、本年新收政府信息公开申请数量。 1 0 2", False),
    ],
)
def test_a_sentence_is_prose_and_a_row_is_not(line: str, prose: bool) -> None:
    assert is_prose(line) is prose


@pytest.mark.parametrize(
    ("line", "prose"),
    [
        ("    " * 50_000 + "1x", False),
        ("    12" * 20_000 + "x3", True),
        ("字" * 50_000 + "    1    " * 2_000, False),
    ],
)
def test_a_line_that_has_lost_its_end_is_told_as_well(line: str, prose: bool) -> None:
    """A search from each of its spaces took minutes."""
    assert is_prose(line) is prose
