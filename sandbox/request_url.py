"""HTTP mode: signed POSTs to the app's request URL, and the answers that acknowledge them.

Sources: docs.slack.dev/authentication/verifying-requests-from-slack (signatures),
docs.slack.dev/apis/events-api (challenge, retries and their headers).
"""

import asyncio
import hashlib
import hmac
import json
import secrets
import time
from typing import Final
from urllib.parse import urlencode

import aiohttp

from sandbox.config import VERIFICATION_TOKEN, Config
from sandbox.errors import Json
from sandbox.faults import Faults
from sandbox.records import Endpoint, Envelope
from sandbox.store import Store, Table
from sandbox.timing import Timing
from sandbox.undelivered import NotAckedError, NotDeliveredError

_FORM: Final = "application/x-www-form-urlencoded"
_JSON: Final = "application/json"
_KEPT: Final = "request_url"


class RequestUrl:
    """Where the app takes everything: commands, clicks, events. url: None while there is none."""

    def __init__(self, *, config: Config, store: Store, faults: Faults, timing: Timing) -> None:
        self._secret = config.tokens.signing_secret.encode()
        self._faults = faults
        self._timing = timing
        self._table = Table(store, _KEPT, Endpoint)
        kept = self._table.get(_KEPT)
        self.url = kept.url if kept else config.app.request_url

    async def choose(self, url: str | None) -> None:
        """Deliver there from now on, with None over sockets.

        Raises NotDeliveredError where what listens there does not answer the challenge.
        """
        if url is not None:
            await self._challenge(url)
        self.url = url
        self._table.save(_KEPT, Endpoint(url=url))

    async def request(self, kind: str, payload: Json, *, channel: str | None) -> Json | None:
        """Deliver what a person waits for, once; returns what the answer carried.

        Raises NotAckedError after 3 seconds, NotDeliveredError.
        """
        fields = payload if kind == "slash_commands" else {"payload": json.dumps(payload)}
        answer = await self._deliver(kind, channel, urlencode(fields), {"Content-Type": _FORM})
        return _carried(answer)

    async def tell(self, envelope: Envelope) -> None:
        """Deliver an event, once; raises NotAckedError, NotDeliveredError."""
        again = {
            "X-Slack-Retry-Num": str(envelope.attempt),
            "X-Slack-Retry-Reason": envelope.reason,
        }
        headers = {"Content-Type": _JSON, **(again if envelope.attempt else {})}
        channel = envelope.payload["event"].get("channel")
        await self._deliver("events_api", channel, json.dumps(envelope.payload), headers)

    async def _challenge(self, url: str) -> None:
        challenge = secrets.token_urlsafe(32)
        asked = {"token": VERIFICATION_TOKEN, "challenge": challenge, "type": "url_verification"}
        if challenge not in await self._post(url, json.dumps(asked), {"Content-Type": _JSON}):
            raise NotDeliveredError("challenge_failed")

    async def _deliver(
        self, kind: str, channel: str | None, body: str, headers: dict[str, str]
    ) -> str:
        """Post it; a `socket_cut` on order loses the answer on its way."""
        assert self.url is not None
        fault = self._faults.strike(kind, channel, {"socket_cut"})
        answer = await self._post(self.url, body, headers)
        if fault:
            raise NotDeliveredError("connection_failed")
        return answer

    async def _post(self, url: str, body: str, headers: dict[str, str]) -> str:
        try:
            async with (
                asyncio.timeout(self._timing.ack_s),
                aiohttp.ClientSession(headers={**headers, **self._signature(body)}) as session,
                session.post(url, data=body.encode(), allow_redirects=False) as answer,
            ):
                text = await answer.text()
        except TimeoutError as error:
            raise NotAckedError("http_timeout") from error
        except aiohttp.ClientError as error:
            raise NotDeliveredError("connection_failed") from error
        if answer.status // 100 != 2:  # noqa: PLR2004  # HTTP's success
            raise NotDeliveredError("http_error")
        return text

    def _signature(self, body: str) -> dict[str, str]:
        timestamp = str(int(time.time()))
        signed = f"v0:{timestamp}:{body}".encode()
        digest = hmac.new(self._secret, signed, hashlib.sha256).hexdigest()
        return {"X-Slack-Request-Timestamp": timestamp, "X-Slack-Signature": f"v0={digest}"}


def _carried(answer: str) -> Json | None:
    """Return what acknowledges: a JSON object, or a plain text, or nothing."""
    if not answer.strip():
        return None
    try:
        body = json.loads(answer)
    except ValueError:
        return {"text": answer}
    return body if isinstance(body, dict) else {"text": answer}
