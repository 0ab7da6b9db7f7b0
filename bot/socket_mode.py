"""Socket Mode: Slack delivers over a socket that Onus opens, so Onus needs no address."""

import asyncio
import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from pydantic import SecretStr
from slack_bolt.adapter.socket_mode.aiohttp import AsyncSocketModeHandler
from slack_bolt.async_app import AsyncApp

from handlers.kit.slack import Slack, SlackBusyError, SlackRefusedError, SlackUnclearError

log = logging.getLogger("onus.socket")

_START_AGAIN_S = 1.0
_PING_S = 3  # so soon a socket that died unheard is noticed


class AppTokenError(Exception):
    """Slack refuses the app-level token."""


async def check_token(slack: Slack) -> None:
    """Ask Slack for a socket once: Bolt would try a refused token for ever.

    slack: with the app-level token. Raises AppTokenError.
    """
    while True:
        try:
            await slack.call("apps.connections.open")
        except SlackRefusedError as refused:
            raise AppTokenError(refused.code) from refused
        except (SlackUnclearError, SlackBusyError) as trouble:
            log.warning("no socket yet: %s", trouble)
            await asyncio.sleep(_START_AGAIN_S)
        else:
            return


@asynccontextmanager
async def listen(app: AsyncApp, token: SecretStr) -> AsyncIterator[None]:
    """Take what Slack delivers until the block ends."""
    handler = AsyncSocketModeHandler(app, token.get_secret_value(), ping_interval=_PING_S)
    try:
        await handler.connect_async()  # type: ignore[no-untyped-call]  # Bolt's own
        yield
    finally:
        await handler.close_async()  # type: ignore[no-untyped-call]  # as above
