"""What only one person sees: answers to commands and clicks, and what Slackbot tells them."""

from sandbox.clock import Clock
from sandbox.errors import Json
from sandbox.records import Ephemeral
from sandbox.store import Store, Table
from sandbox.stream import Stream
from sandbox.timestamps import Timestamps


class Ephemerals:
    """All ephemeral messages that were shown and not deleted."""

    def __init__(self, *, clock: Clock, stamps: Timestamps, store: Store, stream: Stream) -> None:
        self._clock = clock
        self._stamps = stamps
        self._stream = stream
        self._table = Table(store, "ephemeral", Ephemeral)
        for ephemeral in self._table.all():
            stamps.seen(ephemeral.channel, ephemeral.ts)

    def get(self, channel: str, ts: str) -> Ephemeral | None:
        """One of them, or None."""
        return self._table.get(f"{channel}/{ts}")

    def of(self, user: str, *, after_seq: int = 0) -> list[Ephemeral]:
        """Return what a person was shown, or shown changed, since; oldest change first."""
        theirs = (each for each in self._table.all() if each.user == user and each.seq > after_seq)
        return sorted(theirs, key=lambda each: each.seq)

    def show(self, channel: str, user: str, *, via: str, **content: object) -> Ephemeral:
        """Show somebody something in a channel."""
        ephemeral = Ephemeral.model_validate(
            {
                "seq": self._clock.next_seq(),
                "channel": channel,
                "ts": self._stamps.next(channel),
                "user": user,
                "via": via,
                **content,
            }
        )
        self._table.save(f"{channel}/{ephemeral.ts}", ephemeral)
        self._tell("ephemeral", ephemeral)
        return ephemeral

    def replace(self, ephemeral: Ephemeral, **content: object) -> None:
        """Show something else in its place."""
        changed = ephemeral.model_copy(update={"seq": self._clock.next_seq(), **content})
        self._table.save(f"{changed.channel}/{changed.ts}", changed)
        self._tell("ephemeral_changed", changed)

    def delete(self, ephemeral: Ephemeral) -> None:
        """Take it away."""
        self._table.delete(f"{ephemeral.channel}/{ephemeral.ts}")
        self._stream.publish(
            "ephemeral_deleted",
            channel=ephemeral.channel,
            user=ephemeral.user,
            thread_ts=ephemeral.thread_ts,
            ts=ephemeral.ts,
        )

    def _tell(self, kind: str, ephemeral: Ephemeral) -> None:
        self._stream.publish(
            kind,
            channel=ephemeral.channel,
            user=ephemeral.user,
            thread_ts=ephemeral.thread_ts,
            ephemeral=shown(ephemeral),
        )


def shown(ephemeral: Ephemeral) -> Json:
    """Return an ephemeral as the control API and the page see it."""
    always = {"ts", "channel", "user", "text", "trigger_id", "via"}
    optional = ephemeral.model_dump(include={"blocks", "thread_ts"}, exclude_none=True)
    return {**ephemeral.model_dump(include=always), **optional}
