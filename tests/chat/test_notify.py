"""`onus notify` and `onus approve`: the night when Slack is away, and Onus with it."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from typing import Any

import pytest
from click.testing import CliRunner, Result
from pydantic import SecretStr

from bot.cli import main
from bot.settings import Settings
from domain.outage import NoticeKind
from tests.chat.channels import Channel
from tests.chat.conftest import Onus
from tests.chat.people import Person
from tests.chat.slack import Slack
from tests.receivers import PostOffice, post_office

pytestmark = pytest.mark.usefixtures("customers", "incident", "acme_falls_back")

Run = Callable[..., Awaitable[Result]]
OUTAGE = ("outage", "Virtual Machines & disks", "impact", "partial", "services", "vm")
BY_CAROL = ("--as", "U0CAROL", "--yes")


@pytest.fixture
async def office() -> AsyncIterator[PostOffice]:
    async with post_office() as office:
        yield office


@pytest.fixture
def set_up(office: PostOffice) -> dict[str, Any]:
    return {
        "onus_smtp_url": SecretStr(f"smtp://127.0.0.1:{office.port}"),
        "onus_mail_from": "Northwind status <status@northwind.example>",
        "onus_second_person": frozenset({NoticeKind.UPDATE}),
    }


@pytest.fixture
def settings(settings: Settings, set_up: dict[str, Any]) -> Settings:
    return settings.model_copy(update=set_up)


@pytest.fixture
async def acme_falls_back(
    customers: None,  # noqa: ARG001  # stands there before
    carol: Person,
) -> None:
    """Acme is told by e-mail where Slack cannot deliver."""
    await carol.types("/customers set Acme email noc@acme.example ways fallback")


@pytest.fixture
def run(settings: Settings, office: PostOffice) -> Run:
    """Type a command on the machine; what it needs stands in the environment, without Slack's."""
    environment = {
        "DATABASE_URL": settings.database_url,
        "ONUS_CLOCK_URL": settings.onus_clock_url,
        "ONUS_SMTP_URL": f"smtp://127.0.0.1:{office.port}",
        "ONUS_MAIL_FROM": settings.onus_mail_from,
        "ONUS_SECOND_PERSON": "update",
    }

    async def run(*words: str) -> Result:
        return await asyncio.to_thread(CliRunner().invoke, main, words, env=environment)

    return run


async def test_while_slack_is_away_customers_read_it_by_mail_at_once_and_in_slack_later(
    run: Run,
    onus: Onus,
    office: PostOffice,
    acme: Channel,
    incidents: Channel,
    alice: Person,
    slack: Slack,
) -> None:
    await onus.stops()
    only_shown = await run("notify", "INC-1", *OUTAGE, "--as", "U0CAROL")
    assert "It goes to Acme in #C0ACME, Globex in #C0GLOBEX." in only_shown.output
    assert "Add --yes to send it." in only_shown.output
    assert office.mails == []
    sent = await run("notify", "INC-1", *OUTAGE, *BY_CAROL)
    assert sent.exit_code == 0, sent.output
    assert "Outage · Virtual Machines & disks" in sent.output
    assert "Acme by e-mail to noc@acme.example: sent" in sent.output
    assert "Only in Slack, once `onus run` reaches that: Globex. Call them." in sent.output
    (mail,) = office.mails
    assert str(mail["Subject"]).startswith("Outage · Virtual Machines & disks [")
    await onus.starts_anew()
    await slack.settle()
    assert "Virtual Machines &amp; disks" in await acme.latest()
    told = "\n".join(await incidents.reads())
    assert "<@U0CAROL> told Acme, Globex of an outage" in told
    assert ":keyboard: That was <@U0CAROL> on the command line, under the system's account" in told
    assert "*Acme* is sent the outage notice by e-mail to noc@acme.example too" in told
    assert "discarded a drafted outage notice" in await alice.types("/incident timeline")
    assert len(office.mails) == 1


async def test_what_takes_two_waits_for_another_name(
    run: Run, onus: Onus, office: PostOffice, carol: Person
) -> None:
    await carol.types("/incident outage VMs impact full services vm customers acme")
    await carol.clicks("Send to")
    await onus.stops()
    asked = await run("notify", "INC-1", "update", "Half of it is back", "--by", "Carol", "--yes")
    assert asked.exit_code == 0, asked.output
    id_ = asked.output.partition("onus approve ")[2].split()[0]
    own = await run("approve", id_, "--by", "Carol", "--yes")
    assert own.exit_code == 1
    assert "You wrote it, so somebody else approves it." in own.output
    assert office.mails == []
    second = await run("approve", id_, "--by", "Bob Ray", "--yes")
    assert second.exit_code == 0, second.output
    assert "Half of it is back" in second.output
    assert "Acme by e-mail to noc@acme.example: sent" in second.output
    assert "Half of it is back" in office.mails[0].get_content()
    assert "No such notice waits" in (await run("approve", id_, "--by", "Eve", "--yes")).output
    await onus.starts_anew()


async def test_the_outbound_check_holds_and_a_reason_lets_out_what_it_may(
    run: Run, onus: Onus, office: PostOffice
) -> None:
    await onus.stops()
    words = ("outage", "VMs, see INC-7", "impact", "full", "services", "vm")
    held = await run("notify", "INC-1", *words, *BY_CAROL)
    assert held.exit_code == 1
    assert "an incident number (“INC-7”)" in held.output
    firm = await run("notify", "INC-1", "outage", "<!channel> VMs", *words[2:], *BY_CAROL)
    assert "a mention of everybody" in firm.output
    assert office.mails == []
    sent = await run("notify", "INC-1", *words, *BY_CAROL, "--anyway", "they know it by that")
    assert sent.exit_code == 0, sent.output
    assert len(office.mails) == 1
    await onus.starts_anew()
