"""Health: whether Slack and the database have answered lately, for whatever watches Onus."""

import asyncio
import logging
import time
from contextlib import suppress
from http import HTTPStatus

from aiohttp import web
from sqlalchemy import text
from sqlalchemy.exc import SQLAlchemyError

from handlers.kit.slack import Slack, SlackBusyError, SlackRefusedError, SlackUnclearError
from storage.database import Database

log = logging.getLogger("onus.health")

LATELY_S = 30.0
_PATIENCE_S = 2.0
_TROUBLE = (SlackRefusedError, SlackUnclearError, SQLAlchemyError, OSError, TimeoutError)


class Health:
    """Asks each of them anew when its last answer is more than half a minute old."""

    def __init__(self, *, slack: Slack, database: Database) -> None:
        self._slack = slack
        self._database = database
        self._asks = {"slack": self._ask_slack, "database": self._ask_database}
        self._answered_at: dict[str, float] = {}

    async def tell(self, _: web.Request) -> web.Response:
        """Answer `GET /health`: 200 while both answer, else 503; the body says which does not."""
        answers = {name: await self._answers(name) for name in self._asks}
        status = HTTPStatus.OK if all(answers.values()) else HTTPStatus.SERVICE_UNAVAILABLE
        body = {name: "ok" if well else "away" for name, well in answers.items()}
        return web.json_response(body, status=status)

    async def _answers(self, name: str) -> bool:
        if time.monotonic() - self._answered_at.get(name, float("-inf")) < LATELY_S:
            return True
        try:
            async with asyncio.timeout(_PATIENCE_S):
                await self._asks[name]()
        except _TROUBLE as trouble:
            log.warning("%s does not answer: %s", name, str(trouble) or "timed out")
            return False
        self._answered_at[name] = time.monotonic()
        return True

    async def _ask_slack(self) -> None:
        with suppress(SlackBusyError):  # which is an answer
            await self._slack.call("auth.test")

    async def _ask_database(self) -> None:
        async with self._database.read() as tx:
            await tx.execute(text("SELECT 1"))
