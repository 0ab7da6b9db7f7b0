"""What becomes of channels: made, joined, left, renamed, archived, shared, by app or people.

Each change is kept, told to pages, noted in the channel as Slack notes it, and told to the app.
"""

from typing import Final

from sandbox import channel_events, events
from sandbox.config import Channel, Person
from sandbox.errors import SlackError
from sandbox.world import World

_LONGEST_NAME: Final = 80
_LONGEST_TOPIC: Final = 250


def create(world: World, *, name: str, is_private: bool, by: Person) -> Channel:
    """Make a channel with one member; raises name_taken, invalid_name_…."""
    _check_name(world, name)
    channel = Channel(
        id=f"C{world.clock.next_seq():X}",
        name=name,
        is_private=is_private,
        members=frozenset({by.name}),
        created=int(world.clock.now.timestamp()),
        creator=by.name,
    )
    _save(world, channel)
    channel_events.created(world, channel, by)
    _welcome(world, channel, by, None)
    return channel


def add(world: World, channel: Channel, person: Person, *, inviter: Person | None = None) -> None:
    """Make somebody a member; nobody invited whoever joins."""
    changed = _changed(world, channel, members=channel.members | {person.name})
    _welcome(world, changed, person, inviter)


def remove(world: World, channel: Channel, person: Person, *, by: Person) -> None:
    """Make somebody a member no more, by themselves or by another."""
    channel_events.left(world, channel, person, by)
    how = "has left" if by is person else "was removed from"
    changed = _changed(world, channel, members=channel.members - {person.name})
    _note(world, changed, person, "leave", f"<@{person.id}> {how} the channel")


def rename(world: World, channel: Channel, name: str, *, by: Person) -> Channel:
    """Give a channel another name; raises name_taken, invalid_name_…."""
    _check_name(world, name)
    earlier = (*channel.previous_names, channel.name)
    changed = _changed(world, channel, name=name, previous_names=earlier)
    renamed = f"has renamed the channel from “{channel.name}” to “{name}”"
    _note(world, changed, by, "name", f"<@{by.id}> {renamed}")
    channel_events.renamed(world, changed, by)
    return changed


def set_topic(world: World, channel: Channel, topic: str, *, by: Person) -> Channel:
    """Set what a channel is about; raises too_long."""
    if len(topic) > _LONGEST_TOPIC:
        raise SlackError("too_long")
    changed = _changed(world, channel, topic=topic)
    _note(world, changed, by, "topic", f"<@{by.id}> set the channel topic: {topic}")
    return changed


def archive(world: World, channel: Channel, *, by: Person) -> None:
    """Let nobody write there any more; raises already_archived, cant_archive_general."""
    if channel.is_archived:
        raise SlackError("already_archived")
    if is_general(world, channel):
        raise SlackError("cant_archive_general")
    changed = _changed(world, channel, is_archived=True)
    _note(world, changed, by, "archive", f"<@{by.id}> archived the channel")
    channel_events.archived(world, changed, by)


def unarchive(world: World, channel: Channel, *, by: Person) -> None:
    """Let people write there again; raises not_archived."""
    if not channel.is_archived:
        raise SlackError("not_archived")
    changed = _changed(world, channel, is_archived=False)
    _note(world, changed, by, "unarchive", f"<@{by.id}> un-archived the channel")
    channel_events.archived(world, changed, by)


def make_private(world: World, channel: Channel, *, by: Person) -> None:
    """Turn a public channel into a private one; raises is_private."""
    if channel.is_private:
        raise SlackError("is_private")
    changed = _changed(world, channel, is_private=True)
    note = f"<@{by.id}> made this channel private"
    _note(world, changed, by, "convert_to_private", note)


def change_id(world: World, channel: Channel, *, by: Person) -> Channel:
    """Give a channel another id, as Slack may when it is converted to or from a shared one."""
    changed = channel.model_copy(
        update={"id": f"C{world.clock.next_seq():X}", "former_id": channel.id}
    )
    world.messages.move(channel.id, changed.id)
    _save(world, changed)
    channel_events.id_changed(world, changed, by)
    return changed


def share(world: World, channel: Channel, team_id: str, *, by: Person) -> None:
    """Share a channel with one organisation more."""
    changed = _changed(world, channel, shared_with=(*channel.shared_with, team_id))
    channel_events.shared(world, changed, by, team_id)


def unshare(world: World, channel: Channel, team_id: str, *, by: Person) -> None:
    """Share a channel with one organisation less; its people are members no more."""
    left = (each for each in channel.shared_with if each != team_id)
    theirs = {person.name for person in world.roster.people if person.team == team_id}
    changed = _changed(world, channel, shared_with=tuple(left), members=channel.members - theirs)
    channel_events.unshared(world, changed, by, team_id)


def is_general(world: World, channel: Channel) -> bool:
    """Whether it is the channel that everybody is in."""
    return channel.id == world.roster.channels[0].id


def may_invite(world: World, channel: Channel, person: Person) -> bool:
    """Whether somebody could be a member: people of other organisations only where shared."""
    return not world.roster.is_stranger(person) or person.team in channel.shared_with


def _check_name(world: World, name: str) -> None:
    if not name:
        raise SlackError("invalid_name_required")
    if len(name) > _LONGEST_NAME:
        raise SlackError("invalid_name_maxlength")
    if any(not (each.isalnum() or each in "-_") or each != each.lower() for each in name):
        raise SlackError("invalid_name_specials")
    if not any(each.isalnum() for each in name):
        raise SlackError("invalid_name_punctuation")
    if any(each.name == name for each in world.roster.channels):
        raise SlackError("name_taken")


def _changed(world: World, channel: Channel, **fields: object) -> Channel:
    changed = channel.model_copy(update=fields)
    _save(world, changed)
    return changed


def _save(world: World, channel: Channel) -> None:
    world.roster.save_channel(channel)
    world.stream.publish("channel", channel=world.roster.shown(channel))


def _welcome(world: World, channel: Channel, person: Person, inviter: Person | None) -> None:
    _note(world, channel, person, "join", f"<@{person.id}> has joined the channel")
    channel_events.joined(world, channel, person, inviter)


def _note(world: World, channel: Channel, person: Person, change: str, text: str) -> None:
    """Post what Slack itself notes in a channel: a message with a subtype."""
    message = world.messages.post(channel.id, person.id, text=text, subtype=f"channel_{change}")
    events.message_posted(world, message)
