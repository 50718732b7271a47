"""One name of the code location under every tool: what is switched on under one is on under the others."""

import os
import subprocess
import sys
import tomllib
from pathlib import Path

import dagster as dg
import pytest
import yaml
from dagster._core.remote_representation.external import RemoteSchedule
from dagster._core.workspace.context import WorkspaceProcessContext
from dagster._core.workspace.load_target import ModuleTarget, WorkspaceFileTarget, WorkspaceLoadTarget
from dagster_dg_cli.cli.utils import create_temp_workspace_file
from dagster_dg_core.context import DgContext

pytestmark = pytest.mark.xdist_group("processes")

ROOT = Path(__file__).parents[2]
MODULE = "gidr_pipeline.definitions"


def test_both_files_give_the_name_that_the_module_alone_has() -> None:
    [entry] = yaml.safe_load((ROOT / "workspace.yaml").read_text())["load_from"]
    assert entry["python_module"] == {"module_name": MODULE, "working_directory": ".", "location_name": MODULE}
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["dg"]["project"]
    assert project["code_location_target_module"] == project["code_location_name"] == MODULE


def schedule_under(target: WorkspaceLoadTarget, instance: dg.DagsterInstance) -> RemoteSchedule:
    with WorkspaceProcessContext(instance, target) as process:
        location = process.create_request_context().get_code_location(MODULE)
        return location.get_repository("__repository__").get_schedule("nightly_ingest")


def test_a_schedule_that_is_switched_on_under_one_tool_is_on_under_all(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(ROOT)
    with (
        dg.instance_for_test(temp_dir=str(tmp_path)) as instance,
        create_temp_workspace_file(DgContext.for_workspace_or_project_environment(ROOT, {})) as of_dg,
    ):
        targets = {
            "dagster dev -w workspace.yaml": WorkspaceFileTarget([str(ROOT / "workspace.yaml")]),
            "dg dev": WorkspaceFileTarget([of_dg]),
            "dagster dev -m": ModuleTarget(MODULE, None, str(ROOT), location_name=None),
        }
        first, *others = [schedule_under(target, instance) for target in targets.values()]
        assert instance.all_instigator_state() == []
        instance.start_schedule(first)
        for schedule in others:
            [state] = [
                instance.get_instigator_state(schedule.get_remote_origin_id(), schedule.selector_id),
            ]
            assert state is not None
            assert state.is_running


def test_dagster_and_dg_load_the_definitions(tmp_path: Path) -> None:
    environment = {**os.environ, "DAGSTER_HOME": str(tmp_path)}
    for command in (["dagster", "definitions", "validate", "-w", "workspace.yaml"],):
        run = subprocess.run(
            [sys.executable, "-m", *command], cwd=ROOT, env=environment, capture_output=True, text=True, check=False
        )
        assert run.returncode == 0, run.stderr
