"""Characters that take no place change nothing of what is read, and figures still lead to their own characters."""

from collections.abc import Iterator

from hypothesis import given, settings
from hypothesis import strategies as st

from gidr_pipeline.conversion.apart import convert_apart
from gidr_pipeline.extraction import extract_document, read_converted
from gidr_pipeline.extraction.model import Document, Span
from gidr_pipeline_tests.cases import Case

INVISIBLE = "\u200b\u00ad\u2060\u200e"


def strewn(text: str, places: list[tuple[int, str]]) -> str:
    """The text with each of some characters in a place of it, counted around."""
    for place, character in places:
        at = place % (len(text) + 1)
        text = text[:at] + character + text[at:]
    return text


def seen(text: str | None, span: Span) -> str:
    return "".join(character for character in (text or "")[slice(*span)] if character not in INVISIBLE)


def told(document: Document) -> Iterator[object]:
    """All that is read, each with the characters that it comes from as they are seen."""
    for report in document.reports:
        yield report.title, report.agency, report.report_year, report.edition, report.notes
        yield from ((section.code, seen(document.text, section.heading)) for section in report.sections)
        for cell in report.cells:
            yield cell._replace(span=None), cell.span and seen(document.text, cell.span)
        for claim in report.claims:
            yield claim.claim, claim.value, seen(document.text, claim.span), seen(document.text, claim.sentence)


@settings(max_examples=25)
@given(
    st.integers(0, 10_000),
    st.sampled_from(["tabs", "bars around", "aligned with spaces", "commas", "a cell a paragraph"]),
    st.sampled_from([(), ("lose zero",), ("run into neighbour",), ("spill over",)]),
    st.lists(st.tuples(st.integers(0, 100_000), st.sampled_from(INVISIBLE)), min_size=1, max_size=300),
)
def test_a_text_is_read_as_it_is_seen(
    seed: int, layout: str, damages: tuple[str, ...], places: list[tuple[int, str]]
) -> None:
    text = Case(seed, layout, damages=damages).text
    strange = extract_document(strewn(text, places).encode())
    assert [*told(strange)] == [*told(extract_document(text.encode()))]


def test_a_page_is_read_as_it_is_seen() -> None:
    page = f"<html><title>青江\u00ad市水务局2022年政府信息公开工作年度报告</title><body>{Case(3, 'HTML').text}"
    strange = page.replace("0", "0\u200b").replace("自然", "自\u00ad然").replace("1", "\u20601")
    whole, other = (read_converted(convert_apart(each.encode())) for each in (page, strange))
    assert [*told(other)] == [*told(whole)]
    assert sum(cell.value is not None for cell in other.reports[0].cells) > 150
