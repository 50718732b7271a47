"""How a process that reads begins: before anything heavy is imported, since that is what the settings are for.

What belongs here: nothing that imports Polars, directly or not.
"""

import multiprocessing
import os
import threading


def begin() -> None:
    """Be one of several on this machine, and end with the run that started this process."""
    # A process for each core: threads of Polars in each of them would only take turns.
    os.environ["POLARS_MAX_THREADS"] = "1"
    threading.Thread(target=_die_with_parent, daemon=True).start()


def _die_with_parent() -> None:
    """Idle workers of a killed run would otherwise wait for work for ever."""
    if (parent := multiprocessing.parent_process()) is not None:
        parent.join()
        os._exit(1)
