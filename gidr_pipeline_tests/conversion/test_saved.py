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


_FRAMED = (
    "<p>首页</p><iframe width=9 src='cid:frame-2@it'{}></iframe><iframe src='http://it/ad.html'></iframe><p>地图</p>"
)


@pytest.mark.parametrize(
    ("attributes", "shown"),
    [("", "首页\n一、总体情况\n规章\t12\t\n地图\n"), (" style='display:none'", "首页\n地图\n")],
)
def test_the_pages_of_its_frames_stand_in_their_place(attributes: str, shown: str) -> None:
    framed = {
        "Content-ID: <frame-2@it>": _PAGE,
        "Content-Location: http://it/ad.html": "",
        "Content-ID: <3@it>": "<p>3",
    }
    assert convert_saved(saved(_FRAMED.format(attributes), framed=framed)).text == shown


def test_a_frame_that_shows_its_own_page_shows_it_once() -> None:
    framed = {"Content-ID: <frame-2@it>": f"<p>年报</p>{_FRAMED.format('')}"}
    assert convert_saved(saved(_FRAMED.format(""), framed=framed)).text == "首页\n年报\n首页\n地图\n地图\n"


def test_what_the_page_in_a_frame_says_of_styles_is_said_of_itself() -> None:
    page = "<p class=a>一、总体情况</p><iframe src='cid:2@it'>旧浏览器</iframe><p>二</p>"
    inner = "<style>.a{display:none}</style><p>分享</p><p class=a>藏</p><!-- <p>"
    assert convert_saved(saved(page, framed={"Content-ID: <2@it>": inner})).text == "一、总体情况\n分享\n二\n"


def test_a_page_laid_out_by_a_table_shows_its_frame() -> None:
    page = "<table><tr><td>首页<td><p>左</p><iframe src='cid:2@it'></iframe></table>"
    assert (
        convert_saved(saved(page, framed={"Content-ID: <2@it>": _PAGE})).text == "首页\n左\n一、总体情况\n规章\t12\t\n"
    )


def test_a_set_of_frames_shows_their_pages() -> None:
    page = "<frameset cols='20%,*'><frame src='cid:1@it'><frame src='cid:2@it'><noframes>请升级</noframes></frameset>"
    framed = {"Content-ID: <1@it>": "<p>菜单", "Content-ID: <2@it>": _PAGE}
    assert convert_saved(saved(page, framed=framed)).text == "菜单\n一、总体情况\n规章\t12\t\n"
