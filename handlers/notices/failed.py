"""A delivery that failed for good: the incident's thread is told, with the cure and a retry."""

from domain.facts import Fact, FactKind, Value
from domain.outage import OutageError
from domain.people import ONUS, Act
from domain.ways import shown
from domain.words import InternalMessage
from handlers.kit import blocks
from handlers.kit.blocks import button
from handlers.kit.commands import Request, Verb
from handlers.kit.paging import page, stop
from handlers.kit.turn import Turn
from handlers.kit.which import which
from storage import deliveries, incidents
from storage.deliveries import Delivery
from storage.outbox import way_of

_CURES = {
    "not_in_channel": "Invite @onus to that channel, then retry.",
    "channel_not_found": "Onus is not in that channel, or it is gone: invite @onus, then retry.",
    "is_archived": "The channel is archived: unarchive it, or give the customer another one.",
    "invalid_auth": "Slack does not accept the bot's token: mend SLACK_BOT_TOKEN, then retry.",
    "account_inactive": "The app was removed from the workspace: install it again, then retry.",
    "token_revoked": "The bot's token was revoked: install the app again, then retry.",
    "not_set_up": "Onus has no way to send it: set ONUS_SMTP_URL or ONUS_WEBHOOK_SECRET, retry.",
    "internal_address": "The address is an internal one: correct it, or allow its network.",
    "smtp_535": "The mail server does not accept the password: mend ONUS_SMTP_URL, then retry.",
    "thread_not_posted": "The outage's first message failed there: mend that, then retry.",
}
_ABOUT = "delivery"
_CURE = "Look at what Slack says, mend it, then retry."


async def report(turn: Turn, delivery: Delivery, error: str) -> None:
    """Tell the incident's thread that customers did not read something."""
    if delivery.notice_id is None or delivery.incident is None:
        return  # a post for colleagues: the log and the incident's status say it
    incident = await incidents.get(turn.tx, turn.office.id, delivery.incident, viewer=ONUS)
    assert incident, "an incident is never deleted"
    fact = Fact(
        FactKind.DELIVERY_FAILED,
        actor=ONUS.user_id,
        happened_at=turn.now,
        incident=incident.number,
        data={
            **_where(delivery),
            "error": error,
            "cure": _CURES.get(error.partition(" ")[0].rstrip(":"), _CURE),
        },
    )
    line = f"{incident.name} retry {delivery.id}"
    await turn.tell(incident, fact, blocks.actions(button("Retry", command="incident", line=line)))
    await page(
        turn, incident, about=_ABOUT, why="customers did not read a message that was sent them"
    )


def _where(delivery: Delivery) -> dict[str, Value]:
    """Name where it was to go: a channel by its id, another way in words."""
    if delivery.address is None:
        return {"channel": delivery.channel_id}
    return {"by": shown(way_of(delivery.kind), delivery.address)}


async def retry(turn: Turn, request: Request) -> InternalMessage:
    """Queue failed messages again: the one of the button, or all of the incident."""
    incident = await which(turn, request)
    count = await deliveries.retry(
        turn.tx, turn.office.id, incident.number, delivery_id=request.text
    )
    if count == 0:
        raise OutageError("Nothing is failed: it was sent, or is being tried again.")
    fact = Fact(
        FactKind.DELIVERY_RETRIED,
        actor=turn.person.user_id,
        happened_at=turn.now,
        incident=incident.number,
    )
    await turn.tell(incident, fact)
    await stop(turn, incident, about=_ABOUT)
    return InternalMessage(f"{count} message{'s are' if count > 1 else ' is'} tried again.")


RETRY = Verb(
    name="retry",
    usage="",
    summary="try the incident's messages again that could not be delivered",
    right=Act.TELL,
    do=retry,
)
