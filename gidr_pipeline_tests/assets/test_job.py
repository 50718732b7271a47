"""The definitions as Dagster loads them, and the job run for real."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import dagster as dg
import duckdb
import pytest

from gidr_pipeline.asset_checks.published import rule_result
from gidr_pipeline.assets import steps
from gidr_pipeline.assets.specs import EXTRACTED, RAW, VERDICTS, table_specs, verdict_specs
from gidr_pipeline.definitions import defs
from gidr_pipeline.schedules import INGEST
from gidr_pipeline.schemas import MODELS
from gidr_pipeline.steps.listing import list_reports
from gidr_pipeline.steps.reading import read_reports
from gidr_pipeline.warehouse.catalog import BOOKKEEPING, catalog
from gidr_pipeline.warehouse.findings import NARRATIVE_RULE, RuleFindings, rules
from gidr_pipeline.warehouse.integrity_checks import IntegrityCheck, integrity_checks
from gidr_pipeline.warehouse.news import NO_FINDINGS, Counts, News
from gidr_pipeline_tests.assets.runs import checks_of, definitions_of, execute, made_by, metadata
from gidr_pipeline_tests.folders import LONG_AGO_NS, NAMES, House, misprinted, versions_of_others
from gidr_pipeline_tests.folders import RAW as REPORTS

pytestmark = pytest.mark.xdist_group("processes")


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> House:
    house = House(tmp_path_factory.mktemp("house"))
    misprint = (REPORTS / NAMES[0]).read_text("utf-8")
    house.put("empty.txt", b"")
    house.put("cut.txt", misprint[: len(misprint) // 2].encode())
    return house


@pytest.fixture(scope="module")
def result(house: House) -> dg.ExecuteInProcessResult:
    with dg.DagsterInstance.ephemeral() as instance:
        return execute(house, instance)


def test_every_table_is_an_asset_with_group_description_and_columns(result: dg.ExecuteInProcessResult) -> None:
    specs = {spec.key.to_user_string(): spec for spec in defs.resolve_all_asset_specs()}
    tables = [name for name in catalog() if name not in BOOKKEEPING]
    assert sorted(specs) == sorted(["raw_reports", "extracted_reports", *tables])
    made = made_by(result)
    for name in tables:
        schema = metadata(made[name])["dagster/column_schema"]
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
    assert upstream["flagged_report"] >= {"fact_reconciliation", "fact_request", "dim_report", "dim_agency"}
    assert upstream["report_wide"] >= {"dim_report", "fact_proactive", "fact_request", "fact_challenge"}
    assert upstream["report_indicator"] >= {"fact_request", "fact_challenge"}
    assert upstream["dim_section"] == set()


def test_a_group_is_of_one_step_and_a_view_waits_for_the_tables(loaded: House) -> None:
    step_of = {spec.key: step for step, specs in enumerate((table_specs(), verdict_specs())) for spec in specs}
    steps_of_group: dict[str | None, set[int]] = {}
    for spec in defs.resolve_all_asset_specs():
        steps_of_group.setdefault(spec.group_name, set()).add(step_of.get(spec.key, -1))
    assert [group for group, of in steps_of_group.items() if len(of) > 1] == []
    loaded.warehouse.unlink()
    with dg.DagsterInstance.ephemeral() as instance:
        selected = [dg.AssetKey("dim_section"), dg.AssetKey("dim_agency")]
        assert execute(loaded, instance, job="__ASSET_JOB", asset_selection=selected).success


def test_every_comment_has_its_chinese_term() -> None:
    comments = [relation.comment for relation in catalog().values()]
    # The columns of the wide table are those of the view on it.
    comments += [
        column.comment for relation in catalog().values() if relation.name != "wide_cell" for column in relation.columns
    ]
    assert [comment for comment in comments if not any("\u4e00" <= sign <= "\u9fff" for sign in comment)] == []


def test_the_schedule_is_nightly_in_shanghai_and_off() -> None:
    schedule = defs.resolve_schedule_def("nightly_ingest")
    assert (schedule.cron_schedule, schedule.execution_timezone) == ("0 2 * * *", "Asia/Shanghai")
    assert schedule.default_status == dg.DefaultScheduleStatus.STOPPED
    assert schedule.job_name == INGEST


def test_the_job_makes_every_asset_and_says_how_many_rows(house: House, result: dg.ExecuteInProcessResult) -> None:
    made = {name: metadata(event) for name, event in made_by(result).items()}
    assert set(made) == {spec.key.to_user_string() for spec in defs.resolve_all_asset_specs()}
    assert made["raw_reports"]["dagster/row_count"] == len(NAMES) + 2
    assert made[VERDICTS]["published_by_this_run"], "by the step before"
    for name, relation in catalog().items():
        if name == "flagged_report" or (name not in BOOKKEEPING and not relation.is_view):
            assert house.rows(f"SELECT count(*) FROM {name}") == [(made[name]["dagster/row_count"],)]


def test_every_check_is_evaluated_and_says_what_it_looked_at(result: dg.ExecuteInProcessResult) -> None:
    checks = checks_of(result)
    listings = {"no_rejected_documents", "agency_and_year_determined", "no_incomplete_reports"}
    models = {f"{name}_keep_their_model" for name in MODELS}
    nowhere = {"carry_over", "document_stock"}
    held = {check.name for check in integrity_checks()}
    assert set(checks) == (held | set(rules()) | listings | models) - nowhere
    for check in integrity_checks():
        assert checks[check.name].passed
        assert checks[check.name].severity == dg.AssetCheckSeverity.ERROR
        assert checks[check.name].asset_key == dg.AssetKey(check.table)
        assert metadata(checks[check.name])["looked_at"] > 0
    for name in models:
        assert checks[name].passed
        assert metadata(checks[name])["rows_looked_at"] > 0
    for name in {*rules(), *listings} - nowhere:
        assert checks[name].severity == dg.AssetCheckSeverity.WARN
    prose = checks[NARRATIVE_RULE]
    findings = [record.data for record in prose.metadata["first_findings"].records]
    sides = [(row["left_value"], row["right_value"]) for row in findings if row["report_id"] == NAMES[4]]
    assert sides == [("575", "576")]
    assert all(len(str(row["detail"])) <= 60 for row in findings)
    assert (metadata(prose)["failed"], metadata(prose)["failed_new"]) == (1, 1)
    assert str(checks["no_rejected_documents"].description).startswith("1 of 7 files and reports")
    assert metadata(checks["no_incomplete_reports"])["failed_new"] == 1


def test_a_rule_that_assessed_nothing_neither_fails_nor_passes(result: dg.ExecuteInProcessResult) -> None:
    assert result.success
    assert "carry_over" not in checks_of(result)


@pytest.mark.parametrize(("passed", "failed", "expected"), [(3, 0, True), (3, 1, False), (0, 2, False), (0, 0, None)])
def test_when_a_rule_passes(passed: int, failed: int, expected: bool | None) -> None:
    nothing = News(Counts(), False, NO_FINDINGS, NO_FINDINGS)
    found = rule_result(RuleFindings("request_balance", passed, failed, 4, 2, failed, ()), nothing)
    assert (found.passed if found else None) is expected


def test_rules_are_told_in_english_and_as_the_form_prints_them() -> None:
    told = {key.name: spec.description for key, spec in _check_specs()}
    assert told["request_balance"] == (
        "received + carried_in = resolved_total + carried_out, for each applicant "
        "(第一项加第二项之和，等于第三项加第四项之和)."
    )
    assert "last year’s carried_out" in str(told["carry_over"])


def _check_specs() -> Iterator[tuple[dg.AssetCheckKey, dg.AssetCheckSpec]]:
    for definition in defs.asset_checks or ():
        assert isinstance(definition, dg.AssetChecksDefinition)
        for spec in definition.check_specs:
            yield spec.key, spec


def test_an_unchanged_night_says_the_same_of_everything(loaded: House) -> None:
    """Also where a file was touched; and nothing is new any more."""
    with dg.DagsterInstance.ephemeral() as instance:
        first = made_by(execute(loaded, instance))
        loaded.put(NAMES[0], (REPORTS / NAMES[0]).read_bytes(), LONG_AGO_NS + 1)
        run = execute(loaded, instance)
    again = made_by(run)
    of_version = "dagster/data_version"
    differing = [name for name in first if first[name].tags[of_version] != again[name].tags[of_version]]
    assert differing == [RAW]
    assert metadata(checks_of(run)[NARRATIVE_RULE])["failed_new"] == 0


def test_a_night_with_a_change_tells_what_is_new_and_what_is_gone(loaded: House) -> None:
    with dg.DagsterInstance.ephemeral() as instance:
        first = made_by(execute(loaded, instance))
        loaded.put(NAMES[4], (REPORTS / NAMES[4]).read_bytes().replace(b"575", b"576"), LONG_AGO_NS + 1)
        loaded.put("misprint.txt", misprinted())
        run = execute(loaded, instance)
        changed = made_by(run)
    prose = metadata(checks_of(run)[NARRATIVE_RULE])
    assert (prose["failed"], prose["failed_new"], prose["failed_gone"]) == (1, 1, 1)
    balance = metadata(checks_of(run)["request_balance"])
    assert (balance["failed"], balance["failed_new"], balance["failed_gone"]) == (1, 1, 0)
    assert 0 < balance["share_failed"] < 1
    same = [
        name for name in first if first[name].tags["dagster/data_version"] == changed[name].tags["dagster/data_version"]
    ]
    assert all(name.startswith("dim_") and name != "dim_report" for name in same)
    assert "fact_request" not in same


def test_checks_alone_look_at_the_warehouse_as_it_is_and_compare_nothing(loaded: House) -> None:
    damaging = ("DELETE FROM fact_request WHERE line = 'received'", "UPDATE fact_challenge SET value = -5")
    with dg.DagsterInstance.ephemeral() as instance:
        sound = execute_checks(loaded, instance)
        told = [entry.user_message for entry in instance.all_logs(sound.run_id) if not entry.is_dagster_event]
        with duckdb.connect(str(loaded.warehouse)) as con:
            for statement in damaging:
                con.execute(statement)
        damaged = checks_of(execute_checks(loaded, instance))
        loaded.run(reread="**")
        healed = checks_of(execute_checks(loaded, instance))
    checks = checks_of(sound)
    held = {check.name for check in integrity_checks()}
    assert [name for name in held if not checks[name].passed] == []
    assert len([name for name in held if not damaged[name].passed]) >= 2
    assert [name for name in held if not healed[name].passed] == []
    assert told[-1] == "5 reports; 1 flagged"
    assert "failed_new" not in metadata(checks["request_balance"])
    assert "Since" not in str(checks["request_balance"].description)


def test_checks_of_nothing_say_so_or_nothing(tmp_path: Path) -> None:
    house = House(tmp_path, reports=False)
    with dg.DagsterInstance.ephemeral() as instance:
        [*refused] = execute_checks(house, instance, raise_on_error=False).filter_events(lambda e: e.is_step_failure)
        told = {event.step_key: event.step_failure_data.user_failure_data for event in refused}
        assert set(told) == {"held", "listed", "staged"}
        assert all(data and "first" in str(data.description) for data in told.values())
        config = {"ops": {"list_reports": {"config": {"allow_removals": True}}}}
        assert checks_of(execute(house, instance, run_config=config)) == {}


def execute_checks(house: House, instance: dg.DagsterInstance, **options: Any) -> dg.ExecuteInProcessResult:
    """The checks of the definitions, without any step."""
    whole = definitions_of(house)
    checks = dg.define_asset_job("checks", dg.AssetSelection.all_asset_checks(), executor_def=dg.in_process_executor)
    resolved = dg.Definitions.merge(whole, dg.Definitions(jobs=[checks])).resolve_job_def("checks")
    return resolved.execute_in_process(instance=instance, **options)


STEPS = {
    "raw_reports": [RAW],
    "extracted_reports": [EXTRACTED],
    "tables": [spec.key.to_user_string() for spec in table_specs()],
    "verdicts": [spec.key.to_user_string() for spec in verdict_specs()],
}


@pytest.mark.parametrize("step", STEPS)
def test_each_step_can_be_materialized_alone(loaded: House, opened: list[str], step: str) -> None:
    with dg.DagsterInstance.ephemeral() as instance:
        execute(loaded, instance)
        contents = loaded.contents()
        opened.clear()
        run = execute(loaded, instance, job="__ASSET_JOB", asset_selection=[dg.AssetKey(name) for name in STEPS[step]])
    assert run.success
    assert sorted(made_by(run)) == sorted(STEPS[step])
    assert loaded.opened(opened) == []
    assert loaded.contents() == contents


def test_one_table_alone_brings_its_whole_step_and_no_other(loaded: House, monkeypatch: pytest.MonkeyPatch) -> None:
    versions_of_others(monkeypatch, tables_version="another")
    with dg.DagsterInstance.ephemeral() as instance:
        run = execute(loaded, instance, job="__ASSET_JOB", asset_selection=[dg.AssetKey("fact_request")])
    assert sorted(made_by(run)) == sorted(STEPS["tables"])
    assert loaded.rows("SELECT tables_version FROM warehouse_build") == [("another",)]


def test_a_new_rule_is_judged_alone(loaded: House, opened: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    versions_of_others(monkeypatch, rules_version="another")
    opened.clear()
    with dg.DagsterInstance.ephemeral() as instance:
        run = execute(loaded, instance, job="__ASSET_JOB", asset_selection=[dg.AssetKey(VERDICTS)])
    assert metadata(made_by(run)[VERDICTS])["published_by_this_run"]
    assert loaded.opened(opened) == []
    assert loaded.rows("SELECT rules_version FROM warehouse_build") == [("another",)]


def test_the_log_ends_with_what_happened_and_has_no_line_for_each_file(loaded: House) -> None:
    for number in range(30):
        loaded.put(f"{number}.txt", (REPORTS / NAMES[number % 5]).read_bytes() + b"\n" * number)
    with dg.DagsterInstance.ephemeral() as instance:
        run = execute(loaded, instance)
        entries = instance.all_logs(run.run_id)
    told = [entry.user_message for entry in entries if not entry.is_dagster_event]
    assert told[-1] == "35 reports: 30 new, 5 unchanged; 7 flagged, 6 of them newly; published"
    assert len(told) < 20


def test_an_unsound_warehouse_shows_the_check_that_failed_where_it_belongs(
    loaded: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    contents = loaded.contents()
    [broken, *others] = integrity_checks()
    never = IntegrityCheck(broken.name, broken.table, "Nothing is right", "SELECT 1", "SELECT 'x', 'is wrong'")
    monkeypatch.setattr("gidr_pipeline.warehouse.integrity.integrity_checks", lambda: (never, *others))
    loaded.put("new.txt", (REPORTS / NAMES[0]).read_bytes(), LONG_AGO_NS)
    with dg.DagsterInstance.ephemeral() as instance:
        failing = execute(loaded, instance, raise_on_error=False)
        told = instance.all_logs(failing.run_id, of_type=dg.DagsterEventType.ASSET_CHECK_EVALUATION)
    assert not failing.success
    evaluations = [entry.dagster_event.asset_check_evaluation_data for entry in told if entry.dagster_event]
    assert [each.check_name for each in evaluations if each.asset_key.to_user_string() != EXTRACTED] == [
        check.name for check in (never, *others)
    ]
    assert [each.check_name for each in evaluations if not each.passed] == [broken.name]
    assert set(made_by(failing)) == {RAW, EXTRACTED}
    assert loaded.contents() == contents


@pytest.mark.parametrize("loss", ["the folder", "most reports", "the content of most reports"])
def test_a_refusal_is_a_sentence_and_paints_no_check(loaded: House, loss: str) -> None:
    for name in NAMES[1:] if loss != "the folder" else NAMES:
        if loss == "the content of most reports":
            loaded.put(name, b"", LONG_AGO_NS + 1)
        else:
            (loaded.raw / name).unlink()
    with dg.DagsterInstance.ephemeral() as instance:
        once = {"ops": {"list_reports": {"config": {"tries": 1}}}}
        run = execute(loaded, instance, raise_on_error=False, run_config=once)
    [failed] = run.filter_events(lambda event: event.is_step_failure)
    data = failed.step_failure_data
    assert failed.step_key == ("read_reports" if loss == "the content of most reports" else "list_reports")
    assert data.user_failure_data is not None
    told = str(data.user_failure_data.description)
    assert "--allow-removals" in told
    assert "allow_removals: true" in told
    assert data.user_failure_data.metadata["raw_dir"].value == str(loaded.raw)
    assert data.error is not None
    assert data.error.cause is None
    assert run.get_asset_check_evaluations() == []
    config = {"ops": {"list_reports": {"config": {"allow_removals": True}}}}
    with dg.DagsterInstance.ephemeral() as instance:
        assert execute(loaded, instance, run_config=config).success


def test_a_disk_that_mounts_late_is_waited_for(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(steps, "SECONDS_BETWEEN_TRIES", 0)
    house = House(tmp_path)
    away = house.raw.rename(house.raw.with_name("away"))

    class Mounting(steps.Observer):
        tries = 0

        def stage(self, what: str) -> None:
            if what.startswith("listing"):
                self.tries += 1
                if self.tries == 3:
                    away.rename(house.raw)

    mounting = Mounting()
    with dg.DagsterInstance.ephemeral() as instance:
        assert execute(house, instance, observer=mounting).success
    assert (mounting.tries, house.reports()) == (3, NAMES)


def test_a_disk_that_stays_away_is_a_refusal_in_the_end(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(steps, "SECONDS_BETWEEN_TRIES", 0)
    house = House(tmp_path)
    house.raw.rename(house.raw.with_name("away"))
    with dg.DagsterInstance.ephemeral() as instance:
        run = execute(house, instance, raise_on_error=False)
    assert len(run.filter_events(lambda event: event.is_step_up_for_retry)) == 2
    [failed] = run.filter_events(lambda event: event.is_step_failure)
    assert "no such file" in str(failed.step_failure_data.user_failure_data)


def test_the_run_says_why_everything_is_read(loaded: House, monkeypatch: pytest.MonkeyPatch) -> None:
    versions_of_others(monkeypatch, reader_version="0.1+another")
    told: list[str] = []

    class Listening(steps.Observer):
        def stage(self, what: str) -> None:
            told.append(what)

    list_reports(loaded.settings, Listening())
    read_reports(loaded.settings, Listening())
    assert told[1:] == ["reading every file, since another version of the reader is at work (0.1+another)"]


def test_the_jobs_have_all_steps_and_the_last_one() -> None:
    resolved = definitions_of(None).resolve_job_def(INGEST)
    assert {node.name for node in resolved.nodes} >= {"list_reports", "read_reports", "load_tables", "judge_reports"}
    judging = definitions_of(None).resolve_job_def("judge")
    assert {node.name for node in judging.nodes} == {"judge_reports", "held", "listed"}
