"""Made reports as scans: printed by a browser, taken as pictures, and these worn as scanners and copiers do.

`python -m gidr_pipeline_tests.conversion.scans 20` makes twenty reports with sixty tables from seeds, reads them and
says what came of it, by resolution and kind of scan; `--keep DIR` keeps the files, `--golden` writes those of the tests
anew. It needs the extra `ocr`, a browser and the Chinese fonts of FONTS. What belongs here: how a scan looks. What does
not: what a report prints (`forms`), or what is expected of it (`test_scan`).
"""

import random
import re
import tempfile
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

import click
import numpy as np
import pypdfium2
from PIL import Image, ImageFilter

from gidr_pipeline.conversion.apart import convert_apart
from gidr_pipeline.extraction import read_converted
from gidr_pipeline_tests.conversion.forms import HABITS, with_habit
from gidr_pipeline_tests.extractors.documents import PAGES, pdf_of_page
from gidr_pipeline_tests.extractors.sample import SAMPLE
from gidr_pipeline_tests.judging import count_cells, wrong_heads
from gidr_pipeline_tests.made import Made, make_report

Picture = Image.Image

FONTS = ("AR PL UMing CN", "AR PL KaitiM GB", "WenQuanYi Micro Hei", "Droid Sans Fallback")
FIGURES = ("Liberation Serif", "DejaVu Sans", "Liberation Sans", "")
"""Fonts of the figures; the last is that of the words."""
RULES = ("0.5px solid black", "1px solid black", "2px solid black", "1px solid #777")
RESOLUTIONS = (100, 150, 200, 300)
_EMPTY = re.compile(r"(<td[^>]*>)\s*(</td>)")


@dataclass(frozen=True)
class Look:
    """How a report was printed and scanned. `quality` is that of the JPEG, 0 for black and white alone; `turned` how
    the pages lay, in degrees."""

    font: str
    figures: str
    rule: str
    size: float
    resolution: int
    quality: int
    noise: float
    skew: float
    blur: float
    way: str = "page"
    turned: int = 0
    sign: str = ""
    """What is printed in blank cells."""

    @property
    def kind(self) -> str:
        return "black and white" if not self.quality else f"grey, JPEG {self.quality // 20 * 20} and more"


def look(rng: random.Random) -> Look:
    """A look by chance: every second scan black and white, which no one makes of less than 150 dots an inch."""
    grey = rng.random() < 0.5
    return Look(
        font=rng.choice(FONTS),
        figures=rng.choice(FIGURES),
        rule=rng.choice(RULES),
        size=rng.choice([9, 10, 10.5, 12]),
        resolution=rng.choice(RESOLUTIONS if grey else RESOLUTIONS[1:]),
        quality=rng.randint(40, 90) if grey else 0,
        noise=rng.choice([0, 4, 10]) if grey else rng.choice([0, 0.0005, 0.002]),
        skew=rng.choice([0, 0, rng.uniform(-2, 2)]),
        blur=rng.choice([0, 0.4, 0.8]),
        way=rng.choice(["page", "page", "cms", "large"]),
        turned=rng.choice([0, 0, 0, 90, 180, 270]),
        sign=rng.choice(["", "", "-", "—", "/"]),
    )


def pictures(made: Made, look: Look, rng: random.Random) -> list[Picture]:
    """The pages of a report as a scanner sees them."""
    with tempfile.TemporaryDirectory() as folder:
        page, printed = Path(folder) / "page.html", Path(folder) / "printed.pdf"
        style = (
            f"<style>body, td {{ font-family: '{look.figures or look.font}', '{look.font}' !important }} "
            f"table {{ font-size: {look.size}pt !important }} td {{ border: {look.rule} !important }}</style></head>"
        )
        written = _EMPTY.sub(rf"\1{look.sign}\2", PAGES[look.way](made, rng))
        page.write_text(written.replace("</head>", style), encoding="utf-8")
        pdf_of_page(page, printed)
        document = pypdfium2.PdfDocument(printed.read_bytes())
        return [worn(each.render(scale=look.resolution / 72).to_pil().convert("L"), look, rng) for each in document]


def worn(picture: Picture, look: Look, rng: random.Random) -> Picture:
    """A page as it comes out of the scanner."""
    picture = picture.rotate(look.turned, expand=True) if look.turned else picture
    if look.skew:
        picture = picture.rotate(look.skew, Image.Resampling.BICUBIC, fillcolor=255)
    if look.blur:
        picture = picture.filter(ImageFilter.GaussianBlur(look.blur * look.resolution / 200))
    dots = np.asarray(picture).astype(np.float32)
    chance = np.random.default_rng(rng.getrandbits(32))
    if look.quality:
        dots = 20 + dots * 0.88 + chance.normal(0, look.noise, dots.shape)
        return Image.fromarray(dots.clip(0, 255).astype(np.uint8))
    black = dots < 128 + chance.normal(0, 12, dots.shape)
    black ^= chance.random(dots.shape) < look.noise
    return Image.fromarray(~black).convert("1")


def as_pdf(pages: Sequence[Picture], look: Look) -> bytes:
    """A PDF file with a picture on each page, as scanners write it."""
    made = BytesIO()
    first, *others = pages
    quality = {"quality": look.quality} if look.quality else {}
    first.save(made, "PDF", resolution=look.resolution, save_all=True, append_images=others, **quality)
    return made.getvalue()


def as_tiff(pages: Sequence[Picture]) -> bytes:
    """The pages as one file of pictures, black and white alone."""
    made = BytesIO()
    first, *others = (page.convert("1") for page in pages)
    first.save(made, "TIFF", compression="group4", save_all=True, append_images=others)
    return made.getvalue()


GOLDEN: dict[str, tuple[str, Look]] = {
    "black-and-white.pdf": (
        "city-2019-form",
        Look(FONTS[0], FIGURES[0], RULES[1], 10, 200, 0, noise=0.0005, skew=1.2, blur=0.4),
    ),
    "grey.pdf": (
        "zeros-left-blank",
        Look(FONTS[1], FIGURES[2], RULES[2], 10.5, 120, 45, noise=0, skew=-0.8, blur=0.5),
    ),
    "pages.tif": (
        "zeros-left-blank",
        Look(FONTS[2], "", RULES[0], 9, 200, 0, noise=0.0, skew=0.3, blur=0.4),
    ),
}
"""Name of a file to the report that it prints (of `extractors.sample`), and how."""
FOLDER = Path(__file__).parent / "golden_scans"


def write_golden() -> None:
    """Make the files of the tests anew."""
    FOLDER.mkdir(exist_ok=True)
    for name, (report, its_look) in GOLDEN.items():
        pages = pictures(SAMPLE[report][0], its_look, random.Random(name))
        (FOLDER / name).write_bytes(as_tiff(pages) if name.endswith(".tif") else as_pdf(pages, its_look))


@dataclass(frozen=True)
class Scan:
    """A report, and the file of its scan."""

    name: str
    made: Made
    look: Look
    data: bytes


def scans(number: int, first: int = 0) -> Iterator[Scan]:
    """So many scans, the same for the same numbers."""
    for seed in range(first, first + number):
        rng = random.Random(f"scan {seed}")
        made = with_habit(make_report(rng), rng.choice(HABITS[:5]), rng)
        its_look = look(rng)
        yield Scan(f"{seed:03}", made, its_look, as_pdf(pictures(made, its_look, rng), its_look))


@click.command()
@click.argument("number", type=int, default=20)
@click.option("--first", type=int, default=0, help="The first seed.")
@click.option("--keep", type=click.Path(path_type=Path), help="Where the files are kept.")
@click.option("--golden", is_flag=True, help="Write the files of the tests, and no others.")
def main(number: int, first: int, keep: Path | None, golden: bool) -> None:
    """Make scans, read them, and say what came of it."""
    if golden:
        write_golden()
        return
    sums: dict[str, Counter[str]] = {}
    for scan in scans(number, first):
        if keep:
            keep.mkdir(parents=True, exist_ok=True)
            (keep / f"{scan.name}.pdf").write_bytes(scan.data)
        before = time.perf_counter()
        document = read_converted(convert_apart(scan.data))
        seconds = time.perf_counter() - before
        tally = count_cells(scan.made, document, scan.name)
        wrong = wrong_heads(scan.made, document)
        print(f"{scan.name} {dict(tally.cells)} of {tally.printed} {wrong} {seconds:.1f} s {scan.look}", flush=True)
        for name in (scan.look.kind, f"{scan.look.resolution} dpi", f"turned by {scan.look.turned}", "all"):
            sums.setdefault(name, Counter()).update({**tally.cells, "printed": tally.printed, "scans": 1})
    for name, counted in sorted(sums.items()):
        print(f"{name}: {dict(counted)}")


if __name__ == "__main__":
    main()
