"""Events: what happens in the channels of the app, told to it where its manifest asks for it.

What becomes of the channels themselves is in `channel_events`.
"""

import secrets

from sandbox.config import VERIFICATION_TOKEN, Channel, Person
from sandbox.errors import Json
from sandbox.records import Message
from sandbox.shapes import conform
from sandbox.world import World

# What is told of every public channel; all else only of those that the app is in.
_OF_PUBLIC = {"channel_created", "channel_rename", "channel_archive", "channel_unarchive"}
_SUBSCRIPTIONS = {"channel": "message.channels", "group": "message.groups", "im": "message.im"}


def message_posted(world: World, message: Message) -> None:
    """Tell of a new message; one that names the bot arrives as a mention, and as a message."""
    channel = _channel(world, message)
    shown = world.messages.shown(message, with_metadata=True)
    sharing = {"subtype": "file_share"} if message.files else {}
    event = {**shown, **sharing, "channel": channel.id, "event_ts": message.ts}
    author = _author(world, message)
    mentions = f"<@{world.roster.bot.id}>" in message.text and not message.subtype
    if mentions and not message.bot_id and channel.kind != "im":
        teams = {"user_team": author.team, "source_team": author.team}
        emit(world, channel, author, "AppMention", {**event, **teams, "type": "app_mention"})
    emit(world, channel, author, "Message", {**event, "channel_type": channel.kind})


def message_changed(world: World, message: Message, previous: Message) -> None:
    """Tell of a message with another content."""
    channel = _channel(world, message)
    event = {
        **_of_message(channel, "message_changed", world),
        "message": world.messages.shown(message, with_metadata=True),
        "previous_message": world.messages.shown(previous, with_metadata=True),
    }
    emit(world, channel, _author(world, message), "MessageChanged", event)


def message_deleted(world: World, message: Message) -> None:
    """Tell of a message that is gone; told before it goes."""
    channel = _channel(world, message)
    event = {
        **_of_message(channel, "message_deleted", world),
        "deleted_ts": message.ts,
        "previous_message": world.messages.shown(message, with_metadata=True),
    }
    emit(world, channel, _author(world, message), "MessageDeleted", event)


def reaction(world: World, message: Message, person: Person, *, name: str, added: bool) -> None:
    """Somebody's reaction, added or removed."""
    shape = "ReactionAdded" if added else "ReactionRemoved"
    event = {
        "type": "reaction_added" if added else "reaction_removed",
        "user": person.id,
        "reaction": name,
        "item_user": message.user,
        "item": {"type": "message", "channel": message.channel, "ts": message.ts},
        "event_ts": now_ts(world),
    }
    emit(world, _channel(world, message), person, shape, event)


def pin(world: World, message: Message, person: Person, *, added: bool) -> None:
    """Tell of a pin, added or removed. Source: docs.slack.dev/reference/events/pin_added."""
    event = {
        "type": "pin_added" if added else "pin_removed",
        "user": person.id,
        "channel_id": message.channel,
        "item": pinned_item(world, message),
        "item_user": message.user,
        "pin_count": len(world.messages.pinned(message.channel)),
        "event_ts": now_ts(world),
        **({} if added else {"has_pins": bool(world.messages.pinned(message.channel))}),
    }
    emit(world, _channel(world, message), person, "PinAdded", event)


def pinned_item(world: World, message: Message) -> Json:
    """Return a pinned message as Slack tells of it."""
    about = message.pin.model_dump() if message.pin else {}
    shown = world.messages.shown(message, with_metadata=False)
    return {"type": "message", "channel": message.channel, "message": shown, **about}


def home_opened(world: World, person: Person) -> None:
    """Somebody opened App Home."""
    direct = world.roster.direct_with(person)
    assert direct is not None
    view = world.views.home(person.id)
    event = {
        "type": "app_home_opened",
        "user": person.id,
        "channel": direct.id,
        "tab": "home",
        "event_ts": now_ts(world),
        **({"view": world.views.shown(view)} if view else {}),
    }
    emit(world, None, person, "AppHomeOpened", event)


def tokens_revoked(world: World) -> None:
    """Tell that the app's bot token was revoked."""
    event = {
        "type": "tokens_revoked",
        "tokens": {"oauth": [], "bot": [world.roster.bot.id]},
        "event_ts": now_ts(world),
    }
    emit(world, None, world.roster.installer, "TokensRevoked", event)


def uninstalled(world: World) -> None:
    """Tell that the app was taken out of the workspace."""
    event = {"type": "app_uninstalled", "event_ts": now_ts(world)}
    emit(world, None, world.roster.installer, "AppUninstalled", event)


def emit(world: World, channel: Channel | None, author: Person, shape: str, event: Json) -> None:
    """Tell the app, if its manifest asks for it and it may know of what happens there."""
    is_message = event["type"] == "message"
    subscription = _SUBSCRIPTIONS[event["channel_type"]] if is_message else event["type"]
    if subscription in world.config.app.manifest.events and _may_hear(world, channel, subscription):
        payload = {**_envelope(world, channel, author), "event": event}
        world.events.emit(conform("events", shape, payload))


def _may_hear(world: World, channel: Channel | None, subscription: str) -> bool:
    if channel is None or world.roster.bot.name in channel.members:
        return True
    return subscription in _OF_PUBLIC and not channel.is_private


def _envelope(world: World, channel: Channel | None, author: Person) -> Json:
    """Return what surrounds every event; `authorizations` names the installation that it is for."""
    home = world.roster.home.id
    authorization = {
        "enterprise_id": None,
        "team_id": home,
        "user_id": world.roster.bot.id,
        "is_bot": True,
        "is_enterprise_install": False,
    }
    return {
        "type": "event_callback",
        "token": VERIFICATION_TOKEN,
        "team_id": author.team,
        "context_team_id": home,
        "context_enterprise_id": None,
        "api_app_id": world.config.app.id,
        "event_id": f"Ev{secrets.token_hex(5).upper()}",
        "event_time": int(world.clock.now.timestamp()),
        "event_context": f"4-{secrets.token_urlsafe(24)}",
        "authorizations": [authorization],
        "is_ext_shared_channel": bool(channel and channel.shared_with),
    }


def _of_message(channel: Channel, subtype: str, world: World) -> Json:
    ts = now_ts(world)
    return {
        "type": "message",
        "subtype": subtype,
        "hidden": True,
        "channel": channel.id,
        "channel_type": channel.kind,
        "ts": ts,
        "event_ts": ts,
    }


def now_ts(world: World) -> str:
    """Return business time as Slack writes it."""
    return f"{world.clock.now.timestamp():.6f}"


def _channel(world: World, message: Message) -> Channel:
    channel = world.roster.channel(message.channel)
    assert channel is not None
    return channel


def _author(world: World, message: Message) -> Person:
    return world.roster.person(message.user) or world.roster.bot
