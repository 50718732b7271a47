"""A report of which nothing but the first table is of interest."""

from gidr_pipeline.extraction import extract_document
from gidr_pipeline.extraction.model import Status

_REPORT = """某县统计局2022年政府信息公开工作年度报告
一、总体情况
本局做好工作。
二、主动公开政府信息情况
{}
三、收到和处理政府信息公开申请情况
无。
四、政府信息公开行政复议、行政诉讼情况
无。
五、存在的主要问题及改进情况
无。
六、其他需要报告的事项
无。
"""


def rows_of(table: str) -> dict[str, str]:
    """What is read of each row: figures, `-` for a blank, `?` for anything else without a value."""
    (report,) = extract_document(_REPORT.format(table).encode()).reports
    rows: dict[str, list[str]] = {}
    for cell in report.cells:
        if cell.table == "proactive":
            shown = "-" if cell.status is Status.BLANK else "?" if cell.value is None else str(cell.value)
            rows.setdefault(cell.row, []).append(shown)
    return {row: " ".join(cells) for row, cells in rows.items()}
