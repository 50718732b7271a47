"""What is read of pages that are pictures: nothing wrong, hardly anything lost, and said of each figure."""

import random
import struct
import zlib
from collections.abc import Iterator, Sequence
from io import BytesIO
from pathlib import Path

import pytest
from pypdfium2 import PdfBitmap, PdfDocument, PdfImage, PdfMatrix

from gidr_pipeline.conversion.apart import Converter, reads_pictures
from gidr_pipeline.conversion.model import Unconvertible
from gidr_pipeline.extraction import read_converted
from gidr_pipeline.extraction.model import Status
from gidr_pipeline_tests.conversion.pages import Sheet
from gidr_pipeline_tests.extractors.sample import SAMPLE
from gidr_pipeline_tests.judging import count_cells

UNSURE = "□"
SCANS = {"black-and-white.pdf": "city-2019-form", "grey.pdf": "zeros-left-blank", "pages.tif": "zeros-left-blank"}
"""The files, which `scans` makes, and the report that each prints."""
FOLDER = Path(__file__).parent / "golden_scans"
_FLOOR = 0.95
"""The share of the cells with a figure that is read of a scan that a person reads without effort."""

pytestmark = pytest.mark.xdist_group("conversion")
needs_extra = pytest.mark.skipif(not reads_pictures(), reason="the extra ocr, which reads pictures, is not installed")


def _png(width: int, height: int, dots: bytes) -> bytes:
    """A picture in grey of these rows, a byte before each."""

    def part(kind: bytes, content: bytes) -> bytes:
        return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))

    head = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + part(b"IHDR", head) + part(b"IDAT", zlib.compress(dots)) + part(b"IEND", b"")


@pytest.fixture(scope="module")
def converter() -> Iterator[Converter]:
    made = Converter()
    yield made
    made.close()


@needs_extra
@pytest.mark.parametrize("name", SCANS)
def test_what_is_read_of_a_scan(converter: Converter, name: str) -> None:
    made = SAMPLE[SCANS[name]][0]
    document = read_converted(converter.convert((FOLDER / name).read_bytes()))
    counts = count_cells(made, document, name).cells
    (report,) = document.reports
    assert (report.agency, report.report_year, report.edition) == (made.agency, made.year, made.edition)
    assert counts["wrong"] == 0
    assert counts["repaired"] + counts["blank"] >= _FLOOR * counts.total()
    assert not any(cell.status is Status.REPORTED for cell in report.cells)
    assert all("read from a picture" in str(cell.note) for cell in report.cells if cell.value is not None and cell.span)
    assert document.text is not None
    for cell in report.cells:
        if cell.span and cell.value is not None:
            assert document.text[slice(*cell.span)] in (str(cell.value), UNSURE * len(str(cell.value)))


def test_without_the_extra_the_advice_is_to_install_it() -> None:
    converter = Converter(pictures=False)
    for name in SCANS:
        with pytest.raises(Unconvertible, match=r"pip install 'gidr-pipeline\[ocr\]'") as refused:
            converter.convert((FOLDER / name).read_bytes())
        assert refused.value.reason == "no_text_layer"
    converter.close()


def _in_strips(count: int) -> bytes:
    """A page whose picture is cut into strips, as drivers of scanners write it."""
    document = PdfDocument.new()
    page = document.new_page(600, 840)
    for at in range(count):
        strip = PdfImage.new(document)
        strip.set_bitmap(PdfBitmap.new_native(600, 840 // count, 1))
        strip.set_matrix(PdfMatrix().scale(600, 840 / count).translate(0, at * 840 / count))
        page.insert_obj(strip)
    page.gen_content()
    made = BytesIO()
    document.save(made)
    return made.getvalue()


def _half_scanned(picture: bytes) -> bytes:
    """A page of text, and one that is a picture."""
    sheet = Sheet("lines", random.Random(0))
    sheet.prose("东平区水务局2022年政府信息公开工作年度报告，第一页是文字，第二页是扫描件。")
    document, scanned = PdfDocument(sheet.file()), PdfDocument(picture)
    document.import_pages(scanned, [0])
    made = BytesIO()
    document.save(made)
    return made.getvalue()


@pytest.mark.parametrize("picture", [(FOLDER / "grey.pdf").read_bytes(), _in_strips(1), _in_strips(8)])
def test_without_the_extra_the_pages_of_text_are_read(picture: bytes) -> None:
    converter = Converter(pictures=False)
    converted = converter.convert(_half_scanned(picture))
    converter.close()
    assert converted.text.startswith("东平区水务局")
    assert converted.notes == ["its pages that are pictures were not read: 2"]


@needs_extra
def test_only_what_stands_in_a_picture_is_told_as_such(converter: Converter) -> None:
    converted = converter.convert(_half_scanned((FOLDER / "grey.pdf").read_bytes()))
    _, end = converted.pictured[-1]
    assert min(start for start, _ in converted.pictured) > converted.text.index("扫描件")
    assert end == len(converted.text)
    assert converted.notes == []


_HIGH = 30
ROWS = {
    "below each other": ([(0, "规章"), (0, "12"), (40, "3"), (40, "4")], ["规章 12", "3 4"]),
    "a label of two lines beside its figures": (
        [(0, "行政许可"), (20, "12"), (20, "3"), (40, "数量")],
        ["行政许可", "12 3", "数量"],
    ),
    "rows that bend": ([(0, "规章"), (0, "12"), (14, "3"), (28, "4")], ["规章 \ufffd\ufffd", "\ufffd", "\ufffd"]),
}
"""Places of words, downwards in dots, and the lines that they are read as."""


@needs_extra
@pytest.mark.parametrize("name", ROWS)
def test_figures_between_two_rows_are_lost(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    import numpy as np

    from gidr_pipeline.conversion import scan
    from gidr_pipeline.conversion.pictures import Box, Picture
    from gidr_pipeline.conversion.recognition import Read

    words, said = ROWS[name]

    class Seen:
        def lines(self, _: object) -> list[Box]:
            return [Box(100 * at, 10 + y, 100 * at + 80, 10 + y + _HIGH) for at, (y, _) in enumerate(words)]

        def words(self, cuts: Sequence[object]) -> list[Read]:
            assert len(cuts) == len(words)
            ordered = [each for _, each in sorted(words, key=lambda word: word[0])]
            return [Read(each, (1.0,) * len(each)) for each in ordered]

    monkeypatch.setattr(scan, "_recognition", Seen)
    page = np.full((300, 600), np.uint8(255))
    assert [text.words for text in scan._prose(Picture(page, 1.0), page)] == said


HARMFUL = {
    "of ten thousand million dots": (_png(100_000, 100_000, b""), "too_large"),
    "of an icon": (_png(16, 16, (b"\0" + bytes(16)) * 16), "not_a_report"),
    "cut off": (_png(800, 1000, b"\0" * 801_000)[:400], "conversion_failed"),
    "of nothing": (b"\xff\xd8\xff" + bytes(100), "conversion_failed"),
    "of black alone": (_png(700, 1000, b"\0" * 701_000), "no_text_layer"),
}


@needs_extra
@pytest.mark.parametrize("name", HARMFUL)
def test_a_picture_that_is_no_page_ends_in_a_reason(converter: Converter, name: str) -> None:
    data, reason = HARMFUL[name]
    with pytest.raises(Unconvertible) as refused:
        converter.convert(data)
    assert refused.value.reason == reason
    assert refused.value.detail
