"""Block Kit as pure functions, each within Slack's limits."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from domain.refusal import Choice
from handlers.kit.mrkdwn import clip

Block = dict[str, Any]

TEXT_LIMIT = 39_000  # Slack takes 40,000
SECTION_LIMIT = 3000
HEADER_LIMIT = 150
BUTTON_LIMIT = 75
FIELD_LIMIT = 2000
_FIELDS = 10
TABLE_ROWS = 100
OPTIONS_LIMIT = 100
CHART_TITLE = 50
CHART_LABEL = 20


def section(text: str) -> Block:
    """Return a paragraph in mrkdwn."""
    return {"type": "section", "text": _mrkdwn(clip(text, SECTION_LIMIT))}


def pages(lines: Sequence[str]) -> list[str]:
    """Return the lines, joined to texts that each fit into a section."""
    found = [""]
    for line in lines:
        if found[-1] and len(found[-1]) + len(line) + 1 > SECTION_LIMIT:
            found.append("")
        found[-1] = f"{found[-1]}\n{line}".strip()
    return found


def fields(*texts: str) -> list[Block]:
    """Return short texts in two columns, in as many blocks as they take."""
    shown = [_mrkdwn(clip(text, FIELD_LIMIT)) for text in texts]
    parts = [shown[at : at + _FIELDS] for at in range(0, len(shown), _FIELDS)]
    return [{"type": "section", "fields": part} for part in parts]


def context(text: str) -> Block:
    """Return a small grey line."""
    return {"type": "context", "elements": [_mrkdwn(clip(text, SECTION_LIMIT))]}


def divider() -> Block:
    """Return a line across."""
    return {"type": "divider"}


def button(label: str, *, command: str, line: str, style: str | None = None) -> Block:
    """Return a button that does what the line, typed after the command, would do."""
    verb = line.partition(" ")[0].lower() if command != "incident" else _verb(line)
    made: Block = {
        "type": "button",
        "text": _plain(clip(label, BUTTON_LIMIT)),
        "action_id": f"{command}:{clip(verb, BUTTON_LIMIT)}",
        "value": line,
    }
    return made | ({"style": style} if style else {})


def actions(*buttons: Block) -> Block:
    """Return buttons in a row."""
    _tell_apart(buttons)
    return {"type": "actions", "elements": list(buttons)}


def each_with(lines: Sequence[tuple[str, Block]]) -> list[Block]:
    """Return paragraphs, each with a button at its side."""
    _tell_apart([made for _, made in lines])
    return [section(text) | {"accessory": made} for text, made in lines]


def _tell_apart(buttons: Sequence[Block]) -> None:
    """Tell buttons of the same verb apart by their place."""
    seen: dict[str, int] = {}
    for made in buttons:
        count = seen[made["action_id"]] = seen.get(made["action_id"], 0) + 1
        if count > 1:
            made["action_id"] += f":{count}"


def choices(offered: Sequence[Choice], *, command: str) -> Block:
    """Return ways on as buttons."""
    return actions(*(button(choice.label, command=command, line=choice.line) for choice in offered))


def menu(label: str, options: Sequence[tuple[str, str]], *, command: str, verb: str) -> Block:
    """Return a menu of (shown, line): choosing one does what its line, typed, would do."""
    element = {
        "type": "static_select",
        "action_id": f"{command}:{verb}",
        "placeholder": _plain(clip(label, HEADER_LIMIT)),
        "options": [
            {"text": _plain(clip(shown, BUTTON_LIMIT)), "value": line}
            for shown, line in options[:OPTIONS_LIMIT]
        ],
    }
    return {"type": "actions", "elements": [element]}


def table(rows: Sequence[Sequence[str]]) -> Block:
    """Return a native table; the first row is its head."""
    return {
        "type": "table",
        "rows": [
            [{"type": "raw_text", "text": cell or "–"} for cell in row] for row in rows[:TABLE_ROWS]
        ],
    }


def bar_chart(title: str, series: str, points: Sequence[tuple[str, float]]) -> Block:
    """Return a native chart of one series of bars, each (label, value)."""
    return bar_charts(title, {series: points})


def bar_charts(title: str, series: Mapping[str, Sequence[tuple[str, float]]]) -> Block:
    """Return a native chart of several series of bars over the same labels, by their names."""
    shown: list[Block] = [
        {"name": clip(name, CHART_LABEL), "data": [_point(*point) for point in points]}
        for name, points in series.items()
    ]
    labels = [point["label"] for point in shown[0]["data"]]
    return {
        "type": "data_visualization",
        "title": clip(title, CHART_TITLE),
        "chart": {"type": "bar", "series": shown, "axis_config": {"categories": labels}},
    }


def _point(label: str, value: float) -> Block:
    return {"label": clip(label, CHART_LABEL), "value": value}


def text_input(
    name: str,
    label: str,
    *,
    optional: bool = False,
    hint: str = "",
    long: bool = False,
    initial: str = "",
) -> Block:
    """Return a field for text, named as its block; initial: what stands in it already."""
    element: Block = {"type": "plain_text_input", "action_id": name}
    if initial:
        element["initial_value"] = initial
    if hint:
        element["placeholder"] = _plain(clip(hint, HEADER_LIMIT))
    if long:
        element["multiline"] = True
    return _input(name, label, element, optional=optional)


def select_input(
    name: str,
    label: str,
    options: Sequence[tuple[str, str]],
    *,
    optional: bool = False,
    initial: str = "",
) -> Block:
    """Return a field to choose one of (label, value); initial: the value that is chosen already."""
    element: Block = {
        "type": "static_select",
        "action_id": name,
        "options": [{"text": _plain(shown), "value": value} for shown, value in options],
    }
    chosen = [option for option in element["options"] if option["value"] == initial]
    if chosen:
        element["initial_option"] = chosen[0]
    return _input(name, label, element, optional=optional)


def grouped_select_input(
    name: str, label: str, groups: Iterable[tuple[str, Sequence[tuple[str, str]]]]
) -> Block:
    """Return a field to choose one of (label, value), under the headings of their groups."""
    shown = [
        {
            "label": _plain(heading),
            "options": [
                {"text": _plain(clip(text, BUTTON_LIMIT)), "value": value}
                for text, value in options[start : start + OPTIONS_LIMIT]
            ],
        }
        for heading, options in groups
        for start in range(0, len(options), OPTIONS_LIMIT)
    ]
    element: Block = {"type": "static_select", "action_id": name, "option_groups": shown}
    return _input(name, label, element, optional=False)


def file_input(name: str, label: str) -> Block:
    """Return a field for one file."""
    element: Block = {"type": "file_input", "action_id": name, "max_files": 1}
    return _input(name, label, element, optional=False)


def channel_input(name: str, label: str) -> Block:
    """Return a field to choose a channel."""
    element: Block = {
        "type": "conversations_select",
        "action_id": name,
        "filter": {"include": ["public", "private"], "exclude_bot_users": True},
    }
    return _input(name, label, element, optional=False)


def person_input(name: str, label: str, *, optional: bool = False) -> Block:
    """Return a field to choose a person; what is chosen comes back as a mention."""
    element: Block = {"type": "users_select", "action_id": name}
    return _input(name, label, element, optional=optional)


def modal(callback_id: str, title: str, *inputs: Block, submit: str, metadata: str = "") -> Block:
    """Return a form."""
    return {
        "type": "modal",
        "callback_id": callback_id,
        "title": _plain(clip(title, 24)),
        "submit": _plain(clip(submit, 24)),
        "close": _plain("Cancel"),
        "private_metadata": metadata,
        "blocks": list(inputs),
    }


def _input(name: str, label: str, element: Block, *, optional: bool) -> Block:
    return {
        "type": "input",
        "block_id": name,
        "label": _plain(label),
        "element": element,
        "optional": optional,
    }


def _verb(line: str) -> str:
    words = line.lower().split()
    return next((word for word in words if not word.startswith("inc-")), "help")


def _plain(text: str) -> Block:
    return {"type": "plain_text", "text": text, "emoji": True}


def _mrkdwn(text: str) -> Block:
    return {"type": "mrkdwn", "text": text}
