"""Which figures of the prose are claims about the tables, and which are not."""

import re
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gidr_pipeline.extraction.model import Claim, Span
from gidr_pipeline.extraction.narrative.claims import read_claims
from gidr_pipeline.extraction.text.normalise import normalise
from gidr_pipeline.forms import form_of
from gidr_pipeline_tests.folders import RAW

BUREAU = "某市交通运输局"
GOVERNMENT = "某市青山区人民政府"


def read(
    text: str, year: int | None = 2022, agency: str | None = BUREAU, edition: str | None = "2021"
) -> tuple[Claim, ...]:
    return read_claims(normalise(text), [Span(0, len(text))], year, agency, form_of(edition))


def said(text: str, claims: tuple[Claim, ...]) -> str:
    """Claims as the cases below write them: `claim value`, further readings after a bar."""
    for claim in claims:
        assert claim.claim == claim.readings[0]
        assert claim.sentence.start <= claim.span.start < claim.span.end <= claim.sentence.end <= len(text)
    return "; ".join(f"{'|'.join(claim.readings)} {claim.value.normalize():f}" for claim in claims)


HANDLED = "resolved_total|received|received_and_carried_in"
ACCEPTED = "received|received_and_carried_in"

CLAIMS = [
    # received
    ("2022年，我局共收到政府信息公开申请16件。", "received 16"),
    ("本年度新收政府信息公开申请1,586件。", "received 1586"),
    ("2022年共收到8份政府信息公开申请，均为自然人申请。", "received 8"),
    ("2022 年收到依申请公开 17 宗，全部按时办结。", "received 17"),
    ("全年受理依申请公开信息56条。", f"{ACCEPTED} 56"),
    ("本年度，共受理政府信息公开申请2件，都在法定期限内予以答复。", f"{ACCEPTED} 2"),
    ("收到依申请公开请求2件，按时办结2件。", "received 2; resolved_total|received 2"),
    (
        "2024年，我街道累计收到依申请信息公开件6件。",
        "received 6",
        {"year": 2024, "agency": "鹿山区人民政府七都街道办事处"},
    ),
    ("2022年新受理依申请政府信息公开8件，全部依规及时完成回复。", "received 8"),
    ("2022年收到依申请公开来信1件次。", "received 1"),
    ("我单位收到群众依申请公开1件，均已按要求进行答复。", "received 1"),
    ("收到申请政府信息公开事项3件，已进行行政答复。", "received 3"),
    ("2022年，我局收到公民、法人或者其他组织提交的政府信息公开申请两件。", "received 2"),
    ("全年共收到依申请公开十二件，均依法答复。", "received 12"),
    ("（二）依申请公开情况\n全年共收到申请一百零五件。", "received 105"),
    ("收到公民政府信息公开申请12件。", "received|received.natural_person 12"),
    ("2022年1月1日至12月31日，我局收到政府信息公开申请４件。", "received 4"),
    ("2022年度区规划自然资源局共收到政府信息公开申请9件。", "received 9", {"agency": "某市万年区规划和自然资源局"}),
    ("全区各职能部门、镇街共收到政府信息依申请公开1499件。", "received 1499", {"agency": GOVERNMENT}),
    ("2022年我区（含各部门）共收到政府信息公开申请30宗。", "received 30", {"agency": GOVERNMENT}),
    ("政府信息公开申请新收21件，办结20件。", "received 21; resolved_total 20"),
    ("收到政府信息公开申请件数：16件。", "received 16"),
    ("收到政府信息公开申请16件，去年同期14件，增加2件，办结16件。", "received 16"),
    ("2022年共收到政府信息公开申请16件（2021年收到14件），答复16件。", "received 16; resolved_total|received 16"),
    ("《2021年政府信息公开工作年度报告》公布后，2022年收到政府信息公开申请3件。", "received 3"),
    ("2022年全区各级行政机关共收到政府信息公开申请30件，区公安分局收到4件。", "received 30", {"agency": GOVERNMENT}),
    ("全年收到政府信息公开申请仅2件。", "received 2"),
    (
        "二〇二二年，我镇收到政府信息公开申请一件，办结一件。",
        "received 1; resolved_total|received 1",
        {"agency": "白沙镇"},
    ),
    ("全年收到政府信息公开申\n请**203**件，办 结 二百\n零三件。", "received 203; resolved_total|received 203"),
    ("本部门全年共计受理依申请公开35件，在法定期限内答复35件。", f"{ACCEPTED} 35; resolved_total|received 35"),
    (
        "一年来，畅通渠道，收到依申请公开35件，其中当面申请1件、信函4件、网络30件，办结35件。",
        "received 35; resolved_total|received 35",
    ),
    ("2022年我镇全年共收到依申请公开5件。", "received 5", {"agency": "云岭县白沙镇人民政府"}),
    ("全市各级行政机关全年共收到政府信息公开申请9件。", "received 9", {"agency": "青江市人民政府"}),
    # carried over
    (
        "本年新收政府信息公开申请72件，上年结转3件，共计75件，办结74件，结转下年度继续办理1件。",
        "received 72; carried_in 3; received_and_carried_in 75; resolved_total 74; carried_out 1",
    ),
    ("2022年共收到依申请公开75件（含上年结转3件），均已答复。", "received_and_carried_in|received 75; carried_in 3"),
    ("收到依申请公开（含上年结转）75件。", "received_and_carried_in|received 75"),
    ("2022年新收申请公开12件，2021年结转2件，结转至2023年1件。", "received 12; carried_in 2; carried_out 1"),
    ("新收政府信息公开申请9件，其中1件结转下一年度办理。", "received 9; carried_out 1"),
    ("2022年收到政府信息公开申请8件。无下年度结转。", "received 8; carried_out 0"),
    (
        "2022年收到政府信息公开申请26件，上年结转1件，办结27件。其中予以公开20件，无法提供7件。",
        "received 26; carried_in 1; resolved_total 27; granted 20; unavailable 7",
    ),
    ("2022年收到政府信息公开申请18件，其中2件为2021年结转。", "received_and_carried_in|received 18"),
    ("2022年收到政府信息公开申请18件（不含上年结转2件）。", "received 18; carried_in 2"),
    (
        "2022年办理政府信息公开申请18件（含上年结转2件），办结17件。",
        "received_and_carried_in|resolved_total|received 18; carried_in 2; resolved_total 17",
    ),
    ("2022年收到政府信息公开申请18件，2021年结转2022年办理2件。", "received 18; carried_in 2"),
    ("2022年收到政府信息公开申请18件，有2件将结转到2023年继续办理。", "received 18; carried_out 2"),
    ("2022年收到政府信息公开申请18件，剩余2件按规定结转下一年度。", "received 18; carried_out 2"),
    (
        "2022年收到政府信息公开申请18件，办结17件，结转1件到2023年办理。",
        "received 18; resolved_total 17; carried_out 1",
    ),
    # resolved
    ("我局全年办理政府信息公开申请14件。", f"{HANDLED} 14"),
    ("收到政府信息公开申请16件，已办结14件。", "received 16; resolved_total 14"),
    ("受理并答复依申请公开5件。", "received|received_and_carried_in|resolved_total 5"),
    ("收到政府信息公开申请6件，依法依规按时答复6件!", "received 6; resolved_total|received 6"),
    ("截至2022年12月31日，共收到政府信息公开申请6件，办结5件。", "received 6; resolved_total 5"),
    ("今年以来，收到政府信息公开申请6件，应办结6件，实际办结5件。", "received 6; resolved_total 5"),
    (
        "收到政府信息公开申请6件，受理6件，撤回1件，办结5件。",
        "received 6; received|received_and_carried_in 6; resolved_total 5",
    ),
    # outcomes in the form's terms
    (
        "2022年共收到8份政府信息公开申请。其中，予以公开2件，部分公开2件，无法提供1件，不予处理3件。",
        "received 8; granted 2; granted_in_part 2; unavailable 1; unprocessed 3",
    ),
    (
        "2022年收到政府信息公开申请6件，其中3件予以公开、2件予以部分公开、1件不予公开。",
        "received 6; granted 3; granted_in_part 2; refused 1",
    ),
    (
        "完成政府信息依申请公开答复53件。其中，予以公开答复46件，占86.8%；不予公开7件，占13.2%。",
        "resolved_total 53; granted 46; refused 7",
    ),
    (
        "收到依申请公开9件，因保护第三方合法权益不予公开1件，属于四类过程性信息1件，本机关不掌握相关政府信息2件，重复申请1件。",
        "received 9; refused_third_party.total 1; refused_deliberative.total 1; unavailable_not_held.total 2;"
        " unprocessed_duplicate.total 1",
    ),
    (
        "收到依申请公开4件，因本机关不掌握等原因无法提供的1件，其他处理3件。",
        "received 4; unavailable_not_held.total|unavailable 1; other_outcome 3",
    ),
    (
        "收到政府信息公开申请7件，办结7件，按规定予以公开4件，依法不予公开3件。",
        "received 7; resolved_total|received 7; granted 4; refused 3",
    ),
    ("全年受理依申请公开信息5条。其中予以公开3条，不予公开2条。", f"{ACCEPTED} 5; granted 3; refused 2"),
    # by applicant
    (
        "收到政府信息公开申请12件，办结11件，其中自然人申请9件，商业企业2件。",
        "received 12; resolved_total 11; resolved_total.natural_person|received.natural_person 9;"
        " resolved_total.business|received.business 2",
    ),
    (
        "收到政府信息公开申请12件，结转下年度3件，其中自然人8件，商业企业1件。",
        "received 12; carried_out 3",
    ),
    (
        "新收政府信息公开申请36件，其中自然人申请30件，商业企业4件，其他2件。",
        "received 36; received.natural_person 30; received.business 4; received.other_org 2",
    ),
    (
        "我局收到政府信息公开申请20件，来自公民18件，法律服务机构2件；上年结转4件，其中自然人3件。",
        "received 20; received.natural_person 18; received.legal_services 2; carried_in 4; carried_in.natural_person 3",
    ),
    # challenges
    ("因政府信息公开被申请行政复议1件，被提起行政诉讼2件。", "reconsideration 1; litigation 2"),
    ("发生针对本单位有关政府信息公开事务的行政复议案和行政诉讼案均为0件。", "reconsideration 0; litigation 0"),
    (
        "收到针对我街道信息公开事务的行政复议0件。收到针对我街道信息公开事务的行政诉讼0件。",
        "reconsideration 0; litigation 0",
    ),
    ("未发生因政府信息公开而提起的行政复议及行政诉讼案件。", "reconsideration 0; litigation 0"),
    ("2022年我局收到政府信息公开申请3件，无行政复议、行政诉讼。", "received 3; reconsideration 0; litigation 0"),
    (
        "未收到政府信息公开申请，也未发生因政府信息公开申请行政复议、提起行政诉讼的情况。",
        "received 0; reconsideration 0; litigation 0",
    ),
    ("2022年，我局未发生依申请公开政府信息方面的行政复议和行政诉讼。", "reconsideration 0; litigation 0"),
    ("因依申请公开引起的行政复议、行政诉讼各1件。", "reconsideration 1; litigation 1"),
    (
        "其中共有1份依申请公开答复被申请行政复议（结果纠正），1份被提起行政诉讼（尚未审结）。",
        "reconsideration 1; litigation 1",
    ),
    (
        "因政府信息公开引发行政诉讼5件，其中未经复议直接起诉3件，复议后起诉2件。",
        "litigation 5; litigation_direct.total 3; litigation_after_reconsideration.total 2",
    ),
    ("政府信息公开类行政复议三起，行政诉讼一起。", "reconsideration 3; litigation 1"),
    ("（三）政府信息公开行政复议、行政诉讼情况\n2022年，行政复议3件，行政诉讼2件。", "reconsideration 3; litigation 2"),
    ("政府信息公开行政诉讼、行政复议分别为1件、2件。", "litigation 1; reconsideration 2"),
    ("以本机关为被告的政府信息公开行政诉讼2件。", "litigation 2"),
    # none at all
    ("2022年，未收到依申请公开事项.", "received 0"),
    ("全年没有收到政府信息公开申请。", "received 0"),
    ("2022年我局无依申请公开情况。", "received 0"),
    ("我局2022年未收到公民、法人和其他组织提出的政府信息公开申请。", "received 0"),
    ("无结转下年度继续办理的申请，未被申请政府信息公开行政复议。", "reconsideration 0"),
    # the first table
    (
        "2022年制发规章0件、行政规范性文件3件，废止行政规范性文件2件，现行有效行政规范性文件12件。",
        "rules.issued 0; normative_documents.issued 3; normative_documents.repealed 2; normative_documents.in_force 12",
    ),
    (
        "行政规范性文件制发3件，废止2件，现行有效9件。",
        "normative_documents.issued 3; normative_documents.repealed 2; normative_documents.in_force 9",
    ),
    ("截至2022年底，现行有效行政规范性文件12件。", "normative_documents.in_force 12"),
    ("全年作出行政许可决定123件，行政处罚处理决定45件。", "licensing.decisions 123; penalties.decisions 45"),
    ("本年度未制发行政规范性文件。", "normative_documents.issued 0"),
    ("收取行政事业性收费12.5万元。", "fees.amount_10k_yuan 12.5"),
    ("行政事业性收费总额为1,256.78万元。", "fees.amount_10k_yuan 1256.78"),
    ("全年行政事业性收费共125600元。", "fees.amount_10k_yuan 12.56"),
    ("全年行政事业性收费1.2亿元。", "fees.amount_10k_yuan 12000"),
    (
        "行政规范性文件：制发3件，废止2件，现行有效9件。",
        "normative_documents.issued 3; normative_documents.repealed 2; normative_documents.in_force 9",
    ),
    (
        "新制作规范性文件64件，新公开规范性文件60件。",
        "normative_documents.created 64; normative_documents.newly_disclosed 60",
        {"edition": "2019"},
    ),
]

NO_CLAIMS = [
    # rounded
    "收到政府信息公开申请六七件，办结三五件，结转下年度一两件。",
    "收到政府信息公开申请二三十件，办结百件，答复一百五件。",
    "收到政府信息公开申请7、8件。",
    "收到政府信息公开申请80件（左右），办结80件有余。",
    "共收到政府信息公开申请100余件。",
    "全年收到依申请公开近50件。",
    "收到政府信息公开申请约30件，办结20多件。",
    "收到政府信息公开申请50件左右。",
    "收到政府信息公开申请超过300件，不少于往年。",
    "收到依申请公开十余件，办结数十件。",
    "收到政府信息公开申请3至5件。",
    "收到政府信息公开申请1.2万件。",
    # one by one
    "依申请公开做到收到一件、登记一件、答复一件。",
    "依申请公开坚持受理一件，办结一件。",
    # by channel
    "依申请公开规范办理，来人收到申请3件，政府网收到申请27件。",
    "依申请公开规范办理，法规科受理3件，办公室受理5件。",
    "其中当面申请1件，网络申请3件，信函申请12件。",
    "通过网络收到政府信息公开申请7件。",
    "收到居民书面信息公开申请2例。",
    "依申请公开系统收到申请公开信息4件。",
    # change, share
    "申请量同比增加3件，行政复议比上年减少2件。",
    "政府信息公开申请收到率100%，较2021年收到的申请10件多6件。",
    "与2021年收到的政府信息公开申请10件相比有所增加。",
    "与历年相比政府信息公开申请数量增加1例。",
    "2022年，我局共收到申请和投诉，较上年增加的政府信息公开申请10件。",
    # another year, part of the year
    "2020年、2021年、2022年分别收到政府信息公开申请10件、14件、16件。",
    "2021年和2022年共收到政府信息公开申请26件。",
    "2021年未发生政府信息公开行政复议、行政诉讼，未收到政府信息公开申请。",
    "2021年我局收到政府信息公开申请10件。",
    "2021年全年共收到政府信息公开申请10件，办结10件，行政复议1件。",
    "上年共收到依申请公开12件，去年办结11件。",
    "上半年收到政府信息公开申请6件，1-6月答复5件。",
    "第一季度受理依申请公开2件。",
    "自2008年以来，累计收到政府信息公开申请800件。",
    "截至2022年12月31日，累计收到政府信息公开申请36件。",
    "近三年共收到政府信息公开申请45件。",
    "2020年结转的政府信息公开申请2件。",
    "2021年—2022年共收到政府信息公开申请20件。",
    "五年来，共收到政府信息公开申请98件。",
    "十四五期间收到政府信息公开申请98件，机构改革后办结90件。",
    "2020、2021、2022年收到政府信息公开申请8件；2021、2022两年共收到政府信息公开申请6件。",
    "二〇二一年收到政府信息公开申请8件，21年办结8件。",
    "截至2022年6月底，共收到政府信息公开申请8件；截至目前，共收到政府信息公开申请9件。",
    # another body
    "全市各县区收到政府信息公开申请200件。",
    "下属单位收到政府信息公开申请5件，办结5件。",
    "市公安局共收到政府信息公开申请30件，办结28件。",
    "全市共收到政府信息公开申请3000件。",
    "指导各单位办理依申请公开12件。",
    "司法局全年办理行政复议案件35件、行政诉讼12件。",
    "我局收到行政复议申请20件，审理涉政府信息公开行政复议案件6件。",
    "收到上级转来的依申请公开3件。",
    "各镇街未收到政府信息公开申请。",
    "依申请公开工作平稳。全局发生行政复议5件、行政诉讼3件。",
    "2022年共发生行政复议5件、行政诉讼3件，均与政府信息公开无关。",
    "全市税务系统共收到政府信息公开申请23件。",
    "以市政府为被告的政府信息公开行政诉讼3件，市政府作为被申请人的政府信息公开行政复议2件。",
    "收到政府信息公开行政复议申请3件。",
    # other matters
    "依申请公开工作有序。办理人大建议35件，上年结转2件，结转下年度1件。",
    "依申请公开工作有序。政府投资项目35项，其中上年结转12项。",
    "依申请公开工作有序。收到各类来文350件，办结350件。",
    "依申请公开工作有序。公租房申请350件，办结340件。",
    "依申请公开工作有序。不动产登记受理350件，办结340件。",
    "依申请公开工作有序。政务服务方面，全年受理3500件，办结3500件。",
    "政府信息公开行政复议上年结转1件，新收3件。",
    "依申请公开工作有序。对拟公开信息审查1200条，其中不予公开3条。",
    "受理行政许可申请300件，办结298件，依申请公开。",
    "办理涉及政府信息公开的行政复议答复3件、行政诉讼应诉2件。",
    "经清理，废止制度10件，宣布继续有效的规范性文件40件。",
    "2022年修订规范性文件1件，制定规范性文件3件。",
    "主动公开政府信息8466条，公开规范性文件13份，发布政策解读33件。",
    "办理人大代表建议12件、政协提案8件，答复率100%。",
    "收到群众留言20条，答复20条，受理信访件3件，办结3件。",
    "本年度共发出收费通知0件，涉及收费金额0元，收取信息处理费380元。",
    "录入双公示信息3147条（其中行政许可决定1277条、行政处罚决定16条）。",
    "办理行政许可1277件，实施行政处罚16起。",
    "制定规章制度12项，审查规范性文件8件。",
    "主动公开市政府规章13件（含新制定5件，修改4件，废止4件）。",
    "减免行政事业性收费200万元。",
    "行政事业性收费12.3元，行政事业性收费0.00001万元。",
    "收到政府信息公开申请100000000000000件。",
    "公开行政处罚决定16件。",
    # other counting
    "依申请公开规范办理，10个工作日内答复12件，首次答复11件，公开答复10件。",
    "依申请公开规范办理，经协商后办结12件，批转办理10件，征地类办结5件。",
    "上年结转政府信息公开申请已办结3件，2021年收到、2022年办结的申请3件。",
    "办结2021年结转的政府信息公开申请3件、2022年新收的申请30件。",
    "涉及征地拆迁方面收到政府信息公开申请5件，最多的一天收到政府信息公开申请4件。",
    "办结上年结转政府信息公开申请3件。",
    "不予受理政府信息公开申请2件，依申请公开正在办理2件，延期答复1件，提前办结3件。",
    "政府信息公开行政诉讼一审案件3件，二审案件1件。",
    "其中属于已主动公开范围2件，同意公开1件，同意部分公开2件，不同意公开0件，不属于本行政机关11件。",
    "收到涉及征地拆迁的申请12件。",
    "属于已主动公开的2件，予以公开1件，告知通过其他途径办理0件。",
    "因涉及商业秘密不予公开1件。",
    "予以公开和部分公开81件。",
    "行政复议结果维持1件，纠正0件；行政诉讼败诉0件。",
    "政府信息公开行政复议和行政诉讼共3件。",
    "未发生政府信息公开行政复议、行政诉讼败诉案件。",
    "未发生政府信息公开行政复议、行政诉讼被纠错情况。",
    "行政复议、行政诉讼分别为1件、2件，行政诉讼、行政复议分别为3件。",
    "对信息予以公开120条。",
    # rules, plans, phrases
    "是否未收到政府信息公开申请，均须填报；如未收到政府信息公开申请，应说明。",
    "未收到法人提出的政府信息公开申请。",
    "根据《条例》，行政机关收到政府信息公开申请，应当在20个工作日内答复。",
    "力争收到政府信息公开申请办结10件。",
    "答复每一件政府信息公开申请，推进一件事一次办，收到申请第3件。",
    "未发生一起泄密事件，未收到政府信息公开申请费用。",
    "未收到网络申请。",
    "若未收到政府信息公开申请，则不予答复；确保未发生政府信息公开行政复议。",
    "未收到政府信息公开申请投诉，未发生政府信息公开行政复议纠错。",
    "无行政复议、无行政诉讼。",
    "未收到政府信息公开申请的单位有3个。",
    "依申请公开收到申请1 586件。",
]


@pytest.mark.parametrize("case", CLAIMS, ids=lambda case: case[0][:24])
def test_a_claim_is_read_with_its_readings(case: tuple[str, str] | tuple[str, str, dict[str, object]]) -> None:
    text, expected, *options = case
    assert said(text, read(text, **(options[0] if options else {}))) == expected  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("agency", "text"),
    [
        ("某市人民政府", "2022年，市政府共收到政府信息公开申请230件。"),
        ("某市人民政府", "2022年，全省共收到政府信息公开申请2300件。"),
        ("某市人民政府办公室", "2022年，全市共收到政府信息公开申请2300件。"),
        ("某县新兴镇人民政府", "2022年，全县共收到政府信息公开申请200件。"),
        (GOVERNMENT, "全区共收到政府信息公开申请300件，其中区政府本级50件。"),
        (GOVERNMENT, "2022年，某市共收到政府信息公开申请5000件。"),
        ("青江市公安局东平分局", "青江市公安局共收到政府信息公开申请500件。"),
        ("青江市公安局东平分局", "市局共收到政府信息公开申请500件。"),
        ("青江市东平区人民政府白沙街道办事处", "东平区人民政府共收到政府信息公开申请500件。"),
        ("青江市东平区人民政府白沙街道办事处", "东平区未收到政府信息公开申请。"),
        ("云岭县白沙镇人民政府", "县政府共收到政府信息公开申请500件。"),
        ("广州市东平区市场监督管理局", "市市场监督管理局共收到政府信息公开申请500件。"),
        ("国家税务总局青江市税务局", "国家税务总局共收到政府信息公开申请500件。"),
        ("青江市水务局", "青江市未收到政府信息公开申请。"),
        (None, "2022年，区公安分局共收到政府信息公开申请30件，办结30件。"),
    ],
)
def test_another_body_is_told_by_the_name_of_this_one(agency: str | None, text: str) -> None:
    assert said(text, read(text, agency=agency)) == ""


@pytest.mark.parametrize(
    ("agency", "name"),
    [
        ("青江市公安局东平分局", "东平分局"),
        ("青江市公安局东平分局", "我分局"),
        ("青江市东平区人民政府白沙街道办事处", "白沙街道"),
        ("青江市东平区人民政府白沙街道办事处", "街道办"),
        ("云岭县白沙镇人民政府", "白沙镇"),
        ("云岭县白沙镇人民政府", "镇政府"),
        ("广州市东平区市场监督管理局", "区市场监管局"),
        ("广州市东平区人民政府", "东平区"),
        ("国家税务总局青江市税务局", "市税务局"),
        ("青江市住房和城乡建设局", "市住建局"),
        ("青江市人民政府办公室", "市府办"),
    ],
)
def test_the_body_is_known_by_its_short_names(agency: str, name: str) -> None:
    text = f"2022年，{name}共收到政府信息公开申请7件。"
    assert said(text, read(text, agency=agency)) == "received 7"


@pytest.mark.parametrize("text", NO_CLAIMS, ids=lambda text: text[:24])
def test_other_figures_are_no_claims(text: str) -> None:
    assert said(text, read(text)) == ""


REPORTS = {
    "000_898eb9b3e54026d0.txt": (2022, "广州开发区民营经济和企业服务局", "2021"),
    "001_a4b06523178ecf58.txt": (2020, "广州市黄埔区人民政府 广州开发区管委会", "2019"),
    "002_6d7d4ee39ed0853f.txt": (2023, "广州市番禺区科技工业商务和信息化局", "2021"),
    "003_cdc0b0311637d4aa.txt": (2022, "政府办公室", "2021"),
    "004_237779eea2f2ca97.txt": (2022, "广州市从化区人民政府", "2021"),
}
# What the tables of the five reports print for the claims that their prose makes.
TABLES = {
    "000_898eb9b3e54026d0.txt": {"received": 1, "resolved_total": 1, "reconsideration": 0, "litigation": 0},
    "001_a4b06523178ecf58.txt": {
        "received": 1586,
        "received.natural_person": 1482,
        "received.business": 71,
        "received.public_interest": 3,
        "received.legal_services": 5,
        "received.other_org": 25,
        "carried_in": 73,
        "carried_in.natural_person": 62,
        "carried_in.business": 9,
        "carried_in.other_org": 2,
        "granted": 452,
        "granted_in_part": 356,
        "refused": 139,
        "unavailable": 513,
        "unprocessed": 87,
        "other_outcome": 57,
        "carried_out": 55,
    },
    "002_6d7d4ee39ed0853f.txt": {
        "resolved_total": 2,
        "refused_third_party.total": 1,
        "unavailable_not_held.total": 1,
        "reconsideration": 0,
        "litigation": 0,
    },
    "003_cdc0b0311637d4aa.txt": {"received": 16},
    "004_237779eea2f2ca97.txt": {"received": 576, "reconsideration": 1, "litigation": 1},
}


@pytest.mark.parametrize("name", REPORTS)
def test_the_claims_of_the_reports(name: str) -> None:
    """The whole text may be taken for prose, and still no cell of a table is a claim."""
    text = (RAW / name).read_text(encoding="utf-8")
    claims = read(text, *REPORTS[name])
    assert [claim.claim for claim in claims] == list(TABLES[name])
    off = {claim.claim: claim.value for claim in claims if claim.value != TABLES[name][claim.claim]}
    assert off == ({"received": 575} if name.startswith("004") else {})


def test_a_claim_has_its_place_its_unit_and_its_sentence() -> None:
    text = "一、总体情况\n2022 年，我局共收到政府信息公开\n申请 **1,586** 宗 。未发生行政诉讼。"
    received, litigation = read(text)
    assert text[received.span.start : received.span.end] == "1,586"
    assert (received.value, received.unit) == (1586, "宗")
    assert text[received.sentence.start : received.sentence.end].startswith("2022 年，我局")
    assert text[received.sentence.start : received.sentence.end].endswith("宗 。")
    assert text[litigation.span.start : litigation.span.end] == "未发生"
    assert (litigation.value, litigation.unit) == (0, None)


def test_only_the_prose_is_read() -> None:
    text = "2022年收到政府信息公开申请16件。2022年收到政府信息公开申请17件。"
    half = len(text) // 2
    claims = read_claims(text, [Span(half, len(text))], 2022, BUREAU, form_of("2021"))
    assert [claim.value for claim in claims] == [17]


def test_a_report_of_unknown_year_claims_nothing_of_a_named_year() -> None:
    assert [claim.value for claim in read("共收到政府信息公开申请16件。", year=None)] == [16]
    assert read("2022年共收到政府信息公开申请16件，2021年结转2件。", year=None) == ()


def test_what_has_no_full_stop_for_pages_is_no_sentence() -> None:
    text = "收到政府信息公开申请16件，"
    assert [claim.claim for claim in read(text)] == ["received"]
    assert read(text * 500) == ()


@pytest.mark.parametrize("edition", ["2019", "2021", None])
def test_claims_are_those_of_the_edition(edition: str | None) -> None:
    form = form_of(edition)
    cells = {f"{row}.{column}" for table in form.tables.values() for row, column in table.cells()}
    for case in CLAIMS:
        for claim in read(case[0], edition=edition):
            assert {claim.claim, *claim.readings} <= cells | set(form.claims)


PIECES = [
    *(case[0] for case in CLAIMS),
    *NO_CLAIMS,
    "\n(一)依申请公开情况\n",
    "## 总体情况\n",
    "其中",
    "0件",
    "三件，",
    "1 5件",
    "(",
    ")。",
    "、",
    "未发生",
    "行政复议",
]


@settings(max_examples=60, deadline=None)
@given(st.lists(st.one_of(st.sampled_from(PIECES), st.text(max_size=6)), max_size=6).map("".join))
def test_any_text_gives_places_that_hold_the_figures(text: str) -> None:
    for claim in read(text):
        printed = text[claim.span.start : claim.span.end]
        if claim.unit is None and not printed[0].isdigit() and "零" not in printed:
            assert (printed[0] in "未没无不", claim.value) == (True, 0)
        elif printed.isascii():
            of_unit = {"元": Decimal("0.0001"), "亿元": 10000}.get(claim.unit or "", 1)
            assert Decimal(printed.replace(",", "")) * of_unit == claim.value
        assert claim.sentence.start <= claim.span.start < claim.span.end <= claim.sentence.end <= len(text)


@settings(max_examples=60, deadline=None)
@given(st.sampled_from([case for case in CLAIMS if len(case) == 2]), st.data())
def test_white_space_around_figures_changes_nothing(case: tuple[str, str], data: st.DataObject) -> None:
    text, expected = case
    spaces = st.sampled_from(["", " ", "\n", " \n ", "\u3000"])
    spaced = re.sub(
        r"(?<![\d,.０-９])([\d０-９][\d,.０-９]*)", lambda m: data.draw(spaces) + m[0] + data.draw(spaces), text
    )
    assert said(spaced, read(spaced)) == expected


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 9999))
def test_numerals_are_figures(value: int) -> None:
    text = f"全年共收到政府信息公开申请{in_chinese(value)}件。"
    assert [claim.value for claim in read(text)] == [value]


def in_chinese(value: int) -> str:
    if value == 0:
        return "零"
    words, gap = "", False
    for power, unit in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit = value // power % 10
        if digit:
            words += ("零" if gap and words else "") + "零一二三四五六七八九"[digit] + unit
        gap = not digit
    return words
