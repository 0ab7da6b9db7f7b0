"""Channels are made and changed by the app and by people; the app is told."""

from pathlib import Path
from typing import Any

import pytest
from slack_sdk.web.async_client import AsyncWebClient

from sandbox.config import Config
from sandbox.server import Sandbox
from tests.sandbox.conftest import People, refusal
from tests.sandbox.raw_app import Json, RawApp


async def told(app: RawApp, kind: str) -> Json:
    """The next event of a kind; what else comes before it is passed over."""
    while True:
        event: Json = (await app.answer())["payload"]["event"]
        if event["type"] == kind:
            return event


async def test_the_app_makes_a_private_channel_and_brings_people_in(
    slack: AsyncWebClient, people: People, app: RawApp
) -> None:
    made = (await slack.conversations_create(name="inc-7", is_private=True))["channel"]
    assert (made["is_private"], made["is_member"], made["creator"]) == (True, True, "U0APP")
    listed = await slack.conversations_list(types="private_channel")
    assert "inc-7" in [each["name"] for each in listed["channels"]]
    await slack.conversations_invite(channel=made["id"], users="U0ANN,U0BEN")
    members = (await slack.conversations_members(channel=made["id"]))["members"]
    assert members == ["U0ANN", "U0BEN", "U0APP"]
    first = await told(app, "member_joined_channel")
    second = await told(app, "member_joined_channel")
    assert {first["user"], second["user"]} == {"U0APP", "U0ANN"}
    said = await people.do("messages", user="ben", channel="inc-7", text="here")
    topic = await slack.conversations_setTopic(channel=made["id"], topic="Amber")
    assert topic["channel"]["topic"]["value"] == "Amber"
    history = (await slack.conversations_history(channel=made["id"], limit=2))["messages"]
    assert [each.get("subtype") for each in history] == ["channel_topic", None]
    assert history[1]["ts"] == said["ts"]


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("", "invalid_name_required"),
        ("x" * 81, "invalid_name_maxlength"),
        ("Upper", "invalid_name_specials"),
        ("two words", "invalid_name_specials"),
        ("---", "invalid_name_punctuation"),
        ("open", "name_taken"),
        ("secret", "name_taken"),
    ],
)
async def test_a_name_is_checked(slack: AsyncWebClient, name: str, code: str) -> None:
    assert await refusal(slack.conversations_create(name=name)) == code


@pytest.mark.parametrize(
    ("channel", "users", "code"),
    [
        ("C0OPEN", "", "no_user"),
        ("C0OPEN", "U0NONE", "user_not_found"),
        ("C0OPEN", "U0BEN", "already_in_channel"),
        ("C0OPEN", "U0APP", "cant_invite_self"),
        ("C0OPEN", "U0ZOE", "cant_invite"),
        ("C0FOREIGN", "U0ANN", "not_in_channel"),
        ("C0SECRET", "U0ANN", "channel_not_found"),
        ("C0OLD", "U0BEN", "is_archived"),
        ("D0ANN", "U0BEN", "method_not_supported_for_channel_type"),
    ],
)
async def test_invitations_are_refused_as_slack_refuses_them(
    slack: AsyncWebClient, channel: str, users: str, code: str
) -> None:
    invite = slack.api_call("conversations.invite", params={"channel": channel, "users": users})
    assert await refusal(invite) == code


async def test_one_wrong_name_invites_nobody_unless_forced(slack: AsyncWebClient) -> None:
    both = {"channel": "C0SHUT", "users": "U0BEN,U0NONE"}
    assert await refusal(slack.api_call("conversations.invite", params=both)) == "user_not_found"
    assert "U0BEN" not in (await slack.conversations_members(channel="C0SHUT"))["members"]
    forced = await slack.api_call("conversations.invite", params={**both, "force": "true"})
    assert forced["errors"] == [{"user": "U0NONE", "ok": False, "error": "user_not_found"}]
    assert "U0BEN" in (await slack.conversations_members(channel="C0SHUT"))["members"]


async def test_the_app_joins_leaves_removes_and_archives(slack: AsyncWebClient) -> None:
    joined = await slack.conversations_join(channel="C0FOREIGN")
    assert joined["channel"]["is_member"]
    again = await slack.conversations_join(channel="C0FOREIGN")
    assert again["warning"] == "already_in_channel"
    await slack.conversations_kick(channel="C0FOREIGN", user="U0BEN")
    assert await refusal(slack.conversations_kick(channel="C0FOREIGN", user="U0BEN")) == (
        "not_in_channel"
    )
    await slack.conversations_leave(channel="C0FOREIGN")
    assert (await slack.conversations_leave(channel="C0FOREIGN"))["not_in_channel"]
    theirs = slack.conversations_rename(channel="C0SHARED", name="mine")
    assert await refusal(theirs) == "not_authorized"
    own = (await slack.conversations_create(name="mine"))["channel"]["id"]
    renamed = (await slack.conversations_rename(channel=own, name="ours"))["channel"]
    assert (renamed["name"], renamed["previous_names"]) == ("ours", ["mine"])
    await slack.conversations_archive(channel=own)
    assert await refusal(slack.conversations_archive(channel=own)) == "already_archived"
    assert await refusal(slack.conversations_archive(channel="C0OPEN")) == "cant_archive_general"


async def test_a_private_channel_needs_the_scope_for_private_ones(config: Config) -> None:
    manifest = config.app.manifest.model_copy(update={"scopes": frozenset({"channels:manage"})})
    app = config.app.model_copy(update={"manifest": manifest})
    async with Sandbox(config.model_copy(update={"app": app})) as box:
        slack = AsyncWebClient("xoxb-sandbox", base_url=f"{box.url}/api/")
        private = slack.conversations_create(name="hidden", is_private=True)
        assert await refusal(private) == "missing_scope"
        assert (await slack.conversations_create(name="seen"))["ok"]


async def test_the_app_is_told_what_people_do_to_its_channels(
    slack: AsyncWebClient, people: People, app: RawApp
) -> None:
    ann: dict[str, Any] = {"user": "ann", "channel": "shared"}
    await people.do("channels/rename", **ann, name="renamed")
    assert (await told(app, "channel_rename"))["channel"]["name"] == "renamed"
    ann["channel"] = "renamed"
    await people.do("channels/invite", **ann, who="ben")
    joined = await told(app, "member_joined_channel")
    assert (joined["user"], joined["inviter"], joined["channel_type"]) == ("U0BEN", "U0ANN", "C")
    await people.do("channels/leave", user="ben", channel="renamed")
    assert (await told(app, "member_left_channel"))["user"] == "U0BEN"
    await people.do("channels/unshare", **ann, team="T0AWAY")
    unshared = await told(app, "channel_unshared")
    assert (unshared["previously_connected_team_id"], unshared["is_ext_shared"]) == (
        "T0AWAY",
        False,
    )
    info = (await slack.conversations_info(channel="C0SHARED"))["channel"]
    assert not info["is_ext_shared"]
    assert "U0ZOE" not in (await slack.conversations_members(channel="C0SHARED"))["members"]
    await people.do("channels/archive", **ann)
    assert (await told(app, "channel_archive"))["user"] == "U0ANN"
    assert await refusal(slack.chat_postMessage(channel="C0SHARED", text="x")) == "is_archived"
    await people.do("channels/unarchive", **ann)
    await people.do("channels/remove", **ann, who="greeter")
    assert (await told(app, "channel_left"))["channel"] == "C0SHARED"
    assert await refusal(slack.chat_postMessage(channel="C0SHARED", text="x")) == "not_in_channel"


async def test_a_public_channel_is_told_of_everywhere_and_a_private_one_to_its_members(
    people: People, app: RawApp
) -> None:
    await people.do("channels", user="ann", name="quiet", is_private=True)
    await people.do("channels/archive", user="ann", channel="secret")
    await people.do("channels", user="ann", name="loud")
    first = (await app.answer())["payload"]["event"]
    assert (first["type"], first["channel"]["name"]) == ("channel_created", "loud")
    await people.do("channels/archive", user="ann", channel="shut")
    assert (await told(app, "group_archive"))["channel"] == "C0SHUT"


async def test_a_channel_that_is_made_private_is_noted_and_hidden_from_outside(
    slack: AsyncWebClient, people: People
) -> None:
    await people.do("channels/make_private", user="ann", channel="foreign")
    assert await refusal(slack.conversations_info(channel="C0FOREIGN")) == "channel_not_found"
    (note,) = (await people.see("channels/foreign/messages"))["messages"]
    assert note["subtype"] == "channel_convert_to_private"


async def test_a_channel_with_another_id_keeps_its_messages_and_is_no_longer_known_by_the_old_one(
    slack: AsyncWebClient, people: People, app: RawApp
) -> None:
    said = (await people.do("messages", user="ann", channel="open", text="first"))["ts"]
    await people.do("messages", user="ann", channel="open", text="below", thread_ts=said)
    new = (await people.do("channels/change_id", user="ann", channel="open"))["channel"]
    event = await told(app, "channel_id_changed")
    assert (event["old_channel_id"], event["new_channel_id"]) == ("C0OPEN", new)
    assert await refusal(slack.conversations_info(channel="C0OPEN")) == "channel_not_found"
    thread = (await slack.conversations_replies(channel=new, ts=said))["messages"]
    assert [one["text"] for one in thread] == ["first", "below"]


@pytest.mark.parametrize(
    ("call", "body", "code"),
    [
        ("channels", {"user": "ann", "name": "A B"}, "invalid_name_specials"),
        ("channels", {"user": "zoe", "name": "far"}, "not_available_to_external_people"),
        ("channels/join", {"user": "ben", "channel": "secret"}, "channel_not_found"),
        ("channels/join", {"user": "zoe", "channel": "open"}, "cant_invite"),
        ("channels/leave", {"user": "ben", "channel": "shut"}, "not_in_channel"),
        ("channels/archive", {"user": "ben", "channel": "shut"}, "not_in_channel"),
        ("channels/unarchive", {"user": "ann", "channel": "open"}, "not_archived"),
        ("channels/share", {"user": "ann", "channel": "open", "team": "T9"}, "team_not_found"),
        ("channels/make_private", {"user": "ann", "channel": "shut"}, "is_private"),
    ],
)
async def test_people_are_refused_with_a_reason(
    people: People, call: str, body: Json, code: str
) -> None:
    refused = await people.do(call, **body)
    assert (refused["ok"], refused["error"]) == (False, code)


async def test_what_became_of_channels_outlives_the_sandbox(config: Config, tmp_path: Path) -> None:
    state = tmp_path / "state.db"
    async with Sandbox(config, state=state) as box:
        slack = AsyncWebClient("xoxb-sandbox", base_url=f"{box.url}/api/")
        made = (await slack.conversations_create(name="kept"))["channel"]["id"]
        await slack.conversations_setTopic(channel=made, topic="still here")
    async with Sandbox(config, state=state) as box:
        slack = AsyncWebClient("xoxb-sandbox", base_url=f"{box.url}/api/")
        info = (await slack.conversations_info(channel=made))["channel"]
        assert (info["name"], info["topic"]["value"]) == ("kept", "still here")


async def test_user_groups_are_listed_with_their_members(
    slack: AsyncWebClient, people: People, app: RawApp
) -> None:
    (group,) = (await slack.usergroups_list(include_users=True))["usergroups"]
    assert (group["handle"], group["users"]) == ("crew", ["U0ANN", "U0BEN"])
    assert "users" not in (await slack.usergroups_list())["usergroups"][0]
    await people.do("user_groups", user_group="@crew", members=["ben"])
    assert (await slack.usergroups_users_list(usergroup="S0CREW"))["users"] == ["U0BEN"]
    lost = slack.usergroups_users_list(usergroup="S0NONE")
    assert await refusal(lost) == "no_such_subteam"
    await people.do("messages", user="ann", channel="open", text="@crew look")
    assert (await told(app, "message"))["text"] == "<!subteam^S0CREW> look"
