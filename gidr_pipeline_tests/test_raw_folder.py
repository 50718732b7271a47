"""Which files a raw folder holds, and what each of them gives."""

import os
import socket
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gidr_pipeline import raw_folder
from gidr_pipeline.raw_folder import Content, RawFolderUnusable, Unreadable, manifest, read_file, scan


def reasons(root: Path) -> dict[str, str | None]:
    return {entry.path: entry.reason for entry in scan(root)}


@contextmanager
def without_privileges() -> Iterator[None]:
    """As a user whom permissions stop: the tests may run as root."""
    if os.geteuid() != 0:
        yield
        return
    os.seteuid(65534)
    try:
        yield
    finally:
        os.seteuid(0)


def test_files_are_found_at_any_depth_and_hidden_ones_ignored(tmp_path: Path) -> None:
    for name in ("a.txt", "2022/b.md", "2022/市/局/c.TXT", ".hidden.txt", ".git/d.txt", "2022/.e/f.txt"):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("x")
    assert reasons(tmp_path) == {"a.txt": None, "2022/b.md": None, "2022/市/局/c.TXT": None}


@pytest.mark.parametrize(
    "name",
    ["with space.txt", "引号“”.txt", "it's.txt", 'double"quote.txt', "new\nline.txt", "#2.txt", "a%20b.txt", "-rf.txt"],
)
def test_awkward_names_are_kept_as_they_are(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_text("text")
    assert manifest(tmp_path)["path"].to_list() == [name]
    assert isinstance(read_file(tmp_path, name, None), Content)


def test_a_name_that_is_no_utf8_is_shown_escaped_and_still_read(tmp_path: Path) -> None:
    raw = "政府.txt".encode("gb18030")
    (Path(os.fsdecode(os.path.join(os.fsencode(tmp_path), raw)))).write_bytes(b"content")  # noqa: PTH118
    [(path, raw_name)] = manifest(tmp_path).select("path", "raw_name").rows()
    assert path == "\\xd5\\xfe\\xb8\\xae.txt"
    content = read_file(tmp_path, path, raw_name)
    assert isinstance(content, Content)
    assert content.data == b"content"


def test_names_that_would_show_alike_are_told_apart(tmp_path: Path) -> None:
    for raw in (b"\xff.txt", rb"\xff.txt", b"\xff\\xfe.txt", b"\\xff\xfe.txt"):
        Path(os.fsdecode(os.path.join(os.fsencode(tmp_path), raw))).write_bytes(raw)  # noqa: PTH118
    listed = manifest(tmp_path).select("path", "raw_name").rows()
    assert len({path for path, _ in listed}) == len(listed) == 4
    for path, raw_name in listed:
        content = read_file(tmp_path, path, raw_name)
        assert isinstance(content, Content)
        assert content.data == (raw_name or path.encode())


@pytest.mark.parametrize(
    "name",
    [
        "a_files/a.png",
        "a.files/a.png",
        "a_files/saved",
        "b.pptx",
        "c.css",
        "d.py",
        "report#2",
        "e.txt.bak",
        "f.TXT2",
        "g.zip",
        "h.log",
    ],
)
def test_other_types_are_refused_with_advice(tmp_path: Path, name: str) -> None:
    (tmp_path / name).parent.mkdir(exist_ok=True)
    (tmp_path / name).write_text("x")
    [entry] = scan(tmp_path)
    assert entry.reason == "unsupported_type"
    assert "convert" in str(entry.detail)


@pytest.mark.parametrize(
    "name",
    [
        *(
            "a.txt",
            "b.HTML",
            "c.htm",
            "d.docx",
            "e.PDF",
            "f.doc",
            "g.wps",
            "h.xls",
            "i.xlsx",
            "j.PNG",
            "k.json",
            "l.CSV",
        ),
        *("某局2022年度报告", "某局.第二版", "v1.2"),
    ],
)
def test_what_people_have_is_opened(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_text("x")
    [entry] = scan(tmp_path)
    assert entry.reason is None


def test_what_people_do_not_see_is_passed_over(tmp_path: Path) -> None:
    for name in (".DS_Store", "Thumbs.db", "desktop.ini", "~$report.docx", ".git/README"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("x")
    assert list(scan(tmp_path)) == []


def test_links(tmp_path: Path) -> None:
    outside, root = tmp_path / "outside", tmp_path / "raw"
    (outside / "folder").mkdir(parents=True)
    (outside / "report.txt").write_text("x")
    (root / "sub").mkdir(parents=True)
    (root / "sub" / "real.txt").write_text("x")
    (root / ".hidden").mkdir()
    links = {
        "leads-out.txt": outside / "report.txt",
        "folder-out": outside / "folder",
        "relative-out.txt": Path("../outside/report.txt"),
        "inside.txt": root / "sub" / "real.txt",
        "folder-inside": root / "sub",
        "loop-to-top": root,
        "to-hidden": root / ".hidden",
        "broken.txt": root / "nothing.txt",
        "itself.txt": root / "itself.txt",
    }
    for name, target in links.items():
        (root / name).symlink_to(target)
    assert reasons(root) == {
        "leads-out.txt": "outside_raw",
        "folder-out": "outside_raw",
        "relative-out.txt": "outside_raw",
        "inside.txt": None,
        "to-hidden": "unreadable",
        "broken.txt": "unreadable",
        "itself.txt": "unreadable",
        "sub/real.txt": None,
    }


def test_a_raw_folder_may_itself_be_a_link(tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    (tmp_path / "real" / "a.txt").write_text("x")
    (tmp_path / "raw").symlink_to("real")
    assert reasons(tmp_path / "raw") == {"a.txt": None}


def test_what_is_no_file_is_never_opened(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.txt")
    with socket.socket(socket.AF_UNIX) as server:
        server.bind(str(tmp_path / "s.txt"))
        assert reasons(tmp_path) == {"pipe.txt": "unreadable", "s.txt": "unreadable"}


def test_a_pipe_that_took_a_file_s_place_does_not_block(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "a.txt")
    found: list[object] = []
    reader = threading.Thread(target=lambda: found.append(read_file(tmp_path, "a.txt", None)), daemon=True)
    reader.start()
    reader.join(5)
    assert [type(one) for one in found] == [Unreadable]


def test_what_permissions_forbid_is_unreadable() -> None:
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        root.chmod(0o755)
        (root / "locked").mkdir()
        (root / "locked" / "a.txt").write_text("x")
        (root / "b.txt").write_text("x")
        (root / "b.txt").chmod(0)
        (root / "locked").chmod(0)
        with without_privileges():
            assert reasons(root) == {"locked": "unreadable", "b.txt": None}
            found = read_file(root, "b.txt", None)
        (root / "locked").chmod(0o700)
    assert isinstance(found, Unreadable)
    assert "permission" in found.detail


def test_the_size_limit_holds_for_listing_and_reading(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(raw_folder, "SIZE_LIMIT", 10)
    (tmp_path / "fits.txt").write_bytes(b"x" * 10)
    (tmp_path / "grows.txt").write_bytes(b"x" * 11)
    assert reasons(tmp_path) == {"fits.txt": None, "grows.txt": "too_large"}
    assert isinstance(read_file(tmp_path, "fits.txt", None), Content)
    found = read_file(tmp_path, "grows.txt", None)
    assert isinstance(found, Unreadable)
    assert found.reason == "too_large"


def test_a_vanished_file_gives_nothing(tmp_path: Path) -> None:
    assert read_file(tmp_path, "gone.txt", None) is None
    (tmp_path / "was-a-folder").write_text("x")
    assert read_file(tmp_path, "was-a-folder/gone.txt", None) is None


@pytest.mark.parametrize(
    ("age_ns", "whole_seconds", "trusted"),
    [
        (0, False, False),
        (200_000_000, False, True),
        (1_000_000_000, True, False),
        (10_000_000_000, True, True),
        (-60_000_000_000, False, False),
        (-(10**18), False, True),
    ],
    ids=["just written", "fine clock", "coarse clock", "coarse clock, long ago", "clock ahead", "in thirty years"],
)
def test_a_time_is_trusted_once_a_later_change_would_show(
    tmp_path: Path, age_ns: int, whole_seconds: bool, trusted: bool
) -> None:
    path = tmp_path / "a.txt"
    path.write_text("x")
    mtime_ns = time.time_ns() - age_ns
    mtime_ns = mtime_ns // 1_000_000_000 * 1_000_000_000 if whole_seconds else mtime_ns | 1
    os.utime(path, ns=(mtime_ns, mtime_ns))
    content = read_file(tmp_path, "a.txt", None)
    assert isinstance(content, Content)
    assert (content.mtime_ns == mtime_ns) is trusted


def test_a_folder_that_is_not_there_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    for name in ("nothing", "file"):
        with pytest.raises(RawFolderUnusable, match=name):
            manifest(tmp_path / name)


part = st.text(st.characters(exclude_characters="/\0", exclude_categories=["Cs"]), min_size=1, max_size=20).filter(
    lambda name: not name.startswith(".") and len(name.encode()) < 100
)


@settings(max_examples=40)
@given(st.sets(st.lists(part, min_size=1, max_size=3).map("/".join), max_size=5))
def test_every_file_is_listed_once(tmp_path_factory: pytest.TempPathFactory, names: set[str]) -> None:
    root = tmp_path_factory.mktemp("raw")
    written = set()
    for name in sorted(names):
        path = root / f"{name}.txt"
        if any(str(parent).endswith(".txt") and parent.is_file() for parent in path.parents):
            continue
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("x")
        written.add(f"{name}.txt")
    assert sorted(entry.path for entry in scan(root)) == sorted(written)
