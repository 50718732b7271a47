"""Sentences with the claims that a person would name: `wordings.txt` and `held_back.txt`, which tell how."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

_HERE = Path(__file__).parent
_CLAIMS = re.compile(r"\n→ (?P<named>.*)(?:\n⇢ (?P<read>.*))?\n+")


@dataclass(frozen=True)
class Wording:
    """A sentence of the report of a body for a year, None where they are not known, with the claims that a person
    names and those that the reader makes of it."""

    text: str
    year: int | None
    agency: str | None
    named: str
    read: str

    def __str__(self) -> str:
        return self.text[:24]


def wordings(name: str) -> Iterator[Wording]:
    """The sentences of a file, in its order."""
    _, *parts = (_HERE / f"{name}.txt").read_text(encoding="utf-8").split("\n=== ")
    for part in parts:
        whose, _, said = part.partition("\n")
        agency, year = (None if each == "-" else each for each in whose.split(" | "))
        at = 0
        for claims in _CLAIMS.finditer(f"{said}\n"):
            named, read = claims["named"].strip("-"), (claims["read"] or claims["named"]).strip("-")
            text = said[at : claims.start()].strip("\n")
            yield Wording(text, int(year) if year else None, agency, named, read)
            at = claims.end()
