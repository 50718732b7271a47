"""Where the reports of a document are: a further one begins with its first heading, or with its title.

What belongs here: dividing the lines of a text among its reports. What does not: the sections of a report (`segment`).
"""

import re
from collections.abc import Mapping, Sequence, Set
from functools import cache
from itertools import combinations, pairwise

from gidr_pipeline.extraction.form_words import labels_of
from gidr_pipeline.extraction.model import Span
from gidr_pipeline.extraction.segment import ENOUGH, Heading
from gidr_pipeline.extraction.tables.wordings import plain as without_space
from gidr_pipeline.extraction.text.line import Line
from gidr_pipeline.extraction.title import read_title
from gidr_pipeline.forms import every_label

_CERTAIN = 4.5
_LABELS_OF_A_TABLE = 5
_TITLE_REACH = 12
_TITLE = re.compile(r"公\s*开.*(?:报\s*告|年\s*报)")


def parts_of(text: str, lines: list[Line], headings: Sequence[Heading]) -> list[list[Line]]:
    """The lines of each report. A further report begins with its title, above its first heading, or without that."""
    certain = [heading for heading in headings if heading.score >= ENOUGH]
    begins_anew = any(one.section and not other.section for one, other in combinations(certain, 2))
    if not begins_anew and len(_first_label().findall("".join(text.split()))) < 2:
        return [lines]
    contents = [without_space(text[slice(*line.span)]) for line in lines]
    firsts = [at for at, line in enumerate(lines) if not line.is_prose and _first_label().search(contents[at])]
    if not begins_anew and len(firsts) < 2:
        return [lines]
    labels = [_request_labels(line, content) for line, content in zip(lines, contents, strict=True)]
    title_over = {each.line: _title_line(text, lines, each.line) for each in certain if each.section == 0}
    fresh = {start: title for start, title in title_over.items() if title < start and _is_fresh(lines, contents, title)}
    begins = {title_over[start] for start in _with_headings(lines, certain, labels, fresh)}
    begins |= _with_tables(lines, contents, _tables(firsts, labels), begins)
    bounds = [0, *sorted(begins), len(lines)]
    return [lines[a:b] for a, b in pairwise(bounds) if a < b]


def _with_tables(lines: Sequence[Line], contents: Sequence[str], tables: Sequence[int], begun: Set[int]) -> set[int]:
    """The lines of the titles between tables between which no report has begun so far. The head of a page says the
    first title once more."""
    begins = set[int]()
    for above, below in pairwise(tables):
        if not any(above < at <= below for at in begun):
            titles = (at for at in range(above, below) if _is_title(lines[at], contents[at]))
            begins |= {*[at for at in titles if contents[at] not in contents[:above]][:1]}
    return begins


def _tables(firsts: Sequence[int], labels: Sequence[int]) -> list[int]:
    """The lines on which tables of requests begin, of those that have the label of their first row."""
    bounds = pairwise([*firsts, len(labels)])
    return [first for first, end in bounds if sum(labels[first:end]) >= _LABELS_OF_A_TABLE]


def _with_headings(
    lines: Sequence[Line], headings: Sequence[Heading], labels: Sequence[int], fresh: Mapping[int, int]
) -> list[int]:
    """The line numbers at which further reports of the document begin with their first heading.

    Parameters
    ----------
    headings
        Those of the whole document that are likely enough.
    labels
        How many labels of the requests table each line has. A table of contents has none, so what follows one is not a
        second report, unless prose stands under its headings.
    fresh
        The line on which the title above a first heading begins, where it is none that stands above already.
    """
    starts: list[int] = []
    begun = 0
    for at, heading in enumerate(headings):
        if heading.section != 0:
            continue
        again = heading.score >= _CERTAIN and any(each.section == 0 for each in headings[:at])
        before, behind = ({each.section for each in part} for part in (headings[:at], headings[at:]))
        if before and not before & behind:
            continue  # sections in another order
        has_table = [sum(part) >= _LABELS_OF_A_TABLE for part in (labels[begun : heading.line], labels[heading.line :])]
        above = [each.line for each in headings[:at] if each.line >= begun]
        told = heading.line in fresh and _is_told(lines, above, fresh[heading.line])
        if (has_table[0] and (again or has_table[1])) or (again and told):
            starts.append(heading.line)
            begun = heading.line
    return starts


def _is_fresh(lines: Sequence[Line], contents: Sequence[str], title: int) -> bool:
    """Whether a title that begins on a line does not stand in the text above: a summary says it before the report."""
    said = 1 if _is_title(lines[title], contents[title]) else 2
    return "".join(contents[title : title + said]) not in "".join(contents[:title])


def _is_told(lines: Sequence[Line], headings: Sequence[int], end: int) -> bool:
    """Whether prose stands under any of the headings on these lines, above the next one; all stand above a line. Behind
    a table of contents there may be prose as well."""
    within = bool(headings) and headings[-1] < end
    return within and any(any(line.is_prose for line in lines[a:b]) for a, b in pairwise(headings))


def _request_labels(line: Line, content: str) -> int:
    """How many labels of the requests table a line has, `content` its text without white space; prose may name several,
    and counts as one."""
    found = len(_request_label().findall(content))
    return min(found, 1) if line.is_prose else found


@cache
def _request_label() -> re.Pattern[str]:
    return re.compile(labels_of("requests"))


@cache
def _first_label() -> re.Pattern[str]:
    return re.compile("|".join(every_label("requests", "rows")[0].match))


def _title_line(text: str, lines: list[Line], heading: int) -> int:
    """The line where the title above a first heading begins; the heading's own where there is no title."""
    for at in range(heading - 1, max(heading - _TITLE_REACH, -1), -1):
        content = text[slice(*lines[at].span)]
        if at + 1 < heading and not _is_title(lines[at], content):
            content += text[slice(*lines[at + 1].span)]  # a title that is broken inside
        if _is_title(lines[at], content):
            named = read_title(content, content, Span(0, len(content))).agency
            return at if named or at == 0 or not lines[at - 1].words else at - 1
    return heading


def _is_title(line: Line, content: str) -> bool:
    return not line.is_prose and _TITLE.search(content) is not None
