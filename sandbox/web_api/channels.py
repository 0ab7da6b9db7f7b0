"""conversations.*: the app makes and changes channels."""

from sandbox import rooms
from sandbox.config import Channel, Person
from sandbox.errors import Json, SlackError
from sandbox.web_api.access import is_member, need_scope
from sandbox.web_api.channel_shown import shown
from sandbox.web_api.method import Arguments, Method
from sandbox.world import World

_ALREADY_IN = "already_in_channel"
_MOST_INVITED = 1000


class _Create(Arguments):
    name: str = ""
    is_private: bool = False


class _Channel(Arguments):
    channel: str


class _Invite(_Channel):
    """`users`: ids, with commas between. `force` invites whom it can in spite of the others."""

    users: str = ""
    force: bool = False


class _Kick(_Channel):
    user: str


class _Rename(_Channel):
    name: str = ""


class _SetTopic(_Channel):
    topic: str


def _create(world: World, asked: _Create) -> Json:
    need_scope(world, "groups:write" if asked.is_private else "channels:manage")
    bot = world.roster.bot
    channel = rooms.create(world, name=asked.name, is_private=asked.is_private, by=bot)
    return _answer(world, channel)


def _join(world: World, asked: _Channel) -> Json:
    channel = _found(world, asked.channel)
    if channel.is_private:
        raise SlackError("method_not_supported_for_channel_type")
    _check_in_use(channel)
    if is_member(world, channel):
        warned = {"warning": _ALREADY_IN, "response_metadata": {"warnings": [_ALREADY_IN]}}
        return {**_answer(world, channel), **warned}
    rooms.add(world, channel, world.roster.bot)
    return _answer(world, channel)


def _leave(world: World, asked: _Channel) -> Json:
    channel = _manageable(world, asked.channel)
    if rooms.is_general(world, channel):
        raise SlackError("cant_leave_general")
    if not is_member(world, channel):
        return {"not_in_channel": True}
    rooms.remove(world, channel, world.roster.bot, by=world.roster.bot)
    return {}


def _invite(world: World, asked: _Invite) -> Json:
    channel = _own(world, asked.channel, "write.invites")
    _check_in_use(channel)
    references = [each for each in asked.users.replace(" ", "").split(",") if each]
    if not references:
        raise SlackError("no_user")
    if len(references) > _MOST_INVITED:
        raise SlackError("too_many_users")
    refused = {each: code for each in references if (code := _why_not(world, channel, each))}
    errors = [{"user": each, "ok": False, "error": code} for each, code in refused.items()]
    if errors and (not asked.force or len(errors) == len(references)):
        raise SlackError(str(errors[0]["error"]), errors=errors)
    for reference in dict.fromkeys(references):
        if reference not in refused:
            _invite_one(world, channel.id, reference)
    return {**_answer(world, channel), **({"errors": errors} if errors else {})}


def _invite_one(world: World, channel_id: str, user_id: str) -> None:
    channel, person = _found(world, channel_id), world.roster.person(user_id)
    assert person is not None
    rooms.add(world, channel, person, inviter=world.roster.bot)


def _why_not(world: World, channel: Channel, user_id: str) -> str | None:
    person = world.roster.person(user_id)
    if person is None or person.id != user_id:
        return "user_not_found"
    if person is world.roster.bot:
        return "cant_invite_self"
    if person.name in channel.members:
        return _ALREADY_IN
    return None if rooms.may_invite(world, channel, person) else "cant_invite"


def _kick(world: World, asked: _Kick) -> Json:
    channel = _own(world, asked.channel)
    person = _member(world, channel, asked.user)
    if person is world.roster.bot:
        raise SlackError("cant_kick_self")
    if rooms.is_general(world, channel):
        raise SlackError("cant_kick_from_general")
    rooms.remove(world, channel, person, by=world.roster.bot)
    return {}


def _member(world: World, channel: Channel, user_id: str) -> Person:
    person = world.roster.person(user_id)
    if person is None or person.id != user_id:
        raise SlackError("user_not_found")
    if person.name not in channel.members:
        raise SlackError("not_in_channel")
    return person


def _set_topic(world: World, asked: _SetTopic) -> Json:
    channel = _own(world, asked.channel, "write.topic")
    _check_in_use(channel)
    return _answer(world, rooms.set_topic(world, channel, asked.topic, by=world.roster.bot))


def _rename(world: World, asked: _Rename) -> Json:
    """Rename what the app made itself; the others are their owners'."""
    channel = _own(world, asked.channel)
    _check_in_use(channel)
    if channel.creator != world.roster.bot.name:
        raise SlackError("not_authorized")
    return _answer(world, rooms.rename(world, channel, asked.name, by=world.roster.bot))


def _archive(world: World, asked: _Channel) -> Json:
    rooms.archive(world, _own(world, asked.channel), by=world.roster.bot)
    return {}


def _own(world: World, reference: str, narrower: str | None = None) -> Channel:
    """Return a channel that the app is in and may change; `narrower`: a scope for this alone."""
    channel = _manageable(world, reference, narrower)
    if not is_member(world, channel):
        raise SlackError("not_in_channel")
    return channel


def _manageable(world: World, reference: str, narrower: str | None = None) -> Channel:
    channel = _found(world, reference)
    family, whole = ("groups", "write") if channel.is_private else ("channels", "manage")
    scopes = [whole, *([narrower] if narrower else [])]
    need_scope(world, *(f"{family}:{scope}" for scope in scopes))
    return channel


def _found(world: World, reference: str) -> Channel:
    channel = world.roster.channel(reference)
    if channel is None or channel.id != reference:
        raise SlackError("channel_not_found")
    if channel.is_private and not is_member(world, channel):
        raise SlackError("channel_not_found")
    if channel.kind == "im":
        raise SlackError("method_not_supported_for_channel_type")
    return channel


def _check_in_use(channel: Channel) -> None:
    if channel.is_archived:
        raise SlackError("is_archived")


def _answer(world: World, channel: Channel) -> Json:
    return {"channel": shown(world, _found(world, channel.id))}


_MANAGE = ("channels:manage", "groups:write")
_INVITE = (*_MANAGE, "channels:write.invites", "groups:write.invites")
_TOPIC = (*_MANAGE, "channels:write.topic", "groups:write.topic")

METHODS = (
    Method("conversations.create", _Create, _MANAGE, _create),
    Method("conversations.join", _Channel, ("channels:join",), _join),
    Method("conversations.leave", _Channel, _MANAGE, _leave),
    Method("conversations.invite", _Invite, _INVITE, _invite),
    Method("conversations.kick", _Kick, _MANAGE, _kick),
    Method("conversations.setTopic", _SetTopic, _TOPIC, _set_topic),
    Method("conversations.rename", _Rename, _MANAGE, _rename),
    Method("conversations.archive", _Channel, _MANAGE, _archive),
)
