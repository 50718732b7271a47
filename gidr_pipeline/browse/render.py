"""A page as HTML, as the picture of one of its charts, or as the data of it.

What belongs here: templates, escaping, and what every page has. What does not: what is on a page (`pages`).
"""

import csv
import io
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from functools import cache
from typing import Any

import jinja2
from markupsafe import Markup

from gidr_pipeline import __version__
from gidr_pipeline.browse.links import LANGUAGES, Address, Links, address
from gidr_pipeline.browse.notes import in_chinese
from gidr_pipeline.browse.plots import Chart, picture
from gidr_pipeline.browse.visible import visible
from gidr_pipeline.browse.words import Words, labels


@dataclass(frozen=True)
class Page:
    """What a page shows: `values` for its template, and its charts by name. `status` is that of HTTP."""

    template: str
    title: str
    values: dict[str, Any] = field(default_factory=dict)
    charts: dict[str, Chart] = field(default_factory=dict)
    status: int = 200


class NoSuchChart(LookupError):
    """The page has no chart of this name."""


TYPES = {"html": "text/html", "svg": "image/svg+xml", "csv": "text/csv"}


def render(page: Page, target: Address, links: Links) -> str:
    """The page, or what its address asks of it. Raises NoSuchChart."""
    if target.form == "html":
        return _html(page, target, links)
    if target.chart not in page.charts:
        raise NoSuchChart(target.chart)
    chart = page.charts[target.chart]
    return str(picture(chart)) if target.form == "svg" else _csv(chart)


def _csv(chart: Chart) -> str:
    """With a byte order mark, by which spreadsheets know that the text is UTF-8."""
    written = io.StringIO()
    csv.writer(written).writerows(chart.table())
    return "\ufeff" + written.getvalue()


def _html(page: Page, target: Address, links: Links) -> str:
    words = Words(target.lang)

    def to(name: str, id: str = "", /, anchor: str = "", **parameters: object) -> str:
        return links.to(address(target.lang, name, id, **parameters)) + (f"#{anchor}" if anchor else "")

    def chart_link(name: str, form: str) -> str:
        return links.to(Address(target.lang, target.page, target.id, target.parameters, name, form))

    other = next(lang for lang in LANGUAGES if lang != target.lang)
    in_other = links.to(Address(other, target.page, target.id, target.parameters))
    return _environment().get_template(page.template).render(
        page=page,
        target=target,
        words=words,
        note=in_chinese if target.lang == "zh" else str,
        to=to,
        at=links.to,
        chart_link=chart_link,
        picture=picture,
        asset=links.asset,
        static=links.static,
        other_lang=other,
        in_other=in_other,
        version=__version__,
        **page.values,
    )  # fmt: skip


@cache
def _environment() -> jinja2.Environment:
    environment = jinja2.Environment(
        loader=jinja2.PackageLoader("gidr_pipeline.browse"),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=_shown,
    )
    environment.filters |= {"figure": figure, "grouped": grouped, "percent": percent, "moment": moment}
    return environment


def prepare() -> None:
    """Read all templates and labels, so that the first page takes no longer than others."""
    for name in _environment().list_templates():
        _environment().get_template(name)
    labels("dim_claim")


def _shown(value: object) -> object:
    """What every `{{ }}` goes through: nothing for None, and hidden characters of text by their names."""
    if value is None:
        return ""
    return visible(value) if isinstance(value, str) and not isinstance(value, Markup) else value


def figure(value: Decimal | int | float | None) -> str:
    """A figure as the form has it, without the zeros that only its type brings; nothing where there is none.

    >>> figure(Decimal("13.5000")), figure(1586)
    ('13.5', '1586')
    """
    if value is None:
        return ""
    text = f"{value:f}" if isinstance(value, Decimal) else str(value)
    return text.rstrip("0").rstrip(".") if "." in text else text


def grouped(value: Decimal | int | None) -> str:
    """A number of many digits, in threes; a dash where there is none.

    >>> grouped(1234567)
    '1,234,567'
    """
    return "–" if value is None else f"{value:,.0f}"


def percent(value: float | Decimal | None) -> str:
    """A share with one digit behind the point; a dash where there is none.

    >>> percent(0.1234)
    '12.3 %'
    """
    return "–" if value is None else f"{float(value) * 100:.1f} %"


def moment(value: datetime | None) -> str:
    """A time to the minute."""
    return "" if value is None else f"{value:%Y-%m-%d %H:%M}"
