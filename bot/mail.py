"""E-mail: a notice to one address, handed to the organisation's own mail server.

A header tells nothing of the machine that Onus runs on: names come from the sender's address. A
mail of one delivery has one Message-ID however often it goes, and all of an outage one thread.
"""

import json
from dataclasses import dataclass, field
from datetime import datetime
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime, parseaddr
from urllib.parse import unquote, urlsplit

import aiosmtplib

from handlers.kit.trouble import RefusedError, UnclearError
from storage.deliveries import Delivery

_THIS_MACHINE = ("127.0.0.1", "localhost", "::1")
_FOR_GOOD = 500
_WORD_LIMIT = 200


@dataclass(frozen=True)
class MailServer:
    """Where mail is handed in, and whom it comes from.

    url: smtp://user:password@host:587, encrypted by STARTTLS, or smtps://… from the first byte;
    only a server on this machine is spoken to in clear.
    """

    url: str = field(repr=False)
    sender: str


class Mail:
    """Sends e-mail, each in a connection of its own."""

    def __init__(self, server: MailServer) -> None:
        self._server = server

    async def send(self, delivery: Delivery, *, now: datetime) -> None:
        """Hand it in; raises RefusedError, UnclearError."""
        message = written(delivery, sender=self._server.sender, now=now)
        try:
            await self._hand_in(message)
        except aiosmtplib.SMTPRecipientsRefused as refused:
            raise _trouble(refused.recipients[0]) from refused
        except aiosmtplib.SMTPResponseException as answer:
            raise _trouble(answer) from answer
        except aiosmtplib.SMTPNotSupported as missing:
            raise RefusedError("smtp_not_supported", missing.message) from missing
        except (aiosmtplib.SMTPException, OSError) as error:
            raise UnclearError(f"mail server: {type(error).__name__}") from error

    async def _hand_in(self, message: EmailMessage) -> None:
        parts = urlsplit(self._server.url)
        direct = parts.scheme == "smtps"
        await aiosmtplib.send(
            message,
            hostname=parts.hostname,
            port=parts.port,
            username=unquote(parts.username) if parts.username else None,
            password=unquote(parts.password) if parts.password else None,
            use_tls=direct,
            start_tls=not direct and parts.hostname not in _THIS_MACHINE,
            local_hostname=domain_of(self._server.sender),
        )


def written(delivery: Delivery, *, sender: str, now: datetime) -> EmailMessage:
    """Return the delivery as a mail."""
    about, domain = json.loads(delivery.content or "{}"), domain_of(sender)
    thread = f"<{about['reference']}@{domain}>"
    message = EmailMessage(policy=SMTP)
    message["From"] = sender
    message["To"] = delivery.address
    message["Subject"] = about["subject"]
    message["Date"] = format_datetime(now)
    message["Message-ID"] = f"<{delivery.id}@{domain}>"
    message["In-Reply-To"] = message["References"] = thread
    message["Auto-Submitted"] = "auto-generated"
    message.set_content(delivery.text)
    return message


def domain_of(sender: str) -> str:
    """Return the domain of `Name <name@domain>`."""
    return parseaddr(sender)[1].rpartition("@")[2]


def _trouble(answer: aiosmtplib.SMTPResponseException) -> RefusedError | UnclearError:
    said = f"{answer.message}"[:_WORD_LIMIT]
    if answer.code >= _FOR_GOOD:
        return RefusedError(f"smtp_{answer.code}", said)
    return UnclearError(f"mail server: {answer.code} {said}")
