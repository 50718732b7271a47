"""Rows of a table of requests that its form has not, below one that it has: a part of this (其中), sums over a group, a
copy of its label, or one called as no row is.

    二、上年结转政府信息公开申请数量 | | | | | | |
    新收和结转合计               | 1 | | | | | | 1        no figures of the row above

What belongs here: where such a row ends the lines of the one above it. What does not: handing out figures to the rows
of the form (`at_labels`), or rows of other bodies and years in place of these (`rows_beside`).
"""

import re
from collections.abc import Sequence

from gidr_pipeline.extraction.tables.requests.headers import SUBTOTAL
from gidr_pipeline.extraction.tables.rows_beside import (
    is_of_a_part,
    is_of_one_of_several,
    is_of_the_year_before,
    is_sum,
)
from gidr_pipeline.extraction.tables.wordings import plain
from gidr_pipeline.extraction.text.figures import VALUES, Kind
from gidr_pipeline.extraction.text.line import Line, with_tokens

_NAME = re.compile("[㐀-鿿]{2}")


def without_sums_of_groups(lines: Sequence[Line]) -> Sequence[Line]:
    """The lines up to a row that adds up a group of others (小计), which no form has; it may begin behind the figures
    of another."""
    for at, line in enumerate(lines):
        filled = at > 0
        for place, token in enumerate(line.tokens):
            if filled and token.kind is Kind.WORDS and plain(token.text).endswith(SUBTOTAL):
                return [*lines[:at], with_tokens(line, line.tokens[:place])]
            filled = filled or token.kind in VALUES
    return lines


def without_other_rows(
    lines: Sequence[Line], width: int, last_line: int, labels: tuple[str, ...], groups: tuple[str, ...]
) -> Sequence[Line]:
    """The lines up to one of another row: of a part of this one (其中…), of a whole group, a copy of a label, or one
    called as no row of the form is, with figures of its own, where the label, which ends on `last_line`, has a place
    for each of its own or as many figures. Other words may be more of the label. Where figures have lines of their own,
    a whole row stands between the two, and as many figures at least behind the other.

    Where a label has several rows, of years or bodies, nothing tells which are its own; a sum alone (合计) is one over
    this row and those above.

        2.其他法律行政法规禁止公开 | | | | | | |
        其中：网络申请           | 1 | | | | | | 1        another row
    """
    if _has_several_rows(lines, last_line, groups):
        return lines
    own = [line for line in lines if line.number <= last_line]
    whole = any(line.places > width or len(line.values) >= width for line in own)
    for at, line in enumerate(lines):
        if line.number <= last_line or not line.words:
            continue
        if whole and line.values:
            is_other = _is_other_beside(own, line, width, labels, groups)
        else:
            is_other = _is_other_between(lines[:at], lines[at:], width, labels, groups)
        if is_other:
            return lines[:at]
    return lines


def _has_several_rows(lines: Sequence[Line], last_line: int, groups: tuple[str, ...]) -> bool:
    """Whether words call rows those of years or bodies, or the sum over these; a sum that is all that follows the label
    is over this row and those above."""
    others = (word.text for line in lines for word in line.words if not is_of_the_year_before(word.text))
    several = [words for words in others if is_of_one_of_several(words)]
    below = [word.text for line in lines if line.number > last_line for word in line.words]
    further = [words for words in below if not plain(words).endswith(groups)]
    is_sum_alone = several == further and len(several) == 1 and is_sum(several[0])
    return bool(several) and not is_sum_alone


def _is_other_beside(
    own: Sequence[Line], line: Line, width: int, labels: tuple[str, ...], groups: tuple[str, ...]
) -> bool:
    """Whether a line with its own figures is another row than that whose label has its figures, or their places, on the
    lines `own`."""
    said, of_year_before = plain("".join(w.text for w in line.words)), is_of_the_year_before(line.words[-1].text)
    if said.endswith(groups) or is_of_a_part(line.words[0].text):
        return True
    if any(each.values for each in own) and (said.endswith(labels) or of_year_before):
        return True
    return _is_strange(line, (*labels, *groups)) and any(_are_alike(line, each, width) for each in own)


def _is_other_between(
    above: Sequence[Line], below: Sequence[Line], width: int, labels: tuple[str, ...], groups: tuple[str, ...]
) -> bool:
    """Whether the first line `below` calls another row, those `above` having a whole row of figures and it another."""
    said = plain("".join(word.text for word in below[0].words))
    before, behind = (sum(len(line.values) for line in lines) for lines in (above, below))
    called = said.endswith((*labels, *groups)) or is_of_the_year_before(below[0].words[-1].text) or is_of_a_part(said)
    if called and width <= before <= behind:
        return True
    return width == before == behind and _is_strange(below[0], (*labels, *groups))


def _is_strange(line: Line, names: Sequence[str]) -> bool:
    """Whether the words before the figures of a line end as no label or group is called, and no part of one."""
    first = line.values[0].span.start if line.values else line.span.end
    said = [plain(word.text) for word in line.words if word.span.start < first][-1:]
    return any(
        _NAME.search(each) and not each.endswith(tuple(names)) and not any(each in n for n in names) for each in said
    )


def _are_alike(one: Line, other: Line, width: int) -> bool:
    """Whether two lines have a place for each cell and the words that call their rows in the same, or no places and a
    whole row of figures each."""
    if not one.places:
        return not other.places and min(len(one.values), len(other.values)) >= width
    has_places = min(one.places, other.places) > width
    return has_places and one.words[0].column in {word.column for word in other.words}
