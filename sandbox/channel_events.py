"""Events of channels themselves: made, renamed, archived, shared, and who comes and goes.

A private channel has the same events under `group_`. Source: docs.slack.dev/reference/events.
"""

from sandbox.config import Channel, Person
from sandbox.errors import Json
from sandbox.events import emit, now_ts
from sandbox.world import World


def created(world: World, channel: Channel, person: Person) -> None:
    """Tell of a new public channel; a private one is nobody's business."""
    if channel.is_private:
        return
    about = {**_named(channel), "creator": person.id}
    event = {"type": "channel_created", "channel": about, "event_ts": now_ts(world)}
    emit(world, channel, person, "ChannelCreated", event)


def renamed(world: World, channel: Channel, person: Person) -> None:
    """Tell of a channel's new name."""
    kind = {"is_channel": not channel.is_private, "is_mpim": False}
    about = {**_named(channel), "name_normalized": channel.name, **kind}
    event = {"type": _kind(channel, "rename"), "channel": about, "event_ts": now_ts(world)}
    emit(world, channel, person, "ChannelRename", event)


def archived(world: World, channel: Channel, person: Person) -> None:
    """Tell that a channel was archived, or that it is in use again."""
    change = "archive" if channel.is_archived else "unarchive"
    event = {**_about(world, channel, _kind(channel, change)), "user": person.id, "is_moved": 0}
    emit(world, channel, person, "ChannelArchive", event)


def joined(world: World, channel: Channel, person: Person, inviter: Person | None) -> None:
    """Tell of a new member, told once they are one."""
    by = {"inviter": inviter.id} if inviter else {}
    event = {**_member(world, channel, person), "type": "member_joined_channel", **by}
    emit(world, channel, person, "MemberJoinedChannel", event)


def left(world: World, channel: Channel, person: Person, actor: Person) -> None:
    """Tell that somebody is a member no more, told before they go; the app of itself."""
    if person.is_bot:
        event = {**_about(world, channel, _kind(channel, "left")), "actor_id": actor.id}
        emit(world, channel, person, "ChannelLeft", event)
    else:
        event = {**_member(world, channel, person), "type": "member_left_channel"}
        emit(world, channel, person, "MemberLeftChannel", event)


def shared(world: World, channel: Channel, person: Person, team_id: str) -> None:
    """Tell that a channel is shared with one organisation more."""
    event = {**_about(world, channel, "channel_shared"), "connected_team_id": team_id}
    emit(world, channel, person, "ChannelShared", event)


def unshared(world: World, channel: Channel, person: Person, team_id: str) -> None:
    """Tell that a channel is shared with one organisation less."""
    event = {
        **_about(world, channel, "channel_unshared"),
        "previously_connected_team_id": team_id,
        "is_ext_shared": bool(channel.shared_with),
    }
    emit(world, channel, person, "ChannelUnshared", event)


def id_changed(world: World, channel: Channel, person: Person) -> None:
    """Tell that a channel is known under another id now."""
    event = {
        "type": "channel_id_changed",
        "old_channel_id": channel.former_id,
        "new_channel_id": channel.id,
        "event_ts": now_ts(world),
    }
    emit(world, channel, person, "ChannelIdChanged", event)


def _kind(channel: Channel, change: str) -> str:
    return f"{'group' if channel.is_private else 'channel'}_{change}"


def _named(channel: Channel) -> Json:
    return {"id": channel.id, "name": channel.name, "created": channel.created}


def _about(world: World, channel: Channel, kind: str) -> Json:
    return {"type": kind, "channel": channel.id, "event_ts": now_ts(world)}


def _member(world: World, channel: Channel, person: Person) -> Json:
    return {
        "user": person.id,
        "channel": channel.id,
        "channel_type": "G" if channel.is_private else "C",
        "team": person.team,
        "event_ts": now_ts(world),
    }
