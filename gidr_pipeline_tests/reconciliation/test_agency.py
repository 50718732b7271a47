"""Which names mean one body, and which could mean any."""

import polars as pl
import pytest

from gidr_pipeline.reconciliation.agency import agency_key


def key_of(name: str | None) -> str | None:
    frame = pl.DataFrame({"agency": [name]}, schema={"agency": pl.String})
    key = frame.select(agency_key(pl.col("agency"))).item()
    assert key is None or isinstance(key, str)
    return key


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("广州市教育局", "广州市 教育局"),
        ("广州市教育局", "　广州市\t教育局\n"),
        ("广州市教育局", "广州市\u200b教育局"),
        ("广州市黄埔区人民政府 广州开发区管委会", "广州市黄埔区人民政府广州开发区管委会"),
        ("浦东新区金桥镇（本级）", "浦东新区金桥镇(本级)"),
        ("Ａ区财政局甲", "A区财政局甲"),
        # A radical that looks like the character, as some PDF fonts give it.
        ("⼴州市教育局", "广州市教育局"),
    ],
)
def test_white_space_and_width_make_no_other_agency(one: str, other: str) -> None:
    assert key_of(one) == key_of(other)
    assert key_of(one) is not None


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("广州市教育局", "广州市教育厅"),
        ("广州市教育局", "广州市番禺区教育局"),
        ("广州市科技局", "广州市科学技术局"),
        ("广州市从化区人民政府", "广州市从化区人民政府办公室"),
    ],
)
def test_other_words_make_another_agency(one: str, other: str) -> None:
    assert key_of(one) != key_of(other)


@pytest.mark.parametrize(
    "name",
    [
        "广州市教育局",
        "广州市从化区人民政府",
        "广州开发区民营经济和企业服务局",
        "广州市番禺区科技工业商务和信息化局",
        "广东省人民政府办公厅",
        "海关总署",
        "教育部",
        "财政部",
        "交通运输部",
        "住房和城乡建设部",
        "审计署",
        "国家税务总局",
        "国家统计局",
        "国家卫生健康委员会",
        "国务院办公厅",
        "中国气象局",
        "中国证券监督管理委员会",
        "国家税务总局广州市税务局",
        "民航局空管中心华北分部",
        # Places whose names are made of words that are elsewhere generic.
        "和县人民政府",
        "和县教育局",
        "市中区人民政府",
        "郊区人民政府",
        "矿区财政局",
        "城区审计局",
        "西区人民政府",
        "新城区教育局",
        "旗山镇人民政府",
        "建设街道办事处",
        "文化街道办事处",
        "工业街道办事处",
        "交通镇人民政府",
        "金融街街道办事处",
        "农业镇政府",
        "局子街道办事处",
        "林区镇林业村",
        "乡宁县人民政府",
        "镇平县教育局",
        "盟城街道",
        "州门司乡人民政府",
        "北京市朝阳区人民政府",
        "横琴粤澳深度合作区",
    ],
)
def test_a_name_that_tells(name: str) -> None:
    assert key_of(name) == name


@pytest.mark.parametrize(
    "name",
    [
        None,
        "",
        "　",
        "政府办公室",
        "政府 办公室",
        "人民政府",
        "县人民政府",
        "市人民政府办公室",
        "省政府办公厅",
        "区政府",
        "镇人民政府",
        "街道办事处",
        "教育局",
        "县教育局",
        "市教育和体育局",
        "区发展和改革局",
        "市人力资源和社会保障局",
        "县住房和城乡建设局",
        "县住房城乡建设局",
        "区城市管理和综合执法局",
        "市工业和信息化局",
        "科技工业商务和信息化局",
        "县文化广电旅游局",
        "县文化和旅游局",
        "区卫生健康委员会",
        "市场监督管理局",
        "县市场监管局",
        "区退役军人事务局",
        "市规划和自然资源局",
        "市生态环境局",
        "县农业农村局",
        "县水利局",
        "财政厅",
        "省教育厅",
        "公安分局",
        "县公安局交通警察大队",
        "税务局",
        "开发区管委会",
        "经济技术开发区管理委员会",
        "高新区管委会",
        "高新技术产业开发区管理委员会",
        "新区管委会",
        "县委办公室",
        "党政办公室",
        "党政综合办公室",
        "政务公开办公室",
        "政务公开领导小组办公室",
        "县政务服务数据管理局",
        "行政审批服务局",
        "县应急管理局（本级）",
        "办公室",
        "办公厅",
        "本单位",
        "我局",
        "本机关",
        "某局",
        "某某市某某局",
        "XX局",
        "ＸＸ县教育局",
        "××市人民政府",
        "**镇人民政府",
        "____局",
        "(1)教育局",
    ],
)
def test_a_name_that_could_be_anyones(name: str | None) -> None:
    assert key_of(name) is None
