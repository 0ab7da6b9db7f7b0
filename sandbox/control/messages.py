"""What people say in channels, and what stands there."""

from uuid import uuid4

from sandbox import events
from sandbox.control.api import Body, answers, channel_named, member_in, message_at
from sandbox.errors import ControlError, Json
from sandbox.typed_text import escaped
from sandbox.world import World


class _Said(Body):
    user: str
    channel: str
    text: str = ""
    thread_ts: str | None = None
    files: tuple[str, ...] = ()


class _Read(Body):
    channel: str
    thread_ts: str | None = None
    after: str | None = None


async def _say(world: World, asked: _Said) -> Json:
    person, channel = member_in(world, asked.user, asked.channel)
    if channel.kind == "im" and not world.config.app.manifest.takes_messages:
        raise ControlError("messages_tab_disabled", "this app does not take messages")
    if not (asked.text or asked.files):
        raise ControlError("no_text", "there is nothing to send")
    files = [_own_file(world, each, person.id) for each in asked.files]
    root = message_at(world, channel.id, asked.thread_ts) if asked.thread_ts else None
    message = world.messages.post(
        channel.id,
        person.id,
        text=escaped(world.roster, asked.text),
        client_msg_id=str(uuid4()),
        thread_ts=(root.thread_ts or root.ts) if root else None,
        files=files or None,
    )
    events.message_posted(world, message)
    return {"ts": message.ts}


def _own_file(world: World, file_id: str, user: str) -> Json:
    file = world.files.get(file_id)
    if file is None or file.user != user:
        raise ControlError("file_not_found", f"that person has put up no file {file_id!r}")
    return world.files.shown(file, base_url=world.base_url)


async def _messages(world: World, asked: _Read) -> Json:
    channel = channel_named(world, asked.channel)
    if asked.thread_ts:
        root = message_at(world, channel.id, asked.thread_ts)
        found = [root, *world.messages.replies(channel.id, root.ts)]
    else:
        found = world.messages.roots(channel.id)
    since = float(asked.after or 0)
    return {
        "messages": [
            world.messages.shown(each, with_metadata=True)
            for each in found
            if float(each.ts) > since
        ]
    }


ROUTES = (
    ("POST", "messages", answers(_Said, _say)),
    ("GET", "channels/{channel}/messages", answers(_Read, _messages)),
)
