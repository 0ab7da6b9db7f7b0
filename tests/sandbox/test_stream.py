"""The stream: what a page needs to show everything live, and to miss nothing."""

import json
from collections.abc import AsyncIterator
from typing import Any

import aiohttp
from slack_sdk.web.async_client import AsyncWebClient

from sandbox.server import Sandbox
from tests.sandbox.conftest import People


async def events(
    session: aiohttp.ClientSession, box: Sandbox, after: str
) -> AsyncIterator[tuple[str, dict[str, Any]]]:
    """What is sent after an event, with ids."""
    url = f"{box.url}/sandbox/api/stream"
    async with session.get(url, headers={"Last-Event-ID": after}) as response:
        event_id = ""
        async for line in response.content:
            key, _, value = line.decode().strip().partition(": ")
            if key == "id":
                event_id = value
            elif key == "data":
                yield event_id, json.loads(value)


async def test_everything_that_happens_is_told_and_nothing_is_missed(
    box: Sandbox, session: aiohttp.ClientSession, people: People, slack: AsyncWebClient
) -> None:
    start = (await people.see("workspace"))["stream_id"]
    root = (await slack.chat_postMessage(channel="C0OPEN", text="root"))["ts"]
    await slack.chat_postMessage(channel="C0OPEN", text="reply", thread_ts=root)
    await slack.chat_update(channel="C0OPEN", ts=root, text="new")
    await people.do("reactions", user="ann", channel="open", ts=root, name="eyes")
    await slack.chat_postEphemeral(channel="C0OPEN", user="U0ANN", text="psst")
    await people.do("clock", advance_s=60)
    await slack.chat_delete(channel="C0OPEN", ts=root)
    seen, ids = [], []
    async for event_id, event in events(session, box, start):
        ids.append(event_id)
        seen.append(event["type"])
        if event["type"] == "message_deleted":
            break
    told = [kind for kind in seen if kind != "clock"]
    assert told == [
        "message",
        "message",
        "message_changed",
        "message_changed",
        "reaction",
        "ephemeral",
        "message_deleted",
    ]
    assert "clock" in seen
    async for _, event in events(session, box, ids[-2]):
        assert event["type"] == "message_deleted"
        break


async def test_a_root_comes_again_when_it_is_answered(
    box: Sandbox, session: aiohttp.ClientSession, people: People
) -> None:
    start = (await people.see("workspace"))["stream_id"]
    say = {"user": "ann", "channel": "open"}
    root = (await people.do("messages", **say, text="root"))["ts"]
    await people.do("messages", **say, text="reply", thread_ts=root)
    async for _, event in events(session, box, start):
        if event["type"] == "message_changed":
            assert (event["message"]["ts"], event["message"]["reply_count"]) == (root, 1)
            break


async def test_an_event_of_an_earlier_start_means_reload(
    box: Sandbox, session: aiohttp.ClientSession
) -> None:
    async for _, event in events(session, box, "0000-5"):
        assert event == {"type": "reload"}
        break
