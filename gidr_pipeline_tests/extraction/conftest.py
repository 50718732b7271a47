"""A report as most tests print it."""

import random

import pytest

from gidr_pipeline_tests.layouts import text_of
from gidr_pipeline_tests.made import Made, make_report


@pytest.fixture
def made() -> Made:
    return make_report(random.Random(5), "2021")


@pytest.fixture
def text(made: Made) -> str:
    return text_of(made, "tabs")
