"""Runs of the jobs over a house, for real, and what came of them."""

import os
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any

import dagster as dg

from gidr_pipeline.assets.resources import Folders
from gidr_pipeline.definitions import build_definitions
from gidr_pipeline.observer import Observer
from gidr_pipeline.schedules import INGEST
from gidr_pipeline_tests.folders import House


def definitions_of(house: House | None, observer: Observer | None = None) -> dg.Definitions:
    folders = Folders(raw_dir=str(house.raw), warehouse=str(house.warehouse)) if house else None
    return build_definitions(folders, observer)


def execute(
    house: House, instance: dg.DagsterInstance, *, job: str = INGEST, observer: Observer | None = None, **options: Any
) -> dg.ExecuteInProcessResult:
    return definitions_of(house, observer).resolve_job_def(job).execute_in_process(instance=instance, **options)


_KILLED = """
import os, signal
import dagster as dg
from gidr_pipeline.assets import steps
from gidr_pipeline.definitions import defs

steps.list_reports = lambda *_, **__: os.kill(os.getpid(), signal.SIGKILL)
with dg.DagsterInstance.get() as instance:
    defs.resolve_job_def("ingest").execute_in_process(instance=instance)
"""


def killed_in_a_step(house: House, home: Path) -> None:
    """A run in a process of its own, noted in this DAGSTER_HOME, that is killed in the midst of its first step."""
    environment = {
        **os.environ,
        "DAGSTER_HOME": str(home),
        "GIDR_RAW_DIR": str(house.raw),
        "GIDR_WAREHOUSE": str(house.warehouse),
    }
    run = subprocess.run([sys.executable, "-c", _KILLED], env=environment, stderr=subprocess.DEVNULL, check=False)
    assert run.returncode == -signal.SIGKILL


def made_by(result: dg.ExecuteInProcessResult) -> dict[str, dg.AssetMaterialization]:
    events = [event.step_materialization_data.materialization for event in result.get_asset_materialization_events()]
    return {event.asset_key.to_user_string(): event for event in events}


def checks_of(result: dg.ExecuteInProcessResult) -> dict[str, dg.AssetCheckEvaluation]:
    return {check.check_name: check for check in result.get_asset_check_evaluations()}


def metadata(event: dg.AssetMaterialization | dg.AssetCheckEvaluation) -> dict[str, Any]:
    return {key: value.value for key, value in event.metadata.items()}
