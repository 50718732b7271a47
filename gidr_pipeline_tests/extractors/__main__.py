"""Make the golden files anew, from a seed, with the extractors that are installed here.

Only what the installed extractors give is written; a file of an extractor that is missing here stays as it was.
"""

import argparse
import random
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from gidr_pipeline_tests.extractors.documents import PAGES, office, pdf_of_page, word_file
from gidr_pipeline_tests.extractors.extract import Kind, extractors_for
from gidr_pipeline_tests.extractors.golden import FOLDER, keep_text, keep_truth
from gidr_pipeline_tests.extractors.sample import SAMPLE
from gidr_pipeline_tests.made import Made


def _documents(name: str, made: Made, page: str, folder: Path, *, fitted: bool) -> Iterator[tuple[str, Kind, Path]]:
    """Each document of a report: its source's name, its kind and where it is."""
    web = folder / f"{page}.html"
    web.write_text(PAGES[page](made, random.Random(name)), encoding="utf-8")
    yield page, "html", web
    word = folder / "word.docx"
    word_file(made, random.Random(name), word, fitted=fitted)
    yield "word", "docx", word
    printed = folder / "printed.pdf"
    pdf_of_page(web, printed)
    yield f"{page}-pdf", "pdf", printed
    yield "word-pdf", "pdf", office(word, "pdf", folder)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("report", nargs="*", choices=[[], *SAMPLE], help="only these reports")
    failed = 0
    for name in parser.parse_args().report or SAMPLE:
        made, page, fitted = SAMPLE[name]
        (FOLDER / name).mkdir(parents=True, exist_ok=True)
        keep_truth(name, made)
        with tempfile.TemporaryDirectory() as folder:
            for source, kind, path in _documents(name, made, page, Path(folder), fitted=fitted):
                for extractor, extract in extractors_for(kind).items():
                    try:
                        keep_text(name, source, {extractor: extract(path)})
                    except Exception as error:  # one extractor that fails is no reason to miss the others
                        failed += 1
                        print(f"{name}: {source}.{extractor}: {type(error).__name__}: {error}", file=sys.stderr)
    sys.exit(1 if failed else 0)


if __name__ == "__main__":
    main()
