"""The words of the prose, made into patterns: those that all reports share, and those that a form brings.

What belongs here: fragments of patterns, and the vocabulary that a form's labels give. What does not: what a clause
made of these words claims (`narrative_grammar`).
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from gidr_pipeline.forms import Form, Label, Table

Readings = tuple[str, ...]
"""Claims of which the words allow any, the most natural first."""

Named = tuple[tuple[re.Pattern[str], str], ...]
"""Patterns with the code that each stands for."""

# Words between a label and its figure that do not change what is counted. The possessive repetitions here and below
# keep a clause that does not fit from being tried in every division.
LINK = r"(?:共计|共有|共|总计|合计|累计|均为|都为|各为|为|是|有|达到?|计|件数|数量|总数|总量|数|量|件(?=[:为共])|情况|[:的各均]|宗数)*+"

ASKER = (
    r"(?:社会公众|社会各界|人民群众|群众|公众|公民|市民|居民|村民|个人|法人|其[他它]组织|社会组织|组织|企业|申请人|单位|各类|各种|"
    r"相关|有关|提出|提交|递交|要求|向?我[局办委厅院镇区县市]|[的和及与或、])*+"
)
"""Who asks: the public at large, which is no narrower a count than the form's total."""

OBJECT = (
    r"(?:(?:政府|政务|信息|公开|依法?|的)*+申请(?!人)(?:政府|政务|信息|公开|申请(?!人)|的)*+"
    r"(?:事项|案件|请求|诉求|业务|来信|信件|材料|件(?!数)|表|书)*+)"
)
"""What is asked: a request for disclosure in any of its names. A bare 申请 matches too, and has to be told by context."""

KIND = r"(?:行政)?(?:复议|诉讼)"
CASE = r"(?:案件|案|申请|事项|数量|件数|总数|数|情况|的)*+"
CAUSE = (
    r"(?:方面|因|就|由|对|针对|涉及|有关|关于|相关|而|被|政府|政务|信息|依|申请人?|公开|工作|事务|事项|答复|行为|提起|提请|提出|受到|"
    r"引起|引发|引致|导致|产生|发生|造成|进行|要求|类|向|到|的|[我本](?:局|办|委|厅|院|镇|乡|区|县|市|街道|街|单位|机关|部门)|任何|"
    r"[1一][件起宗例]|公民|群众|法人|其[他它]组织|或者?|以及|[、和及与并])*+"
)
"""Why or how a challenge came about, in words that leave it a challenge to this body's disclosure."""

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

_APPLICANTS_TOO: Mapping[str, str] = {"公民": "natural_person", "个人": "natural_person"}
REST = "other_org"
"""The applicant code of whoever is left over: 其他 says it only in a list that has named another organisation."""

_QUOTES = re.compile('[“”"]')
_GROUP = re.compile(r"^[(（][一二三四五六][)）]([^：:（(]+)")
_ITEM = re.compile(r"^[(（][一二三四五六][)）][^：:]+[：:]\d[.、](.+)$")


@dataclass(frozen=True)
class Vocabulary:
    """The words of one form."""

    known: frozenset[str]
    """Every claim and `row.column` that the form has."""
    lines: frozenset[str]
    groups: Mapping[str, str]
    """The form's own term for an outcome, to its claim."""
    group: re.Pattern[str]
    reasons: Mapping[str, Named]
    """By group term, the reasons that the form lists under it."""
    rows: Named
    """Lines by their full printed label."""
    applicants: Named
    litigation: Named
    documents: Named
    decisions: Named
    fees: Named

    def keep(self, readings: Iterable[str]) -> Readings:
        """Those readings that the form has, each once, in their order."""
        return tuple(dict.fromkeys(reading for reading in readings if reading in self.known))


def any_of(words: Iterable[str]) -> str:
    """A group that matches any of the patterns, longer ones tried first; one that matches nothing where there are none."""
    return "(?:" + ("|".join(sorted(words, key=len, reverse=True)) or "(?!)") + ")"


def _named(labels: Iterable[Label]) -> Named:
    return tuple((re.compile(any_of(label.match)), label.code) for label in labels)


def _with_column(table: Table, *columns: str) -> list[Label]:
    cells = set(table.cells())
    return [row for row in table.rows if any((row.code, column) in cells for column in columns)]


def _make(form: Form) -> Vocabulary:
    proactive, requests, challenges = form.tables["proactive"], form.tables["requests"], form.tables["challenges"]
    claim_of = {cells: claim for claim, cells in form.claims.items()}
    grouped: dict[str, list[Label]] = {}
    for row in requests.rows:
        if group := _GROUP.match(row.label_zh):
            grouped.setdefault(group[1], []).append(row)
    claims = {term: claim_of.get(tuple((row.code, "total") for row in rows)) for term, rows in grouped.items()}
    groups = {term: claim for term, claim in claims.items() if claim}
    items = [(_QUOTES.sub("", found[1]), row.code) for row in requests.rows if (found := _ITEM.match(row.label_zh))]
    fees = _with_column(proactive, "amount_10k_yuan")
    return Vocabulary(
        known=frozenset(form.claims).union(f"{r}.{c}" for table in form.tables.values() for r, c in table.cells()),
        lines=frozenset(row.code for row in requests.rows),
        groups=groups,
        group=re.compile(any_of(groups)),
        reasons={term: _named(rows) for term, rows in grouped.items() if len(rows) > 1},
        # A label of two characters (其他) tells nothing away from its group.
        rows=tuple((re.compile(re.escape(item.removeprefix("属于"))), code) for item, code in items if len(item) > 2),
        applicants=(
            *_named(column for column in requests.columns if column.code != "total"),
            *((re.compile(word), code) for word, code in _APPLICANTS_TOO.items()),
        ),
        litigation=_named(row for row in challenges.rows if row.code != "reconsideration"),
        documents=_named(_with_column(proactive, "issued", "created")),
        decisions=_named(_with_column(proactive, "decisions")),
        fees=_named(fees),
    )


_made: dict[int, tuple[Form, Vocabulary]] = {}


def vocabulary(form: Form) -> Vocabulary:
    """The words of a form, made into patterns once for each form."""
    # Forms are loaded once and are not hashable; keeping the form beside its words keeps the identity its own.
    if id(form) not in _made:
        _made[id(form)] = form, _make(form)
    return _made[id(form)][1]
