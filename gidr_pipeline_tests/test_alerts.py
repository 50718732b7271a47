"""Who is told what: by a real web server and a real mail server on this machine, after real runs."""

import http.server
import json
import socketserver
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from email import message_from_bytes, policy
from email.message import EmailMessage
from typing import Any

import dagster as dg
import pytest

from gidr_pipeline import alerts
from gidr_pipeline.alerts import Addressees, Message, send
from gidr_pipeline.assets import steps
from gidr_pipeline.assets.resources import Folders
from gidr_pipeline.sensors import tell_of_failure, tell_of_findings
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

    monkeypatch.setattr(alerts, "_SECONDS_BETWEEN_TRIES", 0)
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


def sense(sensor: Callable[..., Any], house: House, instance: dg.DagsterInstance, **options: Any) -> Any:
    """Run the job, and the sensor as the daemon would after it."""
    run = execute(house, instance, raise_on_error=False, **options)
    [last] = [event for event in run.all_events if event.event_type_value in ("PIPELINE_SUCCESS", "PIPELINE_FAILURE")]
    context = dg.build_run_status_sensor_context("sensor", last, instance, run.dagster_run)
    if sensor is tell_of_failure:
        return sensor(context.for_run_failure())
    return sensor(context, folders=Folders(raw_dir=str(house.raw), warehouse=str(house.warehouse)))


def test_what_is_new_is_told_once(loaded: House, posted: list[dict[str, Any]]) -> None:
    with dg.DagsterInstance.ephemeral() as instance:
        loaded.put("2022/new.txt", misprinted(), LONG_AGO_NS)
        assert sense(tell_of_findings, loaded, instance) is None
        assert isinstance(sense(tell_of_findings, loaded, instance), dg.SkipReason)
    [body] = posted
    rules = [record["rule"] for record in body["records"]]
    assert "request_balance" in rules
    assert {record["report_id"] for record in body["records"]} == {"2022/new.txt"}, "what is not new is not told"
    assert body["title"] == f"gidr: {len(rules)} new findings"
    balance = body["records"][rules.index("request_balance")]
    assert int(balance["left_value"]) == int(balance["right_value"]) + 7
    assert balance["agency"] in body["text"]
    assert "2022" in body["text"]


def test_a_failure_is_told_with_what_to_do(
    loaded: House, posted: list[dict[str, Any]], mailed: list[EmailMessage]
) -> None:
    loaded.raw.rename(loaded.raw.with_name("elsewhere"))
    with dg.DagsterInstance.ephemeral() as instance:
        config = {"ops": {"list_reports": {"config": {"tries": 1}}}}
        assert sense(tell_of_failure, loaded, instance, run_config=config) is None
    [body], [mail] = posted, mailed
    assert body["records"][0]["step"] == "list_reports"
    assert "allow_removals: true" in body["text"]
    assert mail["Subject"] == body["title"] == "gidr: the run of ingest failed"
    assert (mail["From"], mail["To"]) == ("night@example.org", "night@example.org, day@example.org")
    assert "allow_removals: true" in mail.get_content().replace("\n", " ")


def test_an_error_that_nobody_expected_is_told_by_its_own_words(
    loaded: House, posted: list[dict[str, Any]], monkeypatch: pytest.MonkeyPatch
) -> None:
    def fault(*_: object, **__: object) -> None:
        raise RuntimeError("the disk is on fire")

    monkeypatch.setattr(steps, "read_reports", fault)
    with dg.DagsterInstance.ephemeral() as instance:
        sense(tell_of_failure, loaded, instance)
    assert "the disk is on fire" in posted[0]["text"]


def test_without_an_address_nobody_is_told(loaded: House) -> None:
    assert not Addressees.resolve()
    for sensor in (tell_of_failure, tell_of_findings):
        assert sensor.default_status == dg.DefaultSensorStatus.STOPPED
    with dg.DagsterInstance.ephemeral() as instance:
        assert "GIDR_ALERT_WEBHOOK" in sense(tell_of_findings, loaded, instance).skip_message


def test_a_mail_server_needs_somebody_to_write_to(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GIDR_ALERT_SMTP", "smtp://127.0.0.1")
    with pytest.raises(ValueError, match="GIDR_ALERT_TO"):
        Addressees.resolve()


def test_a_server_that_stays_away_is_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(alerts, "_SECONDS_BETWEEN_TRIES", 0)
    with pytest.raises(OSError, match="refused"):
        send(Message("a", "b", "c"), Addressees(webhook="http://127.0.0.1:9/"))


def test_a_password_is_not_sent_in_the_open(mailed: list[EmailMessage]) -> None:
    to = Addressees.resolve()
    assert to.smtp is not None
    secret = Addressees(smtp=to.smtp.replace("smtp://", "smtp://me:secret@"), sender="a@b.c", recipients=("a@b.c",))
    with pytest.raises(alerts.smtplib.SMTPException, match="STARTTLS"):
        send(Message("a", "b", "c"), secret)
    assert mailed == []


def test_at_first_everything_is_new(house: House, posted: list[dict[str, Any]]) -> None:
    with dg.DagsterInstance.ephemeral() as instance:
        sense(tell_of_findings, house, instance)
    assert [record["report_id"] for record in posted[0]["records"]] == [NAMES[4]]
