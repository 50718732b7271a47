"""Pictures on PDF pages: tables that are pasted into text, and scans in layers."""

import random
from io import BytesIO
from typing import Any

import pytest
from pypdfium2 import PdfBitmap, PdfDocument, PdfImage, PdfMatrix

from gidr_pipeline.conversion.lattice import Field, Lattice
from gidr_pipeline.conversion.model import Unconvertible
from gidr_pipeline.conversion.paged import Part, Table, Text
from gidr_pipeline.conversion.pdf import convert_pdf
from gidr_pipeline.conversion.placed import Placed
from gidr_pipeline_tests.conversion.pages import Sheet
from gidr_pipeline_tests.extractors.printed_form import FormCell

_ABOVE = "东平区水务局2022年政府信息公开工作年度报告，上面是文字，下面是一张图片。"
_BELOW = "下一步，本局将继续做好政府信息公开工作，提高公开质量，加强队伍建设。"


def _page(*pictures: tuple[float, float, float, float], table: bool = False) -> bytes:
    """A page of text, with white pictures at these places (left, bottom, width, height), and a table of text."""
    sheet = Sheet("lines", random.Random(0))
    sheet.prose(_ABOVE)
    if table:
        sheet.table([[FormCell("甲"), FormCell("乙")], [FormCell("1"), FormCell("2")]])
    sheet.y = 300
    sheet.prose(_BELOW)
    document = PdfDocument(sheet.file())
    page = document[0]
    for left, bottom, width, height in pictures:
        picture = PdfImage.new(document)
        picture.set_bitmap(PdfBitmap.new_native(int(width * 2), int(height * 2), 1))
        picture.set_matrix(PdfMatrix().scale(width, height).translate(left, bottom))
        page.insert_obj(picture)
    page.gen_content()
    made = BytesIO()
    document.save(made)
    return made.getvalue()


class _Reader:
    """Sees the same table in each picture, and says how large the pictures were, in points, and how fine."""

    def __init__(self) -> None:
        self.seen: list[tuple[int, int]] = []
        self.scales: list[float] = []

    def __call__(self, dots: Any, scale: float) -> list[Part]:
        self.scales.append(scale)
        self.seen.append((round(dots.shape[1] / scale), round(dots.shape[0] / scale)))
        fields = [Field(row, column, 1, 1) for row in (0, 1) for column in (0, 1)]
        cells = [Placed([words], row, column) for words, (row, column, *_) in zip("天地34", fields, strict=True)]
        lattice = Lattice([10.0, 100.0, 200.0], [10.0, 50.0, 100.0], fields, open_above=False, open_below=False)
        return [Text("照片", 5.0, is_pictured=True), Table(lattice, cells, 2, is_pictured=True)]


_PICTURE = (60.0, 400.0, 450.0, 200.0)


def test_a_pasted_table_stands_where_its_picture_is() -> None:
    reader = _Reader()
    converted = convert_pdf(_page(_PICTURE), reader)
    lines = converted.text.splitlines()
    assert lines.index("天\t地") + 1 == lines.index("3\t4")
    assert converted.text.index("下面是") < converted.text.index("天") < converted.text.index("下一步")
    assert "照片" not in converted.text
    assert reader.seen == [(456, 206)]
    (span,) = converted.pictured
    assert converted.text[slice(*span)].split() == ["天", "地", "3", "4"]


def test_without_a_reader_its_page_is_named() -> None:
    assert convert_pdf(_page(_PICTURE)).left_out == [1]


def test_pictures_that_reach_over_the_page_are_seen_as_far_as_it_goes() -> None:
    reader = _Reader()
    convert_pdf(_page((300.0, 400.0, 900.0, 200.0), (-900.0, 400.0, 500.0, 200.0)), reader)
    assert [height for _, height in reader.seen] == [206]


OTHERS = {
    "beside a table of text": _page(_PICTURE, table=True),
    "under the text": _page((0.0, 0.0, 595.0, 842.0)),
    "a small one": _page((60.0, 400.0, 100.0, 100.0), (60.0, 350.0, 450.0, 20.0)),
}


@pytest.mark.parametrize("name", OTHERS)
def test_other_pictures_are_passed_over(name: str) -> None:
    reader = _Reader()
    converted = convert_pdf(OTHERS[name], reader)
    assert (reader.seen, converted.left_out, converted.pictured) == ([], [], [])


def _layered(*layers: tuple[int, float, float]) -> bytes:
    """A page of 600 by 800 points with pictures on each other, each so many dots, and so many points, across and so
    many points high."""
    document = PdfDocument.new()
    page = document.new_page(600, 800)
    for dots, width, height in layers:
        picture = PdfImage.new(document)
        picture.set_bitmap(PdfBitmap.new_native(dots, dots, 1))
        picture.set_matrix(PdfMatrix().scale(width, height))
        page.insert_obj(picture)
    page.gen_content()
    made = BytesIO()
    document.save(made)
    return made.getvalue()


LAYERS = {
    "one picture": ([(1200, 600, 800)], 2.0),
    "fine black over coarse paper": ([(900, 600, 800), (1800, 600, 800)], 3.0),
    "fine black in pieces": ([(900, 600, 800), (1000, 500, 50), (1000, 500, 50)], 2.0),
    "a mark that is finer": ([(1200, 600, 800), (400, 100, 100)], 2.0),
    "finer than makes sense": ([(6000, 600, 800)], 300 / 72),
}


@pytest.mark.parametrize("name", LAYERS)
def test_a_scan_in_layers_is_seen_as_finely_as_its_black_is(name: str) -> None:
    layers, scale = LAYERS[name]
    reader = _Reader()
    with pytest.raises(Unconvertible):  # for want of words
        convert_pdf(_layered(*layers), reader)
    assert reader.scales == [pytest.approx(scale)]
