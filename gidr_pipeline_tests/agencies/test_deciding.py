"""Which of several divisions of one name a report means."""

import pytest

from gidr_pipeline.agencies.deciding import decide
from gidr_pipeline.agencies.divisions import divisions

FLAT = "x.txt"


@pytest.mark.parametrize(
    ("name", "path", "text", "code"),
    [
        ("朝阳区", FLAT, "2022年，长春市朝阳区政府信息公开工作", "220104"),
        ("朝阳区", FLAT, "吉林省长春朝阳区", "220104"),
        ("朝阳区", FLAT, "按照长春市人民政府的要求", "220104"),
        ("朝阳区", FLAT, "北京市要求，北京市部署", "110105"),
        ("朝阳区", "吉林省/长春市/2022.txt", "", "220104"),
        ("朝阳区", "长春/朝阳/2022.txt", "", "220104"),
        ("鼓楼区", FLAT, "南京市委、市政府", "320106"),
        ("东区街道", "义马市/东区街道.txt", "", "411281007"),
        # Once is little: the request may be from there.
        ("朝阳区", FLAT, "来自北京市的申请1件", None),
        ("朝阳区", FLAT, "学习北京市朝阳区和长春市朝阳区的做法", None),
        ("朝阳区", FLAT, "", None),
        # The folder says this and the text that.
        ("朝阳区", "北京市/朝阳区.txt", "长春市朝阳区政府信息公开工作", None),
        # The text is torn, as extraction tears it.
        ("朝阳区", FLAT, "长 春 市\n朝阳区政府信息公开工作", "220104"),
    ],
)
def test_the_rest_of_the_report_decides_or_nothing(name: str, path: str, text: str, code: str | None) -> None:
    places = tuple(each for each in divisions().by_name[name] if each.last is None)
    assert len(places) > 1
    found = decide(places, path=path, text=lambda: text)
    assert [each.code for each in found] == ([each.code for each in places] if code is None else [code])


def test_a_name_that_one_division_bears_needs_no_text() -> None:
    places = divisions().by_name["黄埔区"]
    assert decide(places, path=FLAT, text=lambda: pytest.fail("the text was asked for")) == places
