"""A warehouse with all that pages have to show: `shown`, `site`, a server over it, and `folder`, its pages over some
reports as files; `many`, a server over more texts than are looked through at once. None may change them."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from gidr_pipeline.browse.export import export_pages
from gidr_pipeline_tests.benchmark.multiplied import multiply
from gidr_pipeline_tests.browse.corpus import BODIES, correct, write_raw
from gidr_pipeline_tests.browse.serving import Site, serving
from gidr_pipeline_tests.folders import House


@pytest.fixture(scope="session")
def shown(tmp_path_factory: pytest.TempPathFactory) -> House:
    """The house of the small corpus after two runs, of which the second found a corrected report."""
    house = House(tmp_path_factory.mktemp("shown"))
    write_raw(house)
    house.run()
    correct(house)
    house.run()
    return house


@pytest.fixture(scope="session")
def site(shown: House) -> Iterator[Site]:
    with serving(shown.warehouse) as site:
        yield site


@pytest.fixture(scope="session")
def folder(shown: House, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("pages") / "new"
    export_pages(shown.warehouse, folder, f"agency = '{BODIES[1]}' OR report_id LIKE '%<b>%'")
    return folder


@pytest.fixture(scope="session")
def many(shown: House, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    warehouse = tmp_path_factory.mktemp("many") / "gidr.duckdb"
    multiply(shown.warehouse, warehouse, 200)
    with serving(warehouse) as site:
        yield site
