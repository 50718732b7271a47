"""How much the reader reads at least, and where it still reads real extractors' texts wrongly: `floors.json`.

`python -m gidr_pipeline_tests.floors` reads the samples and the golden texts, raises each floor to what is read today
and strikes out what is read rightly now. It prints what rose, what is below its floor and the mean share without a
value over all kinds of damage. It lowers no floor and adds no misreading; who must do so does it by hand. With
`--others N` it reads the same kinds of reports from other seeds, others for each N, and changes nothing: a reader
that was fitted to the samples does worse there.
"""

import argparse
import json
import math
from collections.abc import Iterator, Mapping
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, replace
from pathlib import Path
from statistics import fmean

from gidr_pipeline_tests.extractors.readings import WAYS, WRONG, tally_of_way
from gidr_pipeline_tests.judging import Tally
from gidr_pipeline_tests.samples import SAMPLES
from gidr_pipeline_tests.survey import survey
from gidr_pipeline_tests.unmended import STILL_MISREAD

_FILE = Path(__file__).parent / "floors.json"
Shares = Mapping[str, float]
"""Per cent of what there is: `read` of the printed figures with their value, `exact` as reported, `blanks` known."""


@dataclass(frozen=True)
class Floors:
    shares: dict[str, dict[str, Shares]]
    """By kind of reports and name, as in `SAMPLES`, and for `golden` by kind of document and extractor."""
    misread: dict[str, dict[str, list[str]]]
    """What is wrong (a key of `readings.WRONG`) to the reason to the golden texts."""

    def unmet(self, kind: str, name: str, tally: Tally) -> list[str]:
        """What is less than it was."""
        today, floors = shares(kind, tally), self.shares[kind][name]
        return [
            f"{what}: {found} % < {floor} %" for what, floor in floors.items() if (found := today.get(what, 0)) < floor
        ]


def shares(kind: str, tally: Tally) -> Shares:
    """Rounded down, so that a share just measured is never below itself."""
    cells = tally.cells
    blanks = cells["blank"] + cells["unseen"]
    found = {"read": (cells["exact"] + cells["repaired"], tally.printed)} if tally.printed else {}
    if kind in ("layouts", "characters"):
        found["exact"] = cells["exact"], tally.printed
    if blanks:
        found["blanks"] = cells["blank"], blanks
    return {what: math.floor(10_000 * part / whole) / 100 for what, (part, whole) in found.items()}


def load_floors() -> Floors:
    return Floors(**json.loads(_FILE.read_text(encoding="utf-8")))


def _keep(floors: Floors) -> None:
    """A line for each name, so that a change shows as one."""

    def block(names: Mapping[str, object]) -> str:
        lines = (f"{json.dumps(n, ensure_ascii=False)}: {json.dumps(v, ensure_ascii=False)}" for n, v in names.items())
        return "{\n   " + ",\n   ".join(lines) + "\n  }" if names else "{}"

    parts = {
        part: ",\n  ".join(f"{json.dumps(kind)}: {block(names)}" for kind, names in kinds.items())
        for part, kinds in (("shares", floors.shares), ("misread", floors.misread))
    }
    text = ",\n ".join(f'"{part}": {{\n  {kinds}\n }}' for part, kinds in parts.items())
    _FILE.write_text(f"{{\n {text}\n}}\n", encoding="utf-8", newline="\n")


def _tally(place: tuple[str, str, int]) -> Tally:
    kind, name, others = place
    if kind == "golden":
        return tally_of_way(name)
    cases = (replace(case, seed=case.seed + others * 1_000_000) for case in SAMPLES[kind][name])
    return survey(case for case in cases if case not in STILL_MISREAD)


def tallies(others: int = 0) -> Iterator[tuple[str, str, Tally]]:
    """What is read today of all samples and golden texts, or of reports from other seeds, by kind and name."""
    kinds = SAMPLES if others else {**SAMPLES, "golden": WAYS}
    places = [(kind, name, others) for kind, names in kinds.items() for name in names]
    with ProcessPoolExecutor() as pool:
        for (kind, name, _), tally in zip(places, pool.map(_tally, places, chunksize=4), strict=True):
            yield kind, name, tally


def _say_change(kind: str, name: str, before: Shares, today: Shares) -> None:
    for what, share in today.items():
        floor = before.get(what)
        if floor is None:
            print(f"{kind}, {name}: {what} {share} % (new)")
        elif floor != share:
            print(f"{kind}, {name}: {what} {floor} → {share} % ({'rose' if share > floor else 'BELOW ITS FLOOR'})")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--others", type=int, default=0, help="read reports from other seeds, change nothing")
    others = parser.parse_args().others
    kept = load_floors()
    raised: dict[str, dict[str, Shares]] = {}
    lost: dict[str, list[float]] = {}
    for kind, name, tally in tallies(others):
        today, before = shares(kind, tally), kept.shares.get(kind, {}).get(name, {})
        if not others:
            _say_change(kind, name, before, today)
        raised.setdefault(kind, {})[name] = {what: max(share, before.get(what, 0)) for what, share in today.items()}
        lost.setdefault(kind, []).append(tally.cells["null"] / (tally.printed or 1))
        for example in tally.examples:
            print(f"WRONG {example}")
    if not others:
        _keep(Floors(raised, _still_misread(kept)))
    for kind, parts in lost.items():
        print(f"{kind}: {100 * fmean(parts):.2f} % of the printed figures without a value, mean of all {len(parts)}")


def _still_misread(kept: Floors) -> dict[str, dict[str, list[str]]]:
    return {
        what: {reason: wrong for reason, names in reasons.items() if (wrong := [n for n in names if WRONG[what](n)])}
        for what, reasons in kept.misread.items()
    }


if __name__ == "__main__":
    main()
