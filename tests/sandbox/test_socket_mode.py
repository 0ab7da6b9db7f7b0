"""Socket Mode: which socket, how long, how often again."""

import asyncio

import pytest
from slack_sdk.web.async_client import AsyncWebClient

from sandbox.timing import Timing
from tests.sandbox.conftest import People
from tests.sandbox.raw_app import RawApp, opened


def greet(people: People) -> "asyncio.Task[dict[str, object]]":
    """Somebody types a command; the answer comes when the app acks."""
    typed = people.do("commands", user="ann", channel="open", command="/greet", text="you")
    return asyncio.create_task(typed)


async def test_a_command_waits_for_the_ack_and_shows_what_it_carried(
    people: People, app: RawApp
) -> None:
    typed = greet(people)
    envelope = await app.answer({"text": "hello"})
    assert (envelope["type"], envelope["accepts_response_payload"]) == ("slash_commands", True)
    assert envelope["payload"]["trigger_id"] == (await typed)["trigger_id"]
    (shown,) = (await people.see("ephemerals", user="ann"))["ephemerals"]
    assert shown["text"] == "hello"


async def test_without_a_socket_a_command_fails_at_once_and_its_person_is_told(
    people: People,
) -> None:
    assert (await greet(people))["error"] == "dispatch_failed"
    (shown,) = (await people.see("ephemerals", user="ann"))["ephemerals"]
    assert shown["via"] == "slackbot"
    assert "dispatch_failed" in shown["text"]


@pytest.mark.parametrize("timing", [Timing(ack_s=0.2)])
async def test_a_command_that_is_not_acked_times_out_and_its_person_is_told(
    people: People, app: RawApp
) -> None:
    typed = greet(people)
    await app.receive()
    assert (await typed)["error"] == "operation_timeout"
    (shown,) = (await people.see("ephemerals", user="ann"))["ephemerals"]
    assert "operation_timeout" in shown["text"]


async def test_an_ack_in_channel_is_seen_by_all(people: People, app: RawApp) -> None:
    typed = greet(people)
    await app.answer({"text": "all of you", "response_type": "in_channel"})
    assert (await typed)["ok"]
    (shown,) = (await people.see("channels/open/messages"))["messages"]
    assert (shown["text"], shown["user"]) == ("all of you", "U0APP")


async def test_an_ack_that_slack_would_not_show_fails(people: People, app: RawApp) -> None:
    typed = greet(people)
    await app.answer({"text": "x", "blocks": [{"type": "hologram"}]})
    failed = await typed
    assert (failed["error"], failed["detail"]) == ("invalid_command_response", "invalid_blocks")


async def test_payloads_go_to_the_open_sockets_in_turn(
    people: People, slack: AsyncWebClient
) -> None:
    async with opened(slack) as one, opened(slack) as other:
        for app in (one, other, one):
            typed = greet(people)
            await app.answer()
            assert (await typed)["ok"]


async def test_a_command_on_a_dying_socket_comes_again_on_another(
    people: People, slack: AsyncWebClient
) -> None:
    async with opened(slack) as dying, opened(slack) as other:
        typed = greet(people)
        first = await dying.receive()
        await dying.hang_up()
        again = await other.answer()
        assert again == first
        assert (await typed)["ok"]


@pytest.mark.parametrize("timing", [Timing(ack_s=0.1, retries_s=(0, 0.05, 0.05))])
async def test_an_event_that_is_not_acked_comes_again_with_its_count(
    people: People, app: RawApp
) -> None:
    await people.do("messages", user="ann", channel="open", text="@greeter hi")
    seen = [await app.receive() for _ in range(8)]
    mentions = [each for each in seen if each["payload"]["event"]["type"] == "app_mention"]
    assert [(each["retry_attempt"], each["retry_reason"]) for each in mentions] == [
        (0, ""),
        (1, "timeout"),
        (2, "timeout"),
        (3, "timeout"),
    ]
    assert len({each["payload"]["event_id"] for each in mentions}) == 1


async def test_an_event_waits_for_a_socket(people: People, slack: AsyncWebClient) -> None:
    await people.do("messages", user="ann", channel="open", text="anybody?")
    async with opened(slack) as app:
        envelope = await app.answer()
    assert envelope["payload"]["event"]["text"] == "anybody?"


async def test_a_mention_arrives_as_a_mention_and_as_a_message(people: People, app: RawApp) -> None:
    said = await people.do("messages", user="ann", channel="open", text="@greeter <b> & #shared")
    both = [(await app.answer())["payload"] for _ in range(2)]
    assert {each["event"]["type"] for each in both} == {"app_mention", "message"}
    for payload in both:
        assert payload["event"]["ts"] == said["ts"]
        assert payload["event"]["text"] == "<@U0APP> &lt;b&gt; &amp; <#C0SHARED|shared>"
    assert both[0]["event_id"] != both[1]["event_id"]


async def test_a_strangers_mention_carries_their_own_team(people: People, app: RawApp) -> None:
    await people.do("messages", user="zoe", channel="shared", text="@greeter hello")
    payload = (await app.answer())["payload"]
    event = payload["event"]
    assert [event[key] for key in ("team", "user_team", "source_team")] == ["T0AWAY"] * 3
    assert payload["is_ext_shared_channel"]
    assert payload["authorizations"][0]["team_id"] == "T0HOME"


async def test_a_channel_without_the_app_tells_it_nothing(people: People, app: RawApp) -> None:
    await people.do("messages", user="ann", channel="foreign", text="@greeter hello")
    await people.do("messages", user="ann", channel="open", text="heard")
    assert (await app.answer())["payload"]["event"]["text"] == "heard"


async def test_an_eleventh_socket_is_turned_away(slack: AsyncWebClient) -> None:
    assert slack.session is not None
    wires = []
    for _ in range(11):
        url = (await slack.apps_connections_open(app_token="xapp-sandbox"))["url"]
        wires.append(await slack.session.ws_connect(url))
    assert (await RawApp(wires[9]).receive())["type"] == "hello"
    assert (await RawApp(wires[10]).receive())["reason"] == "too_many_websockets"
    for wire in wires:
        await wire.close()


async def test_a_ticket_opens_one_socket(slack: AsyncWebClient) -> None:
    url = (await slack.apps_connections_open(app_token="xapp-sandbox"))["url"]
    assert slack.session is not None
    async with slack.session.ws_connect(url):
        with pytest.raises(Exception, match="401"):
            await slack.session.ws_connect(url)


async def test_a_refresh_warns_and_then_closes(people: People, app: RawApp) -> None:
    await people.do("faults", kind="socket_refresh", delay_s=0)
    assert (await app.receive())["reason"] == "warning"
    assert (await app.receive())["reason"] == "refresh_requested"
    assert await app.closed()


async def test_a_cut_comes_without_a_word(people: People, app: RawApp) -> None:
    await people.do("faults", kind="socket_cut")
    assert await app.closed()


async def test_a_cut_in_the_middle_of_a_command_makes_it_come_again(
    people: People, slack: AsyncWebClient
) -> None:
    await people.do("faults", kind="socket_cut", channel="open")
    async with opened(slack) as first, opened(slack) as second:
        typed = greet(people)
        lost = await first.receive()
        assert await first.closed()
        assert (await second.answer())["envelope_id"] == lost["envelope_id"]
        assert (await typed)["ok"]
