"""The title of a report, the agency and the year, from wherever the page has them.

The best place that has a name gives the agency (`naming`), else the signature, the words beside the title or the
prose. The year is that of the title, else of the period of the statistics, of the sentence that gives the report to the
public, or of the prose. Where places that are as good contradict each other, the agency or the year is open: a wrong
one is worse than none.

What belongs here: which place counts. What does not: finding places (`naming`), and where the sections are (`segment`).
"""

import re
from collections.abc import Iterable, Sequence, Set
from dataclasses import dataclass, replace

from gidr_pipeline.extraction.bodies import bodies_in_fields, bodies_of_prose, name_on_the_last_line, signatures_of
from gidr_pipeline.extraction.model import Section, Span
from gidr_pipeline.extraction.names import fullest_of, is_of_kinds, pattern, signs_for_another
from gidr_pipeline.extraction.naming import ALIKE, bodies_beside, places_of
from gidr_pipeline.extraction.place import Place, Source
from gidr_pipeline.extraction.text.invisible import Visible
from gidr_pipeline.extraction.text.normalise import as_printed, normalise
from gidr_pipeline.extraction.text.squeezed import Squeezed
from gidr_pipeline.extraction.title_words import REMARK
from gidr_pipeline.extraction.years import stated_period, year_of_prose

_HEAD_LINES = 40
_LONGEST_HEAD = 6000
_LEAD = 700
"""Characters behind the first heading in which the report may still be named."""
_TAIL = 800
_PLANS = ("problems", "other_matters")
"""Sections that speak of the year to come."""

_OWN_OFFICE = re.compile("[我本]办")
_BROKEN = re.compile(r"(?<=[^\x00-\x7f])[^\S\n]*\n\s*(?=[^\x00-\x7f])")
_EMPTY_FIELDS = re.compile(r"[,;]{2,}(?=\n|\Z)")
"""At the ends of lines, as a sheet leaves them that was saved as text."""
_CALLED = re.compile(r"\([^()]{0,8}简称[^()]{1,30}\)")
"""What a body or a law is called from here on: `青江市水务局(以下简称“市水务局”)`."""
_MARKUP = re.compile(r"[#*\\]+")
_GAP = re.compile(r"\s+")
_SENTENCE_ENDS = re.compile(r"[。；;\n]")
_PARTS = re.compile(r"[-_|–—>»]+")
"""What stands between the title of a page and the name of its site."""


@dataclass(frozen=True, slots=True)
class Title:
    """`text` is None where the page names no such report; `year` and `agency` where it does not determine them. `notes`
    tell where they come from if not from a title line. `has_lead` tells whether a sentence says what report this is
    (根据《中华人民共和国政府信息公开条例》编制本报告), `is_reading` whether the title is that of a text in which one is
    explained or drawn (一图读懂：…)."""

    text: str | None = None
    agency: str | None = None
    year: int | None = None
    notes: tuple[str, ...] = ()
    has_lead: bool = False
    is_reading: bool = False


def read_title(
    text: str, printed: str, report: Span, sections: Sequence[Section] = (), titles: Sequence[str] = ()
) -> Title:
    """The title, agency and year of the report at `report` in the normalised text, `printed` before that. What it does
    not tell is completed by the `titles` that its file has outside its text, which also tell which of several is its
    own.

    Examples
    --------
    >>> page = "首页 > 年报\\n青江市水务局2022年政府信息公开工作年度报告\\n"
    >>> read_title(page, page, Span(0, len(page))).agency
    '青江市水务局'
    """
    of_file = _titles_of_file(titles)
    text = _EMPTY_FIELDS.sub(lambda fields: " " * len(fields[0]), text)
    text = _CALLED.sub(lambda aside: "*" * len(aside[0]), text)  # which leaves no gap
    head_end = sections[0].span.start if sections else _end_of_lines(text, report)
    head = Squeezed.of(text, max(report.start, head_end - _LONGEST_HEAD), min(head_end + _LEAD, report.end))
    places = _of_whole_years(places_of(head, head_end), text)
    beside = _writer_beside(text, report, head_end, head)
    places = [place for place in places if not (place.is_second_hand and beside and beside.name != place.name)]
    named = _named(places, beside, head, {each.agency for each in of_file})
    period = stated_period(text[report.start : report.end])
    title, year, source = _dated([place for place in places if place.title], named, period)
    if year is None and not (title and title.years):
        told = {year for place in places if place.is_lead for year in place.years}
        year, source = _agreed(told, _year_of_prose(text, report, sections))
    elif title and source is Source.PERIOD and _is_misprinted(year, title, _year_of_prose(text, report, sections)):
        year, source = title.years[-1], title.source
    origins = {
        "title": title.source if title else None,
        "agency": named.source if named else None,
        "year": source if year else None,
    }
    own = Title(
        _as_printed(text, printed, title.title if title else None),
        _as_printed(text, printed, named.span if named else None),
        year,
        tuple(_notes(origins)),
        _has_lead(head, places),
        title is not None and title.is_reading,
    )
    return _completed(own, of_file)


def _has_lead(head: Squeezed, places: Sequence[Place]) -> bool:
    """Whether a sentence says what report this is: how it was made, what it consists of, or of which work it tells; and
    neither it nor the line above is of a text of another kind."""
    text, at = head.text, 0
    for sentence in text.split("。"):
        for lead in (
            pattern("", "leads"),
            pattern("政府信息公开(?:条例|工作年度报告[^。]{0,20}(?:通知|格式|要求)).*", "this_report"),
        ):
            if found := lead.search(sentence):
                above, _ = head.line(max(head.line_of(at + found.start()) - 1, 0))
                if not pattern("", "of_other_kinds").search(text, above, at + len(sentence)):
                    return True
        at += len(sentence) + 1
    return any(place.is_lead for place in places)


def _agreed(told: Set[int], prose: int | None) -> tuple[int | None, Source | None]:
    """The year of the sentences that say of which work this report tells, and that of the prose, if they agree."""
    if not told:
        return prose, Source.PROSE
    return (max(told), Source.SENTENCE) if len({*told, prose or max(told)}) == 1 else (None, None)


def _is_misprinted(period: int | None, title: Place, prose: int | None) -> bool:
    """Whether the year of the statistics is another than both the title and the prose tell."""
    return prose is not None and prose != period and title.years[-1:] == (prose,)


def _writer_beside(text: str, report: Span, head_end: int, head: Squeezed) -> Place | None:
    """The only body that is named apart from titles: by its signature, else by the prose, or beside a title; else in a
    field of the page. It may be called what the body of the report calls itself."""
    signature = _signature(text, report, head_end, head)
    kinds = {found["kind"] for found in pattern("", "calls_itself").finditer(text, *report)}
    outside = [*([signature] if signature else bodies_of_prose(head)), *bodies_beside(head)]
    named = outside or [*bodies_in_fields(head, "written_for")]
    # Who publishes a report has written it where it calls itself by such a name.
    published = _only(bodies_in_fields(head, "published_by")) if kinds and not named else None
    if published and not pattern("", "publish_for_others").search(published.name or ""):
        named.append(published)
    return _only(place for place in named if is_of_kinds(place.name or "", kinds))


def _titles_of_file(titles: Sequence[str]) -> list[Title]:
    """What the titles that a file has outside its text say, without the names of sites behind them:

    青江市水务局2022年政府信息公开工作年度报告_青江市人民政府
    """
    parts = (part for each in titles for part in _PARTS.split(each))
    seen = (Visible.of(normalise(part), part) for part in parts)
    return [found for each in seen if (found := read_title(each.text, each.printed, Span(0, len(each.text)))).text]


def _completed(title: Title, of_file: Sequence[Title]) -> Title:
    """What a report says of its title, agency and year, with what it does not by a title of its file."""
    if not of_file or None not in (title.text, title.agency, title.year):
        return title
    best = max(of_file, key=lambda found: (found.agency is not None, found.year is not None))
    told = {"title": (title.text, best.text), "agency": (title.agency, best.agency), "year": (title.year, best.year)}
    taken = [what for what, (own, other) in told.items() if own is None and other is not None]
    notes = (*title.notes, f"{', '.join(taken)} from the title that the file has outside its text") if taken else ()
    completed = replace(title, text=title.text or best.text, agency=title.agency or best.agency)
    return replace(completed, year=title.year or best.year, notes=notes or title.notes)


def _end_of_lines(text: str, report: Span) -> int:
    """Where the first lines of a report end, which may be long."""
    at, end = report.start, min(report.end, report.start + _LONGEST_HEAD)
    for _ in range(_HEAD_LINES):
        at = text.find("\n", at, end) + 1
        if not at:
            return end
    return at


def _year_of_prose(text: str, report: Span, sections: Sequence[Section]) -> int | None:
    """The year of which the prose speaks: all up to the sections that have plans, else what these say of the year that
    is over (2022年未收取信息处理费)."""
    plans = sorted(section.span for section in sections if section.code in _PLANS)
    bounds = [report.start, *(at for plan in plans for at in plan), report.end]
    if year := year_of_prose("\n".join(text[a:b] for a, b in zip(bounds[::2], bounds[1::2], strict=True))):
        return year
    over, to_come = pattern("", "of_the_year_over"), pattern("", "year_to_come")
    planned = "\n".join(text[slice(*plan)] for plan in plans)
    said = (each for each in _SENTENCE_ENDS.split(planned) if over.search(each))
    return year_of_prose("。\n".join([*(each for each in said if not to_come.search(each)), ""]))


def _signature(text: str, report: Span, head_end: int, head: Squeezed) -> Place | None:
    """The only body that signs, last or first. The office of a government is one only where it speaks of itself."""
    tail = Squeezed.of(text, max(head_end, report.end - _TAIL), report.end)
    dated = signatures_of(tail, in_words=False), signatures_of(head, in_words=True)
    for signed in (*dated, name_on_the_last_line(tail)):
        if place := _only(signed):
            whole = text[report.start : report.end]
            return None if signs_for_another(place.name or "") and not _OWN_OFFICE.search(whole) else place
    return None


def names_part_of_a_year(title: str) -> str | None:
    """The part of a year that a title names outside of brackets: 上半年, 1-6月; not 1-12月. Or 学年, where it names a
    school's year."""
    title = normalise("".join(title.split()))
    found = pattern("", "parts_of_a_year").search(REMARK.sub("", title)) or pattern("", "school_year").search(title)
    return found[0] if found else None


def _of_whole_years(places: Sequence[Place], text: str) -> Sequence[Place]:
    """The places without titles of reports on a part of a year, if there are others."""
    whole = [each for each in places if not (each.title and names_part_of_a_year(text[slice(*each.title)]))]
    return whole if any(each.title for each in whole) else places


def _only(places: Iterable[Place]) -> Place | None:
    """The last of places that all name the same body, by its fullest name."""
    found = {place.name: place for place in places if place.name}
    return found.get(fullest_of(found.keys()) or "")


def _named(places: Sequence[Place], signature: Place | None, head: Squeezed, of_file: Set[str | None]) -> Place | None:
    """The place that gives the agency; of several as good ones, that which another place confirms, a title of the file,
    or a field of the page (`来源：青江市水务局`)."""
    named = [place for place in places if place.name]
    if not named:
        return signature
    alike = [place for place in named if place.score >= named[0].score - ALIKE]
    names = {place.name for place in alike if place.name}
    if fullest := fullest_of(names):
        names = {fullest}
    if len(names) > 1:
        others = [*named[len(alike) :], *([signature] if signature else [])]
        label = "sources published_by written_for"
        fields = {name for name in names if pattern("", label, f"[:：|]*{re.escape(name)}").search(head.text)}
        names &= {*(place.name for place in others), *of_file, *fields}
    return next((place for place in alike if place.name in names), None) if len(names) == 1 else None


def _dated(
    titles: Sequence[Place], named: Place | None, period: int | None
) -> tuple[Place | None, int | None, Source | None]:
    """The title, and the year that it or the period tells, with where that stands."""
    if named and named.title and named.source is not Source.SENTENCE:
        titles = [place for place in titles if place.name == named.name] or titles
    if not titles:
        return None, period, Source.PERIOD
    title = titles[0]
    alike = [place for place in titles if place.score >= title.score - ALIKE]
    if not named and len({place.name for place in alike}) > 1:
        return None, period, Source.PERIOD  # which of these bodies' titles it is, nothing tells
    if len({place.years for place in alike if place.years}) > 1:
        # A list of the agency's reports, of which this is one.
        this = next((place for place in titles if place.years[:1] == (period,)), None)
        return (this, period, this.source) if this else (None, None, None)
    return title, *_year_of(title, titles, period)


def _year_of(title: Place, titles: Sequence[Place], period: int | None) -> tuple[int | None, Source | None]:
    """The year that a title tells itself, else the period, else all other titles that tell one."""
    if title.years and not title.above and title.source is not Source.SENTENCE:
        return title.years[-1], title.source
    if period is not None:
        return period, Source.PERIOD
    dated = [place for place in titles if place.years]
    told = {place.years[-1] for place in dated}
    if len(told) != 1:
        return None, None
    return told.pop(), Source.ABOVE if dated[0].above else dated[0].source


def _notes(origins: dict[str, Source | None]) -> list[str]:
    """Where title, agency and year come from, what comes from the same place in one note."""
    by_source: dict[Source, list[str]] = {}
    for what, source in origins.items():
        if source not in (None, Source.LINE):
            by_source.setdefault(source, []).append(what)
    return [
        f"{', '.join(whats[:-1])}{' and ' if whats[1:] else ''}{whats[-1]} from {source}"
        for source, whats in by_source.items()
    ]


def _as_printed(text: str, printed: str, span: Span | None) -> str | None:
    """The words of a span as their readers see them, on one line and without markup."""
    if span is None:
        return None
    shown = as_printed(text[slice(*span)], printed[slice(*span)])
    return _GAP.sub(" ", _BROKEN.sub("", _MARKUP.sub("", shown))).strip()
