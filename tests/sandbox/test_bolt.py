"""Any Bolt app runs on the sandbox, unchanged: over its real Socket Mode, or over signed HTTP."""

from collections.abc import AsyncIterator

import pytest

from sandbox.server import Sandbox
from tests.sandbox.bolt_app import connected, serving
from tests.sandbox.conftest import People


@pytest.fixture(params=[connected, serving], ids=["socket", "http"])
async def bolt(request: pytest.FixtureRequest, box: Sandbox) -> AsyncIterator[None]:
    """The app, over either way of delivery."""
    async with request.param(box):
        yield


@pytest.mark.usefixtures("bolt")
async def test_a_command_is_acked_and_its_answer_shown_to_its_person(
    people: People,
) -> None:
    ran = await people.do("commands", user="ann", channel="open", command="/greet", text="@ben")
    assert ran["ok"]
    assert ran["ack"]["text"] == "Hello <@U0BEN|ben>"
    (shown,) = (await people.see("ephemerals", user="ann"))["ephemerals"]
    assert (shown["text"], shown["via"]) == ("Hello <@U0BEN|ben>", "ack")
    assert shown["trigger_id"] == ran["trigger_id"]


@pytest.mark.usefixtures("bolt")
async def test_a_button_of_an_ephemeral_is_clicked_and_the_ephemeral_replaced(
    people: People,
) -> None:
    await people.do("commands", user="ann", channel="open", command="/greet", text="x")
    (shown,) = (await people.see("ephemerals", user="ann"))["ephemerals"]
    clicked = await people.do(
        "actions", user="ann", channel="open", ts=shown["ts"], action_id="press"
    )
    after = clicked["trigger_id"]
    changed = await people.see("ephemerals", user="ann", after=after, wait_s="5")
    assert [each["text"] for each in changed["ephemerals"]] == ["pressed seven"]
    assert changed["ephemerals"][0]["ts"] == shown["ts"]


@pytest.mark.usefixtures("bolt")
async def test_a_modal_refuses_with_errors_then_closes(people: People) -> None:
    ran = await people.do("commands", user="ann", channel="open", command="/form")
    seen = await people.see("views", user="ann", after=ran["trigger_id"], wait_s="5")
    (view,) = seen["views"]
    submit = {"user": "ann", "view_id": view["id"]}
    refused = await people.do("views/submit", **submit, values={"name": "bad"})
    assert refused["errors"] == {"name": "Not that one."}
    assert (await people.do("views/submit", **submit, values={"name": "good"}))["ok"]
    assert (await people.see("views", user="ann"))["views"] == []


@pytest.mark.usefixtures("bolt")
async def test_a_mention_is_answered_in_its_thread(box: Sandbox, people: People) -> None:
    said = await people.do("messages", user="ann", channel="open", text="@greeter hello")
    ts = said["ts"]
    await box.world.stream.wait_for(lambda: box.world.messages.replies("C0OPEN", ts), 5)
    seen = await people.see("channels/open/messages", thread_ts=ts)
    assert [each["text"] for each in seen["messages"]] == ["<@U0APP> hello", "You called?"]


async def test_a_mention_whose_ack_was_lost_comes_again_when_bolt_has_reconnected(
    box: Sandbox, people: People
) -> None:
    """The app that does not remember event ids answers twice; one that does, once."""
    async with connected(box):
        await people.do("faults", kind="socket_cut", method="events_api")
        ts = (await people.do("messages", user="ann", channel="open", text="@greeter hi"))["ts"]
        replies = box.world.messages.replies
        await box.world.stream.wait_for(lambda: len(replies("C0OPEN", ts)) == 2, 30)
        seen = await people.see("channels/open/messages", thread_ts=ts)
        assert [each["text"] for each in seen["messages"][1:]] == ["You called?"] * 2
        opened = await people.see("calls", method="apps.connections.open")
        assert len(opened) == 2
