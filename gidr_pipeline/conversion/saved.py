"""Web pages that browsers save as one file, a mail with the page and its pictures (.mht, .mhtml).

What belongs here: finding the page in the mail. What does not: reading it (`web`).
"""

import re
from collections.abc import Iterator
from dataclasses import replace
from email import message_from_bytes
from email.message import Message
from html import unescape

from gidr_pipeline.conversion.archive import damaged
from gidr_pipeline.conversion.kinds import Kind, kind_of
from gidr_pipeline.conversion.model import Converted, Unconvertible
from gidr_pipeline.conversion.web import convert_page
from gidr_pipeline.extraction.model import Rejection
from gidr_pipeline.extraction.text.decode import decode

_FRAME = re.compile(
    r"<i?frame\b(?P<before>[^<>]*?)\ssrc\s*=\s*[\"']?(?P<name>[^\"'\s<>]+)[\"']?(?P<behind>[^<>]*?)/?>(?:\s*</iframe>)?",
    re.I,
)


def convert_saved(data: bytes) -> Converted:
    """What the page in a mail shows. Raises Unconvertible."""
    text, encoding = page_in(data)
    return replace(convert_page(text.encode("utf-8", "replace")), encoding=encoding)


def page_in(data: bytes) -> tuple[str, str]:
    """The page in a mail, the first of several, with the pages in its frames in their place, and its encoding. Raises
    Unconvertible."""
    pages = [part for part in message_from_bytes(data).walk() if part.get_content_type() == "text/html"]
    contents = [(part, content) for part in pages if isinstance(content := part.get_payload(decode=True), bytes)]
    if not contents:
        raise damaged("there is no page in it")
    page, encoding = _decoded(contents[0][1])
    if len(contents) > 1:
        framed = {name: content for part, content in contents[1:] for name in _names_of(part)}
        page = _with_frames(page, framed)
    return page, encoding


def _names_of(part: Message) -> Iterator[str]:
    """How a page in a mail may be called by a frame."""
    yield from (str(name) for name in [part.get("Content-Location")] if name)
    yield from (f"cid:{str(name).strip('<> ')}" for name in [part.get("Content-ID")] if name)


def _with_frames(page: str, framed: dict[str, bytes]) -> str:
    """A page with those of its frames, each once, which stay hidden where these are."""

    def shown(frame: re.Match[str]) -> str:
        content = framed.pop(unescape(frame["name"]), b"")
        inner = decode(content)
        if isinstance(inner, Rejection):
            return frame[0]
        return f"<div {frame['before']} {frame['behind']}>{_with_frames(inner.text, framed)}</div>"

    return _FRAME.sub(shown, page)


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
