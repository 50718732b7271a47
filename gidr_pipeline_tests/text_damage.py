"""What befalls the text of a whole report: headings, title, pages, menus, what stands before, after and in between.

What belongs here: changes to lines of the whole text that leave each table's own lines as they are, or cut them off.
What does not: changes to the cells of a table (`damage`, `habits`).
"""

# ruff: noqa: ARG001 - every kind takes the same arguments, whether it needs chance or not

import random
import re
from collections.abc import Callable, Mapping

from gidr_pipeline_tests.layouts import text_of
from gidr_pipeline_tests.made import make_report

TextDamage = Callable[[str, random.Random], str]

_HEADING = re.compile(r"(?m)^([一二三四五六])[、,](总体情况|.*政府信息.*情况|存在的.*情况|其他需要.*)$")
_MENU = "首页\n政务公开\n政府信息公开年报\n依申请公开\n当前位置：首页 > 年报\n浏览次数：{}\n"
_FOOTER = "主办单位：青江市人民政府办公室\n网站标识码：{}\n联系电话：010-{}\n上一篇：没有了\n"


def _headings(change: Callable[[re.Match[str], random.Random], str], share: float = 1) -> TextDamage:
    def damage(text: str, rng: random.Random) -> str:
        return _HEADING.sub(lambda found: change(found, rng) if rng.random() < share else found[0], text)

    return damage


def quoted_headings(text: str, rng: random.Random) -> str:
    headings = [found[0] for found in _HEADING.finditer(text)]
    quoted = "\n".join(headings) if rng.random() < 0.5 else f"本报告包括“{'”“'.join(headings)}”六个部分。"
    return text.replace(headings[0], f"{quoted}\n{headings[0]}", 1) if headings else text


def sections_out_of_order(text: str, rng: random.Random) -> str:
    starts = [found.start() for found in _HEADING.finditer(text)]
    if not starts:
        return text
    parts = [text[a:b] for a, b in zip(starts, [*starts[1:], len(text)], strict=True)]
    i, j = rng.sample(range(len(parts)), 2) if len(parts) > 1 else (0, 0)
    parts[i], parts[j] = parts[j], parts[i]
    return text[: starts[0]] + "".join(parts)


def second_report(text: str, rng: random.Random) -> str:
    return f"{text}\n\n{text_of(make_report(rng), 'tabs')}"


def stops_in_the_middle(text: str, rng: random.Random) -> str:
    return text[: rng.randint(len(text) // 3, len(text))]


def stops_after_a_line(text: str, rng: random.Random) -> str:
    lines = text.splitlines(keepends=True)
    return "".join(lines[: rng.randint(len(lines) // 3, len(lines))])


def menus(text: str, rng: random.Random) -> str:
    number = rng.randint(10, 99999)
    return _MENU.format(number) + text + _FOOTER.format(number, number)


def no_title(text: str, rng: random.Random) -> str:
    return text.partition("\n")[2]


def broken_title(text: str, rng: random.Random) -> str:
    title, _, rest = text.partition("\n")
    at = rng.randint(2, max(2, len(title) - 2))
    return f"{title[:at]}\n{title[at:]}\n{rest}"


def several_years(text: str, rng: random.Random) -> str:
    title, _, rest = text.partition("\n")
    year = int((re.search(r"20\d\d", title) or ["2022"])[0])
    return f"{title}（{year + 1}年1月发布）\n发布日期：{year + 1}-01-2{rng.randint(0, 9)}\n{rest}"


def _between_lines(inserted: Callable[[int, random.Random], str], every: int) -> TextDamage:
    """Something at the top of each page of about so many lines; a page ends at the end of a line."""

    def damage(text: str, rng: random.Random) -> str:
        lines = text.splitlines(keepends=True)
        at = rng.randint(4, every)
        page = 1
        while at < len(lines):
            lines[at] = inserted(page, rng) + lines[at]
            page += 1
            at += every
        return "".join(lines)

    return damage


def _running_head(page: int, rng: random.Random) -> str:
    return f"\n青江市人民政府年度报告\n第{page}页 共9页\n\n"


def _printed_head(page: int, rng: random.Random) -> str:
    return f"https://www.example.gov.cn/gkml/2023.html {page}/9\n\f2023/1/28 16:05 政府信息公开工作年度报告\n"


def _empty_lines(text: str, rng: random.Random) -> str:
    return text.replace("\n", "\n\n")


def _no_empty_lines(text: str, rng: random.Random) -> str:
    return re.sub(r"\n\s*\n", "\n", text)


def _indented(text: str, rng: random.Random) -> str:
    return re.sub(r"(?m)^", " " * rng.randint(1, 4), text)


def _quoted(text: str, rng: random.Random) -> str:
    return re.sub(r"(?m)^", "> ", text)


TEXT_DAMAGES: Mapping[str, TextDamage] = {
    "headings lost": _headings(lambda *_: "", 0.4),
    "all headings lost": _headings(lambda *_: ""),
    "headings misnumbered": _headings(lambda found, rng: f"{rng.choice('一二三四五六')}、{found[2]}", 0.5),
    "headings without numbers": _headings(lambda found, _: found[2]),
    "headings repeated": _headings(lambda found, _: f"{found[0]}\n{found[0]}", 0.5),
    "headings in Markdown": _headings(lambda found, _: f"## **{found[0]}**"),
    "headings glued to what follows": lambda text, _: text.replace("情况\n", "情况 "),
    "headings quoted": quoted_headings,
    "sections out of order": sections_out_of_order,
    "a second report": second_report,
    "stops in the middle": stops_in_the_middle,
    "stops after a line": stops_after_a_line,
    "menus": menus,
    "no title": no_title,
    "title broken": broken_title,
    "several years": several_years,
    "page numbers": _between_lines(lambda page, _: f"{page}\n", 25),
    "page numbers between dashes": _between_lines(lambda page, _: f"- {page} -\n", 25),
    "form feeds": _between_lines(lambda *_: "\f", 25),
    "running heads": _between_lines(_running_head, 25),
    "heads of printed pages": _between_lines(_printed_head, 25),
    "line ends lost": lambda text, _: text.replace("\n", " "),
    "empty lines": _empty_lines,
    "no empty lines": _no_empty_lines,
    "indented": _indented,
    "quoted lines": _quoted,
}
"""Name of a kind of damage to what it does to the text of a report."""
