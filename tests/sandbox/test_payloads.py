"""Payloads and events have the keys that Slack always sends, and no other."""

import asyncio
from typing import Any

import pytest
from slack_sdk.web.async_client import AsyncWebClient

from sandbox.shapes import SHAPES
from tests.sandbox.conftest import People
from tests.sandbox.raw_app import Json, RawApp

USER = {"id", "name", "username", "team_id"}
BASE = {"type", "token", "api_app_id", "team", "enterprise", "is_enterprise_install", "user"}
EVENT = {
    "type",
    "token",
    "team_id",
    "api_app_id",
    "event",
    "event_id",
    "event_time",
    "event_context",
    "authorizations",
    "is_ext_shared_channel",
}
BUTTON = {"type": "button", "action_id": "go", "text": {"type": "plain_text", "text": "Go"}}
BLOCKS = [{"type": "actions", "elements": [BUTTON]}]
MODAL = {
    "type": "modal",
    "notify_on_close": True,
    "title": {"type": "plain_text", "text": "t"},
    "blocks": [{"type": "divider"}],
}


def foreign(sent: object, shape: object, path: str = "") -> list[str]:
    """The keys that are sent and not in Slack's list."""
    if isinstance(sent, dict) and isinstance(shape, dict) and shape:
        unknown = [f"{path}/{key}" for key in sent if key not in shape]
        known = [key for key in sent if key in shape]
        return unknown + [f for k in known for f in foreign(sent[k], shape[k], f"{path}/{k}")]
    if isinstance(sent, list) and isinstance(shape, list) and shape:
        return [f for each in sent for f in foreign(each, shape[0], f"{path}[]")]
    return []


async def payload(app: RawApp, call: Any) -> Json:  # noqa: ANN401 - an awaitable
    doing = asyncio.ensure_future(call)
    sent: Json = (await app.answer())["payload"]
    await doing
    return sent


async def test_a_slash_command(people: People, app: RawApp) -> None:
    typed = people.do("commands", user="ann", channel="open", command="/greet", text="x")
    sent = await payload(app, typed)
    assert set(sent) == {
        "token",
        "team_id",
        "team_domain",
        "channel_id",
        "channel_name",
        "user_id",
        "user_name",
        "command",
        "text",
        "api_app_id",
        "is_enterprise_install",
        "response_url",
        "trigger_id",
    }
    assert not foreign(sent, SHAPES["payloads"]["SlashCommandPayload"])


async def test_block_actions(people: People, app: RawApp, slack: AsyncWebClient) -> None:
    ts = (await slack.chat_postMessage(channel="C0OPEN", text="x", blocks=BLOCKS))["ts"]
    await app.answer()
    click = people.do("actions", user="ann", channel="open", ts=ts, action_id="go")
    sent = await payload(app, click)
    more = {"actions", "channel", "container", "message", "response_url", "state", "trigger_id"}
    assert set(sent) == BASE | more
    assert set(sent["user"]) == USER
    assert {"action_id", "block_id", "action_ts", "type", "text"} == set(sent["actions"][0])
    assert not foreign(sent, SHAPES["payloads"]["BlockActionPayload"])


async def test_view_submission_and_close(
    people: People, app: RawApp, slack: AsyncWebClient
) -> None:
    for end, kind, more in (
        ("views/submit", "ViewSubmissionPayload", {"trigger_id"}),
        ("views/close", "ViewClosedPayload", {"is_cleared"}),
    ):
        typed = people.do("commands", user="ann", channel="open", command="/form")
        trigger_id = (await payload(app, typed))["trigger_id"]
        opened = await slack.views_open(trigger_id=trigger_id, view=MODAL)
        sent = await payload(app, people.do(end, user="ann", view_id=opened["view"]["id"]))
        assert set(sent) == BASE | {"view"} | more
        assert not foreign(sent, SHAPES["payloads"][kind])


@pytest.mark.parametrize("kind", ["AppMention", "Message"])
async def test_a_message_and_its_mention(people: People, app: RawApp, kind: str) -> None:
    await people.do("messages", user="ann", channel="open", text="@greeter hi")
    both = {sent["event"]["type"]: sent for sent in [(await app.answer())["payload"] for _ in "12"]}
    sent = both["app_mention" if kind == "AppMention" else "message"]
    assert set(sent) == EVENT
    assert not foreign(sent, SHAPES["events"][kind])
    assert {"type", "user", "text", "ts", "team", "channel", "event_ts"} <= set(sent["event"])
