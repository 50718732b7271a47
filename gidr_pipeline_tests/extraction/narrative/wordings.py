"""Sentences as the reports of townships, bureaus and cities word them, with the claims that a person would name.

`WORDINGS` has for each body and year its sentences, each with the claims in the order of the text, none where a careful
person names none. A claim is found if the one named is among the readings given.
"""

TOWN = "云岭县白沙镇人民政府"
COUNTRY = "云岭县石门乡人民政府"
STREET = "青江市东平区人民政府白沙街道办事处"
HOUSING = "青江市东平区住房和城乡建设局"
HEALTH = "云岭县卫生健康局"
TAX = "国家税务总局青江市税务局"
POLICE = "青江市公安局东平分局"
OFFICE = "青江市人民政府办公室"
DISTRICT = "青江市东平区人民政府"
CITY = "青江市人民政府"
ZONE = "青江高新技术产业开发区管委会"

Wordings = dict[tuple[str | None, int | None], list[tuple[str, str]]]

MISSED = {
    # Who is asked for a reconsideration may be its judge.
    "政府信息公开行政复议收到3件，全部维持。": "",
    # 申请 may be for anything until the sentence says what.
    "2020年收到申请26件，上年结转1件，本年度办结政府信息公开申请27件。": "resolved_total 27",
    "上年度结转1件，本年新收13件政府信息公开申请，共计14件。": "received 13",
    # A list that ends in 等 may be of all ways there are.
    "2022年度,我乡没有收到以书面、信函等形式申请公开政府信息的情况。": "",
    # What there was none of stands in the heading.
    "四、政府信息公开行政复议、行政诉讼情况\n本年度无。": "",
    "全年未收到要求公开信息的申请和申诉。": "",
    "2022年,我乡依申请公开工作正常,无申请件。": "",
    # A court that accepts a lawsuit may be that of any.
    "因政府信息公开行为引起的行政复议案件1宗，法院受理的行政诉讼案件0宗。": "reconsideration 1",
}
"""Sentences of which the reader makes less than a person would, with what it makes of them."""

WORDINGS: Wordings = {
    (TOWN, 2022): [
        ("2022年，我镇共收到依申请公开申请3件，均已按期答复。", "received 3"),
        ("2022年度，白沙镇未收到公民、法人或其他组织提出的政府信息公开申请。", "received 0"),
        (
            "我镇2022年没有收到政府信息公开的申请，也没有因政府信息公开引发的行政复议和行政诉讼。",
            "received 0; reconsideration 0; litigation 0",
        ),
        ("（二）依申请公开。2022年，我镇全年共受理依申请公开4件，已全部办结，办结率100%。", "received 4"),
        (
            "2022年度我镇收到政府信息公开申请2件，其中：网上申请1件，信函申请1件，办理结果为予以公开2件。",
            "received 2; granted 2",
        ),
        (
            "本年度，我镇共收到群众政府信息公开申请5件，予以公开3件，部分公开1件，无法提供1件。",
            "received 5; granted 3; granted_in_part 1; unavailable 1",
        ),
        ("全年共接收政府信息公开申请1件，为自然人申请，已按时办结并答复申请人。", "received 1"),
        ("2022年，我镇收到依申请公开事项0件。", "received 0"),
        (
            "2022年我镇无依申请公开事项，无因政府信息公开申请行政复议、提起行政诉讼情况。",
            "received 0; reconsideration 0; litigation 0",
        ),
        ("2022年，我镇没有发生针对本单位政府信息公开工作的行政复议案和行政诉讼案。", "reconsideration 0; litigation 0"),
        (
            "我镇本年度未制发规范性文件，现行有效规范性文件0件。",
            "normative_documents.issued 0; normative_documents.in_force 0",
        ),
        (
            "2022年白沙镇人民政府共收到政府信息公开申请7件，上年结转1件，办结8件，结转下年度0件。",
            "received 7; carried_in 1; resolved_total 8; carried_out 0",
        ),
        ("全年累计主动公开政府信息456条，其中公示公告类120条，收到依申请公开1件。", "received 1"),
        ("依申请公开方面：全镇收到公开申请2条，均在规定时限内办结。", "received 2"),
        ("2022年度，我镇因政府信息公开被申请行政复议1起、被提起行政诉讼0起。", "reconsideration 1; litigation 0"),
        ("2022年我镇全年共收到依申请公开5件", "received 5"),
        ("2022年，行政复议0件，行政诉讼0件", "reconsideration 0; litigation 0"),
        ("未发生行政复议案和行政诉讼案", "reconsideration 0; litigation 0"),
        ("未接到任何形式的信息公开申请", "received 0"),
        ("未收到有关依申请公开内容", "received 0"),
        ("未收到和处理政府信息公开申请，零报告", "received 0"),
        ("没有收到依申请公开件", "received 0"),
        (
            "制发规范性文件3件、废止1件，现行有效12件",
            "normative_documents.issued 3; normative_documents.repealed 1; normative_documents.in_force 12",
        ),
        ("行政许可共处理决定62起", "licensing.decisions 62"),
        ("行政处罚类处理决定数4条", "penalties.decisions 4"),
        (
            "依申请公开情况。2022年答复805件（含上年度结转申请18件，另有72件顺延到下年度答复）。",
            "resolved_total 805; carried_in 18; carried_out 72",
        ),
        (
            "依申请公开方面，共收到申请57件（含上年结转1件），其中受理18件（予以公开6件，不予公开12件）。",
            "received_and_carried_in 57; carried_in 1; granted 6; refused 12",
        ),
        (
            "依申请公开方面，共收到申请57件（含上年结转1件），予以公开6件，受理18件。",
            "received_and_carried_in 57; carried_in 1; granted 6",
        ),
        ("不予公开0件，其他处理0件", "refused 0; other_outcome 0"),
        ("无上年度结转", "carried_in 0"),
        ("未收到公众申请要求公开的政府信息", "received 0"),
        ("2022年我镇收到政府信息公开申请0件，办理0件，无上年度结转。", "received 0; resolved_total 0; carried_in 0"),
        ("我镇2022年未收到政府信息公开申请，无结转下年度办理事项。", "received 0; carried_out 0"),
        ("我镇2022年度没有依申请公开、行政复议、行政诉讼情况。", "received 0; reconsideration 0; litigation 0"),
        ("2022年没有申请公开、没有行政复议、没有行政诉讼。", "received 0; reconsideration 0; litigation 0"),
        ("本镇没有收到信息公开申请，故不存在行政复议和行政诉讼的情况。", "received 0; reconsideration 0; litigation 0"),
        ("2022年依申请公开、行政复议、行政诉讼均为0件。", "received 0; reconsideration 0; litigation 0"),
        ("2022年，依申请公开受理数0件，行政复议数0件，行政诉讼数0件。", "received 0; reconsideration 0; litigation 0"),
        ("2022年度未产生行政复议、行政诉讼。", "reconsideration 0; litigation 0"),
        ("2022年没有行政复议和行政诉讼。", "reconsideration 0; litigation 0"),
        ("我镇2022年行政复议、行政诉讼情况为零。", "reconsideration 0; litigation 0"),
        ("2022年政府信息公开申请办结率100%，收到申请5件均已办结。", "received 5"),
        ("全年收到并办结政府信息公开申请5件。", "received 5"),
        ("全年共收到公开申请5件，5件已办结。", "received 5; resolved_total 5"),
        ("我镇共收到5起信息公开申请，5起全部办结。", "received 5"),
        ("2022年共接收5份依申请公开，5份已答复，0份行政复议。", "received 5; resolved_total 5; reconsideration 0"),
        ("本年收到申请公开事项5件，已答复5件，结转0件。", "received 5; resolved_total 5"),
        ("收到公开申请5件，全部公开。", "received 5"),
        (
            "(二)依申请公开情况。本年新收申请5件，上年结转0件，予以公开3件，部分公开1件，不予公开1件，总计5件，结转下年度继续办理0件。",
            "received 5; carried_in 0; granted 3; granted_in_part 1; refused 1; carried_out 0",
        ),
        ("依申请公开：1.收到申请5件；2.办结5件；3.行政复议0件。", "received 5; resolved_total 5; reconsideration 0"),
    ],
    (COUNTRY, 2019): [
        ("2019年，我乡全年办结政府信息公开申请2件。", "resolved_total 2"),
        ("2019年度石门乡没有收到申请公开政府信息的情况。", "received 0"),
        ("（三）依申请公开政府信息办理情况。本年度我乡未收到要求公开政府信息的申请。", "received 0"),
        (
            "2019年，我乡共收到信息公开申请0条，行政复议0件，行政诉讼0件。",
            "received 0; reconsideration 0; litigation 0",
        ),
        (
            "2019年，我乡未发生因政府信息公开工作被申请行政复议、提起行政诉讼的情况，未收取任何费用。",
            "reconsideration 0; litigation 0",
        ),
        ("截至2019年12月31日，我乡未收到信息公开申请，没有结转下年办理的申请。", "received 0; carried_out 0"),
        ("2019年制作规范性文件0件，对外公开规范性文件总数0件。", ""),
        ("2018年，我乡收到政府信息公开申请3件。", ""),
        ("我乡自《条例》实施以来，累计收到政府信息公开申请6件。", ""),
    ],
    (STREET, 2023): [
        (
            "2023年，我街道共受理政府信息公开申请12件，其中10件为2023年新收，2件为2022年结转。",
            "received_and_carried_in 12",
        ),
        (
            "2023年，白沙街道收到依申请公开31件，全部在法定时限内答复，其中予以公开8件，部分公开5件，无法提供14件，不予处理2件，"
            "其他处理2件。",
            "received 31; granted 8; granted_in_part 5; unavailable 14; unprocessed 2; other_outcome 2",
        ),
        ("街道办事处全年共收到政府信息公开申请9宗，同比减少3宗。", "received 9"),
        (
            "2023年度，街道共收到依申请公开件15件，较2022年增加4件；办结14件，1件结转2024年办理。",
            "received 15; resolved_total 14; carried_out 1",
        ),
        (
            "本年度收到政府信息公开申请6件，均为自然人提出，其中，3件予以公开，3件因本机关不掌握相关政府信息无法提供。",
            "received 6; granted 3; unavailable_not_held.total 3",
        ),
        (
            "2023年因政府信息公开引起的行政复议案件2件，复议结果均为维持；行政诉讼案件1件，尚未审结。",
            "reconsideration 2; litigation 1",
        ),
        ("2023年，区政府共收到政府信息公开申请560件。", ""),
        ("全区各街道共收到申请210件，我街道收到依申请公开18件。", "received 18"),
        ("街道办理12345热线工单3560件，办结3560件，办结率100%。", ""),
        (
            "2023年我街道办理政府信息公开申请22件（含上年度结转1件），其中1件结转至下年度继续办理。",
            "received_and_carried_in 22; carried_in 1; carried_out 1",
        ),
        (
            "2023年，街道共收到政府信息公开申请19件，其中公民申请17件，法人或其他组织申请2件。",
            "received 19; received.natural_person 17",
        ),
        ("政府信息公开行政复议收到3件，全部维持。", "reconsideration 3"),
    ],
    (HOUSING, 2022): [
        (
            "(二)依申请公开情况\n本单位2022年度共受理信息公开申请1件。信息公开申请事项为我单位可公开内容,已完成政府信息公开答复工作。",
            "received 1",
        ),
        (
            '2022年,通过各类符合法规方式,受理政府信息公开申请18件,申请公开的信息主要涉及历年各专业统计数据,按照申请"流程办理",均予以合法答复。其中,公开渠道可查询并告知申请人查询方法的6件。',
            "received 18",
        ),
        ("2022年,我办受理依申请信息56条,现将有关情况汇报如下:", "received 56"),
        ("年依法受理政府信息公开申请3件,办结3件。", "received 3; resolved_total 3"),
        (
            "全年共收到依申请公开0件,公开0件,不予公开0件,因政府信息依申请公开引起行政复议0件,行政诉讼0件。",
            "received 0; refused 0; reconsideration 0; litigation 0",
        ),
        ("全年新收政府信息公开申请数量0件,上年结转政府信息公开申请数量0件。", "received 0; carried_in 0"),
        (
            "(二)依申请公开政府信息情况\n2022年度,我局共收到政府信息公开申请4件(其中:自然人3件,企业1件),已全部按规定答复,其中予以公开2件,属于本机关不掌握的2件。",
            "received 4; received.natural_person 3; granted 2; unavailable_not_held.total 2",
        ),
        (
            "2022年,共收到依申请公开申请12件,已办结12件。申请内容主要涉及房屋征收、规划许可等。按照答复类型分:予以公开4件,不予公开(第三方合法权益)1件,无法提供(本机关不掌握相关政府信息)5件,不予处理(重复申请)2件。",
            "received 12; resolved_total 12; granted 4; refused_third_party.total 1; unavailable_not_held.total 5;"
            " unprocessed_duplicate.total 2",
        ),
        (
            "2022年我局收到申请人提出的政府信息公开申请共12件,比去年减少3件,降幅20%,其中通过互联网提交的8件,书面提交的4件。",
            "received 12",
        ),
        (
            "我局2022年度共收到公民、法人和其他组织的政府信息公开申请12件,上年度未结转,均在规定时限内办结。未发生行政复议、行政诉讼案件。",
            "received 12; reconsideration 0; litigation 0",
        ),
        (
            "四、政府信息公开行政复议、行政诉讼情况\n2022年,我局因政府信息公开被申请行政复议1件,结果维持;被提起行政诉讼0件。",
            "reconsideration 1; litigation 0",
        ),
        (
            "四、政府信息公开行政复议、行政诉讼情况\n本年度行政复议3件,其中结果维持2件,结果纠正1件;行政诉讼未经复议直接起诉1件,复议后起诉0件。",
            "reconsideration 3; litigation_direct.total 1; litigation_after_reconsideration.total 0",
        ),
        ("本机关2022年度没有收到要求提供政府信息的申请。", "received 0"),
        ("2022年,全局收到公开申请3例,其中2例予以公开,1例不予公开。", "received 3; granted 2; refused 1"),
        (
            "2022年度,我局收到政府信息公开申请3件,申请方式均为信函,答复3件,其中主动公开2件,同意公开答复1件。",
            "received 3; resolved_total 3",
        ),
        (
            "全年办理政府信息公开申请3件,均按时办结,未发生复议、诉讼。",
            "resolved_total 3; reconsideration 0; litigation 0",
        ),
        ("2022年共收到政府信息公开申请3件、行政复议0件、行政诉讼0件。", "received 3; reconsideration 0; litigation 0"),
        ("依申请公开:2022年受理0件。", "received 0"),
        ("依申请公开方面\n2022年,我局共收到3件,均已办结。", "received 3"),
        ("2022年度我局依申请公开3件,其中已办结2件,结转2023年1件。", "received 3; carried_out 1"),
        ("2022年收到政府信息公开申请3件,同比增长50%;答复3件,同比增长50%。", "received 3; resolved_total 3"),
        (
            "2022年,我局本年新收政府信息公开申请3件,上年结转0件,本年度办理结果3件,结转下年度0件。",
            "received 3; carried_in 0; carried_out 0",
        ),
        ("2022年度收到信息公开申请 3 件，依法予以公开 1 件，依法不予公开 1 件，信息不存在 1 件。", "received 3"),
        ("2022年无政府信息公开申请、无行政复议、无行政诉讼。", "received 0; reconsideration 0; litigation 0"),
        (
            "2022年未收到政府信息公开申请及因政府信息公开引起的行政复议、诉讼。",
            "received 0; reconsideration 0; litigation 0",
        ),
        (
            "没有收到政府信息公开申请、没有发生因政府信息公开被申请行政复议和提起行政诉讼的情况，没有上年结转。",
            "received 0; reconsideration 0; litigation 0; carried_in 0",
        ),
        ("本年度我局未收到任何公民、法人和其他组织要求获取政府信息的申请。", "received 0"),
        ("2022年,我局没有依申请公开政府信息的情况发生。", "received 0"),
        ("2022年,我局无依申请公开件,无上年度结转件。", "received 0; carried_in 0"),
        ("2022年我局政府信息公开申请受理数量为3件,答复数量为3件。", "received 3; resolved_total 3"),
        (
            "2022年，区住建局共收到政府信息公开申请102件，上年度结转5件，共办结103件，结转下一年度4件。",
            "received 102; carried_in 5; resolved_total 103; carried_out 4",
        ),
        ("东平区住房和城乡建设局2022年共受理依申请公开102件，按时答复率100%。", "received 102"),
        (
            "我局2022年收到政府信息公开申请45件，其中自然人43件、商业企业2件。",
            "received 45; received.natural_person 43; received.business 2",
        ),
        ("2022年，我局收到依申请公开信息申请共计38件，已答复36件，2件正在办理中。", "received 38; resolved_total 36"),
        (
            "2022年共办理政府信息公开申请57件（含上年结转1件），其中受理18件（予以公开6件、部分公开12件）。",
            "received_and_carried_in 57; carried_in 1; granted 6; granted_in_part 12",
        ),
        (
            "收到依申请公开政府信息申请20件，从申请方式看，网络申请15件、信函申请5件；从申请内容看，涉及拆迁补偿12件、规划许可8件。",
            "received 20",
        ),
        (
            "从办理结果看，予以公开5件，部分公开2件，不予公开1件，无法提供9件，不予处理1件，其他处理2件。依申请公开均按时办结。",
            "granted 5; granted_in_part 2; refused 1; unavailable 9; unprocessed 1; other_outcome 2",
        ),
        (
            "2022年，我局作出行政许可决定1,203件，行政处罚决定36件，行政强制0件。",
            "licensing.decisions 1203; penalties.decisions 36",
        ),
        ("2022年办理行政许可事项1203件，行政处罚36件。", ""),
        ("行政许可共处理决定62起，行政处罚类处理决定数4条。", "licensing.decisions 62; penalties.decisions 4"),
        (
            "本年度制发行政规范性文件2件，废止0件，截至年底现行有效6件。",
            "normative_documents.issued 2; normative_documents.repealed 0; normative_documents.in_force 6",
        ),
        ("2022年，新制定规范性文件1件，已通过门户网站公开。", "normative_documents.issued 1"),
        ("我局全年收到市民来信来访320件，办结318件。", ""),
        (
            "2022年，我局因信息公开产生的行政复议4件，其中维持3件，纠正1件；行政诉讼2件，均胜诉。",
            "reconsideration 4; litigation 2",
        ),
        (
            "依申请公开答复805件（含上年度结转申请18件，另有72件顺延到下年度答复）。",
            "resolved_total 805; carried_in 18; carried_out 72",
        ),
        ("共收到政府信息公开申请57件（含上年结转1件），同比增长23.9%。", "received_and_carried_in 57; carried_in 1"),
        (
            "截止2022年12月31日，我局受理政府信息公开申请33件，已办结31件，未办结2件结转到2023年度。",
            "received 33; resolved_total 31; carried_out 2",
        ),
        (
            "2022年，我局新收政府信息公开申请33件，加上2021年结转的2件，共35件，年内办结34件。",
            "received 33; carried_in 2; received_and_carried_in 35; resolved_total 34",
        ),
        ("本年度行政事业性收费0万元。", "fees.amount_10k_yuan 0"),
        ("2022年收取行政事业性收费金额38.6万元。", "fees.amount_10k_yuan 38.6"),
        ("2022年，我局受理房屋产权登记申请3200件，全部按时办结。", ""),
        ("2022年无上年度结转的政府信息公开申请，本年新收政府信息公开申请11件。", "carried_in 0; received 11"),
        ("我局收到的政府信息公开申请主要涉及棚户区改造、物业管理等方面，其中物业管理类12件。", ""),
        ("2022年，我局共收到政府信息公开申请件8件。", "received 8"),
        ("2022年，我局收到依申请公开8起，已办结8起。", "received 8; resolved_total 8"),
        ("全年共收到政府信息公开申请8件（次）。", "received 8"),
        ("2022年，我局共收到信息公开申请书8份。", "received 8"),
        ("2022年共收到信息公开的申请8件。", "received 8"),
        ("2022年共受理群众依申请公开信息8条，均按规定答复。", "received 8"),
        ("本年度收到的政府信息公开申请为8件。", "received 8"),
        ("2022年度政府信息公开申请8件，均已办结。", "received 8"),
        ("2022年度收到信息公开申请8件、答复8件。", "received 8; resolved_total 8"),
        ("区住建局2022年依申请公开8件，答复8件。", "received 8; resolved_total 8"),
        (
            "2022年，共办结政府信息公开申请8件，其中当年新收7件，上年结转1件。",
            "resolved_total 8; received 7; carried_in 1",
        ),
        ("2022年全年新收政府信息公开申请数量0件，上年结转政府信息公开申请数量0件。", "received 0; carried_in 0"),
        ("我局2022年受理政府信息公开申请总数8件。", "received 8"),
        ("2022年我局收到8件依申请公开申请，均已答复。", "received 8"),
        ("2022年我局共有8件政府信息公开申请，已全部答复。", "received 8"),
        ("共收到申请公开政府信息8件（其中网络申请5件，邮寄申请3件）。", "received 8"),
        (
            "收到政府信息公开申请8件（上年结转1件，本年新收7件）。",
            "received_and_carried_in 8; carried_in 1; received 7",
        ),
        ("2022年度，我局受理并办结政府信息公开申请8件。", "received 8"),
        ("2022年，共收到政府信息公开申请8件，无结转。", "received 8"),
        ("2022年没有上年结转的政府信息公开申请。", "carried_in 0"),
        ("2022年未发生依申请公开事项。", "received 0"),
        ("2022年未发生申请公开政府信息的情况。", "received 0"),
        ("2022年，我局依申请公开数量为零。", "received 0"),
        ("2022年，我局依申请公开为0件。", "received 0"),
        ("本年度我局依申请公开信息为零件。", "received 0"),
        ("本年没有公民、法人或者其他组织向我局申请公开政府信息。", "received 0"),
        ("2022年没有人向我局提出政府信息公开申请。", "received 0"),
        ("2022年度我局无政府信息公开申请。", "received 0"),
        ("2022年无申请公开政府信息情况。", "received 0"),
        ("2022年，我局未出现因政府信息公开被行政复议、提起诉讼的情况。", "reconsideration 0; litigation 0"),
        ("我局无因政府信息公开工作被申请行政复议、提起行政诉讼情况。", "reconsideration 0; litigation 0"),
        ("未发生与政府信息公开有关的行政复议、行政诉讼。", "reconsideration 0; litigation 0"),
        ("2022年未收到涉及政府信息公开的行政复议和行政诉讼。", "reconsideration 0; litigation 0"),
        ("政府信息公开工作未引发行政复议和行政诉讼。", "reconsideration 0; litigation 0"),
        ("2022年我局没有因政府信息公开工作被提起行政复议和行政诉讼。", "reconsideration 0; litigation 0"),
        ("因政府信息公开申请行政复议、提起行政诉讼0件。", "reconsideration 0; litigation 0"),
        ("政府信息公开工作被申请行政复议0件、提起行政诉讼0件。", "reconsideration 0; litigation 0"),
        ("政府信息公开行政复议、行政诉讼均为0。", "reconsideration 0; litigation 0"),
        ("行政复议、行政诉讼各0件。", "reconsideration 0; litigation 0"),
        (
            "政府信息公开行政复议案件2件，其中结果维持1件，结果纠正1件；行政诉讼案件1件。",
            "reconsideration 2; litigation 1",
        ),
        ("政府信息公开行政复议2起、行政诉讼1起。", "reconsideration 2; litigation 1"),
        (
            "2022年，我局被申请政府信息公开行政复议2件，被提起政府信息公开行政诉讼1件。",
            "reconsideration 2; litigation 1",
        ),
        ("涉及政府信息公开的行政复议2件、行政诉讼1件。", "reconsideration 2; litigation 1"),
        (
            "行政许可处理决定数量12件、行政处罚处理决定数量3件、行政强制处理决定数量0件。",
            "licensing.decisions 12; penalties.decisions 3; coercion.decisions 0",
        ),
        ("作出行政处罚决定3件，行政强制措施0件。", "penalties.decisions 3"),
        (
            "2022年共制发行政规范性文件3份，现行有效行政规范性文件12份。",
            "normative_documents.issued 3; normative_documents.in_force 12",
        ),
        (
            "本年制发规范性文件3件，废止规范性文件1件，现行有效规范性文件12件。",
            "normative_documents.issued 3; normative_documents.repealed 1; normative_documents.in_force 12",
        ),
        (
            "规章制发0件、废止0件、现行有效0件，行政规范性文件制发3件、废止1件、现行有效12件。",
            "rules.issued 0; rules.repealed 0; rules.in_force 0; normative_documents.issued 3;"
            " normative_documents.repealed 1; normative_documents.in_force 12",
        ),
        (
            "我局现行有效规范性文件12件，今年新制发3件。",
            "normative_documents.in_force 12; normative_documents.issued 3",
        ),
        ("2022年未制定规范性文件。", "normative_documents.issued 0"),
        ("全年无规章、规范性文件制发。", "rules.issued 0; normative_documents.issued 0"),
        ("2022年未制发规章和行政规范性文件。", "rules.issued 0; normative_documents.issued 0"),
        ("行政事业性收费金额为0。", "fees.amount_10k_yuan 0"),
        ("行政事业性收费0元。", "fees.amount_10k_yuan 0"),
        ("2022年行政事业性收费共计12.5万元。", "fees.amount_10k_yuan 12.5"),
        (
            "予以公开3件，部分公开1件，不予公开2件，无法提供1件，其他处理1件。",
            "granted 3; granted_in_part 1; refused 2; unavailable 1; other_outcome 1",
        ),
        (
            "答复情况为：予以公开3件，部分公开1件，无法提供4件。依申请公开共8件。",
            "granted 3; granted_in_part 1; unavailable 4; received 8",
        ),
        ("依申请公开办理结果：予以公开3件，部分公开1件，无法提供4件。", "granted 3; granted_in_part 1; unavailable 4"),
        ("其中，属于予以公开3件，属于无法提供4件，收到的依申请公开全部办结。", "granted 3; unavailable 4"),
        (
            "依申请公开中，作出予以公开决定3件，不予公开决定1件，不予处理决定1件。",
            "granted 3; refused 1; unprocessed 1",
        ),
        (
            "依申请公开中本机关不掌握相关政府信息4件，没有现成信息需要另行制作1件，补正后申请内容仍不明确1件。",
            "unavailable_needs_creation.total 1; unavailable_unclear.total 1",
        ),
        ("依申请公开8件，其中因不掌握相关信息无法提供4件。", "received 8; unavailable_not_held.total 4"),
        ("收到依申请公开8件，申请人均为自然人。", "received 8"),
        ("收到依申请公开8件，其中公民个人申请6件，企业申请2件。", "received 8"),
        ("收到依申请公开8件，其中自然人6件、法人或其他组织2件。", "received 8; received.natural_person 6"),
        ("未受理政府信息公开申请2件。", ""),
        ("依申请公开工作有序。未办结政府信息公开申请2件。", ""),
        ("法人政府信息公开申请12件。", ""),
        ("依申请公开工作有序。收到收费申请3件。", ""),
        ("依申请公开工作有序。收到来信12件，答复12件。", ""),
        ("依申请公开工作有序。首次答复11件。", ""),
        ("受理举报50件，其中部分公开3件，其他处理2件。", ""),
        ("审查文件120件，其中予以公开100件，不予公开20件。", ""),
        ("政府信息公开申请平均办理3件。", ""),
        ("全年召开政府信息公开会议3次，审核政府信息公开申请答复12件。", ""),
        ("复核政府信息公开申请答复书12件。", ""),
        ("我局指导区公安分局办理政府信息公开申请3件。", ""),
        ("协助市政府办理政府信息公开申请3件，转办2件。", ""),
        ("收到转来的政府信息公开申请3件。", ""),
        ("收到其他部门转来政府信息公开申请3件。", ""),
        ("我局代区政府办理政府信息公开申请3件。", ""),
        ("窗口接收政府信息公开申请3件。", ""),
        ("2022年，我局共收到12345热线工单3200件，政府信息公开申请3件。", ""),
        ("2022年，我局收到各类申请3200件，其中政府信息公开申请3件。", ""),
        (
            "2022年，我局受理行政许可申请320件，办结320件；受理政府信息公开申请3件，办结3件。",
            "received 3; resolved_total 3",
        ),
        ("收到申请人撤回政府信息公开申请2件。", ""),
        ("依申请公开方面，受理行政复议3件，行政诉讼2件。", ""),
        ("作为复议机关，全年收到政府信息公开类行政复议案件12件。", ""),
        ("我局作为被申请人的行政复议案件12件，其中政府信息公开类2件。", ""),
        ("全年发生行政复议12件，其中涉及政府信息公开2件。", ""),
        ("行政诉讼案件8件，其中政府信息公开案件1件。", ""),
        ("全年代理行政诉讼0件。", ""),
        ("无行政复议、行政诉讼败诉情况。", ""),
        ("本年度未发生行政复议被撤销、行政诉讼败诉案件。", ""),
        ("未收到政府信息公开举报，未收到申请。", ""),
        ("没有超期答复政府信息公开申请的情况。", ""),
        ("没有政府信息公开申请超期。", ""),
        ("2022年第四季度收到政府信息公开申请3件。", ""),
        ("12月收到政府信息公开申请3件。", ""),
        ("2022年12月，收到政府信息公开申请3件。", ""),
        ("2022年上半年收到政府信息公开申请3件，下半年收到5件。", ""),
        ("2023年1月1日至6月30日收到政府信息公开申请3件。", ""),
        ("近年来，我局共收到政府信息公开申请30件。", ""),
        ("条例修订以来，共收到政府信息公开申请30件。", ""),
        ("政府信息公开申请由2021年的5件增加到2022年的8件。", ""),
        ("2022年政府信息公开申请较2021年5件增加3件。", ""),
        ("2022年，我局共收到政府信息公开申请8件，较2021年收到的5件增加3件。", "received 8"),
        ("公民、法人提交的政府信息公开申请分别为8件、2件。", ""),
        ("局机关收到政府信息公开申请8件，下属事业单位收到政府信息公开申请2件。", ""),
        ("区住建局下属房管中心收到政府信息公开申请2件。", ""),
        ("城建科办理政府信息公开申请2件。", ""),
        ("市住建局转来政府信息公开申请2件。", ""),
        ("拟制定规范性文件3件。", ""),
        ("全区制定规范性文件3件。", ""),
        ("备案规范性文件3件，制定规范性文件3件。", "normative_documents.issued 3"),
        ("清理规范性文件30件，废止3件，现行有效27件。", ""),
        ("转发上级规范性文件3件，印发规范性文件3件。", "normative_documents.issued 3"),
        ("行政许可12项，行政处罚15项。", ""),
        ("公开行政许可决定120件、行政处罚决定15件。", ""),
        ("作出行政处罚决定15件，罚款12万元。", "penalties.decisions 15"),
        ("行政事业性收费3项，收费金额5万元。", ""),
        ("行政事业性收费项目共3项，收费12万元。", ""),
        ("行政事业性收费减免12万元。", ""),
    ],
    (HEALTH, 2021): [
        ("2021年依申请公开信息459条，不予公开信息1535条，主动公开信息1027条。", ""),
        ("2021年，县卫健局未收到公众申请要求公开的政府信息。", "received 0"),
        (
            "2021年度，县卫健局没有收到依申请公开件，无行政复议、行政诉讼。",
            "received 0; reconsideration 0; litigation 0",
        ),
        ("未接到任何形式的信息公开申请。", "received 0"),
        ("2021年，我局未收到和处理政府信息公开申请，零报告。", "received 0"),
        ("2021年我局未收到有关依申请公开内容。", "received 0"),
        ("我局2021年共收到政府信息公开申请1件，申请人为自然人，答复结果为予以公开。", "received 1"),
        ("2021年，全县卫健系统收到政府信息公开申请12件。", ""),
        ("全年受理信息公开申请两起，答复两起，无超期答复。", "received 2; resolved_total 2"),
        (
            "2021年，我局共收到政府信息公开申请3件，已全部按程序办理完毕，未产生行政复议和行政诉讼。",
            "received 3; reconsideration 0; litigation 0",
        ),
        ("2021年行政处罚处理决定56件，行政许可处理决定421件。", "penalties.decisions 56; licensing.decisions 421"),
        ("全年作出行政处罚决定56件、行政强制决定3件。", "penalties.decisions 56; coercion.decisions 3"),
        ("2021年度，我局没有制发规范性文件，没有行政事业性收费项目。", "normative_documents.issued 0"),
        ("2021年度我局共承办人大建议7件、政协提案9件，已全部答复并公开。", ""),
        (
            "本年度没有收到政府信息公开申请，没有收到行政复议申请，没有发生行政诉讼。",
            "received 0; reconsideration 0; litigation 0",
        ),
        (
            "2021年，收到依申请公开申请8件，其中6件为自然人申请，2件为法律服务机构申请。",
            "received 8; received.natural_person 6; received.legal_services 2",
        ),
        ("我局2020年度收到政府信息公开申请4件，2021年度收到6件。", "received 6"),
        ("2021年我局办理政府信息公开申请6件，比2020年的4件增加2件。", "resolved_total 6"),
    ],
    (TAX, 2024): [
        (
            "2024年，国家税务总局青江市税务局共收到政府信息公开申请16件，上年结转0件，办结15件，结转下年度继续办理1件。",
            "received 16; carried_in 0; resolved_total 15; carried_out 1",
        ),
        ("2024年，全市税务系统收到政府信息公开申请48件，市局本级收到16件。", ""),
        (
            "市税务局全年制发税务规范性文件2件，废止1件，现行有效28件。",
            "normative_documents.issued 2; normative_documents.repealed 1; normative_documents.in_force 28",
        ),
        ("2024年，市局机关共收到依申请公开16件，均在法定期限内办结。", "received 16"),
        (
            "2024年度我局行政许可处理决定数为256件，行政处罚处理决定数为1089件，行政强制处理决定数为14件。",
            "licensing.decisions 256; penalties.decisions 1089; coercion.decisions 14",
        ),
        ("因政府信息公开申请行政复议0件，提起行政诉讼0件。", "reconsideration 0; litigation 0"),
        ("2024年我局未因政府信息公开被提起行政复议、行政诉讼。", "reconsideration 0; litigation 0"),
        ("所属县区税务局共收到申请32件，办结32件。", ""),
        (
            "2024年共收到政府信息公开申请16件，其中，自然人申请10件，占比62.5%；商业企业申请5件，占比31.25%；法律服务机构申请1件，占比6.25%。",
            "received 16; received.natural_person 10; received.business 5; received.legal_services 1",
        ),
    ],
    (POLICE, 2020): [
        (
            "2020年，我分局共受理政府信息公开申请26件，其中予以公开11件，不予公开4件，无法提供8件，其他处理3件。",
            "received 26; granted 11; refused 4; unavailable 8; other_outcome 3",
        ),
        ("2020年，行政复议0件，行政诉讼0件。", "reconsideration 0; litigation 0"),
        ("分局全年办理涉政府信息公开行政复议2件、行政诉讼1件，均获支持。", ""),
        ("东平分局收到政府信息公开申请26件；市公安局收到政府信息公开申请310件。", "received 26"),
        ("2020年度分局收到信息公开申请26件次，同上年相比下降7.1%。", "received 26"),
        ("不予公开0件，其他处理0件，依申请公开均已答复。", "refused 0; other_outcome 0"),
        ("2020年，分局未发生行政复议案和行政诉讼案。", "reconsideration 0; litigation 0"),
        ("全年共受理行政案件2350起，作出行政处罚2108起。", ""),
        (
            "2020年收到申请26件，上年结转1件，本年度办结政府信息公开申请27件。",
            "received 26; carried_in 1; resolved_total 27",
        ),
    ],
    (OFFICE, 2023): [
        (
            "2023年，市政府办公室共收到政府信息公开申请68件，办结65件，3件结转至2024年。",
            "received 68; resolved_total 65; carried_out 3",
        ),
        (
            "市政府办公室全年共答复政府信息公开申请66件，其中予以公开20件、部分公开6件、不予公开4件、无法提供30件、不予处理2件、其他处理4件。",
            "resolved_total 66; granted 20; granted_in_part 6; refused 4; unavailable 30; unprocessed 2;"
            " other_outcome 4",
        ),
        ("2023年，全市共收到政府信息公开申请3210件，市政府及市政府办公室收到68件。", ""),
        ("市府办承办以市政府为被申请人的行政复议案件20件。", ""),
        (
            "我办新收依申请公开68件，上年结转2件，共计办理70件。",
            "received 68; carried_in 2; received_and_carried_in 70",
        ),
        ("2023年我办未发生涉及政府信息公开的行政复议和行政诉讼案件。", "reconsideration 0; litigation 0"),
        ("全年办理市长信箱来信1201件，答复1198件。", ""),
        (
            "2023年，以市政府办公室名义制发行政规范性文件12件，废止3件。",
            "normative_documents.issued 12; normative_documents.repealed 3",
        ),
    ],
    (DISTRICT, 2022): [
        (
            "2022年,全区各职能部门、镇街共完成政府信息依申请公开答复1453件,包括上年结转信息公开申请30件。"
            "其中,予以公开答复966件,占66.48%;部分公开67,占4.61%;不予公开81件,占5.57%;无法提供的182件,占12.53%;不予处理的61件,占4.20%;其他处理96件,占6.61%。",
            "resolved_total 1453; carried_in 30; granted 966; granted_in_part 67; refused 81; unavailable 182;"
            " unprocessed 61; other_outcome 96",
        ),
        ("2022年，全区共收到政府信息公开申请1203件，较上年增长15.2%，其中区政府本级受理103件。", ""),
        (
            "全区各级行政机关全年共收到政府信息公开申请1203件，上年结转45件，办结1210件，结转下年度38件。",
            "received 1203; carried_in 45; resolved_total 1210; carried_out 38",
        ),
        (
            "我区全年共受理政府信息公开申请1203件，办理结果为：予以公开320件，部分公开98件，不予公开76件，无法提供512件，不予处理104件，其他处理100件。",
            "received 1203; granted 320; granted_in_part 98; refused 76; unavailable 512; unprocessed 104;"
            " other_outcome 100",
        ),
        (
            "2022年，东平区新收政府信息公开申请1203件，其中自然人申请1100件、商业企业申请72件、科研机构申请1件、社会公益组织申请0件、"
            "法律服务机构申请21件、其他9件。",
            "received 1203; received.natural_person 1100; received.business 72; received.research 1;"
            " received.public_interest 0; received.legal_services 21; received.other_org 9",
        ),
        ("2022年全区政府信息公开行政复议案件56件，行政诉讼案件23件。", "reconsideration 56; litigation 23"),
        (
            "2022年，全区因政府信息公开引发行政复议56件（结果维持40件、结果纠正6件、其他结果8件、尚未审结2件），"
            "未经复议直接起诉13件，复议后起诉10件。",
            "reconsideration 56; litigation_direct.total 13; litigation_after_reconsideration.total 10",
        ),
        (
            "全区制发行政规范性文件8件，废止行政规范性文件3件，现行有效行政规范性文件45件。",
            "normative_documents.issued 8; normative_documents.repealed 3; normative_documents.in_force 45",
        ),
        ("区公安分局收到申请210件，区住建局收到102件，占全区总量的25.9%。", ""),
        ("全市共收到政府信息公开申请5600件，我区收到1203件。", "received 1203"),
        (
            "2022年，全区行政许可处理决定23561件，行政处罚处理决定8907件，行政强制处理决定455件，行政事业性收费12356.78万元。",
            "licensing.decisions 23561; penalties.decisions 8907; coercion.decisions 455;"
            " fees.amount_10k_yuan 12356.78",
        ),
        ("区政府门户网站全年发布信息12356条，办理网民留言1203件。", ""),
        (
            "2022年，我区（含各镇街、各部门）共收到政府信息公开申请1203件，答复1198件。",
            "received 1203; resolved_total 1198",
        ),
    ],
    (CITY, 2023): [
        (
            "2023年，全市各级行政机关共新收政府信息公开申请5602件，同比下降3.4%，办结5588件。",
            "received 5602; resolved_total 5588",
        ),
        ("全市共收到政府信息公开申请5602件，其中市级部门收到1302件，县（市、区）收到4300件。", "received 5602"),
        ("2023年，青江市新收政府信息公开申请5602件，结转上年度申请102件。", "received 5602; carried_in 102"),
        (
            "全市办理政府信息公开申请5704件，其中予以公开2103件，占36.9%；部分公开402件，占7%。",
            "resolved_total 5704; granted 2103; granted_in_part 402",
        ),
        ("全市因政府信息公开被申请行政复议203件，被提起行政诉讼98件。", "reconsideration 203; litigation 98"),
        ("全市现行有效政府规章23件，行政规范性文件356件。", "rules.in_force 23; normative_documents.in_force 356"),
        ("2023年制定政府规章2件，废止政府规章1件。", "rules.issued 2; rules.repealed 1"),
        ("市司法局全年审理行政复议案件560件，其中涉政府信息公开类80件。", ""),
        ("各县（市、区）新收政府信息公开申请4300件。", ""),
        ("全市受理依申请公开5602余件。", ""),
        ("2022年全市收到申请5800件，2023年收到政府信息公开申请5602件。", "received 5602"),
    ],
    (ZONE, 2021): [
        ("2021年，高新区共收到政府信息公开申请89件，均依法予以答复。", "received 89"),
        (
            "高新区管委会2021年度共收到依申请公开89件，办结85件，结转2022年度4件。",
            "received 89; resolved_total 85; carried_out 4",
        ),
        ("管委会全年未发生政府信息公开行政诉讼，发生行政复议1件，结果为维持。", "litigation 0; reconsideration 1"),
        (
            "全区共收到政府信息公开申请89件，包括自然人80件、商业企业9件。",
            "received 89; received.natural_person 80; received.business 9",
        ),
    ],
    (None, 2023): [
        ("2023年我镇收到政府信息公开申请2件，办结2件。", "received 2; resolved_total 2"),
        ("本机关2023年收到政府信息公开申请7件，上年结转1件。", "received 7; carried_in 1"),
        (
            "我单位全年未收到政府信息公开申请，未发生因政府信息公开引起的行政复议、行政诉讼。",
            "received 0; reconsideration 0; litigation 0",
        ),
        ("我乡2023年度共收到依申请公开1件，已办结。", "received 1"),
        ("我委全年受理依申请公开14件，答复14件。", "received 14; resolved_total 14"),
        ("2022年我镇收到政府信息公开申请5件。", ""),
        ("县政府共收到政府信息公开申请120件。", ""),
        ("2023年度收到政府信息公开申请0件。", "received 0"),
        ("本街道全年共收到政府信息公开申请11件。", "received 11"),
    ],
    (HOUSING, 2015): [
        ("2015年，我局共收到公开政府信息申请12件，其中同意公开8件，部分公开1件，信息不存在3件。", "received 12"),
        ("受理的12件申请中，当面申请3件，网络申请9件。", ""),
        ("2015年我局受理政府信息公开申请12件，答复12件。", "received 12; resolved_total 12"),
        ("2015年共收到信息公开申请十二件，全部按时答复。", "received 12"),
        ("2015年未发生针对我局信息公开的复议和诉讼。", "reconsideration 0; litigation 0"),
        ("全年收到信息公开申请共12份，办理12份。", "received 12; resolved_total 12"),
        ("2015年度共主动公开政府信息1260条，重点领域信息320条。", ""),
    ],
    (HOUSING, 2025): [
        (
            "2025年度新收政府信息公开申请77件，上年度结转办理3件，总计80件。按时办结78件，2件转入下一年度办理。",
            "received 77; carried_in 3; received_and_carried_in 80; resolved_total 78; carried_out 2",
        ),
        (
            "2025年，收到政府信息公开申请77件，自然人75件，法人及其他组织2件。",
            "received 77; received.natural_person 75",
        ),
        ("2025年内收到依申请公开77件，其中撤销申请3件，补正后不再申请1件。", "received 77"),
        ("2025年依申请公开收件77件，答复74件。", "received 77; resolved_total 74"),
        ("（一）收到申请情况。2025年，我局收到申请77件，其中，通过信函收到20件，通过网络收到57件。", ""),
        (
            "（一）收到政府信息公开申请情况。2025年，我局收到申请77件，其中，通过信函收到20件，通过网络收到57件。",
            "received 77",
        ),
        (
            "2025年政府信息公开申请办理总量为80件，其中新收77件，上年结转3件。",
            "received_and_carried_in 80; received 77; carried_in 3",
        ),
        ("77件政府信息公开申请均已办结。", ""),
        ("2025年度依申请公开数量77件。", "received 77"),
        ("全年政府信息公开申请77件，办结率100%。", "received 77"),
        ("今年以来，我局未收到依申请公开方面的行政复议、行政诉讼。", "reconsideration 0; litigation 0"),
        (
            "2025年，我局办结的政府信息公开申请共78件，其中：予以公开30件，占38.5%；无法提供40件，占51.3%；不予公开8件，占10.2%。",
            "resolved_total 78; granted 30; unavailable 40; refused 8",
        ),
        ("全年共收到依申请公开77件，较上年度的60件上升28.3%。", "received 77"),
        ("因其他行政机关的答复被申请行政复议1件。", ""),
        ("与2024年收到的60件政府信息公开申请相比，增加17件。", ""),
        ("依法依规办理依申请公开77件，未发生因依申请公开引发的行政败诉案件。", "resolved_total 77"),
    ],
    (TOWN, 2024): [
        ("2024年度，白沙镇政府共收到自然人提出的政府信息公开申请4件，全部予以公开。", "received 4"),
        (
            "本镇2024年未收到任何政府信息公开申请，不存在因政府信息公开被申请行政复议或提起行政诉讼的情况。",
            "received 0; reconsideration 0; litigation 0",
        ),
        ("（二）依申请公开：全年收到政府信息公开申请2件，均通过信函方式提交，已在20个工作日内答复完毕。", "received 2"),
        ("2024年我镇依申请公开共受理3件，其中：予以公开1件，无法提供2件。", "received 3; granted 1; unavailable 2"),
        (
            "我镇没有上年结转的申请，2024年新收到政府信息公开申请5件，已办结4件，剩余1件结转至2025年。",
            "received 5; resolved_total 4; carried_out 1",
        ),
        ("全镇办理便民服务事项8600余件，答复群众咨询320件。", ""),
        ("截至2024年底，我镇未接到公开政府信息的申请。", "received 0"),
        (
            "2024年，镇政府制定规范性文件1件，废止规范性文件2件。",
            "normative_documents.issued 1; normative_documents.repealed 2",
        ),
    ],
    (HEALTH, 2018): [
        ("2018年，县卫健局共收到信息公开申请3件，答复3件，答复率100%。", "received 3; resolved_total 3"),
        (
            "2018年度没有发生公民、法人和其他组织申请公开政府信息的情况，也没有发生行政复议、行政诉讼。",
            "received 0; reconsideration 0; litigation 0",
        ),
        ("全年主动公开信息215条，其中机构职能类12条、业务动态类203条。", ""),
        ("2018年共受理依申请公开信息2条，同意公开2条。", "received 2"),
    ],
    (STREET, 2021): [
        ("2021年,全街共受理政府信息公开申请总数1件。", "received 1"),
        ("2021年，街道收到政府信息公开申请共13宗，比上年减少2宗，均按规定答复。", "received 13"),
        ("2021年白沙街道办事处受理政府信息公开申请13件，其中信函8件，网络5件。", "received 13"),
        (
            "今年我街道共收到依申请公开政府信息13件，办结12件，转下年度办理1件。",
            "received 13; resolved_total 12; carried_out 1",
        ),
        (
            "上年度结转1件，本年新收13件政府信息公开申请，共计14件。",
            "carried_in 1; received 13; received_and_carried_in 14",
        ),
        ("2021年，街道无政府信息公开行政诉讼案件，收到政府信息公开行政复议答复通知书1份。", "litigation 0"),
        ("因政府信息公开行为引起的行政复议案件1宗，法院受理的行政诉讼案件0宗。", "reconsideration 1; litigation 0"),
        ("2021年我街道没有因信息公开引起的复议、诉讼案件。", "reconsideration 0; litigation 0"),
        ("社区工作站受理居民申请2300件。", ""),
    ],
    (HOUSING, 2023): [
        (
            "二是及时规范办理依申请公开。2023年,我局未收到政府信息公开申请。\n三是及时回应社会关切。2023年,共办理政府12345热线47件,已全部办结,回复率和满意率均达100%。",
            "received 0",
        ),
        ("2023年，我局共接收政府信息公开申请66件，其中涉及拆迁类30件，物业类20件，其他类16件。", "received 66"),
        ("年内新收政府信息公开申请66件、上年结转2件，已全部办结。", "received 66; carried_in 2"),
        (
            "2023年政府信息公开申请共收到66件，办结68件（含2022年度结转2件）。",
            "received 66; resolved_total 68; carried_in 2",
        ),
        (
            "我局依法办理依申请公开事项66项，其中依法予以公开20项，部分公开3项，无法提供40项，不予处理3项。",
            "resolved_total 66; granted 20; granted_in_part 3; unavailable 40; unprocessed 3",
        ),
        (
            "被申请行政复议的政府信息公开案件3件，其中2件维持、1件撤销；未被提起行政诉讼。",
            "reconsideration 3; litigation 0",
        ),
        (
            "行政许可处理决定1890件；行政处罚处理决定25件；行政强制处理决定0件。",
            "licensing.decisions 1890; penalties.decisions 25; coercion.decisions 0",
        ),
        (
            "本机关2023年制发规范性文件4件，本年废止1件，现行有效规范性文件17件。",
            "normative_documents.issued 4; normative_documents.repealed 1; normative_documents.in_force 17",
        ),
        ("受理房屋租赁备案登记申请1890件，办理信访件66件。", ""),
        (
            "2023年，我局收到的66件政府信息公开申请中，自然人申请60件，商业企业申请6件。",
            "received 66; received.natural_person 60; received.business 6",
        ),
        ("其中，按申请人类型分，自然人60件，商业企业6件。", ""),
        ("市住建局共办理政府信息公开申请520件，我局办理66件。", "resolved_total 66"),
        ("2023年本局未收取政府信息公开信息处理费，未制发规章。", "rules.issued 0"),
        ("66件申请均在法定期限内答复，未发生逾期情况。", ""),
    ],
    (TAX, 2022): [
        (
            "2022年，我局新收政府信息公开申请21件，全部办结，结果为予以公开9件，不予公开2件，无法提供10件。",
            "received 21; granted 9; refused 2; unavailable 10",
        ),
        (
            "市税务局收到政府信息公开申请21件，来源为自然人19件、商业企业2件。",
            "received 21; received.natural_person 19; received.business 2",
        ),
        ("全年未发生因政府信息公开引起的行政复议、行政诉讼案件。", "reconsideration 0; litigation 0"),
        ("2022年度未有依申请公开的行政复议、行政诉讼发生。", "reconsideration 0; litigation 0"),
        ("下级税务机关收到政府信息公开申请18件，均已答复。", ""),
    ],
    (DISTRICT, 2020): [
        (
            "2020年全区收到政府信息公开申请880件，比上年增加11%；办结870件，结转下年度10件。",
            "received 880; resolved_total 870; carried_out 10",
        ),
        ("全区各部门、各街道共办理依申请公开880宗，无超期答复情况。", "resolved_total 880"),
        ("东平区共发生政府信息公开行政复议45宗，行政诉讼12宗。", "reconsideration 45; litigation 12"),
        (
            "我区新收政府信息公开申请880宗，来自自然人的850宗，来自法人和其他组织的30宗。",
            "received 880; received.natural_person 850",
        ),
        ("2020年区教育局收到申请25宗，区民政局收到申请12宗。", ""),
        ("全区2020年度因政府信息公开被提起行政复议45宗，其中维持32宗，纠正3宗，其他10宗。", "reconsideration 45"),
    ],
    (CITY, 2021): [
        (
            "2021年，全市行政机关共收到政府信息公开申请3920件，上年结转68件，全年共办结3930件，结转下年继续办理58件。",
            "received 3920; carried_in 68; resolved_total 3930; carried_out 58",
        ),
        ("全市新制发规章3件、行政规范性文件88件。", "rules.issued 3; normative_documents.issued 88"),
        ("市本级收到申请820件，各县区收到3100件。", ""),
        ("2021年我市共受理政府信息公开申请3920件，申请量较2020年增长8.9%。", "received 3920"),
        ("全市政府信息公开类行政复议案件共156件，行政诉讼案件共72件。", "reconsideration 156; litigation 72"),
    ],
    (POLICE, 2025): [
        ("2025年分局共收到政府信息公开申请40件，已答复38件，2件正在办理。", "received 40; resolved_total 38"),
        ("2025年，分局作出行政处罚决定5600余件，行政许可决定320件。", "licensing.decisions 320"),
        (
            "2025年，我局办理的政府信息公开申请中，予以公开的12件，不予公开的8件，无法提供的18件。",
            "granted 12; refused 8; unavailable 18",
        ),
        ("收到政府信息公开申请40件，与去年持平。", "received 40"),
        ("全年接处警12000起，受理案件2300起，办结2200起。", ""),
    ],
    (None, 2022): [
        ("2022年，本单位没有收到依申请公开的申请。", "received 0"),
        ("我局2022年度共收到政府信息公开申请15件，较上年度增加5件，已全部办结。", "received 15"),
        ("2022年我街道未发生因信息公开被行政复议和行政诉讼。", "reconsideration 0; litigation 0"),
        ("区教育局收到政府信息公开申请12件。", ""),
        ("本年度，本中心共受理依申请公开1件，办结1件。", "received 1; resolved_total 1"),
        (
            "2021年结转政府信息公开申请1件，2022年新收3件，共办理4件，结转2023年0件。",
            "carried_in 1; received 3; resolved_total 4; carried_out 0",
        ),
    ],
    (STREET, 2019): [
        (
            "(三)复议、诉讼和申诉情况\n2019年度街道发生针对本部门有关政府信息公开事务的行政复议案0件;发生针对本部门有关政府信息公开事务的行政诉讼案0件;收到各类针对本部门政府信息公开事务有关的申诉案0件。",
            "reconsideration 0; litigation 0",
        ),
    ],
    (COUNTRY, 2022): [
        (
            "建立完善工作台账,实现申请办理全过程可追溯、可核查,切实维护群众合法权益,本年度未发生相关复议、诉讼案件。",
            "reconsideration 0; litigation 0",
        ),
        (
            "目前,我乡未收到政府信息公开申请,没有因政府信息公开引起的行政复议,各项任务全面完成。",
            "received 0; reconsideration 0",
        ),
        (
            "(二)依申请公开情况。\n我乡严格执行《条例》第四章规定,健全受理机制。通过信息公开平台收到申请0件,转办0件,本年度申请均全部办结。",
            "",
        ),
        (
            "截至2022年12月31日,我乡共主动公开政府信息2条,新收依申请公开申请0件。全年未因政府信息公开申请引发行政复议、行政诉讼案件。",
            "received 0; reconsideration 0; litigation 0",
        ),
        (
            "(二)依申请公开政府信息办理情况\n\n乡没有收到政府信息公开申请。\n\n(三)因政府信息公开申请行政复议、提起行政诉讼的情况\n\n乡没有因政府信息公开申请行政复议、提起行政诉讼的情况。",
            "received 0; reconsideration 0; litigation 0",
        ),
        ("2022年全乡主动公开信息共计70条,无政府信息公开申请行政复议、行政诉讼。", "reconsideration 0; litigation 0"),
        ("2022年我乡受理依申请公开政府信息数量共计0条。", "received 0"),
        (
            "2022年度,全乡未受理任何形式的政府信息公开申请,未接到关于信息不予公开的相关咨询事项。全年无因政府信息公开工作引发的行政复议案件,未出现相关行政诉讼情况,保障工作合规性。",
            "received 0; reconsideration 0; litigation 0",
        ),
        ("2022年石门乡未收到依申请公开信息。", "received 0"),
        ("我乡2022年度信息公开工作无收费、无复议、无诉讼。", "reconsideration 0; litigation 0"),
        ("2022年,我乡依申请公开工作正常,无申请件。", "received 0"),
        (
            "2022年我乡收到依申请公开的政府信息0条,未发生政府信息公开收费、复议、诉讼情况。",
            "received 0; reconsideration 0; litigation 0",
        ),
        ("本年度,我乡未收到群众信息公开申请。", "received 0"),
        (
            "2022年,我乡全年没有接到公民、法人和其他组织的信息公开申请,没有发生因政府信息公开被申请行政复议、提起行政诉讼的情况。",
            "received 0; reconsideration 0; litigation 0",
        ),
        ("2022年度,我乡没有收到以书面、信函等形式申请公开政府信息的情况。", "received 0"),
        (
            "石门乡2022年度未接到政府信息公开申请，未因政府信息公开工作被申请复议或提起诉讼。",
            "received 0; reconsideration 0; litigation 0",
        ),
        (
            "我乡2022年政府信息依申请公开0件；政府信息公开行政复议0件，行政诉讼0件；",
            "received 0; reconsideration 0; litigation 0",
        ),
        (
            "四、政府信息公开行政复议、行政诉讼情况\n我乡2022年无行政复议、行政诉讼情况。",
            "reconsideration 0; litigation 0",
        ),
        ("四、政府信息公开行政复议、行政诉讼情况\n本年度无。", "reconsideration 0; litigation 0"),
        ("三、收到和处理政府信息公开申请情况\n2022年未收到申请。", "received 0"),
        ("三、收到和处理政府信息公开申请情况\n2022年度我乡未收到相关申请。", "received 0"),
        ("2022年我乡未发生申请行政复议、提起行政诉讼案件。", "reconsideration 0; litigation 0"),
        ("全年未收到要求公开信息的申请和申诉。", "received 0"),
        (
            "2022年度共收到政府信息公开申请1件，该件已按程序答复；无行政复议和行政诉讼案件。",
            "received 1; reconsideration 0; litigation 0",
        ),
        ("2022年我乡收到依申请公开申请1件（自然人申请），已予以公开。", "received 1"),
    ],
    (OFFICE, 2022): [
        (
            "2022年,市政府办公室共收到8份政府信息公开申请,均为自然人申请。其中,予以公开2件,部分公开2件,属于四类过程性信息1件,本办不掌握相关政府信息2件,其他1件(申请人自主撤销)。无下年度结转。",
            "received 8; granted 2; granted_in_part 2; refused_deliberative.total 1; unavailable_not_held.total 2;"
            " carried_out 0",
        ),
    ],
    (HOUSING, 2024): [
        (
            "(二)依申请公开情况。2024年区住建局收到依申请公开6件,所有申请均已按时办结。无因政府信息产生行政复议,提起行政诉讼情况发生。",
            "received 6; reconsideration 0; litigation 0",
        ),
        (
            "(二)依申请公开政府办理情况。截至2024年12月31日,我局共收到政府信息公开申请情况2件(1件属自然人申请,1件属商业企业申请)。",
            "received 2; received.natural_person 1; received.business 1",
        ),
        ("截至2024年12月31日,我局主动公开行政许可事项138条,行政事业性收费共约37.10万元。", ""),
        (
            "2024年,我局收到政府信息公开申请2件,已答复2件,已按照《条例》要求,在规定时限内向申请人进行了答复,未发生因政府信息公开引起的行政复议申请和行政诉讼。",
            "received 2; resolved_total 2; reconsideration 0; litigation 0",
        ),
        (
            "二是依申请公开情况。2024年度区住建局接收到申请书45份,申请公开的政府信息主要涉及征收信息、规划信息等方面。",
            "received 45",
        ),
        (
            "(二)政府信息依申请公开情况。2024年,我局共受理依申请公开9件,具体为征收类6件,物业类1件,规划2件。"
            "9件申请均在法定期限内予以回复,回复率达到100% 。",
            "received 9",
        ),
        (
            "(二)政府信息依申请公开办理情况。\n2024年,我局进一步规范依申请公开受理、审查、处理和答复程序。全年共新收到政府信息公开申请12件,上年结转2件,均已依法按期办结。所有申请均严格按照法定程序和时限进行答复,未发生因政府信息公开申请引发的行政复议被纠错或行政诉讼败诉情况。",
            "received 12; carried_in 2",
        ),
        (
            "全年受理区12345政府服务热线平台及网格化管理平台交办案件322件,均在规定时间内给予答复。全年共处理来访来件11件。2024年处理依申请公开2件,申请公开某公墓的性质。我局均按要求时限内给予了答复和公开。",
            "resolved_total 2",
        ),
        (
            "(二)依申请公开情况。\n2024年新收到政府信息公开申请3件,上年结转1件,共计4件。目前依法办结4件,其中予以公开的2件,部分公开的1件,其他处理的1件。下年度继续办理0件。本年度,区住建局无行政复议、行政诉讼情况事项。",
            "received 3; carried_in 1; received_and_carried_in 4; resolved_total 4; granted 2; granted_in_part 1;"
            " other_outcome 1; carried_out 0; reconsideration 0; litigation 0",
        ),
        ("(二)政府信息依申请公开情况。2024年未收到依申请公开信息。无行政诉讼案件。", "received 0; litigation 0"),
        ("2024年,我局未接收政府信息公开申请。", "received 0"),
        ("主动公开行政事业性收费1项,公开费用总额为4.043万元。", ""),
        (
            "(二)依申请公开。全年我局共办理依申请公开5件,其中3件为网上申请,2件为现场申请,均按期答复。",
            "resolved_total 5",
        ),
        (
            "2024年共收到政府信息依申请公开件5件,其中EMS寄送3件、网上申请2件;均已按期答复,未引发行政复议或行政诉讼。",
            "received 5; reconsideration 0; litigation 0",
        ),
        (
            "2024年度,我局共办理依申请公开信息5件(其中1件为2023年度结转),全部按期答复,按期答复率100%。",
            "received_and_carried_in 5",
        ),
        ("2024年,我局受理的政府信息公开申请5件中,已按期办结5件。", "received 5; resolved_total 5"),
        (
            "2024年我局共接到政府信息公开申请5件,按照答复类别,予以公开3件、本机关不掌握2件。",
            "received 5; granted 3; unavailable_not_held.total 2",
        ),
        ("本年度收到政府信息公开申请5件,较上年度(3件)增加2件,办结5件。", "received 5; resolved_total 5"),
        (
            "因政府信息公开工作被申请行政复议1件,维持1件;被提起行政诉讼1件,驳回起诉1件。",
            "reconsideration 1; litigation 1",
        ),
        ("2024年本局被提起政府信息公开行政复议案件3宗,行政诉讼案件2宗,均已结案。", "reconsideration 3; litigation 2"),
        ("全年共发生政府信息公开复议诉讼0件。", "reconsideration 0; litigation 0"),
        ("2024年,我局发生政府信息公开行政复议案件2件、行政应诉案件1件。", "reconsideration 2"),
        ("2024年办理行政许可处理决定156件,行政处罚处理决定12件。", "licensing.decisions 156; penalties.decisions 12"),
        (
            "本年度制发的规范性文件0件,废止的规范性文件0件,现行有效规范性文件2件。",
            "normative_documents.issued 0; normative_documents.repealed 0; normative_documents.in_force 2",
        ),
        ("2024年,我局制发行政规范性文件共3件。", "normative_documents.issued 3"),
        ("截至2024年底,我局现行有效的行政规范性文件共有12件。", "normative_documents.in_force 12"),
        (
            "行政许可处理决定数256件、行政处罚处理决定数89件、行政强制处理决定数14件,行政事业性收费金额1.2万元。",
            "licensing.decisions 256; penalties.decisions 89; coercion.decisions 14; fees.amount_10k_yuan 1.2",
        ),
    ],
}
