"""Telling somebody who does not look at a screen: by a JSON POST, by mail, or both.

What belongs here: where messages go, and sending them. What does not: when there is something to tell (`sensors`).
"""

import json
import os
import smtplib
import urllib.request
from collections.abc import Callable
from dataclasses import asdict, dataclass, field
from email.message import EmailMessage
from functools import partial
from typing import Any
from urllib.parse import unquote, urlsplit

_SECONDS_TO_ANSWER = 10


@dataclass(frozen=True)
class Message:
    """What is told: a `title`, the `text` that a person reads, and the same as `records` for a program."""

    title: str
    text: str
    run_id: str
    records: list[dict[str, Any]] = field(default_factory=list)


@dataclass(frozen=True)
class Addressees:
    """Where messages go: the address of a `webhook`, or a mail server with sender and recipients."""

    webhook: str | None = None
    smtp: str | None = None
    sender: str = ""
    recipients: tuple[str, ...] = ()

    @classmethod
    def resolve(cls) -> "Addressees":
        """Take GIDR_ALERT_WEBHOOK (`https://…`), and GIDR_ALERT_SMTP (`smtp://user:password@host:587`, `smtps://…`)
        with GIDR_ALERT_TO (addresses with commas between them) and GIDR_ALERT_FROM (else the first of these).

        Raises ValueError where there is a mail server and nobody to write to.
        """
        to = tuple(address.strip() for address in os.environ.get("GIDR_ALERT_TO", "").split(",") if address.strip())
        smtp = os.environ.get("GIDR_ALERT_SMTP") or None
        if smtp and not to:
            raise ValueError("GIDR_ALERT_SMTP is set, but GIDR_ALERT_TO names nobody")
        sender = os.environ.get("GIDR_ALERT_FROM") or (to[0] if to else "")
        return cls(os.environ.get("GIDR_ALERT_WEBHOOK") or None, smtp, sender, to)

    def channels(self) -> dict[str, Callable[[Message], None]]:
        """What sends a message, by the name of the way it goes. It raises where that is not to be done now."""
        ways: dict[str, Callable[[Message], None]] = {}
        if self.webhook:
            ways["webhook"] = partial(_post, str(self.webhook))
        if self.smtp:
            ways["smtp"] = partial(_mail, self, str(self.smtp))
        return ways


def is_wanted() -> bool:
    """Whether somebody set where messages go, rightly or not: a mistake in that must not stop a run."""
    return bool(os.environ.get("GIDR_ALERT_WEBHOOK") or os.environ.get("GIDR_ALERT_SMTP"))


def _post(address: str, message: Message) -> None:
    body = json.dumps(asdict(message), ensure_ascii=False).encode()
    request = urllib.request.Request(address, body, {"Content-Type": "application/json; charset=utf-8"})
    urllib.request.urlopen(request, timeout=_SECONDS_TO_ANSWER).close()


def _mail(to: Addressees, server: str, message: Message) -> None:
    mail = EmailMessage()
    mail["Subject"], mail["From"], mail["To"] = message.title, to.sender, ", ".join(to.recipients)
    mail.set_content(message.text)
    parts = urlsplit(server)
    kind = smtplib.SMTP_SSL if parts.scheme == "smtps" else smtplib.SMTP
    with kind(parts.hostname or "", parts.port or 0, timeout=_SECONDS_TO_ANSWER) as connection:
        connection.ehlo()
        # A password is never sent in the open.
        if parts.scheme != "smtps" and (parts.username or connection.has_extn("starttls")):
            connection.starttls()
        if parts.username:
            connection.login(unquote(parts.username), unquote(parts.password or ""))
        connection.send_message(mail)
