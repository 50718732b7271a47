"""Files written by hand for tests: Word files of given XML, workbooks, and PDF of given objects.

What belongs here: the least that a program takes for such a file. What does not: what is wrong with one (`strangers`),
or what a report prints (`forms`).
"""

import base64
import quopri
import zipfile
import zlib
from collections.abc import Mapping, Sequence
from io import BytesIO

_WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_STRICT = "http://purl.oclc.org/ooxml/wordprocessingml/main"
_TYPES = (
    '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType='
    '"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>'
)


def archive(parts: Mapping[str, str | bytes]) -> bytes:
    """A zip archive of some parts."""
    made = BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as zipped:
        for name, content in parts.items():
            # The first part of OpenDocument says what it is, and must be readable as it stands.
            zipped.writestr(name, content, zipfile.ZIP_STORED if name == "mimetype" else None)
    return made.getvalue()


def docx(body: str, *, strict: bool = False, **others: str) -> bytes:
    """A Word file with this body, and other parts by their name below `word/` without suffix."""

    def part(root: str, inside: str) -> str:
        return (
            f'<?xml version="1.0"?><w:{root} xmlns:w="{_STRICT if strict else _WORD}" '
            'xmlns:v="urn:schemas-microsoft-com:vml" '
            'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math" '
            'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
            'xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture" '
            'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
            f'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape">{inside}</w:{root}>'
        )

    written = {f"word/{name}.xml": part(name, inside) for name, inside in others.items()}
    document = part("document", f"<w:body>{body}</w:body>")
    return archive({"[Content_Types].xml": _TYPES, "word/document.xml": document, **written})


def with_parts(data: bytes, parts: Mapping[str, str | bytes]) -> bytes:
    """An archive with some parts more."""
    made = BytesIO(data)
    with zipfile.ZipFile(made, "a", zipfile.ZIP_DEFLATED) as zipped:
        for name, content in parts.items():
            zipped.writestr(name, content)
    return made.getvalue()


def saved(
    page: str,
    encoding: str = "utf-8",
    transfer: str = "quoted-printable",
    framed: Mapping[str, str] | None = None,
) -> bytes:
    """A web page as browsers save it in one file, with a style sheet beside it, and the pages in its frames, each by
    the header that names it."""
    body = page.encode(encoding)
    packed = quopri.encodestring(body) if transfer == "quoted-printable" else base64.encodebytes(body)
    head = 'From: <Saved by Blink>\nMIME-Version: 1.0\nContent-Type: multipart/related;\n\tboundary="-edge-"\n\n\n'
    part = f"---edge-\nContent-Type: text/html\nContent-Transfer-Encoding: {transfer}\n\n"
    inner = "".join(f"\n---edge-\nContent-Type: text/html\n{name}\n\n{each}" for name, each in (framed or {}).items())
    rest = f"{inner}\n---edge-\nContent-Type: text/css\n\n.a {{ display: none }}\n---edge---\n"
    return (head + part).encode() + packed + rest.encode()


def paragraph(words: str) -> str:
    """A paragraph of Word."""
    return f"<w:p><w:r><w:t>{words}</w:t></w:r></w:p>"


def cell(words: str, properties: str = "") -> str:
    """A cell of Word."""
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{paragraph(words)}</w:tc>"


def table(*rows: str) -> str:
    """A table of Word, from the insides of its rows."""
    return f"<w:tbl>{''.join(f'<w:tr>{row}</w:tr>' for row in rows)}</w:tbl>"


def workbook(rows: str, merged: str = "", state: str = "visible", views: str = "", **others: str) -> bytes:
    """A workbook of one sheet with the XML of its rows, and of what is said of how it is viewed."""
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    relations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    packages = "http://schemas.openxmlformats.org/package/2006/relationships"
    return archive(
        {
            "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>',
            "_rels/.rels": f'<Relationships xmlns="{packages}"><Relationship Id="rId1" Target="xl/workbook.xml" '
            f'Type="{relations}/officeDocument"/></Relationships>',
            "xl/workbook.xml": f'<workbook xmlns="{main}" xmlns:r="{relations}"><sheets><sheet name="一" sheetId="1" '
            f'state="{state}" '
            'r:id="rId1"/></sheets></workbook>',
            "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{packages}"><Relationship Id="rId1" '
            f'Type="{relations}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>',
            "xl/worksheets/sheet1.xml": f'<worksheet xmlns="{main}">{views}<sheetData>{rows}</sheetData>{merged}'
            "</worksheet>",
            **others,
        }
    )


def pdf(objects: Sequence[str | bytes], *, trailer: str = "") -> bytes:
    """A PDF file of these objects, numbered from 1; the first is its catalogue."""
    made = b"%PDF-1.7\n"
    places = []
    for number, content in enumerate(objects, 1):
        places.append(len(made))
        body = content.encode() if isinstance(content, str) else content
        made += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    start = len(made)
    made += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    made += b"".join(b"%010d 00000 n \n" % place for place in places)
    made += b"trailer\n<</Size %d /Root 1 0 R %s>>\nstartxref\n%d\n%%%%EOF\n" % (
        len(objects) + 1,
        trailer.encode(),
        start,
    )
    return made


def stream(content: bytes, entries: str = "", *, packed: bool = False) -> bytes:
    """A stream of a PDF file."""
    data = zlib.compress(content, 9) if packed else content
    filters = "/Filter /FlateDecode" if packed else ""
    return b"<</Length %d %s %s>>\nstream\n%s\nendstream" % (len(data), filters.encode(), entries.encode(), data)


_FONT = "<</Type /Font /Subtype /Type1 /BaseFont /Helvetica>>"


def pdf_of(
    content: bytes,
    *,
    resources: str = "",
    entries: str = "",
    catalogue: str = "",
    further: Sequence[str | bytes] = (),
    packed: bool = False,
) -> bytes:
    """A PDF file of one page of A4 with this content, and what else the page and the catalogue say; `further` objects
    have the numbers from 6 on."""
    return pdf(
        [
            f"<</Type /Catalog /Pages 2 0 R {catalogue}>>",
            "<</Type /Pages /Kids [3 0 R] /Count 1>>",
            "<</Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R "
            f"/Resources <</Font <</F1 5 0 R>> {resources}>> {entries}>>",
            stream(content, packed=packed),
            _FONT,
            *further,
        ]
    )
