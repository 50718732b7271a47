"""Parts of a zip archive, and XML of strangers, each within limits.

What belongs here: what Word and Excel files and their kin share. What does not: what their XML means.
"""

import zipfile
import zlib
from io import BytesIO

from lxml import etree

from gidr_pipeline.conversion.limits import INFLATED, PARTS, too_large
from gidr_pipeline.conversion.model import Unconvertible

_PIECE = 1 << 16


class Archive:
    """A zip archive whose parts are read into memory, their bytes counted as they come."""

    def __init__(self, data: bytes) -> None:
        try:
            self._zip = zipfile.ZipFile(BytesIO(data))
        except (zipfile.BadZipFile, zlib.error, ValueError, NotImplementedError, OSError) as error:
            raise damaged("it is no whole zip archive") from error
        if len(self._zip.infolist()) > PARTS:
            raise too_large(f"an archive of more than {PARTS:,} parts")
        self._left = INFLATED

    def names(self) -> list[str]:
        """The names of all parts."""
        return self._zip.namelist()

    def part(self, name: str) -> bytes | None:
        """The bytes of a part, None where there is none. All parts together may not have more than INFLATED."""
        try:
            info = self._zip.getinfo(name)
        except KeyError:
            return None
        if info.flag_bits & 1:
            raise Unconvertible("encrypted", "It is locked with a password. Save it without one.")
        pieces: list[bytes] = []
        try:
            with self._zip.open(info) as part:
                # What the header says of the size may be a lie.
                while piece := part.read(_PIECE):
                    self._left -= len(piece)
                    if self._left < 0:
                        raise too_large(f"more than {INFLATED // 1024**2} MiB when inflated")
                    pieces.append(piece)
        except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, OSError) as error:
            raise damaged(f"its part {name} can't be inflated") from error
        return b"".join(pieces)

    def xml(self, name: str) -> etree._Element | None:
        """The root of a part that is XML, None where there is none."""
        data = self.part(name)
        return None if data is None else parse_xml(data, name)


def parse_xml(data: bytes, name: str) -> etree._Element:
    """The root of some XML. It fetches nothing and knows no entities, and nests no deeper than lxml's own limit."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True)
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        raise damaged(f"its part {name} is no XML that can be read: {error.msg}") from error
    if root.getroottree().docinfo.internalDTD is not None:
        raise damaged(f"its part {name} declares entities, which no office program writes")
    return root


def damaged(what: str) -> Unconvertible:
    """The refusal of a file that is broken."""
    return Unconvertible("conversion_failed", f"The file is damaged: {what}. Open it and save it anew.")
