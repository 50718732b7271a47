"""When two names mean the same agency.

What belongs here: the key by which reports of one body are found. What does not: reading the name from a title
(`extraction`), or any guess that a body was renamed, merged or is abbreviated.
"""

import re
import tomllib
from functools import cache
from importlib import resources

import polars as pl


def agency_key(name: pl.Expr) -> pl.Expr:
    """The name without white space and in one width; null where it does not tell which body it is (政府办公室)."""
    key = name.str.normalize("NFKC").str.replace_all(r"[\s\u200b-\u200f\u2060\ufeff]", "")
    return pl.when(~key.str.contains(_generic())).then(key)


@cache
def _generic() -> str:
    """A pattern for names that are made of generic words alone, from `generic_names.toml`."""
    text = resources.files(__package__).joinpath("generic_names.toml").read_text(encoding="utf-8")
    words = tomllib.loads(text)
    levels, bodies = (_any_of(words[key]) for key in ("levels", "bodies"))
    # Words for a level come first (县教育局): behind a word for a field they name a place (建设街道).
    return f"^(?:{levels})*(?:(?:{bodies})(?:[和与及、,]?(?:{bodies}))*)?$"


def _any_of(words: list[str]) -> str:
    return "|".join(re.escape(word) for word in words)
