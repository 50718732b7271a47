"""The words of the pages in both languages, and the labels behind the codes of the warehouse.

What belongs here: code or key to words. What does not: the words (`words.toml`, the forms, `warehouse/codes.toml`).
"""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import NamedTuple

from gidr_pipeline.warehouse.codes import dimensions


class Label(NamedTuple):
    """What a code is called in Chinese and in English."""

    zh: str
    en: str


@dataclass(frozen=True)
class Words:
    """The words in one language: `words("nav.search")`, `words.label("dim_rule", "carry_over")`."""

    lang: str

    def __call__(self, key: str, **values: object) -> str:
        """The words of `words.toml` for a key, with values in their `{places}`. Raises KeyError for no key."""
        words = _words()[key][0 if self.lang == "zh" else 1]
        return words.format(**values) if values else words

    def label(self, dimension: str, code: str | None) -> str:
        """What a code of a dimension of the warehouse, or of a table of `words.toml`, is called; the code itself where
        this program does not know it."""
        both = labels(dimension).get(code or "")
        return (code or "") if both is None else getattr(both, self.lang)

    def other(self, dimension: str, code: str) -> str:
        """The same in the other language."""
        return Words("en" if self.lang == "zh" else "zh").label(dimension, code)

    def scope(self, scope: str) -> str:
        """What a rule is applied to: a row, a column or a claim of the prose."""
        for dimension in _SCOPES:
            if scope in labels(dimension):
                return self.label(dimension, scope)
        return scope

    def cell(self, row: str, column: str | None) -> str:
        """What a cell of the form, or without a column a claim of the prose, is called."""
        return self.label("dim_claim", f"{row}.{column}" if column else row)


# Claims last: some have the code of a line, whose name is longer.
_SCOPES = (
    "dim_applicant",
    "dim_request_line",
    "dim_challenge_channel",
    "dim_proactive_item",
    "dim_section",
    "dim_claim",
)


@cache
def _words() -> Mapping[str, list[str]]:
    data = tomllib.loads(resources.files(__package__).joinpath("words.toml").read_text(encoding="utf-8"))
    return {f"{table}.{key}": words for table, entries in data.items() for key, words in entries.items()}


@cache
def labels(dimension: str) -> Mapping[str, Label]:
    """Every code of a dimension, in its order, or of a table of `words.toml`, with what it is called."""
    frame = dimensions().get(dimension)
    if frame is not None:
        return {row["code"]: Label(row["label_zh"], row["label_en"]) for row in frame.to_dicts()}
    begin = f"{dimension}."
    return {key.removeprefix(begin): Label(*words) for key, words in _words().items() if key.startswith(begin)}
