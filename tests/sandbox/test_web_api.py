"""The Web API refuses what Slack refuses, in Slack's words."""

import json

import aiohttp
import pytest
from slack_sdk.web.async_client import AsyncWebClient

from sandbox.config import Config
from sandbox.server import Sandbox
from tests.sandbox.conftest import People, refusal

BEARER = {"Authorization": "Bearer xoxb-sandbox"}


async def test_a_token_is_needed_the_right_one_and_of_the_right_kind(
    slack: AsyncWebClient,
) -> None:
    assert (await slack.auth_test())["user_id"] == "U0APP"
    assert await refusal(slack.auth_test(token="")) == "not_authed"
    assert await refusal(slack.auth_test(token="xoxb-other")) == "invalid_auth"
    assert await refusal(slack.auth_test(token="xapp-sandbox")) == "not_allowed_token_type"
    wrong = slack.apps_connections_open(app_token="xoxb-sandbox")
    assert await refusal(wrong) == "not_allowed_token_type"


@pytest.mark.parametrize("how", ["form", "json", "body token"])
async def test_bodies_are_forms_or_json_with_the_token_in_head_or_body(
    box: Sandbox, session: aiohttp.ClientSession, how: str
) -> None:
    args = {"channel": "C0OPEN", "text": "hello", "blocks": json.dumps([{"type": "divider"}])}
    url = f"{box.url}/api/chat.postMessage"
    if how == "json":
        response = await session.post(url, json=args, headers=BEARER)
    elif how == "form":
        response = await session.post(url, data=args, headers=BEARER)
    else:
        response = await session.post(url, data={**args, "token": "xoxb-sandbox"})
    body = await response.json()
    assert body["ok"]
    assert body["message"]["blocks"][0]["type"] == "divider"


async def test_unknown_methods_and_missing_arguments_are_refused(slack: AsyncWebClient) -> None:
    assert await refusal(slack.api_call("chat.sing")) == "unknown_method"
    assert await refusal(slack.api_call("users.info")) == "invalid_arguments"


async def test_a_scope_that_the_manifest_does_not_ask_for_is_missing(config: Config) -> None:
    manifest = config.app.manifest.model_copy(update={"scopes": frozenset({"chat:write"})})
    app = config.app.model_copy(update={"manifest": manifest})
    async with (
        Sandbox(config.model_copy(update={"app": app})) as box,
        aiohttp.ClientSession(headers=BEARER) as session,
    ):
        history = f"{box.url}/api/conversations.history?channel=C0OPEN"
        body = await (await session.get(history)).json()
    assert body["error"] == "missing_scope"
    assert "channels:history" in body["needed"]
    assert body["provided"] == "chat:write"


@pytest.mark.parametrize(
    ("channel", "code"),
    [
        ("C0NONE", "channel_not_found"),
        ("C0SECRET", "channel_not_found"),
        ("C0FOREIGN", "not_in_channel"),
        ("C0OLD", "is_archived"),
    ],
)
async def test_posting_needs_a_channel_that_the_app_is_in(
    slack: AsyncWebClient, channel: str, code: str
) -> None:
    assert await refusal(slack.chat_postMessage(channel=channel, text="x")) == code


async def test_a_channel_may_be_named_where_one_posts_and_nowhere_else(
    slack: AsyncWebClient,
) -> None:
    for name in ("#open", "open", "C0OPEN"):
        assert (await slack.chat_postMessage(channel=name, text="x"))["channel"] == "C0OPEN"
    assert await refusal(slack.conversations_history(channel="open")) == "channel_not_found"
    assert await refusal(slack.conversations_info(channel="C0SECRET")) == "channel_not_found"
    assert await refusal(slack.conversations_history(channel="C0FOREIGN")) == "not_in_channel"


async def test_texts_have_a_length_and_must_be_there(slack: AsyncWebClient) -> None:
    empty = slack.api_call("chat.postMessage", json={"channel": "C0OPEN", "text": " "})
    assert await refusal(empty) == "no_text"
    too_long = slack.chat_postMessage(channel="C0OPEN", text="x" * 40_001)
    assert await refusal(too_long) == "msg_too_long"
    assert (await slack.chat_postMessage(channel="C0OPEN", text="x" * 40_000))["ok"]


async def test_a_thread_must_exist_and_a_reply_leads_to_its_root(slack: AsyncWebClient) -> None:
    lost = slack.chat_postMessage(channel="C0OPEN", text="x", thread_ts="1.000001")
    assert await refusal(lost) == "thread_not_found"
    root = (await slack.chat_postMessage(channel="C0OPEN", text="root"))["ts"]
    reply = await slack.chat_postMessage(channel="C0OPEN", text="reply", thread_ts=root)
    below = await slack.chat_postMessage(channel="C0OPEN", text="x", thread_ts=reply["ts"])
    assert below["message"]["thread_ts"] == root


async def test_history_is_newest_first_and_roots_tell_of_their_threads(
    slack: AsyncWebClient,
) -> None:
    first = (await slack.chat_postMessage(channel="C0OPEN", text="first"))["ts"]
    await slack.chat_postMessage(channel="C0OPEN", text="second")
    reply = (await slack.chat_postMessage(channel="C0OPEN", text="re", thread_ts=first))["ts"]
    history = (await slack.conversations_history(channel="C0OPEN"))["messages"]
    assert [message["text"] for message in history] == ["second", "first"]
    root = history[1]
    assert (root["reply_count"], root["latest_reply"], root["thread_ts"]) == (1, reply, first)
    assert root["reply_users"] == ["U0APP"]
    replies = (await slack.conversations_replies(channel="C0OPEN", ts=first))["messages"]
    assert [message["text"] for message in replies] == ["first", "re"]
    assert replies[1]["parent_user_id"] == "U0APP"


async def test_history_is_paged_and_bounded(slack: AsyncWebClient) -> None:
    posts = [await slack.chat_postMessage(channel="C0OPEN", text=str(n)) for n in range(5)]
    stamps = [post["ts"] for post in posts]
    seen, cursor = [], ""
    while True:
        page = await slack.conversations_history(channel="C0OPEN", limit=2, cursor=cursor)
        seen += [message["text"] for message in page["messages"]]
        if not page["has_more"]:
            break
        cursor = page["response_metadata"]["next_cursor"]
    assert seen == ["4", "3", "2", "1", "0"]
    between = {"channel": "C0OPEN", "oldest": stamps[1], "latest": stamps[3]}
    exact = (await slack.conversations_history(**between))["messages"]
    assert [message["text"] for message in exact] == ["2"]
    whole = (await slack.conversations_history(**between, inclusive=True))["messages"]
    assert [message["text"] for message in whole] == ["3", "2", "1"]


async def test_bad_pages_are_refused(slack: AsyncWebClient) -> None:
    assert await refusal(slack.conversations_history(channel="C0OPEN", limit=0)) == "invalid_limit"
    odd = slack.conversations_history(channel="C0OPEN", cursor="page two")
    assert await refusal(odd) == "invalid_cursor"


async def test_metadata_comes_back_only_when_asked_for(slack: AsyncWebClient) -> None:
    metadata = {"event_type": "delivery", "event_payload": {"id": "7"}}
    await slack.chat_postMessage(channel="C0OPEN", text="x", metadata=metadata)
    (plain,) = (await slack.conversations_history(channel="C0OPEN"))["messages"]
    assert "metadata" not in plain
    asked = await slack.conversations_history(channel="C0OPEN", include_all_metadata=True)
    assert asked["messages"][0]["metadata"] == metadata


async def test_only_ones_own_messages_are_updated_and_deleted(
    slack: AsyncWebClient, people: People
) -> None:
    theirs = (await people.do("messages", user="ann", channel="open", text="mine"))["ts"]
    update = slack.chat_update(channel="C0OPEN", ts=theirs, text="x")
    assert await refusal(update) == "cant_update_message"
    delete = slack.chat_delete(channel="C0OPEN", ts=theirs)
    assert await refusal(delete) == "cant_delete_message"
    lost = slack.chat_update(channel="C0OPEN", ts="1.000001", text="x")
    assert await refusal(lost) == "message_not_found"


async def test_an_update_keeps_the_place_and_is_marked(slack: AsyncWebClient) -> None:
    posted = await slack.chat_postMessage(channel="C0OPEN", text="old")
    updated = await slack.chat_update(channel="C0OPEN", ts=posted["ts"], text="new")
    assert (updated["ts"], updated["text"]) == (posted["ts"], "new")
    assert updated["message"]["edited"]["user"] == "U0APP"
    (shown,) = (await slack.conversations_history(channel="C0OPEN"))["messages"]
    assert shown["text"] == "new"


async def test_a_deleted_message_is_gone_but_a_root_leaves_a_tombstone(
    slack: AsyncWebClient,
) -> None:
    alone = (await slack.chat_postMessage(channel="C0OPEN", text="alone"))["ts"]
    root = (await slack.chat_postMessage(channel="C0OPEN", text="root"))["ts"]
    await slack.chat_postMessage(channel="C0OPEN", text="reply", thread_ts=root)
    for ts in (alone, root):
        assert (await slack.chat_delete(channel="C0OPEN", ts=ts))["ts"] == ts
    (left,) = (await slack.conversations_history(channel="C0OPEN"))["messages"]
    assert (left["ts"], left["subtype"]) == (root, "tombstone")


async def test_permalinks_name_channel_and_message(slack: AsyncWebClient) -> None:
    ts = (await slack.chat_postMessage(channel="C0OPEN", text="x"))["ts"]
    link = (await slack.chat_getPermalink(channel="C0OPEN", message_ts=ts))["permalink"]
    assert link == f"https://home.slack.com/archives/C0OPEN/p{ts.replace('.', '')}"


async def test_an_ephemeral_needs_somebody_who_is_in_the_channel(
    slack: AsyncWebClient, people: People
) -> None:
    outside = slack.chat_postEphemeral(channel="C0SHUT", user="U0BEN", text="x")
    assert await refusal(outside) == "user_not_in_channel"
    nobody = slack.chat_postEphemeral(channel="C0SHUT", user="U0NONE", text="x")
    assert await refusal(nobody) == "user_not_found"
    shown = await slack.chat_postEphemeral(channel="C0SHUT", user="U0ANN", text="psst")
    (seen,) = (await people.see("ephemerals", user="ann"))["ephemerals"]
    assert (seen["ts"], seen["via"]) == (shown["message_ts"], "chat.postEphemeral")
    assert (await slack.conversations_history(channel="C0SHUT"))["messages"] == []


async def test_channels_are_listed_by_kind_and_membership(slack: AsyncWebClient) -> None:
    public = await slack.conversations_list()
    names = [channel["name"] for channel in public["channels"]]
    assert names == ["open", "foreign", "shared", "old"]
    private = await slack.conversations_list(types="private_channel")
    assert [channel["name"] for channel in private["channels"]] == ["shut"]
    alive = await slack.conversations_list(exclude_archived=True, limit=2)
    assert alive["response_metadata"]["next_cursor"]


async def test_a_shared_channel_says_so_and_names_its_members(slack: AsyncWebClient) -> None:
    channel = (await slack.conversations_info(channel="C0SHARED"))["channel"]
    assert channel["is_ext_shared"]
    members = (await slack.conversations_members(channel="C0SHARED"))["members"]
    assert members == ["U0ANN", "U0ZOE", "U0APP"]


async def test_people_have_time_zones_and_strangers_are_marked(slack: AsyncWebClient) -> None:
    zoe = (await slack.users_info(user="U0ZOE"))["user"]
    assert (zoe["is_stranger"], zoe["team_id"]) == (True, "T0AWAY")
    ann = (await slack.users_info(user="U0ANN"))["user"]
    assert (ann["tz"], ann["profile"]["display_name"]) == ("Europe/Dublin", "ann")
    assert "is_stranger" not in ann
    assert await refusal(slack.users_info(user="ann")) == "user_not_found"
    listed = [member["name"] for member in (await slack.users_list())["members"]]
    assert listed == ["ann", "ben", "greeter"]


async def test_timestamps_are_business_time_unique_and_growing(
    slack: AsyncWebClient, box: Sandbox
) -> None:
    stamps = [(await slack.chat_postMessage(channel="C0OPEN", text="x"))["ts"] for _ in range(20)]
    assert stamps == sorted(set(stamps))
    assert abs(float(stamps[-1]) - box.world.clock.now.timestamp()) < 60


async def test_calls_are_recorded_without_the_token(slack: AsyncWebClient, people: People) -> None:
    await slack.chat_postMessage(channel="C0OPEN", text="x")
    await refusal(slack.chat_postMessage(channel="C0NONE", text="x"))
    await slack.auth_test()
    calls = await people.see("calls", method="chat.postMessage")
    assert [call["error"] for call in calls] == [None, "channel_not_found"]
    assert calls[0]["args"] == {"channel": "C0OPEN", "text": "x"}
    assert "xoxb" not in json.dumps(calls)
    assert [call["method"] for call in await people.see("calls", after="2")] == ["auth.test"]
    assert [call["method"] for call in await people.see("calls", after=calls[1]["at"])] == [
        "auth.test"
    ]
    assert (await people.see("calls", after="noon"))["error"] == "invalid_arguments"


@pytest.mark.parametrize(
    ("metadata", "code"),
    [
        ("words", "invalid_arguments"),
        ({"event_type": "d"}, "invalid_metadata_format"),
        ({"event_type": 1, "event_payload": {}}, "invalid_metadata_format"),
        ({"event_type": "d", "event_payload": {"x": "y" * 16_000}}, "metadata_too_large"),
    ],
)
async def test_metadata_has_a_form_and_a_size(
    slack: AsyncWebClient, metadata: object, code: str
) -> None:
    post = {"channel": "C0OPEN", "text": "x", "metadata": metadata}
    assert await refusal(slack.api_call("chat.postMessage", json=post)) == code


@pytest.mark.parametrize(
    "more", [{"attachments": [{}]}, {"reply_broadcast": True}, {"username": "other"}]
)
async def test_what_the_sandbox_cannot_show_it_refuses(
    slack: AsyncWebClient, more: dict[str, object]
) -> None:
    post = {"channel": "C0OPEN", "text": "x", **more}
    refused = await refusal(slack.api_call("chat.postMessage", json=post))
    assert refused == "invalid_arguments"


async def test_a_reply_has_a_permalink_into_its_thread(slack: AsyncWebClient) -> None:
    root = (await slack.chat_postMessage(channel="C0OPEN", text="root"))["ts"]
    reply = (await slack.chat_postMessage(channel="C0OPEN", text="re", thread_ts=root))["ts"]
    link = (await slack.chat_getPermalink(channel="C0OPEN", message_ts=reply))["permalink"]
    assert link.endswith(f"?thread_ts={root}&cid=C0OPEN")
    lost = slack.chat_getPermalink(channel="C0OPEN", message_ts="1.000001")
    assert await refusal(lost) == "message_not_found"


async def test_odd_bounds_kinds_and_threads_are_refused(slack: AsyncWebClient) -> None:
    odd = slack.conversations_history(channel="C0OPEN", oldest="yesterday")
    assert await refusal(odd) == "invalid_ts_oldest"
    kinds = slack.conversations_list(types="secret_channel")
    assert await refusal(kinds) == "invalid_types"
    lost = slack.conversations_replies(channel="C0OPEN", ts="1.000001")
    assert await refusal(lost) == "thread_not_found"
