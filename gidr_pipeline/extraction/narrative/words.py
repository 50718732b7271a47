"""The words of the prose, made into patterns: those that all reports share, and those that a form brings.

What belongs here: fragments of patterns, and the vocabulary that a form's labels give. What does not: what a clause
made of these words claims (`grammar`).

Repetitions are possessive, so that a clause that does not fit is not tried in every division.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from gidr_pipeline.forms import Form, Label, Table

Readings = tuple[str, ...]
"""Claims of which the words allow any, the most natural first."""

LINK = (
    r"(?:共计|共有|共|总计|合计|累计|均为|都为|各为|为|是|仅有?|有|多达|达到?|计|件数|数量|总数|总量|宗数|数|量|件(?=[:为共])|情况|"
    r"[:的各均])*+"
)
"""What stands between a label and its figure without changing what is counted."""

ASKER = (
    r"(?:社会公众|社会各界|人民群众|群众|公众|公民|市民|居民|村民|个人|法人|其[他它]组织|社会组织|组织|企业|申请人|单位|"
    r"各类|各种|相关|有关|提出|提交|递交|要求|或者|向?我[局办委厅院镇区县市]|[的和及与或、])*+"
)
"""Who asks: the public at large, which is no narrower a count than the form's total."""

OBJECT = (
    r"(?:(?:政府|政务|信息|公开|依法?|的)*+申请(?!人)(?:政府|政务|信息|公开|申请(?!人)|的)*+"
    r"(?:事项|案件|请求|诉求|业务|来信|信件|材料|件(?!数)|表|书)*+)"
)
"""A request for disclosure in any of its names. A bare 申请 matches too, and what it is for must be told elsewhere."""

KIND = r"(?:行政)?(?:复议|诉讼)"
CASE = r"(?:案件|案|申请|事项|数量|件数|总数|数|情况|的)*+"
CAUSE_WORD = (
    r"(?:因|就|由|对|针对|涉及|涉(?=政)|有关|关于|相关|方面|而|被|政府|政务|信息|依|申请人?|公开|工作|事务|事项|答复|行为|提起|提请|"
    r"提出|受到|引起|引发|引致|导致|产生|发生|造成|进行|要求|类|向|到|的|"
    r"[我本](?:局|办|委|厅|院|镇|乡|区|县|市|街道|街|单位|机关|部门)|任何|[1一][件起宗例]|"
    r"公民|群众|法人|其[他它]组织|或者?|以及|[、和及与并])"
)
CAUSE = CAUSE_WORD + "*+"
"""Why or how a challenge came about, in words that leave it one against this body's disclosure."""

ANSWER = r"(?:答复|决定|处理|申请|政府信息|信息|的)*+"
"""What may follow an outcome's name."""

DOCUMENT_MEASURES: Mapping[str, Readings] = {
    "制发": ("issued", "created"),
    "制定": ("issued", "created"),
    "印发": ("issued", "created"),
    "出台": ("issued", "created"),
    "新制作": ("created",),
    "新公开": ("newly_disclosed",),
    "废止": ("repealed",),
    "现行有效": ("in_force",),
}
"""What is done with a document, to the columns that count it, of which a form has one at most."""

REST = "other_org"
"""The applicant code of whoever is left over: 其他 says it only in a list that has named another organisation."""

_NATURAL_PERSONS = {"natural_person": ("公民", "个人")}
_GROUP = re.compile(r"^[(（][一二三四五六][)）]([^：:（(]+)")
_ITEM = re.compile(r"^[(（][一二三四五六][)）][^：:]+[：:]\d[.、](?:属于)?(.{3,})$")
_NOTHING = "(?!)"


@dataclass(frozen=True)
class Vocabulary:
    """The words of one form. Patterns made of labels have a group for each code, named by it: see `code_in`."""

    known: frozenset[str]
    """Every claim and `row.column` that the form has."""
    lines: frozenset[str]
    groups: Mapping[str, str]
    """The form's own term for an outcome, to its claim."""
    group: re.Pattern[str]
    """A group's term at the end of a clause, in the group `term`."""
    reasons: Mapping[str, tuple[tuple[re.Pattern[str], str], ...]]
    """By group term, the reasons that the form lists under it."""
    row: re.Pattern[str]
    """A whole clause that is a line's printed label."""
    applicant: re.Pattern[str]
    """A whole clause that is an applicant's label."""
    litigation: re.Pattern[str]
    document: re.Pattern[str]
    """A document with the word for what was done, before (`verb`) or after it (`then`), at the end of a clause."""
    documents: re.Pattern[str]
    """A document's name alone."""
    decision: re.Pattern[str]
    fee: re.Pattern[str]

    def keep(self, readings: Iterable[str]) -> Readings:
        """Those readings that the form has, each once, in their order."""
        return tuple(dict.fromkeys(reading for reading in readings if reading in self.known))


def code_in(found: re.Match[str]) -> str:
    """The code whose label a pattern of the vocabulary has found."""
    return next(name for name, text in found.groupdict().items() if text is not None and name not in ("verb", "then"))


def _any(words: Iterable[str]) -> str:
    return "(?:" + ("|".join(sorted(words, key=len, reverse=True)) or _NOTHING) + ")"


def _coded(labels: Mapping[str, Iterable[str]]) -> str:
    return "(?:" + ("|".join(f"(?P<{code}>{_any(words)})" for code, words in labels.items()) or _NOTHING) + ")"


def _labels(labels: Iterable[Label]) -> dict[str, tuple[str, ...]]:
    return {label.code: label.match for label in labels}


def _rows_with(table: Table, *columns: str) -> list[Label]:
    return [row for row in table.rows if any((row.code, column) in set(table.cells()) for column in columns)]


def _make(form: Form) -> Vocabulary:
    proactive, requests, challenges = (form.tables[name] for name in ("proactive", "requests", "challenges"))
    claim_of = {cells: claim for claim, cells in form.claims.items()}
    grouped: dict[str, list[Label]] = {}
    for row in requests.rows:
        if found := _GROUP.match(row.label_zh):
            grouped.setdefault(found[1], []).append(row)
    claims = {term: claim_of.get(tuple((row.code, "total") for row in rows)) for term, rows in grouped.items()}
    groups = {term: claim for term, claim in claims.items() if claim}
    rows = {
        row.code: (re.escape(re.sub("[“”]", "", f[1])),) for row in requests.rows if (f := _ITEM.match(row.label_zh))
    }
    applicants = _labels(column for column in requests.columns if column.code != "total")
    people = {code: (*words, *_NATURAL_PERSONS.get(code, ())) for code, words in applicants.items()}
    people[REST] = tuple(f"{word}(?:组织)?" for word in people.get(REST, ()))
    verb = "|".join(DOCUMENT_MEASURES)
    documents = _coded(_labels(_rows_with(proactive, "issued", "created")))
    decisions = _coded(_labels(_rows_with(proactive, "decisions")))
    fees = _coded(_labels(_rows_with(proactive, "amount_10k_yuan")))
    lawsuits = _coded(_labels(row for row in challenges.rows if row.code != "reconsideration"))
    return Vocabulary(
        known=frozenset(form.claims).union(f"{r}.{c}" for table in form.tables.values() for r, c in table.cells()),
        lines=frozenset(row.code for row in requests.rows),
        groups=groups,
        group=re.compile(rf"(?P<term>{_any(groups)}){ANSWER}{LINK}$"),
        reasons={
            term: tuple((re.compile(_any(row.match)), row.code) for row in rows)
            for term, rows in grouped.items()
            if len(rows) > 1
        },
        row=re.compile(rf"(?:其中|属于|因|为|涉及|[、和及])*+{_coded(rows)}{ANSWER}{LINK}"),
        applicant=re.compile(
            rf"(?:其中|来自|申请人|[由为是、和及:])*+{_coded(people)}(?:提出|提交|方面|类|的)*+(?:{OBJECT})?{LINK}"
        ),
        litigation=re.compile(rf"{lawsuits}(?:的|行政诉讼|诉讼|案件|案)*+{LINK}$"),
        document=re.compile(rf"(?:(?P<verb>{verb})[了的]?)?{documents}(?:(?P<then>{verb})[了的]?)?{LINK}$"),
        documents=re.compile(documents),
        decision=re.compile(rf"(?:[作做]出|下达)?{decisions}(?:处理)?决定{LINK}$"),
        fee=re.compile(rf"(?:收取|征收|收缴)?{fees}(?:收费)?(?:总?金?额)?{LINK}(?:人民币)?$"),
    )


_made: dict[int, tuple[Form, Vocabulary]] = {}


def vocabulary(form: Form) -> Vocabulary:
    """The words of a form, made into patterns once for each form."""
    # Forms are loaded once and can't be hashed; with the form kept beside its words, its identity stays its own.
    if id(form) not in _made:
        _made[id(form)] = form, _make(form)
    return _made[id(form)][1]
