"""Interactive elements: what a person may choose or type, and how it is told to the app."""

from collections.abc import Callable, Iterator
from datetime import date, time

from sandbox.errors import Json
from sandbox.roster import Roster

Answer = str | list[str] | None
Values = dict[str, dict[str, Json]]

_SINGLE = {"static_select", "radio_buttons", "overflow"}
_MULTI = {"multi_static_select", "checkboxes"}
FILES = "file_input"
_MOST_FILES = 10
_PLAIN = {
    "plain_text_input": "value",
    "datepicker": "selected_date",
    "timepicker": "selected_time",
    "users_select": "selected_user",
    "conversations_select": "selected_conversation",
}


class UnfitAnswer(ValueError):
    """The element does not offer, or does not take, what was given; the text says what it does."""


def elements_of(block: Json) -> Iterator[Json]:
    """Return the interactive elements of a block."""
    several = [*block.get("elements", []), *block.get("actions", [])]
    held = [*several, block.get("accessory"), block.get("element")]
    return (each for each in held if isinstance(each, dict) and "action_id" in each)


def find(blocks: list[Json], action_id: str, block_id: str | None) -> tuple[Json, Json] | None:
    """Return the block and the element that a person acts on, or None."""
    for block in blocks:
        if block_id in (None, block["block_id"]):
            for element in elements_of(block):
                if element["action_id"] == action_id:
                    return block, element
    return None


def answered(roster: Roster, element: Json, answer: Answer) -> Json:
    """Return an element's part of `state.values`; None means nothing chosen or typed.

    Raises UnfitAnswer.
    """
    kind = element["type"]
    if kind in _SINGLE:
        chosen = None if answer is None else _options(element, [_one(answer)])[0]
        return {"type": kind, "selected_option": chosen}
    if kind in _MULTI:
        return {"type": kind, "selected_options": _options(element, _many(answer))}
    fitting = None if answer is None else _FITTING[kind](roster, element, _one(answer))
    return {"type": kind, _PLAIN[kind]: fitting}


def chosen_files(element: Json, files: list[Json]) -> Json:
    """Return a file input's part of `state.values`; raises UnfitAnswer."""
    most, types = element.get("max_files", _MOST_FILES), element.get("filetypes", [])
    if len(files) > most:
        raise UnfitAnswer(f"at most {most} files are expected, not {len(files)}")
    unfit = [file["name"] for file in files if types and file["filetype"] not in types]
    if unfit:
        raise UnfitAnswer(f"{unfit[0]!r} is none of these: {', '.join(types)}")
    return {"type": FILES, "files": files}


def initial_values(blocks: list[Json]) -> Values:
    """Return `state.values` of what was just put on show."""
    values: Values = {}
    for block in blocks:
        for element in elements_of(block):
            if element["type"] not in {"button", "overflow"}:
                values.setdefault(block["block_id"], {})[element["action_id"]] = _initial(element)
    return values


def changed(values: Values, action: Json) -> Values:
    """Return `state.values` after an action; one by a button changes nothing."""
    block_id, action_id = action["block_id"], action["action_id"]
    if action_id not in values.get(block_id, {}):
        return values
    told = {key: part for key, part in action.items() if not key.endswith(("_id", "_ts"))}
    return {**values, block_id: {**values[block_id], action_id: told}}


def is_empty(value: Json) -> bool:
    """Whether an element of `state.values` holds nothing."""
    return not any(part for key, part in value.items() if key != "type")


def _initial(element: Json) -> Json:
    kind = element["type"]
    if kind in _SINGLE:
        return {"type": kind, "selected_option": element.get("initial_option")}
    if kind in _MULTI:
        return {"type": kind, "selected_options": element.get("initial_options", [])}
    if kind == FILES:
        return {"type": kind, "files": []}
    key = _PLAIN[kind]
    return {"type": kind, key: element.get(key.replace("selected", "initial"), None)} | (
        {key: element.get("initial_value")} if key == "value" else {}
    )


def _one(answer: Answer) -> str:
    if isinstance(answer, str):
        return answer
    raise UnfitAnswer(f"one value is expected, not {answer!r}")


def _many(answer: Answer) -> list[str]:
    return [answer] if isinstance(answer, str) else answer or []


def _options(element: Json, wanted: list[str]) -> list[Json]:
    groups = element.get("option_groups", [])
    options = [*element.get("options", []), *(o for group in groups for o in group["options"])]
    by_value = {option["value"]: option for option in options}
    unknown = [value for value in wanted if value not in by_value]
    if unknown:
        raise UnfitAnswer(f"{unknown[0]!r} is not offered; there are {', '.join(by_value)}")
    return [by_value[value] for value in wanted]


def _text(_: Roster, element: Json, text: str) -> str:
    least, most = element.get("min_length", 0), element.get("max_length", 3000)
    if not least <= len(text) <= most:
        raise UnfitAnswer(f"{least} to {most} characters are expected, not {len(text)}")
    return text


def _day(_: Roster, __: Json, text: str) -> str:
    try:
        return date.fromisoformat(text).isoformat()
    except ValueError as error:
        raise UnfitAnswer(f"a day like 2026-03-02 is expected, not {text!r}") from error


def _time(_: Roster, __: Json, text: str) -> str:
    try:
        return time.fromisoformat(text).strftime("%H:%M")
    except ValueError as error:
        raise UnfitAnswer(f"a time like 14:30 is expected, not {text!r}") from error


def _person(roster: Roster, _: Json, reference: str) -> str:
    person = roster.person(reference)
    if person is None:
        raise UnfitAnswer(f"nobody is called {reference!r}")
    return person.id


def _room(roster: Roster, _: Json, reference: str) -> str:
    channel = roster.channel(reference)
    if channel is None:
        raise UnfitAnswer(f"no channel is called {reference!r}")
    return channel.id


_FITTING: dict[str, Callable[[Roster, Json, str], str]] = {
    "plain_text_input": _text,
    "datepicker": _day,
    "timepicker": _time,
    "users_select": _person,
    "conversations_select": _room,
}
