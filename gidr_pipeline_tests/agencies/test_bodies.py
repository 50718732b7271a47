"""Bodies by their names: what each is, where it is, and which government it belongs to."""

import pytest

from gidr_pipeline.agencies.bodies import Agency, describe, same_place
from gidr_pipeline.agencies.divisions import Division, divisions
from gidr_pipeline.agencies.names import take_apart

STATE_COUNCIL = "国务院"


def rows_of(name: str, year: int | None = 2023) -> list[Agency]:
    parsed = take_apart(name)
    return describe(parsed, same_place(parsed.places, year), printed=name)


# Name, kind, level, code, and the government that it belongs to.
BODIES = [
    ("广东省人民政府", "government", "province", "440000", STATE_COUNCIL),
    ("广东省水利厅", "department", "province", "440000", "广东省人民政府"),
    ("广西壮族自治区水利厅", "department", "province", "450000", "广西壮族自治区人民政府"),
    ("北京市水务局", "department", "province", "110000", "北京市人民政府"),
    ("广州市人民政府办公厅", "office", "prefecture", "440100", "广州市人民政府"),
    ("恩施州发展和改革委员会", "department", "prefecture", "422800", "恩施土家族苗族自治州人民政府"),
    ("广州市城市管理和综合执法局", "department", "prefecture", "440100", "广州市人民政府"),
    ("广州市黄埔区人民政府 广州开发区管委会", "government", "county", "440112", "广州市人民政府"),
    ("上海市浦东新区", "government", "county", "310115", "上海市人民政府"),
    ("和县人民政府", "government", "county", "340523", "马鞍山市人民政府"),
    ("济源市人民政府", "government", "county", "419001", "河南省人民政府"),
    ("广州市番禺区科技工业商务和信息化局", "department", "county", "440113", "广州市番禺区人民政府"),
    ("广东省广州市白云区城乡建设局", "department", "county", "440111", "广州市白云区人民政府"),
    ("吉林船营区城管局", "department", "county", "220204", "吉林市船营区人民政府"),
    ("乾安县水务局", "department", "county", "220723", "乾安县人民政府"),
    ("广州市公安局黄埔分局", "department", "county", "440112", "广州市人民政府"),
    ("广州市财政局（国资委）", "department", "prefecture", "440100", "广州市人民政府"),
    ("昆山市千灯镇人民政府", "township", "township", "320583108", "昆山市人民政府"),
    ("东莞市石碣镇人民政府", "township", "township", "441900101", "东莞市人民政府"),
    ("三明市沙县区夏茂镇", "township", "township", "350405101", "三明市沙县区人民政府"),
    ("广州市黄埔区人民政府永和街道办事处", "street", "township", "440112015", "广州市黄埔区人民政府"),
    ("杭州市上城区九堡街道办", "street", "township", "330102018", "杭州市上城区人民政府"),
    ("苏州工业园区管理委员会", "development_zone", "county", "320576", "苏州市人民政府"),
    ("苏州工业园区教育局", "department", "county", "320576", "苏州工业园区管理委员会"),
    ("广州开发区管委会", "development_zone", None, "440100", "广州市人民政府"),
    ("广州开发区民营经济和企业服务局", "department", None, "440100", "广州开发区管理委员会"),
    ("杭州西湖风景名胜区管理委员会", "development_zone", None, "330100", "杭州市人民政府"),
    ("国家税务总局广州市黄埔区税务局", "vertical", "county", "440112", None),
    ("国家统计局广州调查队", "vertical", "prefecture", "440100", None),
    ("国家外汇管理局广东省分局", "vertical", "province", "440000", None),
    ("国家矿山安全监察局山西局", "vertical", "province", "140000", None),
    ("国家能源局浙江监管办公室", "vertical", "province", "330000", None),
    ("国家税务总局广东省税务局", "vertical", "province", "440000", None),
    ("国家统计局浙江安吉调查队", "vertical", None, None, None),
    ("中共桐庐县委党校", "institution", "county", "330122", "桐庐县人民政府"),
    ("政协桐庐县委员会办公室", "other", "county", "330122", None),
    ("共青团桐庐县委员会", "other", "county", "330122", None),
    ("中国共产党桐庐县委员会组织部", "other", "county", "330122", None),
    ("桐庐县工商业联合会（总商会）", "other", "county", "330122", None),
    ("广州海关", "vertical", "prefecture", "440100", None),
    ("广东省气象局", "vertical", "province", "440000", None),
    ("上海市地方金融监管局", "department", "province", "310000", "上海市人民政府"),
    ("广州市第一人民医院", "institution", "prefecture", "440100", "广州市人民政府"),
    ("中共广州市委宣传部", "other", "prefecture", "440100", None),
    ("教育部", "department", "national", None, STATE_COUNCIL),
    ("国务院办公厅", "office", "national", None, STATE_COUNCIL),
    ("內蒙古自治區呼和浩特市賽罕區人民政府", "government", "county", "150105", "呼和浩特市人民政府"),
    # What no list has stays open, and what the words tell by themselves does not.
    ("青江市水务局", "department", None, None, None),
    ("青江县沙镇人民政府", "township", "township", None, None),
    ("广州市青江区水务局", "department", "county", None, "广州市人民政府"),
    ("某县人民政府", "government", None, None, None),
    ("政府办公室", "office", None, None, None),
    ("县政府办公室", "office", None, None, None),
    ("县府办", "office", None, None, None),
    ("广州市国有资产监督管理委员会", "department", "prefecture", "440100", "广州市人民政府"),
    ("中国证券监督管理委员会", "department", "national", None, STATE_COUNCIL),
    ("中国（上海）自由贸易试验区管理委员会", "development_zone", None, None, None),
    ("广州供电局", "institution", "prefecture", "440100", "广州市人民政府"),
    ("县教育局", "department", None, None, None),
    ("西咸新区管委会", "development_zone", None, None, None),
    # Called after a lake or a mountain, which may lie elsewhere than the division that is called so.
    ("松山湖高新技术产业开发区管理委员会", "development_zone", None, None, None),
    ("东湖新技术开发区管理委员会", "development_zone", None, None, None),
    ("太湖国家旅游度假区管理委员会", "development_zone", None, None, None),
    ("天柱山风景区管理委员会", "development_zone", None, None, None),
    ("滨湖新区管理委员会", "development_zone", None, None, None),
    ("长白山保护开发区管理委员会", "development_zone", None, None, None),
    ("昆山高新技术产业开发区管理委员会", "development_zone", None, "320583", "昆山市人民政府"),
    ("萧山旅游度假区管理委员会", "development_zone", None, "330109", "杭州市萧山区人民政府"),
    ("南京江北新区管理委员会", "development_zone", None, "320100", "南京市人民政府"),
    ("厦门湖里高新区管理委员会", "development_zone", None, "350200", "厦门市人民政府"),
    ("荆州市公安局", "department", "prefecture", "421000", "荆州市人民政府"),
    ("国网广东省电力有限公司", "institution", "province", "440000", "广东省人民政府"),
    ("中山大学", "institution", None, None, None),
    # Several divisions bear the name.
    ("朝阳区水务局", "department", "county", None, None),
    ("朝阳经济技术开发区管委会", "development_zone", None, None, None),
    ("东区街道办事处", "street", "township", None, None),
]


@pytest.mark.parametrize(("name", "kind", "level", "code", "parent"), BODIES, ids=[row[0] for row in BODIES])
def test_a_name_tells_kind_place_and_government(
    name: str, kind: str, level: str | None, code: str | None, parent: str | None
) -> None:
    body, *above = rows_of(name)
    assert (body.kind, body.level, body.division_code, body.parent_agency_id) == (kind, level, code, parent)
    assert [row.agency_id for row in above][: 1 if parent else 0] == ([parent] if parent else [])
    assert (body.note is None) or code is None or level is None or kind == "vertical"
    assert code is not None or body.note is not None or level == "national"


def test_the_places_of_a_body_are_told_by_column() -> None:
    body, *_ = rows_of("昆山市千灯镇人民政府")
    assert (body.province, body.prefecture, body.county, body.township) == ("江苏省", "苏州市", "昆山市", "千灯镇")
    body, *_ = rows_of("北京市朝阳区水务局")
    assert (body.province, body.prefecture, body.county) == ("北京市", None, "朝阳区")


def test_several_spellings_are_one_body() -> None:
    spellings = [
        "黄埔区人民政府", "广州市黄埔区政府", "广东省广州市黄埔区人民政府", "广州黄埔区", "广州市　黄埔区 人民政府",
    ]  # fmt: skip
    assert {rows_of(name)[0].agency_id for name in spellings} == {"广州市黄埔区人民政府"}


def test_what_all_that_bear_a_name_have_in_common_is_certain() -> None:
    body, *_ = rows_of("大通区财政局")
    assert body.province == "安徽省"
    body, *_ = rows_of("鼓楼区财政局")
    assert (body.province, body.level) == (None, "county")
    assert body.note is not None
    assert "江苏省南京市鼓楼区" in body.note


@pytest.mark.parametrize(
    ("name", "year", "code"),
    [
        ("公主岭市水利局", 2018, "220381"),
        ("公主岭市水利局", 2021, "220184"),
        ("莱芜市人民政府", 2018, "371200"),
        ("保定市新市区人民政府", 2014, "130602"),
        ("新市区人民政府", 2023, "650104"),
        ("重庆市江北区人民政府", 2023, "500105"),
    ],
)
def test_divisions_of_old_are_known_by_their_years(name: str, year: int, code: str) -> None:
    assert rows_of(name, year)[0].division_code == code


def every(step: int) -> list[Division]:
    known = [each for each in divisions().by_code.values() if each.last is None]
    return [*(each for each in known if each.level != "township"), *known[::step]]


def suffix(place: Division) -> str:
    if place.name.endswith("街道"):
        return "办事处"
    return "管理委员会" if len(place.code) == 6 and place.code[4] == "7" else "人民政府"


def test_every_division_is_found_by_its_full_name_and_never_another() -> None:
    others = []
    for place in every(41):
        name = "".join(each.name for each in divisions().chain(place)) + suffix(place)
        body, *above = rows_of(name)
        if body.division_code != place.code:
            others.append((name, body.division_code))
        # Its row as a body that reports is that as a government which others belong to.
        again = rows_of(body.agency_id)
        assert again[0].agency_id == body.agency_id
        assert [row.agency_id for row in again[1:]] == [row.agency_id for row in above]
    assert others == []


def test_names_alone_are_right_or_open() -> None:
    """More than nine in ten counties and prefectures are decided by the name alone, and two townships in three."""
    decided: dict[str, list[bool]] = {}
    for place in every(41):
        code = rows_of(place.name + suffix(place))[0].division_code
        assert code in (None, place.code), place
        decided.setdefault(place.level, []).append(code is not None)
    shares = {level: sum(each) / len(each) for level, each in decided.items()}
    assert shares["province"] == shares["prefecture"] == 1
    assert shares["county"] > 0.95
    assert shares["township"] > 0.6
