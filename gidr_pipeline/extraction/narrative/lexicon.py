"""The words of the prose by class, and patterns over classes.

What belongs here: the data file `lexicon.toml`, what a form's labels add to it, and how a pattern over classes is
written. What does not: which patterns there are (`clause` and the readers).
"""

import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

from gidr_pipeline.forms import TABLES, Form, Label, Table

Readings = tuple[str, ...]
"""Claims of which the words allow any, the most natural first."""

_Word = tuple[str, str, str]
"""The class and the code of a form's label, and a pattern for its words."""

NATURAL_PERSON = "natural_person"
"""The applicant code of 公民 and 个人, which no form calls so."""

REST = "other_org"
"""The applicant code of whoever is left over: 其他 says it only in a list that has named another organisation."""

_OF_FORMS = (
    *("outcome", "line", "reason", "applicant", "lawsuit"),
    *("document", "row", "fee", "purchase", "stock_of_items"),
)
_NEVER_FIRST = ("reason", "stock_of_items")
"""Classes whose words may be another's as well."""
_IN_TEXT = ("unknown", "figure", "name", "years", "whole_region", "compared", "planned", "with_all_below")
_PUNCTUATION = {
    "comma": ",",
    "and": "、",
    "stop": ";。.!?",
    "colon": ":",
    "open_bracket": "(",
    "close_bracket": ")",
    "mark": "-•·●○▪◆■①②③④⑤⑥⑦⑧⑨⑩",
}
_GROUP = re.compile(r"^\([一二三四五六]\)([^:(]+)")
_ITEM = re.compile(r"^\([一二三四五六]\)[^:]+:\d[.、](?:属于)?(.{3,})$")
_PLAIN = str.maketrans("（）：", "():", "“”")


@dataclass(frozen=True)
class Vocabulary:
    """The words of the prose with those that one form brings, and what that form can claim."""

    words: Mapping[str, tuple[str, str | None]]
    """Each word with the letter of its class, and what the form or the lexicon calls it."""
    lengths: Mapping[str, tuple[int, ...]]
    """How long words are that begin with two characters, or with a last one, the longest first."""
    uncut: frozenset[str]
    """Pairs of characters between which no word ends."""
    known: frozenset[str]
    """Every claim and `row.column` that the form has."""
    lines: frozenset[str]
    units: Mapping[str, str]
    """The unit of each column that has one: yuan, or ten thousands of them."""
    group_of: Mapping[str, str]
    """The outcome claim of each line that the form lists under one."""

    def keep(self, readings: Iterable[str]) -> Readings:
        """Those readings that the form has, each once, in their order."""
        return tuple(dict.fromkeys(reading for reading in readings if reading in self.known))


@cache
def _data() -> Mapping[str, Any]:
    file = resources.files(__package__).joinpath("lexicon.toml")
    return tomllib.loads(file.read_text(encoding="utf-8"))


def _classes() -> Mapping[str, Any]:
    """The words of each class: a list, or several by what the lexicon calls them."""
    return {name: listed for name, listed in _data().items() if name != "in_text"}


def in_text(name: str) -> str:
    """Words that are looked for in the text itself, as one pattern."""
    return "|".join(_data()["in_text"][name])


@cache
def letters() -> Mapping[str, str]:
    """A character for each class, so that a run of words is a string that patterns can be tried on."""
    names = dict.fromkeys((*_classes(), *_OF_FORMS, *_IN_TEXT, *_PUNCTUATION))
    return {name: chr(0xE000 + at) for at, name in enumerate(names)}


def pattern_of(name: str) -> str:
    """The words of a class between bars, to look for one in plain text; none that has another of them within."""
    listed = _data()[name]
    words = list(listed) if isinstance(listed, list) else [word for of in listed.values() for word in of]
    return "|".join(word for word in words if not any(word != other and other in word for other in words))


def over(pattern: str) -> re.Pattern[str]:
    """A pattern over classes: `(receive|accept) asker* figure` with the letter of each class for its name."""
    letter = letters()
    return re.compile(re.sub(r"\(\?P<\w+>|[a-z_]+|\s+", lambda part: _in_letters(part[0], letter), pattern))


def _in_letters(part: str, letter: Mapping[str, str]) -> str:
    return part if part.startswith("(") else letter[part] if part.strip() else ""


def _shared_words() -> dict[str, tuple[str, str | None]]:
    """The words that all reports share; one that is listed is never taken for one made of two."""
    data, letter = _data(), letters()
    words: dict[str, tuple[str, str | None]] = {}
    for first in data["own_first"]:
        words |= {first + organ: (letter["own"], None) for organ in data["organ"]}
    for first in (*data["own_first"], *data["whole_first"]):
        words |= {first + region: (letter["whole_region"], region) for region in data["region"]}
    words |= {mark: (letter[name], None) for name, marks in _PUNCTUATION.items() for mark in marks}
    for name, listed in _classes().items():
        coded = listed.items() if isinstance(listed, dict) else [(None, listed)]
        words |= {word: (letter[name], code) for code, of in coded for word in of}
    words |= {region: (letter["region"], region) for region in data["region"]}
    return words


def _rows_with(table: Table, *columns: str) -> list[Label]:
    return [row for row in table.rows if any((row.code, column) in set(table.cells()) for column in columns)]


def _make(form: Form) -> Vocabulary:
    requests, letter = form.tables["requests"], letters()
    labels, group_of = _labels_of(form)
    words = _shared_words()
    for name, code, pattern in labels:
        spelt = spelled(pattern)
        words |= {word: (letter[name], code) for word in spelt if name not in _NEVER_FIRST or word not in words}
    lengths: dict[str, set[int]] = {}
    for word in words:
        lengths.setdefault(word[:2], set()).add(len(word))
    for first, of in lengths.items():
        if first[0] in words:
            of.add(1)
    return Vocabulary(
        words=words,
        lengths={first: tuple(sorted(of, reverse=True)) for first, of in lengths.items()},
        uncut=frozenset(_data()["uncut"]),
        known=frozenset(form.claims).union(f"{r}.{c}" for table in form.tables.values() for r, c in table.cells()),
        units={column.code: column.unit for column in form.tables["proactive"].columns if column.unit},
        lines=frozenset(row.code for row in requests.rows),
        group_of=group_of,
    )


def _labels_of(form: Form) -> tuple[list[_Word], dict[str, str]]:
    """The labels that prose may name, and the outcome that each line belongs to."""
    proactive, requests, challenges = (form.tables[name] for name in TABLES)
    of_outcomes, group_of = _labels_of_outcomes(form)
    labels = (
        ("applicant", [column for column in requests.columns if column.code != "total"]),
        ("lawsuit", [row for row in challenges.rows if row.code != "reconsideration"]),
        ("document", _rows_with(proactive, "issued", "created")),
        ("row", _rows_with(proactive, "decisions", "items_prior_year")),
        ("fee", _rows_with(proactive, "amount_10k_yuan")),
        ("purchase", _rows_with(proactive, "projects")),
        ("stock_of_items", [column for column in proactive.columns if column.code == "items_prior_year"]),
    )
    return of_outcomes + [
        (name, label.code, word) for name, of in labels for label in of for word in label.match
    ], group_of


def _labels_of_outcomes(form: Form) -> tuple[list[_Word], dict[str, str]]:
    """The lines of requests by what they say, the outcomes that have a sum by the name of their group, and the words of
    the lines of a group for the reason."""
    claim_of = {cells: claim for claim, cells in form.claims.items()}
    grouped: dict[str, list[Label]] = {}
    labels: list[_Word] = []
    for row in form.tables["requests"].rows:
        label = row.label_zh.translate(_PLAIN)
        if group := _GROUP.match(label):
            grouped.setdefault(group[1], []).append(row)
        if item := _ITEM.match(label):
            labels.append(("line", row.code, item[1]))
    group_of: dict[str, str] = {}
    for term, rows in grouped.items():
        if claim := claim_of.get(tuple((row.code, "total") for row in rows)):
            labels.append(("outcome", claim, term))
            if len(rows) > 1:
                group_of |= {row.code: claim for row in rows}
                labels += [("reason", row.code, word) for row in rows for word in row.match]
    return labels, group_of


_PART = re.compile(
    r"\[(?P<any>[^]]+)\](?P<maybe_any>\??)|(?P<one>[^][()?|\\*+{}^$])(?P<maybe>\??)|\(\?:(?P<group>[^()]+)\)(?P<maybe_group>\??)"
)


def spelled(pattern: str) -> list[str]:
    """The words that a form's pattern for a label stands for, `.?` left out; ValueError for what is no such pattern.

    >>> spelled("(?:行政)?规范性文件")
    ['规范性文件', '行政规范性文件']
    >>> spelled("其[他它]|危及.?三安全")
    ['其他', '其它', '危及三安全']
    """
    words = [""]
    at = 0
    while at < len(pattern):
        if pattern[at] == "|":
            return words + spelled(pattern[at + 1 :])
        part = _PART.match(pattern, at)
        if part is None:
            raise ValueError(f"not a pattern for words: {pattern!r}")
        choices = list(part["any"] or "") or ([part["one"]] if part["one"] else spelled(part["group"]))
        if part["maybe_any"] or part["maybe"] or part["maybe_group"]:
            choices = [""] if part["one"] == "." else ["", *choices]
        words = [word + choice for word in words for choice in choices]
        at = part.end()
    return words


_made: dict[int, tuple[Form, Vocabulary]] = {}


def vocabulary(form: Form) -> Vocabulary:
    """What a form adds, made once for each form."""
    # Forms are loaded once and can't be hashed; with the form kept beside its words, its identity stays its own.
    if id(form) not in _made:
        _made[id(form)] = form, _make(form)
    return _made[id(form)][1]
