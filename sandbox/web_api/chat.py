"""chat.*: the app writes."""

from typing import Literal

from sandbox import content, events
from sandbox.errors import Json, SlackError
from sandbox.records import Message
from sandbox.web_api.access import is_member, message_in, root_of, visible, writable
from sandbox.web_api.method import Arguments, Method
from sandbox.world import World


class _Content(Arguments):
    """What the sandbox cannot show is refused, not passed over."""

    channel: str
    text: str | None = None
    blocks: object = None
    metadata: object = None
    attachments: None = None
    markdown_text: None = None
    username: None = None
    icon_emoji: None = None
    icon_url: None = None


class _Post(_Content):
    thread_ts: str | None = None
    reply_broadcast: Literal[False] = False


class _PostEphemeral(_Content):
    user: str
    thread_ts: str | None = None


class _Update(_Content):
    ts: str


class _Delete(Arguments):
    channel: str
    ts: str


class _Permalink(Arguments):
    channel: str
    message_ts: str


def _post_message(world: World, asked: _Post) -> Json:
    channel = writable(world, asked.channel)
    new = _content(world, asked.model_dump(include={"text", "blocks"}))
    message = world.messages.post(
        channel.id,
        world.roster.bot.id,
        bot_id=world.config.app.bot_id,
        thread_ts=root_of(world, channel, asked.thread_ts),
        metadata=content.metadata(asked.metadata),
        **new,
    )
    events.message_posted(world, message)
    shown = world.messages.shown(message, with_metadata=True)
    return {"channel": channel.id, "ts": message.ts, "message": shown}


def _post_ephemeral(world: World, asked: _PostEphemeral) -> Json:
    channel = writable(world, asked.channel)
    person = world.roster.person(asked.user)
    if person is None or person.id != asked.user:
        raise SlackError("user_not_found")
    if person.name not in channel.members:
        raise SlackError("user_not_in_channel")
    new = _content(world, asked.model_dump(include={"text", "blocks"}))
    ephemeral = world.ephemerals.show(
        channel.id,
        person.id,
        via="chat.postEphemeral",
        thread_ts=root_of(world, channel, asked.thread_ts),
        **new,
    )
    return {"message_ts": ephemeral.ts}


def _update(world: World, asked: _Update) -> Json:
    message = _own(world, asked.channel, asked.ts, refusal="cant_update_message")
    given = asked.model_dump(include={"text", "blocks"}, exclude_unset=True)
    new = _content(world, given)
    if asked.metadata is not None:
        new["metadata"] = content.metadata(asked.metadata)
    changed = world.messages.edit(message, **new)
    events.message_changed(world, changed, message)
    shown = world.messages.shown(changed, with_metadata=True)
    return {"channel": message.channel, "ts": message.ts, "text": changed.text, "message": shown}


def _delete(world: World, asked: _Delete) -> Json:
    message = _own(world, asked.channel, asked.ts, refusal="cant_delete_message")
    events.message_deleted(world, message)
    world.messages.delete(message)
    return {"channel": message.channel, "ts": message.ts}


def _get_permalink(world: World, asked: _Permalink) -> Json:
    channel = visible(world, asked.channel, "read")
    message = message_in(world, channel, asked.message_ts)
    path = f"archives/{channel.id}/p{message.ts.replace('.', '')}"
    thread = f"?thread_ts={message.thread_ts}&cid={channel.id}" if message.thread_ts else ""
    link = f"https://{world.roster.home.domain}.slack.com/{path}{thread}"
    return {"channel": channel.id, "permalink": link}


def _content(world: World, given: Json) -> Json:
    return content.message(given, refused=world.blocks_refused)


def _own(world: World, reference: str, ts: str, *, refusal: str) -> Message:
    """Return a message of the app itself."""
    channel = world.roster.channel(reference)
    if channel is None or channel.id != reference or not is_member(world, channel):
        raise SlackError("channel_not_found")
    message = message_in(world, channel, ts)
    if message.user != world.roster.bot.id:
        raise SlackError(refusal)
    if channel.is_archived:
        raise SlackError("is_archived")
    return message


_WRITE = ("chat:write",)

METHODS = (
    Method("chat.postMessage", _Post, _WRITE, _post_message),
    Method("chat.postEphemeral", _PostEphemeral, _WRITE, _post_ephemeral),
    Method("chat.update", _Update, _WRITE, _update),
    Method("chat.delete", _Delete, _WRITE, _delete),
    Method("chat.getPermalink", _Permalink, (), _get_permalink),
)
