"""The door of a customer's channel: nothing goes in while people of a stranger read there.

Who reads there is looked up at most once a minute for all channels together, and anew after Slack
said that one has changed; so a fan-out costs no call a post. While Slack takes long to list them,
what was known last goes on. Races knowingly accepted: who joins
between the look and the post reads it, as who joins a second later would.
"""

from domain.channels import strangers
from domain.outage import NoticeKind
from handlers.kit.directory import Directory
from storage import customers, outages
from storage.database import Database
from storage.deliveries import Delivery
from storage.outbox_rows import Kind


class StrangersError(Exception):
    """Organisations read there that are not known as the customer's."""

    def __init__(self, organisations: tuple[str, ...]) -> None:
        super().__init__(f"strangers: {', '.join(organisations)}")
        self.organisations = organisations


class Door:
    """Lets deliveries into customers' channels."""

    def __init__(self, *, directory: Directory, database: Database) -> None:
        self._directory = directory
        self._database = database

    async def check(self, delivery: Delivery) -> None:
        """Let it pass, or raise StrangersError; raises RefusedError, UnclearError."""
        if delivery.customer_id is None or not _in_a_channel(delivery):
            return
        channel = await self._directory.channel(delivery.channel_id)
        if not channel.organisations:
            return
        async with self._database.read() as tx:
            known = await customers.organisations(tx, delivery.workspace_id, delivery.customer_id)
        found = strangers(channel, known)
        if found and not await self._takes_words_away(delivery):
            raise StrangersError(found)

    async def _takes_words_away(self, delivery: Delivery) -> bool:
        """Whether it withdraws what stands there: strangers are to read less, not more."""
        async with self._database.read() as tx:
            notice = await outages.get_notice(tx, delivery.workspace_id, delivery.notice_id or "")
        return notice is not None and notice.kind is NoticeKind.WITHDRAWAL


def _in_a_channel(delivery: Delivery) -> bool:
    """Whether everybody in a channel reads it: neither a letter nor a direct message."""
    return delivery.kind in (Kind.POST, Kind.UPDATE) and delivery.user_id is None
