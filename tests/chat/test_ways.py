"""Customers who are told by e-mail and webhook: besides Slack, and where Slack cannot deliver."""

import asyncio
import json
import re
from collections.abc import AsyncIterator

import pytest
from pydantic import SecretStr

from bot.settings import Settings
from tests.chat.channels import Channel
from tests.chat.conftest import Onus, Time
from tests.chat.people import Person
from tests.chat.slack import Slack
from tests.chat.test_delivery import mended
from tests.chat.workspace import Admin
from tests.receivers import PostOffice, Program, post_office, program

pytestmark = pytest.mark.usefixtures("customers")

TO_BOTH = "/incident outage Virtual Machines impact partial services vm"
OUTAGE = f"{TO_BOTH} customers acme"
_INSIDE = re.compile(
    r"\b[UC]0[A-Z]+\b|(?i:\bINC-\d|\bsev ?\d\b|hypervisor|incident|globex|in your time)"
)


@pytest.fixture
async def office() -> AsyncIterator[PostOffice]:
    async with post_office() as office:
        yield office


@pytest.fixture
async def theirs() -> AsyncIterator[Program]:
    async with program() as theirs:
        yield theirs


@pytest.fixture
def settings(settings: Settings, office: PostOffice) -> Settings:
    return settings.model_copy(
        update={
            "onus_smtp_url": SecretStr(f"smtp://127.0.0.1:{office.port}"),
            "onus_mail_from": "Northwind status <status@northwind.example>",
            "onus_webhook_secret": SecretStr("0123456789abcdef" * 2),
            "onus_webhook_networks": ("127.0.0.0/8",),
            "onus_drill_channel": "general",
        }
    )


@pytest.fixture
async def acme_by_all(
    customers: None,  # noqa: ARG001  # stands there before
    carol: Person,
    theirs: Program,
) -> None:
    """Acme is told by e-mail and webhook with every message."""
    told = await carol.types(
        f"/customers set Acme email noc@acme.example, ops@acme.example webhook {theirs.url}"
    )
    assert (
        "also by e-mail to noc@acme.example, ops@acme.example and by webhook at 127.0.0.1" in told
    )


@pytest.mark.usefixtures("incident", "acme_by_all")
async def test_a_customer_reads_the_same_by_every_way_in_order_and_nothing_from_inside(
    carol: Person, acme: Channel, office: PostOffice, theirs: Program, time: Time
) -> None:
    preview = await carol.types(f"{TO_BOTH} eta 14:45 utc next 15m")
    assert (
        "Acme in <#C0ACME>, Acme by e-mail to noc@acme.example, Acme by e-mail to "
        "ops@acme.example, Acme by webhook at 127.0.0.1" in preview
    )
    assert "Send to 2 customers" in preview.buttons
    await carol.clicks("Send to")
    await time.passes(minutes=15)
    await carol.types("/incident recovered")
    await carol.clicks("Send to")
    first, held, over = [mail["Subject"] for mail in office.to("noc@acme.example")]
    reference = str(first)[-7:-1]
    assert first == f"Outage · Virtual Machines [{reference}]"
    assert held == f"Virtual Machines [{reference}]"
    assert over == f"Resolved · Virtual Machines [{reference}]"
    assert [call.json["kind"] for call in theirs.calls] == ["outage", "holding", "resolved"]
    in_slack = [text.partition("\n")[0] for text in await acme.reads()]
    assert [call.json["text"].partition("\n")[0] for call in theirs.calls] == [
        line.strip("*") for line in in_slack
    ]
    assert len(office.to("ops@acme.example")) == 3
    said = [str(mail) for mail in office.mails]
    said += [json.dumps(call.headers) + call.body.decode() for call in theirs.calls]
    assert [text for text in said if _INSIDE.search(text)] == []


@pytest.mark.usefixtures("acme_by_all")
async def test_every_way_is_tried_out_before_it_is_needed(
    carol: Person, office: PostOffice, theirs: Program, time: Time, expected_errors: list[str]
) -> None:
    expected_errors.append("http_410")
    theirs.answers.append(410)
    await carol.types("/customers set Acme ways fallback")
    preview = await carol.types("/customers test Acme")
    assert "Acme would read this in <#C0ACME>, by e-mail to noc@acme.example" in preview
    await carol.clicks("Send the test")
    await time.passes(minutes=0.5)
    told = await carol.direct.latest()
    assert "<#C0ACME>: it arrived" in told
    assert "by e-mail to noc@acme.example: it was taken at 14:00 UTC." in told
    assert ":x: by webhook at 127.0.0.1: http_410." in told
    (mail,) = office.to("noc@acme.example")
    assert mail["Subject"] == "Test message · nothing has happened"


@pytest.mark.usefixtures("incident", "acme_by_all")
async def test_an_address_that_is_refused_is_told_with_a_retry_that_works(
    carol: Person,
    office: PostOffice,
    theirs: Program,
    incidents: Channel,
    expected_errors: list[str],
) -> None:
    expected_errors += ["smtp_550", "http_404"]
    office.answers += ["550 no such user"]
    theirs.answers += [404]
    await carol.types(OUTAGE)
    await carol.clicks("Send to")
    told = await incidents.message("A message by e-mail to")
    assert "could not be delivered: smtp_550 no such user. The mail server ref" in told["text"]
    hook = await incidents.message("A message by webhook at 127.0.0.1 could not be delivered")
    assert "http_404. The customer's program refuses it: ask them to look" in hook["text"]
    assert len(office.mails) == 1
    assert "tried again" in await carol.clicks("Retry", message=told)
    assert "tried again" in await carol.clicks("Retry", message=hook)
    assert len(office.mails) == 2
    assert len(theirs.calls) == 1
    assert len(office.tried) == 3
    assert set(office.tried) == {mail["Message-ID"] for mail in office.mails}


@pytest.mark.usefixtures("incident", "acme_by_all")
async def test_a_program_that_does_not_answer_holds_up_nothing_in_slack(
    carol: Person, theirs: Program, slack: Slack
) -> None:
    await carol.types(OUTAGE)
    theirs.awake.clear()
    async with slack.stream() as events:
        sending = asyncio.create_task(carol.clicks("Send to"))
        await anext(event async for event in events if "*Outage ·" in str(event))
        assert theirs.calls == []
        theirs.awake.set()
    await sending
    await slack.settle()
    assert len(theirs.calls) == 1


@pytest.mark.usefixtures("acme_by_all")
async def test_in_a_drill_letters_are_read_in_the_channel_of_drills_alone(
    carol: Person, general: Channel, office: PostOffice, theirs: Program
) -> None:
    await carol.types("/incident drill Ransomware sev 1")
    await carol.types(OUTAGE)
    await carol.clicks("Send to")
    tops = [text.partition("\n")[0] for text in await general.reads()]
    assert tops == [
        "*DRILL*: not sent to <#C0ACME>.",
        "*DRILL*: not sent by e-mail to noc@acme.example.",
        "*DRILL*: not sent by e-mail to ops@acme.example.",
        "*DRILL*: not sent by webhook at 127.0.0.1.",
    ]
    assert (office.mails, theirs.calls) == ([], [])


async def test_ways_that_the_organisation_has_not_set_up_are_refused(
    carol: Person, onus: Onus
) -> None:
    assert "is no e-mail address" in await carol.types("/customers set Acme email noc")
    assert "begins with https://" in await carol.types(
        "/customers set Acme webhook http://hooks.acme.example/"
    )
    onus.settings = onus.settings.model_copy(update={"onus_smtp_url": None})
    await onus.restarts()
    told = await carol.types("/customers set Acme email noc@acme.example")
    assert "Nobody can be told by email yet: whoever runs Onus sets ONUS_SMTP_URL first." in told


@pytest.fixture
async def acme_falls_back(
    customers: None,  # noqa: ARG001  # stands there before
    carol: Person,
) -> None:
    """Acme is told by e-mail where Slack cannot deliver."""
    await carol.types("/customers set Acme email noc@acme.example ways fallback")


@pytest.mark.usefixtures("incident", "acme_falls_back")
async def test_what_slack_refuses_goes_by_mail_and_nobody_is_paged_for_it(
    carol: Person,
    office: PostOffice,
    incidents: Channel,
    admin: Admin,
    expected_errors: list[str],
) -> None:
    expected_errors.append("is_archived")
    await carol.types(OUTAGE)
    admin.archives("acme-status")
    await carol.clicks("Send to")
    (mail,) = office.mails
    assert str(mail["Subject"]).startswith("Outage · Virtual Machines")
    told = await incidents.message("*Acme* is sent the outage notice by e-mail to noc@acme.exam")
    assert "too: Slack refused it (is_archived)." in told["text"]
    assert "customers did not read" not in "\n".join(await incidents.reads())
    admin.unarchives("acme-status")


@pytest.mark.usefixtures("incident", "acme_falls_back")
async def test_while_slack_is_away_it_goes_by_mail_minutes_after_and_to_slack_once_it_is_back(
    carol: Person, acme: Channel, office: PostOffice, slack: Slack, time: Time
) -> None:
    await carol.types(OUTAGE)
    await slack.breaks("500", method="chat.postMessage", channel="acme-status", times=10_000)
    await carol.clicks("Send to")
    await time.passes(minutes=4)
    assert office.mails == []
    await time.passes(minutes=1)
    assert len(office.mails) == 1
    await mended(slack, "Outage")
    await time.passes(minutes=1)
    assert len(await acme.messages()) == 1
    assert len(office.mails) == 1


@pytest.mark.usefixtures("incident", "acme_falls_back")
async def test_an_advisory_is_mailed_to_security_contacts_alone_also_where_slack_refuses_it(
    carol: Person,
    bob: Person,
    office: PostOffice,
    incidents: Channel,
    admin: Admin,
    expected_errors: list[str],
) -> None:
    expected_errors.append("is_archived")
    shown = await carol.types(
        "/customers set Acme security-contact <#C0ACME|acme-status>, psirt@acme.example"
    )
    assert "advisories to <#C0ACME>, psirt@acme.example" in shown
    preview = await carol.types("/incident advisory Rotate your keys customers Acme")
    assert "Acme in <#C0ACME>, Acme by e-mail to psirt@acme.example" in preview
    await carol.clicks("Ask for approval")
    admin.archives("acme-status")
    await bob.clicks("Approve and send")
    assert "is_archived" in (await incidents.message("could not be delivered"))["text"]
    (mail,) = office.mails
    assert mail["To"] == "psirt@acme.example"
    assert "Rotate your keys" in mail.get_content()
    admin.unarchives("acme-status")


@pytest.mark.usefixtures("incident", "acme_by_all")
async def test_mail_cannot_be_recalled_and_the_thread_says_with_whom_it_stays(
    carol: Person, acme: Channel, office: PostOffice, theirs: Program, incidents: Channel
) -> None:
    await carol.types(OUTAGE)
    await carol.clicks("Send to")
    preview = await carol.types("/incident correct Virtual Machines in Dublin")
    assert "posted anew, unless you only edit: E-mail and webhooks cannot be recalled" in preview
    assert "it is sent after them to Acme by e-mail to noc@acme.example" in preview
    await carol.clicks("Only edit")
    told = await incidents.message("cannot be recalled")
    assert "by e-mail to noc@acme.example" in told["text"]
    assert "who was sent nothing after it" in told["text"]
    assert len(office.to("noc@acme.example")) == len(theirs.calls) == 1
    await carol.types("/incident withdraw it was another cluster")
    await carol.clicks("Withdraw from")
    assert "who was sent this after it" in (await incidents.message("withdrew"))["text"]
    assert "was withdrawn. Please disregard it." in office.to("noc@acme.example")[-1].get_content()
    assert [call.json["kind"] for call in theirs.calls] == ["outage", "withdrawal"]
    assert "was withdrawn" in await acme.latest()


@pytest.mark.parametrize("stop_seconds", [15])
@pytest.mark.usefixtures("incident", "acme_by_all")
async def test_a_letter_that_has_not_left_is_stopped_and_goes_in_its_right_words(
    carol: Person, office: PostOffice, theirs: Program, time: Time
) -> None:
    await carol.types(OUTAGE)
    await carol.clicks("Send to")
    await carol.types("/incident correct Virtual Machines in Dublin")
    await carol.clicks("Only edit")
    await time.passes(minutes=1)
    assert [str(mail["Subject"])[:36] for mail in office.to("ops@acme.example")] == [
        "Outage · Virtual Machines in Dublin "
    ]
    assert [call.json["title"] for call in theirs.calls] == ["Virtual Machines in Dublin"]


@pytest.mark.usefixtures("acme_falls_back")
async def test_a_planned_maintenance_goes_by_every_way_too(
    carol: Person,
    office: PostOffice,
    theirs: Program,
    incidents: Channel,
    admin: Admin,
    expected_errors: list[str],
) -> None:
    expected_errors.append("is_archived")
    await carol.types(f"/customers set Globex webhook {theirs.url}")
    preview = await carol.types(
        "/maintenance schedule Virtual Machines services vm start 2026-03-02T16:00Z for 2h"
    )
    assert "Globex in <#C0GLOBEX>, Globex by webhook at 127.0.0.1" in preview
    admin.archives("acme-status")
    await carol.clicks("Send")
    (call,) = theirs.calls
    assert call.json["kind"] == "maintenance"
    assert (call.json["status"], call.json["starts_at"]) == (
        "scheduled",
        "2026-03-02T16:00:00+00:00",
    )
    assert call.json["text"].startswith("Planned maintenance · Virtual Machines\n")
    told = await incidents.message("is not read in <#C0ACME>: is_archived.")
    assert "It goes by e-mail to noc@acme.example now." in told["text"]
    (mail,) = office.mails
    assert str(mail["Subject"]).startswith("Planned maintenance · Virtual Machines [")
    admin.unarchives("acme-status")
