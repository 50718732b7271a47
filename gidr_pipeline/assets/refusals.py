"""What stops a step although nothing is broken, told in a sentence.

What belongs here: which errors are meant for people, and how Dagster shows them. What does not: the sentences.
"""

from collections.abc import Iterator
from contextlib import contextmanager

import dagster as dg

from gidr_pipeline.cluster import ClusterUnusable
from gidr_pipeline.raw_folder import RawFolderUnusable
from gidr_pipeline.settings import Settings
from gidr_pipeline.staging import NotStaged
from gidr_pipeline.steps.known import RemovalsRefused
from gidr_pipeline.warehouse.integrity import IntegrityError
from gidr_pipeline.warehouse.published import WarehouseUnusable

REFUSALS = (RemovalsRefused, RawFolderUnusable, NotStaged, IntegrityError, WarehouseUnusable, ClusterUnusable)


@contextmanager
def told_in_a_sentence(settings: Settings) -> Iterator[None]:
    """Raise a refusal in the body as a Failure with its sentence, which Dagster does not try again."""
    try:
        yield
    except REFUSALS as error:
        raise failure(error, settings) from None


def failure(error: Exception, settings: Settings) -> dg.Failure:
    """The Failure that tells of a refusal."""
    return dg.Failure(
        str(error),
        metadata={
            "refusal": type(error).__name__,
            "raw_dir": dg.MetadataValue.path(settings.raw_dir),
            "warehouse": dg.MetadataValue.path(settings.warehouse),
        },
        allow_retries=False,
    )
