import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gidr_pipeline.extraction.model import Span
from gidr_pipeline.extraction.text.invisible import Visible
from gidr_pipeline.extraction.text.normalise import normalise
from gidr_pipeline.extraction.title import Title, read_title


def title_of(*lines: str) -> Title:
    """The title of a text of these lines."""
    printed = "\n".join(lines)
    seen = Visible.of(normalise(printed), printed)
    return read_title(seen.text, seen.printed, Span(0, len(seen.text)))


@pytest.mark.parametrize(
    ("lines", "agency", "year"),
    [
        (["某市水务局2022年政府信息公开工作年度报告"], "某市水务局", 2022),
        (["# 某市水务局 2023 年政府信息公开工作年度报告"], "某市水务局", 2023),
        (["**某市水务局2023年度政府信息公开工作年度报告**"], "某市水务局", 2023),
        (["某市某区人民政府 2022 年政府信息 公开工作年度报告"], "某市某区人民政府", 2022),
        (["某市人民政府  某开发区管委会2020年政府信息公开工作年度报告"], "某市人民政府 某开发区管委会", 2020),
        (["某局2022年度  政府政务公开信息工作报告"], "某局", 2022),
        (["2022年度某市财政局政府信息公开工作年度报告"], "某市财政局", 2022),
        (["某县教育局", "2021年政府信息公开工作", "年度报告"], "某县教育局", 2021),
        (["某县教育局", "", "2021年政府信息公开工作年度报告"], "某县教育局", 2021),
        (["首页 > 政府信息公开 > 年报", "索引号：123", "某县教育局2021年政府信息公开工作年度报告"], "某县教育局", 2021),
        (
            ["索 引 号81118/2024-4分　　类年报发布机构某县教育局名　　称某县教育局政府信息公开工作2021年度报告"],
            "某县教育局",
            2021,
        ),
        (["青江市地理名称管理办公室2021年政府信息公开工作年度报告"], "青江市地理名称管理办公室", 2021),
        (["某市水务局政府信息公开2021年年度报告"], "某市水务局", 2021),
        (["某市某局二〇二二年政府信息公开年度报告"], "某市某局", 2022),
        (["某市人民政府信息公开工作年度报告（2022年度）"], "某市人民政府", 2022),
        (["某市水务局政府信息公开工作年度报告", "（2020年度）"], "某市水务局", 2020),
        (["某局2022年政府信息公开工作年度报告（2023年1月发布）"], "某局", 2022),
        (["某局关于2022年政府信息公开工作年度报告"], "某局", 2022),
        (["某县教育局发布的2022年度政府信息公开年报"], "某县教育局", 2022),
        (["关于某市水务局2022年政府信息公开工作年度报告的说明"], "某市水务局", 2022),
        (["关于某市水务局2022年政府信息公开工作年度报告的公示"], "某市水务局", 2022),
        (["某市水务局2022年度政府信息公开工作总结报告"], "某市水务局", 2022),
        (["《某市水务局", "2022年政府信息公开工作年度报告》"], "某市水务局", 2022),
        (["现向社会公布《某市水务局2022", "年政府信息公开工作年度报告》。"], "某市水务局", 2022),
        (
            [
                *(f"· {each}2023年政府信息公开工作年度报告" for each in ("某县甲乡", "某县乙镇")),
                "某县丙镇2023年政府信息公开工作年度报告",
            ],
            "某县丙镇",
            2023,
        ),
        (["某局政府信息公开工作年度报告"], "某局", None),
        (["2022青江县白沙镇2022年度政府信息公开工作年度报告"], "青江县白沙镇", 2022),
        (["2021青江县白沙镇2022年度政府信息公开工作年度报告"], None, 2022),
        (["青江市气象部门2022年政府信息公开工作年度报告"], "青江市气象部门", 2022),
        (
            ["青江市气象部门2022年政府信息公开工作年度报告", "青江市气象局2022年政府信息公开工作年度报告"],
            "青江市气象局",
            2022,
        ),
        (["青江市政府部门2022年政府信息公开工作年度报告"], None, 2022),
        (["青江市各部门2022年政府信息公开工作年度报告"], None, 2022),
        (["马各庄镇2022年政府信息公开工作年度报告"], "马各庄镇", 2022),
        (["2022年政府信息公开工作年度报告"], None, 2022),
        (["政府信息公开工作年度报告"], None, None),
        (["某局2021年、2022年政府信息公开工作年度报告"], "某局", 2022),
        (["2022年白沙镇人民政府信息公开工作年度报告"], "白沙镇人民政府", 2022),
        (["某市教育局（本级）2022年政府信息公开工作年度报告"], "某市教育局（本级）", 2022),
        (["某市教育局２０２２年度政府信息公开工作年度报告"], "某市教育局", 2022),
        # A body gives out its own report by a letter or a notice.
        (["关于印发《青江市水务局2021年政府信息公开工作年度报告》的通知"], "青江市水务局", 2021),
        (["青江市水务局关于印发《2021年政府信息公开工作年度报告》的通知"], "青江市水务局", 2021),
        (["青江市水务局关于报送2021年度政府信息公开工作年度报告的函"], "青江市水务局", 2021),
        (["青江市水务局2021年政府信息公开工作年度报告发布"], "青江市水务局", 2021),
        (["青江市人民政府办公室关于报送2021年政府信息公开工作年度报告的通知"], None, None),
        (["青江市人民政府办公室关于编制2021年政府信息公开工作年度报告的通知"], None, None),
        (["关于印发2021年政府信息公开工作年度报告格式的通知"], None, None),
        # Of other reports, where this one has a title of its own.
        (
            ["青江市财政局2021年政府信息公开工作年度报告发布", "首页", "东平区水务局2022年政府信息公开工作年度报告"],
            "东平区水务局",
            2022,
        ),
        (
            ["青江市人民政府办公室关于印发《2021年政府信息公开工作年度报告》的通知", "2022年政府信息公开工作年度报告"],
            None,
            2022,
        ),
        (
            ['{"标题": "青江市财政局2021年政府信息公开工作年度报告", "id": 1}', "2022年政府信息公开工作年度报告"],
            None,
            2022,
        ),
        (["青江市人民政府办公室关于公布全市2022年政府信息公开工作年度报告的通知"], None, None),
        # A record on one line.
        (
            ['{"标题": "青江市水务局2021年政府信息公开工作年度报告", "一、总体情况": "2022年，将…"}'],
            "青江市水务局",
            2021,
        ),
        (["关于报送某镇2021年政府信息公开工作年度报告的函", "某镇2022年政府信息公开工作年度报告"], "某镇", 2022),
        (["通知公告", "关于开展检查的通知"], None, None),
        (["某市水务局【2022】政府信息公开工作年度报告"], "某市水务局", 2022),
        (["【某市水务局】2022年政府信息公开工作年度报告"], "某市水务局", 2022),
        (["桃源里社区卫生服务中心2022年信息公开工作年度报告"], "桃源里社区卫生服务中心", 2022),
        (["某市水务局2022年政府信息公开工作年度报告,,,,,,"], "某市水务局", 2022),
        (["48213,某市水务局2022年政府信息公开工作年度报告,某市,2023-01-17"], "某市水务局", 2022),
        (["(7,'某市水务局2022年政府信息公开工作年度报告','2023-01-17','一、总体情况"], "某市水务局", 2022),
        (["[政府信息公开年报]某市水务局2022年政府信息公开工作年度报告"], "某市水务局", 2022),
        (["（公开）某市水务局（本级）2022年政府信息公开工作年度报告"], "某市水务局（本级）", 2022),
        (["“某市水务局2022年政府信息公开工作年度报告”"], "某市水务局", 2022),
        (["某市水务局_2022年政府信息公开工作年度报告"], "某市水务局", 2022),
        (["标题：某市水务局2022年政府信息公开工作年度报告"], "某市水务局", 2022),
        (["某市水务局关于报送2022年政府信息公开工作年度报告"], "某市水务局", 2022),
        (["关于某市水务局2022年政府信息公开工作年度报告"], "某市水务局", 2022),
        (["某市人民政府门户网站 - 某市水务局2022年政府信息公开工作年度报告"], "某市水务局", 2022),
        (["某市水务局网站_某市水务局2022年政府信息公开工作年度报告"], "某市水务局", 2022),
        (["某市信息公开中心2022年政府信息公开工作年度报告"], "某市信息公开中心", 2022),
        (["某市政务公开办公室2022年政府信息公开工作年度报告"], "某市政务公开办公室", 2022),
        (["某市2022年园艺展组委会2022年政府信息公开工作年度报告"], None, 2022),
        (["某市水务局2019-2022年政府信息公开工作年度报告"], "某市水务局", None),
        (["某水务局2021年政府信息公开年报", "某水务局2020年政府信息公开年报"], "某水务局", None),
        (["某水务局2022年政府信息公开年报", "某水务局2022年政府信息公开年报"], "某水务局", 2022),
        (["办事服务", "互动交流", "政府信息公开年报", "依申请公开"], None, None),
        (["政务公开 某市水务局2019", "互动交流  年政府信息公开年度报告"], "某市水务局", 2019),
        (["某市自然资源和规划局政府信息公开工作年度报", "告（2021 年）"], "某市自然资源和规划局", 2021),
        (["依申请公", "开", "某市水务局2019", "年政府信息公开年度报告"], "某市水务局", 2019),
        (["2023年重点工作", "某市水务局政府信息公开工作年度报告"], "某市水务局", None),
        (["二〇二三年一月", "某市水务局政府信息公开工作年度报告"], "某市水务局", None),
        (["2023年政府信息公开目录", "某市水务局政府信息公开工作年度报告"], "某市水务局", None),
        (["2023年某市人民政府", "某市水务局政府信息公开工作年度报告"], "某市水务局", None),
        (["2022年度政府信息公开报告汇编", "某市水务局政府信息公开工作年度报告"], "某市水务局", None),
        (["2022年专题", "青江市水务局政府信息公开工作年度报告"], "青江市水务局", None),
        (["2022年法治政府建设", "青江市水务局2022年政府信息公开工作年度报告"], "青江市水务局", 2022),
        (["2022年青江市统计", "局政府信息公开工作年度报告"], "青江市统计局", 2022),
        (["年陡镇人民政府政府信息公开工作年度报告"], "年陡镇人民政府", None),
        (["度尾镇人民政府2022年政府信息公开工作年度报告"], "度尾镇人民政府", 2022),
        (["名 称：", ",某市水务局2022年政府信息公开工作年度报告"], "某市水务局", 2022),
        (["某市水务局政府信息公开工作年度报告", "2023-01-20 09:30"], "某市水务局", None),
        (["某市水务局、 青江市水利局2022年政府信息公开工作年度报告"], "某市水务局、 青江市水利局", 2022),
        (["北原省驻 青江市办事处2022年政府信息公开工作年度报告"], "北原省驻 青江市办事处", 2022),
        (["中国人民银行 青江市分行2022年政府信息公开工作年度报告"], "中国人民银行 青江市分行", 2022),
        (["青江市 青江水务局2022年政府信息公开工作年度报告"], "青江市 青江水务局", 2022),
        (["松山区人力资源和社会 保障局2022年政府信息公开工作年度报告"], "松山区人力资源和社会 保障局", 2022),
        (["某县林业局上年度政府信息公开工作年度报告"], "某县林业局", None),
        (["某县林业局本年度政府信息公开工作年度报告", "统计期限自2022年1月1日起至12月31日止。"], "某县林业局", 2022),
        (["某县林业局公布2022年政府信息公开工作年度报告"], "某县林业局", 2022),
        (["某县林业局编制完成2022年政府信息公开工作年度报告"], "某县林业局", 2022),
        (["关于公布2022年湘阴县林业局政府信息公开工作年度报告的公告"], "湘阴县林业局", 2022),
        (["湘 阴 县 林 业 局", "2022年政府信息公开工作年度报告"], "湘 阴 县 林 业 局", 2022),
        (["无", "湘阴县林业局2022年政府信息公开工作年度报告"], "湘阴县林业局", 2022),
        (["热线", "市林业局2022年政府信息公开工作年度报告"], "市林业局", 2022),
        (["湘阴县金龙-樟树片区管委会2022年政府信息公开工作年度报告"], "湘阴县金龙-樟树片区管委会", 2022),
        (["青江市人民政府-湘阴县林业局2022年政府信息公开工作年度报告"], "湘阴县林业局", 2022),
        (["青江市第一〇四中学2022年政府信息公开工作年度报告"], "青江市第一〇四中学", 2022),
        (["XX县XX局2022年政府信息公开工作年度报告"], None, 2022),
        ([], None, None),
    ],
)
def test_titles(lines: list[str], agency: str | None, year: int | None) -> None:
    title = title_of(*lines)
    assert (title.agency, title.year) == (agency, year)


def test_long_lines_below_a_title_leave_it_in_sight() -> None:
    text = "\n".join(["某市水务局2022年政府信息公开工作年度报告", *["信息内容".rjust(400)] * 40])
    assert read_title(text, text, Span(0, len(text))).agency == "某市水务局"


@pytest.mark.parametrize(
    ("prose", "year"),
    [
        ("本报告所列数据的统计期限自2021年1月1日起至2021年12月31日止。", 2021),
        ("统计期限为2021年1月1日至12月31日", 2021),
        ("2020年1月1日至2021年12月31日", None),
        ("2021年，我局认真贯彻", 2021),
        ("截至2021年12月31日，我局发布信息9条。", 2021),
        ("截至2021年12月31日，我局发布信息9条。截至2022年12月31日，发布12条。", None),
    ],
)
def test_the_year_of_a_title_without_one_is_the_stated_period(prose: str, year: int | None) -> None:
    assert title_of("某局政府信息公开工作年度报告", prose).year == year


def test_the_stated_period_tells_which_report_of_a_list_this_is() -> None:
    head = [f"某水务局{year}年政府信息公开年度报告" for year in (2022, 2021, 2020)]
    title = title_of(*head, "统计期限自2021年1月1日起至2021年12月31日止。")
    assert (title.text, title.agency, title.year) == (head[1], "某水务局", 2021)


@pytest.mark.parametrize(
    ("lines", "agency"),
    [
        (["2022年政府信息公开工作年度报告", "（青江市水务局）"], "青江市水务局"),
        (["2022年政府信息公开工作年度报告", "（青江市人民政府）"], "青江市人民政府"),
        (["2022年政府信息公开工作年度报告（青江市水务局）"], "青江市水务局"),
        (["政府信息公开工作年度报告（2022年）", "", "青江市水务局"], "青江市水务局"),
        (["2022年政府信息公开工作年度报告", "白沙镇人民政府", "2022年，我镇认真落实。"], "白沙镇人民政府"),
        (["2022年政府信息公开工作年度报告 青江市水务局"], "青江市水务局"),
        (["青江市水务局：2022年政府信息公开工作年度报告"], "青江市水务局"),
        (["首页：青江市水务局：2022年政府信息公开工作年度报告"], None),
        (["青江市人民", "政府2022年政府信息公开工作年度报告"], "青江市人民政府"),
        (["政府2022年政府信息公开工作年度报告"], None),
        (["2022年政府信息公开工作年度报告", "青江市人民政府"], None),
        (["2022年政府信息公开工作年度报告", "青江市人民政府办公室"], None),
        (["2022年政府信息公开工作年度报告 青江市人民政府"], None),
        (["2022年政府信息公开工作年度报告_青江市水务局"], None),
        (["2022年政府信息公开工作年度报告（公开）"], None),
        (["填报单位：青江市水务局", "2022年政府信息公开工作年度报告"], "青江市水务局"),
        (["2022年政府信息公开工作年度报告", "单位：青江市水务局     日期：2023年1月9日"], "青江市水务局"),
        (["编制单位：青江市水务局", "名称：2022年政府信息公开工作年度报告"], "青江市水务局"),
        (["发布机构：青江市大数据局", "名称：2022年政府信息公开工作年度报告"], None),
        (["发布机构：青江市水务局", "名称：2022年政府信息公开工作年度报告", "2022年，我局认真落实。"], "青江市水务局"),
        (
            ["索引号：8/2023-4 公开主体：青江市水务局 日期：2023", "2022年政府信息公开工作年度报告", "我局"],
            "青江市水务局",
        ),
        (["发布机构：", "青江市水务局", "名称：", "2022年政府信息公开工作年度报告", "我局认真"], "青江市水务局"),
        (["发布机构 | 青江市水务局 | 日期 | 2023", "名称 | 2022年政府信息公开工作年度报告 |", "我局"], "青江市水务局"),
        (["发布机构：青江市水务局", "名称：2022年政府信息公开工作年度报告"], None),
        (["机构：", "青江市教育局", "青江市水务局", "首页", "2022年政府信息公开工作年度报告", "我局"], None),
        (["机构", "青江市教育局", "首页", "2022年政府信息公开工作年度报告", "我局"], None),
        (["发布机构：青江市水务局", "名称：2022年政府信息公开工作年度报告", "2022年，我镇认真落实。"], None),
        (["发布机构：青江市大数据局", "名称：2022年政府信息公开工作年度报告", "2022年，我局认真落实。"], None),
        (["青江市人民政府办公室", "发布机构：青江市人民政府办公室", "2022年政府信息公开工作年度报告", "我办"], None),
        (["单位：青江市人民政府办公室", "名称：2022年政府信息公开工作年度报告"], None),
        (["单位：青江市统计局", "2022年政府信息公开工作年度报告", "2022年，青江市水务局坚持公开。"], "青江市水务局"),
        (["2022年政府信息公开工作年度报告", "青江市水务局", "青江市统计局"], None),
        (["2022年政府信息公开工作年度报告", "（青江市水务局）", "2022年，我镇认真落实。"], None),
        (["2022年政府信息公开工作年度报告", "青江市水务局", "2022年，青江市统计局坚持公开。"], None),
        (["2022年政府信息公开工作年度报告", "青江市水务局", "认真贯彻。", "青江市统计局", "2023年1月9日"], None),
    ],
)
def test_a_body_beside_a_title_without_one(lines: list[str], agency: str | None) -> None:
    read = title_of(*lines)
    assert (read.agency, read.year) == (agency, 2022)


@pytest.mark.parametrize(
    "mark",
    ["1", "12", "★", "①", "…", "、", "；", "！", "？", ".", "→", "●", "＞", "正式版", "终稿", "的公告", "（终稿）"],
)
def test_a_mark_behind_a_title_is_no_part_of_it(mark: str) -> None:
    title = "青江市水务局2022年政府信息公开工作年度报告"
    for lines in ([title + mark], [title + mark, "2022年，我局认真落实。"]):
        read = title_of(*lines)
        assert (read.text, read.agency, read.year) == (title, "青江市水务局", 2022)


@pytest.mark.parametrize("marks", ["★★", "＜＞", "〈〉", "◆◆", "［］", "｛｝", "→←"])
def test_marks_around_a_title_are_no_part_of_it(marks: str) -> None:
    title = "青江市水务局2022年政府信息公开工作年度报告"
    read = title_of(marks[0] + title + marks[1])
    assert (read.text, read.agency, read.year) == (title, "青江市水务局", 2022)


@pytest.mark.parametrize("behind", ["的通知", "解读", "123", "和统计年报", "送审稿"])
def test_other_words_behind_a_title_make_it_another_page(behind: str) -> None:
    assert title_of("青江市水务局2022年政府信息公开工作年度报告" + behind).text is None


_OTHERS = [f"青江市水务局{year}年政府信息公开工作年度报告" for year in (2021, 2023, 2020)]


@pytest.mark.parametrize(
    "others",
    [
        [f"上一篇：{_OTHERS[0]}", f"下一篇：{_OTHERS[1]}"],
        ["上一篇", _OTHERS[0], "下一篇", _OTHERS[1]],
        ["相关文档", _OTHERS[0], _OTHERS[2]],
        ["相关链接：", *_OTHERS],
        [f"相关阅读：{_OTHERS[0]}"],
    ],
)
@pytest.mark.parametrize("agency", ["青江市水务局", None])
def test_titles_that_lead_to_other_pages_are_none(others: list[str], agency: str | None) -> None:
    title, prose = f"{agency or ''}政府信息公开工作年度报告", "2022年，我局高度重视政府信息公开工作。"
    for lines in ([title, *others, prose], [title, prose, *others]):
        read = title_of(*lines)
        assert (read.text, read.agency, read.year) == (title, agency, 2022)


def test_of_titles_that_tell_several_years_none_is_taken() -> None:
    read = title_of(*_OTHERS[:2], "2022年，我局高度重视政府信息公开工作。")
    assert (read.text, read.agency, read.year) == (None, "青江市水务局", 2022)


_BODIES = """
    北原省人民政府办公厅 内蒙古自治区财政厅 凉山彝族自治州教育局 阿拉善盟应急管理局 大兴安岭地区行政公署
    市南区人民政府 镇海区商务局 乡宁县人民政府 和县农业农村局 公安县财政局 社旗县教育局 新市镇 石桥乡
    东平街道 年陡镇人民政府 二道河镇 红星农场 江北新区管理委员会 青江经济技术开发区管委会
    国家税务总局云岭县税务局 青江市公安局东平分局 青江市中级人民法院 东平区机构编制委员会办公室
    东平区政务公开工作领导小组办公室 青江市新闻办公室 北原省信息中心 青江海关 北原大学 云岭县第一中学
    青江市第二人民医院 北原水务集团有限公司 云岭县邮政局大厦物业管理有限公司 长岭县科学技术协会
    中国人民银行青江市分行 青江市人民政府国有资产监督管理委员会 青江市城市管理行政执法局 政府办公室
    县城乡建设局
"""
TITLES = (
    "{body}{year}年政府信息公开工作年度报告",
    "{year}年度{body}政府信息公开工作年度报告",
    "{body}政府信息公开工作年度报告（{year}年）",
    "{body}政府信息公开{year}年度报告",
    "{body} {year} 年信息公开年报",
    "{body}关于{year}年政府信息公开工作的年度报告",
    "首页 > 政务公开 > {body}{year}年政府信息公开工作年度报告",
    "{body}{year}年政府信息公开工作年度报告_年度报告_青江市人民政府",
    "正文\n{body}{year}年政府信息公开工作年度报告\n来源：青江市人民政府办公室",
    "现公布{body}{year}年政府信息公开工作年度报告。",
    "现发布《{body}{year}年政府信息公开工作年度报告》。",
    "{body}{year}年政府信息公开工作年度报告是根据《中华人民共和国政府信息公开条例》编制的。",
)


@pytest.mark.parametrize("title", TITLES)
@pytest.mark.parametrize("body", _BODIES.split())
def test_bodies_of_all_kinds(title: str, body: str) -> None:
    read = title_of(*title.format(body=body, year=2023).split("\n"))
    assert (read.agency, read.year) == (body, 2023)


@pytest.mark.parametrize(
    ("lines", "title"),
    [
        (["首页 > 政府信息公开年报", "政府信息公开年报", "依申请公开"], None),
        (["政府信息公开工作年度报告"], "政府信息公开工作年度报告"),
        (["政府信息公开年报", "正文", "2022年政府信息公开年报"], "2022年政府信息公开年报"),
        (["标题：某市水务局2022年政府信息公开工作年度报告（公开）"], "某市水务局2022年政府信息公开工作年度报告"),
        (["**某市  水务局**", "2022年政府信息公", "开工作年度报告"], "某市 水务局 2022年政府信息公开工作年度报告"),
        (["现公布某市水务局2022年政府信息公开工作年度报告。"], "某市水务局2022年政府信息公开工作年度报告"),
        (
            ["某市水务局文件", "某市水务局2022年政府信息公开工", "作年度报告"],
            "某市水务局2022年政府信息公开工作年度报告",
        ),
    ],
)
def test_the_title_is_what_names_the_report(lines: list[str], title: str | None) -> None:
    assert title_of(*lines).text == title


@pytest.mark.parametrize(
    ("lines", "notes"),
    [
        (["某市水务局2022年政府信息公开工作年度报告"], ()),
        (
            ["现公布某市水务局2022年政府信息公开工作年度报告。"],
            ("title, agency and year from a sentence that gives the report to the public",),
        ),
        (
            ["首页 > 某市水务局政府信息公开年报", "统计期限自2022年1月1日起至12月31日止"],
            (
                "title and agency from an index card, a bread crumb or the title of the page",
                "year from the period of the statistics",
            ),
        ),
        (
            ["2022年政府信息公开工作年度报告", "认真贯彻条例。", "某市水务局", "2023年1月9日"],
            ("agency from the signature",),
        ),
        (
            ["某市水务局政府信息公开工作年度报告", "2022年，我局认真贯彻条例。"],
            ("year from the prose",),
        ),
    ],
)
def test_notes_tell_where_they_come_from(lines: list[str], notes: tuple[str, ...]) -> None:
    assert title_of(*lines).notes == notes


@pytest.mark.parametrize(
    "before",
    [
        *("一图读懂", "图说", "图文解读：", "转发", "转载：", "一、", "附件2：", "转载 ", "头条 "),
        *("您所在的位置 ", "青江政务网 ", "中国青江 ", "青江市政府信息公开 "),
    ],
)
@pytest.mark.parametrize("title", ["青江市水务局2022年{}", "2022年青江市水务局{}", "青江市水务局{}（2022年）"])
def test_words_before_a_title_are_no_part_of_it(before: str, title: str) -> None:
    title = title.format("政府信息公开工作年度报告")
    read = title_of(before + title)
    assert (read.agency, read.year) == ("青江市水务局", 2022)
    assert (read.text or "").removesuffix("（2022年）") in title


@pytest.mark.parametrize("before", ["一图读懂", "图说", "转载：", "头条 ", "附件"])
def test_words_before_a_title_are_no_name(before: str) -> None:
    read = title_of(f"{before}2022年政府信息公开工作年度报告")
    assert (read.text, read.agency, read.year) == ("2022年政府信息公开工作年度报告", None, 2022)


@pytest.mark.parametrize(
    ("prose", "agency"),
    [
        ("2022年，青江市水务局坚持公开，我局认真落实。", "青江市水务局"),
        ("2022年，青江市人民政府坚持公开，我市成效显著。", "青江市人民政府"),
        ("2022年，白沙镇坚持公开，我镇认真落实。", "白沙镇"),
        ("2022年，东平街道坚持公开，我办认真落实。", "东平街道"),
        ("2022年，青江市第一中学坚持公开，我校认真落实。", "青江市第一中学"),
        ("2022年，青江市人民政府高度重视我局政府信息公开工作。", None),
        ("2022年，青江市人民政府坚持以人民为中心，我局认真落实。", None),
        ("2022年，青江市人民政府坚持以人民为中心。\n我镇认真落实。", None),
        ("2022年，白沙镇坚持公开，我局认真落实。", None),
        ("2022年，青江市水务局坚持公开，我委认真落实。", None),
    ],
)
def test_a_body_in_the_prose_is_of_the_kind_that_it_calls_itself(prose: str, agency: str | None) -> None:
    assert title_of("2022年政府信息公开工作年度报告", *prose.split("\n")).agency == agency


@pytest.mark.parametrize(
    ("title", "agency"),
    [
        ("合肥市自然资源和规划局2021年政府信息公开工作年度报告", "合肥市自然资源和规划局"),
        ("2021年度北原省人民政府办公厅政府信息公开工作年度报告", "北原省人民政府办公厅"),
        ("北原省人民政府办公厅2021年政府信息公开工作年度报告", "北原省人民政府办公厅"),
        ("二〇二一年安州市住房和城乡建设局政府信息公开年度报告", "安州市住房和城乡建设局"),
        ("白沙镇人民政府政府信息公开工作年度报告（2021年）", "白沙镇人民政府"),
    ],
)
@pytest.mark.parametrize("above", [[], ["首页 政务公开 办事服务", ""], ["某某市人民政府门户网站"]])
def test_a_title_broken_anywhere(title: str, agency: str, above: list[str]) -> None:
    for at in range(1, len(title)):
        read = title_of(*above, title[:at], title[at:])
        assert read.agency == agency, title[:at]
        assert read.year in (2021, None)
        # The year on the second line of the brackets is the only one that a break may take.
        assert read.year or "（" in title[:at]


@pytest.mark.parametrize(
    "given", ["现公布{}2022年政府信息公开工作年度报告。", "特向社会公布《{}2022年政府信息公开年度报告》。"]
)
@pytest.mark.parametrize("agency", ["石桥经济技术开发区管理委员会", "国家税务总局云岭市税务局", "柳河县人民政府"])
def test_a_name_broken_anywhere_in_the_sentence_that_gives_the_report(agency: str, given: str) -> None:
    for at in range(1, len(agency)):
        name = f"{agency[:at]}\n{agency[at:]}"
        title = title_of(f"根据《条例》规定，{given.format(name)}", "一、总体情况")
        assert ("".join((title.agency or "").split()), title.year) == (agency, 2022)


def test_the_year_above_a_title_is_that_of_the_period() -> None:
    lines, period = ["2023年", "某市水务局政府信息公开工作年度报告"], "统计期限自{0}年1月1日起至{0}年12月31日止"
    assert title_of(*lines, period.format(2023)).year == 2023
    assert title_of(*lines, period.format(2022)).year == 2022


@pytest.mark.parametrize(
    ("title", "year"),
    [
        ("青江市水务局2023年1月9日政府信息公开年度报告", None),
        ("2023年1月9日政府信息公开年度报告", None),
        ("2023年1月9日青江市水务局2022年政府信息公开年度报告", 2022),
        ("青江市水务局2022年1月1日至12月31日政府信息公开年度报告", 2022),
        ("青江市水务局2022年1月至12月政府信息公开年度报告", 2022),
    ],
)
def test_the_year_of_a_day_is_not_that_of_a_report(title: str, year: int | None) -> None:
    assert title_of(title).year == year
    assert title_of(title, "青江市水务局").agency in ("青江市水务局", None)


_PIECES = """
    青江市 水务局 白沙镇 人民政府 办公室 2022年 202 二〇二二年 政府信息公开 工作 年度报告 年报 情况
    现公布 《 》 根据 编制 我局 。 ， 首页 > | 名称： （ ） 务(wù) 臺 2023年1月9日
"""


@given(st.lists(st.sampled_from([*_PIECES.split(), "\n", " "]), max_size=24).map("".join))
def test_what_is_told_stands_in_the_text(text: str) -> None:
    title = title_of(*text.split("\n"))
    printed = re.sub(r"\s|\(wù\)", "", text)
    for told in (title.text, title.agency):
        assert told is None or (told and told.replace(" ", "") in printed)
    assert title.year in (None, 2022)  # 2023年1月9日 is a day


@pytest.mark.parametrize(
    "below", ["目录", "公告", "通知", "通知公告", "要求", "公告日期：2023-01-20", "公开目录：政府信息公开年报"]
)
def test_what_stands_on_the_next_line_says_nothing_of_the_title(below: str) -> None:
    read = title_of("青江市水务局2022年政府信息公开工作年度报告", below)
    assert (read.agency, read.year) == ("青江市水务局", 2022)


def test_a_title_that_goes_on_below_may_be_of_another_text() -> None:
    assert title_of("青江市水务局2022年政府信息公开工作年度报告", "的通知").text is None


@pytest.mark.parametrize(
    ("sentence", "agency"),
    [
        ("由青江县白沙镇人民政府编制的2022年度政府信息公开年度报告。", "青江县白沙镇人民政府"),
        ("现公布由白沙镇编制的2022年政府信息公开工作年度报告。", "白沙镇"),
        ("现向社会公布由青江县水利局编制的2022年政府信息公开工作年度报告。", "青江县水利局"),
        ("由青江县水利局政务公开领导小组办公室编制2022年政府信息公开工作年度报告。", "青江县水利局"),
        ("本年报是根据要求，由青江县水利局办公室编制的2022年度政府信息公开年度报告。", "青江县水利局"),
        ("梳理编制青江县白沙镇2022年政府信息公开工作年度报告。", "青江县白沙镇"),
        ("按照有关规定，汇总编制完成青江县白沙镇2022年政府信息公开工作年度报告。", "青江县白沙镇"),
        ("等文件要求，结合全县统计数据编制完成《青江县2022年政府信息公开工作年度报告》。", "青江县"),
        ("东平区水务局编制了2022年政府信息公开年度报告。", None),
        ("我镇认真编制了《青江县白沙镇2022年政府信息公开工作年度报告》。", "青江县白沙镇"),
        ("现将青江县东平街道办事处2022年度政府信息工作年度报告予以公开。", "青江县东平街道办事处"),
        ("现向社会公布青江市水务局（以下简称“市水务局”）2022年政府信息公开工作年度报告。", "青江市水务局"),
        ("按照有关规定，编制形成2022年青江市水务局政府信息公开年度报告。", "青江市水务局"),
        (
            "围绕《青江市政府信息公开工作年度报告编制指南》开展工作，东平区水务局编制了2022年政府信息公开年度报告。",
            "东平区水务局",
        ),
    ],
)
def test_the_writer_of_a_report_is_its_body(sentence: str, agency: str) -> None:
    assert (title_of(sentence).agency, title_of(sentence).year) == (agency, 2022)


_REGULATIONS = "根据《中华人民共和国政府信息公开条例》要求，"


@pytest.mark.parametrize(
    ("writer", "agency"),
    [
        ("青江市水务局", "青江市水务局"),
        ("青江市水务局办公室", "青江市水务局"),
        ("青江市水务局政务公开科", "青江市水务局"),
        ("青江市水务局政府信息公开工作领导小组办公室", "青江市水务局"),
        ("青江市卫生健康委员会办公室", "青江市卫生健康委员会"),
        ("东平区机构编制委员会办公室", "东平区机构编制委员会办公室"),
        ("东平区人大常委会办公室", "东平区人大常委会办公室"),
        ("青江市国防动员办公室", "青江市国防动员办公室"),
        ("东平区人民政府综合全区各部门数据", "东平区人民政府"),
        ("东平区综合行政执法局", "东平区综合行政执法局"),
        ("青江市人民政府信息公开工作领导小组办公室", None),
        ("青江市水务局（以下简称市水务局）", "青江市水务局"),
        ("青江市水务局局党政办公室", "青江市水务局"),
        ("青江市扶贫开发办公室", "青江市扶贫开发办公室"),
        ("青江市金融办", "青江市金融办"),
        ("青江市地方志编纂委员会办公室", "青江市地方志编纂委员会办公室"),
        ("白沙镇人民政府办公室", None),
        ("白沙镇党建工作办公室", None),
        ("青江市东平街道党政办公室综合科", None),
        ("市水务局", None),
    ],
)
def test_an_office_writes_the_report_of_its_body(writer: str, agency: str | None) -> None:
    assert title_of(f"本年度报告是{_REGULATIONS}由{writer}编制而成。", "一、总体情况").agency == agency


@pytest.mark.parametrize(
    ("sentence", "agency", "year"),
    [
        ("特向社会公布青江市水务局2022年政府信息公开情况。", "青江市水务局", 2022),
        ("特向社会公布青江市2022年度政府信息公开工作开展情况。", "青江市", 2022),
        ("现将东平街道2022年政府信息公开工作情况予以公布。", "东平街道", 2022),
        ("根据青江县白沙镇2022年政府信息与政务公开工作基本情况编制本报告。", "青江县白沙镇", 2022),
        ("结合2022年青江市东平街道各科室的信息公开工作实际，编制本年度报告。", "青江市东平街道", 2022),
        ("本报告根据《条例》要求，汇总2022年度白沙镇的政府信息公开年度报告编制而成。", "白沙镇", 2022),
        ("本报告根据《条例》要求，从六个方面汇报我镇2022年政府信息公开工作。", None, 2022),
        ("特向社会公布区政府办公室2022年政府信息公开情况。", None, 2022),
        ("为进一步做好青江市水务局政府信息公开工作，编制本报告。", "青江市水务局", None),
        ("为进一步做好青江市政府信息公开工作，编制本报告。", None, None),
        ("现将各部门2022年政府信息公开工作情况予以公布。", None, None),
        ("特向社会公布青江市水务局2022年第三季度政府信息公开情况。", None, None),
        ("会议通报了青江市水务局2022年政府信息公开情况。", None, None),
        ("现公布东平县2022年重点建设项目领域政府信息公开情况如下：", None, None),
        ("根据东平县2022年环境保护信息公开工作实际，编制本年度报告。", None, None),
    ],
)
def test_a_report_whose_work_is_told_without_its_title(sentence: str, agency: str | None, year: int | None) -> None:
    read = title_of(sentence, "一、总体情况")
    assert (read.text, read.agency, read.year) == (None, agency, year)


@pytest.mark.parametrize("prose", [2022, 2021])
def test_a_year_that_a_sentence_tells_without_a_title_is_that_of_the_prose(prose: int) -> None:
    told = "一、总体情况", f"{prose}年，我局坚持公开。"
    assert title_of("现公布青江市水务局2022年政府信息公开工作年度报告。", *told).year == 2022
    year = 2022 if prose == 2022 else None
    assert title_of("特向社会公布青江市水务局2022年政府信息公开情况。", *told).year == year


@pytest.mark.parametrize(("prose", "year"), [(2022, 2022), (2021, 2021), (2020, 2021)])
def test_a_period_that_lead_and_prose_contradict_is_misprinted(prose: int, year: int) -> None:
    lead = "青江市水务局编制了2022年政府信息公开工作年度报告，统计期限自2021年1月1日起至2021年12月31日止。"
    assert title_of(lead, "一、总体情况", f"{prose}年，我局坚持公开。").year == year


@pytest.mark.parametrize("asks", ["对答复有异议，可向{}反映", "有疑问可联系：{}"])
def test_who_hears_complaints_has_not_written_the_report(asks: str) -> None:
    assert title_of("2022年政府信息公开工作年度报告", f"如{asks.format('青江市水务局')}。").agency is None


@pytest.mark.parametrize("name", ["东平县石各镇人民政府", "青江市格尔各朗镇"])
def test_a_name_may_have_the_word_for_each(name: str) -> None:
    assert title_of(f"{name}2022年政府信息公开工作年度报告").agency == name


def test_a_school_year_in_the_prose_below_is_no_part_of_a_title() -> None:
    read = title_of("东平县实验中学2022年政府信息公开工作年度报告", "2022-2023学年，学校认真落实。")
    assert (read.agency, read.year) == ("东平县实验中学", 2022)


@pytest.mark.parametrize("asks", ["请与{}联系", "可与{}办公室联系", "请联系：{}（电话：0101-234）"])
def test_whom_to_ask_about_a_report_has_written_it(asks: str) -> None:
    name = "青江市水务局"
    assert title_of("2022年政府信息公开工作年度报告", f"如有疑问，{asks.format(name)}。").agency == name


@pytest.mark.parametrize(
    "sentence",
    [
        "请按照要求编制《青江市水务局2022年政府信息公开工作年度报告》。",
        "各单位按照要求编制《2022年政府信息公开工作年度报告》。",
        "会议听取汇报，研究编制《2022年政府信息公开工作年度报告》。",
    ],
)
def test_a_report_that_is_to_be_written_is_not_given(sentence: str) -> None:
    assert title_of(sentence).text is None


@pytest.mark.parametrize(
    ("names", "agency"),
    [
        (["区水务局", "青江市东平区水务局"], "青江市东平区水务局"),
        (["东平区水务局", "青江市东平区水务局"], "青江市东平区水务局"),
        (["水务局", "青江市水务局"], "青江市水务局"),
        (["市水务局", "青江市东平区水务局"], None),
        (["东平分局", "青江市公安局东平分局"], None),
        (["区水务局", "青江市东平区水务局", "洛河市北原区水务局"], None),
    ],
)
def test_a_body_is_called_by_its_fullest_name(names: list[str], agency: str | None) -> None:
    titles = [f"{name}2022年政府信息公开工作年度报告" for name in names]
    for order in (titles, titles[::-1]):
        read = title_of(*[line for title in order for line in (title, "发布日期：2023-01-09")])
        assert (read.agency, read.year) == (agency, 2022 if agency else None)


OTHER, OWN = "洛河市水利局2022年政府信息公开工作年度报告", "青江市水务局2022年政府信息公开工作年度报告"


@pytest.mark.parametrize(
    ("lines", "titles", "read"),
    [
        ([OTHER, "发布日期：2023-01-09", OWN], [], (None, None)),
        ([OTHER, "发布日期：2023-01-09", OWN], [f"{OWN}_青江市人民政府"], (OWN, "青江市水务局")),
        ([OTHER, "发布日期：2023-01-09", OWN, "来源：青江市水务局 浏览次数：8"], [], (OWN, "青江市水务局")),
        ([OTHER, OTHER.replace("2022", "2021"), "发布日期：2023-01-09", OWN], [], (OWN, "青江市水务局")),
        ([OTHER, OTHER.replace("洛河", "北原"), "", "当前位置：首页", OWN], [], (OWN, "青江市水务局")),
    ],
)
def test_of_several_bodies_titles_the_page_tells_its_own(
    lines: list[str], titles: list[str], read: tuple[str | None, str | None]
) -> None:
    text = "\n".join(lines)
    found = read_title(text, text, Span(0, len(text)), (), titles)
    assert (found.text, found.agency) == read
