"""Faults on order: where, how often, before or after the effect."""

import asyncio

import aiohttp
import pytest
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from sandbox.faults import Fault, Faults
from tests.sandbox.conftest import People, refusal


async def texts(people: People) -> list[str]:
    return [each["text"] for each in (await people.see("channels/open/messages"))["messages"]]


async def test_a_429_strikes_as_often_as_ordered_and_where(
    people: People, slack: AsyncWebClient
) -> None:
    order = {"kind": "429", "method": "chat.postMessage", "channel": "open"}
    await people.do("faults", **order, times=2, retry_after=7)
    assert (await slack.chat_postMessage(channel="C0SHUT", text="x"))["ok"]
    for _ in range(2):
        with pytest.raises(SlackApiError) as caught:
            await slack.chat_postMessage(channel="C0OPEN", text="x")
        assert caught.value.response.headers["Retry-After"] == "7"
    assert (await slack.chat_postMessage(channel="C0OPEN", text="x"))["ok"]


async def test_a_500_strikes_once_unless_told_otherwise(
    people: People, slack: AsyncWebClient
) -> None:
    await people.do("faults", kind="500", method="auth.test")
    with pytest.raises(SlackApiError):
        await slack.auth_test()
    assert (await slack.auth_test())["ok"]
    (broken, fine) = await people.see("calls", method="auth.test")
    assert (broken["status"], fine["status"]) == (500, 200)


async def test_a_call_dropped_before_has_no_effect_and_one_dropped_after_has(
    people: People, slack: AsyncWebClient
) -> None:
    for kind in ("drop_before", "drop_after"):
        await people.do("faults", kind=kind, method="chat.postMessage")
        with pytest.raises(aiohttp.ClientError):
            await slack.chat_postMessage(channel="C0OPEN", text=kind)
    assert await texts(people) == ["drop_after"]
    errors = [call["error"] for call in await people.see("calls", method="chat.postMessage")]
    assert errors == ["dropped", "dropped"]


async def test_a_slow_call_is_late_and_others_are_not(
    people: People, slack: AsyncWebClient
) -> None:
    await people.do("faults", kind="slow", method="chat.postMessage", delay_s=60)
    slow = asyncio.create_task(slack.chat_postMessage(channel="C0OPEN", text="slow"))
    while not (await people.see("calls", method="auth.test")):
        await slack.auth_test()
    assert not slow.done()
    slow.cancel()
    assert await texts(people) == []


async def test_cleared_faults_do_not_strike(people: People, slack: AsyncWebClient) -> None:
    await people.do("faults", kind="500", method="auth.test", times=5)
    await people.mend()
    assert (await slack.auth_test())["ok"]


async def test_an_order_that_makes_no_sense_is_refused(people: People) -> None:
    assert (await people.do("faults", kind="gremlins"))["error"] == "invalid_arguments"
    lost = await people.do("faults", kind="500", channel="nowhere")
    assert lost["error"] == "channel_not_found"


async def test_a_429_comes_before_the_scopes_and_an_error_code_is_recorded(
    people: People, slack: AsyncWebClient
) -> None:
    await people.do("faults", kind="429", method="auth.test")
    assert await refusal(slack.auth_test()) == "ratelimited"
    (call,) = await people.see("calls", method="auth.test")
    assert (call["status"], call["error"]) == (429, "ratelimited")


def test_a_rate_strikes_by_chance_the_same_for_the_same_seed() -> None:
    def struck(seed: int) -> list[bool]:
        faults = Faults()
        faults.order(Fault(kind="500", rate=0.5, seed=seed))
        return [faults.strike("auth.test", None, {"500"}) is not None for _ in range(100)]

    assert struck(1) == struck(1)
    assert struck(1) != struck(2)
    assert 20 < sum(struck(1)) < 80
