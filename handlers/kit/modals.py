"""Modals: shown while the trigger lives that a person's act gave."""

import asyncio

from handlers.kit.blocks import Block
from handlers.kit.slack import Slack, SlackBusyError

_TRIGGER_LIVES_S = 2.5


async def show(slack: Slack, view: Block, *, trigger_id: str) -> None:
    """Open a modal in front of whoever the trigger is of.

    Raises SlackRefusedError, SlackUnclearError; TimeoutError when the trigger has died meanwhile.
    """
    async with asyncio.timeout(_TRIGGER_LIVES_S):
        while True:
            try:
                await slack.call("views.open", trigger_id=trigger_id, view=view)
            except SlackBusyError as busy:
                await asyncio.sleep(busy.retry_after_s)
            else:
                return
