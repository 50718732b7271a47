"""Bytes tell what a file is."""

import zipfile
from io import BytesIO

import pytest

from gidr_pipeline.conversion.kinds import Kind, kind_of
from gidr_pipeline_tests.conversion.written import archive, docx, pdf_of, workbook

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)
_ODF = "application/vnd.oasis.opendocument."


def _holding(outer: bytes, name: str, inner: bytes) -> bytes:
    """An archive with another one in it that is not deflated once more."""
    made = BytesIO(outer)
    with zipfile.ZipFile(made, "a", zipfile.ZIP_STORED) as zipped:
        zipped.writestr(name, inner)
    return made.getvalue()


CASES: dict[str, tuple[bytes, Kind]] = {
    "a page": (b"<!DOCTYPE html><html><p>x", Kind.PAGE),
    "a page with a mark, and space before it": (b"\xef\xbb\xbf\r\n  <html lang=zh>", Kind.PAGE),
    "a piece of a page": ("一、总体情况<br><table border=1><tr><td>规章".encode(), Kind.PAGE),
    "a page in UTF-16": ("<html><body>".encode("utf-16"), Kind.PAGE),
    "what Excel of 2003 calls a workbook": (
        b'<html xmlns:x="urn:schemas-microsoft-com:office:excel"><table>',
        Kind.PAGE,
    ),
    "a page that was saved as a mail": (
        b"From: <Saved by Blink>\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related;\r\n\tboundary=b",
        Kind.SAVED_PAGE,
    ),
    "text that begins like a mail": (b"Date: 2023\nSubject: annual report\n", Kind.TEXT),
    "text": ("某局2022年政府信息公开工作年度报告\n一、总体情况".encode(), Kind.TEXT),
    "text with a sign for less": ("同比 <5% 而 a<b".encode(), Kind.TEXT),
    "Word": (docx(""), Kind.WORD),
    "a workbook": (workbook(""), Kind.WORKBOOK),
    "Word that holds a workbook as it stands": (_holding(docx(""), "word/embeddings/1.xlsx", workbook("")), Kind.WORD),
    "a workbook that holds Word as it stands": (
        _holding(workbook(""), "xl/embeddings/1.docx", docx("")),
        Kind.WORKBOOK,
    ),
    "Word without its end": (docx("")[:-30], Kind.WORD),
    "PDF": (pdf_of(b""), Kind.PDF),
    "PDF behind a line of a mail": (b"\r\n%PDF-1.4\n", Kind.PDF),
    "OpenDocument text": (archive({"mimetype": f"{_ODF}text", "content.xml": ""}), Kind.OFFICE),
    "OpenDocument sheet": (archive({"mimetype": f"{_ODF}spreadsheet", "content.xml": ""}), Kind.WORKBOOK),
    "another archive": (archive({"a.txt": "x"}), Kind.OTHER),
    "older Word": (_OLE + "WordDocument".encode("utf-16-le"), Kind.OFFICE),
    "older Excel": (_OLE + "Workbook".encode("utf-16-le"), Kind.WORKBOOK),
    "locked": (_OLE + "EncryptedPackage".encode("utf-16-le"), Kind.ENCRYPTED),
    "rich text": (b"{\\rtf1\\ansi", Kind.OFFICE),
    "Word's own XML": (
        b'<?xml version="1.0"?><?mso-application progid="Word.Document"?><w:wordDocument/>',
        Kind.OFFICE,
    ),
    "Excel's own XML": (
        b'<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?><Workbook/>',
        Kind.OFFICE_SHEETS,
    ),
    "LibreOffice's own XML of a workbook": (
        b'<office:document office:version="1.3" office:mimetype="application/vnd.oasis.opendocument.spreadsheet">',
        Kind.OFFICE_SHEETS,
    ),
    "a picture": (b"\x89PNG\r\n", Kind.PICTURE),
}


@pytest.mark.parametrize("name", CASES)
def test_kind(name: str) -> None:
    data, kind = CASES[name]
    assert kind_of(data) is kind
