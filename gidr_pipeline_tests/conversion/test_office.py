"""What only an office suite reads, where there is one and where there is none."""

import pytest

from gidr_pipeline.conversion.apart import convert_apart
from gidr_pipeline.conversion.model import Unconvertible
from gidr_pipeline.conversion.office import suite

_RICH = rb"{\rtf1\ansi\ansicpg936 {\*\generator x}\uc0\u25919 ?\u24220 ?\par 12\par}"


def test_without_libreoffice_such_a_file_is_refused_with_advice(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "/nowhere")
    suite.cache_clear()
    try:
        with pytest.raises(Unconvertible) as refused:
            convert_apart(_RICH)
    finally:
        suite.cache_clear()
    assert refused.value.reason == "unsupported_type"
    assert "LibreOffice" in refused.value.detail


_SHEET = """<?xml version="1.0" encoding="UTF-8"?><?mso-application progid="Excel.Sheet"?>
<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet" xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet">
<Worksheet ss:Name="1"><Table><Row><Cell><Data ss:Type="String">规章</Data></Cell><Cell><Data ss:Type="Number">3</Data>
</Cell></Row></Table></Worksheet></Workbook>"""


@pytest.mark.skipif(suite() is None, reason="LibreOffice, which converts this format, is not installed")
def test_a_workbook_in_xml_keeps_its_cells() -> None:
    converted = convert_apart(_SHEET.encode())
    assert converted.text == "规章\t3\n"
    assert [[converted.text[cell.start : cell.end] for cell in row.cells] for row in converted.rows] == [["规章", "3"]]


@pytest.mark.skipif(suite() is None, reason="LibreOffice, which converts this format, is not installed")
def test_libreoffice_converts_what_it_can() -> None:
    assert convert_apart(_RICH).text.replace("?", "") == "政府\n12\n"
