"""What paging services post to Onus: that somebody has taken a page.

PagerDuty signs with `X-PagerDuty-Signature`, whose `v1=` are HMAC-SHA256 of the body, one for each
secret while it is being changed (Webhooks V3); whoever takes Onus's own webhook answers with JSON,
`{"key": …, "name": …}`, signed as Onus signs.
"""

import hmac
import json
from collections.abc import Awaitable, Callable
from http import HTTPStatus
from typing import Any

from aiohttp import web
from pydantic import SecretStr

from bot.clock import system_now
from domain import signature
from domain.alert import Answer, Service

PAGERDUTY_PATH = "/pages/pagerduty"
WEBHOOK_PATH = "/pages/answer"
_PAGERDUTY_HEADER = "X-PagerDuty-Signature"
_TAKEN = "incident.acknowledged"

Take = Callable[[Answer], Awaitable[None]]


class PageAnswers:
    """take: carries an answer out; it is told again unless that returns."""

    def __init__(self, take: Take) -> None:
        self._take = take

    def routes(
        self, *, pagerduty: SecretStr | None, webhook: SecretStr | None
    ) -> list[web.RouteDef]:
        """Return what to serve: only what a secret protects."""
        served = []
        if pagerduty:
            secret = pagerduty.get_secret_value()
            served.append(web.post(PAGERDUTY_PATH, self._handler(_by_pagerduty, secret)))
        if webhook:
            secret = webhook.get_secret_value()
            served.append(web.post(WEBHOOK_PATH, self._handler(_by_webhook, secret)))
        return served

    def _handler(
        self, read: Callable[[web.Request, bytes, str], Answer | None], secret: str
    ) -> Callable[[web.Request], Awaitable[web.Response]]:
        async def handle(request: web.Request) -> web.Response:
            answer = read(request, await request.read(), secret)
            if answer:
                await self._take(answer)
            return web.Response(status=HTTPStatus.NO_CONTENT)

        return handle


def _by_pagerduty(request: web.Request, body: bytes, secret: str) -> Answer | None:
    """Return who took a page, None for any other event; raises HTTPUnauthorized, HTTPBadRequest."""
    ours = f"v1={signature.digest(body, secret=secret)}"
    given = request.headers.get(_PAGERDUTY_HEADER, "").split(",")
    if not any(hmac.compare_digest(one.strip().encode(), ours.encode()) for one in given):
        raise web.HTTPUnauthorized
    event = _object(_json(body).get("event"))
    if event.get("event_type") != _TAKEN:
        return None
    key = _object(event.get("data")).get("incident_key")
    name = _object(event.get("agent")).get("summary")
    return Answer(Service.PAGERDUTY, str(key), str(name or ""))


def _by_webhook(request: web.Request, body: bytes, secret: str) -> Answer | None:
    """Return who took a page; raises HTTPUnauthorized, HTTPBadRequest."""
    header = request.headers.get(signature.HEADER, "")
    if not signature.is_signed(body, header=header, secret=secret, now=system_now()):
        raise web.HTTPUnauthorized
    said = _json(body)
    if not isinstance(said.get("key"), str):
        raise web.HTTPBadRequest(text='the body is {"key": "onus-…", "name": "who took it"}')
    return Answer(Service.WEBHOOK, said["key"], str(said.get("name") or ""))


def _json(body: bytes) -> dict[str, Any]:
    try:
        return _object(json.loads(body))
    except ValueError:
        raise web.HTTPBadRequest(text="the body is no JSON") from None


def _object(value: object) -> dict[str, Any]:
    return value if isinstance(value, dict) else {}
