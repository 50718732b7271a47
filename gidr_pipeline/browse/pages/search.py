"""Reports and bodies by name, place, year, id, and the words of their texts; all of them where nothing is asked for."""

from gidr_pipeline.browse.asking import Asking
from gidr_pipeline.browse.links import Address
from gidr_pipeline.browse.pages.choices import PAGE_SIZE, choices, page_number, page_of
from gidr_pipeline.browse.render import Page
from gidr_pipeline.browse.words import Words

SEARCH = ("q", "year", "text", "page")
_LONGEST = 200
_TEXTS = 50
_REJECTED = 5_000


def search_page(ask: Asking, target: Address) -> Page:
    """The reports that have every word of `q` in what they are known by, and with `text` those whose text has it."""
    words = Words(target.lang)
    asked, year = target.parameter("q")[:_LONGEST], target.parameter("year")
    at = page_number(target)
    rows = ask.rows("reports", words=asked.split(), year=year, size=PAGE_SIZE, offset=(at - 1) * PAGE_SIZE)
    number = rows[0]["in_all"] if rows else 0
    in_text = bool(target.parameter("text")) and len(asked) > 1
    values = {
        "asked": asked,
        "year": year,
        "in_text": bool(target.parameter("text")),
        "rows": rows,
        "number": number,
        "pages": page_of(target, at, number),
        "texts": ask.rows("texts", phrase=asked, year=year, size=_TEXTS) if in_text else None,
        "choices": choices(ask),
    }
    return Page("search.html", f"{asked} · {words('nav.search')}" if asked else words("nav.search"), values)


def rejected_page(ask: Asking, target: Address) -> Page:
    """The files that were left out, and what to do about each."""
    rows = ask.rows("rejected", size=_REJECTED)
    return Page("rejected.html", Words(target.lang)("search.rejected"), {"rows": rows})
