"""Web pages that browsers save as one file, a mail with the page and its pictures (.mht, .mhtml).

What belongs here: finding the page in the mail. What does not: reading it (`web`).
"""

from dataclasses import replace
from email import message_from_bytes

from gidr_pipeline.conversion.archive import damaged
from gidr_pipeline.conversion.kinds import Kind, kind_of
from gidr_pipeline.conversion.model import Converted, Unconvertible
from gidr_pipeline.conversion.web import convert_page
from gidr_pipeline.extraction.model import Rejection
from gidr_pipeline.extraction.text.decode import decode


def convert_saved(data: bytes) -> Converted:
    """What the page in a mail shows. Raises Unconvertible."""
    text, encoding = page_in(data)
    return replace(convert_page(text.encode("utf-8", "replace")), encoding=encoding)


def page_in(data: bytes) -> tuple[str, str]:
    """The page in a mail, the first of several, and its encoding. Raises Unconvertible."""
    pages = (part for part in message_from_bytes(data).walk() if part.get_content_type() == "text/html")
    page = next((content for part in pages if isinstance(content := part.get_payload(decode=True), bytes)), None)
    if page is None:
        raise damaged("there is no page in it")
    return _decoded(page)


def text_of(data: bytes) -> str:
    """The text of a page, in a mail or not; nothing for what is neither. Raises Unconvertible."""
    match kind_of(data):
        case Kind.SAVED_PAGE:
            return page_in(data)[0]
        case Kind.PAGE:
            return _decoded(data)[0]
    return ""


def _decoded(page: bytes) -> tuple[str, str]:
    decoded = decode(page)
    if isinstance(decoded, Rejection):
        raise Unconvertible(decoded.reason, decoded.detail)
    return decoded.text, decoded.encoding
