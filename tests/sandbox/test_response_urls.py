"""response_url: five answers in half an hour, about what was clicked or typed."""

import asyncio

import aiohttp
import pytest
from slack_sdk.web.async_client import AsyncWebClient

from sandbox.timing import Timing
from tests.sandbox.conftest import People
from tests.sandbox.raw_app import Json, RawApp

BLOCKS: list[Json] = [
    {
        "type": "actions",
        "elements": [
            {"type": "button", "action_id": "go", "text": {"type": "plain_text", "text": "Go"}}
        ],
    }
]


async def typed(people: People, app: RawApp) -> str:
    """Ann types a command; its response_url."""
    typing = asyncio.create_task(
        people.do("commands", user="ann", channel="open", command="/greet")
    )
    url = (await app.answer())["payload"]["response_url"]
    await typing
    return str(url)


async def clicked(people: People, app: RawApp, ts: str) -> str:
    """Ann clicks; the response_url."""
    click = asyncio.create_task(
        people.do("actions", user="ann", channel="open", ts=ts, action_id="go")
    )
    url = (await app.answer())["payload"]["response_url"]
    await click
    return str(url)


async def post(session: aiohttp.ClientSession, url: str, **body: object) -> tuple[int, str]:
    async with session.post(url, json=body) as response:
        return response.status, await response.text()


async def seen(people: People) -> list[str]:
    """The texts that ann alone is shown."""
    return [each["text"] for each in (await people.see("ephemerals", user="ann"))["ephemerals"]]


async def test_five_answers_are_taken_and_no_sixth(
    people: People, app: RawApp, session: aiohttp.ClientSession
) -> None:
    url = await typed(people, app)
    for n in range(5):
        assert await post(session, url, text=f"{n}") == (200, "ok")
    status, told = await post(session, url, text="5")
    assert (status, "used_url" in told) == (404, True)
    assert await seen(people) == ["0", "1", "2", "3", "4"]


@pytest.mark.parametrize("timing", [Timing(response_url_s=0)])
async def test_its_time_ends(people: People, app: RawApp, session: aiohttp.ClientSession) -> None:
    status, told = await post(session, await typed(people, app), text="late")
    assert (status, "expired_url" in told) == (404, True)


async def test_what_slack_would_not_show_is_refused_and_not_counted(
    people: People, app: RawApp, session: aiohttp.ClientSession
) -> None:
    url = await typed(people, app)
    status, told = await post(session, url, text="x", blocks=[{"type": "hologram"}])
    assert status == 400
    assert "unsupported type: hologram" in told
    (call,) = await people.see("calls", method="response_url")
    assert call["error"] == "invalid_blocks"


async def test_in_channel_everybody_sees_it_also_in_a_thread(
    people: People, app: RawApp, session: aiohttp.ClientSession
) -> None:
    root = (await people.do("messages", user="ann", channel="open", text="root"))["ts"]
    await app.answer()
    url = await typed(people, app)
    assert await post(session, url, text="all", response_type="in_channel") == (200, "ok")
    await app.answer()
    in_thread = {"response_type": "in_channel", "thread_ts": root, "replace_original": False}
    assert await post(session, url, text="below", **in_thread) == (200, "ok")
    channel = (await people.see("channels/open/messages"))["messages"]
    assert [each["text"] for each in channel] == ["root", "all"]
    thread = (await people.see("channels/open/messages", thread_ts=root))["messages"]
    assert [each["text"] for each in thread] == ["root", "below"]


async def test_a_clicked_message_is_replaced_and_deleted(
    people: People, app: RawApp, session: aiohttp.ClientSession, slack: AsyncWebClient
) -> None:
    ts = (await slack.chat_postMessage(channel="C0OPEN", text="old", blocks=BLOCKS))["ts"]
    await app.answer()
    url = await clicked(people, app, ts)
    await post(session, url, text="new", replace_original=True)
    (message,) = (await people.see("channels/open/messages"))["messages"]
    assert (message["ts"], message["text"], "blocks" in message) == (ts, "new", False)
    await post(session, url, delete_original=True)
    assert (await people.see("channels/open/messages"))["messages"] == []


async def test_a_clicked_ephemeral_is_replaced_and_deleted(
    people: People, app: RawApp, session: aiohttp.ClientSession, slack: AsyncWebClient
) -> None:
    shown = await slack.chat_postEphemeral(
        channel="C0OPEN", user="U0ANN", text="old", blocks=BLOCKS
    )
    url = await clicked(people, app, shown["message_ts"])
    await post(session, url, text="new", replace_original=True)
    assert await seen(people) == ["new"]
    await post(session, url, delete_original=True)
    assert await seen(people) == []
