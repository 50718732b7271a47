"""A small raw folder with all that pages have to show: years, places, faults of every kind, copies, corrections, files
that are left out, and reports of strangers who mean harm.

What belongs here: making the files. What does not: tests.
"""

import random
from collections.abc import Callable, Iterator
from dataclasses import replace
from urllib.parse import quote

from gidr_pipeline_tests.benchmark.corpus import carry_over
from gidr_pipeline_tests.extractors.prose import write_prose
from gidr_pipeline_tests.folders import LONG_AGO_NS, NAMES, House
from gidr_pipeline_tests.layouts import LAYOUTS
from gidr_pipeline_tests.made import Grid, Made, grids, make_report, print_report

YEARS = range(2020, 2025)
BODIES = (
    "广东省人民政府",
    "广州市水务局",
    "广州市从化区水务局",
    "深圳市统计局",
    "杭州市财政局",
    "杭州市西湖区审计局",
    "成都市医疗保障局",
    "成都市人民政府",
)
HOSTILE = "2023/<b>&'\" #1?%2F 府\u202e.txt"
"""The id of a report whose name, title and text are those of somebody who means harm."""
SCRIPT = "<script>document.title='run'</script>"
FIRST = f"report/{quote(NAMES[-1])}"
WITH_FAULTS = f"report/2022/{quote(BODIES[1])}.txt"
PAGES = (
    "",
    "findings",
    "findings?show=open",
    "findings?show=incomplete",
    "findings?rule=carry_over&year=2023&kind=department&place=广州市&new=1&sort=difference&page=2",
    "ranking",
    "ranking?by=prefecture&indicator=refusal_share&year=2022",
    "ranking?by=body&large=1&kind=department",
    "ranking?by=consolidated&year=2020",
    "search",
    "search?q=广州市 2023",
    "search?q=政府信息&text=1",
    "rejected",
    FIRST,
    WITH_FAULTS,
    f"report/{quote(HOSTILE)}",
    f"body/{quote(BODIES[2])}",
    f"body/{quote('广州市从化区人民政府')}",
)
"""Pages of every kind, behind the language."""
_STEERING = "\x07\x1b[31m\u202e\u200b\u2028"


def write_raw(house: House) -> None:
    """Write all files. `correct` is for a second run."""
    for number, agency in enumerate(BODIES):
        for made in _years(agency, number):
            house.put(f"{made.year}/{agency}.txt", _text(made, number).encode())
    last = _last(BODIES[3], 3)
    house.put(f"{last.year}/copy/{BODIES[3]}.md", _text(last, 3, layout="bars around").encode())
    house.put(HOSTILE, _hostile().encode())
    house.put("2024/空.txt", b"")
    house.put("2024/slides.pptx", b"PK\x03\x04")


def correct(house: House) -> None:
    """Write a report of the third body with another figure."""
    made = _last(BODIES[2], 2)
    made.cells["requests", "granted", "natural_person"] = (
        int(made.cells["requests", "granted", "natural_person"] or 0) + 4
    )
    house.put(f"{made.year}/{BODIES[2]}.txt", _text(made, 2).encode(), LONG_AGO_NS + 1)


def _years(agency: str, seed: int) -> Iterator[Made]:
    rng = random.Random(f"{seed} {agency}")
    size = rng.choice([3, 10, 60, 200])
    before: Made | None = None
    for year in YEARS:
        made = replace(make_report(rng, "2019" if year < 2021 else "2021", size), agency=agency, year=year)
        if before is not None:
            carry_over(before, made)
        before = made
        yield made


def _last(agency: str, seed: int) -> Made:
    return [*_years(agency, seed)][-1]


def _text(made: Made, number: int, layout: str = "tabs") -> str:
    """The report, with a fault of its own for most bodies in some year."""
    rng = random.Random(f"{made.agency} {made.year}")
    prose = write_prose(made, rng)
    printed = {"overview": "\n".join(prose.overview), "problems": "\n".join(prose.problems)}
    printed["other_matters"] = "\n".join(prose.other_matters)
    tables = dict(grids(made))
    fault = _FAULTS.get((number, made.year))
    if fault:
        fault(tables["requests"])
    text = {name: LAYOUTS[layout](grid) for name, grid in tables.items()}
    if (number, made.year) == (4, 2021):
        text["challenges"] = ""
    if (number, made.year) == (5, 2022):
        text["requests"] = text["requests"].replace("\t0\t", "\tO\t", 3)
    return print_report(made, text, printed)


def _row(grid: Grid, label: str) -> list[str]:
    return next(row for row in grid if any(label in cell for cell in row[:3]))


def _misprint_total(grid: Grid) -> None:
    row = _row(grid, "（七）总计")
    row[-1] = str(int(row[-1]) + 9)


def _misprint_carried(grid: Grid) -> None:
    row = _row(grid, "二、上年结转")
    row[3], row[-1] = str(int(row[3]) + 2), str(int(row[-1]) + 2)


def _blank_zeros(grid: Grid) -> None:
    for row in grid:
        row[3:] = ["" if cell == "0" else cell for cell in row[3:]]


def _lose_row(grid: Grid) -> None:
    grid.remove(_row(grid, "2.重复申请"))


_FAULTS: dict[tuple[int, int], Callable[[Grid], None]] = {
    (1, 2022): _misprint_total,
    (2, 2023): _misprint_carried,
    (3, 2023): _blank_zeros,
    (6, 2022): _lose_row,
}


def _hostile() -> str:
    made = replace(
        _last(BODIES[1], 1), agency=f'{SCRIPT}"><img src=x onerror=alert(1)>{_STEERING}广州市档案局', year=2023
    )
    text = print_report(made, {name: LAYOUTS["tabs"](grid) for name, grid in grids(made).items()})
    return text.replace("无其他需要报告的事项", f"{_STEERING}</div>{SCRIPT}{{{{ 7*7 }}}}javascript:alert(1)")
