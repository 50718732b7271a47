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
    r"(?<![㐀-鿿/])(?P<label>[㐀-鿿/][㐀-鿿/ ]{0,19}) ?[(]"
    r"(?P<said>(?:[^()|\t\n]|[(][^()|\t\n]*[)])*|(?:(?!  )[^()|\t])*)"
    r"[)](?=[^\S\n]*(?:[|\t\n;,\d-]|  |$))"
)
"""One that ends where a cell may end. Over several lines it may be several beside each other."""
_EXAMPLE = re.compile(r"20\d\d年?|如[:：]?[+-]?\d+")
_AND = re.compile("[、，,和及与或等类数量]")
_DIGIT, _SOLID = re.compile(r"\d"), re.compile(r"\S")


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
    """A bracket behind a label or a head, its words blanked out if they name one and say more; one with figures stays,
    for these are some row's, and so does one of nothing but names: whose figures those beside it are is not told."""
    said = bracket["said"]
    bare = "".join(_EXAMPLE.sub("", said).split())
    more, names = _names().subn("", bare)
    if not (names and _AND.sub("", more)) or _DIGIT.search(bare) or not is_label(bracket["label"]):
        return bracket[0]
    start = bracket.start("said") - bracket.start()
    return bracket[0][:start] + _SOLID.sub(" ", said) + bracket[0][start + len(said) :]


@cache
def _names() -> re.Pattern[str]:
    columns = (word for column in every_label("proactive", "columns") for word in column.match)
    return re.compile("|".join([labels_of("proactive"), *columns]))
