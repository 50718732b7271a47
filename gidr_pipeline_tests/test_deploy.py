"""The files of docs/deploy work as they stand, and the page names what is there."""

import re
import shutil
import subprocess
import sys
from pathlib import Path

import dagster as dg
import pytest

from gidr_pipeline.assets.specs import RAW
from gidr_pipeline.assets.steps import LoadConfig
from gidr_pipeline.definitions import defs
from gidr_pipeline_tests.assets.runs import execute, killed_in_a_step
from gidr_pipeline_tests.folders import House

pytestmark = pytest.mark.xdist_group("processes")

ROOT = Path(__file__).parents[1]
FILES = ROOT / "docs" / "deploy"
PAGE = (ROOT / "docs" / "deploy.md").read_text("utf-8")
SERVICES = sorted(FILES.glob("*.service"))
BIN = Path(sys.executable).parent


def test_under_these_settings_a_run_that_was_killed_is_in_nobodys_way(house: House, tmp_path: Path) -> None:
    home = tmp_path / "home"
    home.mkdir()
    shutil.copy(FILES / "dagster.yaml", home)
    with dg.DagsterInstance.from_config(str(home)) as instance:
        assert instance.run_monitoring_enabled
        assert not instance.telemetry_enabled
        killed_in_a_step(house, home)
        assert execute(house, instance, job="__ASSET_JOB", asset_selection=[dg.AssetKey(RAW)]).success


@pytest.mark.skipif(not shutil.which("systemd-analyze"), reason="systemd is not installed")
@pytest.mark.parametrize("service", SERVICES, ids=lambda path: path.stem)
def test_systemd_takes_the_services(service: Path, tmp_path: Path) -> None:
    here = tmp_path / service.name
    here.write_text(service.read_text().replace("/opt/gidr/bin", str(BIN)))
    run = subprocess.run(["systemd-analyze", "verify", str(here)], capture_output=True, text=True, check=False)
    assert (run.returncode, run.stdout + run.stderr) == (0, "")


@pytest.mark.parametrize("service", SERVICES, ids=lambda path: path.stem)
def test_the_commands_of_the_services_are_there(service: Path) -> None:
    [command] = re.findall(r"^ExecStart=(.*)$", service.read_text(), re.M)
    program, *words = command.replace("/opt/gidr/bin", str(BIN)).split()
    subcommand = words[: words[0] in ("run", "browse")]
    shown = subprocess.run([program, *subcommand, "--help"], capture_output=True, text=True, check=True)
    for option in (word for word in words if word.startswith("-")):
        assert re.search(rf"(^|\s){option}\b", shown.stdout), option
    assert words[-1] == "gidr_pipeline.definitions" or subcommand == ["browse"]


def test_the_settings_are_those_that_the_program_reads() -> None:
    code = "\n".join(path.read_text("utf-8") for path in (ROOT / "gidr_pipeline").rglob("*.py"))
    read = set(re.findall(r'environ\.get\("(\w+)"', code))
    named = set(re.findall(r"^#?([A-Z_]+)=", (FILES / "gidr.env").read_text(), re.M))
    assert named <= read
    assert {name for name in read if name.startswith("GIDR_ALERT")} <= set(re.findall(r"GIDR_\w+", PAGE))


def test_the_page_names_what_is_there() -> None:
    for path in re.findall(r"\]\((deploy/[\w./-]*)\)", PAGE):
        assert (ROOT / "docs" / path).exists(), path
    assert {sensor.name for sensor in defs.sensors or ()} == {"tell_of_failure", "tell_of_findings"}
    assert all(f"`{sensor.name}`" in PAGE for sensor in defs.sensors or ())
    assert {"allow_removals", "reread"} <= set(LoadConfig.model_fields)
