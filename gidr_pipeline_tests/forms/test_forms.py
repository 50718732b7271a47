"""The forms as data: complete, consistent with each other, and with the codes that the warehouse promises."""

import re
from collections.abc import Iterable

import pytest

from gidr_pipeline.forms import TABLES, Form, Identity, Label, Term, common_form, form_of, load_forms, union_labels

FORMS = load_forms()
EVERY_FORM = [*FORMS, common_form()]
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


def test_the_editions_that_the_warehouse_knows() -> None:
    assert {form.edition: form.issued_as for form in FORMS} == {
        "2019": "国办公开办函〔2019〕60号",
        "2021": "国办公开办函〔2021〕30号",
    }
    assert [form.edition for form in FORMS] == ["2019", "2021"]


@BY_EDITION
def test_sections(form: Form) -> None:
    assert_labels(form.sections, SECTIONS)


@BY_EDITION
def test_what_tells_the_edition_is_printed_by_it_alone(form: Form) -> None:
    def headings(of: Form) -> list[str]:
        table = of.tables["proactive"]
        return [label.label_zh for label in (*table.rows, *table.columns)]

    others = [heading for other in FORMS if other is not form for heading in headings(other)]
    assert form.tells
    for tell in form.tells:
        assert any(re.search(tell, heading) for heading in headings(form)), tell
        assert not any(re.search(tell, heading) for heading in others), tell


@BY_EDITION
def test_table_of_proactive_disclosure(form: Form) -> None:
    table, expected = form.tables["proactive"], PROACTIVE[form.edition]
    assert (table.fact, table.row_axis, table.column_axis) == ("fact_proactive", "item", "measure")
    assert_labels(table.rows, {item: label for item, (label, _) in expected.items()})
    measures = {column.code: column for column in table.columns}
    for item, (_, columns) in expected.items():
        assert [column for row, column in table.cells() if row == item] == list(columns)
        assert_labels([measures[code] for code in columns], columns)


def test_amounts_have_their_unit_and_counts_have_none() -> None:
    units = {c.code: c.unit for form in FORMS for table in form.tables.values() for c in table.columns if c.unit}
    assert units == {"amount_10k_yuan": "万元", "amount_yuan": "元"}


def test_only_the_change_in_items_may_be_negative() -> None:
    signed = {c.code for form in FORMS for table in form.tables.values() for c in table.columns if c.signed}
    assert signed == {"items_change"}


@BY_EDITION
def test_table_of_requests(form: Form) -> None:
    table = form.tables["requests"]
    assert (table.fact, table.row_axis, table.column_axis) == ("fact_request", "line", "applicant")
    lines = ["received", "carried_in", *outcomes(form.edition), "resolved_total", "carried_out"]
    assert codes(table.rows) == lines
    assert_labels(table.columns, APPLICANTS)
    assert list(table.cells()) == [(line, applicant) for line in lines for applicant in APPLICANTS]
    groups = {"refused": "（三）不予公开", "unavailable": "（四）无法提供", "unprocessed": "（五）不予处理"}
    groups |= {"other": "（六）其他处理"}
    for row in table.rows:
        for prefix, heading in groups.items():
            assert row.code.startswith(prefix + "_") == row.label_zh.startswith(heading), row


@BY_EDITION
def test_table_of_challenges(form: Form) -> None:
    table = form.tables["challenges"]
    assert (table.fact, table.row_axis, table.column_axis) == ("fact_challenge", "channel", "result")
    assert_labels(table.rows, CHANNELS)
    assert_labels(table.columns, RESULTS)
    assert len(list(table.cells())) == 15


@BY_EDITION
def test_every_label_is_in_both_languages_and_can_be_recognised(form: Form) -> None:
    labels = [*form.sections, *(label for t in form.tables.values() for label in (*t.rows, *t.columns))]
    for label in labels:
        assert re.search(r"[\u4e00-\u9fff]", label.label_zh), label
        assert re.search(r"[a-z]", label.label_en), label
        assert label.match, label
        for pattern in label.match:
            assert not re.fullmatch(pattern, ""), f"{label.code}: {pattern!r} matches nothing at all"


@BY_EDITION
def test_the_wordings_of_a_section_are_its_own(form: Form) -> None:
    for section in form.sections:
        title = section.label_zh[2:]
        recognised = [s.code for s in form.sections if any(re.fullmatch(pattern, title) for pattern in s.match)]
        assert recognised == [section.code]


@BY_EDITION
def test_codes_are_unique(form: Form) -> None:
    for labels in (form.sections, *(axis for table in form.tables.values() for axis in (table.rows, table.columns))):
        assert len(set(codes(labels))) == len(list(labels))
    # `<row>.<column>` names a cell without its table.
    cells = [cell for table in form.tables.values() for cell in table.cells()]
    assert len(set(cells)) == len(cells)


@BY_FORM
def test_rows_have_only_columns_of_their_table_and_none_is_idle(form: Form) -> None:
    for table in form.tables.values():
        columns = set(codes(table.columns))
        for row in table.rows:
            assert row.columns is None or set(row.columns) <= columns
        assert {row for row, _ in table.cells()} == set(codes(table.rows))
        assert {column for _, column in table.cells()} == columns


@BY_FORM
def test_every_cell_leads_back_to_its_table(form: Form) -> None:
    for name in TABLES:
        assert {form.fact_of(row, column) for row, column in form.tables[name].cells()} == {name}
    with pytest.raises(KeyError):
        form.fact_of("received", "upheld")


@BY_EDITION
def test_rules(form: Form) -> None:
    assert [identity.rule for identity in form.identities] == RULES[form.edition]


def identity_of(form: Form, rule: str) -> Identity:
    (found,) = [identity for identity in form.identities if identity.rule == rule]
    return found


@BY_FORM
def test_every_term_of_an_identity_is_a_cell_in_every_scope(form: Form) -> None:
    assert form.identities
    for identity in form.identities:
        table = form.tables[identity.table]
        assert identity.scope in (table.row_axis, table.column_axis)
        assert identity.left
        assert identity.right
        assert identity.says
        cells, scopes = set(table.cells()), form.scopes(identity)
        assert scopes
        assert identity.only is None or list(scopes) == list(identity.only)
        for scope in scopes:
            for term in (*identity.left, *identity.right):
                by_row = identity.scope == table.row_axis
                assert ((scope, term.code) if by_row else (term.code, scope)) in cells
        terms = [(term.code, term.year_offset) for term in (*identity.left, *identity.right)]
        assert len(set(terms)) == len(terms)


@BY_EDITION
def test_what_the_rules_add_up(form: Form) -> None:
    def side(*texts: str) -> tuple[Term, ...]:
        return tuple(Term.parse(text) for text in texts)

    expected = {
        "request_balance": ("applicant", side("received", "carried_in"), side("resolved_total", "carried_out")),
        "request_outcomes": ("applicant", side(*outcomes(form.edition)), side("resolved_total")),
        "request_applicants": ("line", side(*list(APPLICANTS)[:-1]), side("total")),
        "challenge_results": ("channel", side(*list(RESULTS)[:-1]), side("total")),
        "carry_over": ("applicant", side("carried_in"), side("carried_out@-1")),
        "document_stock": ("item", side("in_force"), side("in_force@-1", "issued", "-repealed")),
    }
    for identity in form.identities:
        assert (identity.scope, identity.left, identity.right) == expected[identity.rule]
    for rule, scopes in {
        "request_balance": list(APPLICANTS),
        "request_outcomes": list(APPLICANTS),
        "request_applicants": codes(form.tables["requests"].rows),
        "challenge_results": list(CHANNELS),
        "carry_over": list(APPLICANTS),
    }.items():
        assert list(form.scopes(identity_of(form, rule))) == scopes
    if form.edition == "2021":
        assert form.scopes(identity_of(form, "document_stock")) == ("rules", "normative_documents")


@BY_EDITION
def test_what_the_claims_add_up(form: Form) -> None:
    single = ["received", "carried_in", "resolved_total", "carried_out", "granted", "granted_in_part"]
    lines = {claim: [claim] for claim in single} | {
        "received_and_carried_in": ["received", "carried_in"],
        "refused": REFUSED,
        "unavailable": UNAVAILABLE,
        "unprocessed": UNPROCESSED,
        "other_outcome": OTHER[form.edition],
        "reconsideration": ["reconsideration"],
        "litigation": ["litigation_direct", "litigation_after_reconsideration"],
    }
    assert {claim: list(cells) for claim, cells in form.claims.items()} == {
        claim: [(row, "total") for row in rows] for claim, rows in lines.items()
    }
    for cells in form.claims.values():
        for row, column in cells:
            assert form.fact_of(row, column) in TABLES


@pytest.mark.parametrize(
    ("text", "term"),
    [
        ("received", Term("received", 1, 0)),
        ("-repealed", Term("repealed", -1, 0)),
        ("in_force@-1", Term("in_force", 1, -1)),
        ("-in_force@-2", Term("in_force", -1, -2)),
    ],
)
def test_terms_are_read(text: str, term: Term) -> None:
    assert Term.parse(text) == term


@pytest.mark.parametrize("text", ["", "-", "received@1", "received@", "--received", "received total", "@-1"])
def test_what_is_no_term_is_an_error(text: str) -> None:
    with pytest.raises(ValueError, match="not a term"):
        Term.parse(text)


def test_editions_print_the_same_sections_and_axes() -> None:
    oldest, newest = FORMS[0], FORMS[-1]
    assert [(s.code, s.label_zh, s.label_en) for s in oldest.sections] == [
        (s.code, s.label_zh, s.label_en) for s in newest.sections
    ]
    for name in TABLES:
        assert oldest.tables[name].row_axis == newest.tables[name].row_axis
        assert oldest.tables[name].fact == newest.tables[name].fact


def test_what_all_editions_share() -> None:
    common = common_form()
    assert common.edition == ""
    assert list(common.tables["proactive"].cells()) == [
        ("licensing", "decisions"),
        ("penalties", "decisions"),
        ("coercion", "decisions"),
    ]
    shared = [c for c in codes(FORMS[0].tables["requests"].rows) if c not in OTHER["2019"]]
    assert codes(common.tables["requests"].rows) == shared
    assert len(list(common.tables["challenges"].cells())) == 15
    assert [i.rule for i in common.identities] == [
        "request_balance",
        "request_applicants",
        "challenge_results",
        "carry_over",
    ]
    assert set(FORMS[0].claims) - set(common.claims) == {"other_outcome"}
    for form in FORMS:
        for name in TABLES:
            assert set(common.tables[name].cells()) <= set(form.tables[name].cells())


def test_a_form_is_found_by_its_edition() -> None:
    assert [form_of(form.edition) for form in FORMS] == list(FORMS)
    assert form_of(None) is common_form()
    with pytest.raises(KeyError):
        form_of("2035")


def label(code: str, wording: str = "") -> Label:
    return Label(code, wording, wording, ())


@pytest.mark.parametrize(
    ("axes", "expected"),
    [
        (["ab"], "ab"),
        (["ab", "ab"], "ab"),
        (["axb", "ab"], "axb"),
        (["xab", "ab"], "xab"),
        (["abx", "ab"], "abx"),
        (["axyb", "ab"], "axyb"),
        (["ab", "acb"], "acb"),
        (["xb", "ab"], "xab"),
        (["axb", "ayb", "ab"], "axyb"),
    ],
)
def test_labels_of_several_editions_in_one_order(axes: list[str], expected: str) -> None:
    assert "".join(codes(union_labels([[label(code) for code in axis] for axis in axes]))) == expected


def test_the_newest_wording_wins() -> None:
    merged = union_labels([[label("a", "old"), label("x", "only here")], [label("a", "new")]])
    assert [each.label_zh for each in merged] == ["new", "only here"]


@pytest.mark.parametrize("axis", ["rows", "columns"])
@pytest.mark.parametrize("name", TABLES)
def test_the_warehouse_lists_every_code_of_both_forms_once(name: str, axis: str) -> None:
    axes = [getattr(form.tables[name], axis) for form in FORMS]  # type: ignore[index]
    merged = codes(union_labels(axes))
    assert len(merged) == len(set(merged))
    assert set(merged) == {code for each in axes for code in codes(each)}
    newest = codes(axes[-1])
    assert [code for code in merged if code in newest] == newest


def test_lines_of_both_forms_stand_where_a_reader_looks_for_them() -> None:
    lines = codes(union_labels([form.tables["requests"].rows for form in FORMS]))
    assert lines.index("resolved_total") > lines.index("other_outcome") > lines.index("unprocessed_reconfirmation")
    items = codes(union_labels([form.tables["proactive"].rows for form in FORMS]))
    assert items.index("other_services") == items.index("licensing") + 1
    assert items[-1] == "procurement"
