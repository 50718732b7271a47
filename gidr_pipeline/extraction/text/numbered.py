"""Numbers and marks before the lines of a text, and numbers over its columns, as libraries of tables, viewers of files
and mail programs print them.

What belongs here: reading them as space. What does not: a column of serial numbers among the others, which may
be one of figures (`beside`).

    ,0,1,2,3                       ,,,,
    0,信息内容,本年制发件数,…        ,信息内容,本年制发件数,…
    1,规章,0,2                      ,规章,0,2

       15 | 规章  0  0  0               规章  0  0  0

    > 规章  0  0  0                   规章  0  0  0
"""

import re
from collections import defaultdict
from collections.abc import Container, Iterator, Sequence
from itertools import pairwise

_NUMBERED = re.compile(r'(?P<frame>\|?)\s*(?P<cell>"?(?P<number>\d{1,5})"?)(?: *(?P<sign>[|,;:\t])|\s|$)')
_QUOTED = re.compile(r"(?:(?<=\n)|^)(?:[ \t]*>[^\n]*(?:\n|$)){4,}")
_QUOTES = re.compile(r"(?m)^[ \t]*(?:> ?)+")
_MAILED_SPACE = re.compile(r"=20(?=[ \t]*$)", re.MULTILINE)
"""A space at the end of a line, as mail has it."""
_COUNTED = re.compile(
    r"(?:[\s|,;\"]|(?<![\d甲乙丙丁])[甲乙丙丁](?![㐀-鿿]))*(?P<numbers>\d+(?:[\s|,;\"]+\d+)+)[\s|,;\"]*"
)
_WORDS = re.compile(r"[㐀-鿿]{2}")
_HEADS = re.compile("序号|行次|栏次|编号")
"""What numbers are called over them."""
_HEAD = re.compile(rf"[\s|]*(?:{_HEADS.pattern})[\s|]*")
"""A cell a line."""
_HEAD_AT_THE_LEFT = re.compile(rf" *(?P<head>{_HEADS.pattern})(?: {{2}}|$)")
_NUMBER_AT_THE_LEFT = re.compile(r" *(\d{1,3})(?= {2,}\S)")
"""Alone on its line it may be a figure."""
_THIRD = re.compile(r"\n[ |\t]*3[ |\t]*\n")
"""The third of such numbers, without which there are too few."""
_SOLID = re.compile(r"[^\s|:+=-]")
"""What a line has that is neither empty nor a rule."""
_SHORT = 6
_FEWEST_LABELS = 3
_FEWEST_WITHOUT_HEAD, _FEWEST_BESIDE = 12, 5
"""So many lines of figures hardly count up by chance; nor so few where others of the text do."""
_FEWEST_LINES = 4
_FEWEST_COLUMNS, _FEWEST_ABOVE = 5, 3
"""Of columns with numbers over them, and of those right above lines with numbers."""
_MANY = 0.5
_NEARLY_ALL = 0.8
_NO_SIGN = re.compile(r"[^,;\t|]")


def without_numbers(text: str) -> str:
    """A normalised text with spaces in the place of numbers of lines that follow each other, of marks of mail before
    and behind them, of numbers of labels where each cell has a line, and of numbers of columns over words."""
    text = _without_marks_of_mail(text)
    lines = text.split("\n")
    runs = list(_runs(lines))
    for start, end in runs:
        for at, numbers in _numbers_before(lines, start, end):
            lines[at] = numbers + lines[at][len(numbers) :]
    for at, stop in _at_the_left(lines) if _HEADS.search(text) else ():
        lines[at] = " " * stop + lines[at][stop:]
    for at in _above_labels(lines) if _THIRD.search(text) else ():
        lines[at] = " " * len(lines[at])
    for at in _over_columns(lines, {start - 1 for start, _ in runs}):
        lines[at] = _NO_SIGN.sub(" ", lines[at])
    return "\n".join(lines)


def _without_marks_of_mail(text: str) -> str:
    if ">" in text:
        text = _QUOTED.sub(lambda quoted: _QUOTES.sub(lambda mark: " " * len(mark[0]), quoted[0]), text)
    return _MAILED_SPACE.sub("   ", text) if text.count("=20") >= _FEWEST_LINES else text


def _runs(lines: Sequence[str]) -> Iterator[tuple[int, int]]:
    """From where to where lines that follow each other are numbered: nearly all of the text, or many with words."""
    start, expected = 0, None
    for at, line in enumerate([*lines, ""]):
        found = _NUMBERED.match(line) if line[:1] in _FIRST else None
        number = int(found["number"]) if found else None
        if number is None or number != expected:
            if at - start >= _FEWEST_LINES and _are_numbered(lines, start, at):
                yield start, at
            start = at if number is not None else at + 1
        expected = None if number is None else number + 1


_FIRST = frozenset(' "\t|0123456789')


def _numbers_before(lines: Sequence[str], start: int, end: int) -> Iterator[tuple[int, str]]:
    """The numbered lines from `start` to `end`, and what stands in the place of their numbers: spaces, behind the frame
    of a table; a sign that only parts the numbers from the lines goes with them."""
    found = [match for line in lines[start:end] if (match := _NUMBERED.match(line))]
    signs = {match["sign"] for match in found}
    parts = len(signs) == 1 and not any(
        (sign or "\n") in match.string[match.end() :] for sign in signs for match in found
    )
    for at, match in enumerate(found, start):
        yield at, match["frame"].ljust(match.end() if parts or match["sign"] == ":" else match.end("cell"))


def _above_labels(lines: Sequence[str]) -> Iterator[int]:
    """The lines that number the labels below them, from the head of such numbers on, or as many as figures hardly count
    up by chance, and what else is numbered so before and behind."""
    head = next((at for at, line in enumerate(lines) if _HEAD.fullmatch(line)), len(lines))
    runs = [run for run in _counting_up(lines) if len(run) >= _FEWEST_LABELS]
    longest = max(runs, key=len, default=[])
    if len(longest) < _FEWEST_WITHOUT_HEAD:
        own = [run for run in runs if head < run[0]]
    else:
        beside = (run for run in runs if run[-1] < longest[0] or longest[-1] < run[0])
        own = [longest, *(run for run in beside if len(run) >= _FEWEST_BESIDE)]
    yield from (at for run in own for at in run)


def _counting_up(lines: Sequence[str]) -> list[list[int]]:
    """The lines with 1, 2, 3 and on above words, each as far above them as the first, for every 1 there."""
    solid = [(at, bare) for at, line in enumerate(lines) if (bare := line.strip(" |\t"))]
    runs: list[list[int]] = []
    open_runs: defaultdict[tuple[str, int], list[list[int]]] = defaultdict(list)
    """Those that go on with a number so far above the words, the nearest last."""
    for (at, line), (end, below) in pairwise([*solid, (len(lines), "")]):
        if not line.isdecimal() or not _WORDS.search(below[:_SHORT]):
            continue
        going_on = open_runs[line, end - at]
        if line == "1":
            runs.append(run := [at])
        elif going_on:
            run = going_on.pop()
            run.append(at)
        else:
            continue
        open_runs[str(len(run) + 1), end - at].append(run)
    return runs


def _at_the_left(lines: Sequence[str]) -> Iterator[tuple[int, int]]:
    """The lines that begin with numbers counting up below the head of such numbers, as far to the left as that, and
    where these end. Between them may stand the lines of what is broken in narrow columns."""
    heads = [(at, found.start("head")) for at, line in enumerate(lines) if (found := _HEAD_AT_THE_LEFT.match(line))]
    for (above, left), (below, _) in pairwise([*heads, (len(lines), 0)]):
        counted: list[tuple[int, int]] = []
        for at in range(above + 1, below):
            number = _NUMBER_AT_THE_LEFT.match(lines[at])
            if number and int(number[1]) == len(counted) + 1 and abs(number.start(1) - left) <= _SHORT:
                counted.append((at, number.end(1)))
        if len(counted) >= _FEWEST_LABELS:
            yield from counted


def _are_numbered(lines: Sequence[str], start: int, end: int) -> bool:
    with_words = sum(_WORDS.search(line) is not None for line in lines[start:end])
    return with_words >= _MANY * (end - start) or (with_words > 0 and end - start >= _NEARLY_ALL * len(lines))


def _over_columns(lines: Sequence[str], above: Container[int]) -> Iterator[int]:
    """The lines that number columns over words, or at the end of a text that breaks off there; fewer of them do right
    `above` numbered lines."""
    for at, line in enumerate(lines):
        fewest = _FEWEST_ABOVE if at in above else _FEWEST_COLUMNS
        if len(line) > fewest and line.rstrip(' \t|"')[-1:].isdigit() and _counts_columns(line, fewest):
            below = next((lines[each] for each in range(at + 1, len(lines)) if _SOLID.search(lines[each])), None)
            if below is None or _WORDS.search(below):
                yield at


def _counts_columns(line: str, fewest: int) -> bool:
    """Whether a line holds nothing but so many numbers that count up, and the signs for columns without figures (甲,
    乙)."""
    found = _COUNTED.fullmatch(line)
    counts = [int(each) for each in re.findall(r"\d+", found["numbers"])] if found else []
    return len(counts) >= fewest and counts in ([*range(len(counts))], [*range(1, len(counts) + 1)])
