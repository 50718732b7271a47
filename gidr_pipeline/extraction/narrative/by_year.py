"""Figures of several years side by side, and which of them is the report's: 收到申请：2021年3件、2022年5件.

What belongs here: the clause with the label of that one. What does not: years in other sentences (`state`).
"""

import re
from dataclasses import replace

from gidr_pipeline.extraction.narrative.bounds import clause_before
from gidr_pipeline.extraction.narrative.clause import Clause
from gidr_pipeline.extraction.narrative.lexicon import letters, over
from gidr_pipeline.extraction.narrative.tokens import years_named

_LETTER = letters()
_FIGURES_BEHIND = over("(?:[and comma]+figure)*")
_OF_OWN_YEAR = over("(?:this of?|changed)link*$")
_OF_YEARS = over("years[^stop figure part]*(?P<before>(?:figure[and comma]+)*)$")
_YEAR = "[last past next compared]"
_BY_YEAR = over(
    f"colon?(?:(?:[cause during than]?{_YEAR}of?|[cause during])link*figure"
    f"(?:open_bracket{_YEAR}close_bracket)?[and comma]*)*"
    "(?:(?:changed link*)?this of?link*|(?<=[figure close_bracket])changed link*)$"
)


def clause_of_years(clause: Clause, year: int | None) -> Clause | None:
    """The clause with the label of a figure that stands last, or anywhere, among those of several years, where it is
    that of `year`: 申请由2021年的3件增至5件."""
    kinds, end = clause.words.kinds, clause.end
    if told := _OF_YEARS.search(kinds, 0, end):
        return _of_years_named(clause, told, year)
    if end < clause.at or not _OF_OWN_YEAR.search(kinds, clause.start, end):
        return None
    years = _BY_YEAR.search(kinds, 0, end)
    start = clause_before(clause.words, 0, years.start()) if years else end
    return replace(clause, start=start, end=years.start()) if years and start < years.start() else None


def _of_years_named(clause: Clause, told: re.Match[str], year: int | None) -> Clause | None:
    """The same where the years stand first: 2021年和2022年分别收到申请3件和5件."""
    words, at = clause.words, told.start()
    years = years_named(words.items[at].code or "")
    before, behind = told["before"].count(_LETTER["figure"]), _FIGURES_BEHIND.match(words.kinds, clause.tail)
    figures = before + 1 + (behind[0].count(_LETTER["figure"]) if behind else 0)
    if len(years) != figures or years[before] != year:
        return None
    end = told.start("before")
    return replace(clause, start=max(at + 1, clause_before(words, 0, end)), end=end)
