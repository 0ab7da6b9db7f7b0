"""Block Kit's limits: each is let through at its edge, and refused with place and reason beyond."""

from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sandbox import content
from sandbox.blocks.check import message_blocks, view_content
from sandbox.errors import SlackError

Json = dict[str, Any]


def plain(text: str) -> Json:
    return {"type": "plain_text", "text": text}


def mrkdwn(text: str) -> Json:
    return {"type": "mrkdwn", "text": text}


def option(value: str = "v", text: str = "t") -> Json:
    return {"text": plain(text), "value": value}


def button(n: int = 0, **more: object) -> Json:
    return {"type": "button", "action_id": f"a{n}", "text": plain("b"), **more}


def actions(*elements: Json) -> Json:
    return {"type": "actions", "elements": list(elements)}


def select(**more: object) -> Json:
    return {"type": "static_select", "action_id": "s", **more}


def text_input(**more: object) -> Json:
    return {
        "type": "input",
        "label": plain("l"),
        "element": {"type": "plain_text_input", "action_id": "i", **more},
    }


def table(rows: int, columns: int) -> Json:
    return {"type": "table", "rows": [[{"type": "raw_text", "text": "c"}] * columns] * rows}


def segment(label: str = "l", value: float = 1) -> Json:
    return {"label": label, "value": value}


def chart(shape: Json) -> Json:
    return {"type": "data_visualization", "title": "t", "chart": shape}


def pie(*segments: Json) -> Json:
    return chart({"type": "pie", "segments": list(segments)})


def series(name: str, *labels: str) -> Json:
    return {"name": name, "data": [segment(label) for label in labels]}


def plot(kind: str, categories: list[str], *lines: Json) -> Json:
    axes = {"categories": categories}
    return chart({"type": kind, "series": list(lines), "axis_config": axes})


def alert(**more: object) -> Json:
    return {"type": "alert", "text": plain("x"), **more}


def modal(**more: object) -> Json:
    return {"type": "modal", "title": plain("t"), "blocks": [{"type": "divider"}], **more}


def confirm(**more: object) -> Json:
    texts = {key: plain("x") for key in ("title", "text", "confirm", "deny")}
    return {**texts, **more}


RICH_TEXT: Json = {
    "type": "rich_text",
    "elements": [
        {
            "type": "rich_text_section",
            "elements": [
                {"type": "text", "text": "b", "style": {"bold": True}},
                {"type": "user", "user_id": "U1"},
                {"type": "link", "url": "https://example.com"},
            ],
        },
        {
            "type": "rich_text_list",
            "style": "bullet",
            "elements": [
                {"type": "rich_text_section", "elements": [{"type": "text", "text": "x"}]}
            ],
        },
        {"type": "rich_text_quote", "elements": [{"type": "emoji", "name": "eyes"}]},
    ],
}


@pytest.mark.parametrize(
    "block",
    [
        pie(*[segment("x" * 20)] * 12),
        plot("line", ["a", "b"], series("s", "b", "a")),
        plot(
            "bar",
            [f"c{n}" for n in range(20)],
            *[series(f"s{n}", *[f"c{m}" for m in range(20)]) for n in range(12)],
        ),
        {
            "type": "card",
            "title": mrkdwn("x" * 150),
            "body": mrkdwn("x" * 200),
            "actions": [button()],
        },
        {"type": "section", "text": mrkdwn("x" * 3000)},
        {"type": "section", "fields": [mrkdwn("x" * 2000)] * 10},
        {"type": "section", "text": plain("x"), "accessory": button(value="v" * 2000)},
        {"type": "header", "text": plain("x" * 150)},
        {"type": "context", "elements": [mrkdwn("x")] * 10},
        {"type": "image", "alt_text": "a", "image_url": "https://example.com/a.png"},
        actions(*(button(n) for n in range(25))),
        actions(button(text=plain("x" * 75), style="danger", confirm=confirm())),
        actions(select(options=[option(f"{n}") for n in range(100)])),
        actions(select(option_groups=[{"label": plain("g"), "options": [option()]}])),
        actions({"type": "overflow", "action_id": "o", "options": [option()] * 5}),
        actions({"type": "users_select", "action_id": "u"}),
        actions({"type": "conversations_select", "action_id": "c", "filter": {"include": ["im"]}}),
        actions({"type": "datepicker", "action_id": "d", "initial_date": "2026-03-02"}),
        actions({"type": "timepicker", "action_id": "t", "initial_time": "23:59"}),
        actions({"type": "radio_buttons", "action_id": "r", "options": [option()] * 10}),
        actions({"type": "checkboxes", "action_id": "k", "options": [option(text="*b*")]}),
        text_input(min_length=0, max_length=3000, initial_value="x"),
        {"type": "markdown", "text": "x" * 12_000},
        table(100, 20),
        RICH_TEXT,
    ],
    ids=lambda block: block["type"],
)
def test_what_slack_takes_is_taken(block: Json) -> None:
    assert message_blocks([block]) == [block]


@pytest.mark.parametrize(
    ("block", "reason"),
    [
        (
            {"type": "section", "text": mrkdwn("x" * 3001)},
            "3001 characters [json-pointer:/blocks/0/text]",
        ),
        ({"type": "section"}, "must provide text or fields"),
        ({"type": "section", "fields": [mrkdwn("x")] * 11}, "no more than 10 items allowed"),
        ({"type": "section", "fields": [mrkdwn("x" * 2001)]}, "[json-pointer:/blocks/0/fields/0]"),
        ({"type": "section", "text": mrkdwn("")}, "[json-pointer:/blocks/0/text/text]"),
        (
            {"type": "section", "text": mrkdwn("x"), "colour": "red"},
            "invalid additional property: colour",
        ),
        (
            {"type": "section", "text": mrkdwn("x"), "block_id": "b" * 256},
            "no more than 255 characters",
        ),
        ({"type": "section", "text": mrkdwn("x"), "accessory": None}, "must not be null"),
        ({"type": "header", "text": plain("x" * 151)}, "151 characters"),
        ({"type": "header", "text": mrkdwn("x")}, "[json-pointer:/blocks/0/text/type]"),
        ({"type": "header"}, "missing required field: text"),
        ({"type": "context", "elements": [mrkdwn("x")] * 11}, "no more than 10 items"),
        (
            {"type": "image", "image_url": "https://example.com/a.png"},
            "missing required field: alt_text",
        ),
        (actions(), "no less than 1 items allowed [json-pointer:/blocks/0/elements]"),
        (actions(*(button(n) for n in range(26))), "no more than 25 items"),
        (actions(button(1), button(1)), "action_id a1 already exists"),
        (actions(button(action_id="a" * 256)), "no more than 255 characters"),
        (actions(button(text=plain("x" * 76))), "76 characters"),
        (actions(button(text=mrkdwn("x"))), "[json-pointer:/blocks/0/elements/0/text/type]"),
        (actions(button(value="v" * 2001)), "no more than 2000 characters"),
        (actions(button(value=7)), "[json-pointer:/blocks/0/elements/0/value]"),
        (actions(button(style="loud")), "[json-pointer:/blocks/0/elements/0/style]"),
        (actions(button(confirm=confirm(deny=plain("x" * 31)))), "31 characters"),
        (actions(select()), "either options or option_groups"),
        (actions(select(options=[option(f"{n}") for n in range(101)])), "no more than 100 items"),
        (actions(select(options=[option(text="x" * 76)])), "76 characters"),
        (actions(select(options=[option("v" * 151)])), "no more than 150 characters"),
        (actions(select(options=[option()], initial_option=option("w"))), "not among the options"),
        (
            actions(
                {
                    "type": "multi_static_select",
                    "options": [option()],
                    "initial_options": [option("w")],
                }
            ),
            "not among the options",
        ),
        (actions({"type": "overflow", "options": [option()] * 6}), "no more than 5 items"),
        (actions({"type": "radio_buttons", "options": [option()] * 11}), "no more than 10 items"),
        (actions({"type": "timepicker", "initial_time": "24:00"}), "initial_time]"),
        (
            actions({"type": "plain_text_input", "action_id": "i"}),
            "unsupported type: plain_text_input",
        ),
        ({"type": "input", "label": plain("l"), "element": button()}, "unsupported type: button"),
        (text_input(max_length=3001), "max_length]"),
        ({"type": "markdown", "text": "x" * 12_001}, "no more than 12000 characters"),
        (table(101, 1), "no more than 100 items"),
        (table(1, 21), "no more than 20 items"),
        (
            {"type": "rich_text", "elements": [{"type": "text", "text": "x"}]},
            "unsupported type: text",
        ),
        (chart({"type": "donut"}), "unsupported type: donut"),
        ({**pie(segment()), "title": "x" * 51}, "no more than 50 characters"),
        (pie(), "no less than 1 items"),
        (pie(*[segment()] * 13), "no more than 12 items"),
        (pie(segment("x" * 21)), "no more than 20 characters"),
        (pie(segment(value=0)), "greater than 0"),
        (plot("line", ["a"]), "no less than 1 items"),
        (plot("area", ["a"], *[series("s", "a")] * 13), "no more than 12 items"),
        (plot("bar", ["a"] * 21, series("s", "a")), "no more than 20 items"),
        (plot("bar", ["a", "b"], series("s", "a")), "one point for each category"),
        (plot("bar", ["a"], series("s", "a"), series("s", "a")), "names must be unique"),
        (plot("bar", ["a", "a"], series("s", "a", "a")), "categories must be unique"),
        ({"type": "card", "subtitle": mrkdwn("x")}, "must provide hero_image, title, body"),
        ({"type": "card", "body": mrkdwn("x" * 201)}, "201 characters"),
        ({"type": "alert", "text": mrkdwn("x")}, "unsupported type: alert"),
        ({"type": "hologram"}, "unsupported type: hologram"),
        ({"text": "x"}, "missing required field: type"),
    ],
)
def test_what_slack_refuses_is_refused_with_place_and_reason(block: Json, reason: str) -> None:
    with pytest.raises(SlackError) as caught:
        message_blocks([block])
    assert caught.value.code == "invalid_blocks"
    (told,) = caught.value.extra["response_metadata"]["messages"]  # type: ignore[index]
    assert told.startswith("[ERROR] ")
    assert reason in told


@pytest.mark.parametrize(
    "blocks",
    [
        [{"type": "divider"}] * 51,
        [{"type": "divider", "block_id": "same"}] * 2,
        [table(1, 1)] * 2,
        [pie(segment())] * 3,
        [{"type": "markdown", "text": "x" * 7_000}] * 2,
    ],
    ids=["51 blocks", "block_id twice", "two tables", "three charts", "14,000 of markdown"],
)
def test_a_message_as_a_whole_has_limits(blocks: list[Json]) -> None:
    with pytest.raises(SlackError, match="invalid_blocks"):
        message_blocks(blocks)


def test_blocks_must_be_a_list() -> None:
    with pytest.raises(SlackError, match="invalid_blocks_format"):
        message_blocks({"type": "divider"})


@pytest.mark.parametrize(
    ("view", "reason"),
    [
        (modal(title=plain("x" * 25)), "25 characters"),
        (modal(title=mrkdwn("x")), "title/type"),
        (modal(private_metadata="x" * 3001), "no more than 3000 characters"),
        (modal(blocks=[{"type": "divider"}] * 101), "no more than 100 items"),
        (modal(blocks=[text_input()]), "needs submit"),
        (modal(blocks=[table(1, 1)]), "unsupported type: table"),
        (modal(blocks=[alert(text=mrkdwn("x" * 201))]), "201 characters"),
        (modal(blocks=[alert(level="loud")]), "blocks/0/level"),
        ({"type": "home", "blocks": []}, "a view of type modal is expected"),
        ({"type": "modal", "blocks": []}, "missing required field: title"),
    ],
)
def test_a_modal_has_limits(view: Json, reason: str) -> None:
    with pytest.raises(SlackError) as caught:
        view_content(view, "modal")
    assert caught.value.code == "invalid_arguments"
    assert reason in str(caught.value.extra)


def test_a_modal_and_a_home_within_the_limits_are_taken() -> None:
    assert view_content(modal(submit=plain("ok"), blocks=[text_input()] * 100), "modal")
    assert view_content(modal(blocks=[alert(text=mrkdwn("x" * 200), level="error")]), "modal")
    assert view_content({"type": "home", "blocks": [actions(button())]}, "home")


WORDS = st.sampled_from(
    ["type", "section", "actions", "elements", "text", "mrkdwn", "button", "action_id", "blocks"]
)
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | WORDS | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(WORDS, inner, max_size=4),
    max_leaves=12,
)


def outcome(check: Callable[[], Json]) -> str:
    """Whether something is taken, or the code with which it is refused."""
    try:
        check()
    except SlackError as refusal:
        return refusal.code
    return "taken"


@given(sent=JSON)
def test_whatever_is_sent_is_taken_or_refused_in_words(sent: object) -> None:
    """No input breaks the check itself."""
    codes = {"taken", "invalid_blocks", "invalid_blocks_format", "no_text"}
    assert outcome(lambda: content.message({"blocks": sent})) in codes
    assert outcome(lambda: content.view(sent, "modal")) in {"taken", "invalid_arguments"}
