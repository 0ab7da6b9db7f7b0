"""Socket Mode: payloads to the app, each over one of its open sockets, and its acknowledgements.

What a person waits for goes out again on another socket when its own dies before the ack, and
is given up after 3 seconds.
"""

import asyncio
import json
import secrets
import time
from collections.abc import Coroutine
from contextlib import suppress
from dataclasses import dataclass, field

from aiohttp import WSMsgType, web

from sandbox.errors import Json
from sandbox.faults import Faults
from sandbox.records import Envelope
from sandbox.timing import Timing
from sandbox.undelivered import LostError, NotAckedError, NotDeliveredError

_MOST_SOCKETS = 10
_TICKET_S = 30
_CLOSING_S = 1
_LOST = "connection_lost"


@dataclass(eq=False)
class Socket:
    """One open WebSocket of the app, and what it has not acknowledged yet."""

    wire: web.WebSocketResponse
    transport: asyncio.BaseTransport | None
    unacked: dict[str, asyncio.Future[Json | None]] = field(default_factory=dict)
    is_leaving: bool = False

    async def deliver(self, envelope: Json) -> Json | None:
        """Send, and wait for the ack; raises LostError when the socket dies first."""
        ack: asyncio.Future[Json | None] = asyncio.get_running_loop().create_future()
        self.unacked[envelope["envelope_id"]] = ack
        try:
            await self.wire.send_json(envelope)
            return await ack
        except ConnectionError as error:
            raise LostError(_LOST) from error
        finally:
            self.unacked.pop(envelope["envelope_id"], None)

    def acked(self, message: Json) -> None:
        """Take the app's answer to an envelope."""
        ack = self.unacked.get(message.get("envelope_id", ""))
        if ack is not None and not ack.done():
            ack.set_result(message.get("payload"))

    def lost(self) -> None:
        """Tell everyone who waits that no ack will come over this socket."""
        for ack in self.unacked.values():
            if not ack.done():
                ack.set_exception(LostError(_LOST))


class SocketMode:
    """The app's sockets and everything that is on its way to it."""

    def __init__(self, *, app_id: str, faults: Faults, timing: Timing) -> None:
        self._app_id = app_id
        self._faults = faults
        self._timing = timing
        self._sockets: list[Socket] = []
        self._opened = asyncio.Event()
        self._tickets: dict[str, float] = {}
        self._tasks: set[asyncio.Task[None]] = set()

    async def stop(self) -> None:
        """Close the sockets."""
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        await asyncio.gather(*(socket.wire.close() for socket in list(self._sockets)))

    def ticket(self) -> str:
        """Admit one socket, within half a minute."""
        ticket = secrets.token_urlsafe(16)
        self._tickets[ticket] = time.monotonic() + _TICKET_S
        return ticket

    async def serve(self, request: web.Request) -> web.WebSocketResponse:
        """Talk with the app over one socket until it closes."""
        if self._tickets.pop(request.query.get("ticket", ""), 0) < time.monotonic():
            raise web.HTTPUnauthorized(text="unknown, used or expired ticket")
        wire = web.WebSocketResponse(timeout=_CLOSING_S)
        await wire.prepare(request)
        socket = Socket(wire, request.transport)
        if len(self._sockets) >= _MOST_SOCKETS:
            await wire.send_json({"type": "disconnect", "reason": "too_many_websockets"})
            await wire.close()
            return wire
        await wire.send_json(self._hello())
        self._sockets.append(socket)
        self._opened.set()
        try:
            await self._listen(socket)
        finally:
            self._forget(socket)
        return wire

    async def request(self, kind: str, payload: Json, *, channel: str | None) -> Json | None:
        """Deliver what a person waits for; returns the ack's payload.

        Raises NotDeliveredError at once where no socket is open, NotAckedError after 3 seconds.
        """
        if not self._ready():
            raise NotDeliveredError("no_socket")
        envelope = {
            "envelope_id": secrets.token_hex(16),
            "payload": payload,
            "type": kind,
            "accepts_response_payload": True,
        }
        try:
            async with asyncio.timeout(self._timing.ack_s):
                while True:
                    with suppress(LostError):
                        return await self.deliver(envelope, channel)
        except TimeoutError as error:
            raise NotAckedError("timeout") from error

    async def tell(self, envelope: Envelope) -> None:
        """Deliver an event once, as soon as a socket is open; raises NotAckedError, LostError."""
        await self.opened()
        channel = envelope.payload["event"].get("channel")
        try:
            async with asyncio.timeout(self._timing.ack_s):
                await self.deliver(_wire_form(envelope), channel)
        except TimeoutError as error:
            raise NotAckedError("timeout") from error

    async def opened(self) -> None:
        """Wait until a socket is open."""
        await self._opened.wait()

    async def deliver(self, envelope: Json, channel: str | None) -> Json | None:
        """Send over the next socket in turn, and wait for the ack; raises LostError."""
        await self.opened()
        socket = self._ready()[0]
        self._sockets.remove(socket)
        self._sockets.append(socket)
        fault = self._faults.strike(envelope["type"], channel, {"socket_cut", "socket_refresh"})
        if fault and fault.kind == "socket_refresh":
            self._run(self._refresh(socket, fault.delay_s))
        elif fault:
            self._run(self._cut(socket))
        return await socket.deliver(envelope)

    async def cut(self) -> None:
        """Close every socket as a broken network would: no word before."""
        for socket in list(self._sockets):
            await self._cut(socket)

    def refresh(self, warning_s: float | None = None) -> None:
        """Ask the app to reconnect every socket: a warning, then the end."""
        for socket in list(self._sockets):
            self._run(self._refresh(socket, warning_s))

    def _ready(self) -> list[Socket]:
        return [socket for socket in self._sockets if not socket.is_leaving] or self._sockets

    def _hello(self) -> Json:
        return {
            "type": "hello",
            "num_connections": len(self._sockets) + 1,
            "debug_info": {"host": "sandbox", "approximate_connection_time": 18060},
            "connection_info": {"app_id": self._app_id},
        }

    async def _listen(self, socket: Socket) -> None:
        async for message in socket.wire:
            if message.type is WSMsgType.TEXT and message.data.startswith("{"):
                socket.acked(json.loads(message.data))

    def _forget(self, socket: Socket) -> None:
        if socket in self._sockets:
            self._sockets.remove(socket)
        if not self._sockets:
            self._opened.clear()
        socket.lost()

    async def _cut(self, socket: Socket) -> None:
        await asyncio.sleep(0)
        if isinstance(socket.transport, asyncio.WriteTransport):
            socket.transport.abort()
        self._forget(socket)

    async def _refresh(self, socket: Socket, warning_s: float | None) -> None:
        socket.is_leaving = True
        with suppress(ConnectionError):
            await socket.wire.send_json(_disconnect("warning"))
            wait_s = self._timing.refresh_warning_s if warning_s is None else warning_s
            await asyncio.sleep(wait_s)
            await socket.wire.send_json(_disconnect("refresh_requested"))
        await socket.wire.close()
        self._forget(socket)

    def _run(self, work: Coroutine[None, None, None]) -> None:
        task = asyncio.create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)


def _wire_form(envelope: Envelope) -> Json:
    return {
        "envelope_id": envelope.envelope_id,
        "payload": envelope.payload,
        "type": "events_api",
        "accepts_response_payload": False,
        "retry_attempt": envelope.attempt,
        "retry_reason": envelope.reason,
    }


def _disconnect(reason: str) -> Json:
    return {"type": "disconnect", "reason": reason, "debug_info": {"host": "sandbox"}}
