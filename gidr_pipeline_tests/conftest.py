"""Houses for tests: `house` before any run, `loaded` after one, `loaded_once` for those that leave it as it is; and
`opened`, every file that this process opens."""

import os
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings

from gidr_pipeline import executors
from gidr_pipeline_tests.folders import House

# Machines are noisy: how long an example takes says nothing.
settings.register_profile("patient", deadline=None)
settings.load_profile("patient")


@pytest.fixture
def house(tmp_path: Path) -> House:
    return House(tmp_path)


@pytest.fixture(scope="session")
def loaded_once(tmp_path_factory: pytest.TempPathFactory) -> House:
    """The one house of all tests over which a run has gone, in several batches; none may change it."""
    house = House(tmp_path_factory.mktemp("loaded"))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(executors, "FILES_PER_BATCH", 2)
        house.run()
    return house


@pytest.fixture
def loaded(loaded_once: House, tmp_path: Path) -> House:
    """A house of the test's own over which a run has gone."""
    return loaded_once.clone(tmp_path)


_opened: list[str] = []
_listening = False


def _audit(event: str, arguments: tuple[object, ...]) -> None:
    if _listening and event == "open":
        _opened.append(os.fsdecode(arguments[0]) if isinstance(arguments[0], str | bytes) else "")


sys.addaudithook(_audit)


@pytest.fixture
def opened() -> Iterator[list[str]]:
    """Every file that this process opens, as long as the test lasts."""
    global _listening
    _opened.clear()
    _listening = True
    yield _opened
    _listening = False
