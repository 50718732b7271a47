"""What lists have in common: pages, and what can be chosen from."""

import math
from typing import NamedTuple

from gidr_pipeline.browse.asking import Asking, Row
from gidr_pipeline.browse.links import Address, address

PAGE_SIZE = 100
_MOST = 100_000


class Pages(NamedTuple):
    """Which page of a list this is, how many there are, and the addresses of those beside it."""

    at: int
    last: int
    previous: Address | None
    next: Address | None


def page_number(target: Address) -> int:
    """The page that an address names, the first where it names none.

    >>> [page_number(address("zh", "search", page=page)) for page in ("3", "x", "-1")]
    [3, 1, 1]
    """
    return min(max(whole_number(target, "page"), 1), _MOST)


def whole_number(target: Address, name: str) -> int:
    """A parameter that is a number, 0 where it is none."""
    given = target.parameter(name)
    return int(given) if given.isascii() and given.isdecimal() and len(given) < 10 else 0


def page_of(target: Address, at: int, number: int) -> Pages:
    """The pages of a list of so many rows."""
    last = max(1, math.ceil(number / PAGE_SIZE))

    def other(page: int) -> Address:
        parameters = {name: value for name, value in target.parameters if name != "page"}
        return address(target.lang, target.page, target.id, **parameters, page=page if page > 1 else "")

    return Pages(at, last, other(min(at - 1, last)) if at > 1 else None, other(at + 1) if at < last else None)


def choices(ask: Asking) -> dict[str, list[Row]]:
    """Years, the newest first, kinds of bodies and provinces, each with how many reports it has."""
    found: dict[str, list[Row]] = {"year": [], "kind": [], "province": []}
    for row in ask.counts("choices"):
        found[row["of"]].append(row)
    found["year"].sort(key=lambda row: str(row["value"]), reverse=True)
    found["kind"].sort(key=lambda row: -int(row["reports"]))
    found["province"].sort(key=lambda row: str(row["value"]))
    return found
