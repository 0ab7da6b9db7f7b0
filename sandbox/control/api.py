"""How a control call is answered: a checked body in, JSON or a refusal out."""

from collections.abc import Awaitable, Callable
from typing import TypeVar

from aiohttp import web
from pydantic import BaseModel, ConfigDict, ValidationError

from sandbox.config import Channel, Person
from sandbox.errors import ControlError, Json, SlackError
from sandbox.records import Message
from sandbox.world import World


class Body(BaseModel):
    """The body of a call; a key that is not known is refused."""

    model_config = ConfigDict(extra="forbid")


class Nothing(Body):
    """The body of a call that takes none."""


Asked = TypeVar("Asked", bound=Body)
Handler = Callable[[World, web.Request], Awaitable[web.StreamResponse]]


def answers(
    model: type[Asked], act: Callable[[World, Asked], Awaitable[Json | list[Json]]]
) -> Handler:
    """Make a handler that reads `model` from body or query and lets `act` answer."""

    async def handler(world: World, request: web.Request) -> web.Response:
        try:
            asked = model.model_validate(await _given(request))
            answer = await act(world, asked)
            shown = answer if isinstance(answer, list) else {"ok": True, **answer}
            return web.json_response(shown)
        except ValidationError as error:
            faults = (f"{'.'.join(map(str, e['loc']))}: {e['msg']}" for e in error.errors())
            refusal = ControlError("invalid_arguments", "; ".join(faults))
        except SlackError as error:
            refusal = ControlError(error.code, f"Slack would refuse: {error.code}")
        except ControlError as error:
            refusal = error
        body = {"ok": False, "error": refusal.code, "detail": refusal.detail, **refusal.extra}
        return web.json_response(body)

    return handler


async def _given(request: web.Request) -> object:
    in_path = dict(request.match_info)
    if request.method == "GET":
        return {**request.query, **in_path}
    try:
        body = await request.json()
    except ValueError as error:
        raise ControlError("invalid_json", "the body must be a JSON object") from error
    return {**body, **in_path} if isinstance(body, dict) else body


def person_named(world: World, reference: str) -> Person:
    """Return a person who can act; raises user_not_found."""
    person = world.roster.person(reference)
    if person is None or person.is_bot:
        names = ", ".join(each.name for each in world.roster.people if not each.is_bot)
        raise ControlError("user_not_found", f"nobody is called {reference!r}; there are {names}")
    return person


def channel_named(world: World, reference: str) -> Channel:
    """Return a channel; raises channel_not_found."""
    channel = world.roster.channel(reference)
    if channel is None:
        names = ", ".join(each.name for each in world.roster.channels)
        raise ControlError("channel_not_found", f"no channel {reference!r}; there are {names}")
    return channel


def member_in(world: World, user: str, channel: str) -> tuple[Person, Channel]:
    """Return a person in a channel where they may act; raises not_in_channel, is_archived.

    The app's name stands for the person's direct messages with it.
    """
    person = person_named(world, user)
    direct = world.roster.direct_with(person)
    to_app = direct and world.roster.person(channel) is world.roster.bot
    room = direct if direct and to_app else channel_named(world, channel)
    if person.name not in room.members:
        raise ControlError("not_in_channel", f"{person.name} is not in #{room.name}")
    if room.is_archived:
        raise ControlError("is_archived", f"#{room.name} is archived")
    return person, room


def insider(world: World, person: Person, what: str) -> None:
    """Refuse a stranger what Slack Connect does not give to other organisations."""
    if world.roster.is_stranger(person):
        raise ControlError(
            "not_available_to_external_people",
            f"{person.name} is of another organisation and cannot use {what} here",
        )


def message_at(world: World, channel: str, ts: str) -> Message:
    """Return a message that stands in a channel; raises message_not_found."""
    message = world.messages.get(channel, ts)
    if message is None:
        raise ControlError("message_not_found", f"no message {ts} there")
    return message
