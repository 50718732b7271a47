"""Who is told what: by a real web server and a real mail server on this machine, after real runs."""

import http.server
import json
import socketserver
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from email import message_from_bytes, policy
from email.message import EmailMessage
from typing import Any

import dagster as dg
import pytest

from gidr_pipeline import alerts
from gidr_pipeline.alerts import Addressees, Message
from gidr_pipeline.assets import steps
from gidr_pipeline.assets.resources import Folders
from gidr_pipeline.sensors import _NOBODY, NotTold, tell_of_failure, tell_of_findings
from gidr_pipeline_tests.assets.runs import execute
from gidr_pipeline_tests.folders import LONG_AGO_NS, NAMES, House, misprinted

pytestmark = pytest.mark.xdist_group("processes")


@contextmanager
def serving(server: socketserver.BaseServer) -> Iterator[int]:
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield server.server_address[1]  # type: ignore[index]
    finally:
        server.shutdown()
        server.server_close()


@pytest.fixture
def posted(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[dict[str, Any]]]:
    """What is posted to the webhook; the first request is answered with a failure."""
    bodies: list[dict[str, Any]] = []
    answers = [503]

    class Hook(http.server.BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            status = answers.pop() if answers else 204
            if status == 204:
                assert self.headers["Content-Type"].startswith("application/json")
                bodies.append(json.loads(body))
            self.send_response(status)
            self.end_headers()

        def log_message(self, format: str, *args: Any) -> None:
            pass

    with serving(http.server.HTTPServer(("127.0.0.1", 0), Hook)) as port:
        monkeypatch.setenv("GIDR_ALERT_WEBHOOK", f"http://127.0.0.1:{port}/hook")
        yield bodies


@pytest.fixture
def mailed(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[EmailMessage]]:
    """What the mail server takes in."""
    mails: list[EmailMessage] = []

    class Mail(socketserver.StreamRequestHandler):
        def handle(self) -> None:
            self.say("220 here")
            while line := self.rfile.readline().strip().upper():
                match line[:4]:
                    case b"DATA":
                        self.say("354 go on")
                        lines = iter(self.rfile.readline, b".\r\n")
                        mails.append(message_from_bytes(b"".join(lines), policy=policy.default))  # type: ignore[arg-type]
                        self.say("250 taken")
                    case b"QUIT":
                        self.say("221 bye")
                        return
                    case _:
                        self.say("250 yes")

        def say(self, what: str) -> None:
            self.wfile.write(f"{what}\r\n".encode())

    with serving(socketserver.ThreadingTCPServer(("127.0.0.1", 0), Mail)) as port:
        monkeypatch.setenv("GIDR_ALERT_SMTP", f"smtp://127.0.0.1:{port}")
        monkeypatch.setenv("GIDR_ALERT_TO", "night@example.org, day@example.org")
        yield mails


class Daemon:
    """Lets a sensor look now and then, and keeps its cursor where it does not raise. It has looked before."""

    def __init__(self, sensor: dg.SensorDefinition, house: House, instance: dg.DagsterInstance) -> None:
        self.sensor, self.house, self.instance = sensor, house, instance
        self.cursor: str | None = None
        assert self.looks() in ("nothing new", _NOBODY)

    def looks(self) -> str:
        """What the sensor says of one look."""
        folders = {"folders": Folders(raw_dir=str(self.house.raw), warehouse=str(self.house.warehouse))}
        resources = {} if self.sensor is tell_of_failure else folders
        with dg.build_sensor_context(self.instance, self.cursor, resources=resources) as context:
            said = self.sensor(context)
            self.cursor = context.cursor
        assert isinstance(said, dg.SkipReason)
        return str(said.skip_message)


def test_what_is_new_is_told_once_whoever_published_it(loaded: House, posted: list[dict[str, Any]]) -> None:
    with dg.DagsterInstance.ephemeral() as instance:
        daemon = Daemon(tell_of_findings, loaded, instance)
        loaded.put("2022/new.txt", misprinted(), LONG_AGO_NS)
        loaded.run()
        with pytest.raises(NotTold, match="503"):
            daemon.looks()
        assert daemon.looks().startswith("told by webhook")
        execute(loaded, instance)
        assert daemon.looks() == "nothing new"
    [body] = posted
    rules = [record["rule"] for record in body["records"]]
    assert "request_balance" in rules
    assert {record["report_id"] for record in body["records"]} == {"2022/new.txt"}, "what is not new is not told"
    assert body["title"] == f"gidr: {len(rules)} new findings"
    assert body["text"].startswith(f"{len(rules)} new findings:\n")
    balance = body["records"][rules.index("request_balance")]
    assert int(balance["left_value"]) == int(balance["right_value"]) + 7
    assert balance["agency"] in body["text"]
    assert "2022" in body["text"]


def test_files_that_are_newly_left_out_are_told_with_what_to_do(loaded: House, posted: list[dict[str, Any]]) -> None:
    with dg.DagsterInstance.ephemeral() as instance:
        loaded.put("2021/old.pptx", b"PK")
        loaded.run()
        daemon = Daemon(tell_of_findings, loaded, instance)
        posted_once(loaded, daemon, {"2022/bad.pdf": b"%PDF-1.7 and no more", "2022/empty.txt": b""})
        loaded.put("2022/page_files/logo.png", b"PNG")  # which browsers save beside a page
        loaded.run()
        assert daemon.looks() == "nothing new"
        posted_once(loaded, daemon, {NAMES[4]: b"nothing of the kind"})
    [two, one] = posted
    assert two["title"] == "gidr: 2 files newly left out"
    assert [record["report_id"] for record in two["records"]] == ["2022/bad.pdf", "2022/empty.txt"]
    assert two["text"].splitlines()[0] == "2 files newly left out:"
    assert "2022/empty.txt: empty: " in two["text"]
    assert one["title"] == "gidr: 1 file newly left out"


def posted_once(house: House, daemon: "Daemon", files: dict[str, bytes]) -> None:
    """Run over these files and let the sensor look until it has told."""
    for name, data in files.items():
        house.put(name, data, LONG_AGO_NS + 5)
    house.run()
    with suppress(NotTold):
        daemon.looks()
    daemon.looks()


def test_what_is_gone_before_it_is_told_is_not(loaded: House, posted: list[dict[str, Any]]) -> None:
    with dg.DagsterInstance.ephemeral() as instance:
        daemon = Daemon(tell_of_findings, loaded, instance)
        loaded.put("2022/new.txt", misprinted(), LONG_AGO_NS)
        execute(loaded, instance)
        (loaded.raw / "2022/new.txt").unlink()
        execute(loaded, instance)
        assert daemon.looks() == "nothing new"
    assert posted == []


def test_a_failure_is_told_with_what_to_do_by_each_way_once(
    loaded: House, posted: list[dict[str, Any]], mailed: list[EmailMessage]
) -> None:
    with dg.DagsterInstance.ephemeral() as instance:
        daemon = Daemon(tell_of_failure, loaded, instance)
        loaded.raw.rename(loaded.raw.with_name("elsewhere"))
        config = {"ops": {"list_reports": {"config": {"tries": 1}}}}
        failed = execute(loaded, instance, raise_on_error=False, run_config=config)
        said = daemon.looks()
        assert "not told by webhook" in said
        assert "told by smtp: gidr: the run of ingest failed" in said
        assert daemon.looks() == "told by webhook: gidr: the run of ingest failed"
        assert daemon.looks() == "nothing new"
    [body], [mail] = posted, mailed
    assert body["records"][0]["step"] == "list_reports"
    assert "allow_removals: true" in body["text"]
    assert failed.run_id in body["text"]
    assert mail["Subject"] == body["title"] == "gidr: the run of ingest failed"
    assert (mail["From"], mail["To"]) == ("night@example.org", "night@example.org, day@example.org")
    assert "allow_removals: true" in mail.get_content().replace("\n", " ")


def test_a_way_that_stays_shut_shows_while_the_other_is_open(
    loaded: House, posted: list[dict[str, Any]], monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("GIDR_ALERT_SMTP", "smtp://127.0.0.1:1")
    monkeypatch.setenv("GIDR_ALERT_TO", "night@example.org")
    with dg.DagsterInstance.ephemeral() as instance:
        daemon = Daemon(tell_of_findings, loaded, instance)
        loaded.put("2022/new.txt", misprinted(), LONG_AGO_NS)
        loaded.run()
        with pytest.raises(NotTold):
            daemon.looks()
        capfd.readouterr()
        assert "told by webhook" in daemon.looks()
        assert "ERROR" in (logged := capfd.readouterr().err)
        assert "not told by smtp" in logged
        for _ in range(2):
            with pytest.raises(NotTold, match="not told by smtp"):
                daemon.looks()
    assert len(posted) == 1


def test_an_error_that_nobody_expected_is_told_by_its_own_words(
    loaded: House, posted: list[dict[str, Any]], monkeypatch: pytest.MonkeyPatch
) -> None:
    def fault(*_: object, **__: object) -> None:
        raise RuntimeError("the disk is on fire")

    monkeypatch.setattr(steps, "read_reports", fault)
    with dg.DagsterInstance.ephemeral() as instance:
        daemon = Daemon(tell_of_failure, loaded, instance)
        for _ in range(2):
            execute(loaded, instance, raise_on_error=False)
        with pytest.raises(NotTold):
            daemon.looks()
        daemon.looks()
    assert posted[0]["text"].count("the disk is on fire") == 2
    assert posted[0]["title"] == "gidr: 2 runs failed"


def test_without_an_address_nobody_is_told(loaded: House) -> None:
    assert Addressees.resolve().channels() == {}
    for sensor in (tell_of_failure, tell_of_findings):
        assert sensor.default_status == dg.DefaultSensorStatus.STOPPED
    with dg.DagsterInstance.ephemeral() as instance:
        assert "GIDR_ALERT_WEBHOOK" in Daemon(tell_of_findings, loaded, instance).looks()


def test_a_mail_server_needs_somebody_to_write_to(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GIDR_ALERT_SMTP", "smtp://127.0.0.1")
    with pytest.raises(ValueError, match="GIDR_ALERT_TO"):
        Addressees.resolve()


def test_a_password_is_not_sent_in_the_open(mailed: list[EmailMessage]) -> None:
    to = Addressees.resolve()
    assert to.smtp is not None
    secret = Addressees(smtp=to.smtp.replace("smtp://", "smtp://me:secret@"), sender="a@b.c", recipients=("a@b.c",))
    with pytest.raises(alerts.smtplib.SMTPException, match="STARTTLS"):
        secret.channels()["smtp"](Message("a", "b", "c"))
    assert mailed == []


def test_at_first_everything_is_new(house: House, posted: list[dict[str, Any]]) -> None:
    with dg.DagsterInstance.ephemeral() as instance:
        daemon = Daemon(tell_of_findings, house, instance)
        execute(house, instance)
        with pytest.raises(NotTold):
            daemon.looks()
        daemon.looks()
    assert [record["report_id"] for record in posted[0]["records"]] == [NAMES[4]]
