"""Does a report add up, in itself, with its own prose and with the year before?

What belongs here: turning the identities and claims of the forms into verdicts over frames of cells, for any number of
reports at once. What does not: which sums there are (`forms`), where the frames come from or go to (`assets`), and any
change to a figure (`extraction` repairs, nothing here does).
"""

from gidr_pipeline.reconciliation.single_report import within_reports
from gidr_pipeline.reconciliation.verdicts import verdict_frames
from gidr_pipeline.reconciliation.year_before import between_years, cells_between_years, neighbours, years_before

__all__ = ["between_years", "cells_between_years", "neighbours", "verdict_frames", "within_reports", "years_before"]
