"""Where the six sections of a report are.

The six headings are one increasing chain: each line that might be a heading is scored by its words, its number and
its shape, and the chain with the best sum wins. So a heading may be missing, lose its number or carry a wrong one,
and a heading that the prose quotes before its time loses against the real one. Only where each section is named once,
and surely, are they taken in another order, as they are printed.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import pairwise, zip_longest

from gidr_pipeline.extraction.form_words import OF_THE_YEAR
from gidr_pipeline.extraction.model import Section, Span
from gidr_pipeline.extraction.text.line import Line
from gidr_pipeline.forms import Label, every_section

# Emphasis may begin or end inside a heading: **一、**总体情况.
_NOTHING = r"\s*_\\"
_SPACE = re.compile(rf"[{_NOTHING}]+")
_MARKS = r"[#*>\-_\[\]、]*"
_NUMBER = (
    r"(?:第?(?P<big>[一二三四五六七八九十])(?:部分)?[、,.:．]?|[(](?P<small>[一二三四五六七八九十])[)]"
    r"|(?P<digit>[1-9])[.、](?!\d))?"
)
_NUMBERED = re.compile(_MARKS + _NUMBER + OF_THE_YEAR)
_TAIL = re.compile(r"[*_#:：。?]*(?:\([^()]{0,60}\)?)?[*_#:：。?]*")
_NUMERALS = "一二三四五六七八九十"
_OTHER_WORDS = 1.5
"""What the second wording of a heading costs; any further one twice as much."""
_SHORTEST, _LONGEST = 4, 48
_BEGINS_A_LINE = re.compile(
    rf"{_MARKS}\s*(?P<big>[一二三四五六])、\s*[^\s:。]{{2,30}}?(?=(?P<end>[:。]\s*|\s+|\*+)(?!\d+\s*$)\S|20\d\d年)"
)
_BEGUN = re.compile(_MARKS + "[一二三四五六]、")
_WITH_MORE, _BROKEN = 1.0, 0.5
"""What a heading costs that has more behind it on its line, and one that goes over two."""
_SURE = 4.5
"""Of a heading in the form's words with its number, if only another section's."""
_MOST_PLACES = 2
"""Places of a line that has none but its own: more are those of a row."""
_CLOSE = 2
"""Lines between the headings of a table of contents."""
ENOUGH = 3.0
_HEAD = 40


@dataclass(frozen=True, slots=True)
class Heading:
    """A line that may be the heading of a section, or begin with one. `section` is the section's place in the form,
    from 0, and `end` where the words of the heading end, if not with their line."""

    line: int
    section: int
    score: float
    end: int | None = None


@cache
def _sections() -> tuple[tuple[Label, tuple[re.Pattern[str], ...]], ...]:
    return tuple((label, tuple(map(re.compile, (*label.match, *label.alone)))) for label in every_section())


@cache
def _any_section() -> re.Pattern[str]:
    return re.compile("|".join(pattern.pattern for _, patterns in _sections() for pattern in patterns))


def find_headings(text: str, lines: Sequence[Line]) -> list[Heading]:
    """Every line that may be a heading of the six sections, with a score. One alone in a row of several places counts
    where hardly any has a line of its own, as in the text of a sheet: else the row is one of a summary."""
    headings: list[Heading] = []
    in_rows: list[Heading] = []
    begun: Line | None = None
    for line in lines:
        in_a_row = line.places > _MOST_PLACES
        alone = not in_a_row or (len(line.words) == 1 and not line.values)
        bare = text[slice(*(line.words[0].span if in_a_row else line.span))].strip() if alone else ""
        content = _SPACE.sub("", bare) if len(bare) <= 2 * _LONGEST else ""
        found: list[Heading] = []
        if _SHORTEST <= len(content) <= _LONGEST:
            found = [Heading(line.number, section, score) for section, score in _candidates(content)]
        if begun and bare and not in_a_row:
            found = [*_broken(text, begun, line), *found]
        if not found and not in_a_row:
            found = _with_more(text, line)
        (in_rows if in_a_row and line.given is None else headings).extend(found)
        if bare:
            begun = line if not found and len(content) <= _LONGEST and _BEGUN.match(content) else None
    if in_rows and len({heading.section for heading in headings}) < len(_sections()) / 2:
        headings = sorted([*headings, *in_rows], key=lambda heading: heading.line)
    return headings


def _with_more(text: str, line: Line) -> list[Heading]:
    """A line that begins with a heading under its own number, and goes on with what stands there:

    六、其他需要报告的事项:无。
    """
    begin = _BEGINS_A_LINE.match(text, *line.span)
    if begin is None:
        return []
    return [
        Heading(line.number, section, score - _WITH_MORE, begin.end("end") if begin["end"] else begin.end())
        for section, score in _candidates(_SPACE.sub("", begin[0]))
        if _NUMERALS.index(begin["big"]) == section
    ]


def _broken(text: str, above: Line, below: Line) -> list[Heading]:
    """A heading that goes over two lines."""
    content = _SPACE.sub("", text[above.span.start : below.span.end])
    if below.values or len(content) > _LONGEST:
        return []
    return [Heading(above.number, section, score - _BROKEN, below.span.end) for section, score in _candidates(content)]


@lru_cache(maxsize=10_000)
def _candidates(content: str) -> tuple[tuple[int, float], ...]:
    """The sections that a line of these words may head, with their scores. Reports share most of their short lines."""
    if not _any_section().search(content):
        return ()
    number = _NUMBERED.match(content)
    assert number is not None  # every part of the pattern is optional
    rest = content[number.end() :]
    found = []
    for index, (_, patterns) in enumerate(_sections()):
        for rank, pattern in enumerate(patterns):
            words = pattern.match(rest)
            if words is None or not _TAIL.fullmatch(rest, words.end()):
                continue
            score = 4.0 - _OTHER_WORDS * min(rank, 2)
            if number["big"]:
                score += 3.0 if _NUMERALS.index(number["big"]) == index else 0.5
            elif number["digit"]:
                score += 1.0 if int(number["digit"]) == index + 1 else 0.0
            elif number["small"]:
                # Mostly one of the parts of the overview.
                score -= 0.5 if rank == 0 and _NUMERALS.index(number["small"]) == index else 2.0
            if content.startswith("#"):
                score += 0.5
            found.append((index, score))
            break
    return tuple(found)


def best_chain(headings: Sequence[Heading]) -> list[Heading]:
    """The increasing chain of headings with the highest sum of scores, those too weak to stand alone left out; all of
    them, if each is sure and none a second of its section, in whichever order they are printed."""
    usable = [heading for heading in headings if heading.score >= ENOUGH]
    if all(a.section < b.section and a.line < b.line for a, b in pairwise(usable)):
        return usable
    is_one_each = len({each.section for each in usable}) == len(usable) and usable[0].section == 0
    if is_one_each and min(each.score for each in usable) >= _SURE:
        return usable
    # By each heading: the sum of scores up to it, less one for each heading passed over that has a text below, and its
    # predecessor. Among equals the nearest: a table of contents lies before the real headings, and the end of another
    # report behind them.
    gaps = [b.line - a.line > _CLOSE for a, b in pairwise(usable)]
    has_text = [all(sides) for sides in zip([True, *gaps], [*gaps, True], strict=True)]
    best: list[tuple[float, int, int | None]] = []
    for index, heading in enumerate(usable):
        before = [
            (best[i][0], best[i][1] - sum(has_text[i + 1 : index]), i)
            for i, earlier in enumerate(usable[:index])
            if earlier.section < heading.section and earlier.line < heading.line
        ]
        total, passed, previous = max(before, default=(0.0, 0, None))
        best.append((total + heading.score, passed, previous))
    if not best:
        return []
    at: int | None = max(range(len(best)), key=lambda i: (*best[i][:2], i))
    chain = []
    while at is not None:
        chain.append(usable[at])
        at = best[at][2]
    return chain[::-1]


@dataclass(frozen=True, slots=True)
class Outline:
    """The sections of a report, and the lines above the first of them, where its title stands."""

    sections: tuple[Section, ...]
    head: Sequence[Line]


def outline_of(lines: Sequence[Line], headings: Sequence[Heading]) -> Outline:
    """The outline of a report of these lines, its candidates for headings given."""
    chain = best_chain(headings)
    head = lines[: chain[0].line - lines[0].number] if chain else lines[:_HEAD]
    return Outline(sections_of(lines, chain, lines[-1].span.end), head)


def sections_of(lines: Sequence[Line], chain: Sequence[Heading], end: int) -> tuple[Section, ...]:
    """The sections as spans of the text, each up to the next heading or to `end`, the end of the report."""
    found, offset = [], lines[0].number
    for heading, following in zip_longest(chain, chain[1:]):
        line = lines[heading.line - offset].span
        line = line._replace(end=heading.end or line.end)
        stop = lines[following.line - offset].span.start if following else end
        found.append(Section(_sections()[heading.section][0].code, line, Span(line.start, stop)))
    return tuple(found)
