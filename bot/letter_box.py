"""The letter box: the delivery loop of what goes by other ways than Slack, with what it needs."""

from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager

from bot.clock import Clock
from bot.delivery import DeliveryLoop
from bot.letters import LetterRate, Letters
from bot.mail import Mail, MailServer
from bot.reports import Reports
from bot.settings import OfficeSettings
from bot.webhooks import Webhooks
from handlers.kit.office import Office
from storage.database import Database


@asynccontextmanager
async def letter_loop(
    settings: OfficeSettings, office: Office, database: Database, clock: Clock
) -> AsyncIterator[DeliveryLoop]:
    """Give the loop, to be run; what is under way comes to its end before the block does."""
    async with AsyncExitStack() as stack:
        webhooks = _webhooks(settings)
        if webhooks:
            await stack.enter_async_context(webhooks)
        carrier = Letters(mail=_mail(settings), webhooks=webhooks)
        loop = DeliveryLoop(
            database=database,
            workspace_id=office.id,
            sender=carrier,
            clock=clock,
            pace=LetterRate(),
            reports=Reports(office=office, clock=clock),
            patience_s=carrier.within_s,
        )
        stack.push_async_callback(loop.stop)
        yield loop


def _mail(settings: OfficeSettings) -> Mail | None:
    url, sender = settings.onus_smtp_url, settings.onus_mail_from
    return Mail(MailServer(url.get_secret_value(), sender)) if url and sender else None


def _webhooks(settings: OfficeSettings) -> Webhooks | None:
    secret, allowed = settings.onus_webhook_secret, settings.onus_webhook_networks
    return Webhooks(secret=secret.get_secret_value(), allowed=allowed) if secret else None
