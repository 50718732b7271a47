"""The clauses of the Regulations over the blocks of the first table, which may name the rows below them.

    第二十条第（五）项：行政许可等 | | | |
    第20条第一项（规章、规范性文件）

What belongs here: which of their words are no labels. What does not: the rows of a block (`proactive`).
"""

import re

_CLAUSE = re.compile(
    r"(第(?:二十|20)条\s?第?[(]?[一五六八九][)]?[项款])([^\S\n]*[:：—(][^\n|\t\d]{1,40}?)(?=[^\S\n]*(?:[|\t\n]|信息内容|信息类别|$))"
)


def without_named_rows(text: str) -> str:
    """A normalised text in which clauses name no rows: their words are blanked out, and nothing moves.

    >>> without_named_rows("第二十条第(五)项:行政许可等 |")
    '第二十条第(五)项       |'
    """
    return _CLAUSE.sub(lambda clause: clause[1] + " " * len(clause[2]), text)
