"""What only an office suite reads, where there is one and where there is none."""

import pytest

from gidr_pipeline.conversion.apart import convert_apart
from gidr_pipeline.conversion.model import Unconvertible
from gidr_pipeline.conversion.office import suite

_RICH = rb"{\rtf1\ansi\ansicpg936 {\*\generator x}\uc0\u25919 ?\u24220 ?\par 12\par}"


def test_without_libreoffice_such_a_file_is_refused_with_advice(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "/nowhere")
    suite.cache_clear()
    try:
        with pytest.raises(Unconvertible) as refused:
            convert_apart(_RICH)
    finally:
        suite.cache_clear()
    assert refused.value.reason == "unsupported_type"
    assert "LibreOffice" in refused.value.detail


@pytest.mark.skipif(suite() is None, reason="LibreOffice, which converts this format, is not installed")
def test_libreoffice_converts_what_it_can() -> None:
    assert convert_apart(_RICH).text.replace("?", "") == "政府\n12\n"
