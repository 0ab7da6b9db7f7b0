"""What people can do, what they are shown, and what they are refused."""

import asyncio
from typing import Any

import pytest
from slack_sdk.web.async_client import AsyncWebClient

from tests.sandbox.conftest import People
from tests.sandbox.raw_app import RawApp

Json = dict[str, Any]


def plain(text: str) -> Json:
    return {"type": "plain_text", "text": text}


OPTIONS = [{"text": plain(word), "value": word} for word in ("red", "blue")]
BLOCKS: list[Json] = [
    {
        "type": "actions",
        "block_id": "b",
        "elements": [
            {"type": "button", "action_id": "go", "text": plain("Go"), "value": "7"},
            {"type": "static_select", "action_id": "one", "options": OPTIONS},
            {"type": "checkboxes", "action_id": "many", "options": OPTIONS},
        ],
    }
]


async def acting(app: RawApp, call: Any) -> tuple[Json, Json]:  # noqa: ANN401 - an awaitable
    """Do something that the app acks; the payload that it got, and what the person was told."""
    doing = asyncio.ensure_future(call)
    envelope = await app.answer()
    return envelope["payload"], await doing


@pytest.mark.parametrize(
    ("body", "code"),
    [
        ({"user": "nobody"}, "user_not_found"),
        ({"channel": "nowhere"}, "channel_not_found"),
        ({"user": "ben", "channel": "shut"}, "not_in_channel"),
        ({"channel": "old"}, "is_archived"),
        ({"command": "/sing"}, "unknown_command"),
        ({"user": "zoe", "channel": "shared"}, "not_available_to_external_people"),
        ({"thread_ts": "1.000001"}, "not_supported_in_threads"),
        ({"mood": "fine"}, "invalid_arguments"),
    ],
)
async def test_commands_are_refused_as_slack_refuses_them(
    people: People, body: Json, code: str
) -> None:
    whole = {"user": "ann", "channel": "open", "command": "/greet", **body}
    refused = await people.do("commands", **whole)
    assert (refused["ok"], refused["error"]) == (False, code)
    assert refused["detail"]


async def test_references_reach_a_command_as_its_manifest_asks(people: People, app: RawApp) -> None:
    typed = {"user": "ann", "channel": "shut", "text": "@ben in #open, mail a@b.ie"}
    escaped, _ = await acting(app, people.do("commands", command="/greet", **typed))
    assert escaped["text"] == "<@U0BEN|ben> in <#C0OPEN|open>, mail a@b.ie"
    assert escaped["channel_name"] == "privategroup"
    as_typed, _ = await acting(app, people.do("commands", command="/form", **typed))
    assert as_typed["text"] == typed["text"]


async def test_a_button_is_told_with_its_message_and_its_clicker(
    people: People, app: RawApp, slack: AsyncWebClient
) -> None:
    posted = await slack.chat_postMessage(channel="C0SHARED", text="x", blocks=BLOCKS)
    await app.answer()
    click = people.do("actions", user="zoe", channel="shared", ts=posted["ts"], action_id="go")
    payload, answer = await acting(app, click)
    assert answer["trigger_id"] == payload["trigger_id"]
    assert payload["user"] == {
        "id": "U0ZOE",
        "name": "zoe",
        "username": "zoe",
        "team_id": "T0AWAY",
    }
    assert payload["message"]["ts"] == posted["ts"]
    assert payload["container"]["is_ephemeral"] is False
    (action,) = payload["actions"]
    assert (action["type"], action["value"], action["block_id"]) == ("button", "7", "b")


@pytest.mark.parametrize(
    ("action_id", "selected", "told"),
    [
        ("one", "blue", {"selected_option": OPTIONS[1]}),
        ("many", ["red", "blue"], {"selected_options": OPTIONS}),
        ("many", [], {"selected_options": []}),
    ],
)
async def test_choices_are_told_as_whole_options(
    *,
    people: People,
    app: RawApp,
    slack: AsyncWebClient,
    action_id: str,
    selected: Any,  # noqa: ANN401 - JSON
    told: Json,
) -> None:
    ts = (await slack.chat_postMessage(channel="C0OPEN", text="x", blocks=BLOCKS))["ts"]
    await app.answer()
    choose = people.do(
        "actions", user="ann", channel="open", ts=ts, action_id=action_id, selected=selected
    )
    payload, _ = await acting(app, choose)
    (action,) = payload["actions"]
    assert told.items() <= action.items()


async def test_only_what_is_shown_and_offered_can_be_clicked(
    people: People, slack: AsyncWebClient
) -> None:
    shown = await slack.chat_postEphemeral(channel="C0OPEN", user="U0ANN", text="x", blocks=BLOCKS)
    click = {"channel": "open", "ts": shown["message_ts"], "action_id": "go"}
    assert (await people.do("actions", user="ben", **click))["error"] == "message_not_found"
    other = {**click, "user": "ann", "action_id": "stop"}
    assert (await people.do("actions", **other))["error"] == "action_not_found"
    odd = {**click, "user": "ann", "action_id": "one", "selected": "green"}
    refused = await people.do("actions", **odd)
    assert refused["error"] == "invalid_selection"
    assert "red, blue" in refused["detail"]


async def test_an_ephemerals_button_says_that_it_is_one(
    people: People, app: RawApp, slack: AsyncWebClient
) -> None:
    ts = (await slack.chat_postEphemeral(channel="C0OPEN", user="U0ANN", text="x", blocks=BLOCKS))[
        "message_ts"
    ]
    click = people.do("actions", user="ann", channel="open", ts=ts, action_id="go")
    payload, _ = await acting(app, click)
    assert payload["container"]["is_ephemeral"]
    assert payload["container"]["message_ts"] == ts
    assert "message" not in payload


async def test_waiting_for_an_ephemeral_ends_when_it_comes(
    people: People, slack: AsyncWebClient
) -> None:
    waiting = asyncio.create_task(people.see("ephemerals", user="ann", wait_s="30"))
    await slack.chat_postEphemeral(channel="C0OPEN", user="U0ANN", text="at last")
    (seen,) = (await waiting)["ephemerals"]
    assert seen["text"] == "at last"
    assert (await people.see("ephemerals", user="ben"))["ephemerals"] == []


async def test_reactions_come_and_go(people: People, app: RawApp) -> None:
    ts = (await people.do("messages", user="ben", channel="open", text="x"))["ts"]
    await app.answer()
    react = {"user": "ann", "channel": "open", "ts": ts, "name": ":eyes:"}
    assert (await people.do("reactions", **react))["added"]
    event = (await app.answer())["payload"]["event"]
    assert (event["reaction"], event["user"], event["item_user"]) == ("eyes", "U0ANN", "U0BEN")
    (message,) = (await people.see("channels/open/messages"))["messages"]
    assert message["reactions"] == [{"name": "eyes", "users": ["U0ANN"], "count": 1}]
    assert not (await people.do("reactions", **react))["added"]
    (message,) = (await people.see("channels/open/messages"))["messages"]
    assert "reactions" not in message


async def test_a_message_shortcut_carries_its_message(people: People, app: RawApp) -> None:
    ts = (await people.do("messages", user="ann", channel="shared", text="keep me"))["ts"]
    await app.answer()
    keep = {"callback_id": "keep", "channel": "shared", "ts": ts}
    payload, _ = await acting(app, people.do("shortcuts", user="ann", **keep))
    assert (payload["callback_id"], payload["message"]["text"]) == ("keep", "keep me")
    refused = await people.do("shortcuts", user="zoe", **keep)
    assert refused["error"] == "not_available_to_external_people"
    unknown = await people.do("shortcuts", user="ann", **{**keep, "callback_id": "lose"})
    assert unknown["error"] == "unknown_shortcut"


async def test_messages_are_read_by_thread_and_since(people: People) -> None:
    say = {"user": "ann", "channel": "open"}
    root = (await people.do("messages", **say, text="root"))["ts"]
    reply = (await people.do("messages", **say, text="reply", thread_ts=root))["ts"]
    await people.do("messages", **say, text="deeper", thread_ts=reply)
    thread = (await people.see("channels/open/messages", thread_ts=root))["messages"]
    assert [each["text"] for each in thread] == ["root", "reply", "deeper"]
    newer = await people.see("channels/open/messages", thread_ts=root, after=reply)
    assert [each["text"] for each in newer["messages"]] == ["deeper"]
    assert len((await people.see("channels/open/messages"))["messages"]) == 1
    assert (await people.do("messages", **say, text=""))["error"] == "no_text"


async def test_the_workspace_says_who_and_what_is_there(people: People) -> None:
    workspace = await people.see("workspace")
    assert [each["name"] for each in workspace["people"]] == ["ann", "ben", "zoe", "greeter"]
    assert [each["is_stranger"] for each in workspace["people"]] == [False, False, True, False]
    assert workspace["app"]["bot_user_id"] == "U0APP"
    assert workspace["channels"][1]["members"] == ["U0ANN", "U0APP"]


async def test_a_messages_state_holds_what_its_person_has_chosen(
    people: People, app: RawApp, slack: AsyncWebClient
) -> None:
    ts = (await slack.chat_postMessage(channel="C0OPEN", text="x", blocks=BLOCKS))["ts"]
    await app.answer()
    click = {"user": "ann", "channel": "open", "ts": ts}
    await acting(app, people.do("actions", **click, action_id="one", selected="blue"))
    payload, _ = await acting(app, people.do("actions", **click, action_id="go"))
    state = payload["state"]["values"]["b"]
    assert state["one"] == {"type": "static_select", "selected_option": OPTIONS[1]}
    assert state["many"] == {"type": "checkboxes", "selected_options": []}
    other, _ = await acting(app, people.do("actions", **{**click, "user": "ben"}, action_id="go"))
    assert other["state"]["values"]["b"]["one"]["selected_option"] is None


async def test_whoever_calls_everybody_reaches_everybody(people: People, app: RawApp) -> None:
    await people.do("messages", user="ann", channel="open", text="@channel <!here> @here <@U0BEN>")
    event = (await app.answer())["payload"]["event"]
    assert event["text"] == "<!channel> &lt;!here&gt; <!here> <@U0BEN>"
