"""People at the sandbox, over its control API, as the kill tests need them."""

from typing import Any

import aiohttp

Json = dict[str, Any]


class People:
    """Types and clicks as anyone, and reads what stands in the channels."""

    def __init__(self, session: aiohttp.ClientSession, url: str) -> None:
        self._session = session
        self._api = f"{url}/sandbox/api"

    async def post(self, path: str, **body: object) -> Json:
        """Call the control API; an error is an answer too."""
        async with self._session.post(f"{self._api}/{path}", json=body) as answer:
            found: Json = await answer.json()
            return found

    async def get(self, path: str, **query: str) -> Json:
        """Read from the control API."""
        async with self._session.get(f"{self._api}/{path}", params=query) as answer:
            found: Json = await answer.json()
            return found

    async def mends(self) -> None:
        """Clear all faults."""
        async with self._session.delete(f"{self._api}/faults") as answer:
            answer.raise_for_status()

    async def types(self, user: str, line: str, channel: str = "incidents") -> None:
        """Type a slash command, and have it acknowledged."""
        command, _, text = line.partition(" ")
        answer = await self.post("commands", user=user, channel=channel, command=command, text=text)
        assert answer["ok"], answer

    async def clicks(self, user: str, label: str, channel: str = "incidents") -> None:
        """Click the latest button of that label that this person was shown."""
        message, button = await self._button(user, label, channel)
        answer = await self.post(
            "actions",
            user=user,
            channel=channel,
            ts=message["ts"],
            action_id=button["action_id"],
            value=button["value"],
        )
        assert answer["ok"], answer

    async def sees(self, user: str, label: str, channel: str = "incidents") -> bool:
        """Whether this person is shown a button of that label."""
        try:
            await self._button(user, label, channel)
        except AssertionError:
            return False
        return True

    async def passes(self, seconds: float) -> None:
        """Let business time pass; returns when what fell due has been acted on."""
        answer = await self.post("clock", advance_s=seconds)
        assert answer["ok"], answer

    async def everything(self, channel: str) -> list[Json]:
        """Return all messages of a channel, each thread after its root."""
        found = []
        for message in (await self.get(f"channels/{channel}/messages"))["messages"]:
            found.append(message)
            if message.get("reply_count"):
                path = f"channels/{channel}/messages"
                thread = await self.get(path, thread_ts=message["ts"])
                found += thread["messages"][1:]
        return found

    async def _button(self, user: str, label: str, channel: str) -> tuple[Json, Json]:
        shown = await self.everything(channel)
        shown += (await self.get("ephemerals", user=user))["ephemerals"]
        for message in reversed(shown):
            for block in message.get("blocks") or []:
                for element in block.get("elements", []):
                    if element.get("type") == "button" and element["text"]["text"] == label:
                        return message, element
        raise AssertionError(f"{user} sees no button “{label}”")
