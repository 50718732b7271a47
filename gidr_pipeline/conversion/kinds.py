"""What a file is, by its bytes: names lie.

What belongs here: the signs of each format, and where to look for them. What does not: reading a file.
"""

import re
from enum import StrEnum

_HEAD = 4096
_PDF_REACH = 1024
_MARKUP = re.compile(rb"<(?:!doctype\s+html|html|head|body|meta|table|tbody|tr|td|div|span|p|font|style)[\s>/]", re.I)
_MAIL = re.compile(rb"\s*(?:from|subject|date|mime-version|content-type|snapshot-content-location|x-[\w-]+):", re.I)
_RELATED = re.compile(rb"^content-type:\s*(?:multipart/(?:related|alternative|mixed)|text/html)\b", re.I | re.M)
_SHEETS = re.compile(rb"Excel\.Sheet|office:mimetype=.[^\"']*spreadsheet")
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ZIP_END = b"PK\x05\x06"
_PICTURES = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"BM", b"II*\0", b"MM\0*")


class Kind(StrEnum):
    """What can be read, in whatever way."""

    TEXT = "text"
    PAGE = "web page"
    SAVED_PAGE = "web archive"
    WORD = "Word file"
    WORKBOOK = "workbook"
    PDF = "PDF"
    OFFICE = "file that an office suite converts"
    OFFICE_SHEETS = "workbook that an office suite converts"
    PICTURE = "picture"
    ENCRYPTED = "encrypted file"
    OTHER = "other file"


def kind_of(data: bytes) -> Kind:
    """What some bytes are. Nothing of them is opened: that is for a process that may die of it.

    >>> kind_of(b"%PDF-1.7 ...")
    <Kind.PDF: 'PDF'>
    """
    if b"%PDF-" in data[:_PDF_REACH]:
        return Kind.PDF
    if data.startswith(b"PK\x03\x04"):
        return _kind_of_zip(data)
    if data.startswith(_OLE):
        return _kind_of_ole(data)
    head = data[:_HEAD]
    if head.lstrip().startswith(b"{\\rtf"):
        return Kind.OFFICE
    if b"<?mso-application" in head or b"office:mimetype" in head:
        # The XML of older Office, or of LibreOffice, in one file.
        return Kind.OFFICE_SHEETS if _SHEETS.search(head) else Kind.OFFICE
    if head.startswith(_PICTURES):
        return Kind.PICTURE
    if _MAIL.match(head) and _RELATED.search(head):
        return Kind.SAVED_PAGE
    # In UTF-16 every other byte of a tag is NUL.
    return Kind.PAGE if _MARKUP.search(head.replace(b"\0", b"")) else Kind.TEXT


def _kind_of_zip(data: bytes) -> Kind:
    mimetype = data[30:130]
    if b"opendocument.text" in mimetype:
        return Kind.OFFICE
    if b"opendocument.spreadsheet" in mimetype:
        return Kind.WORKBOOK
    names = _directory(data)
    if b"xl/workbook" in names and b"word/document" not in names:
        return Kind.WORKBOOK
    return Kind.WORD if b"word/" in names or b"[Content_Types].xml" in names else Kind.OTHER


def _directory(data: bytes) -> bytes:
    """The list of an archive's parts, which stands at its end: a part may be an archive, too, with a list of its own.
    All of an archive that has lost its end."""
    end = data.rfind(_ZIP_END)
    size = int.from_bytes(data[end + 12 : end + 16], "little")
    return data[max(end - size, 0) : end] if end >= 0 else data


def _kind_of_ole(data: bytes) -> Kind:
    """By the streams that the directory of a compound file names, in UTF-16."""
    for name, kind in (
        ("EncryptedPackage", Kind.ENCRYPTED),
        ("WordDocument", Kind.OFFICE),
        ("Workbook", Kind.WORKBOOK),
        ("Book", Kind.WORKBOOK),
    ):
        if name.encode("utf-16-le") in data:
            return kind
    return Kind.OFFICE
