"""Numbers whose thousands a space sets apart, in cells of their own."""

import pytest

from gidr_pipeline.extraction.text.thousands import with_commas

ROWS = "行政许可\t30 846\t\n行政处罚\t14 764\t\n行政强制\t1 234 567\t\n"


def test_a_space_between_thousands_is_read_as_a_comma() -> None:
    assert with_commas(ROWS) == ROWS.replace("30 846", "30,846").replace("14 764", "14,764").replace(
        "1 234 567", "1,234,567"
    )


@pytest.mark.parametrize(
    "text",
    [
        "行政许可\t30 846\t\n行政处罚\t14 764\t\n",  # too few to tell
        ROWS + "行政强制\t3 5\t\n",  # other digits stand apart as well
        "30 846 14 764\n" * 5,  # figures of a row
        "行政许可 30 846\n" * 5,
        "制发 废止 现行\n规章\n12 100 112\n2 300 302\n3 400 403\n",  # figures of a row, with the label above
    ],
)
def test_other_texts_stay_as_they_are(text: str) -> None:
    assert with_commas(text) == text
