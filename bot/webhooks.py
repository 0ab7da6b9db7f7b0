"""Webhooks: a notice to a customer's address, signed with that customer's secret.

The address is hostile input: it is called by https, never at an internal address, wherever its
name leads at that moment, and nothing that it answers is followed or read.
"""

import json
import socket
from datetime import datetime
from http import HTTPStatus
from types import TracebackType
from typing import Self
from urllib.parse import urlsplit

import aiohttp
from aiohttp.abc import ResolveResult
from aiohttp.resolver import ThreadedResolver

from bot.clock import system_now
from domain.signature import HEADER, secret_for, sign
from domain.ways import is_public
from handlers.kit.trouble import RefusedError, UnclearError
from storage.deliveries import Delivery

_TIMEOUT_S = 10.0
_BUSY = (HTTPStatus.REQUEST_TIMEOUT, HTTPStatus.TOO_MANY_REQUESTS)


class _Resolver(ThreadedResolver):
    """Looks names up, and refuses those that lead to an internal address."""

    def __init__(self, allowed: tuple[str, ...]) -> None:
        super().__init__()
        self._allowed = allowed

    async def resolve(
        self, host: str, port: int = 0, family: socket.AddressFamily = socket.AF_INET
    ) -> list[ResolveResult]:
        found = await super().resolve(host, port, family)
        for each in found:
            _refuse_internal(each["host"], self._allowed)
        return found


class Webhooks:
    """`async with Webhooks(…)`: calls customers' addresses.

    secret: of which each customer's own is made. allowed: networks that may be called though they
    are internal.
    """

    def __init__(self, *, secret: str, allowed: tuple[str, ...]) -> None:
        self._secret = secret
        self._allowed = allowed

    async def __aenter__(self) -> Self:
        self._session = aiohttp.ClientSession(
            connector=aiohttp.TCPConnector(resolver=_Resolver(self._allowed)),
            cookie_jar=aiohttp.DummyCookieJar(),
            timeout=aiohttp.ClientTimeout(total=_TIMEOUT_S),
            headers={"User-Agent": "Onus", "Content-Type": "application/json"},
        )
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        await self._session.close()

    async def send(self, delivery: Delivery, *, now: datetime) -> None:
        """Call the address; raises RefusedError, UnclearError.

        The signature is dated by the system's time, whatever the time of business.
        """
        del now
        address = delivery.address or ""
        self._refuse_literal(address)
        body = body_of(delivery)
        secret = secret_for(delivery.customer_id or "", of=self._secret)
        headers = {HEADER: sign(body, secret=secret, now=system_now())}
        try:
            async with self._session.post(
                address, data=body, headers=headers, allow_redirects=False
            ) as answer:
                _check(answer.status)
        except (aiohttp.ClientError, OSError) as error:
            raise UnclearError(f"webhook: {type(error).__name__}") from error

    def _refuse_literal(self, address: str) -> None:
        """Refuse an internal address that stands there in numbers: it is never looked up."""
        host = urlsplit(address).hostname or ""
        if ":" in host or host.replace(".", "").isdigit():
            _refuse_internal(host, self._allowed)


def body_of(delivery: Delivery) -> bytes:
    """Return what is sent: the delivery's id, the words, and the same for programs."""
    data = json.loads(delivery.content or "{}")
    return json.dumps({"id": delivery.id, **data, "text": delivery.text}).encode()


def _refuse_internal(address: str, allowed: tuple[str, ...]) -> None:
    try:
        public = is_public(address, allowed=allowed)
    except ValueError:
        public = False
    if not public:
        raise RefusedError("internal_address")


def _check(status: int) -> None:
    if status >= HTTPStatus.INTERNAL_SERVER_ERROR or status in _BUSY:
        raise UnclearError(f"webhook: HTTP {status}")
    if status >= HTTPStatus.MULTIPLE_CHOICES:
        raise RefusedError(f"http_{status}")
