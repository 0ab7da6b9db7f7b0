"""Calls of Slack's Web API, with three kinds of trouble told apart.

Nothing is silently sent twice: the client's own retries are off (its default handler re-sends a
post whose connection broke), and each caller decides by the kind of trouble.
"""

import asyncio
from collections.abc import AsyncIterator
from http import HTTPStatus
from typing import Any
from urllib.parse import urlsplit

import aiohttp
from slack_sdk.errors import SlackApiError, SlackClientError
from slack_sdk.web.async_client import AsyncWebClient

from handlers.kit.trouble import BusyError, RefusedError, UnclearError

REQUEST_TIMEOUT_S = 10
NO_TOKEN = ("invalid_auth", "account_inactive", "token_revoked", "token_expired")
"""What Slack says to everything where it does not take the token."""

_PATIENCE_S = 60.0
_TRIES = 4
_PAGE = 999  # the most that every list of Slack gives
_UNCLEAR = (aiohttp.ClientError, SlackClientError, OSError, ValueError, AttributeError)
_PASSING = (
    "fatal_error",
    "internal_error",
    "request_timeout",
    "service_unavailable",
    "team_added_to_org",
)


class SlackRefusedError(RefusedError):
    """Slack said no, and will say no again. code: its error; detail: what it says of it."""


class SlackBusyError(BusyError):
    """Slack asks to wait (429). retry_after_s: how long."""


class SlackUnclearError(UnclearError):
    """The connection broke, timed out or gave a 5xx: whether it took effect is not known."""


class Slack:
    """Slack's Web API for one workspace."""

    def __init__(self, client: AsyncWebClient) -> None:
        self.client = client

    async def call(self, method: str, **arguments: Any) -> dict[str, Any]:  # noqa: ANN401  # JSON
        """Call a method that changes something, once.

        Raises SlackRefusedError, SlackBusyError, SlackUnclearError.
        """
        return await self._send(method, http_verb="POST", json=_given(arguments))

    async def ask(self, method: str, **arguments: Any) -> dict[str, Any]:  # noqa: ANN401  # JSON
        """Call a method that changes nothing, waiting out short trouble.

        Raises SlackRefusedError; SlackUnclearError when the trouble lasts.
        """
        for attempt in range(_TRIES):
            try:
                return await self._send(method, http_verb="GET", params=_given(arguments))
            except SlackBusyError as busy:
                await asyncio.sleep(min(busy.retry_after_s, _PATIENCE_S))
            except SlackUnclearError:
                await asyncio.sleep(0.2 * 2**attempt)
        raise SlackUnclearError(f"{method} did not answer after {_TRIES} tries")

    async def pages(self, method: str, key: str, **arguments: Any) -> AsyncIterator[dict[str, Any]]:  # noqa: ANN401  # JSON
        """Ask page by page, giving each entry of the list under that key."""
        cursor = None
        while True:
            page = await self.ask(method, cursor=cursor, limit=_PAGE, **arguments)
            for entry in page[key]:
                yield entry
            cursor = page.get("response_metadata", {}).get("next_cursor")
            if not cursor:
                return

    async def download(self, address: str) -> bytes:
        """Return a file that Slack keeps; the token goes to Slack alone, and follows nowhere.

        Raises SlackRefusedError, SlackUnclearError.
        """
        if not self._is_slacks(address):
            raise SlackRefusedError("foreign_address", address)
        headers = {"Authorization": f"Bearer {self.client.token}"}
        try:
            async with (
                aiohttp.ClientSession() as session,
                session.get(address, headers=headers, allow_redirects=False) as answer,
            ):
                if answer.status != HTTPStatus.OK:
                    raise SlackRefusedError("file_not_given", f"HTTP {answer.status}")
                return await answer.read()
        except _UNCLEAR as error:
            raise SlackUnclearError(f"{address}: {type(error).__name__}") from error

    def _is_slacks(self, address: str) -> bool:
        asked, ours = urlsplit(address), urlsplit(self.client.base_url)
        if asked.scheme == "https" and (asked.hostname or "").endswith(".slack.com"):
            return True
        return (asked.scheme, asked.netloc) == (ours.scheme, ours.netloc)

    async def _send(self, method: str, **how: Any) -> dict[str, Any]:  # noqa: ANN401  # JSON
        try:
            answer = await self.client.api_call(method, **how)
        except SlackApiError as error:
            raise _trouble(error) from error
        except _UNCLEAR as error:
            raise SlackUnclearError(f"{method}: {type(error).__name__}") from error
        assert isinstance(answer.data, dict)
        return answer.data


def _given(arguments: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in arguments.items() if value is not None}


def _trouble(error: SlackApiError) -> Exception:
    response = error.response
    status = int(getattr(response, "status_code", 0) or getattr(response, "status", 0))
    if status == 429:  # noqa: PLR2004  # HTTP's own number
        return SlackBusyError(float(response.headers.get("Retry-After", 1)))
    if status >= 500:  # noqa: PLR2004  # HTTP's own number
        return SlackUnclearError(f"HTTP {status}")
    answer = getattr(response, "data", None)
    data = answer if isinstance(answer, dict) else {}
    if data.get("error") in _PASSING or "error" not in data:
        return SlackUnclearError(str(data.get("error", "no answer that can be read")))
    messages = data.get("response_metadata", {}).get("messages", [])
    return SlackRefusedError(str(data.get("error", "unknown_error")), "; ".join(messages))
