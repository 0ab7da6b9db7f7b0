"""Reactions, pins, edits and deletions of messages, by the app and by people."""

import asyncio

import pytest
from slack_sdk.web.async_client import AsyncWebClient

from tests.sandbox.conftest import People, refusal
from tests.sandbox.raw_app import Json, RawApp


async def event(app: RawApp) -> Json:
    body: Json = (await app.answer())["payload"]["event"]
    return body


async def said(people: People, app: RawApp, text: str = "x") -> str:
    """Ben's message in #open, of which the app has heard."""
    ts = str((await people.do("messages", user="ben", channel="open", text=text))["ts"])
    await app.answer()
    return ts


async def test_the_app_reacts_once_and_takes_it_back(
    slack: AsyncWebClient, people: People, app: RawApp
) -> None:
    place: Json = {"channel": "C0OPEN", "timestamp": await said(people, app)}
    await slack.reactions_add(**place, name="eyes")
    assert (await event(app))["user"] == "U0APP"
    assert await refusal(slack.reactions_add(**place, name="eyes")) == "already_reacted"
    message = (await slack.reactions_get(**place))["message"]
    assert message["reactions"] == [{"name": "eyes", "users": ["U0APP"], "count": 1}]
    await slack.reactions_remove(**place, name="eyes")
    assert await refusal(slack.reactions_remove(**place, name="eyes")) == "no_reaction"
    assert await refusal(slack.reactions_add(**place, name="two words")) == "invalid_name"
    lost = slack.reactions_add(channel="C0OPEN", timestamp="1.000001", name="eyes")
    assert await refusal(lost) == "message_not_found"
    outside = slack.reactions_add(channel="C0FOREIGN", timestamp="1.000001", name="eyes")
    assert await refusal(outside) == "not_in_channel"


async def test_pins_are_told_of_and_listed(
    slack: AsyncWebClient, people: People, app: RawApp
) -> None:
    ts = await said(people, app, "keep this")
    assert (await people.do("pins", user="ann", channel="open", ts=ts))["added"]
    added = await event(app)
    assert (added["type"], added["user"], added["item_user"]) == ("pin_added", "U0ANN", "U0BEN")
    assert (added["item"]["message"]["text"], added["channel_id"]) == ("keep this", "C0OPEN")
    (item,) = (await slack.pins_list(channel="C0OPEN"))["items"]
    assert (item["message"]["ts"], item["created_by"]) == (ts, "U0ANN")
    place = {"channel": "C0OPEN", "timestamp": ts}
    assert await refusal(slack.pins_add(**place)) == "already_pinned"
    await slack.pins_remove(**place)
    assert (await event(app))["has_pins"] is False
    assert await refusal(slack.pins_remove(**place)) == "no_pin"
    await slack.pins_add(**place)
    assert not (await people.do("pins", user="ben", channel="open", ts=ts))["added"]
    assert (await slack.pins_list(channel="C0OPEN"))["items"] == []


async def test_an_edit_is_told_with_what_stood_there_before(people: People, app: RawApp) -> None:
    ts = await said(people, app, "teh")
    edit = {"channel": "open", "ts": ts, "text": "the"}
    assert (await people.do("messages/edit", user="ben", **edit))["ok"]
    changed = await event(app)
    assert (changed["subtype"], changed["message"]["text"]) == ("message_changed", "the")
    assert changed["previous_message"]["text"] == "teh"
    assert changed["message"]["edited"]["user"] == "U0BEN"
    other = await people.do("messages/edit", user="ann", **edit)
    assert other["error"] == "cant_update_message"


async def test_a_deletion_is_told_and_only_ones_own_or_the_admins(
    people: People, app: RawApp, slack: AsyncWebClient
) -> None:
    ts = await said(people, app, "gone soon")
    posted = await slack.chat_postMessage(channel="C0OPEN", text="the app's")
    await app.answer()
    own = await people.do("messages/delete", user="ben", channel="open", ts=posted["ts"])
    assert own["error"] == "cant_delete_message"
    assert (await people.do("messages/delete", user="ben", channel="open", ts=ts))["ok"]
    deleted = await event(app)
    assert (deleted["subtype"], deleted["deleted_ts"]) == ("message_deleted", ts)
    assert deleted["previous_message"]["text"] == "gone soon"
    assert (await people.do("messages/delete", user="ann", channel="open", ts=posted["ts"]))["ok"]
    assert (await people.see("channels/open/messages"))["messages"] == []


async def test_a_global_shortcut_comes_from_nowhere_in_particular(
    people: People, app: RawApp
) -> None:
    doing = asyncio.ensure_future(people.do("shortcuts", user="ann", callback_id="begin"))
    payload = (await app.answer())["payload"]
    assert (payload["type"], payload["callback_id"]) == ("shortcut", "begin")
    assert payload["trigger_id"] == (await doing)["trigger_id"]
    assert "channel" not in payload
    assert "response_url" not in payload


@pytest.mark.parametrize(("user", "callback_id"), [("zoe", "begin"), ("ann", "keep")])
async def test_a_global_shortcut_is_refused(people: People, user: str, callback_id: str) -> None:
    refused = await people.do("shortcuts", user=user, callback_id=callback_id)
    assert refused["error"] in {"not_available_to_external_people", "unknown_shortcut"}
