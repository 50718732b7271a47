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
        ("朝阳区", FLAT, "北京市提出要求。北京市作出部署", "110105"),
        ("朝阳区", "吉林省/长春市/2022.txt", "", "220104"),
        ("朝阳区", "长春/朝阳/2022.txt", "", "220104"),
        ("鼓楼区", FLAT, "南京市委、市政府", "320106"),
        ("东区街道", "义马市/东区街道.txt", "", "411281007"),
        ("朝阳区", FLAT, "收到申请3件。来自长春市朝阳区的2件。均在长春市朝阳区政府网站答复。", "220104"),
        ("朝阳区", FLAT, "朝阳区教育委员会2022年度报告。收到申请3件。特此报告。长春市朝阳区教育局2023年1月", "220104"),
        ("朝阳区", FLAT, "收到申请3件。按照长春市政府统一部署，做好公开工作。无其他事项。", "220104"),
        # Others are visited, come as guests, or are models.
        ("鼓楼区", FLAT, "鼓楼区收到申请3件。组织赴南京市鼓楼区学习考察政务公开经验。", None),
        ("鼓楼区", FLAT, "鼓楼区收到申请3件。组织赴南京市政府学习考察政务公开经验。", None),
        ("鼓楼区", FLAT, "鼓楼区收到申请3件。南京市鼓楼区政府来我区调研。南京市鼓楼区政府来访。", None),
        ("朝阳区", FLAT, "选派骨干到北京市政府跟班学习", None),
        ("朝阳区", FLAT, "选派骨干到北 京 市\n政府跟班学习。前往北京市政府交流。", None),
        # Once is little: the request may be from there.
        ("朝阳区", FLAT, "来自北京市的申请1件", None),
        ("朝阳区", FLAT, "收到申请3件。其中1件由北京市政府转来。均已答复。", None),
        ("朝阳区", FLAT, "收到申请3件。其中1件涉及北京市朝阳区。均已答复。", None),
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
