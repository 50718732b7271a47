"""The names of channels and results in words: whole, or in pieces of what is made of their characters.

What belongs here: which names stand in some words. What does not: which heads belong together (`part`, `channels`).

    names_in(table, "行政复议结果维持")    →    [("channel", 0), ("result", 0)]
"""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from functools import cache
from itertools import pairwise

from gidr_pipeline.extraction.model import Span
from gidr_pipeline.extraction.tables.labels import spans_inside
from gidr_pipeline.extraction.tables.wordings import pattern_of, pattern_of_any, plain
from gidr_pipeline.extraction.text.line import Line
from gidr_pipeline.forms import Table

_VARIANTS = str.maketrans("它合", "他总", "尚")
_TELLING = "维纠他审"
"""A character of each result but the total that no other one has."""
_WORDS = re.compile("[㐀-鿿]")
_BETWEEN = re.compile(r"[\s\",，]+")


def names_in(table: Table, words: str) -> list[tuple[str, int]]:
    """The names of channels and results in words without white space, in their order."""
    if not pattern_of_any((*table.rows, *table.columns)).search(words) and table.group not in words:
        return []
    found = [
        (match.start(), -match.end(), what, i)
        for what, labels in (("channel", table.rows), ("result", table.columns))
        for i, label in enumerate(labels)
        for match in pattern_of(label).finditer(words)
    ]
    found += [(match.start(), -match.end(), "lawsuits", 0) for match in re.finditer(table.group, words)]
    inside = spans_inside((start, -end) for start, end, _, _ in found)
    return [(what, i) for start, end, what, i in sorted(found) if (start, -end) not in inside]


@cache
def all_names(table: Table) -> str:
    """The names of all results in the form's order, in one of their variants."""
    return "".join(column.label_zh for column in table.columns).translate(_VARIANTS)


@cache
def of_results(table: Table) -> re.Pattern[str]:
    """Words made of nothing but characters of the results' names."""
    characters = "".join(column.label_zh for column in table.columns)
    return re.compile(f"[{characters}它合]+")


def has_words(line: Line) -> bool:
    """Whether a line has any word in Chinese."""
    return any(_WORDS.search(word.text) for word in line.words)


@cache
def _by_any_name(table: Table) -> dict[str, str]:
    """The names of the results by all that a table may call them: 维持, 在审, 合计."""
    return {
        name: column.label_zh for column in table.columns for name in (column.label_zh, *column.short, *column.match)
    }


def pieces_in(table: Table, words: str) -> list[str]:
    """The pieces of words that are nothing but characters of the results' names: of `维持 0 结` 维持 and 结."""
    return [piece for piece in map(plain, _BETWEEN.split(words)) if of_results(table).fullmatch(piece)]


def in_one_variant(pieces: Iterable[str]) -> str:
    """Pieces as one, each character in the variant that `all_names` has: 其它 is 其他, 合计 is 总计."""
    return "".join(pieces).translate(_VARIANTS)


def begin_in_order(table: Table, line: Line) -> bool:
    """Whether the results with whose pieces a line begins names, some several times, go from the first to the last
    again and again."""
    said = in_one_variant(piece for word in line.words for piece in pieces_in(table, word.text))
    results = [_TELLING.index(each) for each in said if each in _TELLING]
    return not results or sum(b <= a for a, b in pairwise(results)) < max(Counter(results).values())


def full_names(table: Table, lines: Sequence[Line]) -> dict[Span, str]:
    """What tokens say with the names of results in full, where all of them stand one after the other by any name."""
    tokens = [token for line in lines for token in line.words]
    pieces = [(token.span, piece) for token in tokens for piece in token.text.split()]
    names = [_by_any_name(table).get(plain(piece)) for _, piece in pieces]
    count = len(table.columns)
    said: dict[Span, list[str]] = {}
    whole = -1
    for at, (span, piece) in enumerate(pieces):
        here = names[at : at + count]
        if None not in here and len({*here}) == count:
            whole = at + count
        said.setdefault(span, []).append((names[at] or piece) if at < whole else piece)
    return {span: " ".join(words) for span, words in said.items()}
