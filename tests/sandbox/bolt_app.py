"""A small Bolt app with a manifest of its own: what any app on the sandbox looks like."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from aiohttp.test_utils import TestServer
from slack_bolt.adapter.socket_mode.aiohttp import AsyncSocketModeHandler
from slack_bolt.async_app import AsyncAck, AsyncApp
from slack_sdk.web.async_client import AsyncWebClient

from sandbox.server import Sandbox

BUTTON = {
    "type": "button",
    "action_id": "press",
    "text": {"type": "plain_text", "text": "Press"},
    "value": "seven",
}
MODAL: dict[str, Any] = {
    "type": "modal",
    "callback_id": "form",
    "title": {"type": "plain_text", "text": "Form"},
    "submit": {"type": "plain_text", "text": "Send"},
    "blocks": [
        {
            "type": "input",
            "block_id": "name",
            "label": {"type": "plain_text", "text": "Name"},
            "element": {"type": "plain_text_input", "action_id": "typed"},
        }
    ],
}


def build(box: Sandbox) -> AsyncApp:
    """Ten lines of Bolt: a command, a button, a modal, a mention."""
    app = AsyncApp(
        client=AsyncWebClient(token="xoxb-sandbox", base_url=f"{box.url}/api/"),
        signing_secret="sandbox-secret",
    )

    @app.command("/greet")
    async def greet(ack: AsyncAck, command: dict[str, Any]) -> None:
        actions = [{"type": "actions", "block_id": "b", "elements": [BUTTON]}]
        await ack(text=f"Hello {command['text']}", blocks=actions)

    @app.action("press")
    async def press(ack: AsyncAck, body: dict[str, Any], respond: Any) -> None:  # noqa: ANN401
        await ack()
        await respond(text=f"pressed {body['actions'][0]['value']}", replace_original=True)

    @app.command("/form")
    async def form(ack: AsyncAck, body: dict[str, Any], client: AsyncWebClient) -> None:
        await ack()
        await client.views_open(trigger_id=body["trigger_id"], view=MODAL)

    @app.view("form")
    async def submitted(ack: AsyncAck, view: dict[str, Any]) -> None:
        if view["state"]["values"]["name"]["typed"]["value"] == "bad":
            await ack(response_action="errors", errors={"name": "Not that one."})
        else:
            await ack()

    @app.event("app_mention")
    async def mention(event: dict[str, Any], say: Any) -> None:  # noqa: ANN401
        await say(text="You called?", thread_ts=event["ts"])

    return app


@asynccontextmanager
async def connected(box: Sandbox) -> AsyncIterator[AsyncApp]:
    """The app with its socket open."""
    app = build(box)
    handler = AsyncSocketModeHandler(app, "xapp-sandbox", web_client=app.client, ping_interval=1)
    await handler.connect_async()  # type: ignore[no-untyped-call] # Bolt leaves it unannotated
    try:
        yield app
    finally:
        await handler.close_async()  # type: ignore[no-untyped-call] # as above


@asynccontextmanager
async def serving(box: Sandbox) -> AsyncIterator[AsyncApp]:
    """The app in HTTP mode; the sandbox knows its request URL."""
    app = build(box)
    async with TestServer(app.web_app()) as server:
        await box.world.request_url.choose(str(server.make_url("/slack/events")))
        yield app
