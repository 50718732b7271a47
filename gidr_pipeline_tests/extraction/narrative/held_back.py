"""Sentences that were written after the reader and that it was not fitted to, with the claims that a person would name.

What of these is read is the honest figure; who fits the reader to them has to write others.
"""

from gidr_pipeline_tests.extraction.narrative.wordings import (
    CITY,
    COUNTRY,
    DISTRICT,
    HEALTH,
    HOUSING,
    OFFICE,
    STREET,
    TOWN,
    ZONE,
    Wordings,
)

HELD_BACK: Wordings = {
    (TOWN, 2023): [
        (
            "（二）依申请公开情况\n2023年，白沙镇收到1件政府信息公开申请，申请人为自然人，经研究决定予以公开，已按时答复。",
            "received 1",
        ),
        ("2023年度本镇共计收到公民提出的政府信息公开申请6件，全部办理完毕。", "received 6"),
        ("全年共受理群众政府信息公开申请3件次，均为网上申请，答复率为100%。", "received 3"),
        ("（三）依申请公开：无。行政复议、行政诉讼：无。", ""),
        (
            "我镇2023年度没有公民、法人或其他组织申请政府信息公开，也无因政府信息公开引发的复议和诉讼。",
            "received 0; reconsideration 0; litigation 0",
        ),
        ("2023年，镇本级无制发规章和规范性文件的情况。", ""),
        ("截至12月31日，白沙镇共办理依申请公开4件，无一件引发行政复议或行政诉讼。", "resolved_total 4"),
        ("本年新收政府信息公开申请2件（均为自然人），本年度予以公开2件，无结转。", "received 2; granted 2"),
        ("2023年度，我镇共收到依申请公开事项五件，较2022年（两件）增加三件，已全部答复。", "received 5"),
        ("镇便民服务中心全年受理群众申请12000余件，办结率100%。", ""),
    ],
    (COUNTRY, 2021): [
        ("2021年度石门乡人民政府未收到任何公民、法人及其他组织的信息公开申请。", "received 0"),
        (
            "我乡全年未收到依申请公开事项，也未因信息公开被提起行政复议、行政诉讼。",
            "received 0; reconsideration 0; litigation 0",
        ),
        (
            "2021年全乡公开信息178条，收到依申请公开申请0件，政府信息公开行政复议0件、行政诉讼0件。",
            "received 0; reconsideration 0; litigation 0",
        ),
        (
            "四、政府信息公开行政复议、行政诉讼情况\n2021年未发生行政复议、行政诉讼的情况。",
            "reconsideration 0; litigation 0",
        ),
        ("没有上年结转的政府信息公开申请，没有本年新收的政府信息公开申请。", "carried_in 0; received 0"),
        ("五、存在的主要问题及改进情况\n一是依申请公开工作人员业务不熟，全年培训2次，覆盖12人。", ""),
    ],
    (STREET, 2024): [
        (
            "2024年，白沙街道共新收政府信息公开申请23件（上年结转2件），办结24件，结转下年1件。",
            "received 23; carried_in 2; resolved_total 24; carried_out 1",
        ),
        (
            "街道全年收到依申请公开23宗，按答复结果分，予以公开9宗、部分公开3宗、无法提供8宗、不予处理1宗、其他处理2宗。",
            "received 23; granted 9; granted_in_part 3; unavailable 8; unprocessed 1; other_outcome 2",
        ),
        ("收到申请23件，其中自然人21件，其他组织2件。依申请公开按时办结率100%。", ""),
        (
            "因政府信息公开被申请人提起行政复议2件，复议机关均维持我街道答复；行政诉讼0件。",
            "reconsideration 2; litigation 0",
        ),
        (
            "2024年，我街道办事处依法受理依申请公开23件，回复22件，另1件因涉及第三方权益正在征求意见。",
            "received 23; resolved_total 22",
        ),
        ("全区收到政府信息公开申请1100件，其中我街道23件。", ""),
        ("各社区未收到政府信息公开申请。", ""),
        ("2024年，街道收到政府信息公开申请23件、行政复议答复通知2件、行政应诉通知1件。", "received 23"),
    ],
    (HOUSING, 2024): [
        (
            "（二）依申请公开。全年共接收办理政府信息公开申请88件，同比下降12%，其中涉房屋征收45件、物业管理20件、工程建设23件。",
            "received 88",
        ),
        (
            "2024年，区住房城乡建设局受理公民、法人和其他组织的依申请公开88件，已答复85件，3件结转2025年继续办理。",
            "received 88; resolved_total 85; carried_out 3",
        ),
        (
            "2024年度我局新增政府信息公开申请88件，含自然人申请80件、商业企业申请5件、法律服务机构申请3件。",
            "received 88; received.natural_person 80; received.business 5; received.legal_services 3",
        ),
        (
            "对88件政府信息公开申请，我局分别作出予以公开30件、部分公开6件、不予公开5件、无法提供41件、不予处理6件的答复。",
            "granted 30; granted_in_part 6; refused 5; unavailable 41; unprocessed 6",
        ),
        (
            "不予公开5件，其中属于三类内部事务信息2件，属于四类过程性信息2件，涉及第三方合法权益1件。其他申请均依法公开。",
            "refused 5; refused_internal_affairs.total 2; refused_deliberative.total 2",
        ),
        (
            "全年政府信息公开行政复议案件9件（其中纠正1件），未经复议直接起诉案件3件，复议后起诉案件2件。",
            "reconsideration 9; litigation_direct.total 3; litigation_after_reconsideration.total 2",
        ),
        (
            "2024年我局共作出行政许可决定2050件、行政处罚决定61件，采取行政强制措施0件。",
            "licensing.decisions 2050; penalties.decisions 61",
        ),
        ("全年制定并公布行政规范性文件4件，对12件规范性文件开展评估。", ""),
        (
            "2024年，我局新出台规范性文件2件，废止1件，现行有效规范性文件11件，均已在网站公开。",
            "normative_documents.issued 2; normative_documents.repealed 1; normative_documents.in_force 11",
        ),
        (
            "受理物业维修资金使用申请560件，办结548件；受理政府信息公开申请88件，办结85件。",
            "received 88; resolved_total 85",
        ),
        ("与去年相比，政府信息公开申请由100件减少至88件。", ""),
        ("向法制机构移送政府信息公开行政复议答复材料9份。", ""),
        ("行政事业性收费全年收入0元，政府信息公开未收费。", ""),
    ],
    (HEALTH, 2022): [
        ("（二）依申请公开方面。我局共受理依申请公开3件，其中县卫生监督所承办2件。", "received 3"),
        ("2022年未收到依申请公开的信件、电话或网络申请。", "received 0"),
        ("全年政府信息公开申请数为0，行政复议数为0，行政诉讼数为0。", "received 0; reconsideration 0; litigation 0"),
        ("各乡镇卫生院收到信息公开申请2件，均已答复。", ""),
        (
            "2022年共办理政府信息公开申请3件：1件予以公开，1件部分公开，1件无法提供。",
            "resolved_total 3; granted 1; granted_in_part 1; unavailable 1",
        ),
        ("我局2022年处罚医疗机构12家，作出行政处罚决定12件，罚款8.6万元。", "penalties.decisions 12"),
    ],
    (OFFICE, 2022): [
        (
            "2022年，市政府办公室收到政府信息公开申请45件，比2021年多5件，上年结转办理3件，本年办结46件，结转2023年办理2件。",
            "received 45; carried_in 3; resolved_total 46; carried_out 2",
        ),
        ("全年代市政府起草行政复议答复书12份。", ""),
        ("我办收到的45件申请，43件来自自然人，2件来自商业企业。政府信息公开申请均已登记。", ""),
        ("2022年全市政府信息公开申请总量5400件，市政府办公室办理48件。", "resolved_total 48"),
    ],
    (DISTRICT, 2024): [
        (
            "2024年，全区行政机关新收政府信息公开申请930件，上年度结转22件，共计952件；办结940件，结转下一年度继续办理12件。",
            "received 930; carried_in 22; received_and_carried_in 952; resolved_total 940; carried_out 12",
        ),
        (
            "办理结果为：予以公开300件、部分公开80件、不予公开60件、无法提供380件、不予处理70件、其他处理50件。",
            "granted 300; granted_in_part 80; refused 60; unavailable 380; unprocessed 70; other_outcome 50",
        ),
        ("我区政府信息公开行政复议62件、行政诉讼35件，同比分别上升8%、5%。", "reconsideration 62; litigation 35"),
        (
            "东平区2024年行政规范性文件制发12件、废止5件、现行有效68件。",
            "normative_documents.issued 12; normative_documents.repealed 5; normative_documents.in_force 68",
        ),
        ("区级部门收到申请610件，镇街收到320件。", ""),
        ("全区各单位未发生因政府信息公开引发的败诉案件。", ""),
    ],
    (CITY, 2019): [
        (
            "2019年全市共收到政府信息公开申请4800件，其中自然人申请4500件，法人或其他组织申请300件。",
            "received 4800; received.natural_person 4500",
        ),
        ("全市行政复议机关办理政府信息公开类行政复议案件210件。", ""),
        ("2019年，全市政府信息公开行政诉讼案件88件，行政复议案件210件。", "litigation 88; reconsideration 210"),
    ],
    (ZONE, 2023): [
        (
            "高新区管委会全年新收政府信息公开申请35件，均为自然人申请，办结34件，结转下年度1件。",
            "received 35; resolved_total 34; carried_out 1",
        ),
        (
            "我区2023年收到政府信息公开申请35件，未发生行政复议、行政诉讼。",
            "received 35; reconsideration 0; litigation 0",
        ),
    ],
    (None, 2021): [
        ("我镇2021年度共收到政府信息公开申请2件，均已答复。", "received 2"),
        ("2021年，我局没有收到政府信息公开申请，无行政复议和行政诉讼。", "received 0; reconsideration 0; litigation 0"),
    ],
}
