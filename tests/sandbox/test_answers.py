"""Each method's answer has the keys that Slack always sends."""

from typing import Any

import pytest
from slack_sdk.web.async_client import AsyncWebClient

from sandbox.limits import TIERS
from sandbox.shapes import SHAPES
from sandbox.web_api.execution import METHODS
from tests.sandbox.test_payloads import foreign

CHANNEL = {
    "id",
    "name",
    "name_normalized",
    "is_channel",
    "is_group",
    "is_im",
    "is_mpim",
    "is_private",
    "is_archived",
    "is_general",
    "is_member",
    "is_shared",
    "is_ext_shared",
    "is_org_shared",
    "created",
    "creator",
    "topic",
    "purpose",
}
PERSON = {
    "id",
    "team_id",
    "name",
    "real_name",
    "deleted",
    "tz",
    "tz_label",
    "tz_offset",
    "profile",
    "is_admin",
    "is_owner",
    "is_restricted",
    "is_bot",
    "updated",
}
MESSAGE = {"type", "user", "text", "team", "bot_id", "app_id", "bot_profile"}
VIEW = {
    "id",
    "team_id",
    "type",
    "blocks",
    "private_metadata",
    "callback_id",
    "state",
    "hash",
    "root_view_id",
    "previous_view_id",
    "app_id",
    "bot_id",
    "external_id",
    "clear_on_close",
    "notify_on_close",
}


@pytest.fixture
async def ts(slack: AsyncWebClient) -> str:
    """A message of the app in the open channel."""
    return str((await slack.chat_postMessage(channel="C0OPEN", text="x"))["ts"])


OPEN = {"channel": "C0OPEN"}
HOME = {"user_id": "U0ANN", "view": {"type": "home", "blocks": []}}


@pytest.mark.parametrize(
    ("method", "arguments", "keys"),
    [
        ("auth.test", {}, {"url", "team", "user", "team_id", "user_id", "bot_id"}),
        ("chat.postMessage", {**OPEN, "text": "x"}, {"channel", "ts", "message"}),
        ("chat.update", {**OPEN, "text": "x"}, {"channel", "ts", "text", "message"}),
        ("chat.delete", OPEN, {"channel", "ts"}),
        ("chat.getPermalink", OPEN, {"channel", "permalink"}),
        ("chat.postEphemeral", {**OPEN, "user": "U0ANN", "text": "x"}, {"message_ts"}),
        ("conversations.list", {}, {"channels", "response_metadata"}),
        ("conversations.info", OPEN, {"channel"}),
        ("conversations.members", OPEN, {"members", "response_metadata"}),
        ("conversations.history", OPEN, {"messages", "has_more", "pin_count"}),
        ("conversations.replies", OPEN, {"messages", "has_more"}),
        ("users.info", {"user": "U0ANN"}, {"user"}),
        ("users.list", {}, {"members", "cache_ts", "response_metadata"}),
        ("views.publish", HOME, {"view"}),
    ],
)
async def test_the_keys_are_there_and_no_other(
    slack: AsyncWebClient, ts: str, method: str, arguments: dict[str, Any], keys: set[str]
) -> None:
    answer = (await slack.api_call(method, json={**arguments, "ts": ts, "message_ts": ts})).data
    assert isinstance(answer, dict)
    assert {"ok", *keys} <= set(answer)
    assert not foreign(answer, SHAPES["api"][method])


@pytest.mark.parametrize(
    ("method", "arguments", "holder", "keys"),
    [
        ("chat.postMessage", {**OPEN, "text": "x"}, "message", MESSAGE | {"ts"}),
        ("chat.update", {**OPEN, "text": "x"}, "message", MESSAGE),
        ("conversations.history", OPEN, "messages", MESSAGE | {"ts"}),
        ("conversations.replies", OPEN, "messages", MESSAGE | {"ts"}),
        ("conversations.list", {}, "channels", CHANNEL | {"num_members"}),
        ("conversations.info", OPEN, "channel", CHANNEL),
        ("users.info", {"user": "U0ANN"}, "user", PERSON),
        ("users.list", {}, "members", PERSON),
        ("views.publish", HOME, "view", VIEW),
    ],
)
async def test_what_an_answer_holds_is_whole(
    *,
    slack: AsyncWebClient,
    ts: str,
    method: str,
    arguments: dict[str, Any],
    holder: str,
    keys: set[str],
) -> None:
    answer = await slack.api_call(method, json={**arguments, "ts": ts})
    held = answer[holder] if isinstance(answer[holder], list) else [answer[holder]]
    assert held
    for each in held:
        assert keys <= set(each)


def test_every_method_that_is_served_has_its_list_and_its_tier() -> None:
    assert set(METHODS) == set(SHAPES["api"]) == set(TIERS)
