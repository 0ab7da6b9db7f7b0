"""A replica: one running Onus, wired from its settings, until it is told to stop."""

import asyncio
import contextlib
import logging
from collections.abc import Coroutine
from contextlib import AbstractAsyncContextManager, AsyncExitStack
from datetime import datetime
from functools import partial
from typing import Any, Self

import aiohttp
from pydantic import SecretStr
from slack_bolt.async_app import AsyncApp
from slack_sdk.web.async_client import AsyncWebClient
from sqlalchemy.ext.asyncio import AsyncConnection

from bot import http_mode, socket_mode
from bot.alarm import Alarm
from bot.background import end, for_ever
from bot.clock import Clock, follow
from bot.delivery import DeliveryLoop
from bot.door import Door
from bot.health import Health
from bot.letter_box import letter_loop
from bot.listen import pass_on
from bot.office import office_of
from bot.pace import Pace
from bot.page_answers import PageAnswers
from bot.reports import Reports
from bot.sending import Sender
from bot.settings import Settings
from bot.wiring import RULES, VIEWS
from domain.alert import Answer
from domain.people import ONUS
from handlers.audit import head
from handlers.customers import look
from handlers.incident import grants_file
from handlers.incident.acknowledge import acknowledge_outside
from handlers.kit.bell import Bell
from handlers.kit.desk import Desk
from handlers.kit.directory import Directory, Roster
from handlers.kit.office import Office
from handlers.kit.slack import NO_TOKEN, REQUEST_TIMEOUT_S, Slack, SlackUnclearError
from handlers.kit.turn import begin
from handlers.listeners import Listeners
from handlers.notices.template_check import prove
from handlers.whoowns.answer import warm_up
from storage import deliveries, workspaces
from storage.database import Database
from storage.news import News
from storage.workspaces import Workspace

log = logging.getLogger("onus")

_TOKEN_FROM = "SLACK_BOT_TOKEN"  # noqa: S105  # the setting's name, not the token
_START_AGAIN_S = 1.0
_BOLT_LOG = logging.getLogger("onus.bolt")
_BOLT_LOG.setLevel(logging.ERROR)  # it warns of tokens in the environment, which is where they are


class Replica:
    """`async with Replica(settings) as replica:` runs until the block ends.

    pace: how fast to call Slack. patience_s: after how long a request has certainly ended.
    """

    def __init__(
        self,
        settings: Settings,
        *,
        pace: Pace | None = None,
        patience_s: float = REQUEST_TIMEOUT_S + 1.0,
    ) -> None:
        self._settings = settings
        self._pace = pace or Pace()
        self._patience_s = patience_s
        self._pagers = settings.pagers()
        self._stack = AsyncExitStack()
        self.clock = Clock()
        self.database = Database(settings.database_url)
        self._delivered = self.database.committed.subscribe(News.DELIVERED)

    async def __aenter__(self) -> Self:
        try:
            await self._start()
        except BaseException:
            await self._stack.aclose()
            raise
        return self

    async def __aexit__(self, *_: object) -> None:
        await self._stack.aclose()

    async def settle(self) -> datetime | None:
        """Act on everything that fell due, until all of it is in Slack; return what is due next."""
        await self._alarm.sweep()
        await self._desk.settle()
        while await self._pending():
            await self._next_delivery()
        return await self._alarm.look()

    async def _start(self) -> None:
        self._stack.push_async_callback(self.database.close)
        session = await self._stack.enter_async_context(
            aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=REQUEST_TIMEOUT_S))
        )
        self._client = self._web_client(self._settings.slack_bot_token, session)
        self._slack = Slack(self._client)
        if self._settings.slack_app_token:
            client = self._web_client(self._settings.slack_app_token, session)
            await socket_mode.check_token(Slack(client))
        self._office = await self._open_office()
        for fault in prove(self._office.templates).faults:
            log.warning("the template fails, the built-in words will go: %s", fault)
        self._wire(session)
        self._stack.push_async_callback(self._desk.settle)  # what a last sweep took up
        warm_up()
        await self._follow_clock()
        await self.database.decide(self._begin)
        await self._desk.replay()
        self._alarm.start()
        self._stack.callback(self._alarm.stop)
        self._in_background(self._desk.warm_up())
        self._in_background(for_ever("the alarm", self._alarm.run))
        self._stack.push_async_callback(self._loop.stop)
        self._in_background(for_ever("the delivery loop", self._loop.run))
        letters = await self._stack.enter_async_context(
            letter_loop(self._settings, self._office, self.database, self.clock)
        )
        self._in_background(for_ever("the letters", letters.run))
        if self.database.postgresql:
            listening = partial(pass_on, self.database)
            self._in_background(for_ever("listening to the database", listening))
        await self._listen()

    async def _open_office(self) -> Office:
        """Ask Slack who we are, for as long as it takes, and remember the workspace."""
        settings = self._settings
        while True:
            try:
                us = await self._slack.ask("auth.test")
            except SlackUnclearError as unclear:
                log.warning("Slack does not answer yet: %s", unclear)
                await asyncio.sleep(_START_AGAIN_S)
            else:
                break
        workspace = Workspace(us["team_id"], us["team"], us["user_id"], _TOKEN_FROM)
        kept = await self.database.decide(partial(workspaces.keep, workspace=workspace))
        return office_of(kept, settings)

    async def _begin(self, tx: AsyncConnection) -> None:
        """Set the timers that always run, and have go what waited for the token that works now."""
        await deliveries.hasten(tx, self._office.id, errors=NO_TOKEN)
        await head.begin(tx, self._office, now=self.clock.now())
        await look.begin(tx, self._office, now=self.clock.now())
        given = self._settings.grants()
        await grants_file.follow(tx, self._office.id, given, now=self.clock.now())

    def _wire(self, session: aiohttp.ClientSession) -> None:
        directory = Directory(
            self._slack,
            workspace=self._office.workspace,
            channel=self._office.incidents_channel,
            timezone=self._office.timezone,
            changed=self.database.committed.subscribe(News.CHANNELS),
        )
        shared: dict[str, Any] = {
            "database": self.database,
            "directory": directory,
            "office": self._office,
            "rules": RULES,
            "now": self.clock.now,
        }
        self._desk = Desk(**shared, slack=self._slack)
        bell = Bell(**shared)
        self._alarm = Alarm(
            committed=self.database.committed, clock=self.clock, bell=bell, desk=self._desk
        )
        self._loop = DeliveryLoop(
            database=self.database,
            workspace_id=self._office.id,
            sender=Sender(
                slack=self._slack,
                database=self.database,
                office=self._office,
                views=VIEWS,
                door=Door(directory=directory, database=self.database),
                session=session,
                pagers=self._pagers,
            ),
            clock=self.clock,
            pace=self._pace,
            reports=Reports(office=self._office, clock=self.clock),
            patience_s=self._patience_s,
        )

    async def _take_answer(self, answer: Answer) -> None:
        """Carry out that somebody has taken a page outside Slack."""

        async def take(tx: AsyncConnection) -> None:
            turn = await begin(tx, self._office, ONUS, self.clock.now(), Roster())
            await acknowledge_outside(turn, answer)
            await RULES.end(turn)

        await self.database.decide(take)

    async def _follow_clock(self) -> None:
        url = self._settings.onus_clock_url
        if url is None:
            return
        ready = asyncio.Event()
        following = partial(follow, self.clock, url, settle=self.settle, ready=ready)
        self._in_background(for_ever("following the clock", following))
        await ready.wait()

    def _web_client(self, token: SecretStr, session: aiohttp.ClientSession) -> AsyncWebClient:
        return AsyncWebClient(
            token=token.get_secret_value(),
            base_url=self._settings.slack_api_url,
            timeout=REQUEST_TIMEOUT_S,
            session=session,
            retry_handlers=[],
        )

    async def _listen(self) -> None:
        secret = self._settings.slack_signing_secret
        app = AsyncApp(
            name="onus",  # else Bolt reads the whole stack's source for one
            client=self._client,
            signing_secret=secret.get_secret_value() if secret else None,
            process_before_response=True,
            logger=_BOLT_LOG,
        )
        listeners = Listeners(desk=self._desk, slack=self._slack, commands=RULES.commands)
        listeners.register(app)
        self._stack.push_async_callback(self._desk.settle)
        for way in self._ways(app):
            await self._stack.enter_async_context(way)
        log.info("Onus listens in %s as %s", self._office.workspace.name, self._office.side)

    def _ways(self, app: AsyncApp) -> list[AbstractAsyncContextManager[None]]:
        """Return how Slack and paging services reach Onus."""
        settings = self._settings
        ways: list[AbstractAsyncContextManager[None]] = []
        routes = PageAnswers(self._take_answer).routes(
            pagerduty=settings.onus_pagerduty_secret, webhook=settings.onus_page_webhook_secret
        )
        if settings.slack_app_token:
            ways.append(socket_mode.listen(app, settings.slack_app_token))
        else:
            routes.append(http_mode.from_slack(app))
        if routes:
            health = Health(slack=self._slack, database=self.database)
            ways.append(http_mode.listen(routes, port=settings.onus_http_port, health=health))
        return ways

    async def _next_delivery(self) -> None:
        """Wait until one is over; another process's on SQLite is noticed within a second."""
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(1.0):
                await self._delivered.wait()
        self._delivered.clear()

    async def _pending(self) -> bool:
        async with self.database.read() as tx:
            return await deliveries.pending(tx, self._office.id) > 0

    def _in_background(self, work: Coroutine[Any, Any, None]) -> None:
        self._stack.push_async_callback(end, asyncio.create_task(work), self.database)
