"""In which order a text has the rows of a table whose figures stand apart from their labels.

What belongs here: what the labels tell about the order. What does not: the order of the figures (`streams`).
"""

from collections.abc import Sequence
from itertools import pairwise

from gidr_pipeline.extraction.tables.align import pattern_of, plain, printed_label, words_of
from gidr_pipeline.extraction.tables.regions import TableText
from gidr_pipeline.extraction.text.normalise import normalise
from gidr_pipeline.forms import Label, Table

_NEARLY_ALL = 0.8
_MOST_PAGES = 3


def order_of_rows(text: TableText, least: float = _NEARLY_ALL) -> Sequence[Label]:
    """The rows in the order of their labels in the text; the form's order where more than the share `least` of labels
    are left and keep it; empty where it is not certain."""
    rows = [text.own[code] for each in text.found if (code := text.every[each.row].code) in text.own]
    if text.twice or len(rows) <= least * len(text.own):
        return ()
    if len(rows) == len(text.own) == len({row.code for row in rows}):
        return rows
    places, words = [each.row for each in text.found], words_of(text.region).text
    # Column by column the labels of the rows in groups stand together, and those of the others before or behind them.
    grouped = 2 * sum("：" in row.label_zh for row in rows) > len(rows)
    lost = [row for row in text.table.rows if row not in rows and ("：" in row.label_zh) == grouped]
    elsewhere = any(pattern_of(row).search(words) for row in lost)
    in_order = places == sorted(places) and _stand_in_order(text.table, words)
    return text.table.rows if in_order and not elsewhere else ()


def _stand_in_order(table: Table, words: str) -> bool:
    """Whether the labels and names of groups that the words have as the form prints them stand there in its order: all
    of them, or those of each level where page by page each level has a column of its own."""
    names: list[tuple[str, int]] = []
    for row in table.rows:
        group = plain(normalise(row.label_zh.rpartition("：")[0]))
        names += [(group, 1)] if group and (group, 1) not in names else []
        names.append((printed_label(row), 2 if group else int(row.label_zh[0] == "（")))
    found = [(words.find(name), level) for name, level in names]
    stands = [(at, level) for at, level in found if at >= 0]
    back = sum(after[1] < before[1] for before, after in pairwise(sorted(stands)))
    levels = [stands] if back >= _MOST_PAGES else [[each for each in stands if each[1] == level] for level in range(3)]
    return all(each == sorted(each) for each in levels)
