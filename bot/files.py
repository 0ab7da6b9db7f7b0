"""Files: uploaded in three steps, so that a file's id is known before anybody can see it."""

import aiohttp

from handlers.kit.slack import Slack, SlackBusyError, SlackRefusedError, SlackUnclearError
from handlers.review.document import people_in, with_names
from storage import deliveries
from storage.database import Database
from storage.deliveries import Delivery
from storage.outbox_rows import Kind

_GONE = ("file_not_found", "file_deleted")


class Files:
    """Uploads and finds the files of deliveries."""

    def __init__(self, *, slack: Slack, database: Database, session: aiohttp.ClientSession) -> None:
        self._slack = slack
        self._database = database
        self._session = session

    async def change(self, delivery: Delivery) -> str | None:
        """Post a file, and return the ts of its message; or delete one."""
        if delivery.kind is Kind.FILE:
            return await self._send(delivery)
        await self._remove(delivery)
        return None

    async def _send(self, delivery: Delivery) -> str | None:
        """Upload the file and share it in its thread; return the ts of the message it hangs on.

        The id is kept before the file is shared: after an unclear answer it is asked for.
        """
        content = with_names(delivery.content or "", await self._names(delivery)).encode()
        slot = await self._slack.call(
            "files.getUploadURLExternal", filename=delivery.filename, length=len(content)
        )
        await self._upload(slot["upload_url"], content)
        async with self._database.write() as tx:
            await deliveries.keep_file(tx, delivery, file_id=slot["file_id"])
        await self._slack.call(
            "files.completeUploadExternal",
            files=[{"id": slot["file_id"], "title": delivery.filename}],
            channel_id=delivery.channel_id,
            thread_ts=delivery.parent_ts,
            initial_comment=delivery.text,
        )
        return await self._shared(slot["file_id"], delivery.channel_id)

    async def _remove(self, delivery: Delivery) -> None:
        """Delete the file of an earlier delivery, which may be gone already."""
        async with self._database.read() as tx:
            file_id = await deliveries.file_of(tx, delivery)
        if file_id is None:
            return
        try:
            await self._slack.call("files.delete", file=file_id)
        except SlackRefusedError as refused:
            if refused.code not in _GONE:
                raise

    async def find(self, delivery: Delivery) -> str | None:
        """Return the ts of the message that an earlier try shared it with, if it did."""
        if delivery.file_id is None:
            return None
        return await self._shared(delivery.file_id, delivery.channel_id)

    async def _shared(self, file_id: str, channel_id: str) -> str | None:
        try:
            found = (await self._slack.ask("files.info", file=file_id))["file"]
        except SlackRefusedError as refused:
            if refused.code == "file_not_found":
                return None
            raise
        for places in found.get("shares", {}).values():
            for message in places.get(channel_id, []):
                return str(message["ts"])
        return None

    async def _names(self, delivery: Delivery) -> dict[str, str]:
        """Return the names of the people in it; who is not known to Slack keeps their id."""
        names = {}
        for user_id in people_in(delivery.content or ""):
            try:
                user = (await self._slack.ask("users.info", user=user_id))["user"]
            except SlackRefusedError:
                continue
            names[user_id] = str(user.get("real_name") or user.get("name") or user_id)
        return names

    async def _upload(self, url: str, content: bytes) -> None:
        try:
            async with self._session.post(url, data=content) as answer:
                status, wait = answer.status, answer.headers.get("Retry-After", "1")
        except (aiohttp.ClientError, TimeoutError, OSError) as error:
            raise SlackUnclearError(f"upload: {type(error).__name__}") from error
        if status == 429:  # noqa: PLR2004  # HTTP's own number
            raise SlackBusyError(float(wait))
        if status >= 500:  # noqa: PLR2004  # HTTP's own number
            raise SlackUnclearError(f"upload: HTTP {status}")
        if status >= 400:  # noqa: PLR2004  # HTTP's own number
            raise SlackRefusedError("upload_refused", f"HTTP {status}")
