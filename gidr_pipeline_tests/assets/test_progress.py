"""What the log of a run says of its progress, and how little."""

from gidr_pipeline.assets.progress import Logged
from gidr_pipeline.ingest import Observer


def lines_of(files: int, seconds_each: float) -> list[str]:
    now, lines = [0.0], list[str]()
    logged = Logged(Observer(), lines.append, lambda: now[0])
    logged.planned(files)
    for _ in range(0, files, 100):
        now[0] += 100 * seconds_each
        logged.read(100, 1)
    return lines


def test_it_tells_done_rate_time_left_and_rejected() -> None:
    assert lines_of(10_000, 0.01)[:2] == [
        "10,000 files to read",
        "1,000 of 10,000 files read, 100 a second, about 2 min left, 10 rejected",
    ]


def test_a_short_run_says_nothing_in_between() -> None:
    assert len(lines_of(900, 0.01)) == 1


def test_ten_times_the_files_are_a_few_more_lines() -> None:
    few, many = len(lines_of(10_000, 0.002)), len(lines_of(100_000, 0.002))
    assert many - few <= 4
