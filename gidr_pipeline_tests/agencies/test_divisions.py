"""The lists of divisions as a person adds to them."""

from pathlib import Path

import pytest

from gidr_pipeline.agencies import divisions


@pytest.mark.parametrize(
    "line", ["440199\t新区", "440199 新区  ", "4401\t新区\t\t", "440199\t新区\t今年\t", "440199\t\t\t"]
)
def test_a_line_that_is_no_division_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, line: str) -> None:
    (tmp_path / "divisions_more.tsv").write_text(f"code\tname\tfirst\tlast\n440198\t旧区\t\t2019\n{line}\n\n", "utf-8")
    monkeypatch.setattr(divisions.resources, "files", lambda _: tmp_path)
    read = divisions._listed("divisions_more.tsv")
    assert next(read) == divisions.Division("440198", "旧区", None, 2019)
    with pytest.raises(ValueError, match=r"agencies/divisions_more.tsv, line 3: .*tabs between"):
        next(read)
