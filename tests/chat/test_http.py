"""Onus in HTTP mode: what it takes, what it refuses, and what it tells whoever watches it."""

import time
from collections.abc import AsyncIterator
from urllib.parse import urlencode

import aiohttp
import pytest
from slack_sdk.signature import SignatureVerifier

from bot import health
from bot.http_mode import PATH, PortError
from bot.local import address
from sandbox.server import Sandbox
from tests.chat.channels import Channel
from tests.chat.conftest import Onus
from tests.chat.people import Person
from tests.chat.slack import Slack

pytestmark = pytest.mark.parametrize(("databases", "delivery"), [("sqlite", "http")], indirect=True)
SECRET = "sandbox-secret"


class Outside:
    """Somebody who reaches the port of Onus."""

    def __init__(self, session: aiohttp.ClientSession, port: int) -> None:
        self._session = session
        self._url = address(port)

    async def posts(self, body: str, *, secret: str = SECRET, age_s: int = 0) -> int:
        """Post a body, signed so long ago; return the status."""
        timestamp = str(int(time.time()) - age_s)
        signature = SignatureVerifier(secret).generate_signature(timestamp=timestamp, body=body)
        assert signature
        headers = {
            "Content-Type": "application/x-www-form-urlencoded",
            "X-Slack-Request-Timestamp": timestamp,
            "X-Slack-Signature": signature,
        }
        async with self._session.post(self._url + PATH, data=body, headers=headers) as answer:
            return answer.status

    async def health(self) -> tuple[int, dict[str, str]]:
        async with self._session.get(f"{self._url}/health") as answer:
            return answer.status, await answer.json()


@pytest.fixture
async def outside(http_port: int) -> AsyncIterator[Outside]:
    async with aiohttp.ClientSession() as session:
        yield Outside(session, http_port)


COMMAND = urlencode(
    {
        "command": "/incident",
        "text": "open Forged",
        "team_id": "T0ONUS",
        "channel_id": "C0INCIDENTS",
        "user_id": "U0ALICE",
        "trigger_id": "1.1.forged",
        "response_url": "http://127.0.0.1:9/",
    }
)


@pytest.mark.parametrize(
    "how", [{"secret": "guessed"}, {"age_s": 600}, {"age_s": -600}], ids=["bad", "old", "early"]
)
async def test_what_slack_did_not_sign_just_now_is_refused(
    outside: Outside, incidents: Channel, slack: Slack, how: dict[str, str | int]
) -> None:
    assert await outside.posts(COMMAND, **how) == 401  # type: ignore[arg-type]  # by name
    await slack.settle()
    assert await incidents.messages() == []


async def test_a_signed_request_of_a_copied_body_is_taken(
    outside: Outside, incidents: Channel, slack: Slack
) -> None:
    """So the refusals above are for the signature alone."""
    async with slack.stream() as events:
        assert await outside.posts(COMMAND) == 200
        await anext(event async for event in events if event["type"] == "message")
    assert "Forged" in (await incidents.reads())[0]


@pytest.mark.usefixtures("incident")
async def test_an_event_whose_answer_was_lost_comes_again_and_is_done_once(
    bob: Person, slack: Slack, incidents: Channel
) -> None:
    await slack.breaks("socket_cut", method="events_api", times=2)
    await bob.says("@onus note said by a mention", under="*INC-1")
    told = await bob.says("@onus hypervisor iaas", under="*INC-1")
    assert len(told.messages) == 1
    noted = [one for one in await incidents.reads() if "BOB>: said by a mention" in one]
    assert len(noted) == 1


@pytest.mark.usefixtures("incident")
async def test_a_command_whose_answer_was_lost_is_done_all_the_same(
    alice: Person, slack: Slack, incidents: Channel
) -> None:
    await slack.breaks("socket_cut", method="slash_commands")
    told = await alice.types("/incident advance")
    assert told.error == "dispatch_failed"
    assert (await incidents.reads())[0].startswith("*INC-1 · assess")


async def test_the_challenge_is_answered(box: Sandbox) -> None:
    await box.world.request_url.choose(box.world.request_url.url)


async def test_health_is_200_while_slack_and_the_database_answer(
    outside: Outside, slack: Slack, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert await outside.health() == (200, {"slack": "ok", "database": "ok"})
    await slack.breaks("500", method="auth.test")
    assert (await outside.health())[0] == 200, "it answered lately"
    monkeypatch.setattr(health, "LATELY_S", 0.0)
    assert await outside.health() == (503, {"slack": "away", "database": "ok"})
    assert (await outside.health())[0] == 200
    await slack.breaks("429", method="auth.test")
    assert (await outside.health())[0] == 200, "to be asked to wait is an answer"


async def test_health_tells_of_a_database_that_does_not_answer(
    outside: Outside, onus: Onus, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(onus.replica.database, "read", _away)
    assert await outside.health() == (503, {"slack": "ok", "database": "away"})
    monkeypatch.undo()
    assert (await outside.health())[0] == 200


def _away() -> None:
    raise OSError("the disk is gone")


async def test_a_port_that_is_taken_is_told(onus: Onus) -> None:
    with pytest.raises(PortError, match="in use"):
        async with onus.another():
            pass


async def test_it_calls_slack_and_opens_no_socket(onus: Onus, slack: Slack) -> None:
    assert onus.settings.slack_app_token is None
    assert await slack.calls("auth.test")
    assert await slack.calls("apps.connections.open") == []
