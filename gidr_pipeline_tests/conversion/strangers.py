"""Files that are broken or made to do harm, as they are in circulation, each with its reason to be rejected."""

import struct
import zlib
from collections.abc import Callable, Mapping

from gidr_pipeline_tests.conversion.written import archive, cell, docx, paragraph, pdf, pdf_of, stream, table, workbook

_MEGABYTE = 1024 * 1024
_TYPES = "[Content_Types].xml"


def _lying_zip() -> bytes:
    """A part that says it has ten bytes and inflates to 80 MiB."""
    bomb = docx(" " * (80 * _MEGABYTE))
    size = struct.pack("<I", 10)
    for signature, offset in ((b"PK\x03\x04", 22), (b"PK\x01\x02", 24)):
        at = 0
        while (at := bomb.find(signature, at)) >= 0:
            bomb = bomb[: at + offset] + size + bomb[at + offset + 4 :]
            at += 4
    return bomb


def _locked_zip() -> bytes:
    """Every part of it says that it is encrypted."""
    made = bytearray(docx(paragraph("一")))
    for signature, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = 0
        while (at := made.find(signature, at)) >= 0:
            made[at + offset] |= 1
            at += 4
    return bytes(made)


def _laughs() -> bytes:
    entities = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
    declared = f'<!DOCTYPE w [<!ENTITY l0 "ha">{entities}]><w:document xmlns:w="w"><w:body>&l9;</w:body></w:document>'
    return archive({_TYPES: "<Types/>", "word/document.xml": declared})


def _secret() -> bytes:
    declared = '<!DOCTYPE w [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
    document = f'{declared}<w:document xmlns:w="w"><w:body>&x;</w:body></w:document>'
    return archive({_TYPES: "<Types/>", "word/document.xml": document})


def _page_loop() -> bytes:
    return pdf(["<</Type /Catalog /Pages 2 0 R>>", "<</Type /Pages /Kids [2 0 R 2 0 R] /Count 100000>>"])


def _form_loop() -> bytes:
    form = stream(b"/X Do /X Do", "/Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources <</XObject <</X 6 0 R>>>>")
    return pdf_of(b"/X Do", resources="/XObject <</X 6 0 R>>", further=[form])


def _widening_forms() -> bytes:
    """Forms that show the next one ten times: ten thousand million shapes."""
    forms = [
        stream(
            b"/X Do " * 10, f"/Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources <</XObject <</X {7 + n} 0 R>>>>"
        )
        for n in range(10)
    ]
    last = stream(b"0 0 9 9 re f", "/Type /XObject /Subtype /Form /BBox [0 0 9 9]")
    return pdf_of(b"/X Do", resources="/XObject <</X 6 0 R>>", further=[*forms, last])


def _content_that_inflates() -> bytes:
    """Two thousand million spaces."""
    packing = zlib.compressobj(9)
    packed = b"".join(packing.compress(b" " * _MEGABYTE) for _ in range(2_000)) + packing.flush()
    written = b"<</Length %d /Filter /FlateDecode>>\nstream\n%s\nendstream" % (len(packed), packed)
    page = "<</Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R>>"
    return pdf(["<</Type /Catalog /Pages 2 0 R>>", "<</Type /Pages /Kids [3 0 R] /Count 1>>", page, written])


def _turned_off_font() -> bytes:
    """A font whose characters have no meaning: what stands there are numbers of glyphs."""
    shown = "<</Type /Font /Subtype /Type0 /BaseFont /X /Encoding /Identity-H /DescendantFonts [7 0 R]>>"
    inner = (
        "<</Type /Font /Subtype /CIDFontType2 /BaseFont /X /CIDSystemInfo "
        "<</Registry (A) /Ordering (B) /Supplement 0>> /FontDescriptor 8 0 R>>"
    )
    described = (
        "<</Type /FontDescriptor /FontName /X /Flags 4 /FontBBox [0 0 1 1] /ItalicAngle 0 /Ascent 1 /Descent 0 "
        "/CapHeight 1 /StemV 1>>"
    )
    codes = "".join(f"{n:04x}" for n in range(1, 31)) * 4
    content = f"BT /F2 12 Tf 50 700 Td <{codes}> Tj ET".encode()
    return pdf_of(content, resources="", further=[shown, inner, described]).replace(b"/F1 5 0 R", b"/F2 6 0 R")


_PAGE = b"<html><body>%s</body></html>"
_ROW = cell("1")

STRANGERS: Mapping[str, tuple[Callable[[], bytes], str]] = {
    "page: nested elements": (lambda: _PAGE % (b"<div>" * 100_000), "too_large"),
    "page: nested tables": (lambda: _PAGE % (b"<table><tr><td>" * 3_000), "too_large"),
    "page: a million cells": (lambda: _PAGE % (b"<table>" + (b"<tr>" + b"<td>1" * 100) * 10_000), "too_large"),
    "page: wide cells": (
        lambda: _PAGE % (b"<table>" + b"<tr><td colspan=99999999 rowspan=99999999>1" * 3_000),
        "too_large",
    ),
    "page: text without end": (lambda: _PAGE % ("字".encode() * 5_000_000), "too_large"),
    "page: open formatting": (lambda: _PAGE % (b"<p><b><i><u><font size=1>" * 20_000), "too_large"),
    "word: a part that inflates": (lambda: docx(" " * (80 * _MEGABYTE)), "too_large"),
    "word: a size that lies": (_lying_zip, "conversion_failed"),
    "word: entities in entities": (_laughs, "conversion_failed"),
    "word: an entity from a file": (_secret, "conversion_failed"),
    "word: nested elements": (lambda: docx("<w:sdt><w:sdtContent>" * 100_000), "conversion_failed"),
    "word: a million cells": (lambda: docx(table(*[_ROW * 100] * 10_000)), "too_large"),
    "word: wide cells": (
        lambda: docx(table(*[cell("1", '<w:gridSpan w:val="1000000000"/>') * 3] * 2_000)),
        "too_large",
    ),
    "word: many parts": (lambda: archive({f"word/{n}": b"" for n in range(20_000)}), "too_large"),
    "word: locked": (_locked_zip, "encrypted"),
    "word: cut off": (lambda: docx(paragraph("一" * 5_000))[:-100], "conversion_failed"),
    "word: no document": (lambda: archive({_TYPES: "<Types/>", "word/other.xml": "<a/>"}), "conversion_failed"),
    "workbook: a part that inflates": (
        lambda: workbook("", **{"xl/sharedStrings.xml": " " * (80 * _MEGABYTE)}),
        "too_large",
    ),
    "workbook: a cell far away": (
        lambda: workbook(
            '<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'
        ),
        "conversion_failed",
    ),
    "workbook: no workbook": (lambda: archive({"xl/workbook.xml": "<a"}), "conversion_failed"),
    "pdf: pages in pages": (_page_loop, "too_large"),
    "pdf: a form in itself": (_form_loop, "conversion_failed"),
    "pdf: forms without end": (_widening_forms, "conversion_failed"),
    "pdf: content that inflates": (_content_that_inflates, "conversion_failed"),
    "pdf: a million lines": (lambda: pdf_of(b"0 0 m 9 0 l S\n" * 1_000_000, packed=True), "too_large"),
    "pdf: nested arrays": (lambda: pdf(["[" * 1_000_000]), "conversion_failed"),
    "pdf: no page in it": (lambda: b"%PDF-1.7\n<html>404 Not Found</html>", "conversion_failed"),
    "pdf: no text": (lambda: pdf_of(b"0 0 100 100 re f"), "no_text_layer"),
    "pdf: recognised text over a picture": (
        lambda: pdf_of(b"0 0 100 100 re f BT 3 Tr /F1 12 Tf 50 700 Td (Report of 2022, 12 received, 3 granted) Tj ET"),
        "no_text_layer",
    ),
    "pdf: a font without meaning": (_turned_off_font, "no_text_layer"),
}
"""Name to what makes the file, and the reason."""
