"""The codes that the warehouse promises, with the words by which their Chinese labels are known.

What belongs here: what the tests of the forms hold them against. What does not: what each test expects of them.
"""

from collections.abc import Iterable

import pytest

from gidr_pipeline.forms import Label, load_forms, shared_by

FORMS = tuple(form for form in load_forms() if form.edition in ("2019", "2021"))
"""The editions that were promised: of another that has come since its own file says what it has."""
EVERY_FORM = [*FORMS, shared_by(FORMS)]
BY_EDITION = pytest.mark.parametrize("form", FORMS, ids=lambda form: form.edition)
BY_FORM = pytest.mark.parametrize("form", EVERY_FORM, ids=lambda form: form.edition or "common")

SECTIONS = {
    "overview": "一、总体情况",
    "proactive": "二、主动公开",
    "requests": "三、收到和处理",
    "challenges": "四、",
    "problems": "五、",
    "other_matters": "六、其他",
}
DOCUMENTS_2021 = {"issued": "制发", "repealed": "废止", "in_force": "现行有效"}
DOCUMENTS_2019 = {"created": "新制作", "newly_disclosed": "新公开", "disclosed_total": "对外公开总数"}
ITEMS_2019 = {"items_prior_year": "上一年项目数量", "items_change": "本年增/减"}
DECISIONS = {"decisions": "处理决定数量"}
PROACTIVE = {
    "2021": {
        "rules": ("规章", DOCUMENTS_2021),
        "normative_documents": ("行政规范性文件", DOCUMENTS_2021),
        "licensing": ("行政许可", DECISIONS),
        "penalties": ("行政处罚", DECISIONS),
        "coercion": ("行政强制", DECISIONS),
        "fees": ("行政事业性收费", {"amount_10k_yuan": "收费金额"}),
    },
    "2019": {
        "rules": ("规章", DOCUMENTS_2019),
        "normative_documents": ("规范性文件", DOCUMENTS_2019),
        "licensing": ("行政许可", ITEMS_2019 | DECISIONS),
        "other_services": ("其他对外管理服务事项", ITEMS_2019 | DECISIONS),
        "penalties": ("行政处罚", ITEMS_2019 | DECISIONS),
        "coercion": ("行政强制", ITEMS_2019 | DECISIONS),
        "fees": ("行政事业性收费", ITEMS_2019),
        "procurement": ("政府集中采购", {"projects": "项目数量", "amount_yuan": "总金额"}),
    },
}
APPLICANTS = {
    "natural_person": "自然人",
    "business": "商业企业",
    "research": "科研机构",
    "public_interest": "社会公益组织",
    "legal_services": "法律服务机构",
    "other_org": "其他",
    "total": "总计",
}
REFUSED = [
    "refused_state_secret",
    "refused_by_law",
    "refused_public_safety",
    "refused_third_party",
    "refused_internal_affairs",
    "refused_deliberative",
    "refused_enforcement_file",
    "refused_inquiry_matter",
]
UNAVAILABLE = ["unavailable_not_held", "unavailable_needs_creation", "unavailable_unclear"]
UNPROCESSED = [
    "unprocessed_petition",
    "unprocessed_duplicate",
    "unprocessed_publication",
    "unprocessed_excessive",
    "unprocessed_reconfirmation",
]
OTHER = {"2021": ["other_not_corrected", "other_fee_unpaid", "other_misc"], "2019": ["other_outcome"]}
CHANNELS = {
    "reconsideration": "行政复议",
    "litigation_direct": "未经复议直接起诉",
    "litigation_after_reconsideration": "复议后起诉",
}
RESULTS = {
    "upheld": "结果维持",
    "corrected": "结果纠正",
    "other_result": "其他结果",
    "pending": "尚未审结",
    "total": "总计",
}
RULES = {
    "2019": ["request_balance", "request_outcomes", "request_applicants", "challenge_results", "carry_over"],
    "2021": [
        "request_balance",
        "request_outcomes",
        "request_applicants",
        "challenge_results",
        "carry_over",
        "document_stock",
    ],
}


def outcomes(edition: str) -> list[str]:
    return ["granted", "granted_in_part", *REFUSED, *UNAVAILABLE, *UNPROCESSED, *OTHER[edition]]


def codes(labels: Iterable[Label]) -> list[str]:
    return [label.code for label in labels]


def assert_labels(labels: Iterable[Label], expected: dict[str, str]) -> None:
    """Codes in this order, each with these characters in its Chinese label."""
    labels = list(labels)
    assert codes(labels) == list(expected)
    for label in labels:
        assert expected[label.code] in label.label_zh
