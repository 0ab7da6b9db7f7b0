"""What the app is sent when a person does something, in the shapes of Slack's payloads."""

from sandbox.config import VERIFICATION_TOKEN, Channel, Person
from sandbox.elements import Values
from sandbox.errors import Json
from sandbox.records import Ephemeral, Message, ResponseUrl, View
from sandbox.shapes import conform
from sandbox.world import World


def slash_command(
    world: World, *, person: Person, command: str, text: str, place: ResponseUrl
) -> Json:
    """Build a slash command."""
    channel = world.roster.channel(place.channel)
    assert channel is not None
    payload = {
        "token": VERIFICATION_TOKEN,
        "team_id": world.roster.home.id,
        "team_domain": world.roster.home.domain,
        "channel_id": channel.id,
        "channel_name": _room_name(channel),
        "user_id": person.id,
        "user_name": person.name,
        "command": command,
        "text": text,
        "api_app_id": world.config.app.id,
        "is_enterprise_install": "false",
        "response_url": response_url(world, place),
        "trigger_id": place.trigger_id,
    }
    return conform("payloads", "SlashCommandPayload", payload)


def message_action(
    world: World,
    *,
    person: Person,
    channel: Channel,
    shown: Message | Ephemeral,
    place: ResponseUrl,
    action: Json,
    values: Values,
) -> Json:
    """Build a click in a message, or in an ephemeral one (which the payload does not carry)."""
    container = {
        "type": "message",
        "message_ts": shown.ts,
        "channel_id": channel.id,
        "is_ephemeral": isinstance(shown, Ephemeral),
        **({"thread_ts": shown.thread_ts} if shown.thread_ts else {}),
    }
    payload = {
        **_base(world, "block_actions", person),
        "trigger_id": place.trigger_id,
        "container": container,
        "channel": {"id": channel.id, "name": _room_name(channel)},
        **_message_part(world, shown),
        "state": {"values": values},
        "response_url": response_url(world, place),
        "actions": [action],
    }
    return conform("payloads", "BlockActionPayload", payload)


def view_action(world: World, *, person: Person, view: View, trigger_id: str, action: Json) -> Json:
    """Build a click in a view."""
    payload = {
        **_base(world, "block_actions", person),
        "trigger_id": trigger_id,
        "container": {"type": "view", "view_id": view.id},
        "view": world.views.shown(view),
        "actions": [action],
    }
    return conform("payloads", "BlockActionPayload", payload)


def view_submission(world: World, *, person: Person, view: View, trigger_id: str) -> Json:
    """Build a modal's submit."""
    payload = {
        **_base(world, "view_submission", person),
        "trigger_id": trigger_id,
        "view": world.views.shown(view),
    }
    return conform("payloads", "ViewSubmissionPayload", payload)


def view_closed(world: World, *, person: Person, view: View) -> Json:
    """Build a modal closed by its person, where the app asked to be told."""
    payload = {
        **_base(world, "view_closed", person),
        "view": world.views.shown(view),
        "is_cleared": False,
    }
    return conform("payloads", "ViewClosedPayload", payload)


def message_shortcut(
    world: World, *, person: Person, callback_id: str, message: Message, place: ResponseUrl
) -> Json:
    """Build a shortcut of a message's menu."""
    channel = world.roster.channel(message.channel)
    assert channel is not None
    payload = {
        **_base(world, "message_action", person),
        "action_ts": message.ts,
        "callback_id": callback_id,
        "channel": {"id": channel.id, "name": _room_name(channel)},
        "message": world.messages.shown(message, with_metadata=True),
        "message_ts": message.ts,
        "response_url": response_url(world, place),
        "trigger_id": place.trigger_id,
    }
    return conform("payloads", "MessageShortcutPayload", payload)


def global_shortcut(world: World, *, person: Person, callback_id: str, trigger_id: str) -> Json:
    """Build a shortcut that concerns no message."""
    payload = {
        **_base(world, "shortcut", person),
        "action_ts": f"{world.clock.now.timestamp():.6f}",
        "callback_id": callback_id,
        "trigger_id": trigger_id,
    }
    return conform("payloads", "GlobalShortcutPayload", payload)


def response_url(world: World, place: ResponseUrl) -> str:
    """Where the app answers."""
    return f"{world.base_url}/response/{place.key}"


def _base(world: World, kind: str, person: Person) -> Json:
    home = world.roster.home
    user = {"id": person.id, "name": person.name, "username": person.name, "team_id": person.team}
    return {
        "type": kind,
        "token": VERIFICATION_TOKEN,
        "api_app_id": world.config.app.id,
        "team": {"id": home.id, "domain": home.domain},
        "enterprise": None,
        "is_enterprise_install": False,
        "user": user,
    }


def _message_part(world: World, shown: Message | Ephemeral) -> Json:
    if isinstance(shown, Ephemeral):
        return {}
    return {"message": world.messages.shown(shown, with_metadata=True)}


def _room_name(channel: Channel) -> str:
    return {"im": "directmessage", "group": "privategroup"}.get(channel.kind, channel.name)
