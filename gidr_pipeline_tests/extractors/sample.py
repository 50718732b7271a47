"""The made reports of which golden files are kept: small and big, both editions, and what real ones have besides.

Each has a name that says what is special about it, and the kind of web page that it is published as.
"""

import random
from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal

from gidr_pipeline_tests.made import Made, make_report


def _as_it_is(made: Made) -> Made:
    return made


def _amounts(made: Made) -> Made:
    """Sums of money with their decimals."""
    money = {"amount_10k_yuan": Decimal("1203.4567"), "amount_yuan": Decimal("23868512.91")}
    return replace(made, cells={key: money.get(key[2], value) for key, value in made.cells.items()})


def _blank_zeros(made: Made) -> Made:
    """Cells left empty instead of a zero."""
    return replace(made, cells={key: value or None for key, value in made.cells.items()})


def _misprint(made: Made) -> Made:
    """One figure that does not add up, as agencies print them."""
    key = ("requests", "unavailable_not_held", "natural_person")
    return replace(made, cells={**made.cells, key: (made.cells[key] or 0) + 3})


def _report(seed: str, agency: str, year: int, edition: str, size: int, change: Callable[[Made], Made]) -> Made:
    made = make_report(random.Random(seed), edition, size=size)
    return change(replace(made, agency=agency, year=year))


SAMPLE: dict[str, tuple[Made, str, bool]] = {
    "province": (_report("province", "北原省人民政府办公厅", 2022, "2021", 400, _amounts), "page", True),
    "city-2019-form": (_report("city", "青江市人民政府", 2020, "2019", 400, _amounts), "cms", True),
    "county": (_report("county", "云岭县人民政府", 2023, "2021", 60, _as_it_is), "cms", False),
    "bureau-misprint": (_report("bureau", "青江市住房和城乡建设局", 2021, "2021", 60, _misprint), "page", True),
    "bureau-2019-form": (_report("weather", "东平区市场监督管理局", 2019, "2019", 10, _as_it_is), "page", False),
    "town": (_report("town", "白沙镇人民政府", 2024, "2021", 3, _as_it_is), "cms", True),
    "street": (_report("street", "南岸区临湖街道办事处", 2022, "2021", 0, _as_it_is), "page", True),
    "district": (_report("district", "南岸区人民政府", 2021, "2021", 10, _as_it_is), "pages", True),
    "prefecture": (_report("prefecture", "西陵自治州人民政府", 2023, "2021", 60, _as_it_is), "large", True),
    "port-2019-form": (_report("port", "临港新区管理委员会", 2020, "2019", 10, _as_it_is), "large-landscape", True),
    "zeros-left-blank": (_report("blank", "云岭县教育体育局", 2023, "2021", 10, _blank_zeros), "cms", False),
}
"""Name to the report, its kind of web page, and whether the columns in its Word file are fitted to their labels."""
