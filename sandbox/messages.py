"""The channels' messages: written, edited, deleted, read back, and shown as Slack shows them."""

from bisect import bisect_left, insort
from collections import defaultdict

from sandbox.clock import Clock
from sandbox.config import App
from sandbox.errors import Json
from sandbox.records import Message, Pin
from sandbox.roster import Roster
from sandbox.store import Store, Table
from sandbox.stream import Stream
from sandbox.timestamps import Timestamps

_TOMBSTONE = "This message was deleted."


class Messages:
    """All messages. Threads are derived, so that one change is one record."""

    def __init__(
        self,
        *,
        app: App,
        roster: Roster,
        clock: Clock,
        stamps: Timestamps,
        store: Store,
        stream: Stream,
    ) -> None:
        self._app = app
        self._roster = roster
        self._clock = clock
        self._stamps = stamps
        self._stream = stream
        self._table = Table(store, "message", Message)
        self._roots: dict[str, list[str]] = defaultdict(list)
        self._replies: dict[tuple[str, str], list[str]] = defaultdict(list)
        for message in self._table.all():
            stamps.seen(message.channel, message.ts)
            insort(self._line(message), message.ts)

    def get(self, channel: str, ts: str) -> Message | None:
        """One message, or None."""
        return self._table.get(f"{channel}/{ts}")

    def roots(self, channel: str) -> list[Message]:
        """Return what stands in the channel itself, oldest first."""
        return [self._known(channel, ts) for ts in self._roots[channel]]

    def replies(self, channel: str, root_ts: str) -> list[Message]:
        """Return what stands below a root, oldest first."""
        return [self._known(channel, ts) for ts in self._replies[channel, root_ts]]

    def post(self, channel: str, user: str, **content: object) -> Message:
        """Add a message at the channel's next `ts`."""
        message = Message.model_validate(
            {
                "seq": self._clock.next_seq(),
                "channel": channel,
                "ts": self._stamps.next(channel),
                "user": user,
                **content,
            }
        )
        self._save(message)
        self._line(message).append(message.ts)
        self._tell("message", message)
        self._tell_root(message)
        return message

    def edit(self, message: Message, **content: object) -> Message:
        """Replace what is named, and mark it as edited."""
        edited = {"user": message.user, "ts": self._stamps.at(self._clock.now)}
        changed = message.model_copy(update={**content, "edited": edited})
        self._save(changed)
        self._tell("message_changed", changed)
        return changed

    def react(self, message: Message, user: str, name: str) -> bool:
        """Add somebody's reaction, or take it away; says whether it is there now."""
        users = message.reactions.get(name, [])
        added = user not in users
        left = [*users, user] if added else [each for each in users if each != user]
        reactions = {**message.reactions, name: left}
        changed = message.model_copy(
            update={"reactions": {key: who for key, who in reactions.items() if who}}
        )
        self._save(changed)
        self._stream.publish(
            "reaction", channel=message.channel, user=user, ts=message.ts, name=name, added=added
        )
        return added

    def pin(self, message: Message, user: str) -> Message:
        """Keep a message at hand for its channel."""
        return self._pinned(message, Pin(created=int(self._clock.now.timestamp()), created_by=user))

    def unpin(self, message: Message) -> Message:
        """Let go of it again."""
        return self._pinned(message, None)

    def pinned(self, channel: str) -> list[Message]:
        """Return what is pinned in a channel, the newest pin first."""
        held = [each for each in self._table.all() if each.channel == channel and each.pin]
        return sorted(held, key=lambda each: each.pin.created if each.pin else 0, reverse=True)

    def sharing(self, file_id: str) -> list[Message]:
        """Return the messages that a file hangs on, oldest first."""
        holding = (
            each for each in self._table.all() if any(f["id"] == file_id for f in each.files or ())
        )
        return sorted(holding, key=lambda each: each.seq)

    def drop_file(self, message: Message, file_id: str) -> Message:
        """Leave a tombstone where a file hung."""
        gone = {"id": file_id, "mode": "tombstone"}
        left = [gone if file["id"] == file_id else file for file in message.files or ()]
        changed = message.model_copy(update={"files": left})
        self._save(changed)
        self._tell("message_changed", changed)
        return changed

    def delete(self, message: Message) -> None:
        """Remove a message; a root with replies leaves a tombstone, as on Slack."""
        if self._replies.get((message.channel, message.ts)):
            tombstone = {"text": _TOMBSTONE, "subtype": "tombstone", "user": "USLACKBOT"}
            kept = message.model_dump(include={"seq", "channel", "ts"})
            self._save(Message.model_validate({**kept, **tombstone}))
        else:
            self._table.delete(f"{message.channel}/{message.ts}")
            line = self._line(message)
            del line[bisect_left(line, message.ts)]
        self._stream.publish(
            "message_deleted",
            channel=message.channel,
            user=message.user,
            thread_ts=message.thread_ts,
            ts=message.ts,
        )
        self._tell_root(message)

    def move(self, before: str, after: str) -> None:
        """Take a channel's messages along to the id that it has now."""
        for message in self._table.all():
            if message.channel == before:
                self._table.delete(f"{before}/{message.ts}")
                self._save(message.model_copy(update={"channel": after}))
                self._stamps.seen(after, message.ts)
        self._roots[after] = self._roots.pop(before, [])
        for channel, root in tuple(self._replies):
            if channel == before:
                self._replies[after, root] = self._replies.pop((before, root))

    def shown(self, message: Message, *, with_metadata: bool) -> Json:
        """Everything that Slack could say about a message; each method shows a part of it."""
        return {
            "type": "message",
            "user": message.user,
            "text": message.text,
            "ts": message.ts,
            "team": self._team(message),
            **message.model_dump(
                include={"subtype", "blocks", "bot_id", "client_msg_id", "edited", "files"},
                exclude_none=True,
            ),
            **(self._bot() if message.bot_id else {}),
            **self._thread(message),
            **({"reactions": _counted(message.reactions)} if message.reactions else {}),
            **({"pinned_to": [message.channel]} if message.pin else {}),
            **({"metadata": message.metadata} if with_metadata and message.metadata else {}),
        }

    def _thread(self, message: Message) -> Json:
        if message.thread_ts:
            root = self._known(message.channel, message.thread_ts)
            return {"thread_ts": message.thread_ts, "parent_user_id": root.user}
        replies = self.replies(message.channel, message.ts)
        if not replies:
            return {}
        users = list(dict.fromkeys(reply.user for reply in replies))
        return {
            "thread_ts": message.ts,
            "reply_count": len(replies),
            "reply_users_count": len(users),
            "reply_users": users,
            "latest_reply": replies[-1].ts,
            "is_locked": False,
            "subscribed": False,
        }

    def _bot(self) -> Json:
        return {
            "app_id": self._app.id,
            "bot_profile": {
                "id": self._app.bot_id,
                "deleted": False,
                "name": self._app.manifest.bot_name,
                "updated": 0,
                "app_id": self._app.id,
                "team_id": self._roster.home.id,
            },
        }

    def _pinned(self, message: Message, pin: Pin | None) -> Message:
        changed = message.model_copy(update={"pin": pin})
        self._save(changed)
        self._tell("message_changed", changed)
        return changed

    def _team(self, message: Message) -> str:
        author = self._roster.person(message.user)
        return author.team if author else self._roster.home.id

    def _save(self, message: Message) -> None:
        self._table.save(f"{message.channel}/{message.ts}", message)

    def _line(self, message: Message) -> list[str]:
        if message.thread_ts:
            return self._replies[message.channel, message.thread_ts]
        return self._roots[message.channel]

    def _known(self, channel: str, ts: str) -> Message:
        message = self.get(channel, ts)
        assert message is not None
        return message

    def _tell(self, kind: str, message: Message) -> None:
        self._stream.publish(
            kind,
            channel=message.channel,
            user=message.user,
            thread_ts=message.thread_ts,
            message=self.shown(message, with_metadata=True),
        )

    def _tell_root(self, reply: Message) -> None:
        if reply.thread_ts:
            self._tell("message_changed", self._known(reply.channel, reply.thread_ts))


def _counted(reactions: dict[str, list[str]]) -> list[Json]:
    return [
        {"name": name, "users": users, "count": len(users)} for name, users in reactions.items()
    ]
