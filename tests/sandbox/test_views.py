"""Modals: opened once per trigger, stacked, filled in, submitted, closed."""

import asyncio
from typing import Any

import pytest
from slack_sdk.web.async_client import AsyncWebClient

from sandbox.timing import Timing
from tests.sandbox.conftest import People, refusal
from tests.sandbox.raw_app import Json, RawApp


def plain(text: str) -> Json:
    return {"type": "plain_text", "text": text}


def field(block_id: str, **element: object) -> Json:
    kind = {"type": "plain_text_input", "action_id": "a", **element}
    return {"type": "input", "block_id": block_id, "label": plain("l"), "element": kind}


OPTIONS = [{"text": plain(word), "value": word} for word in ("red", "blue")]
BUTTON = {"type": "button", "action_id": "more", "text": plain("More"), "value": "1"}


def modal(*blocks: Json, **more: object) -> Json:
    shown = list(blocks) or [field("name")]
    return {"type": "modal", "title": plain("t"), "submit": plain("s"), "blocks": shown, **more}


async def triggered(people: People, app: RawApp) -> str:
    """Somebody types a command; its trigger."""
    typed = asyncio.create_task(people.do("commands", user="ann", channel="open", command="/form"))
    await app.answer()
    return str((await typed)["trigger_id"])


async def opened(people: People, app: RawApp, slack: AsyncWebClient, view: Json) -> str:
    """Open a modal for ann; its id."""
    trigger_id = await triggered(people, app)
    return str((await slack.views_open(trigger_id=trigger_id, view=view))["view"]["id"])


async def submitted(
    people: People, app: RawApp, view_id: str, values: Json, answer: Json | None = None
) -> tuple[Json, Json]:
    """Submit; the payload that the app got, and what the person was told."""
    doing = asyncio.create_task(
        people.do("views/submit", user="ann", view_id=view_id, values=values)
    )
    envelope = await app.answer(answer)
    return envelope["payload"], await doing


async def test_a_trigger_opens_one_view_within_its_time(
    people: People, app: RawApp, slack: AsyncWebClient
) -> None:
    trigger_id = await triggered(people, app)
    assert (await slack.views_open(trigger_id=trigger_id, view=modal()))["ok"]
    again = slack.views_open(trigger_id=trigger_id, view=modal())
    assert await refusal(again) == "exchanged_trigger_id"
    made_up = slack.views_open(trigger_id="made up", view=modal())
    assert await refusal(made_up) == "invalid_trigger_id"


@pytest.mark.parametrize("timing", [Timing(trigger_s=0)])
async def test_a_trigger_expires(people: People, app: RawApp, slack: AsyncWebClient) -> None:
    trigger_id = await triggered(people, app)
    late = slack.views_open(trigger_id=trigger_id, view=modal())
    assert await refusal(late) == "expired_trigger_id"


async def test_a_view_that_slack_would_not_show_is_refused_and_the_trigger_kept(
    people: People, app: RawApp, slack: AsyncWebClient
) -> None:
    trigger_id = await triggered(people, app)
    wrong = slack.views_open(trigger_id=trigger_id, view=modal(title=plain("x" * 25)))
    assert await refusal(wrong) == "invalid_arguments"
    assert (await slack.views_open(trigger_id=trigger_id, view=modal()))["ok"]


async def test_what_is_typed_and_chosen_arrives_as_state(
    people: People, app: RawApp, slack: AsyncWebClient
) -> None:
    view = modal(
        field("name"),
        field("colour", type="static_select", options=OPTIONS),
        field("colours", type="checkboxes", options=OPTIONS),
        field("day", type="datepicker"),
        field("who", type="users_select"),
        field("where", type="conversations_select"),
        field("when", type="timepicker"),
        private_metadata="7",
        callback_id="form",
    )
    view_id = await opened(people, app, slack, view)
    values = {
        "name": "Ada",
        "colour": "red",
        "colours": ["red", "blue"],
        "day": "2026-03-02",
        "who": "ben",
        "where": "open",
        "when": "14:30",
    }
    payload, answer = await submitted(people, app, view_id, values)
    state = payload["view"]["state"]["values"]
    assert state["name"]["a"] == {"type": "plain_text_input", "value": "Ada"}
    assert state["colour"]["a"]["selected_option"] == OPTIONS[0]
    assert state["colours"]["a"]["selected_options"] == OPTIONS
    assert state["day"]["a"]["selected_date"] == "2026-03-02"
    assert state["who"]["a"]["selected_user"] == "U0BEN"
    assert state["where"]["a"]["selected_conversation"] == "C0OPEN"
    assert state["when"]["a"]["selected_time"] == "14:30"
    assert (payload["view"]["private_metadata"], payload["view"]["callback_id"]) == ("7", "form")
    assert answer["ok"]
    assert (await people.see("views", user="ann"))["views"] == []


@pytest.mark.parametrize(
    ("element", "value"),
    [
        ({}, None),
        ({"max_length": 3}, "four"),
        ({"min_length": 3}, "ab"),
        ({"type": "static_select", "options": OPTIONS}, "green"),
        ({"type": "datepicker"}, "tomorrow"),
        ({"type": "users_select"}, "U0NONE"),
        ({"type": "timepicker"}, "noon"),
        ({"type": "conversations_select"}, "nowhere"),
    ],
    ids=[
        "required",
        "too long",
        "too short",
        "not offered",
        "no date",
        "nobody",
        "no time",
        "nowhere",
    ],
)
async def test_the_client_sends_nothing_that_does_not_fit(
    *,
    people: People,
    app: RawApp,
    slack: AsyncWebClient,
    element: Json,
    value: str | None,
) -> None:
    view_id = await opened(people, app, slack, modal(field("it", **element)))
    refused = await people.do("views/submit", user="ann", view_id=view_id, values={"it": value})
    assert refused["error"] == "invalid_input"
    assert set(refused["errors"]) == {"it"}


async def test_errors_stay_under_their_inputs_and_what_was_typed_stays(
    people: People, app: RawApp, slack: AsyncWebClient
) -> None:
    view_id = await opened(people, app, slack, modal())
    errors = {"response_action": "errors", "errors": {"name": "No."}}
    _, answer = await submitted(people, app, view_id, {"name": "Ada"}, errors)
    assert (answer["response_action"], answer["errors"]) == ("errors", {"name": "No."})
    (view,) = (await people.see("views", user="ann"))["views"]
    assert view["state"]["values"]["name"]["a"]["value"] == "Ada"


@pytest.mark.parametrize(
    "answer",
    [
        {"response_action": "errors", "errors": {"other": "No."}},
        {"response_action": "update", "view": {"type": "modal"}},
        {"response_action": "dance"},
    ],
)
async def test_an_answer_that_slack_would_not_take_is_told(
    people: People, app: RawApp, slack: AsyncWebClient, answer: Json
) -> None:
    view_id = await opened(people, app, slack, modal())
    _, told = await submitted(people, app, view_id, {"name": "Ada"}, answer)
    assert told["error"] == "invalid_view_response"


async def test_an_answer_may_update_push_and_clear(
    people: People, app: RawApp, slack: AsyncWebClient
) -> None:
    view_id = await opened(people, app, slack, modal())
    update = {"response_action": "update", "view": modal(title=plain("second"))}
    await submitted(people, app, view_id, {"name": "x"}, update)
    push = {"response_action": "push", "view": modal(title=plain("third"))}
    await submitted(people, app, view_id, {"name": "x"}, push)
    stack = (await people.see("views", user="ann"))["views"]
    assert [view["title"]["text"] for view in stack] == ["second", "third"]
    assert stack[1]["root_view_id"] == stack[1]["previous_view_id"] == view_id
    await submitted(people, app, stack[1]["id"], {"name": "x"}, {"response_action": "clear"})
    assert (await people.see("views", user="ann"))["views"] == []


async def test_a_button_in_a_view_pushes_up_to_three(
    people: People, app: RawApp, slack: AsyncWebClient
) -> None:
    top = modal({"type": "actions", "block_id": "b", "elements": [BUTTON]})
    view_id = await opened(people, app, slack, top)

    async def pushed(on: str) -> Any:  # noqa: ANN401 - a response
        click = asyncio.create_task(people.do("actions", user="ann", view_id=on, action_id="more"))
        envelope = await app.answer()
        assert envelope["payload"]["container"] == {"type": "view", "view_id": on}
        return slack.views_push(trigger_id=(await click)["trigger_id"], view=top)

    second = await (await pushed(view_id))
    third = await (await pushed(second["view"]["id"]))
    fourth = await pushed(third["view"]["id"])
    assert await refusal(fourth) == "push_limit_reached"
    below = await people.do("actions", user="ann", view_id=view_id, action_id="more")
    assert below["error"] == "view_not_open"


async def test_a_commands_trigger_cannot_push(
    people: People, app: RawApp, slack: AsyncWebClient
) -> None:
    trigger_id = await triggered(people, app)
    lost = slack.views_push(trigger_id=trigger_id, view=modal())
    assert await refusal(lost) == "invalid_trigger_id"


async def test_an_update_needs_the_newest_hash_and_keeps_what_was_typed(
    people: People, app: RawApp, slack: AsyncWebClient
) -> None:
    view_id = await opened(people, app, slack, modal(field("name", initial_value="Ada")))
    (view,) = (await people.see("views", user="ann"))["views"]
    await slack.views_update(view_id=view_id, hash=view["hash"], view=modal(field("name")))
    stale = slack.views_update(view_id=view_id, hash=view["hash"], view=modal())
    assert await refusal(stale) == "hash_conflict"
    (view,) = (await people.see("views", user="ann"))["views"]
    assert view["state"]["values"]["name"]["a"]["value"] == "Ada"
    gone = slack.views_update(view_id="V0NONE", view=modal())
    assert await refusal(gone) == "not_found"


async def test_external_ids_name_one_view(
    people: People, app: RawApp, slack: AsyncWebClient
) -> None:
    await opened(people, app, slack, modal(external_id="mine"))
    updated = await slack.views_update(external_id="mine", view=modal(external_id="mine"))
    assert updated["ok"]


async def test_closing_is_told_where_the_app_asked(
    people: People, app: RawApp, slack: AsyncWebClient
) -> None:
    view_id = await opened(people, app, slack, modal(notify_on_close=True))
    closing = asyncio.create_task(people.do("views/close", user="ann", view_id=view_id))
    assert (await app.answer())["payload"]["type"] == "view_closed"
    assert (await closing)["ok"]
    assert (await people.see("views", user="ann"))["views"] == []


async def test_home_is_opened_and_published(
    people: People, app: RawApp, slack: AsyncWebClient
) -> None:
    await people.do("home", user="ann")
    assert (await app.answer())["payload"]["event"]["type"] == "app_home_opened"
    assert (await people.see("home", user="ann"))["view"] is None
    home = {"type": "home", "blocks": [{"type": "actions", "elements": [BUTTON]}]}
    published = await slack.views_publish(user_id="U0ANN", view=home)
    seen = (await people.see("home", user="ann"))["view"]
    assert seen["id"] == published["view"]["id"]
    stale = slack.views_publish(user_id="U0ANN", view=home, hash="old")
    assert await refusal(stale) == "hash_conflict"
    click = asyncio.create_task(
        people.do("actions", user="ann", view_id=seen["id"], action_id="more")
    )
    assert (await app.answer())["payload"]["view"]["type"] == "home"
    assert (await click)["ok"]


@pytest.mark.parametrize("timing", [Timing(ack_s=0.2)])
async def test_a_submission_that_is_not_acked_leaves_the_modal_open(
    people: People, app: RawApp, slack: AsyncWebClient
) -> None:
    view_id = await opened(people, app, slack, modal())
    submit = {"user": "ann", "view_id": view_id, "values": {"name": "Ada"}}
    assert (await people.do("views/submit", **submit))["error"] == "operation_timeout"
    assert len((await people.see("views", user="ann"))["views"]) == 1
