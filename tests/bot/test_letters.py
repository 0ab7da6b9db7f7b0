"""E-mail and webhooks over the wire: what leaves, what it never tells, and what is never called."""

import json
import socket
from dataclasses import replace

import aiohttp
import pytest

from bot.clock import system_now
from bot.letters import LetterRate, Letters
from bot.mail import Mail, MailServer
from bot.webhooks import Webhooks
from domain.signature import HEADER, is_signed, secret_for
from handlers.kit.trouble import RefusedError, UnclearError
from storage.deliveries import Delivery
from storage.outbox_rows import Kind
from tests.domain.made import NOW
from tests.receivers import PostOffice, Program, post_office, program

SECRET = "0123456789abcdef" * 2
SENDER = "Northwind status <status@northwind.example>"
LETTER = Delivery(
    workspace_id="T1",
    id="3f1c",
    kind=Kind.MAIL,
    channel_id="mail",
    user_id=None,
    thread_ts=None,
    parent_ts=None,
    respond_url=None,
    replaces=False,
    view=None,
    text="Outage · Virtual Machines\nSlow – «très» lent.",
    blocks=[],
    incident=1,
    notice_id="n1",
    customer_id="c1",
    promised_at=NOW,
    queued_at=NOW,
    claimed_at=None,
    attempts=0,
    content=json.dumps({"subject": "Outage · Virtual Machines [K7]", "reference": "K7"}),
    address="noc@acme.example",
)


def by_mail(office: PostOffice) -> Letters:
    return Letters(mail=Mail(MailServer(f"smtp://127.0.0.1:{office.port}", SENDER)), webhooks=None)


def called(address: str) -> Delivery:
    return replace(LETTER, kind=Kind.WEBHOOK, address=address)


async def test_a_mail_says_the_words_and_its_headers_nothing_of_the_machine() -> None:
    async with post_office() as office:
        await by_mail(office).send(LETTER, now=NOW)
    (mail,) = office.mails
    assert mail.get_content().splitlines() == LETTER.text.splitlines()
    assert dict(mail.items()) == {
        "From": SENDER,
        "To": "noc@acme.example",
        "Subject": "Outage · Virtual Machines [K7]",
        "Date": "Mon, 02 Mar 2026 14:00:00 +0000",
        "Message-ID": "<3f1c@northwind.example>",
        "In-Reply-To": "<K7@northwind.example>",
        "References": "<K7@northwind.example>",
        "Auto-Submitted": "auto-generated",
        "MIME-Version": "1.0",
        "Content-Type": 'text/plain; charset="utf-8"',
        "Content-Transfer-Encoding": "8bit",
    }
    assert office.hello == "northwind.example"
    assert socket.gethostname() not in str(mail)


@pytest.mark.parametrize(
    ("answer", "trouble"),
    [("451 later", UnclearError), ("550 no such user", RefusedError)],
)
async def test_a_mail_server_can_say_later_or_no(answer: str, trouble: type[Exception]) -> None:
    async with post_office() as office:
        office.answers.append(answer)
        with pytest.raises(trouble, match=answer[4:]):
            await by_mail(office).send(LETTER, now=NOW)


async def test_without_encryption_no_password_leaves_this_machine() -> None:
    """The server of the test offers no STARTTLS; by its own name it stands somewhere else."""
    async with post_office() as office:
        mail = Mail(MailServer(f"smtp://u:hunter2@127.0.0.2:{office.port}", SENDER))
        with pytest.raises((RefusedError, UnclearError)) as refused:
            await Letters(mail=mail, webhooks=None).send(LETTER, now=NOW)
    assert office.mails == []
    assert "hunter2" not in f"{refused.value!r} {mail!r}"


async def test_a_way_that_is_not_set_up_is_refused() -> None:
    with pytest.raises(RefusedError, match="not_set_up"):
        await Letters(mail=None, webhooks=None).send(LETTER, now=NOW)


async def test_a_webhook_is_signed_for_its_customer_and_tells_who_sent_it_nothing_else() -> None:
    async with program() as theirs, Webhooks(secret=SECRET, allowed=("127.0.0.0/8",)) as hooks:
        await Letters(mail=None, webhooks=hooks).send(called(theirs.url), now=NOW)
    (call,) = theirs.calls
    assert call.json == {
        "id": "3f1c",
        "subject": "Outage · Virtual Machines [K7]",
        "reference": "K7",
        "text": LETTER.text,
    }
    signed = {"body": call.body, "header": call.headers[HEADER], "now": system_now()}
    assert is_signed(secret=secret_for("c1", of=SECRET), **signed)  # type: ignore[arg-type]
    assert not is_signed(secret=secret_for("c2", of=SECRET), **signed)  # type: ignore[arg-type]
    assert not is_signed(secret=SECRET, **signed)  # type: ignore[arg-type]
    assert call.headers["User-Agent"] == "Onus"


@pytest.mark.parametrize(
    ("status", "trouble"),
    [(503, UnclearError), (429, UnclearError), (404, RefusedError), (307, RefusedError)],
)
async def test_a_program_can_say_later_or_no_and_leads_nowhere_else(
    status: int, trouble: type[Exception]
) -> None:
    async with program() as theirs, Webhooks(secret=SECRET, allowed=("127.0.0.0/8",)) as hooks:
        theirs.answers.append(status)
        with pytest.raises(trouble, match=str(status)):
            await hooks.send(called(theirs.url), now=NOW)
    assert theirs.calls == []


def at(theirs: Program, host: str) -> str:
    return theirs.url.replace("127.0.0.1", host)


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "[::1]", "[::ffff:127.0.0.1]", "0"])
async def test_no_internal_address_is_called_by_number_or_by_name(host: str) -> None:
    async with program() as theirs, Webhooks(secret=SECRET, allowed=()) as hooks:
        with pytest.raises(RefusedError, match="internal_address"):
            await hooks.send(called(at(theirs, host)), now=NOW)
    assert theirs.calls == []


async def test_what_nobody_listens_at_is_tried_again() -> None:
    async with Webhooks(secret=SECRET, allowed=("127.0.0.0/8",)) as hooks:
        with pytest.raises(UnclearError) as unclear:
            await hooks.send(called("http://127.0.0.1:9/T0/path-secret"), now=NOW)
    assert "path-secret" not in str(unclear.value)
    assert isinstance(unclear.value.__cause__, aiohttp.ClientError)


def test_a_slow_host_holds_up_no_other() -> None:
    rate = LetterRate(at_once=1)
    slow, other = called("https://slow.example/"), called("https://other.example/")
    rate.went(slow)
    assert not rate.free(slow)
    assert rate.free(other)
    assert rate.free(LETTER)
    rate.ended(slow)
    assert rate.free(slow)
