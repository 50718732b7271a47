"""A raw folder of any size from a seed: reports of 8 to 12 KB as real pages have them, agencies over years.

What belongs here: names, prose and folders at size. What does not: the figures (`made`), how an agency prints them and
what goes wrong (`templates`). The same seed and number of reports give the same bytes; a larger number begins with the
same agencies.
"""

import random
import re
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

from gidr_pipeline_tests.benchmark.templates import (
    Template,
    choose_fault,
    choose_template,
    harm_tables,
    harm_text,
)
from gidr_pipeline_tests.extractors.prose import write_prose
from gidr_pipeline_tests.folders import NAMES, RAW
from gidr_pipeline_tests.made import Made, grids, make_report

YEARS = range(2019, 2025)
_PLACES = "青云东白北南江海山河安平宁兴永丰和顺德清华龙凤泉石林松柳桃金银长新古高阳明光远"
_LEVELS = ("市", "县", "区")
_BODIES = (
    "人民政府", "财政局", "水务局", "教育局", "民政局", "公安局", "司法局", "农业农村局", "自然资源局", "生态环境局",
    "住房和城乡建设局", "交通运输局", "卫生健康局", "应急管理局", "审计局", "统计局", "市场监督管理局", "医疗保障局",
)  # fmt: skip
_SIZES = (0, 0, 1, 3, 10, 10, 60, 400)
_STOPS = ("，", "，", "，", "、", "；", "。")


@dataclass(frozen=True)
class Corpus:
    """What was written: `files` in order, those that are `damaged` or filled in unusually, the `size` of all in bytes,
    how small zlib makes the average one."""

    root: Path
    files: list[Path]
    damaged: frozenset[Path]
    size: int
    compressed: float


def write_corpus(root: Path, reports: int, seed: int = 1) -> Corpus:
    """Write so many reports below `root`, which must not hold any yet, at most about 1,500 to a folder."""
    files, damaged, size, packed = [], set[Path](), 0, 0
    for number, (name, text, is_damaged) in enumerate(_reports(reports, seed)):
        path = root / name
        if number % 250 == 0 or not path.parent.exists():
            path.parent.mkdir(parents=True, exist_ok=True)
        data = text.encode()
        path.write_bytes(data)
        files.append(path)
        if is_damaged:
            damaged.add(path)
        size += len(data)
        packed += len(zlib.compress(data, 1)) if number % 50 == 0 else 0
    sampled = sum(path.stat().st_size for path in files[::50])
    return Corpus(root, sorted(files), frozenset(damaged), size, packed / sampled)


def compressed_five() -> float:
    """How small zlib makes the five reports, as `Corpus.compressed` has it."""
    contents = [(RAW / name).read_bytes() for name in NAMES]
    return sum(len(zlib.compress(data, 1)) for data in contents) / sum(map(len, contents))


def change(path: Path, seed: int) -> None:
    """Write another report in the place of this one."""
    path.write_text(next(_reports(1, seed))[1], encoding="utf-8")


def _reports(number: int, seed: int) -> Iterator[tuple[str, str, bool]]:
    """Names, texts and whether they are damaged: agency after agency, each with its years."""
    for at in range(number):
        agency, year = divmod(at, len(YEARS))
        if year == 0:
            rng = random.Random(f"{seed} {agency}")
            name, template, size = _agency(agency), choose_template(rng), rng.choice(_SIZES)
            before: Made | None = None
        made = replace(make_report(rng, "2019" if year < 2 else "2021", size), agency=name, year=YEARS[year])
        if before is not None:
            carry_over(before, made)
        before = made
        fault = choose_fault(rng)
        text = _text(made, template, fault, rng)
        yield f"{YEARS[year]}/{agency // 1000:03}/{agency:06}_{name}.txt", text, fault is not None


def _agency(number: int) -> str:
    number, body = divmod(number, len(_BODIES))
    number, level = divmod(number, len(_LEVELS))
    third, number = divmod(number, len(_PLACES) ** 2)
    second, first = divmod(number, len(_PLACES))
    return _PLACES[first] + _PLACES[second] + (_PLACES[third] if third else "") + _LEVELS[level] + _BODIES[body]


def carry_over(before: Made, made: Made) -> None:
    """Change the figures so that the year begins with what the year before left open."""
    cells = made.cells
    applicants = [column.code for column in made.form.tables["requests"].columns]
    for applicant in applicants[:-1]:
        cells["requests", "carried_in", applicant] = carried = int(
            before.cells["requests", "carried_out", applicant] or 0
        )
        received = int(cells["requests", "resolved_total", applicant] or 0) - carried
        out = max(int(cells["requests", "carried_out", applicant] or 0), -received)
        cells["requests", "carried_out", applicant] = out
        cells["requests", "received", applicant] = received + out
    for line in ("received", "carried_in", "carried_out"):
        cells["requests", line, "total"] = sum(int(cells["requests", line, a] or 0) for a in applicants[:-1])
    for item in ("rules", "normative_documents") if before.edition == made.edition == "2021" else ():
        stock = int(before.cells["proactive", item, "in_force"] or 0) + int(cells["proactive", item, "issued"] or 0)
        cells["proactive", item, "repealed"] = gone = min(stock, int(cells["proactive", item, "repealed"] or 0))
        cells["proactive", item, "in_force"] = stock - gone


def _text(made: Made, template: Template, fault: str | None, rng: random.Random) -> str:
    prose = write_prose(made, rng)
    harmed = harm_tables(grids(made), fault, rng)
    tables = {name: template.table(grid) if any(map(any, grid)) else "" for name, grid in harmed.items()}
    length = sum(len(table.encode()) for table in tables.values())
    length += sum(len(line.encode()) for line in (*prose.overview, *prose.problems, *prose.other_matters))
    free = max(0, rng.randint(8_000, 11_600) - length - 400) // 3
    overview = [f"{line}{_padding(rng, free // 8)}" for line in prose.overview]
    problems = [f"{line}{_padding(rng, free // 8)}" for line in prose.problems]
    parts = (
        prose.title,
        "",
        "一、总体情况",
        *overview,
        template.headings["proactive"],
        tables["proactive"],
        template.headings["requests"],
        tables["requests"],
        template.headings["challenges"],
        tables["challenges"],
        "五、存在的主要问题及改进情况",
        *problems,
        "六、其他需要报告的事项",
        *prose.other_matters,
    )
    return harm_text("\n".join(parts) + "\n", fault, rng)


def _padding(rng: random.Random, characters: int) -> str:
    """Words of the five reports in an order of chance, a figure now and then: it compresses no better than they."""
    chosen = rng.choices(_words(), k=characters // 2)
    for at in range(4, len(chosen), rng.randint(4, 7)):
        chosen[at] += rng.choice(_STOPS)
    for at in range(11, len(chosen), 30):
        chosen[at] += f"{rng.randint(2, 4000)}个"
    return "".join(chosen)


@cache
def _words() -> list[str]:
    """Every pair of characters that stands side by side in the five reports, all equally likely."""
    runs = [run for name in NAMES for run in re.findall("[一-鿿]{2,}", (RAW / name).read_text("utf-8"))]
    return sorted({run[at : at + 2] for run in runs for at in range(len(run) - 1)})
