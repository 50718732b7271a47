"""Reading made prose, and what holds for every claim."""

from decimal import Decimal

from gidr_pipeline.extraction.model import Claim, Span
from gidr_pipeline.extraction.narrative.claims import read_claims
from gidr_pipeline.extraction.text.normalise import normalise
from gidr_pipeline.forms import form_of

BUREAU = "某市交通运输局"


def read(
    text: str, year: int | None = 2022, agency: str | None = BUREAU, edition: str | None = "2021"
) -> tuple[Claim, ...]:
    """The claims of a text that is nothing but prose."""
    return read_claims(normalise(text), [Span(0, len(text))], year, agency, form_of(edition))


def check_places(text: str, claim: Claim) -> None:
    """Raise AssertionError unless the claim's span holds its figure, or a denial where it has no figure."""
    assert claim.claim == claim.readings[0]
    assert claim.sentence.start <= claim.span.start < claim.span.end <= claim.sentence.end <= len(text)
    printed = text[claim.span.start : claim.span.end]
    if claim.unit is None and not printed[0].isdigit() and "零" not in printed:
        assert (any(word in printed for word in "未没无不"), claim.value) == (True, 0)
    elif printed.isascii():
        yuan = {"元": 1, "万元": 10_000, "亿元": 100_000_000}.get(claim.unit or "", 1)
        counted_in = 10_000 if claim.claim.endswith("amount_10k_yuan") and claim.unit else 1
        assert Decimal(printed.replace(",", "")) * yuan == claim.value * counted_in
