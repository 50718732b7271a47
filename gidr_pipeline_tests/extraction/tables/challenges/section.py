"""Section four of a report with a table, and its cells as they are read."""

from gidr_pipeline.extraction import extract_document
from gidr_pipeline.extraction.model import Status

RESULTS = ["结果维持", "结果纠正", "其他结果", "尚未审结", "总计"]
HEADS = "\t".join(RESULTS)
OFFICIAL = f"行政复议\t行政诉讼\n{HEADS}\t未经复议直接起诉\t复议后起诉\n{HEADS}\t{HEADS}\n"
LAWSUITS = "行政诉讼\n未经复议直接起诉\t复议后起诉\n"
REPORT = """某县统计局2022年政府信息公开工作年度报告
一、总体情况
本局做好工作。
二、主动公开政府信息情况
无。
四、政府信息公开行政复议、行政诉讼情况
{}
五、存在的主要问题及改进情况
无。
六、其他需要报告的事项
无。
"""
LOST = "? ? ? ? ?"


def read(table: str) -> list[str]:
    """The three channels: figures as they are read, `-` for a blank, `?` for anything else without a value."""
    (report,) = extract_document(REPORT.format(table).encode()).reports
    channels: dict[str, list[str]] = {}
    for cell in report.cells:
        if cell.table == "challenges":
            shown = "-" if cell.status is Status.BLANK else "?" if cell.value is None else str(cell.value)
            channels.setdefault(cell.row, []).append(shown)
    return [" ".join(cells) for cells in channels.values()]


def lines(table: str) -> str:
    """The table with each cell on a line of its own."""
    return table.replace("\t", "\n")


def commas(table: str) -> str:
    return table.replace("\t", ",")


TWO = f"行政复议\n{HEADS}\n0\t0\t8\t0\t8\n{LAWSUITS}{HEADS}\t{HEADS}\n0\t31\t4\t0\t35\t0\t0\t11\t0\t11"
IN_TWO = ["0 0 8 0 8", "0 31 4 0 35", "0 0 11 0 11"]
