"""Houses for tests: `house` before any run, `loaded` after one, `loaded_once` for those that leave it as it is."""

from pathlib import Path

import pytest

from gidr_pipeline_tests.folders import House


@pytest.fixture
def house(tmp_path: Path) -> House:
    return House(tmp_path)


@pytest.fixture(scope="session")
def loaded_once(tmp_path_factory: pytest.TempPathFactory) -> House:
    """The one house of all tests over which a run has gone; none may change it."""
    house = House(tmp_path_factory.mktemp("loaded"))
    house.run()
    return house


@pytest.fixture
def loaded(loaded_once: House, tmp_path: Path) -> House:
    """A house of the test's own over which a run has gone."""
    return loaded_once.clone(tmp_path)
