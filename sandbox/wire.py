"""The way to the app: its request URL where it has one, else its sockets."""

from sandbox.errors import Json
from sandbox.records import Envelope
from sandbox.request_url import RequestUrl
from sandbox.socket_mode import SocketMode


class Wire:
    """Hands over whatever the app is sent."""

    def __init__(self, *, request_url: RequestUrl, sockets: SocketMode) -> None:
        self._request_url = request_url
        self._sockets = sockets

    async def request(self, kind: str, payload: Json, *, channel: str | None) -> Json | None:
        """Deliver what a person waits for; returns the ack's payload.

        Raises NotAckedError after 3 seconds, NotDeliveredError.
        """
        return await self._way().request(kind, payload, channel=channel)

    async def tell(self, envelope: Envelope) -> None:
        """Deliver an event once; raises NotAckedError, NotDeliveredError, LostError."""
        await self._way().tell(envelope)

    def _way(self) -> RequestUrl | SocketMode:
        return self._request_url if self._request_url.url else self._sockets
