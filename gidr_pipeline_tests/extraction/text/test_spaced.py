"""Which words of a line without separators are figures."""

import pytest

from gidr_pipeline.extraction.text.figures import Kind
from gidr_pipeline.extraction.text.spaced import read_spaced


def read(line: str) -> list[str]:
    """The figures of a line, `?` for one that can't be read."""
    tokens = read_spaced(line, 0, len(line), 0)
    return [str(t.value) if t.kind is Kind.FIGURE else "?" for t in tokens if t.kind in (Kind.FIGURE, Kind.ILLEGIBLE)]


@pytest.mark.parametrize(
    ("line", "figures"),
    [
        ("规章 12 3 4", ["12", "3", "4"]),
        ("二、上年结转政府信息公开申请数量 34 件 10 件 0 件", ["34", "10", "0"]),
        ("行政许可 7 件", ["7"]),
        ("0 件 0 1 0 0 件 3 2", ["0", "0", "1", "0", "0", "3", "2"]),
        ("行政许可 12 万件", ["120000"]),
        ("行政许可 1.2 万", ["12000.0"]),
        ("行政许可 约 300", ["?"]),
        ("行政许可 3 万余", ["?"]),
        ("行政许可 3 余件", ["?"]),
        ("行政事业性收费 ¥ 12.5", ["12.5"]),
        ("行政事业性收费 1032 . 4373", ["?"]),
        ("行政事业性收费 12. 5", ["?"]),
        ("行政事业性收费 23.91", ["23.91"]),
        ("1. 属于国家秘密 0 0 2", ["0", "0", "2"]),
        ("行政处罚 5余 2 0", ["?", "2", "0"]),
        ('"" "" 8.属于行政查询事项 0 0 2', ["0", "0", "2"]),
        # Dashes are blanks where a row adds up with them, else they may be signs.
        ("54 / 20 22 - 7 103", ["54", "20", "22", "7", "103"]),
        ("/ - 36 / - 0 36", ["36", "0", "36"]),
        ("3 - - - 3", ["3", "3"]),
        ("0 - 0 - 0 2 - / - 2 1 0 0 0 1", ["0", "0", "0", "2", "2", "1", "0", "0", "0", "1"]),
        ("20 - 6 29994 0 0 0", ["?"]),
        ("1 - 2 - 3 - 4", ["?"]),
        ("2022 - 12 - 31", ["?"]),
    ],
)
def test_figures_of_a_line(line: str, figures: list[str]) -> None:
    assert read(line) == figures
