"""How the rows and columns of a form's tables are called: all wordings of a label, and what stands before it.

Words are compared without white space, see `plain`. Where labels stand in a text is found by `labels`.
"""

import re
from functools import cache, lru_cache

from gidr_pipeline.extraction.text.normalise import normalise
from gidr_pipeline.forms import Label, load_forms

_NUMBER_AND_WORDS = re.compile(
    r"[^\w(]*(?P<number>(?:\(?(?:\d{1,2}|[一二三四五六七八九十]{1,2})[.、)])?)(?P<rest>.*)", re.DOTALL
)
_SPACE = re.compile(r"\s+")


@lru_cache(maxsize=8192)
def plain(words: str) -> str:
    """Words without white space and signs of escape, the comma in its plain form."""
    return _SPACE.sub("", words).replace("，", ",").replace("\\", "")


@cache
def printed_label(row: Label) -> str:
    """A row's label as its form prints it, without its group's name and white space."""
    return plain(normalise(row.label_zh.rpartition("：")[2]))


@cache
def pattern_of(label: Label) -> re.Pattern[str]:
    """All wordings of a label, to be searched for in words without white space."""
    return re.compile("|".join(label.match))


@cache
def pattern_of_any(labels: tuple[Label, ...]) -> re.Pattern[str]:
    """All wordings of all of the labels."""
    return re.compile("|".join(pattern for label in labels for pattern in label.match))


@cache
def _short_names(label: Label) -> re.Pattern[str]:
    return re.compile("|".join(label.short) or "(?!)")


def is_name(label: Label, words: str) -> bool:
    """Whether words without white space are a name of a row or a column and nothing more, be it one that only tables
    use: `其他组织` for `其他`."""
    return pattern_of(label).fullmatch(words) is not None or is_short(label, words)


def is_short(label: Label, words: str) -> bool:
    """Whether words are a name that only tables use."""
    return _short_names(label).fullmatch(plain(words)) is not None


def words_are_like(words: str, label: Label) -> bool:
    """Whether words that are no known label have most characters of one, with its number or none: `3.H他`, or `其他`
    for `3.其他`, but neither `4.其他` nor `3.网上申请`."""
    number, bare = _number_and_words(printed_label(label))
    own, said = _number_and_words(words)
    if own not in ("", number):
        return False
    have = sum(character in said for character in bare)
    return 2 * have >= len(bare) and 2 * (have + len(own)) > len(bare) + len(own)


def _number_and_words(words: str) -> tuple[str, str]:
    """The number before words, and these."""
    found = _NUMBER_AND_WORDS.match(words)
    assert found is not None  # the pattern matches anything
    return found["number"], found["rest"]


@cache
def groups_over(row: Label) -> tuple[str, ...]:
    """The names of groups that may stand before a row's label: its own, and that of the table."""
    tables = [table for form in load_forms() for table in form.tables.values()]
    over = {table.group for table in tables if any(row.code == each.code for each in table.rows)}
    names = [plain(normalise(name)) for name in (*row.label_zh.split("：")[:-1], *over) if name]
    return tuple(
        said for name in names for said in (name, f"{name}的", name.replace(")", ")、"), name.replace("、", ""))
    )
