"""Paging services as Onus meets them: they take alerts, and post back who has taken a page."""

import json
from datetime import UTC, datetime
from typing import Any

import aiohttp
from aiohttp import web

from bot.page_answers import PAGERDUTY_PATH, WEBHOOK_PATH
from domain import signature

ROUTING_KEY = "R0UTINGKEY"
PAGERDUTY_SECRET = "pagerduty-secret"  # of the fake
WEBHOOK_SECRET = "webhook-secret"  # as above


class Services:
    """PagerDuty and a webhook. answers: the HTTP statuses that come next, then 202."""

    def __init__(self, session: aiohttp.ClientSession, onus: str) -> None:
        self.pagerduty: list[dict[str, Any]] = []
        self.webhook: list[dict[str, Any]] = []
        self.answers: list[int] = []
        self._session = session
        self._onus = onus

    async def take(self, request: web.Request) -> web.Response:
        """Take an alert, or answer with the next status that was ordered."""
        status = self.answers.pop(0) if self.answers else 202
        if status != 202:
            return web.json_response({"message": "Event object is invalid"}, status=status)
        body = await request.read()
        if request.path == "/webhook":
            header, now = request.headers[signature.HEADER], datetime.now(UTC)
            assert signature.is_signed(body, header=header, secret=WEBHOOK_SECRET, now=now)
            self.webhook.append(json.loads(body))
        else:
            self.pagerduty.append(json.loads(body))
        return web.Response(status=202)

    async def acknowledges(
        self, key: str, *, by: str, secret: str = PAGERDUTY_SECRET, event: str = "acknowledged"
    ) -> int:
        """Post what PagerDuty posts when somebody does so; return what Onus answers."""
        told = {
            "event": {
                "event_type": f"incident.{event}",
                "agent": {"type": "user_reference", "summary": by},
                "data": {"type": "incident", "incident_key": key},
            }
        }
        body = json.dumps(told).encode()
        signed = f"v1={'0' * 64},v1={signature.digest(body, secret=secret)}"
        return await self._post(PAGERDUTY_PATH, body, {"X-PagerDuty-Signature": signed})

    async def answers_page(self, body: bytes, *, secret: str = WEBHOOK_SECRET) -> int:
        """Post an answer as whoever takes the webhook does."""
        signed = signature.sign(body, secret=secret, now=datetime.now(UTC))
        return await self._post(WEBHOOK_PATH, body, {signature.HEADER: signed})

    async def _post(self, path: str, body: bytes, headers: dict[str, str]) -> int:
        async with self._session.post(self._onus + path, data=body, headers=headers) as answer:
            return answer.status
