"""The definitions as Dagster loads them, and the job run for real."""

import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import dagster as dg
import pytest
import yaml

from gidr_pipeline.asset_checks.findings import listing_result, rule_result
from gidr_pipeline.assets.resources import Folders
from gidr_pipeline.definitions import build_definitions, defs
from gidr_pipeline.schedules import INGEST
from gidr_pipeline.warehouse.catalog import BOOKKEEPING, catalog
from gidr_pipeline.warehouse.findings import NARRATIVE_RULE, Listing, RuleFindings, rules
from gidr_pipeline.warehouse.integrity import IntegrityError
from gidr_pipeline.warehouse.integrity_checks import IntegrityCheck, integrity_checks
from gidr_pipeline_tests.folders import LONG_AGO_NS, NAMES, RAW, House

pytestmark = pytest.mark.xdist_group("processes")

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> House:
    house = House(tmp_path_factory.mktemp("house"))
    misprint = (RAW / NAMES[0]).read_text("utf-8")
    house.put("empty.txt", b"")
    house.put("cut.txt", misprint[: len(misprint) // 2].encode())
    return house


def execute(house: House, **options: Any) -> dg.ExecuteInProcessResult:
    folders = Folders(raw_dir=str(house.raw), warehouse=str(house.warehouse))
    job = build_definitions(folders).resolve_job_def(INGEST)
    with dg.DagsterInstance.ephemeral() as instance:
        return job.execute_in_process(instance=instance, **options)


@pytest.fixture(scope="module")
def result(house: House) -> dg.ExecuteInProcessResult:
    return execute(house)


def metadata(event: dg.AssetMaterialization | Any) -> dict[str, Any]:
    return {key: value.value for key, value in event.metadata.items()}


def test_every_table_is_an_asset_with_group_description_and_columns() -> None:
    specs = {spec.key.to_user_string(): spec for spec in defs.resolve_all_asset_specs()}
    tables = [name for name in catalog() if name not in BOOKKEEPING]
    assert sorted(specs) == sorted(["raw_reports", "extracted_reports", *tables])
    for name in tables:
        schema = specs[name].metadata["dagster/column_schema"]
        assert [column.name for column in schema.columns] == [column.name for column in catalog()[name].columns]
        assert all(column.description for column in schema.columns)
    assert all(spec.description and spec.group_name != "default" for spec in specs.values())


def test_assets_come_of_each_other_in_the_order_of_the_house() -> None:
    upstream = {
        spec.key.to_user_string(): {dep.asset_key.to_user_string() for dep in spec.deps}
        for spec in defs.resolve_all_asset_specs()
    }
    assert upstream["extracted_reports"] == {"raw_reports"}
    assert upstream["fact_request"] == {"extracted_reports"}
    assert "fact_request" in upstream["fact_reconciliation"]
    assert "fact_reconciliation" in upstream["flagged_report"]


def test_every_comment_has_its_chinese_term() -> None:
    comments = [relation.comment for relation in catalog().values()]
    comments += [column.comment for relation in catalog().values() for column in relation.columns]
    assert [comment for comment in comments if not any("\u4e00" <= sign <= "\u9fff" for sign in comment)] == []


def test_the_schedule_is_nightly_in_shanghai_and_off() -> None:
    schedule = defs.resolve_schedule_def("nightly_ingest")
    assert (schedule.cron_schedule, schedule.execution_timezone) == ("0 2 * * *", "Asia/Shanghai")
    assert schedule.default_status == dg.DefaultScheduleStatus.STOPPED
    assert schedule.job_name == INGEST


def test_the_job_makes_every_asset_and_says_how_many_rows(house: House, result: dg.ExecuteInProcessResult) -> None:
    made = {event.asset_key.to_user_string(): metadata(event) for event in _materializations(result)}
    assert set(made) == {spec.key.to_user_string() for spec in defs.resolve_all_asset_specs()}
    assert made["raw_reports"]["dagster/row_count"] == len(NAMES) + 2
    for name in catalog():
        if name not in BOOKKEEPING:
            assert house.rows(f"SELECT count(*) FROM {name}") == [(made[name]["dagster/row_count"],)]


def _materializations(result: dg.ExecuteInProcessResult) -> list[dg.AssetMaterialization]:
    return [event.materialization for event in result.get_asset_materialization_events()]


def test_every_check_is_evaluated_and_says_what_it_looked_at(result: dg.ExecuteInProcessResult) -> None:
    checks = {check.check_name: check for check in result.get_asset_check_evaluations()}
    listings = {"no_rejected_documents", "agency_and_year_determined", "no_incomplete_reports"}
    assert set(checks) == {check.name for check in integrity_checks()} | set(rules()) | listings
    for check in integrity_checks():
        assert checks[check.name].passed
        assert checks[check.name].severity == dg.AssetCheckSeverity.ERROR
        assert metadata(checks[check.name])["looked_at"] > 0
    for name in {*rules(), *listings}:
        assert checks[name].severity == dg.AssetCheckSeverity.WARN
    assert not checks[NARRATIVE_RULE].passed
    findings = [record.data for record in checks[NARRATIVE_RULE].metadata["first_findings"].records]
    sides = [(row["left_value"], row["right_value"]) for row in findings if row["report_id"] == NAMES[4]]
    assert sides == [("575", "576")]
    assert metadata(checks["no_rejected_documents"])["found"] == 1
    assert metadata(checks["no_incomplete_reports"])["found"] == 1


def test_a_rule_that_assessed_nothing_does_not_pass(result: dg.ExecuteInProcessResult) -> None:
    checks = {check.check_name: check for check in result.get_asset_check_evaluations()}
    assert metadata(checks["carry_over"])["assessed"] == 0
    assert not checks["carry_over"].passed
    assert "Nothing to assess" in str(checks["carry_over"].description)


@pytest.mark.parametrize(("passed", "failed", "expected"), [(3, 0, True), (3, 1, False), (0, 2, False), (0, 0, False)])
def test_when_a_rule_passes(passed: int, failed: int, expected: bool) -> None:
    assert rule_result(RuleFindings("request_balance", passed, failed, 4, 2, failed, ())).passed is expected


@pytest.mark.parametrize(("found", "looked_at", "expected"), [(0, 5, True), (1, 5, False), (0, 0, False)])
def test_when_a_listing_passes(found: int, looked_at: int, expected: bool) -> None:
    assert listing_result("x", "dim_report", Listing(found, looked_at, ("report_id",), ())).passed is expected


def test_a_failing_integrity_check_is_reported_and_stops_the_job(
    house: House, result: dg.ExecuteInProcessResult, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert result.success
    contents = house.contents()
    [name, *_] = [check.name for check in integrity_checks()]
    never = IntegrityCheck(name, "Nothing is right", "SELECT 1", "SELECT 'x', 'is wrong'")
    others = integrity_checks()[1:]
    monkeypatch.setattr("gidr_pipeline.warehouse.integrity.integrity_checks", lambda: (never, *others))
    house.put("new.txt", (RAW / NAMES[0]).read_bytes(), LONG_AGO_NS)
    with pytest.raises(IntegrityError):
        execute(house)
    failing = execute(house, raise_on_error=False)
    assert not failing.success
    assert [check.check_name for check in failing.get_asset_check_evaluations() if not check.passed] == [name]
    assert _materializations(failing) == []
    assert house.contents() == contents
    (house.raw / "new.txt").unlink()


def test_the_workspace_file_names_the_definitions(tmp_path: Path) -> None:
    [entry] = yaml.safe_load((ROOT / "workspace.yaml").read_text())["load_from"]
    assert entry["python_module"] == {"module_name": "gidr_pipeline.definitions", "working_directory": "."}
    command = [sys.executable, "-m", "dagster", "definitions", "validate", "-w", "workspace.yaml"]
    environment = {**os.environ, "DAGSTER_HOME": str(tmp_path)}
    run = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stderr
