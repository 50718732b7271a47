"""Web pages that browsers save as one file, a mail with the page and its pictures (.mht, .mhtml).

What belongs here: finding the page in the mail. What does not: reading it (`web`).
"""

from collections.abc import Sequence
from dataclasses import replace
from email import message_from_bytes
from email.message import Message

from gidr_pipeline.conversion.archive import damaged
from gidr_pipeline.conversion.kinds import Kind, kind_of
from gidr_pipeline.conversion.model import Converted, Unconvertible
from gidr_pipeline.conversion.web import convert_page
from gidr_pipeline.extraction.model import Rejection
from gidr_pipeline.extraction.text.decode import Decoded, decode


def convert_saved(data: bytes) -> Converted:
    """What the page in a mail shows, the pages in its frames in their place. Raises Unconvertible."""
    page, *others = _pages(data)
    decoded, frames = _decoded(page[1]), dict[str, str]()
    for names, content in others:
        framed = decode(content)
        if not isinstance(framed, Rejection):
            frames |= dict.fromkeys(names, framed.text)
    converted = convert_page(decoded.text.encode("utf-8", "replace"), frames)
    return replace(converted, encoding=decoded.encoding, notes=[*converted.notes, *decoded.notes])


def _pages(data: bytes) -> Sequence[tuple[Sequence[str], bytes]]:
    """The pages in a mail, one at least, each with the names by which a frame may call it. Raises Unconvertible."""
    parts = (part for part in message_from_bytes(data).walk() if part.get_content_type() == "text/html")
    pages = [
        (_names_of(part), content) for part in parts if isinstance(content := part.get_payload(decode=True), bytes)
    ]
    if not pages:
        raise damaged("there is no page in it")
    return pages


def _names_of(part: Message) -> list[str]:
    location, own = part.get("Content-Location"), part.get("Content-ID")
    return [str(name) for name in (location, own and f"cid:{str(own).strip('<> ')}") if name]


def text_of(data: bytes) -> str:
    """The text of a page, in a mail or not; nothing for what is neither. Raises Unconvertible."""
    match kind_of(data):
        case Kind.SAVED_PAGE:
            return _decoded(_pages(data)[0][1]).text
        case Kind.PAGE:
            return _decoded(data).text
    return ""


def _decoded(page: bytes) -> Decoded:
    decoded = decode(page)
    if isinstance(decoded, Rejection):
        raise Unconvertible(decoded.reason, decoded.detail)
    return decoded
