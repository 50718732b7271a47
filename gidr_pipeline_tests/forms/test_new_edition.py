"""A new edition of the form is one more file, made from the newest by editing it: both are read, and told apart."""

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
Edit = tuple[str, str]
"""What stands in the newest form, and what in the new one."""

CHANGES: Mapping[str, Sequence[Edit]] = {
    "one more line": [
        (
            '[[requests.rows]]\ncode = "refused_inquiry_matter"\nlabel_zh = "（三）不予公开：8.',
            '[[requests.rows]]\ncode = "refused_personal_information"\nlabel_zh = "（三）不予公开：8.属于个人信息"\n'
            'label_en = "3(3) Refused: 8. personal information"\nmatch = ["属于个人信息", "个人信息"]\n\n'
            '[[requests.rows]]\ncode = "refused_inquiry_matter"\nlabel_zh = "（三）不予公开：9.',
        ),
        ('file", "refused_inquiry_matter",', 'file", "refused_personal_information", "refused_inquiry_matter",'),
        ('"refused_inquiry_matter.total"', '"refused_personal_information.total", "refused_inquiry_matter.total"'),
    ],
    "a line in other words": [
        ("3.要求提供公开出版物", "3.索取报纸期刊书籍"),
        ('match = ["公开出版物", "出版物"]', 'match = ["索取报纸期刊书籍", "报纸期刊"]'),
    ],
    # 社会组织 stays what tables may call 社会公益组织 for short.
    "one more applicant": [
        (
            '[[requests.columns]]\ncode = "legal_services"',
            '[[requests.columns]]\ncode = "social_organisation"\nlabel_zh = "社会组织"\n'
            'label_en = "social organisations"\nmatch = ["社会组织"]\n\n[[requests.columns]]\ncode = "legal_services"',
        ),
        ('"public_interest", "legal_services"', '"public_interest", "social_organisation", "legal_services"'),
    ],
    "one more item": [
        (
            '[[proactive.rows]]\ncode = "fees"',
            '[[proactive.rows]]\ncode = "inspections"\nlabel_zh = "行政检查"\nlabel_en = "inspections"\n'
            'match = ["行政检查"]\ncolumns = ["decisions"]\n\n[[proactive.rows]]\ncode = "fees"',
        ),
    ],
    "one more result": [
        (
            '[[challenges.columns]]\ncode = "pending"',
            '[[challenges.columns]]\ncode = "mediated"\nlabel_zh = "调解结案"\nlabel_en = "settled by mediation"\n'
            'match = ["调解结案"]\nshort = ["调解"]\n\n[[challenges.columns]]\ncode = "pending"',
        ),
        (
            '["upheld", "corrected", "other_result", "pending"]',
            '["upheld", "corrected", "other_result", "mediated", "pending"]',
        ),
    ],
    "another heading": [
        ("现行有效件数", "年末有效件数"),
        ('match = ["现行有效件?数量?", "现行有效", "有效件数"]', 'match = ["年末有效件?数量?"]'),
    ],
    "another heading, of those that tell": [
        ("本年制发件数", "本年印发件数"),
        ('match = ["本年度?制发件?数量?", "制发件?数量?"]', 'match = ["本年度?印发件?数量?"]'),
    ],
}
TOGETHER = [each for edits in CHANGES.values() for each in edits]
RULE: Edit = (
    '[[identities]]\nrule = "carry_over"',
    '[[identities]]\nrule = "challenges_of_requests"\ntable = "challenges"\nscope = "result"\n'
    'left = ["litigation_direct"]\nright = ["reconsideration"]\nsays = "直接起诉，等于行政复议"\n\n'
    '[[identities]]\nrule = "carry_over"',
)


def new_form(edits: Sequence[Edit], *, tells: bool = True) -> str:
    """The newest form as a person edits a copy of it."""
    text = (ROOT / "gidr_pipeline/forms/edition_2021.toml").read_text(encoding="utf-8")
    for old, new in [("2021", "2026"), *edits]:
        assert old in text, old
        text = text.replace(old, new)
    return text if tells else re.sub("(?m)^tells = .*\n", "", text)


def house_with(tmp_path: Path, edits: Sequence[Edit], *, tells: bool = True) -> Path:
    """A copy of the program that has the new form as well."""
    for name in ("gidr_pipeline", "gidr_pipeline_tests"):
        leave_out = shutil.ignore_patterns("__pycache__", "golden*", "raw")
        shutil.copytree(ROOT / name, tmp_path / name, ignore=leave_out)
    form = tmp_path / "gidr_pipeline/forms/edition_2026.toml"
    form.write_text(new_form(edits, tells=tells), encoding="utf-8")
    return tmp_path


def said_by(house: Path, *arguments: str) -> str:
    done = subprocess.run(
        [sys.executable, "-m", *arguments],
        cwd=house,
        env={**os.environ, "PYTHONPATH": str(house), "GIDR_RAW_DIR": str(house / "raw")},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr[-2000:]
    return done.stdout


@pytest.mark.parametrize(
    ("edits", "tells"),
    [*((edits, True) for edits in CHANGES.values()), (TOGETHER, True), (TOGETHER, False)],
    ids=[*CHANGES, "all together", "all together, without tells"],
)
def test_reports_on_both_forms_are_read(tmp_path: Path, edits: Sequence[Edit], *, tells: bool) -> None:
    """As they were made: clean, with blanks, and damaged, in whatever layout; the editions before that as well."""
    house = house_with(tmp_path, edits, tells=tells)
    found = json.loads(said_by(house, "gidr_pipeline_tests.forms.reports_of_editions"))
    assert found["problems"] == []
    assert found["texts"] > 50


def test_a_night_with_reports_on_both_forms(tmp_path: Path) -> None:
    """Through all steps: names for people, rules, and columns of at most 32 characters, all from the file."""
    house = house_with(tmp_path, [*TOGETHER, RULE])
    found = json.loads(said_by(house, "gidr_pipeline_tests.forms.reports_of_editions", "ingest"))
    assert found["editions"] == [["2019", 1], ["2021", 1], ["2026", 1]]
    assert found["rule"] == [["直接起诉，等于行政复议", "edition 2026: litigation_direct = reconsideration"]]
    assert found["flagged"] == ["直接起诉，等于行政复议"]
    assert found["longest"] <= 32
    assert "received_so_or" in found["columns"]
