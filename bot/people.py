"""People in front of the sandbox: what they type, click and read, over its control API alone."""

from collections.abc import Mapping
from typing import Any, Self

import aiohttp

Shown = dict[str, Any]

ANSWER_WITHIN_S = 15.0
CUSTOMERS = (
    "/customers add Acme #acme-status uses vm,disks",
    "/customers add Globex #globex-status uses vm",
    "/customers add Initech #initech-status uses m365",
)
"""What carol types, so that there is somebody to be told."""


class NotAnsweredError(Exception):
    """Somebody did something, and the answer did not come or the sandbox refused it."""


class People:
    """`async with People(url) as people`; url: where the sandbox is."""

    def __init__(self, url: str) -> None:
        self._base = f"{url}/sandbox/api/"

    async def __aenter__(self) -> Self:
        self._session = aiohttp.ClientSession()
        return self

    async def __aexit__(self, *_: object) -> None:
        await self._session.close()

    async def type(self, user: str, channel: str, line: str) -> list[Shown]:
        """Type a slash command; return what the person is shown for it."""
        command, _, text = line.partition(" ")
        done = await self.do("commands", user=user, channel=channel, command=command, text=text)
        return await self._answer(user, done["trigger_id"], line)

    async def click(
        self, user: str, shown: Mapping[str, Any], button: Shown, *, channel: str
    ) -> list[Shown]:
        """Click a button under something shown; return what the person is shown for it."""
        action = {"ts": shown["ts"], "action_id": button["action_id"]}
        done = await self.do("actions", user=user, channel=channel, **action)
        return await self._answer(user, done["trigger_id"], f"a click on “{label_of(button)}”")

    async def do(self, call: str, **body: Any) -> Any:  # noqa: ANN401  # JSON
        """Do something; raises NotAnsweredError with the sandbox's reason."""
        async with self._session.post(self._base + call, json=body) as response:
            return _accepted(await response.json(), f"{call} {body}")

    async def see(self, call: str, **query: str) -> Any:  # noqa: ANN401  # JSON
        """Look at something."""
        async with self._session.get(self._base + call, params=query) as response:
            return _accepted(await response.json(), call)

    async def _answer(self, user: str, trigger_id: str, what: str) -> list[Shown]:
        wait = str(ANSWER_WITHIN_S)
        seen = await self.see("ephemerals", user=user, after=trigger_id, wait_s=wait)
        if not seen["ephemerals"]:
            raise NotAnsweredError(f"{user} got no answer to {what}")
        return list(seen["ephemerals"])


def buttons(shown: Mapping[str, Any]) -> list[Shown]:
    """Return the buttons of a message, in order."""
    elements = (element for block in shown.get("blocks") or () for element in _elements(block))
    return [element for element in elements if element["type"] == "button"]


def label_of(button: Shown) -> str:
    """Return what stands on a button."""
    return str(button["text"]["text"])


def _elements(block: Shown) -> list[Shown]:
    return list(block.get("elements", ())) if block["type"] == "actions" else []


def _accepted(answer: Any, what: str) -> Any:  # noqa: ANN401  # JSON
    if isinstance(answer, dict) and answer.get("ok") is False:
        raise NotAnsweredError(f"{what}: {answer['error']}, {answer['detail']}")
    return answer
