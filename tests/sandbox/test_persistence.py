"""What was answered survives: a restart, and SIGKILL."""

import asyncio
import os
import signal
import sys
from pathlib import Path

import aiohttp
import pytest
from slack_sdk.web.async_client import AsyncWebClient

from sandbox.config import Config
from sandbox.server import Sandbox
from tests.sandbox.conftest import WORKSPACE, People
from tests.sandbox.raw_app import opened

SERVER = f"""
import asyncio, sys
from pathlib import Path
from sandbox.config import load
from sandbox.server import serve
port, state = int(sys.argv[1]), Path(sys.argv[2])
asyncio.run(serve(load(Path({str(WORKSPACE)!r})), port=port, state=state))
"""


def client(box: Sandbox, session: aiohttp.ClientSession) -> AsyncWebClient:
    return AsyncWebClient(token="xoxb-sandbox", base_url=f"{box.url}/api/", session=session)


async def test_everything_is_there_after_a_restart(
    config: Config, tmp_path: Path, session: aiohttp.ClientSession
) -> None:
    state = tmp_path / "var" / "sandbox.db"
    async with Sandbox(config, state=state) as box:
        slack, people = client(box, session), People(session, box.url)
        metadata = {"event_type": "d", "event_payload": {"id": "7"}}
        posted = await slack.chat_postMessage(channel="C0OPEN", text="root", metadata=metadata)
        await slack.chat_postMessage(channel="C0OPEN", text="reply", thread_ts=posted["ts"])
        await slack.chat_postEphemeral(channel="C0OPEN", user="U0ANN", text="psst")
        await slack.views_publish(user_id="U0ANN", view={"type": "home", "blocks": []})
        await people.do("reactions", user="ann", channel="open", ts=posted["ts"], name="eyes")
        before = await people.do("clock", advance_s=3600)
    async with Sandbox(config, state=state) as box:
        slack, people = client(box, session), People(session, box.url)
        (root,) = (await people.see("channels/open/messages"))["messages"]
        assert (root["ts"], root["reply_count"], root["metadata"]) == (posted["ts"], 1, metadata)
        assert root["reactions"][0]["name"] == "eyes"
        (ephemeral,) = (await people.see("ephemerals", user="ann"))["ephemerals"]
        assert ephemeral["text"] == "psst"
        assert (await people.see("home", user="ann"))["view"]["type"] == "home"
        assert (await people.see("clock"))["offset_s"] == before["offset_s"]
        newer = await slack.chat_postMessage(channel="C0OPEN", text="newer")
        assert newer["ts"] > posted["ts"]


async def test_an_event_that_nobody_acked_comes_after_a_restart(
    config: Config, tmp_path: Path, session: aiohttp.ClientSession
) -> None:
    async with Sandbox(config, state=tmp_path / "state.db") as box:
        people = People(session, box.url)
        await people.do("messages", user="ann", channel="open", text="anybody?")
    async with (
        Sandbox(config, state=tmp_path / "state.db") as box,
        opened(client(box, session)) as app,
    ):
        assert (await app.answer())["payload"]["event"]["text"] == "anybody?"


async def start(
    port: int, state: Path, session: aiohttp.ClientSession
) -> asyncio.subprocess.Process:
    """A server of its own process, listening."""
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-c", SERVER, str(port), str(state)
    )
    async with asyncio.timeout(20):
        while True:
            try:
                async with session.get(f"http://127.0.0.1:{port}/sandbox/api/clock"):
                    return process
            except aiohttp.ClientConnectionError:
                await asyncio.sleep(0.02)  # there is no signal from a process that starts


@pytest.mark.parametrize("end", [signal.SIGKILL, signal.SIGTERM])
async def test_what_was_answered_survives_the_end_of_the_process(
    tmp_path: Path, session: aiohttp.ClientSession, unused_tcp_port: int, end: signal.Signals
) -> None:
    state = tmp_path / "state.db"
    slack = AsyncWebClient(
        token="xoxb-sandbox",
        base_url=f"http://127.0.0.1:{unused_tcp_port}/api/",
        session=session,
    )
    process = await start(unused_tcp_port, state, session)
    answered = [
        (await slack.chat_postMessage(channel="C0OPEN", text=f"{n}"))["ts"] for n in range(20)
    ]
    os.kill(process.pid, end)
    code = await process.wait()
    assert code == (-signal.SIGKILL if end is signal.SIGKILL else 0)
    process = await start(unused_tcp_port, state, session)
    history = (await slack.conversations_history(channel="C0OPEN"))["messages"]
    assert [message["ts"] for message in history[::-1]] == answered
    process.terminate()
    await process.wait()
