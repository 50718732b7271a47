"""Words of the first table that explain what stands beside them and name rows and columns without being their labels:
the clauses of the Regulations over its blocks, and the brackets of a label or a head.

    第二十条第（五）项：行政许可等 | | | |
    第20条第一项（规章、规范性文件）
    其他对外管理服务事项（指行政许可证以外的政务服务事项，含行政处罚、行政强制） | 117 | 0 | 161 |
    信息内容 | 采购项目数量（指2020年采购项目数） | 采购总金额 |

What belongs here: which words are no labels. What does not: the rows of a block (`proactive`).
"""

import re
from functools import cache

from gidr_pipeline.extraction.form_words import is_label, labels_of
from gidr_pipeline.forms import every_label

_CLAUSE = re.compile(
    r"(第(?:二十|20)条\s?第?[(]?[一五六八九][)]?[项款])([^\S\n]*[:：—(][^\n|\t\d]{1,40}?)(?=[^\S\n]*(?:[|\t\n]|信息内容|信息类别|$))"
)
_BRACKET = re.compile(
    r"(?P<label>[㐀-鿿/][㐀-鿿/ ]{0,19}) ?[(](?P<said>(?:[^()|\t]|[(][^()|\t]*[)])*)[)](?=[^\S\n]*(?:[|\t\n;,\d-]|  |$))"
)
"""One that ends where a cell may end."""
_EXAMPLE = re.compile(r"20\d\d年?|如[:：]?[+-]?\d+")


def without_named_rows(text: str) -> str:
    """A normalised text in which clauses and brackets name no rows or columns: their words are blanked out, and nothing
    moves.

    >>> without_named_rows("第二十条第(五)项:行政许可等 |")
    '第二十条第(五)项       |'
    >>> without_named_rows("行政许可(含行政强制) | 3 |")
    '行政许可(      ) | 3 |'
    """
    text = _CLAUSE.sub(lambda clause: clause[1] + " " * len(clause[2]), text)
    return _BRACKET.sub(_without_names, text)


def _without_names(bracket: re.Match[str]) -> str:
    """A bracket behind a label or a head whose words are blanked out if they name another; one with figures stays, for
    these are some row's, unless they stand apart beside the lines over which it goes."""
    said = bracket["said"]
    *beside, last = _EXAMPLE.sub("", said).split("\n")
    figures = [piece for line in beside for piece in line.split() if re.search(r"\d", piece)]
    if re.search(r"\d", last) or not all(figure.isdecimal() for figure in figures):
        return bracket[0]
    if not (_names().search("".join(said.split())) and is_label(bracket["label"])):
        return bracket[0]
    blanked = _EXAMPLE.sub(lambda each: " " * len(each[0]), said)
    blanked = re.sub(r"\S+", lambda piece: piece[0] if piece[0].isdecimal() else " " * len(piece[0]), blanked)
    start = bracket.start("said") - bracket.start()
    return bracket[0][:start] + blanked + bracket[0][start + len(said) :]


@cache
def _names() -> re.Pattern[str]:
    columns = (word for column in every_label("proactive", "columns") for word in column.match)
    return re.compile("|".join([labels_of("proactive"), *columns]))
