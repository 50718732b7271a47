"""What the page around the tables tells of the body and the year, in the shapes in which pages tell it."""

import pytest

from gidr_pipeline_tests.extraction.openings import Page, pages

OPENINGS = [*pages("openings"), *pages("openings_kept_back")]
_FLOOR = 0.97
"""How much is read at least of what the pages tell."""


def told(page: Page) -> tuple[str | None, int | None]:
    return page.agency, page.year


def test_no_page_is_given_another_body_or_year_than_a_careful_person_says() -> None:
    wrong = [
        (page.kind, page.text[:60], read)
        for page in OPENINGS
        if (read := page.read()) and any(a not in (b, None) for a, b in zip(read, told(page), strict=True))
    ]
    assert not wrong


@pytest.mark.parametrize("name", ["openings", "openings_kept_back"])
@pytest.mark.parametrize("what", [0, 1], ids=["agency", "year"])
def test_what_a_page_tells_is_read(name: str, what: int) -> None:
    telling = [page for page in pages(name) if told(page)[what] is not None]
    read = [page for page in telling if (page.read() or (None, None))[what] == told(page)[what]]
    lost = [page.text[:60] for page in telling if page not in read]
    assert len(telling) > 50
    assert len(read) >= _FLOOR * len(telling), lost


def test_no_page_with_a_title_or_a_row_of_a_table_is_rejected() -> None:
    assert [page.text[:60] for page in OPENINGS if page.read() is None] == []
