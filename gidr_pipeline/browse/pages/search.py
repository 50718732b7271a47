"""Reports and bodies by name, place, year, id, and the words of their texts; all of them where nothing is asked for."""

import time
from dataclasses import dataclass

from gidr_pipeline.browse.asking import Asking, Row
from gidr_pipeline.browse.links import Address, address
from gidr_pipeline.browse.pages.choices import PAGE_SIZE, choices, page_number, page_of, whole_number
from gidr_pipeline.browse.render import Page
from gidr_pipeline.browse.words import Words

SEARCH = ("q", "year", "text", "page", "from")
_LONGEST = 200
_TEXTS = 50
_SECONDS = 0.15
"""After this no further texts are begun: the page says how far it came, and leads on from there."""
_REJECTED = 5_000


@dataclass(frozen=True)
class Texts:
    """Texts that have the words, how many were looked through up to here, and the address that goes on."""

    hits: list[Row]
    looked: int
    in_all: int
    further: Address | None


def search_page(ask: Asking, target: Address) -> Page:
    """The reports that have every word of `q` in what they are known by; with `text` those whose text has it as it
    stands."""
    words = Words(target.lang)
    asked, year = target.parameter("q")[:_LONGEST], target.parameter("year")
    in_text = bool(target.parameter("text"))
    found = _texts(ask, target, asked) if in_text and len(asked) > 1 else None
    at = page_number(target)
    offset = (at - 1) * PAGE_SIZE
    rows = [] if found else ask.rows("reports", words=asked.split(), year=year, size=PAGE_SIZE, offset=offset)
    number = rows[0]["in_all"] if rows else 0
    values = {
        "asked": asked,
        "year": year,
        "in_text": in_text,
        "rows": rows,
        "number": number,
        "pages": page_of(target, at, number),
        "texts": found,
        "choices": choices(ask),
    }
    return Page("search.html", f"{asked} · {words('nav.search')}" if asked else words("nav.search"), values)


def _texts(ask: Asking, target: Address, phrase: str) -> Texts:
    """Texts with the phrase, from where the address says."""
    begin, year = whole_number(target, "from"), target.parameter("year")
    parts = ask.counts("text_places", year=year)
    in_all = sum(part["texts"] for part in parts)
    looked, hits = 0, list[Row]()
    until = time.monotonic() + _SECONDS
    for part in parts:
        if part["last"] >= begin:
            place = {"first": max(begin, part["first"]), "middle": part["middle"], "last": part["last"]}
            hits += ask.rows("texts", phrase=phrase, year=year, size=_TEXTS - len(hits), **place)
            if len(hits) == _TEXTS:
                return Texts(hits, looked, in_all, _from(target, hits[-1]["place"] + 1))
        looked += part["texts"]
        if part["last"] >= begin and looked < in_all and time.monotonic() > until:
            return Texts(hits, looked, in_all, _from(target, part["last"] + 1))
    return Texts(hits, in_all, in_all, None)


def _from(target: Address, place: int) -> Address:
    return address(target.lang, target.page, **(dict(target.parameters) | {"from": str(place)}))


def rejected_page(ask: Asking, target: Address) -> Page:
    """The files that were left out, and what to do about each."""
    rows = ask.rows("rejected", size=_REJECTED)
    return Page("rejected.html", Words(target.lang)("search.rejected"), {"rows": rows})
