"""What a text is: a report on one of the forms since 2019, one of the older kind, or neither.

What belongs here: the least that a report must show, wherever its text stops. What does not: reading any of it.
"""

import re
from collections.abc import Mapping, Sequence
from functools import cache

from gidr_pipeline.extraction.model import Rejection, Section
from gidr_pipeline.extraction.names import pattern
from gidr_pipeline.extraction.tables.labels import Found
from gidr_pipeline.extraction.title import Title, names_part_of_a_year
from gidr_pipeline.extraction.years import stated_period
from gidr_pipeline.forms import TableName, load_forms

NO_REPORT = Rejection(
    "not_a_report",
    "No title or lead sentence of an annual report on government information disclosure (政府信息公开工作年度报告) "
    "together with one of its headings or a row of its tables. "
    "If this is such a report, extract its text again; else move the file out of the raw folder.",
)
OLDER_FORM = Rejection(
    "older_form",
    "A report of the kind that was written up to 2018, under the Regulations of 2008: it has none of the three tables "
    "of the forms since 2019, so there is nothing to load. Nothing is wrong with the file, and it may stay.",
)
_FEWEST_REQUESTS = 5
_FEWEST_ITEMS = 3
_FEWEST_SECTIONS = 3
_FEWEST_SIGNS = 2
_LAST_OLDER_YEAR = 2018
_ONLY_NEWER = ["第二十条(?:第|[(])", "收到和处理政府信息公开申请", "本年新收政府信息公开申请", "本列数据的?勾稽关系"]
"""What only the forms print, besides the words that tell their editions apart."""
_ONLY_OLDER = re.compile(
    r"收费[及和与、]?减免|同意(?:部分)?公开答复|统计指标|政府信息公开情况统计表|不同意公开|维持具体行政行为"
)
_FEES, _OVERALL = re.compile("收费.?减免"), "总体情况"
"""Fees that were waived are told in later reports as well, under a heading that the older ones have not."""


_THE_SUBJECT = re.compile(r"[信政]\s*[息务]\s*公\s*开")
_OVERVIEW = re.compile("主动公开.*依申请公开.*政府信息管理.*平台建设.*监督保障")
"""The parts that the form gives the first section."""
_SCHOOL_YEAR = "学年"
_ROW_IN_A_LINE = re.compile(r"第二十条第[(]一[)]项信息内容\D{1,40}规章\d")
"""The first row of the tables where a text has lost its lines."""
_LONGEST_NAME = 100
"""Characters of a line that says what a text is."""


@cache
def _of_newer_forms() -> re.Pattern[str]:
    tells = [tell for form in load_forms() for tell in form.tells]
    return re.compile("|".join([*_ONLY_NEWER, *tells]))


def is_report(
    title: Title,
    sections: Sequence[Section],
    labels: Mapping[TableName, Sequence[Found]],
    words: str,
    text: str,
    head: Sequence[str],
    *,
    is_filled_in: bool,
) -> bool:
    """Whether a text is a report of these forms, however soon it stops: most of it, or two of these: a title, a
    sentence that says what report this is, a heading, a row of a table with its figures, and words that only the forms
    print. A text in which a report is explained or drawn has the title of that one.

    Parameters
    ----------
    labels
        What was found of the rows' labels of each table.
    words
        The words of its lines that are no prose, without white space.
    head
        Its lines above the first section, which may say that it is about reports.
    is_filled_in
        Whether anything stands where its form has figures.
    """
    is_on_the_form = _of_newer_forms().search(words) is not None
    if not (is_on_the_form or _THE_SUBJECT.search(text)):
        return False
    if _is_about_reports(title, sections, head, is_filled_in=is_filled_in):
        return False
    has_row = any(label.has_figures for found in labels.values() for label in found)
    has_row = has_row or _ROW_IN_A_LINE.search("".join(text.split())) is not None
    has_title = title.text is not None and (title.agency or title.year) is not None
    has_lead = title.has_lead or _begins_as_the_form(head, words, text)
    if len(labels["requests"]) >= _FEWEST_REQUESTS or len(labels["proactive"]) >= _FEWEST_ITEMS:
        return True
    if title.is_reading:
        return False
    if len(sections) >= _FEWEST_SECTIONS and (has_title or has_lead or is_on_the_form):
        return True
    return has_title + has_lead + has_row + bool(sections) + is_on_the_form >= _FEWEST_SIGNS


def _begins_as_the_form(head: Sequence[str], words: str, text: str) -> bool:
    """Whether a text begins with the first heading of the form, and has the parts that it gives that section; of half a
    year there are such texts as well."""
    if any(line.strip() for line in head) or not _OVERVIEW.search(words):
        return False
    return pattern("", "parts_of_a_year").search(text) is None


def _is_about_reports(title: Title, sections: Sequence[Section], head: Sequence[str], *, is_filled_in: bool) -> bool:
    """Whether a text is about reports, or shows how to write one: a line above the first section says so
    (`关于做好…年度报告编制工作的通知`), and what follows is a form that nobody has filled in, or hardly any of
    one. A menu may say so above a report."""
    if is_filled_in:
        is_form = title.text is None and len(sections) < _FEWEST_SECTIONS
    else:
        is_form = title.agency is None or title.agency not in (title.text or "")
    # The lead of a report names notices on how to write one.
    about = pattern("", "examples" if is_filled_in and title.has_lead else "about_reports", '[)》"]*$')
    bare = ("".join(line.split()) for line in head) if is_form else ()
    return any(about.search(line) for line in bare if len(line) <= _LONGEST_NAME)


def is_of_part_of_a_year(title: Title, text: str, body: str, *, is_on_the_form: bool) -> bool:
    """Whether the title names a part of a year or a school's, 上半年, 第三季度, 1-6月, 2022-2023学年, of which the body
    speaks as well, or else nothing tells of a whole one. A school's year is none, whatever its prose tells, unless the
    tables of the form are all there."""
    part = names_part_of_a_year(title.text) if title.text else None
    if part is None:
        return False
    is_of_a_school = part == _SCHOOL_YEAR and stated_period(text) is None and not is_on_the_form
    return is_of_a_school or title.year is None or part in "".join(body.split())


def is_of_older_form(title: Title, text: str) -> bool:
    """Whether a text is a report under the Regulations of 2008, by its year or its words, and shows nothing of the
    newer forms."""
    words = set(_ONLY_OLDER.findall(text)) if "公开" in text else set()
    is_old = (title.text is not None or title.has_lead) and title.year is not None and title.year <= _LAST_OLDER_YEAR
    is_new = title.year is not None and title.year > _LAST_OLDER_YEAR
    if is_new and _OVERALL in text:
        words = {word for word in words if not _FEES.fullmatch(word)}
    # 第三方不同意公开 is said in later reports, too.
    if not is_old and len(words) < (1 if title.text and not is_new else 2):
        return False
    return _of_newer_forms().search("".join(text.split())) is None
