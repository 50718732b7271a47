"""Which edition of the form a report uses, from the words of its tables.

What belongs here: what tells editions apart, all of it from the forms. What does not: where these words stand
(`report`, `tables/plain`).

An edition may print every heading of the one before it and differ in a line. So editions that share `tells` are kin:
these tell kin from others, and the labels that not all kin have tell them from each other.
"""

import re
from collections.abc import Collection, Iterable, Mapping
from functools import cache
from typing import NamedTuple

from gidr_pipeline.extraction.tables.wordings import plain
from gidr_pipeline.extraction.text.normalise import normalise
from gidr_pipeline.forms import TABLES, Axis, Form, Label, TableName, form_of, load_forms

Place = tuple[TableName, Axis]
PLACES: tuple[Place, ...] = tuple((name, axis) for name in TABLES for axis in ("rows", "columns"))


class _Sign(NamedTuple):
    """A label that tells an edition from its kin, where it may stand, and, if these call another column so for short,
    that column, beside which it is none of theirs: 社会组织 for 社会公益组织."""

    place: Place
    words: re.Pattern[str]
    beside: re.Pattern[str] | None

    def is_seen(self, words: str) -> bool:
        return self.words.search(words) is not None and (self.beside is None or self.beside.search(words) is not None)


def read_edition(words: str, labels: Mapping[Place, str], requests: Collection[str]) -> str | None:
    """The edition that most of the tells name; where they tie, the one of the requests table; None without a tell. Of
    kin that no label tells apart, it is the oldest: what only a later one prints is not there.

    Parameters
    ----------
    words
        All words of the report's tables without white space.
    labels
        What stands in each table where its rows and its columns are named, likewise.
    requests
        The codes of the rows found in the requests table.
    """
    votes = {edition: sum(bool(tell.search(words)) for tell in tells) for edition, tells in _tells().items()}
    own = {edition: len(codes.intersection(requests)) for edition, codes in _own_rows().items()}
    # 其他处理 is a line in one form and the name of a group of lines in the other: the more lines, the surer.
    most = max(own.values())
    of_table = [edition for edition, count in own.items() if count == most > 0]
    if {*of_table} <= kin_of(of_table[0] if of_table else ""):
        votes |= {edition: votes[edition] + 1 for edition in of_table}
    best = max(votes.values())
    leaders = [edition for edition, count in votes.items() if count == best > 0]
    if leaders and not {*leaders} <= kin_of(leaders[0]):
        leaders = [edition for edition in leaders if edition in of_table]
    if not leaders or not {*leaders} <= kin_of(leaders[0]):
        return None
    return told_apart(kin_of(leaders[0]), labels)[0]


def told_apart(editions: Iterable[str], labels: Mapping[Place, str]) -> list[str]:
    """Those of some editions, oldest first, of which most signs are seen among the labels, and of these the ones that
    lack the fewest where their tables are."""
    among = tuple(sorted(editions))
    ranks = {}
    for edition in among:
        signs = _signs(edition, among) if len(among) > 1 else ()
        seen = {sign for sign in signs if sign.is_seen(labels[sign.place])}
        lacking = [sign for sign in signs if sign not in seen and labels[sign.place[0], "rows"]]
        ranks[edition] = (len(seen), -len(lacking))
    return [edition for edition in among if ranks[edition] == max(ranks.values())]


@cache
def kin_of(edition: str) -> frozenset[str]:
    """The editions, itself among them, that print words of which one tells it from others."""
    tells = _tells().get(edition, ())
    return frozenset(other for other, those in _tells().items() if not {*tells}.isdisjoint(those))


@cache
def _tells() -> dict[str, tuple[re.Pattern[str], ...]]:
    """For each edition the tells, its own or another's, that it prints; where it prints none, what only it prints."""
    forms = load_forms()
    editions = tuple(form.edition for form in forms)
    every = dict.fromkeys(tell for form in forms for tell in form.tells)
    printed = {form.edition: [re.compile(tell) for tell in every if _prints(form, tell)] for form in forms}
    return {each: tuple(tells or (sign.words for sign in _signs(each, editions))) for each, tells in printed.items()}


@cache
def _own_rows() -> dict[str, frozenset[str]]:
    """For each edition the rows of the requests table that it has and not all others."""
    rows = {form.edition: {row.code for row in form.tables["requests"].rows} for form in load_forms()}
    shared = set.intersection(*rows.values())
    return {edition: frozenset(codes - shared) for edition, codes in rows.items()}


@cache
def _signs(edition: str, among: tuple[str, ...]) -> tuple[_Sign, ...]:
    """The labels of an edition in the words that not all others `among` some print."""
    form, others = form_of(edition), [form_of(other) for other in among if other != edition]
    signs = []
    for name, axis in PLACES:
        for label in getattr(form.tables[name], axis):
            own = [word for word in label.match if not all(_prints(other, word, name) for other in others)]
            if own:
                called = [each for other in others for each in _called_for_short(other, name, label)]
                beside = re.compile("|".join(word for each in called for word in each.match)) if called else None
                signs.append(_Sign((name, axis), re.compile("|".join(own)), beside))
    return tuple(signs)


def _called_for_short(form: Form, name: TableName, label: Label) -> list[Label]:
    """The columns of another form that tables may call by the name of a label."""
    words = plain(normalise(label.label_zh))
    return [column for column in form.tables[name].columns if any(re.fullmatch(short, words) for short in column.short)]


def _prints(form: Form, pattern: str, name: TableName | None = None) -> bool:
    """Whether a form, or a table of it, prints words of a pattern."""
    tables = [form.tables[name]] if name else form.tables.values()
    labels = (label for table in tables for label in (*table.rows, *table.columns))
    return any(re.search(pattern, plain(normalise(label.label_zh))) for label in labels)
