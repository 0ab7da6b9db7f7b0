"""POST commands: somebody types a slash command."""

from sandbox import payloads
from sandbox.config import Channel, Command, Person
from sandbox.control.api import Body, answers, insider, member_in
from sandbox.control.waiting import Ack, deliver
from sandbox.errors import ControlError, Json, SlackError
from sandbox.records import ResponseUrl
from sandbox.responses import respond
from sandbox.typed_text import references
from sandbox.world import World


class _Typed(Body):
    user: str
    channel: str
    command: str
    text: str = ""
    thread_ts: str | None = None


async def _run(world: World, asked: _Typed) -> Json:
    person, channel = member_in(world, asked.user, asked.channel)
    insider(world, person, "slash commands")
    if asked.thread_ts:
        raise ControlError(
            "not_supported_in_threads", f"{asked.command} is not supported in threads"
        )
    command = _known(world, asked.command)
    text = (
        references(world.roster, asked.text, with_names=True)
        if command.should_escape
        else asked.text
    )
    place = _place(world, person, channel)
    payload = payloads.slash_command(
        world, person=person, command=command.command, text=text, place=place
    )
    try:
        ack = await deliver(
            world, "slash_commands", payload, trigger_id=place.trigger_id, channel=channel.id
        )
        _show(world, place, ack)
    except ControlError as failure:
        _tell_failure(world, place, command.command, failure.code)
        raise
    return {"ack_ms": ack.ms, "ack": ack.payload, "trigger_id": place.trigger_id}


def _known(world: World, name: str) -> Command:
    for command in world.config.app.manifest.commands:
        if command.command == name:
            return command
    raise ControlError("unknown_command", f"{name} is not a valid command")


def _place(world: World, person: Person, channel: Channel) -> ResponseUrl:
    trigger_id = world.triggers.give(person.id)
    return world.response_urls.give(
        user=person.id, channel=channel.id, trigger_id=trigger_id, ts=None
    )


def _show(world: World, place: ResponseUrl, ack: Ack) -> None:
    if not ack.payload:
        return
    try:
        respond(world, place, ack.payload, via="ack")
    except SlackError as refusal:
        raise ControlError(
            "invalid_command_response", refusal.code, trigger_id=place.trigger_id, **refusal.extra
        ) from refusal


def _tell_failure(world: World, place: ResponseUrl, command: str, code: str) -> None:
    world.ephemerals.show(
        place.channel,
        place.user,
        via="slackbot",
        trigger_id=place.trigger_id,
        text=f"{command} failed with the error “{code}”",
    )


ROUTES = (("POST", "commands", answers(_Typed, _run)),)
