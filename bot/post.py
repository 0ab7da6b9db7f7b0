"""Posting to an address outside, with the three kinds of trouble told apart."""

import json
from collections.abc import Mapping
from http import HTTPStatus

import aiohttp

from handlers.kit.trouble import BusyError, RefusedError, UnclearError

_SAID_LIMIT = 100
_WAIT_S = 1.0


async def post(
    session: aiohttp.ClientSession,
    url: str,
    body: bytes,
    *,
    what: str,
    headers: Mapping[str, str] | None = None,
) -> None:
    """Post JSON once, and follow no redirect; what: how trouble with the connection names it.

    Raises RefusedError, BusyError, UnclearError.
    """
    sent = {"Content-Type": "application/json", **(headers or {})}
    try:
        async with session.post(url, data=body, headers=sent, allow_redirects=False) as answer:
            status, wait = answer.status, answer.headers.get("Retry-After", "")
            said = await answer.text(errors="replace")
    except (aiohttp.ClientError, TimeoutError, OSError) as error:
        raise UnclearError(f"{what}: {type(error).__name__}") from error
    if status == HTTPStatus.TOO_MANY_REQUESTS:
        raise BusyError(float(wait) if wait.isdecimal() else _WAIT_S)
    if status >= HTTPStatus.INTERNAL_SERVER_ERROR:
        raise UnclearError(f"{what}: HTTP {status}")
    if status >= HTTPStatus.MULTIPLE_CHOICES:
        raise RefusedError(_code_in(said) or f"HTTP {status}")


def _code_in(said: str) -> str:
    """Return the error that an answer names, in JSON or in bare words."""
    try:
        answer = json.loads(said)
    except ValueError:
        return said[:_SAID_LIMIT]
    named = answer.get("error") or answer.get("message") if isinstance(answer, dict) else None
    return str(named or said)[:_SAID_LIMIT]
