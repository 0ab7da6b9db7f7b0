"""HTTP mode: what is posted to the app, how it is signed, how often again."""

import asyncio
import json
import time
from collections.abc import AsyncIterator
from pathlib import Path
from urllib.parse import parse_qs

import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer
from slack_sdk.signature import SignatureVerifier
from slack_sdk.web.async_client import AsyncWebClient

from sandbox.config import Config
from sandbox.server import Sandbox
from sandbox.timing import Timing
from tests.sandbox.conftest import People
from tests.sandbox.http_app import HttpApp, listening
from tests.sandbox.raw_app import opened

NOWHERE = "http://127.0.0.1:9/slack/events"
QUICK = Timing(retries_s=(0, 0.02, 0.02))
IMPATIENT = Timing(ack_s=1.5, retries_s=(0, 0.02, 0.02))


@pytest.fixture
async def app(box: Sandbox) -> AsyncIterator[HttpApp]:
    async with listening(box) as app:
        yield app


async def greet(people: People) -> dict[str, object]:
    ran: dict[str, object] = await people.do(
        "commands", user="ann", channel="open", command="/greet", text="a & b"
    )
    return ran


async def test_a_command_is_posted_as_a_form_and_the_answers_body_is_its_ack(
    people: People, app: HttpApp
) -> None:
    app.answers = [web.json_response({"text": "hello"})]
    ran = await greet(people)
    assert (ran["ok"], ran["ack"]) == (True, {"text": "hello"})
    came = await app.next()
    assert came.headers["Content-Type"] == "application/x-www-form-urlencoded"
    fields = parse_qs(came.body)
    assert (fields["command"], fields["text"]) == (["/greet"], ["a & b"])
    assert fields["trigger_id"] == [ran["trigger_id"]]


async def test_a_plain_text_acks_a_command_too(people: People, app: HttpApp) -> None:
    app.answers = [web.Response(text="just words")]
    assert (await greet(people))["ack"] == {"text": "just words"}


async def test_a_click_is_posted_as_a_form_with_a_payload(
    people: People, app: HttpApp, slack: AsyncWebClient
) -> None:
    button = {"type": "button", "action_id": "go", "text": {"type": "plain_text", "text": "Go"}}
    blocks = [{"type": "actions", "elements": [button]}]
    shown = await slack.chat_postEphemeral(channel="C0OPEN", user="U0ANN", text="x", blocks=blocks)
    click = {"channel": "open", "ts": shown["message_ts"], "action_id": "go"}
    assert (await people.do("actions", user="ann", **click))["ok"]
    (payload,) = parse_qs((await app.next()).body)["payload"]
    assert json.loads(payload)["actions"][0]["action_id"] == "go"


async def test_everything_is_signed_with_the_secret_at_its_own_time(
    people: People, app: HttpApp
) -> None:
    await greet(people)
    await people.do("messages", user="ann", channel="open", text="anybody?")
    for came in (await app.next(), await app.next()):
        assert SignatureVerifier("sandbox-secret").is_valid_request(came.body, came.headers)
        assert not SignatureVerifier("another").is_valid_request(came.body, came.headers)
        assert abs(time.time() - int(came.headers["X-Slack-Request-Timestamp"])) < 60


@pytest.mark.parametrize("timing", [QUICK])
async def test_an_event_comes_again_three_times_with_its_count_and_why(
    people: People, app: HttpApp
) -> None:
    app.answers = [web.Response(status=500), web.Response(status=302)]
    await people.do("faults", kind="socket_cut", method="events_api", times=3)
    await people.do("messages", user="ann", channel="open", text="anybody?")
    came = [await app.next() for _ in range(4)]
    assert len({each.body for each in came}) == 1
    assert json.loads(came[0].body)["event"]["text"] == "anybody?"
    assert [
        (each.headers.get("X-Slack-Retry-Num"), each.headers.get("X-Slack-Retry-Reason"))
        for each in came
    ] == [
        (None, None),
        ("1", "http_error"),
        ("2", "http_error"),
        ("3", "connection_failed"),
    ]


@pytest.mark.parametrize("timing", [IMPATIENT])
async def test_an_event_that_is_not_acknowledged_in_time_comes_again(
    people: People, app: HttpApp
) -> None:
    app.is_late = True
    await people.do("messages", user="ann", channel="open", text="anybody?")
    await app.next()
    assert (await app.next()).headers["X-Slack-Retry-Reason"] == "http_timeout"


@pytest.mark.parametrize("timing", [IMPATIENT])
async def test_a_command_is_posted_once_and_its_person_is_told_when_it_fails(
    people: People, app: HttpApp
) -> None:
    app.answers = [web.Response(status=500)]
    assert (await greet(people))["error"] == "dispatch_failed"
    app.is_late = True
    assert (await greet(people))["error"] == "operation_timeout"
    await people.do("request_url", url=None)
    assert (await greet(people))["error"] == "dispatch_failed"
    shown = (await people.see("ephemerals", user="ann"))["ephemerals"]
    assert [each["via"] for each in shown] == ["slackbot"] * 3
    came = [await app.next(), await app.next()]
    assert [each.headers.get("X-Slack-Retry-Num") for each in came] == [None, None]
    assert app.unread == 0


async def test_a_request_url_is_chosen_once_it_answers_the_challenge(
    people: People, box: Sandbox
) -> None:
    async with listening(box) as app:
        url = box.world.request_url.url
        assert (await people.do("request_url", url=None))["ok"]
        assert (await greet(people))["error"] == "dispatch_failed"
        assert await people.do("request_url", url=url) == {"ok": True, "url": url}
        assert (await people.see("workspace"))["app"]["request_url"] == url
        assert (await greet(people))["ok"]
        await app.next()


async def test_what_does_not_answer_the_challenge_is_no_request_url(
    people: People, box: Sandbox
) -> None:
    served = web.Application()
    async with TestServer(served) as server:
        for url in (NOWHERE, str(server.make_url("/slack/events"))):
            refused = await people.do("request_url", url=url)
            assert refused["error"] == "request_url_not_verified"
    assert box.world.request_url.url is None


@pytest.mark.parametrize(
    "url",
    ["https://example.com/slack/events", "http://10.0.0.1/", "http://localhost.example.com/", "x"],
)
async def test_nothing_leaves_this_machine(people: People, url: str) -> None:
    refused = await people.do("request_url", url=url)
    assert refused["error"] == "invalid_arguments"
    assert "not on this machine" in refused["detail"]


async def test_an_event_that_waits_for_a_socket_goes_to_the_request_url_that_is_chosen(
    people: People, box: Sandbox
) -> None:
    await people.do("messages", user="ann", channel="open", text="anybody?")
    async with listening(box) as app:
        await people.do("request_url", url=box.world.request_url.url)
        assert "anybody?" in (await app.next()).body


async def test_without_a_request_url_sockets_get_everything_again(
    people: People, app: HttpApp, slack: AsyncWebClient
) -> None:
    async with opened(slack) as socket:
        await greet(people)
        await app.next()
        await people.do("request_url", url=None)
        typed = asyncio.create_task(greet(people))
        await socket.answer()
        assert (await typed)["ok"]


async def test_the_files_request_url_stands_until_another_is_chosen_and_that_one_lasts(
    config: Config, tmp_path: Path
) -> None:
    told = config.model_copy(update={"app": config.app.model_copy(update={"request_url": NOWHERE})})
    state = tmp_path / "state.db"
    async with Sandbox(told, state=state) as box:
        assert box.world.request_url.url == NOWHERE
        await box.world.request_url.choose(None)
    async with Sandbox(told, state=state) as box:
        assert box.world.request_url.url is None
