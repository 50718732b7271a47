import pytest
from hypothesis import given
from hypothesis import strategies as st

from gidr_pipeline.extraction.model import Rejection
from gidr_pipeline.extraction.text.decode import Decoded, decode

TEXT = "某市水务局2022年政府信息公开工作年度报告\n一、总体情况\n2022年，本机关共收到政府信息公开申请3件。\r\n"


@pytest.mark.parametrize(
    ("encoded", "encoding"),
    [
        (TEXT.encode(), "utf-8"),
        (TEXT.encode("utf-8-sig"), "utf-8-sig"),
        (TEXT.encode("utf-16"), "utf-16"),
        (TEXT.encode("utf-16-le"), "utf-16-le"),
        (TEXT.encode("utf-16-be"), "utf-16-be"),
        (b"\xfe\xff" + TEXT.encode("utf-16-be"), "utf-16"),
        (TEXT.encode("utf-32"), "utf-32"),
        (TEXT.encode("gb18030"), "gb18030"),
        (TEXT.encode("gbk"), "gb18030"),
        (("\ufeff" + TEXT).encode("gb18030"), "gb18030"),
    ],
)
def test_encodings_are_told_apart(encoded: bytes, encoding: str) -> None:
    decoded = decode(encoded)
    assert decoded == Decoded(TEXT, encoding)
    assert encoded.decode(encoding).removeprefix("\ufeff") == TEXT


def test_the_bytes_of_drawn_lines_do_not_turn_utf16_around() -> None:
    drawn = TEXT + "─" * 400 + "\n"
    for encoding in ("utf-16-le", "utf-16-be"):
        assert decode(drawn.encode(encoding)) == Decoded(drawn, encoding)


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "empty"),
        (b" \r\n\t", "empty"),
        ("\ufeff \u3000\n".encode(), "empty"),
        (b"%PDF-1.7\n%\xe2\xe3", "not_text"),
        (b"PK\x03\x04\x14\x00", "not_text"),
        (bytes(range(256)) * 8, "not_text"),
        (b"\x00\x01\x02" * 400, "not_text"),
        (b"\x1b\x02\x03text" * 50, "not_text"),
        (b"\x07\x06cell\x07" * 50, "not_text"),
        (TEXT.encode("big5", "replace") * 5, "encoding"),
        (TEXT.encode("shift_jis", "replace") * 5, "encoding"),
        ("naïve café déjà vu, où êtes-vous".encode("latin-1"), "encoding"),
        (TEXT.encode()[:60] + b"\xff\xfe\xfd" + TEXT.encode()[60:], "encoding"),
        ((TEXT.encode() * 10).replace("，".encode(), b"\xef\xbc"), "encoding"),
        ((TEXT.encode() * 10).replace(b"2022", b"20\x002"), "not_text"),
        (b"\xef\xbb\xbf" + TEXT.encode("gb18030"), "encoding"),
    ],
)
def test_what_is_no_trustworthy_text_is_rejected(data: bytes, reason: str) -> None:
    rejection = decode(data)
    assert isinstance(rejection, Rejection)
    assert rejection.reason == reason
    assert rejection.detail


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "gb18030"])
def test_a_file_cut_off_anywhere_keeps_its_readable_part(encoding: str) -> None:
    whole = TEXT.encode(encoding)
    for length in range(len(whole) // 2, len(whole)):
        decoded = decode(whole[:length])
        assert isinstance(decoded, Decoded)
        assert decoded.text == whole[:length].decode(encoding, "replace")
        assert decoded.damaged == decoded.text.count("\ufffd") <= 1
        assert TEXT.startswith(decoded.text.rstrip("\ufffd"))
        assert len(TEXT) * length // len(whole) - 8 <= len(decoded.text)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
@pytest.mark.parametrize("bad", [b"\x00", b"\xff"])
def test_a_few_damaged_bytes_are_counted_and_read_as_such(encoding: str, bad: bytes) -> None:
    data = (TEXT * 100).encode(encoding)
    for places in ([700], [900, 2_100, 3_003, 5_002]):
        for shift in range(4):
            damaged = bytearray(data)
            for at in places:
                damaged[at + shift] = bad[0]
            decoded = decode(bytes(damaged))
            assert isinstance(decoded, Decoded)
            text = bytes(damaged).decode(encoding, "replace")
            assert decoded == Decoded(text, encoding, text.count("\ufffd") + text.count("\0"))
            assert decoded.damaged >= len(places)


@given(st.text(st.characters(codec="gb18030", exclude_characters="\x00\ufeff")), st.sampled_from(["utf-8", "gb18030"]))
def test_text_survives_or_is_rejected(extra: str, encoding: str) -> None:
    text = TEXT * 4 + extra
    decoded = decode(text.encode(encoding))
    if isinstance(decoded, Decoded):
        assert decoded.text == text


@given(st.binary())
def test_no_bytes_are_too_strange(data: bytes) -> None:
    assert isinstance(decode(data), Decoded | Rejection)
