"""Texts without anything between their cells, lines and paragraphs, as programs give them that take the tags out of a
web page and put nothing in their place.

What belongs here: where the lines of such a text end. What does not: texts whose white space tells it (`flattened`),
and taking figures apart that have run together (the readers of tables).

    …对外公开总数量规章000规范性文件3519第二十条第（五）项信息内容…      …对外公开总数量 ⏎ 规章000 ⏎ 规范性文件3519 ⏎ …
"""

import re
from collections.abc import Iterator
from functools import cache

from gidr_pipeline.extraction.form_words import printed_labels, result_heads, section_words

_LONG = 600
"""Characters of a line that holds the tables, if not all of a report."""
_MOST_SPACE = 0.02
_FEWEST_ROWS = 15


def ends_of(text: str) -> list[int]:
    """Where the lines of a normalised text end that nothing tells: before these characters."""
    ends: set[int] = set()
    start = 0
    for line in text.split("\n"):
        is_bare = len(line) > _LONG and sum(map(str.isspace, line)) <= _MOST_SPACE * len(line)
        rows = _row().findall(line) if is_bare else []
        # What stands in the text once more is read there.
        if sum(text.count(row) == 1 for row in rows) >= _FEWEST_ROWS:
            ends.update(start + at for at in _ends(line) if 0 < at < len(line))
        start += len(line) + 1
    return sorted(ends)


def _ends(line: str) -> Iterator[int]:
    for row in _row().finditer(line):
        yield row.start()
    for block in re.finditer(r"第二十条第[(][一五六八九][)]项|信息内容", line):
        yield block.start()
    for heading in _heading().finditer(line):
        yield from heading.span()
    for results in _results().finditer(line):
        yield results.end()
    for title in re.finditer(r"(?:年度报告|年报)(?=是?(?:根据|依据|按照|依照|本报告|为|一、))", line):
        yield title.end()


@cache
def _row() -> re.Pattern[str]:
    """The label of a row with a figure right behind it, and the number of its group before it."""
    return re.compile(rf"(?:三、本年度办理结果)?(?:{printed_labels()})(?=[-\d])")


@cache
def _heading() -> re.Pattern[str]:
    return re.compile(rf"[一二三四五六]、(?:{section_words()})(?:[(]文字描述[)])?")


@cache
def _results() -> re.Pattern[str]:
    """The heads of challenges right before their figures."""
    return re.compile(rf"{result_heads()}(?=\d{{15}})")
