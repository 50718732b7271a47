"""Whether a title begins on the line above.

What belongs here: what the line above and the words so far say of that. What does not: joining the lines (`naming`).
"""

from gidr_pipeline.extraction.names import (
    begins_with_place,
    ends_like_one,
    is_government,
    is_menu,
    is_office,
    is_organ,
    is_second_piece,
    is_whole,
    pattern,
)
from gidr_pipeline.extraction.scored import HAS_YEAR
from gidr_pipeline.extraction.text.squeezed import Squeezed
from gidr_pipeline.extraction.title_words import GOES_ON, SEPARATOR, SHORTEST_NAME, Words, report_pattern
from gidr_pipeline.extraction.years import YEAR, is_part_of_a_year

_TORN = 2.0
_UNKNOWN = 0.6
"""For a line that may be the beginning of a name or not: both readings are as good, and the name is open."""
_LONGEST_LINE = 40
_SHORT = 4
"""Characters of the first piece of a name that may tell no place."""


def goes_on(above: str, said: Words, *, dated: bool) -> float | None:
    """What speaks for a line above being the beginning of a title that has these words so far; None where it is not: a
    whole body above a whole title, a menu, another title."""
    if len(above) > _LONGEST_LINE or SEPARATOR.search(above) or report_pattern().search(above) or is_menu(above):
        return None
    if is_part_of_a_year(above) or YEAR.fullmatch(above):
        return None if dated else 0.0
    if above.endswith(GOES_ON):
        return _TORN
    if said.name is None:
        return 0.0
    return _names_on(above, said.name[0], dated=dated)


def _names_on(above: str, name: str, *, dated: bool) -> float | None:
    """What speaks for the name of a title beginning on the line above; None where that ends what is no part of it."""
    if is_office(name):
        return _TORN if begins_with_place(above) else 0.0
    if pattern("", "subject", "$").search(above):
        return None  # the name of the site's column: 青江市政府信息公开
    if len(name) < SHORTEST_NAME:
        return _TORN if begins_with_place(above) else _UNKNOWN
    year = None if dated else YEAR.match(above)
    rest = above[year.end() :] if year else above
    is_torn = len(rest) == 1 or (begins_with_place(above) and not is_organ(above))
    unknown = _UNKNOWN - HAS_YEAR if year else _UNKNOWN
    if is_whole(name):
        if is_torn and (len(rest) == 1 or not ends_like_one(above)):
            return _TORN
        return unknown if year and len(rest) <= SHORTEST_NAME else None
    if is_torn or (year and not is_whole(rest)) or (is_second_piece(name) and len(rest) <= _SHORT):
        return _TORN
    return None if is_government(rest) else unknown


def ends_a_menu(text: str, begin: int, end: int) -> bool:
    """Whether a few characters on a line end a word of a menu that the line before begins."""
    menu = pattern("", "no_names names_or_menus").finditer(text, max(0, begin - SHORTEST_NAME), end)
    return end - begin <= SHORTEST_NAME and any(word.start() < begin < word.end() for word in menu)


def is_of_a_list(squeezed: Squeezed, number: int) -> bool:
    """Whether a line is a year below another year, as in a menu of all reports."""
    lines = [squeezed.text[slice(*squeezed.line(each))] for each in (number - 1, number) if each >= 0]
    return len(lines) == 2 and all(YEAR.fullmatch(line) for line in lines)
