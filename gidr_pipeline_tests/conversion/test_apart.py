"""Files of strangers end in a reason, and take nobody with them."""

import threading
from collections.abc import Iterator

import pytest

from gidr_pipeline.conversion.apart import Converter, reads_pictures
from gidr_pipeline.conversion.model import Unconvertible
from gidr_pipeline_tests.conversion.strangers import STRANGERS
from gidr_pipeline_tests.conversion.written import docx, paragraph

pytestmark = pytest.mark.xdist_group("conversion")

_GOOD = {"page": b"<p>good</p>", "word": docx(paragraph("good"))}


@pytest.fixture(scope="module")
def converter() -> Iterator[Converter]:
    made = Converter()
    yield made
    made.close()


@pytest.mark.parametrize("name", STRANGERS)
def test_a_file_made_to_do_harm_is_rejected_with_its_reason(converter: Converter, name: str) -> None:
    make, reason = STRANGERS[name]
    if name == "pdf: a font without meaning" and reads_pictures():
        pytest.skip("where pictures are read, so is that of this page")
    with pytest.raises(Unconvertible) as refused:
        converter.convert(make())
    assert refused.value.reason == reason
    assert "root:" not in refused.value.detail
    for good in _GOOD.values():
        assert converter.convert(good).text == "good\n"


def test_one_process_serves_many_files(converter: Converter) -> None:
    converter.convert(_GOOD["page"])
    process = converter._of_files._process
    assert process is not None
    assert [converter.convert(data).text for data in _GOOD.values()] == ["good\n"] * 2
    with pytest.raises(Unconvertible):
        converter.convert(docx("<"))
    assert converter._of_files._process is process


def test_threads_share_a_converter(converter: Converter) -> None:
    texts: list[str] = []
    pages = [f"<p>{n}</p>".encode() * 1000 for n in range(8)]
    threads = [threading.Thread(target=lambda p=page: texts.append(converter.convert(p).text[:2])) for page in pages]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(texts) == [f"{n}\n" for n in range(8)]


def test_offsets_survive_the_way_back(converter: Converter) -> None:
    converted = converter.convert("<table><tr><td>规章<td>12<td>𠮷<td>3</table>".encode())
    (row,) = converted.rows
    assert [converted.text[cell.start : cell.end] for cell in row.cells] == ["规章", "12", "𠮷", "3"]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_the_bytes_of_a_page_tell_its_encoding(converter: Converter, encoding: str) -> None:
    page = "<html><head><meta charset='iso-8859-1'></head><body><p>政府信息公开工作年度报告</p></body></html>"
    converted = converter.convert(page.encode(encoding))
    assert (converted.text, converted.encoding) == ("政府信息公开工作年度报告\n", encoding)
