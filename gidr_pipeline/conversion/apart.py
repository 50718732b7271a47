"""Converting files in a process of its own, which is started anew when one of them has killed it.

What belongs here: the life of that process. What does not: what it does (`child`), and which files there are.
"""

import atexit
import json
import os
import selectors
import subprocess
import sys
import threading
import time
from dataclasses import replace
from functools import cache
from importlib.util import find_spec
from pathlib import Path

from gidr_pipeline.conversion.child import PICTURES
from gidr_pipeline.conversion.kinds import Kind, kind_of
from gidr_pipeline.conversion.limits import ANSWER, FILES_EACH, OF_FILES, OF_PICTURES, Limits, too_large
from gidr_pipeline.conversion.model import Converted, Unconvertible
from gidr_pipeline.conversion.office import by_office
from gidr_pipeline.extraction.model import Rejection
from gidr_pipeline.extraction.text.decode import decode

_PIECE = 1 << 16
_REFUSED = {
    Kind.ENCRYPTED: Unconvertible("encrypted", "It is locked with a password. Save it without one."),
    Kind.OTHER: Unconvertible("unsupported_type", "This is an archive of other files. Unpack it here."),
}

_NO_TEXT = "no_text_layer"
_INSTALL = (
    "It is a picture, or its pages are or do not tell their characters, and what reads those is not installed. Install "
    "it (pip install 'gidr-pipeline[ocr]') and run again, or ask for the file that it was made from."
)


@cache
def reads_pictures() -> bool:
    """Whether the extra `ocr` is installed, which reads pages that are pictures."""
    return all(find_spec(name) for name in ("cv2", "onnxruntime", "rapidocr"))


class _Gone(Exception):
    """The process that converts has died, or was ended since it took too long."""


class Converter:
    """Converts one file after the other in processes of its own, for any thread that asks.

    Parameters
    ----------
    pictures
        Whether pages that are pictures are read, if not whenever they can be.
    """

    def __init__(self, *, pictures: bool | None = None) -> None:
        self._pictures = reads_pictures() if pictures is None else pictures
        self._of_files = _Process(OF_FILES)
        self._of_pictures = _Process(OF_PICTURES, PICTURES)

    def convert(self, data: bytes, kind: Kind | None = None) -> Converted:
        """The text and the tables of a file. Raises Unconvertible with the reason where it has none.

        Parameters
        ----------
        kind
            What the file is, if that is known already.
        """
        kind = kind or kind_of(data)
        match kind:
            case Kind.ENCRYPTED | Kind.OTHER:
                raise _REFUSED[kind]
            case Kind.PAGE:
                decoded = decode(data)
                if isinstance(decoded, Rejection):
                    raise Unconvertible(decoded.reason, decoded.detail)
                converted = self._of_files.converted(decoded.text.encode("utf-8", "replace"), kind)
                return replace(converted, encoding=decoded.encoding, notes=[*converted.notes, *decoded.notes])
            case Kind.OFFICE | Kind.OFFICE_SHEETS:
                made = Kind.WORD if kind is Kind.OFFICE else Kind.WORKBOOK
                return self._of_files.converted(by_office(data, made), made)
            case Kind.PICTURE:
                return self._pictured(data, kind)
            case Kind.PDF:
                return self._printed(data)
            case _:
                return self._of_files.converted(data, kind)

    def _printed(self, data: bytes) -> Converted:
        """What a PDF file holds, its pages that are pictures as well if something is there to read them."""
        try:
            converted = self._of_files.converted(data, Kind.PDF)
        except Unconvertible as refused:
            if refused.reason != _NO_TEXT:
                raise
            return self._pictured(data, Kind.PDF)
        if converted.left_out and self._pictures:
            return self._pictured(data, Kind.PDF)
        if converted.left_out:
            note = f"its pages that are pictures were not read: {', '.join(map(str, converted.left_out))}"
            return replace(converted, notes=[*converted.notes, note])
        return converted

    def _pictured(self, data: bytes, kind: Kind) -> Converted:
        if not self._pictures:
            raise Unconvertible(_NO_TEXT, _INSTALL)
        return self._of_pictures.converted(data, kind)

    def close(self) -> None:
        """End the processes; the next file starts another."""
        self._of_files.close()
        self._of_pictures.close()


class _Process:
    """A process that converts, started anew when a file has killed it."""

    def __init__(self, limits: Limits, *arguments: str) -> None:
        self._limits, self._arguments = limits, arguments
        self._process: subprocess.Popen[bytes] | None = None
        self._served = 0
        self._lock = threading.Lock()

    def converted(self, data: bytes, kind: Kind) -> Converted:
        """What a file holds. Raises Unconvertible."""
        with self._lock:
            try:
                answer = json.loads(self._ask(data, kind))
            except _Gone as error:
                self._end()
                raise Unconvertible("conversion_failed", str(error)) from error
        if "reason" in answer:
            raise Unconvertible(answer["reason"], answer["detail"])
        return Converted.of_plain(answer)

    def close(self) -> None:
        """End the process; the next file starts another."""
        with self._lock:
            self._end()

    def _ask(self, data: bytes, kind: Kind) -> bytes:
        process = self._running()
        assert process.stdin is not None
        self._served += 1
        deadline = time.monotonic() + self._limits.patience
        try:
            process.stdin.write(b"%s %d\n" % (kind.name.encode(), len(data)) + data)
            process.stdin.flush()
        except OSError as error:
            raise _Gone(self._why(process)) from error
        received = b""
        while b"\n" not in received:
            received += self._received(process, deadline)
        head, _, rest = received.partition(b"\n")
        size, pieces, length = int(head), [rest], len(rest)
        if size > ANSWER:
            self._end()
            raise too_large(f"more than {ANSWER // 1024**2} MiB of text and tables")
        while length < size:
            pieces.append(self._received(process, deadline))
            length += len(pieces[-1])
        return b"".join(pieces)

    def _running(self) -> subprocess.Popen[bytes]:
        """The process, started if there is none. Memory that libraries never give back goes with an old one."""
        if self._process is None or self._process.poll() is not None or self._served >= FILES_EACH:
            self._end()
            here = Path(__file__).parents[2]
            self._process = subprocess.Popen(
                [sys.executable, "-m", "gidr_pipeline.conversion.child", *self._arguments],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                start_new_session=True,  # an interrupt is for us; the end of our requests ends it
                # It learns nothing of its surroundings but where the program is.
                env={"PYTHONPATH": os.pathsep.join([str(here), *filter(None, sys.path)]), "LANG": "C.UTF-8"},
            )
            self._served = 0
        return self._process

    def _end(self) -> None:
        process, self._process = self._process, None
        if process is not None:
            process.kill()
            process.wait()
            for pipe in (process.stdin, process.stdout):
                if pipe is not None:
                    try:
                        pipe.close()
                    except OSError:
                        continue  # what was not sent went nowhere

    def _received(self, process: subprocess.Popen[bytes], deadline: float) -> bytes:
        """What the process says next. Raises _Gone where it says nothing any more."""
        assert process.stdout is not None
        with selectors.DefaultSelector() as selector:
            selector.register(process.stdout, selectors.EVENT_READ)
            if not selector.select(max(deadline - time.monotonic(), 0)):
                raise _Gone(f"It can't be read within {self._limits.patience} seconds. Open it and save it anew.")
        piece = os.read(process.stdout.fileno(), _PIECE)
        if not piece:
            raise _Gone(self._why(process))
        return piece

    def _why(self, process: subprocess.Popen[bytes]) -> str:
        code = process.wait()
        too_long = f"reading it takes more than {self._limits.seconds} seconds"
        how = too_long if code == -24 else f"reading it ends in a crash ({code})"
        return f"The file is broken or made to do harm: {how}. Open it and save it anew."


_converter = Converter()
atexit.register(_converter.close)


def convert_apart(data: bytes, kind: Kind | None = None) -> Converted:
    """`Converter.convert` by the one converter of this process."""
    return _converter.convert(data, kind)
