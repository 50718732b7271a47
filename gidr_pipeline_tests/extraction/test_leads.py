"""Sentences that name a report or its body: who wrote it, whom to ask, of which work it tells."""

import pytest

from gidr_pipeline_tests.extraction.reading import title_of


@pytest.mark.parametrize(
    ("prose", "agency"),
    [
        ("2022年，青江市水务局坚持公开，我局认真落实。", "青江市水务局"),
        ("2022年，青江市人民政府坚持公开，我市成效显著。", "青江市人民政府"),
        ("2022年，青江市人民政府秉持公开的态度，我市成效显著。", "青江市人民政府"),
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
    "given", ["现公布{}2022年政府信息公开工作年度报告。", "特向社会公布《{}2022年政府信息公开年度报告》。"]
)
@pytest.mark.parametrize("agency", ["石桥经济技术开发区管理委员会", "国家税务总局云岭市税务局", "柳河县人民政府"])
def test_a_name_broken_anywhere_in_the_sentence_that_gives_the_report(agency: str, given: str) -> None:
    for at in range(1, len(agency)):
        name = f"{agency[:at]}\n{agency[at:]}"
        title = title_of(f"根据《条例》规定，{given.format(name)}", "一、总体情况")
        assert ("".join((title.agency or "").split()), title.year) == (agency, 2022)


@pytest.mark.parametrize(
    ("sentence", "agency"),
    [
        ("由青江县白沙镇人民政府编制的2022年度政府信息公开年度报告。", "青江县白沙镇人民政府"),
        ("现公布由白沙镇编制的2022年政府信息公开工作年度报告。", "白沙镇"),
        ("现向社会公布由青江县水利局编制的2022年政府信息公开工作年度报告。", "青江县水利局"),
        ("由青江县水利局政务公开领导小组办公室编制2022年政府信息公开工作年度报告。", "青江县水利局"),
        ("本年报是根据要求，由青江县水利局办公室编制的2022年度政府信息公开年度报告。", "青江县水利局"),
        ("梳理编制青江县白沙镇2022年政府信息公开工作年度报告。", "青江县白沙镇"),
        ("现编制形成了《青江县白沙镇2022年政府信息公开工作年度报告》。", "青江县白沙镇"),
        ("按照有关规定，汇总编制完成青江县白沙镇2022年政府信息公开工作年度报告。", "青江县白沙镇"),
        ("等文件要求，结合全县统计数据编制完成《青江县2022年政府信息公开工作年度报告》。", "青江县"),
        ("东平区水务局编制了2022年政府信息公开年度报告。", None),
        ("我镇认真编制了《青江县白沙镇2022年政府信息公开工作年度报告》。", "青江县白沙镇"),
        ("现将青江县东平街道办事处2022年度政府信息工作年度报告予以公开。", "青江县东平街道办事处"),
        ("按照有关规定，现就青江县水利局2022年度政府信息公开工作报告如下。", "青江县水利局"),
        ("现向社会公布青江市水务局（以下简称“市水务局”）2022年政府信息公开工作年度报告。", "青江市水务局"),
        ("按照有关规定，编制形成2022年青江市水务局政府信息公开年度报告。", "青江市水务局"),
        (
            "根据规定，青江市政务公开领导小组办公室编制了青江市人民政府2022年度政府信息公开工作年度报告。",
            "青江市人民政府",
        ),
        ("根据规定，青江市卫健委编制了青江市卫生健康委员会2022年政府信息公开工作年度报告。", "青江市卫生健康委员会"),
        ("本年度报告是根据《条例》要求，按照2022年青江市水务局政府信息公开工作实际编制而成。", "青江市水务局"),
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
        ("青江市政务公开工作领导小组办公室", None),
        ("青江市水务局（以下简称市水务局）", "青江市水务局"),
        ("青江市水务局局党政办公室", "青江市水务局"),
        ("青江市扶贫开发办公室", "青江市扶贫开发办公室"),
        ("青江市金融办", "青江市金融办"),
        ("青江市地方志编纂委员会办公室", "青江市地方志编纂委员会办公室"),
        ("白沙镇人民政府办公室", "白沙镇人民政府"),
        ("白沙镇党建工作办公室", "白沙镇"),
        ("青江市东平街道党政办公室综合科", "青江市东平街道"),
        ("青江县白沙镇政府综合督考办公室", "青江县白沙镇政府"),
        ("景德镇市白沙镇党政办公室", "景德镇市白沙镇"),
        ("白沙镇卫生院办公室", None),
        ("青江市重点镇建设办公室", None),
        ("青江市古镇保护办公室", None),
        ("青江市街道工作办公室", None),
        ("青江市新型城镇化工作领导小组办公室", None),
        ("青江市乡镇企业管理办公室", None),
        ("青江县人民政府办公室", None),
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
        ("现将东平街道2022年度政府信息公开工作情况进行报告。", "东平街道", 2022),
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


@pytest.mark.parametrize("asks", ["请与{}联系", "可与{}办公室联系", "请联系：{}（电话：0101-234）"])
def test_whom_to_ask_about_a_report_has_written_it(asks: str) -> None:
    name = "青江市水务局"
    assert title_of("2022年政府信息公开工作年度报告", f"如有疑问，{asks.format(name)}。").agency == name


@pytest.mark.parametrize(
    ("body", "called", "agency"),
    [
        ("青江市政务服务中心", "我市", None),
        ("青江市林业事务中心", "我市", None),
        ("青江市政务服务中心", "我中心", "青江市政务服务中心"),
        ("青江市大数据管理局", "我局", "青江市大数据管理局"),
    ],
)
def test_who_answers_for_a_government_has_written_what_calls_itself_so(
    body: str, called: str, agency: str | None
) -> None:
    prose = f"如有疑问，请联系{body}。", "一、总体情况", f"2022年，{called}公开信息12条。"
    assert title_of("2022年政府信息公开工作年度报告", *prose).agency == agency


def test_a_notice_on_how_to_write_reports_names_no_body() -> None:
    notice = "《关于做好2022年政府信息公开工作年度报告编制发布有关事项的通知》"
    title = title_of(f"根据{notice}要求，青江市东平生态环境局编制了本报告。", "一、总体情况")
    assert title.agency == "青江市东平生态环境局"


@pytest.mark.parametrize("consists", ["报告由总体情况、主动公开政府信息情况等组成。", "全文包括总体情况等六部分。"])
def test_who_made_a_report_may_be_illegible(consists: str) -> None:
    lead = f"根据有关要求，abc12水务局编制了2022年政府信息公开年度报告。{consists}"
    period = "统计期限自2021年1月1日起至2021年12月31日止。"
    title = title_of(lead + period, "一、总体情况", "2022年，我局坚持公开。")
    assert (title.agency, title.year) == (None, 2022)


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


def test_a_report_that_was_made_and_published_is_not_this_one() -> None:
    made = "3月底前编制完成了青江市水务局2022年政府信息公开工作年度报告并发布。"
    title = title_of("2023年政府信息公开工作年度报告", "一、总体情况", f"2023年，我局认真落实条例。{made}")
    assert (title.agency, title.year) == (None, 2023)
