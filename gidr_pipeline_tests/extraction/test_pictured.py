"""What was read from a picture: labels in part, and how its figures are told."""

import random
from collections.abc import Mapping
from dataclasses import replace

import pytest

from gidr_pipeline.conversion.child import convert
from gidr_pipeline.conversion.kinds import Kind
from gidr_pipeline.conversion.model import Converted, GridCell, GridRow
from gidr_pipeline.extraction import read_converted
from gidr_pipeline.extraction.pictured import with_labels_mended
from gidr_pipeline_tests.conversion.forms import blocks, page
from gidr_pipeline_tests.judging import count_cells
from gidr_pipeline_tests.made import make_report

LABELS = {
    "结果□正": "结果纠正",
    "尚未□□": "尚未审结",
    "上一年项日数量": "上一年项目数量",
    "3.□护第三方合法权益": "3.保护第三方合法权益",
    "本年新□□数量": "本年新□□数量",
    "结果□□": "结果□□",
    "本年收费项目数量": "本年收费项目数量",
    "小计": "小计",
    "□计": "□计",
    "行政处□": "行政处罚",
    "行政□□": "行政□□",
    "行政处罚": "行政处罚",
    "12□": "12□",
}
"""What a cell says, and what is made of it."""


@pytest.mark.parametrize("words", LABELS)
def test_a_label_that_was_read_in_part(words: str) -> None:
    row = GridRow(0, len(words), 1, 1, [GridCell(0, len(words), 0)])
    assert with_labels_mended(words, [row], [(0, len(words))]) == LABELS[words]
    assert with_labels_mended(words, [row], []) == words


MADE = make_report(random.Random("pictured"), "2021", size=40)


def _pictured(changes: Mapping[str, str]) -> Converted:
    """The report as a picture gives it, with other words of the same length for some."""
    converted = convert(page(blocks(MADE, random.Random(0), "as it is"), random.Random(2)), Kind.PAGE)
    text = converted.text
    for words, others in changes.items():
        assert words in text
        assert len(words) == len(others)
        text = text.replace(words, others)
    return replace(converted, text=text, pictured=[(0, len(text))])


MISREAD = {
    "nothing": {},
    "a label of a row": {"3.其他": "3.H他"},
    "labels of rows that sums can't tell apart": {"不掌握": "不掌提", "查询事项": "查□事项"},
    "heads of columns": {"社会公益组织": "杜会公益组织", "本年制发件数": "本年制发件教"},
    "names of results": {"总计": "总i", "结果纠正": "结果约正"},
}


@pytest.mark.parametrize("name", MISREAD)
def test_figures_of_a_picture_are_repaired_at_most(name: str) -> None:
    document = read_converted(_pictured(MISREAD[name]))
    counts = +count_cells(MADE, document, name).cells
    assert counts == {"repaired": 200}
    (report,) = document.reports
    assert all("read from a picture" in str(cell.note) for cell in report.cells)
    assert report.agency == MADE.agency
