"""What another version of tables, rules or views costs: what was read is not read again."""

import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from gidr_pipeline import versions
from gidr_pipeline.ingest import Observer
from gidr_pipeline.reconciliation import within_reports
from gidr_pipeline.steps.judging import judge_reports
from gidr_pipeline.warehouse.catalog import views
from gidr_pipeline_tests.folders import House, versions_of_others

pytestmark = pytest.mark.xdist_group("processes")


@pytest.mark.parametrize("version", ["tables_version", "rules_version", "views_version"])
def test_another_version_of_anything_but_the_reader_opens_no_raw_file(
    loaded: House, opened: list[str], monkeypatch: pytest.MonkeyPatch, version: str
) -> None:
    before = loaded.contents()
    versions_of_others(monkeypatch, **{version: "another"})
    opened.clear()
    outcome = loaded.run()
    assert (outcome.published, outcome.files_opened, outcome.unchanged) == (True, 0, 5)
    assert loaded.opened(opened) == []
    assert loaded.contents() == before
    assert loaded.rows(f"SELECT {version} FROM warehouse_build") == [("another",)]
    assert not loaded.run().published


def doubtful(*frames: pl.DataFrame) -> pl.DataFrame:
    """Rules of which every total breaks."""
    verdict = pl.when(pl.col("scope") == "total").then(pl.lit("fail")).otherwise("verdict")
    return within_reports(*frames).with_columns(verdict=verdict)


def test_a_changed_rule_gives_the_verdicts_of_a_full_run_from_the_tables_alone(
    loaded: House, tmp_path: Path, opened: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    before = loaded.contents()
    monkeypatch.setattr("gidr_pipeline.warehouse.judge.within_reports", doubtful)
    versions_of_others(monkeypatch, rules_version="another")
    shutil.rmtree(loaded.settings.staging)
    opened.clear()
    assert judge_reports(loaded.settings, Observer(), run="r").published
    assert loaded.opened(opened) == []
    (tmp_path / "fresh").mkdir()
    fresh = loaded.copy(tmp_path / "fresh")
    fresh.run()
    after = loaded.undated()
    assert after == fresh.undated()
    assert [name for name in after if after[name] != before[name] and name != "dim_report"] == ["fact_reconciliation"]
    news = loaded.rows("SELECT news, count(*) FROM finding_news WHERE run = 'r' GROUP BY news")
    assert news == [("new", loaded.rows("SELECT count(*) FROM fact_reconciliation WHERE verdict = 'fail'")[0][0] - 1)]


RULE = """
[[identities]]
rule = "nothing_comes"
table = "requests"
scope = "applicant"
left = ["received"]
right = ["carried_out@-1"]
says = "本年新收，等于上年结转"
"""
INDICATOR = """
[[indicators.list]]
code = "of_business"
label_zh = "企业申请占比"
label_en = "requests by business"
numerator = ["received.business"]
denominator = ["received.total"]
source = "columns of the form"
"""


def test_a_rule_and_an_indicator_of_ones_own_come_of_the_tables_alone(loaded: House, tmp_path: Path) -> None:
    program = tmp_path / "program"
    shutil.copytree(Path(versions.__file__).parent, program / "gidr_pipeline")
    for name, more in (("forms/edition_2021.toml", RULE), ("warehouse/codes.toml", INDICATOR)):
        with (program / "gidr_pipeline" / name).open("a", encoding="utf-8") as file:
            file.write(more)
    shutil.rmtree(loaded.raw)
    shutil.rmtree(loaded.settings.staging)
    command = [sys.executable, "-m", "gidr_pipeline", "judge", "--warehouse", str(loaded.warehouse)]
    run = subprocess.run(
        command, cwd=program, env={**os.environ, "PYTHONPATH": str(program)}, capture_output=True, text=True, check=True
    )
    assert "nothing_comes" in run.stdout
    assert loaded.rows("SELECT count(*) > 0 FROM fact_reconciliation WHERE rule = 'nothing_comes'") == [(True,)]
    assert loaded.rows("SELECT count(value) > 0 FROM report_indicator WHERE indicator = 'of_business'") == [(True,)]


def test_what_a_run_found_is_still_told_after_the_next(loaded: House, monkeypatch: pytest.MonkeyPatch) -> None:
    def news(run: str) -> dict[str, int]:
        return dict(loaded.rows(f"SELECT news, count(*) FROM finding_news WHERE run = '{run}' GROUP BY news"))

    def judged(run: str) -> None:
        assert judge_reports(loaded.settings, Observer(), again=True, run=run).published

    with monkeypatch.context() as patch:
        patch.setattr("gidr_pipeline.warehouse.judge.within_reports", doubtful)
        judged("one")
        found, flagged = news("one")["new"], loaded.rows("SELECT count(*) FROM flagged_report WHERE is_new")
        judged("two")
        assert (news("one"), news("two")) == ({"new": found}, {})
        # The second changed nothing, so what the first found is as new as it was.
        assert loaded.rows("SELECT count(*) FROM flagged_report WHERE is_new") == flagged != [(0,)]
    judged("three")
    assert (news("one"), news("three")) == ({"new": found}, {"gone": found})
    monkeypatch.setattr("gidr_pipeline.warehouse.judge.within_reports", doubtful)
    judged("three")
    assert news("three") == {}  # over both of its publications


def test_a_changed_view_is_made_anew(loaded: House, monkeypatch: pytest.MonkeyPatch) -> None:
    one_for_each = "SELECT report_id, 'incomplete' AS rule, '' AS scopes FROM dim_report"
    other = f"{views()} CREATE OR REPLACE VIEW flagged_report AS {one_for_each}"
    before = loaded.contents()
    with monkeypatch.context() as patch:
        patch.setattr("gidr_pipeline.warehouse.catalog.views", lambda: other)
        versions_of_others(patch, views_version="another")
        assert judge_reports(loaded.settings, Observer()).reports == 0
        assert loaded.rows("SELECT count(*) FROM flagged_report") == [(5,)]
    loaded.run()
    assert loaded.rows("SELECT count(*) FROM flagged_report WHERE rule = 'incomplete'") == [(0,)]
    assert loaded.contents() == before


def test_each_version_is_made_of_its_own_part(monkeypatch: pytest.MonkeyPatch) -> None:
    """Another word in a part changes the versions that are made of it, and no other."""
    names = ("reader_version", "tables_version", "rules_version", "views_version")

    def digests(changed: str, old: bytes = b"", new: bytes = b"") -> set[str]:
        def changing(parts: Any) -> Any:
            for file in real(parts):
                yield Changed(file, file.read_bytes().replace(old, new) if file.name == changed else file.read_bytes())

        real = versions._files
        with monkeypatch.context() as patch:
            patch.setattr(versions, "_files", changing)
            return {name for name in names if getattr(versions, name).__wrapped__() != getattr(versions, name)()}

    assert digests("nothing") == set()
    assert digests("verdicts.py", b"", b"#") == {"rules_version"}
    assert digests("views.sql", b"CREATE", b"create") == {"views_version"}
    assert digests("schema.sql", b"CREATE", b"create") == {"tables_version"}
    assert digests("lexicon.toml", b"[", b" [") == {"reader_version"}
    form = "edition_2021.toml"
    of_sums = {"rules_version", "views_version"}
    assert digests(form, b'label_en = "1. Overview"', b'label_en = "1. In short"') == of_sums
    assert digests(form, b"carried_out@-1", b"carried_in@-1") == of_sums
    within_a_year = b'right = ["resolved_total", "carried_out"]'
    assert digests(form, within_a_year, b'right = ["resolved_total"]') == {"reader_version", *of_sums}
    assert digests("codes.toml", b"natural_person_share", b"share_of_persons") == {"views_version"}
    assert digests("kinds.toml", b"[", b" [") == {"tables_version"}
    assert digests(form, "制发件数".encode(), "制发的件数".encode()) == set(names)


class Changed:
    """A file of the package with other bytes."""

    def __init__(self, file: Any, data: bytes) -> None:
        self.name, self._data = file.name, data

    def read_bytes(self) -> bytes:
        return self._data

    def read_text(self, encoding: str) -> str:
        return self._data.decode(encoding)
