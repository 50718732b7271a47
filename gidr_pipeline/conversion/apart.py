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
from pathlib import Path

from gidr_pipeline.conversion.kinds import Kind, kind_of
from gidr_pipeline.conversion.limits import ANSWER, FILES_EACH, PATIENCE, SECONDS, too_large
from gidr_pipeline.conversion.model import Converted, Unconvertible
from gidr_pipeline.conversion.office import to_docx
from gidr_pipeline.extraction.model import Rejection
from gidr_pipeline.extraction.text.decode import decode

_PIECE = 1 << 16
_REFUSED = {
    Kind.ENCRYPTED: Unconvertible("encrypted", "It is locked with a password. Save it without one."),
    Kind.PICTURE: Unconvertible(
        "no_text_layer",
        "This is a picture. Run a text recognition (OCR) over it, or ask for the file it was made from.",
    ),
    Kind.OTHER: Unconvertible("unsupported_type", "This is an archive of other files. Unpack it here."),
}


class _Gone(Exception):
    """The process that converts has died, or was ended since it took too long."""


class Converter:
    """Converts one file after the other in a process of its own, for any thread that asks."""

    def __init__(self) -> None:
        self._process: subprocess.Popen[bytes] | None = None
        self._served = 0
        self._lock = threading.Lock()

    def convert(self, data: bytes, kind: Kind | None = None) -> Converted:
        """The text and the tables of a file. Raises Unconvertible with the reason where it has none.

        Parameters
        ----------
        kind
            What the file is, if that is known already.
        """
        kind = kind or kind_of(data)
        if kind in _REFUSED:
            raise _REFUSED[kind]
        if kind is Kind.PAGE:
            decoded = decode(data)
            if isinstance(decoded, Rejection):
                raise Unconvertible(decoded.reason, decoded.detail)
            converted = self._converted(decoded.text.encode("utf-8", "replace"), kind)
            return replace(converted, encoding=decoded.encoding)
        if kind is Kind.OFFICE:
            return self._converted(to_docx(data), Kind.WORD)
        return self._converted(data, kind)

    def _converted(self, data: bytes, kind: Kind) -> Converted:
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
        deadline = time.monotonic() + PATIENCE
        try:
            process.stdin.write(b"%s %d\n" % (kind.name.encode(), len(data)) + data)
            process.stdin.flush()
        except OSError as error:
            raise _Gone(_why(process)) from error
        received = b""
        while b"\n" not in received:
            received += _received(process, deadline)
        head, _, rest = received.partition(b"\n")
        size, pieces, length = int(head), [rest], len(rest)
        if size > ANSWER:
            self._end()
            raise too_large(f"more than {ANSWER // 1024**2} MiB of text and tables")
        while length < size:
            pieces.append(_received(process, deadline))
            length += len(pieces[-1])
        return b"".join(pieces)

    def _running(self) -> subprocess.Popen[bytes]:
        """The process, started if there is none. Memory that libraries never give back goes with an old one."""
        if self._process is None or self._process.poll() is not None or self._served >= FILES_EACH:
            self._end()
            here = Path(__file__).parents[2]
            self._process = subprocess.Popen(
                [sys.executable, "-m", "gidr_pipeline.conversion.child"],
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


def _received(process: subprocess.Popen[bytes], deadline: float) -> bytes:
    """What the process says next. Raises _Gone where it says nothing any more."""
    assert process.stdout is not None
    with selectors.DefaultSelector() as selector:
        selector.register(process.stdout, selectors.EVENT_READ)
        if not selector.select(max(deadline - time.monotonic(), 0)):
            raise _Gone(f"It can't be read within {PATIENCE} seconds. Open it and save it anew.")
    piece = os.read(process.stdout.fileno(), _PIECE)
    if not piece:
        raise _Gone(_why(process))
    return piece


def _why(process: subprocess.Popen[bytes]) -> str:
    code = process.wait()
    how = f"reading it takes more than {SECONDS} seconds" if code == -24 else f"reading it ends in a crash ({code})"
    return f"The file is broken or made to do harm: {how}. Open it and save it anew."


_converter = Converter()
atexit.register(_converter.close)


def convert_apart(data: bytes, kind: Kind | None = None) -> Converted:
    """`Converter.convert` by the one converter of this process."""
    return _converter.convert(data, kind)
