"""Sending one delivery to Slack, and finding out whether an earlier try arrived."""

import json
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import aiohttp
from sqlalchemy.ext.asyncio import AsyncConnection

from bot import pagers, rooms
from bot.door import Door
from bot.files import Files
from bot.pagers import Pagers
from bot.post import post
from domain.ways import Way, shown
from domain.words import InternalMessage
from handlers.kit import blocks, drill_words
from handlers.kit.mrkdwn import escape, mention
from handlers.kit.notice_words import late_by
from handlers.kit.office import Office
from handlers.kit.slack import REQUEST_TIMEOUT_S, Slack
from handlers.kit.trouble import RefusedError
from storage.database import Database
from storage.deliveries import Delivery, latest_ts
from storage.outbox_rows import LOOKED_UP, Kind

Renderer = Callable[[AsyncConnection, Office, int], Awaitable[InternalMessage]]

_BLOCKS_REFUSED = ("invalid_blocks", "invalid_blocks_format", "msg_blocks_too_long")
_MARGIN = timedelta(hours=1)


class Sender:
    """Puts deliveries into Slack's words.

    views: how each kind of view is rendered, at the moment of sending. pagers: the services that
    take alerts.
    """

    within_s = float(REQUEST_TIMEOUT_S)
    letters = False

    def __init__(
        self,
        *,
        slack: Slack,
        database: Database,
        office: Office,
        views: Mapping[str, Renderer],
        door: Door,
        session: aiohttp.ClientSession,
        pagers: Pagers,
    ) -> None:
        self._slack = slack
        self._database = database
        self._office = office
        self._views = views
        self._door = door
        self._session = session
        self._pagers = pagers
        self._files = Files(slack=slack, database=database, session=session)

    async def send(self, delivery: Delivery, *, now: datetime) -> str | None:
        """Send it once more or for the first time; return Slack's ts, None where there is none.

        A row whose channel is a person goes to their direct messages. Where Slack refuses the
        blocks, the plain form goes. Raises RefusedError, BusyError, UnclearError, StrangersError.
        """
        await self._door.check(delivery)
        rendered = await self._rendered(await self._opened(delivery))
        ready = _as_drill(late(rendered, now=now))
        try:
            return await self._deliver(ready)
        except RefusedError as refused:
            if refused.code not in _BLOCKS_REFUSED or not ready.blocks:
                raise
            return await self._deliver(replace(ready, blocks=[]))

    async def find(self, delivery: Delivery) -> str | None:
        """Return the ts under which a post or file of this delivery stands in Slack, if it does."""
        if delivery.kind not in LOOKED_UP:
            return None
        if delivery.kind is Kind.FILE:
            return await self._files.find(await self._opened(delivery))
        listed = "messages"
        channel_id = (await self._opened(delivery)).channel_id
        where: dict[str, Any] = {"channel": channel_id, "include_all_metadata": True}
        if delivery.parent_ts:
            pages = self._slack.pages(
                "conversations.replies", listed, ts=delivery.parent_ts, **where
            )
        else:
            oldest = await self._oldest(delivery)
            pages = self._slack.pages("conversations.history", listed, oldest=oldest, **where)
        async for message in pages:
            payload = message.get("metadata", {}).get("event_payload", {})
            if payload.get("delivery_id") == delivery.id:
                return str(message["ts"])
        return None

    async def _oldest(self, delivery: Delivery) -> str:
        """Return where to begin looking: after the last post that we know of."""
        async with self._database.read() as tx:
            known = await latest_ts(tx, delivery.workspace_id, delivery.channel_id)
        return known or f"{(delivery.queued_at - _MARGIN).timestamp():.6f}"

    async def _opened(self, delivery: Delivery) -> Delivery:
        """Return it with the channel of direct messages in place of the person it is for."""
        if delivery.channel_id != delivery.user_id:
            return delivery
        opened = await self._slack.call("conversations.open", users=delivery.user_id)
        return replace(delivery, channel_id=opened["channel"]["id"])

    async def _rendered(self, delivery: Delivery) -> Delivery:
        if delivery.view is None:
            return delivery
        kind, _, number = delivery.view.partition(":")
        async with self._database.read() as tx:
            message = await self._views[kind](tx, self._office, int(number))
        return replace(delivery, text=message.text, blocks=[dict(b) for b in message.blocks])

    async def _deliver(self, delivery: Delivery) -> str | None:
        body: dict[str, Any] = {"text": delivery.text, "blocks": delivery.blocks or None}
        if delivery.kind is Kind.RESPOND:
            await self._respond(delivery, body)
            return None
        if delivery.kind in (Kind.FILE, Kind.UNSHARE):
            return await self._files.change(delivery)
        if delivery.kind is Kind.HOME:
            view = {"type": "home", "blocks": delivery.blocks}
            await self._slack.call("views.publish", user_id=delivery.user_id, view=view)
            return None
        if delivery.kind is Kind.ALERT:
            await pagers.send(self._pagers, self._session, delivery)
            return None
        if delivery.kind in (Kind.CREATE, Kind.INVITE, Kind.REMOVE):
            return await rooms.change(self._slack, delivery)
        return await self._write(delivery, body)

    async def _write(self, delivery: Delivery, body: dict[str, Any]) -> str | None:
        """Post or change a message, for all of a channel or for one person."""
        body["channel"] = delivery.channel_id
        if delivery.kind is Kind.EPHEMERAL:
            body |= {"user": delivery.user_id, "thread_ts": delivery.thread_ts}
            await self._slack.call("chat.postEphemeral", **body)
            return None
        if delivery.kind is Kind.UPDATE:
            body |= {"ts": delivery.parent_ts, "metadata": None}
            await self._slack.call("chat.update", **body)
            return delivery.parent_ts
        body |= {"thread_ts": delivery.parent_ts, "metadata": _metadata(delivery)}
        body |= {"unfurl_links": False, "unfurl_media": False}
        return str((await self._slack.call("chat.postMessage", **body))["ts"])

    async def _respond(self, delivery: Delivery, body: dict[str, Any]) -> None:
        assert delivery.respond_url, "a response goes to its URL"
        given = {name: value for name, value in body.items() if value is not None}
        given |= {"response_type": "ephemeral", "replace_original": delivery.replaces}
        await post(
            self._session, delivery.respond_url, json.dumps(given).encode(), what="response_url"
        )


def _metadata(delivery: Delivery) -> dict[str, Any]:
    return {"event_type": "onus_delivery", "event_payload": {"delivery_id": delivery.id}}


def _as_drill(delivery: Delivery) -> Delivery:
    """Say above a drill's words for customers for whom they would be."""
    if not delivery.drill_for:
        return delivery
    mark = drill_words.instead_of(_way_of_drill(delivery))
    text = escape(delivery.text) if delivery.address else delivery.text
    above = [blocks.context(mark), *delivery.blocks] if delivery.blocks else []
    return replace(delivery, text=f"{mark}\n{text}", blocks=above)


def _way_of_drill(delivery: Delivery) -> str:
    """Say how it would have gone, were it no drill."""
    if delivery.address:
        return escape(shown(Way(delivery.drill_for), delivery.address))
    if delivery.drill_for == delivery.user_id:
        return f"directly to {mention(delivery.user_id)}"
    return f"to <#{delivery.drill_for}>"


def late(delivery: Delivery, *, now: datetime) -> Delivery:
    """Add how late it is, where it comes a minute or more after what was promised."""
    if delivery.promised_at is None or now - delivery.promised_at < timedelta(minutes=1):
        return delivery
    suffix = late_by(int((now - delivery.promised_at).total_seconds() // 60))
    return replace(
        delivery,
        text=f"{delivery.text}\n{suffix}",
        blocks=[*delivery.blocks, blocks.context(suffix)] if delivery.blocks else [],
    )
