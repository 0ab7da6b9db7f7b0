"""Paging services: an alert in the words of PagerDuty's Events API v2, or as a signed webhook.

Both know a page by its key, so an alert may be sent again: PagerDuty drops what it has, and so
should whoever takes the webhook. The secrets are the settings' alone: no row holds them.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import aiohttp
from pydantic import SecretStr

from bot.clock import system_now
from bot.post import post
from domain import signature
from domain.alert import Service
from handlers.kit.trouble import RefusedError
from storage.deliveries import Delivery

_SEVERITIES = {1: "critical", 2: "error", 3: "warning", 4: "info"}


@dataclass(frozen=True)
class PagerDuty:
    """A service of PagerDuty, by the integration key of its Events API v2."""

    url: str
    routing_key: SecretStr

    def request(self, alert: Mapping[str, Any]) -> tuple[bytes, dict[str, str]]:
        """Return the body and the headers beside it."""
        event = {
            "routing_key": self.routing_key.get_secret_value(),
            "event_action": alert["action"],
            "dedup_key": alert["key"],
            "client": "Onus",
            "payload": {
                "summary": alert["summary"],
                "source": "Onus",
                "severity": _SEVERITIES[alert["severity"]],
                "group": alert["incident"],
            },
        }
        return json.dumps(event).encode(), {}


@dataclass(frozen=True)
class Webhook:
    """An address of the organisation's own; what it is sent is signed."""

    url: str
    secret: SecretStr

    def request(self, alert: Mapping[str, Any]) -> tuple[bytes, dict[str, str]]:
        """Return the body and the headers beside it."""
        body = json.dumps(alert, ensure_ascii=False).encode()
        signed = signature.sign(body, secret=self.secret.get_secret_value(), now=system_now())
        return body, {signature.HEADER: signed}


Pagers = Mapping[Service, PagerDuty | Webhook]


async def send(pagers: Pagers, session: aiohttp.ClientSession, delivery: Delivery) -> None:
    """Send an alert once; raises RefusedError, BusyError, UnclearError."""
    assert delivery.content, "an alert says something"
    service = Service(delivery.channel_id)
    if service not in pagers:
        raise RefusedError("it is in the settings no more")
    pager = pagers[service]
    alert = {"id": delivery.id, **json.loads(delivery.content)}
    body, headers = pager.request(alert)
    await post(session, pager.url, body, headers=headers, what=service.label)
