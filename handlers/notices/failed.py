"""A delivery that failed for good: the incident's thread is told, with the cure and a retry."""

from domain.facts import Fact, FactKind
from domain.outage import OutageError
from domain.people import ONUS, Act
from domain.words import InternalMessage
from handlers.kit import blocks
from handlers.kit.blocks import button
from handlers.kit.commands import Request, Verb
from handlers.kit.destination import destination
from handlers.kit.paging import page, stop
from handlers.kit.turn import Turn
from handlers.kit.which import which
from handlers.notices import fan_out
from handlers.notices.cures import cure
from handlers.notices.fallback import stand_in
from storage import deliveries, incidents
from storage.deliveries import Delivery

_ABOUT = "delivery"


async def report(turn: Turn, delivery: Delivery, error: str) -> None:
    """Tell the incident's thread that customers did not read something, and page.

    Of many channels, the fan-out's report tells what failed in all of them.
    """
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
            **destination(delivery),
            "error": error,
            "cure": cure(error),
        },
    )
    if await fan_out.is_followed(turn.tx, turn.office.id, delivery.notice_id):
        turn.record(fact)
    else:
        line = f"{incident.name} retry {delivery.id}"
        retry = button("Retry", command="incident", line=line)
        await turn.tell(incident, fact, blocks.actions(retry))
    if not await stand_in(turn, delivery, error):
        why = "customers did not read a message that was sent them"
        await page(turn, incident, about=_ABOUT, why=why)


async def retry(turn: Turn, request: Request) -> InternalMessage:
    """Queue failed messages again: the one of the button, or all of the incident."""
    incident = await which(turn, request)
    tried = await deliveries.retry(
        turn.tx, turn.office.id, incident.number, delivery_id=request.text
    )
    if not tried:
        raise OutageError("Nothing is failed: it was sent, or is being tried again.")
    fact = Fact(
        FactKind.DELIVERY_RETRIED,
        actor=turn.person.user_id,
        happened_at=turn.now,
        incident=incident.number,
    )
    post_id = await turn.tell(incident, fact)
    await fan_out.follow_again(turn.tx, turn.office.id, tried, post_id=post_id, now=turn.now)
    await stop(turn, incident, about=_ABOUT)
    count = len(tried)
    return InternalMessage(f"{count} message{'s are' if count > 1 else ' is'} tried again.")


RETRY = Verb(
    name="retry",
    usage="",
    summary="try the incident's messages again that could not be delivered",
    right=Act.TELL,
    do=retry,
)
