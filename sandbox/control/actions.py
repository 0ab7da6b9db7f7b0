"""POST actions: somebody clicks a button or chooses, in a message, an ephemeral or a view."""

from sandbox import payloads
from sandbox.config import Person
from sandbox.control.api import Body, answers, member_in, person_named
from sandbox.control.waiting import deliver
from sandbox.elements import UnfitAnswer, Values, answered, changed, find, initial_values
from sandbox.errors import ControlError, Json
from sandbox.records import Ephemeral, Message, View
from sandbox.world import World


class _Clicked(Body):
    user: str
    action_id: str
    channel: str | None = None
    ts: str | None = None
    view_id: str | None = None
    block_id: str | None = None
    value: str | None = None
    selected: str | list[str] | None = None


async def _click(world: World, asked: _Clicked) -> Json:
    if asked.view_id is not None:
        return await _in_view(world, asked, asked.view_id)
    if asked.channel is None or asked.ts is None:
        raise ControlError("invalid_arguments", "channel and ts, or view_id, are needed")
    person, channel = member_in(world, asked.user, asked.channel)
    shown = _shown_to(world, person.id, channel.id, asked.ts)
    action = _action(world, shown.blocks or [], asked)
    values = _remembered(world, person, shown, action)
    trigger_id = world.triggers.give(person.id)
    place = world.response_urls.give(
        user=person.id, channel=channel.id, trigger_id=trigger_id, ts=shown.ts
    )
    payload = payloads.message_action(
        world,
        person=person,
        channel=channel,
        shown=shown,
        place=place,
        action=action,
        values=values,
    )
    ack = await deliver(world, "interactive", payload, trigger_id=trigger_id, channel=channel.id)
    return {"ack_ms": ack.ms, "trigger_id": trigger_id}


async def _in_view(world: World, asked: _Clicked, view_id: str) -> Json:
    person = person_named(world, asked.user)
    view = open_view(world, person.id, view_id)
    action = _action(world, view.content["blocks"], asked)
    view = world.views.typed(view, changed(view.values, action))
    trigger_id = world.triggers.give(person.id, view.id)
    payload = payloads.view_action(
        world, person=person, view=view, trigger_id=trigger_id, action=action
    )
    ack = await deliver(world, "interactive", payload, trigger_id=trigger_id)
    return {"ack_ms": ack.ms, "trigger_id": trigger_id}


def open_view(world: World, user: str, view_id: str) -> View:
    """Return the modal on top, or the person's App Home; raises view_not_open."""
    stack, home = world.views.stack(user), world.views.home(user)
    for view in (*stack[-1:], *([home] if home else [])):
        if view.id == view_id:
            return view
    raise ControlError("view_not_open", f"that person does not see a view {view_id!r} on top")


def _shown_to(world: World, user: str, channel: str, ts: str) -> Message | Ephemeral:
    """Return what a person sees at a `ts`: a message, or an ephemeral of their own."""
    ephemeral = world.ephemerals.get(channel, ts)
    if ephemeral is not None and ephemeral.user == user:
        return ephemeral
    message = world.messages.get(channel, ts)
    if message is None:
        raise ControlError("message_not_found", f"that person sees no message {ts} there")
    return message


def _action(world: World, blocks: list[Json], asked: _Clicked) -> Json:
    """Make the `actions` entry of the payload."""
    found = find(blocks, asked.action_id, asked.block_id)
    if found is None:
        raise ControlError("action_not_found", f"nothing there has action_id {asked.action_id!r}")
    block, element = found
    return {
        "action_id": element["action_id"],
        "block_id": block["block_id"],
        "action_ts": f"{world.clock.now.timestamp():.6f}",
        **_told(world, element, asked),
    }


def _told(world: World, element: Json, asked: _Clicked) -> Json:
    if element["type"] == "button":
        value = {"value": element["value"]} if "value" in element else {}
        return {"type": "button", "text": element["text"], **value}
    try:
        chosen = asked.value if asked.selected is None else asked.selected
        return answered(world.roster, element, chosen)
    except UnfitAnswer as error:
        raise ControlError("invalid_selection", str(error)) from error


def _remembered(world: World, person: Person, shown: Message | Ephemeral, action: Json) -> Values:
    """Return what the person has chosen in this message so far, with this action."""
    key = (person.id, shown.channel, shown.ts)
    values = initial_values(shown.blocks or [])
    for block_id, earlier in world.chosen.get(key, {}).items():
        if values.get(block_id, {}).keys() == earlier.keys():
            values[block_id] = earlier
    world.chosen[key] = changed(values, action)
    return world.chosen[key]


ROUTES = (("POST", "actions", answers(_Clicked, _click)),)
