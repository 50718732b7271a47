"""Charts as SVG, of our own making."""

from dataclasses import dataclass

from markupsafe import Markup


@dataclass(frozen=True)
class Chart:
    title: str

    def table(self) -> list[list[object]]:
        return []


def picture(chart: Chart) -> Markup:
    return Markup("")
