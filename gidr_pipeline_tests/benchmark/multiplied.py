"""A warehouse of any size, whose reports are those of a smaller one many times over.

What belongs here: copying rows under other names, in SQL. What does not: what is measured over them.
"""

import os
from pathlib import Path

import duckdb

from gidr_pipeline.warehouse.catalog import catalog, create_warehouse

_PROVINCES = ("广东省", "浙江省", "四川省", "北京市", "河南省", "云南省", "甘肃省", "吉林省")
_JUDGED_TO_FINDING = 500
"""One report in ten has a finding then."""
_AGENCIES = ("agency_id", "parent_agency_id", "name", "agency")
_REPORTS = ("report_id", "before_id", "cell_report_id")


def multiply(small: Path, large: Path, times: int) -> None:
    """Write a new warehouse with each report and body of `small` so many times, each time under other ids, names of
    bodies and provinces. One verdict in so many is a finding, for reports that are made add up."""
    create_warehouse(large)
    with duckdb.connect(os.fspath(large)) as con:
        con.execute(f"ATTACH '{os.fspath(small)}' AS small (READ_ONLY)")
        con.execute("INSERT INTO rule_term FROM small.rule_term")
        for relation in catalog().values():
            names = [column.name for column in relation.columns]
            if relation.is_view or not {*_AGENCIES, *_REPORTS} & set(names):
                continue
            stored = [name for name in names if not (name == "source_end" and relation.name.startswith("fact_"))]
            stored += ["source_end"] if relation.name == "fact_narrative" else []
            columns = ", ".join(f"{_other(name)} AS {name}" for name in stored)
            con.execute(
                f"INSERT INTO {relation.name} ({', '.join(stored)}) SELECT {columns} "
                f"FROM range({times}) copies(n), small.{relation.name} ORDER BY n"
            )
        con.execute(
            "UPDATE fact_reconciliation SET verdict = 'fail' "
            f"WHERE verdict = 'pass' AND hash(report_id || rule || scope) % {_JUDGED_TO_FINDING} = 0"
        )


def _other(name: str) -> str:
    if name in _REPORTS:
        return f"printf('reports/%05d/', n) || {name}"
    if name in _AGENCIES:
        return f"{name} || n"
    if name == "province":
        provinces = ", ".join(f"'{province}'" for province in _PROVINCES)
        return f"[{provinces}][n % {len(_PROVINCES)} + 1]"
    return name
