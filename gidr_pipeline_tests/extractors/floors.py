"""How much the reader reads of the golden texts at least, and where it still reads wrongly, kept in `floors.json`.

Both can only become better: `python -m gidr_pipeline_tests.extractors.floors` raises the floors to what is read today
and strikes out what is read rightly now. It lowers no floor and adds no misreading; who must do so does it by hand.
"""

import json
from dataclasses import asdict, dataclass
from pathlib import Path

_FILE = Path(__file__).parent / "floors.json"


@dataclass(frozen=True)
class Floors:
    cells: dict[str, int]
    """Cells read with their value, over all reports, by kind of document and extractor."""
    misprint_found: int
    """In how many texts the sums are found that a misprint breaks."""
    misread: dict[str, dict[str, list[str]]]
    """What is wrong (a key of `readings.WRONG`) to the reason to the texts."""


def load_floors() -> Floors:
    return Floors(**json.loads(_FILE.read_text(encoding="utf-8")))


def main() -> None:
    from gidr_pipeline_tests.extractors.readings import WRONG, cells_read, misprint_found

    kept = load_floors()
    misread = {
        what: {reason: wrong for reason, names in reasons.items() if (wrong := [n for n in names if WRONG[what](n)])}
        for what, reasons in kept.misread.items()
    }
    cells = {way: max(count, kept.cells.get(way, 0)) for way, count in sorted(cells_read().items())}
    raised = Floors(cells, max(kept.misprint_found, misprint_found()), misread)
    text = json.dumps(asdict(raised), ensure_ascii=False, indent=1)
    _FILE.write_text(text + "\n", encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
