"""files.*: the app uploads in three steps, and looks files up."""

from typing import Annotated

from pydantic import BaseModel, Field

from sandbox import content, events
from sandbox.errors import Json, SlackError
from sandbox.records import File, Message
from sandbox.web_api.access import is_member, root_of, writable
from sandbox.web_api.method import Arguments, Method
from sandbox.world import World


class _GetUploadUrl(Arguments):
    filename: Annotated[str, Field(min_length=1, pattern="^[^/]+$")]
    length: Annotated[int, Field(ge=1)]


class _Uploaded(BaseModel):
    id: str
    title: str | None = None


class _Complete(Arguments):
    files: Annotated[list[_Uploaded], Field(min_length=1)]
    channel_id: str | None = None
    thread_ts: str | None = None
    initial_comment: str = ""


class _Info(Arguments):
    file: str


def _get_upload_url(world: World, asked: _GetUploadUrl) -> Json:
    file = world.files.announce(user=world.roster.bot.id, name=asked.filename, size=asked.length)
    return {"file_id": file.id, "upload_url": f"{world.base_url}/upload/{file.key}"}


def _complete(world: World, asked: _Complete) -> Json:
    """Complete all or none, and share them with the channel that is named."""
    uploaded = [(_own(world, each.id), each.title) for each in asked.files]
    channel = writable(world, asked.channel_id) if asked.channel_id else None
    root_ts = root_of(world, channel, asked.thread_ts) if channel else None
    files = [world.files.complete(file, title=title) for file, title in uploaded]
    if channel:
        message = world.messages.post(
            channel.id,
            world.roster.bot.id,
            bot_id=world.config.app.bot_id,
            text=content.text(asked.initial_comment),
            thread_ts=root_ts,
            files=[world.files.shown(file, base_url=world.base_url) for file in files],
        )
        events.message_posted(world, message)
    return {"files": [{"id": file.id, "title": file.title} for file in files]}


def _own(world: World, file_id: str) -> File:
    """Return a file that the app has uploaded and not completed."""
    file = world.files.announced(file_id)
    is_own = file is not None and file.user == world.roster.bot.id
    if file is None or not is_own or file.content is None or file.is_complete:
        raise SlackError("file_not_found")
    return file


def _info(world: World, asked: _Info) -> Json:
    file = world.files.get(asked.file)
    if file is None:
        raise SlackError("file_not_found")
    shown = world.files.shown(file, base_url=world.base_url)
    return {"file": {**shown, **_shares(world, file)}, "comments": []}


def _shares(world: World, file: File) -> Json:
    """Where a file hangs: the channels by kind, and the messages in them."""
    kinds: dict[str, list[str]] = {"channel": [], "group": [], "im": []}
    shares: dict[str, dict[str, list[Json]]] = {}
    for message in world.messages.sharing(file.id):
        channel = world.roster.channel(message.channel)
        if channel is None or not is_member(world, channel):
            continue
        kinds[channel.kind].append(channel.id)
        place = shares.setdefault("private" if channel.is_private else "public", {})
        place.setdefault(channel.id, []).append(_share(message))
    return {
        "channels": kinds["channel"],
        "groups": kinds["group"],
        "ims": kinds["im"],
        "shares": shares,
    }


def _share(message: Message) -> Json:
    thread = {"thread_ts": message.thread_ts} if message.thread_ts else {}
    return {"ts": message.ts, "share_user_id": message.user, **thread}


def _delete(world: World, asked: _Info) -> Json:
    file = world.files.get(asked.file)
    if file is None:
        raise SlackError("file_not_found")
    if file.user != world.roster.bot.id:
        raise SlackError("cant_delete_file")
    world.files.delete(file)
    for message in world.messages.sharing(file.id):
        events.message_changed(world, world.messages.drop_file(message, file.id), message)
    return {}


METHODS = (
    Method("files.getUploadURLExternal", _GetUploadUrl, ("files:write",), _get_upload_url),
    Method("files.completeUploadExternal", _Complete, ("files:write",), _complete),
    Method("files.delete", _Info, ("files:write",), _delete),
    Method("files.info", _Info, ("files:read",), _info),
)
