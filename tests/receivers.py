"""Who stands at the other end of e-mail and webhooks: a mail server, and a customer's program."""

import asyncio
import email
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from email import policy
from email.message import EmailMessage
from typing import Any

from aiohttp import web
from aiohttp.test_utils import TestServer
from aiosmtpd.smtp import SMTP, Envelope, Session


@dataclass
class PostOffice:
    """Takes mail, or answers what it is told to.

    tried: the Message-ID of whatever was handed in. hello: how the sender named itself.
    """

    port: int = 0
    answers: list[str] = field(default_factory=list)
    tried: list[str] = field(default_factory=list)
    mails: list[EmailMessage] = field(default_factory=list)
    hello: str = ""

    async def handle_DATA(self, _: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802  # aiosmtpd's
        """Take a mail."""
        assert isinstance(envelope.content, bytes)
        self.hello = str(session.host_name)
        read = email.message_from_bytes(envelope.content, policy=policy.default)
        assert isinstance(read, EmailMessage)
        self.tried.append(read["Message-ID"])
        if self.answers:
            return self.answers.pop(0)
        self.mails.append(read)
        return "250 OK"

    def to(self, address: str) -> list[EmailMessage]:
        """Return what that address got."""
        return [mail for mail in self.mails if mail["To"] == address]


@asynccontextmanager
async def post_office() -> AsyncIterator[PostOffice]:
    """Open a mail server on this machine."""
    office = PostOffice()
    loop = asyncio.get_running_loop()
    server = await loop.create_server(lambda: SMTP(office, hostname="mx"), "127.0.0.1", 0)
    async with server:
        office.port = server.sockets[0].getsockname()[1]
        yield office


@dataclass(frozen=True)
class Call:
    """A call of a webhook, as it came."""

    headers: dict[str, str]
    body: bytes

    @property
    def json(self) -> dict[str, Any]:
        """What it says."""
        said: dict[str, Any] = json.loads(self.body)
        return said


@dataclass
class Program:
    """A customer's program: takes calls, or answers with what it is told to.

    awake: whether it answers at all.
    """

    awake: asyncio.Event
    url: str = ""
    answers: list[int] = field(default_factory=list)
    calls: list[Call] = field(default_factory=list)

    async def take(self, request: web.Request) -> web.Response:
        """Take a call."""
        await self.awake.wait()
        status = self.answers.pop(0) if self.answers else 200
        if status < 300:
            self.calls.append(Call(dict(request.headers), await request.read()))
        return web.Response(status=status, headers={"Location": self.url})


@asynccontextmanager
async def program() -> AsyncIterator[Program]:
    """Run a customer's program on this machine."""
    it = Program(asyncio.Event())
    it.awake.set()
    app = web.Application()
    app.router.add_post("/onus", it.take)
    async with TestServer(app) as server:
        it.url = str(server.make_url("/onus"))
        yield it
