"""Direct messages: between one person and the app, over the Web API and over the control API."""

import asyncio

from slack_sdk.web.async_client import AsyncWebClient

from sandbox.config import Config
from sandbox.server import Sandbox
from tests.sandbox.conftest import People, refusal
from tests.sandbox.raw_app import RawApp


async def test_a_conversation_is_opened_with_a_person_of_the_workspace(
    slack: AsyncWebClient,
) -> None:
    opened = await slack.conversations_open(users="U0ANN")
    assert opened["channel"] == {"id": "D0ANN"}
    await slack.chat_postMessage(channel="D0ANN", text="hello")
    again = await slack.conversations_open(channel="D0ANN", return_im=True)
    assert (again["no_op"], again["channel"]["user"]) == (True, "U0ANN")
    assert await refusal(slack.conversations_open(users="U0NOBODY")) == "user_not_found"
    assert await refusal(slack.conversations_open(users="U0ZOE")) == "user_not_visible"
    assert await refusal(slack.conversations_open(users="U0APP")) == "cannot_dm_bot"
    assert await refusal(slack.conversations_open(channel="C0OPEN")) == "channel_not_found"
    neither = slack.api_call("conversations.open")
    assert await refusal(neither) == "users_list_not_supplied"


async def test_a_post_to_a_persons_id_stands_in_their_direct_messages(
    slack: AsyncWebClient, people: People
) -> None:
    posted = await slack.chat_postMessage(channel="U0BEN", text="only you")
    assert posted["channel"] == "D0BEN"
    (message,) = (await slack.conversations_history(channel="D0BEN"))["messages"]
    assert message["text"] == "only you"
    (seen,) = (await people.see("channels/D0BEN/messages"))["messages"]
    assert seen["ts"] == posted["ts"]
    assert await refusal(slack.chat_postMessage(channel="U0ZOE", text="x")) == "channel_not_found"


async def test_what_a_person_writes_to_the_app_is_a_message_im_and_never_a_mention(
    people: People, app: RawApp, slack: AsyncWebClient
) -> None:
    said = await people.do("messages", user="ann", channel="@greeter", text="@greeter hi")
    event = (await app.answer())["payload"]["event"]
    assert (event["type"], event["channel_type"], event["channel"]) == ("message", "im", "D0ANN")
    assert event["ts"] == said["ts"]
    await slack.chat_postMessage(channel="D0ANN", text="hi yourself", thread_ts=said["ts"])
    assert (await app.answer())["payload"]["event"]["text"] == "hi yourself"


async def test_a_command_there_says_where_it_was_typed(people: People, app: RawApp) -> None:
    typed = asyncio.create_task(
        people.do("commands", user="ann", channel="D0ANN", command="/greet")
    )
    assert (await app.answer())["payload"]["channel_name"] == "directmessage"
    assert (await typed)["ok"]


async def test_direct_messages_are_listed_as_such(slack: AsyncWebClient, people: People) -> None:
    listed = (await slack.conversations_list(types="im"))["channels"]
    assert [(each["user"], each["is_im"]) for each in listed] == [("U0ANN", True), ("U0BEN", True)]
    info = (await slack.conversations_info(channel="D0ANN"))["channel"]
    assert info["is_im"]
    shown = (await people.see("workspace"))["channels"]
    assert {each["id"]: each["is_im"] for each in shown}["D0ANN"]
    assert not {each["id"]: each["is_im"] for each in shown}["C0OPEN"]


async def test_nobody_writes_in_anothers_and_a_stranger_has_none(people: People) -> None:
    other = await people.do("messages", user="ben", channel="D0ANN", text="x")
    assert other["error"] == "not_in_channel"
    stranger = await people.do("messages", user="zoe", channel="@greeter", text="x")
    assert stranger["error"] == "channel_not_found"
    home = await people.do("home", user="zoe")
    assert home["error"] == "not_available_to_external_people"


async def test_an_app_whose_messages_tab_is_off_takes_none(
    config: Config, box: Sandbox, people: People
) -> None:
    manifest = config.app.manifest.model_copy(update={"takes_messages": False})
    box.world.config = config.model_copy(
        update={"app": config.app.model_copy(update={"manifest": manifest})}
    )
    refused = await people.do("messages", user="ann", channel="@greeter", text="x")
    assert refused["error"] == "messages_tab_disabled"


async def test_an_app_without_a_home_publishes_none(
    config: Config, box: Sandbox, people: People, slack: AsyncWebClient
) -> None:
    manifest = config.app.manifest.model_copy(update={"has_home": False})
    box.world.config = config.model_copy(
        update={"app": config.app.model_copy(update={"manifest": manifest})}
    )
    assert (await people.do("home", user="ann"))["error"] == "home_tab_disabled"
    publish = slack.views_publish(user_id="U0ANN", view={"type": "home", "blocks": []})
    assert await refusal(publish) == "not_enabled"
