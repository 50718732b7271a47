"""Pages that browsers save as one file."""

import pytest

from gidr_pipeline.conversion.model import Unconvertible
from gidr_pipeline.conversion.saved import convert_saved
from gidr_pipeline_tests.conversion.written import saved

_PAGE = "<title>年报</title><p>一、总体情况</p><table><tr><td>规章<td>12<td></table>"


@pytest.mark.parametrize("transfer", ["quoted-printable", "base64"])
@pytest.mark.parametrize("encoding", ["utf-8", "gb18030"])
def test_the_page_in_it_is_shown(encoding: str, transfer: str) -> None:
    converted = convert_saved(saved(_PAGE, encoding, transfer))
    assert (converted.text, converted.titles) == ("一、总体情况\n规章\t12\t\n", ("年报",))
    assert converted.encoding == encoding


def test_a_mail_without_a_page_is_refused() -> None:
    with pytest.raises(Unconvertible, match="no page"):
        convert_saved(saved(_PAGE).replace(b"text/html", b"text/plain"))
