"""What an admin does to the app: its token taken away, its limits set; and who is new."""

import pytest
from slack_sdk.web.async_client import AsyncWebClient

from tests.sandbox.conftest import People, refusal
from tests.sandbox.raw_app import Json, RawApp


@pytest.mark.parametrize(
    ("error", "event"),
    [("token_revoked", "tokens_revoked"), ("account_inactive", "app_uninstalled")],
)
async def test_a_token_that_is_taken_away_is_refused_and_told_of(
    slack: AsyncWebClient, people: People, app: RawApp, error: str, event: str
) -> None:
    assert (await people.do("token", refused=error))["ok"]
    assert (await app.answer())["payload"]["event"]["type"] == event
    assert await refusal(slack.chat_postMessage(channel="C0OPEN", text="x")) == error
    assert await refusal(slack.auth_test()) == error
    assert (await slack.apps_connections_open(app_token="xapp-sandbox"))["ok"]
    await people.do("token", refused=None)
    assert (await slack.chat_postMessage(channel="C0OPEN", text="x"))["ok"]


async def test_limits_are_set_from_outside(slack: AsyncWebClient, people: People) -> None:
    await people.do("limits", limits={"users.info": 1})
    assert (await slack.users_info(user="U0ANN"))["ok"]
    assert await refusal(slack.users_info(user="U0ANN")) == "ratelimited"
    await people.do("limits", limits={"scale": 1000})
    assert (await slack.users_info(user="U0ANN"))["ok"]
    refused = await people.do("limits", limits={"users.sing": 1})
    assert refused["error"] == "unknown_method"


async def test_a_block_that_is_not_rolled_out_yet_is_refused(
    slack: AsyncWebClient, people: People
) -> None:
    card = {"type": "card", "body": {"type": "mrkdwn", "text": "x"}}
    post: Json = {"channel": "C0OPEN", "text": "x", "blocks": [{"type": "divider"}, card]}
    await people.do("blocks", refused=["card"])
    assert await refusal(slack.chat_postMessage(**post)) == "invalid_blocks"
    await people.do("blocks", refused=[])
    assert (await slack.chat_postMessage(**post))["ok"]


async def test_somebody_new_at_a_partner_is_a_stranger_seen_only_where_shared(
    slack: AsyncWebClient, people: People
) -> None:
    new = {"name": "yan", "real_name": "Yan Off", "team": "T0AWAY"}
    yan = (await people.do("people", **new))["user"]
    assert await refusal(slack.users_info(user=yan)) == "user_not_visible"
    closed = {"user": "ann", "channel": "open", "who": "yan"}
    assert (await people.do("channels/invite", **closed))["error"] == "cant_invite"
    assert (await people.do("channels/invite", **{**closed, "channel": "shared"}))["ok"]
    shown = (await slack.users_info(user=yan))["user"]
    assert (shown["team_id"], shown["is_stranger"]) == ("T0AWAY", True)
    info = (await slack.conversations_info(channel="C0SHARED"))["channel"]
    assert info["connected_team_ids"] == ["T0AWAY"]
    assert (await people.do("people", **new))["error"] == "name_taken"


async def test_a_new_colleague_has_direct_messages_with_the_app(
    slack: AsyncWebClient, people: People
) -> None:
    new = (await people.do("people", name="joy", real_name="Joy New"))["user"]
    direct = (await slack.conversations_open(users=new))["channel"]["id"]
    await slack.chat_postMessage(channel=direct, text="welcome")
    (message,) = (await people.see(f"channels/{direct}/messages"))["messages"]
    assert message["text"] == "welcome"
