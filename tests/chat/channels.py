"""Channels, as those in them read them."""

from tests.chat.slack import Json, Slack


class Channel:
    """One channel with its threads, without what Slack itself notes there (who came, who left)."""

    def __init__(self, slack: Slack, name: str) -> None:
        self.name = name
        self._slack = slack

    async def messages(self) -> list[Json]:
        """Return every message, a thread's replies after its root; each says its channel."""
        return [one for thread in await self.threads() for one in thread]

    async def threads(self) -> list[list[Json]]:
        """Return each root with its replies."""
        roots = await self._listed()
        return [
            await self._listed(thread_ts=root["ts"]) if root.get("reply_count") else [root]
            for root in roots
            if not root.get("subtype", "").startswith("channel_")
        ]

    async def message(self, words: str) -> Json:
        """Return the newest message with these words."""
        found = [one for one in await self.messages() if words in one["text"]]
        assert found, f"nothing in #{self.name} says “{words}”"
        return found[-1]

    async def reads(self) -> list[str]:
        """Return the texts of all messages, a thread's replies after its root."""
        return [one["text"] for one in await self.messages()]

    async def latest(self) -> str:
        """Return the text of the newest message."""
        newest = max(await self.messages(), key=lambda one: float(one["ts"]))
        return str(newest["text"])

    async def _listed(self, **query: str) -> list[Json]:
        listed = await self._slack.see(f"channels/{self.name}/messages", **query)
        return [{**one, "channel": self.name} for one in listed["messages"]]
