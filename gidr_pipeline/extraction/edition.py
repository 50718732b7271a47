"""Which edition of the form a report uses, from the words of its tables."""

import re
from collections.abc import Collection
from functools import cache

from gidr_pipeline.forms import load_forms


@cache
def _own_rows() -> dict[str, frozenset[str]]:
    """For each edition the rows of the requests table that only it has."""
    rows = {form.edition: {row.code for row in form.tables["requests"].rows} for form in load_forms()}
    return {
        edition: frozenset(codes - set().union(*(rows[other] for other in rows if other != edition)))
        for edition, codes in rows.items()
    }


@cache
def _tells() -> dict[str, tuple[re.Pattern[str], ...]]:
    return {form.edition: tuple(re.compile(tell) for tell in form.tells) for form in load_forms()}


def read_edition(words: str, requests: Collection[str]) -> str | None:
    """The edition that most of the tells name; where they tie, the one of the requests table; None without a tell.

    Parameters
    ----------
    words
        All words of the report's tables without white space.
    requests
        The codes of the rows found in the requests table.
    """
    votes = {edition: sum(bool(tell.search(words)) for tell in tells) for edition, tells in _tells().items()}
    own = {edition: len(codes.intersection(requests)) for edition, codes in _own_rows().items()}
    # 其他处理 is a line in one form and the name of a group of lines in the other: the more lines, the surer.
    most = max(own.values())
    of_table = [edition for edition, count in own.items() if count == most > 0]
    if len(of_table) == 1:
        votes[of_table[0]] += 1
    best = max(votes.values())
    leaders = [edition for edition, count in votes.items() if count == best > 0]
    if len(leaders) > 1:
        leaders = [edition for edition in leaders if edition in of_table]
    return leaders[0] if len(leaders) == 1 else None
