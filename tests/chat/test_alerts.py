"""Pages go to PagerDuty and to a webhook too; whoever takes one there is named in the thread."""

from collections.abc import AsyncIterator

import aiohttp
import pytest
from aiohttp import web
from pydantic import SecretStr

from bot.local import address
from bot.settings import Settings
from tests.chat.channels import Channel
from tests.chat.conftest import Time
from tests.chat.paging_services import PAGERDUTY_SECRET, ROUTING_KEY, WEBHOOK_SECRET, Services
from tests.chat.people import Person
from tests.chat.slack import Slack


@pytest.fixture
async def services(http_port: int) -> AsyncIterator[Services]:
    async with aiohttp.ClientSession() as session:
        yield Services(session, address(http_port))


@pytest.fixture
async def settings(settings: Settings, services: Services) -> AsyncIterator[Settings]:
    served = web.Application()
    served.add_routes([web.post("/pagerduty", services.take), web.post("/webhook", services.take)])
    runner = web.AppRunner(served, access_log=None)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    where = address(runner.addresses[0][1])
    yield settings.model_copy(
        update={
            "onus_pagerduty_url": f"{where}/pagerduty",
            "onus_pagerduty_routing_key": SecretStr(ROUTING_KEY),
            "onus_pagerduty_secret": SecretStr(PAGERDUTY_SECRET),
            "onus_page_webhook_url": f"{where}/webhook",
            "onus_page_webhook_secret": SecretStr(WEBHOOK_SECRET),
        }
    )
    await runner.cleanup()


@pytest.mark.usefixtures("incident")
async def test_a_page_triggers_and_whoever_takes_it_in_slack_resolves(
    alice: Person, bob: Person, services: Services, time: Time
) -> None:
    await alice.types("/incident page <@U0BOB> the proxy needs your hands")
    (event,) = services.pagerduty
    key = event["dedup_key"]
    assert event == {
        "routing_key": ROUTING_KEY,
        "event_action": "trigger",
        "dedup_key": key,
        "client": "Onus",
        "payload": {
            "summary": "INC-1 · SEV1 critical: the proxy needs your hands "
            "(Hypervisor escape suspected on cluster 7)",
            "source": "Onus",
            "severity": "critical",
            "group": "INC-1",
        },
    }
    await time.passes(minutes=5)
    assert [one["key"] for one in services.webhook] == [key, key], "it calls again while it waits"
    await bob.types("/incident acknowledge")
    for told in ([one["event_action"] for one in services.pagerduty], _actions(services)):
        assert told == ["trigger", "trigger", "resolve"]


@pytest.mark.usefixtures("incident")
async def test_whoever_acknowledges_in_pagerduty_is_named_and_nobody_else_is_called(
    alice: Person, carol: Person, incidents: Channel, services: Services, time: Time, slack: Slack
) -> None:
    await carol.types("/incident page <@U0BOB> look")
    key = services.pagerduty[0]["dedup_key"]
    assert await services.acknowledges(key, by="Eve", secret="guessed") == 401
    assert await services.acknowledges(key, by="Eve", event="annotated") == 204
    for _ in range(2):
        assert await services.acknowledges(key, by="Earline <!here> Greenholt") == 204
    await slack.settle()
    named = [one for one in await incidents.reads() if "Earline" in one]
    assert named == [
        ":raising_hand: Earline &lt;!here&gt; Greenholt is on it: look (PagerDuty says so)"
    ]
    await time.passes(minutes=20)
    assert await alice.direct.messages() == [], "who is next in line is not called"
    assert [one["event_action"] for one in services.pagerduty] == ["trigger"], "it knows already"
    assert _actions(services) == ["trigger", "resolve"]


@pytest.mark.usefixtures("incident")
async def test_an_answer_by_the_webhook_counts_also_after_everyone_was_called_in_vain(
    carol: Person, incidents: Channel, services: Services, time: Time, slack: Slack
) -> None:
    await carol.types("/incident page <@U0BOB> look")
    await time.passes(minutes=20)
    assert "Nobody is on this" in (await incidents.message("telephone"))["text"]
    key = services.webhook[0]["key"].encode()
    assert await services.answers_page(b'{"key": "%s"}' % key, secret="guessed") == 401
    assert await services.answers_page(b"[]") == 400
    assert await services.answers_page(b'{"key": "%s", "name": "Night desk"}' % key) == 204
    await slack.settle()
    assert "Night desk is on it: look (The paging webhook says so)" in await incidents.latest()


async def test_a_restricted_incident_goes_out_by_its_codename_alone(
    alice: Person, services: Services
) -> None:
    await alice.types("/incident open Insider copies the payroll sev 2 restricted")
    await alice.types("/incident mitigate lock the payroll share for 10m services vm")
    (event,) = services.pagerduty
    codename = event["payload"]["group"]
    assert event["payload"]["summary"] == (
        f"{codename} · SEV2 major: somebody is needed. Look in Slack."
    )
    assert services.webhook[0]["incident"] == codename


@pytest.mark.usefixtures("incident")
async def test_a_service_in_trouble_is_asked_again_and_one_that_refuses_is_told(
    alice: Person, bob: Person, incidents: Channel, services: Services, expected_errors: list[str]
) -> None:
    services.answers = [500, 500]
    await alice.types("/incident page <@U0BOB> look")
    assert len(services.pagerduty) + len(services.webhook) == 2
    expected_errors.append("Event object is invalid")
    services.answers = [400, 202]
    await bob.types("/incident ack")
    told = (await incidents.message("could not be told"))["text"]
    assert "could not be told of a page: Event object is invalid. Whoever is on call" in told
    assert "Nothing is failed" in await alice.types("/incident retry")


def _actions(services: Services) -> list[str]:
    return [one["action"] for one in services.webhook]
