"""The process in which files are converted: it may die of any of them, and takes nobody with it.

What belongs here: what runs in that process, and its limits. What does not: starting and ending it (`apart`).

A request is a line with the kind of the file and how many bytes follow, and these bytes; an answer is a line with how
many bytes follow, and these: JSON, either what `Converted.as_plain` gives or the reason why there is none.
"""

import json
import os
import resource
import sys
from collections.abc import Callable
from functools import partial
from typing import Any, BinaryIO

from gidr_pipeline.conversion.kinds import Kind
from gidr_pipeline.conversion.limits import OF_FILES, OF_PICTURES, Limits, too_large
from gidr_pipeline.conversion.model import Converted, Unconvertible

PICTURES = "pictures"
"""The argument of a process that reads pages that are pictures."""


def convert(data: bytes, kind: Kind, *, pictures: bool = False) -> Converted:
    """What a file holds, read in this process. Raises Unconvertible, or what a broken file makes a library raise.

    Parameters
    ----------
    pictures
        Whether pages that are pictures are read as well, for which the extra `ocr` must be installed.
    """
    return _reader_of_pictures(kind)(data) if pictures else _converter(kind)(data)


def _reader_of_pictures(kind: Kind) -> Callable[[bytes], Converted]:
    from gidr_pipeline.conversion.pdf import convert_pdf
    from gidr_pipeline.conversion.scan import convert_picture, read_page

    return convert_picture if kind is Kind.PICTURE else partial(convert_pdf, read_picture=read_page)


def _converter(kind: Kind) -> Callable[[bytes], Converted]:
    # What a format needs is imported with its first file: most folders hold one or two.
    match kind:
        case Kind.PAGE:
            from gidr_pipeline.conversion.web import convert_page

            return convert_page
        case Kind.SAVED_PAGE:
            from gidr_pipeline.conversion.saved import convert_saved

            return convert_saved
        case Kind.WORD:
            from gidr_pipeline.conversion.word import convert_docx

            return convert_docx
        case Kind.WORKBOOK:
            from gidr_pipeline.conversion.sheets import convert_workbook

            return convert_workbook
        case Kind.PDF:
            from gidr_pipeline.conversion.pdf import convert_pdf

            return convert_pdf
    raise ValueError(f"no converter for {kind}")


def _answer(data: bytes, kind: Kind, *, pictures: bool) -> dict[str, Any]:
    try:
        return convert(data, kind, pictures=pictures).as_plain()
    except Unconvertible as refused:
        return _refusal(refused)
    except (MemoryError, RecursionError):
        return _refusal(too_large("more in it than memory suffices for"))
    except BaseException as error:  # libraries in other languages panic with errors of their own
        what = f"{type(error).__name__}: {error}"[:300]
        return _refusal(Unconvertible("conversion_failed", f"It can't be read ({what}). Open it and save it anew."))


def _refusal(refused: Unconvertible) -> dict[str, Any]:
    return {"reason": refused.reason, "detail": refused.detail}


def _limit_seconds(seconds: int) -> None:
    """Let the next file have its own seconds: the limit of a process counts from its start."""
    used = resource.getrusage(resource.RUSAGE_SELF)
    _, hard = resource.getrlimit(resource.RLIMIT_CPU)
    resource.setrlimit(resource.RLIMIT_CPU, (int(used.ru_utime + used.ru_stime) + 1 + seconds, hard))


def serve(requests: BinaryIO, answers: BinaryIO, limits: Limits, *, pictures: bool) -> None:
    """Answer requests until there are no more."""
    resource.setrlimit(resource.RLIMIT_AS, (limits.memory, limits.memory))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))  # nothing is ever written to a file
    while request := requests.readline():
        kind, size = request.split()
        data = requests.read(int(size))
        _limit_seconds(limits.seconds)
        answer = json.dumps(_answer(data, Kind[kind.decode()], pictures=pictures), ensure_ascii=False)
        written = answer.encode("utf-8", "backslashreplace")
        answers.write(b"%d\n" % len(written) + written)
        answers.flush()


if __name__ == "__main__":
    # Libraries print warnings, which must not come between answers.
    answers = os.fdopen(os.dup(1), "wb")
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 1)
    os.dup2(nowhere, 2)
    pictures = PICTURES in sys.argv
    serve(sys.stdin.buffer, answers, OF_PICTURES if pictures else OF_FILES, pictures=pictures)
