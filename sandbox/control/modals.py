"""A modal is filled in and submitted, or closed."""

from pydantic import Field

from sandbox import content, payloads
from sandbox.config import Person
from sandbox.control.actions import open_view
from sandbox.control.api import Body, answers, person_named
from sandbox.control.waiting import deliver
from sandbox.elements import (
    FILES,
    Answer,
    UnfitAnswer,
    answered,
    chosen_files,
    elements_of,
    is_empty,
)
from sandbox.errors import ControlError, Json, SlackError
from sandbox.records import View
from sandbox.world import World

_REQUIRED = "Please complete this required field."


class _Submitted(Body):
    user: str
    view_id: str
    values: dict[str, Answer] = Field(default_factory=dict)


class _Closed(Body):
    user: str
    view_id: str


async def _submit(world: World, asked: _Submitted) -> Json:
    person = person_named(world, asked.user)
    view = open_view(world, person.id, asked.view_id)
    view = world.views.typed(view, _filled(world, view, asked.values))
    trigger_id = world.triggers.give(person.id, view.id)
    payload = payloads.view_submission(world, person=person, view=view, trigger_id=trigger_id)
    ack = await deliver(world, "interactive", payload, trigger_id=trigger_id)
    outcome = _act_on(world, person, view, ack.payload or {})
    return {"ack_ms": ack.ms, "trigger_id": trigger_id, **outcome}


def _filled(world: World, view: View, values: dict[str, Answer]) -> dict[str, dict[str, Json]]:
    """`state.values` with what was typed; raises invalid_input where the client would not send."""
    inputs = {
        block["block_id"]: block for block in view.content["blocks"] if block["type"] == "input"
    }
    if unknown := set(values) - set(inputs):
        told = f"no input has block_id {', '.join(unknown)}; there are {', '.join(inputs)}"
        raise ControlError("invalid_input", told)
    state, errors = dict(view.values), {}
    for block_id, block in inputs.items():
        try:
            state[block_id] = _answer(world, view.user, block, state[block_id], values)
        except UnfitAnswer as error:
            errors[block_id] = str(error)
    if errors:
        raise ControlError("invalid_input", "nothing was sent to the app", errors=errors)
    return state


def _answer(
    world: World, user: str, block: Json, held: dict[str, Json], values: dict[str, Answer]
) -> dict[str, Json]:
    """One input's part of the state: what was typed now, or what it held."""
    (element,) = elements_of(block)
    if block["block_id"] in values:
        typed = values[block["block_id"]] or None
        taken = (
            _files(world, user, element, typed)
            if element["type"] == FILES
            else answered(world.roster, element, typed)
        )
        held = {element["action_id"]: taken}
    if is_empty(held[element["action_id"]]) and not block.get("optional"):
        raise UnfitAnswer(_REQUIRED)
    return held


def _files(world: World, user: str, element: Json, typed: Answer) -> Json:
    """Return the files that a person has put up before, by their ids."""
    files = []
    for file_id in [typed] if isinstance(typed, str) else typed or []:
        file = world.files.get(file_id)
        if file is None or file.user != user:
            raise UnfitAnswer(f"there is no file {file_id!r} of theirs")
        files.append(world.files.shown(file, base_url=world.base_url))
    return chosen_files(element, files)


def _act_on(world: World, person: Person, view: View, answer: Json) -> Json:
    """Do what the ack says with the modal; raises invalid_view_response."""
    outcome = _OUTCOMES.get(str(answer.get("response_action", "none")))
    if outcome is None:
        raise ControlError("invalid_view_response", f"the app answered {answer}")
    try:
        return outcome(world, person, view, answer)
    except SlackError as refusal:
        raise ControlError("invalid_view_response", refusal.code, **refusal.extra) from refusal


def _closed(world: World, _: Person, view: View, __: Json) -> Json:
    world.views.close(view)
    return {}


def _cleared(world: World, person: Person, _: View, __: Json) -> Json:
    world.views.clear(person.id)
    return {"response_action": "clear"}


def _updated(world: World, _: Person, view: View, answer: Json) -> Json:
    world.views.update(view, content.view(answer.get("view"), "modal"))
    return {"response_action": "update"}


def _pushed(world: World, person: Person, _: View, answer: Json) -> Json:
    world.views.push(person.id, content.view(answer.get("view"), "modal"))
    return {"response_action": "push"}


def _refused(_: World, __: Person, view: View, answer: Json) -> Json:
    """Each error must stand under an input that is there."""
    errors = answer.get("errors")
    inputs = {block["block_id"] for block in view.content["blocks"] if block["type"] == "input"}
    if not isinstance(errors, dict) or not errors or not set(errors) <= inputs:
        raise SlackError("errors must name input blocks of the view")
    return {"response_action": "errors", "errors": errors}


_OUTCOMES = {
    "none": _closed,
    "clear": _cleared,
    "update": _updated,
    "push": _pushed,
    "errors": _refused,
}


async def _close(world: World, asked: _Closed) -> Json:
    person = person_named(world, asked.user)
    view = open_view(world, person.id, asked.view_id)
    world.views.close(view)
    if view.content.get("notify_on_close"):
        payload = payloads.view_closed(world, person=person, view=view)
        ack = await deliver(world, "interactive", payload, trigger_id="")
        return {"ack_ms": ack.ms}
    return {}


ROUTES = (
    ("POST", "views/submit", answers(_Submitted, _submit)),
    ("POST", "views/close", answers(_Closed, _close)),
)
