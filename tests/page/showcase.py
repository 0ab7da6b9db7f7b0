"""A small Bolt app: every block, a form that refuses, answers that one person sees."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import yaml
from slack_bolt.adapter.socket_mode.aiohttp import AsyncSocketModeHandler
from slack_bolt.async_app import AsyncAck, AsyncApp, AsyncRespond, AsyncSay
from slack_sdk.web.async_client import AsyncWebClient

_SHOWN = yaml.safe_load((Path(__file__).parent / "showcase.yml").read_text(encoding="utf-8"))


def build(url: str) -> AsyncApp:
    """The app, for the sandbox at that address."""
    app = AsyncApp(client=AsyncWebClient(token="xoxb-sandbox", base_url=f"{url}/api/"))
    _talk(app)
    _be_there(app)
    _fill_forms(app)
    return app


def _talk(app: AsyncApp) -> None:
    @app.command("/card")
    async def card(ack: AsyncAck) -> None:
        await ack(text="a card", blocks=_SHOWN["card"])

    @app.action("replace")
    async def replace(ack: AsyncAck, respond: AsyncRespond) -> None:
        await ack()
        await respond(text="The card was *replaced*.", replace_original=True)

    @app.command("/gallery")
    async def gallery(ack: AsyncAck, say: AsyncSay) -> None:
        await ack()
        await say(text="the gallery", blocks=_SHOWN["gallery"])

    @app.action("pick")
    async def pick(ack: AsyncAck, say: AsyncSay, action: dict[str, Any]) -> None:
        await ack()
        await say(f"Picked {action['selected_option']['value']}")

    @app.action("cheer")
    async def cheer(ack: AsyncAck, say: AsyncSay) -> None:
        await ack()
        await say("Hooray")

    @app.event("app_mention")
    async def mention(event: dict[str, Any], say: AsyncSay) -> None:
        await say(text="You called?", thread_ts=event.get("thread_ts", event["ts"]))


def _be_there(app: AsyncApp) -> None:
    @app.event("app_home_opened")
    async def home(event: dict[str, Any], client: AsyncWebClient) -> None:
        await client.views_publish(user_id=event["user"], view=_SHOWN["home"])

    @app.shortcut("start")
    async def start(ack: AsyncAck, shortcut: dict[str, Any], client: AsyncWebClient) -> None:
        await ack()
        await client.views_open(trigger_id=shortcut["trigger_id"], view=_SHOWN["thanks"])

    @app.shortcut("pin")
    async def pin(ack: AsyncAck, shortcut: dict[str, Any], client: AsyncWebClient) -> None:
        await ack()
        message = shortcut["message"]
        await client.chat_postMessage(
            channel=shortcut["channel"]["id"], thread_ts=message["ts"], text="Pinned."
        )


def _fill_forms(app: AsyncApp) -> None:
    @app.command("/form")
    async def form(ack: AsyncAck, body: dict[str, Any], client: AsyncWebClient) -> None:
        await ack()
        await client.views_open(trigger_id=body["trigger_id"], view=_SHOWN["form"])

    @app.view("form")
    async def submitted(ack: AsyncAck, view: dict[str, Any]) -> None:
        title = view["state"]["values"]["title"]["typed"]["value"]
        if title == "bad":
            await ack(response_action="errors", errors={"title": "Not that one."})
        else:
            await ack(response_action="push", view=_SHOWN["thanks"])

    @app.command("/import")
    async def ask_for_files(ack: AsyncAck, body: dict[str, Any], client: AsyncWebClient) -> None:
        await ack()
        await client.views_open(trigger_id=body["trigger_id"], view=_SHOWN["import"])

    @app.view("import")
    async def imported(ack: AsyncAck, view: dict[str, Any], client: AsyncWebClient) -> None:
        await ack()
        files = view["state"]["values"]["files"]["chosen"]["files"]
        names = " and ".join(file["name"] for file in files)
        await client.files_upload_v2(
            content=names, filename="report.txt", channel="C0OPEN", initial_comment="Checked."
        )

    @app.view("thanks")
    async def seen(ack: AsyncAck) -> None:
        await ack(response_action="clear")


@asynccontextmanager
async def connected(url: str) -> AsyncIterator[None]:
    """The app with its socket open."""
    app = build(url)
    handler = AsyncSocketModeHandler(app, "xapp-sandbox", web_client=app.client)
    await handler.connect_async()  # type: ignore[no-untyped-call]
    try:
        yield
    finally:
        await handler.close_async()  # type: ignore[no-untyped-call]
