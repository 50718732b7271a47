"""A search for a text that is read wrongly: `python -m gidr_pipeline_tests.counterexamples --cases 20000`.

Hypothesis puts together a report, a layout, characters, up to three kinds of damage to its tables, one to the text and
perhaps a misprint, and looks for a wrong value of any status, a wrong agency, year or edition, a false alarm, a report
too many, or an exception. It shrinks what it finds, and the search goes on without what has the same damage and more.
What no reader could tell (`Case.detectable`) is no counterexample. With `--faults N` each report has just so many kinds
of damage, to its tables or its text, and every second one a misprint besides.
"""

import argparse
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis import strategies as st

from gidr_pipeline.extraction import extract_document
from gidr_pipeline_tests.cases import TABLE_DAMAGES, Case
from gidr_pipeline_tests.characters import CHARACTERS
from gidr_pipeline_tests.judging import fails, fails_in_print, unfounded_claims, wrong_heads, wrong_values
from gidr_pipeline_tests.layouts import LAYOUTS
from gidr_pipeline_tests.text_damage import TEXT_DAMAGES


def cases(faults: int | None = None) -> st.SearchStrategy[Case]:
    """Reports that are printed and damaged in any way; with so many kinds of damage each, if a number is given."""
    if faults is None:
        tables = st.lists(st.sampled_from([*TABLE_DAMAGES]), max_size=3, unique=True)
        texts = st.lists(st.sampled_from([*TEXT_DAMAGES]), max_size=1)
        kinds = st.builds(list.__add__, tables, texts)
    else:
        every = st.sampled_from([*TABLE_DAMAGES, *TEXT_DAMAGES])
        kinds = st.lists(every, min_size=faults, max_size=faults, unique=True)
    kinds = st.shared(kinds)
    return st.builds(
        Case,
        seed=st.integers(0, 99_999),
        layout=st.sampled_from([*LAYOUTS]),
        characters=st.sampled_from([*CHARACTERS]),
        size=st.sampled_from([0, 1, 3, 10, 60, 400]),
        damages=kinds.map(lambda names: tuple(each for each in names if each in TABLE_DAMAGES)),
        text_damages=kinds.map(lambda names: tuple(each for each in names if each in TEXT_DAMAGES)),
        misprint=st.booleans(),
    )


class Misread(Exception):
    pass


@dataclass(frozen=True)
class Counterexample:
    """A case that is read wrongly, what kind of wrong it is, and what is wrong in words."""

    case: Case
    kind: str
    wrong: tuple[str, ...]

    @property
    def faults(self) -> frozenset[str]:
        """All that happened to the report."""
        misprint = ["misprint"] if self.case.misprint else []
        return frozenset([*self.case.damages, *self.case.text_damages, *misprint])


def misreading(case: Case) -> Counterexample | None:
    """What is wrong with the reading of a case, if anything is."""
    try:
        document = extract_document(case.data)
    except Exception as error:
        return Counterexample(case, "exception", (repr(error),))
    wrong = [*wrong_values(case.made, document, case.blanks)]
    if detectable := case.detectable(wrong):
        return Counterexample(case, "value", tuple(map(str, detectable)))
    if heads := wrong_heads(case.made, document):
        return Counterexample(case, "head", tuple(heads))
    if len(document.reports) > 1 + ("a second report" in case.text_damages):
        return Counterexample(case, "split", (f"{len(document.reports)} reports",))
    if not wrong and unfounded_claims(case.made, document):
        failing = fails({"": (case.made, document)})[""] - fails_in_print(case.made)
        if failing:
            return Counterexample(case, "alarm", tuple(f"{rule} of {scope} fails" for rule, scope in sorted(failing)))
    return None


@dataclass
class Search:
    """A search with its count of cases read and what it left out since it was found before."""

    cases: int
    seed: int
    faults: int | None = None
    read: int = 0
    found: list[Counterexample] = field(default_factory=list)

    def counterexamples(self) -> Iterator[Counterexample]:
        """Each one shrunk, until as many cases were read as are wanted."""
        while self.read < self.cases:
            last = self._next()
            if last is None:
                return
            self.found.append(last)
            yield last

    def _next(self) -> Counterexample | None:
        last: Counterexample | None = None

        @seed(self.seed + len(self.found))
        @settings(
            max_examples=self.cases - self.read,
            database=None,
            deadline=None,
            phases=[Phase.generate, Phase.shrink],
            suppress_health_check=[*HealthCheck],
            report_multiple_bugs=False,
        )
        @given(cases(self.faults))
        def is_read_rightly(case: Case) -> None:
            nonlocal last
            self.read += 1
            wrong = misreading(case)
            if wrong and not self._is_known(wrong):
                last = wrong
                raise Misread

        try:
            is_read_rightly()
        except Misread:
            return last
        return None

    def _is_known(self, wrong: Counterexample) -> bool:
        return any(wrong.kind == known.kind and wrong.faults >= known.faults for known in self.found)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--cases", type=int, default=2000)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--faults", type=int, help="so many kinds of damage in each report")
    parser.add_argument("--keep", type=Path, help="a folder for the texts that are found")
    arguments = parser.parse_args()
    search = Search(arguments.cases, arguments.seed, arguments.faults)
    for number, found in enumerate(search.counterexamples(), 1):
        print(f"{number}. {found.kind}: {found.case!r} ({search.read} cases read)")
        for each in found.wrong[:5]:
            print(f"   {each}")
        if arguments.keep:
            arguments.keep.mkdir(parents=True, exist_ok=True)
            (arguments.keep / f"{arguments.seed}-{number:03}.txt").write_bytes(found.case.data)
        else:
            print(found.case.text)
        sys.stdout.flush()
    print(f"{search.read} cases read, {len(search.found)} counterexamples")
    sys.exit(1 if search.found else 0)


if __name__ == "__main__":
    main()
