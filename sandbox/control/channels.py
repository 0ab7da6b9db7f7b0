"""What people do to channels: make, join, leave, invite, rename, archive, share."""

from collections.abc import Awaitable, Callable

from sandbox import rooms
from sandbox.config import Channel, Person
from sandbox.control.api import Body, answers, channel_named, insider, person_named
from sandbox.errors import ControlError, Json
from sandbox.world import World


class _Create(Body):
    user: str
    name: str
    is_private: bool = False


class _Of(Body):
    user: str
    channel: str


class _OfPerson(_Of):
    who: str


class _Rename(_Of):
    name: str


class _Topic(_Of):
    topic: str


class _OfTeam(_Of):
    team: str


async def _create(world: World, asked: _Create) -> Json:
    person = person_named(world, asked.user)
    insider(world, person, "new channels")
    channel = rooms.create(world, name=asked.name, is_private=asked.is_private, by=person)
    return {"channel": channel.id}


async def _join(world: World, asked: _Of) -> Json:
    person, channel = person_named(world, asked.user), channel_named(world, asked.channel)
    if channel.is_private:
        raise ControlError("channel_not_found", "nobody joins a private channel uninvited")
    _check_new(world, channel, person)
    rooms.add(world, channel, person)
    return {}


async def _invite(world: World, asked: _OfPerson) -> Json:
    by, channel = _changer(world, asked)
    person = _anybody(world, asked.who)
    _check_new(world, channel, person)
    rooms.add(world, channel, person, inviter=by)
    return {}


async def _leave(world: World, asked: _Of) -> Json:
    person, channel = person_named(world, asked.user), channel_named(world, asked.channel)
    _check_member(channel, person)
    rooms.remove(world, channel, person, by=person)
    return {}


async def _remove(world: World, asked: _OfPerson) -> Json:
    by, channel = _changer(world, asked)
    person = _anybody(world, asked.who)
    _check_member(channel, person)
    rooms.remove(world, channel, person, by=by)
    return {}


async def _rename(world: World, asked: _Rename) -> Json:
    by, channel = _changer(world, asked)
    rooms.rename(world, channel, asked.name, by=by)
    return {}


async def _topic(world: World, asked: _Topic) -> Json:
    by, channel = _changer(world, asked)
    rooms.set_topic(world, channel, asked.topic, by=by)
    return {}


async def _change_id(world: World, asked: _Of) -> Json:
    by, channel = _changer(world, asked)
    return {"channel": rooms.change_id(world, channel, by=by).id}


async def _share(world: World, asked: _OfTeam) -> Json:
    by, channel = _changer(world, asked)
    if asked.team in channel.shared_with:
        raise ControlError("already_shared", f"#{channel.name} is shared with {asked.team}")
    if asked.team not in {team.id for team in world.config.partners}:
        raise ControlError("team_not_found", f"no partner has the id {asked.team!r}")
    rooms.share(world, channel, asked.team, by=by)
    return {}


async def _unshare(world: World, asked: _OfTeam) -> Json:
    by, channel = _changer(world, asked)
    if asked.team not in channel.shared_with:
        raise ControlError("not_shared", f"#{channel.name} is not shared with {asked.team!r}")
    rooms.unshare(world, channel, asked.team, by=by)
    return {}


def _simply(change: Callable[..., None]) -> Callable[[World, _Of], Awaitable[Json]]:
    async def act(world: World, asked: _Of) -> Json:
        by, channel = _changer(world, asked)
        change(world, channel, by=by)
        return {}

    return act


def _changer(world: World, asked: _Of) -> tuple[Person, Channel]:
    """Return who changes a channel, and it; people of other organisations change none."""
    person, channel = person_named(world, asked.user), channel_named(world, asked.channel)
    insider(world, person, "changes of channels")
    if channel.is_private:
        _check_member(channel, person)
    return person, channel


def _anybody(world: World, reference: str) -> Person:
    """Return a person, or the app."""
    person = world.roster.person(reference)
    return person if person is world.roster.bot else person_named(world, reference)


def _check_new(world: World, channel: Channel, person: Person) -> None:
    if person.name in channel.members:
        raise ControlError("already_in_channel", f"{person.name} is in #{channel.name}")
    if channel.is_archived:
        raise ControlError("is_archived", f"#{channel.name} is archived")
    if not rooms.may_invite(world, channel, person):
        detail = f"#{channel.name} is not shared with the organisation of {person.name}"
        raise ControlError("cant_invite", detail)


def _check_member(channel: Channel, person: Person) -> None:
    if person.name not in channel.members:
        raise ControlError("not_in_channel", f"{person.name} is not in #{channel.name}")


ROUTES = (
    ("POST", "channels", answers(_Create, _create)),
    ("POST", "channels/join", answers(_Of, _join)),
    ("POST", "channels/leave", answers(_Of, _leave)),
    ("POST", "channels/invite", answers(_OfPerson, _invite)),
    ("POST", "channels/remove", answers(_OfPerson, _remove)),
    ("POST", "channels/rename", answers(_Rename, _rename)),
    ("POST", "channels/topic", answers(_Topic, _topic)),
    ("POST", "channels/archive", answers(_Of, _simply(rooms.archive))),
    ("POST", "channels/unarchive", answers(_Of, _simply(rooms.unarchive))),
    ("POST", "channels/make_private", answers(_Of, _simply(rooms.make_private))),
    ("POST", "channels/change_id", answers(_Of, _change_id)),
    ("POST", "channels/share", answers(_OfTeam, _share)),
    ("POST", "channels/unshare", answers(_OfTeam, _unshare)),
)
