"""The words of the forms by which a text is known before its tables are found: labels of rows and columns, headings.

What belongs here: whether words are such, in any edition, and patterns of them. What does not: where they stand, and
which row of a table a label is (`tables/labels`, `tables/wordings`).
"""

import re
from functools import cache, lru_cache

from gidr_pipeline.extraction.text.normalise import normalise
from gidr_pipeline.forms import TableName, every_label, every_section, load_forms

OF_THE_YEAR = r"(?:(?:20\d\d)?年度?|本年度?)?"
"""What may stand before the words of a heading."""
_SPACE = re.compile(r"\s+")
_LABEL_NUMBER = re.compile(r"^(?:\([一二三四五六七八九十\d]{1,2}\)|[一二三四五六七八九十\d]{1,2}[、.])[、.,:]?")
_POINTED = re.compile(r"(\d)\.([^：]*)$")


@cache
def _labels() -> tuple[str, re.Pattern[str]]:
    """The wording of all labels of the forms' tables, and a pattern for any of them."""
    tables = [table for form in load_forms() for table in form.tables.values()]
    labels = [label for table in tables for label in (*table.rows, *table.columns)]
    wording = "\n".join(
        _SPACE.sub("", normalise(words))
        for words in (*(label.label_zh for label in labels), *(table.group for table in tables))
    ).replace("，", ",")
    return wording, re.compile("|".join(pattern for label in labels for pattern in label.match))


@lru_cache(maxsize=4096)
def is_label(words: str) -> bool:
    """Whether words are a label of one of the forms' tables, or a piece of one, however it is numbered."""
    wording, pattern = _labels()
    plain = _SPACE.sub("", words).replace("，", ",")
    bare = _LABEL_NUMBER.sub("", plain).removesuffix("的") or plain
    return plain in wording or bare in wording or pattern.search(plain) is not None


def is_whole_label(words: str) -> bool:
    """Whether words have all that tells a label of one of the forms' tables."""
    return _labels()[1].search(_SPACE.sub("", words).replace("，", ",")) is not None


def is_label_alone(words: str) -> bool:
    """Whether words are a label of one of the forms' tables and nothing more."""
    return _labels()[1].fullmatch(_SPACE.sub("", words).replace("，", ",")) is not None


@cache
def labels_of(name: TableName) -> str:
    """A pattern for what tells a row of a table."""
    return "|".join(pattern for row in every_label(name, "rows") for pattern in row.match)


@cache
def printed_labels() -> str:
    """A pattern for the labels of the rows of the first two tables as they are printed, without white space, the names
    of their groups before them or not. A longer one goes first."""
    labels = set[str]()
    for form in load_forms():
        for table in (form.tables["proactive"], form.tables["requests"]):
            for row in table.rows:
                *groups, label = _SPACE.sub("", normalise(row.label_zh)).split(":")
                over = "".join(f"(?:{re.escape(group)})?" for group in groups)
                labels.add(over + re.escape(label))
    return "|".join(sorted(labels, key=len, reverse=True))


@cache
def numbered_labels() -> tuple[tuple[str, str, str], ...]:
    """The rows of requests that have a number within their group: it, the words behind it, and a pattern for what tells
    the row."""
    rows = (row for form in reversed(load_forms()) for row in form.tables["requests"].rows)
    found = ((_POINTED.search(row.label_zh), "|".join(row.match)) for row in rows)
    return tuple(dict.fromkeys((number[1], number[2], match) for number, match in found if number))


@cache
def result_heads() -> str:
    """A pattern for the heads of the results of one channel, one right behind the other."""
    heads = (
        "".join(f"(?:{'|'.join(column.match)})" for column in form.tables["challenges"].columns)
        for form in load_forms()
    )
    return f"(?:{'|'.join(dict.fromkeys(heads))})"


@cache
def section_words() -> str:
    """A pattern for the words of a section's heading."""
    return OF_THE_YEAR + f"(?:{'|'.join(pattern for section in every_section() for pattern in section.match)})"


@cache
def numbered_headings() -> str:
    """A pattern for the headings of the sections, each under its own number."""
    numbered = zip("一二三四五六", every_section(), strict=True)
    return "|".join(f"{number}、{OF_THE_YEAR}(?:{'|'.join(section.match)})" for number, section in numbered)
